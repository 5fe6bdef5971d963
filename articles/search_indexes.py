"""What of an article is indexed. Terms are made here and by the query compiler with the same functions."""

from typing import Any

from django.db.models import Prefetch
from haystack import fields, indexes

from articles.models import Article, ArticleQuerySet, EntityKind, Mention
from articles.search.compile import FOLDED
from articles.text.layout import BODY, CAPTION, LEAD, TITLE
from articles.text.terms import Token, compounds, pairs, tokens

_FIELD_OF_ROLE = {TITLE: "title", LEAD: "lead", BODY: "text", CAPTION: "text"}
_FACET_OF_KIND = {EntityKind.PERSON: "people", EntityKind.PLACE: "places", EntityKind.ORGANIZATION: "organizations"}


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """An article: terms of its parts, and its facets as ids and slugs, which no comma can break."""

    text = indexes.CharField(document=True, stored=False)
    text_folded = indexes.CharField(stored=False)
    title = indexes.CharField(stored=False)
    title_folded = indexes.CharField(stored=False)
    lead = indexes.CharField(stored=False)
    lead_folded = indexes.CharField(stored=False)
    pairs = indexes.MultiValueField(stored=False)
    compounds = indexes.MultiValueField(stored=False)
    people = fields.FacetMultiValueField(stored=False)
    places = fields.FacetMultiValueField(stored=False)
    organizations = fields.FacetMultiValueField(stored=False)
    authors = fields.FacetMultiValueField(stored=False)
    source = fields.FacetCharField(stored=False, null=True)
    section = fields.FacetCharField(stored=False, null=True)
    year = fields.FacetCharField(stored=False, null=True)
    month = fields.FacetCharField(stored=False, null=True)
    published = indexes.DateTimeField(stored=False, null=True)
    day = indexes.DateField(stored=False, null=True)

    def get_model(self) -> type[Article]:
        """Return the model that is indexed."""
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """Return the articles that readers may find, with all that indexing reads of them."""
        mentions = Mention.objects.select_related("entity").only("article_id", "entity__kind")
        return (
            Article.objects.visible()
            .defer(None)
            .defer("raw")
            .select_related("source", "section")
            .prefetch_related(Prefetch("mentions", mentions))
            .order_by("pk")
        )

    def prepare(self, obj: Article) -> dict[str, Any]:
        """Return the fields of an article as they are indexed."""
        return {**super().prepare(obj), **_term_fields(obj), **_facet_fields(obj), **_date_fields(obj)}


def _term_fields(article: Article) -> dict[str, str | list[str]]:
    by_field: dict[str, list[Token]] = {"title": [], "lead": [], "text": []}
    neighbours: list[str] = []
    for part in article.parts:
        part_tokens = tokens(part.text)
        by_field[_FIELD_OF_ROLE[part.role]] += part_tokens
        neighbours += pairs(part_tokens)
    exact = {field: " ".join(t.exact for t in found) for field, found in by_field.items()}
    folded = {FOLDED.format(field): " ".join(t.folded for t in found) for field, found in by_field.items()}
    return {**exact, **folded, "pairs": neighbours, "compounds": list(compounds(article.text, article.word_spans()))}


def _facet_fields(article: Article) -> dict[str, Any]:
    named: dict[str, set[int]] = {field: set() for field in _FACET_OF_KIND.values()}
    for mention in article.mentions.all():
        named[_FACET_OF_KIND[EntityKind(mention.entity.kind)]].add(mention.entity_id)
    return {field: sorted(ids) for field, ids in named.items()} | {
        "authors": article.authors,
        "source": article.source.slug if article.source else None,
        "section": article.section.slug if article.section else None,
    }


def _date_fields(article: Article) -> dict[str, Any]:
    day = article.published_on
    return {
        "published": article.published_at,
        "day": day,
        "year": f"{day:%Y}" if day else None,
        "month": day.isoformat()[:7] if day and article.date_precision != "year" else None,
    }
