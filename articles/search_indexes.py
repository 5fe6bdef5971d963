"""What of an article is indexed. Terms are made here and by the query compiler with the same functions."""

from typing import Any

from haystack import fields, indexes
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.utils import get_identifier, get_model_ct

from articles.models import Article, ArticleQuerySet
from articles.search.facets import FACET_BY_NAME, FACET_OF_KIND
from articles.search.index.article_entities import ArticlesWithEntities, article_entities
from articles.search.index.fingerprint import fingerprint
from articles.search.ranking.conditions import FOLDED
from articles.text.running_text import BODY, CAPTION, LEAD, TITLE, running_text
from articles.text.terms import compounds, folded_pairs, marked_pairs, terms

_FIELD_OF_ROLE = {TITLE: "title", LEAD: "lead", BODY: "text", CAPTION: "text"}
_BETWEEN = ";"


class ArticleIndex(indexes.SearchIndex, indexes.Indexable):
    """An article: terms of its parts, and its facets as ids and slugs, which no comma can break."""

    text = indexes.CharField(document=True, stored=False)
    text_folded = indexes.CharField(stored=False)
    title = indexes.CharField(stored=False)
    title_folded = indexes.CharField(stored=False)
    lead = indexes.CharField(stored=False)
    lead_folded = indexes.CharField(stored=False)
    bylines = indexes.CharField(stored=False)
    bylines_folded = indexes.CharField(stored=False)
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
    number = indexes.IntegerField(stored=False)
    fingerprint = indexes.CharField(indexed=False)

    def get_model(self) -> type[Article]:
        """Return the model that is indexed."""
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """Return the articles that readers may find, with all that indexing reads of them."""
        found = Article.objects.visible().defer(None).defer("raw").select_related("source", "section").order_by("pk")
        found._iterable_class = ArticlesWithEntities
        return found

    def full_prepare(self, obj: Article, with_string_facet: bool = True) -> dict[str, Any]:
        """Return the fields of an article as they are indexed.

        Haystack's own asks each field twice for what none has here: a tenth of the time that indexing takes.
        """
        return {
            ID: get_identifier(obj),
            DJANGO_CT: get_model_ct(Article),
            DJANGO_ID: str(obj.pk),
            "number": obj.pk,
            "fingerprint": fingerprint(obj),
            **_term_fields(obj),
            **_facet_fields(obj),
            **_date_fields(obj),
        }


def _term_fields(article: Article) -> dict[str, list[str]]:
    exact: dict[str, list[str]] = {"title": [], "lead": [], "text": []}
    folded: dict[str, list[str]] = {FOLDED.format(field): [] for field in exact}
    neighbours: list[str] = []
    headline_pairs: list[str] = []
    parts = article.parts
    for part in parts:
        field, found = _FIELD_OF_ROLE[part.role], terms(part.text)
        exact[field] += found.exact
        folded[FOLDED.format(field)] += found.folded
        neighbours += folded_pairs(found.folded)
        if part.role in (TITLE, LEAD):
            headline_pairs += marked_pairs(found)
    words = [*compounds(running_text(parts), article.word_spans()), *headline_pairs]
    return {**exact, **folded, **_bylines(article), "pairs": neighbours, "compounds": words}


def _bylines(article: Article) -> dict[str, list[str]]:
    """Return the terms of the authors' names, with what no query has between two of them."""
    names = [terms(name) for name in article.authors]
    exact = [term for name in names for term in (*name.exact, _BETWEEN)]
    return {"bylines": exact, FOLDED.format("bylines"): [t for name in names for t in (*name.folded, _BETWEEN)]}


def _facet_fields(article: Article) -> dict[str, Any]:
    entities: dict[str, list[int]] = {_field(kind): [] for kind in FACET_OF_KIND}
    for kind, entity in article_entities(article):
        entities[_field(kind)].append(entity)
    return entities | {
        "authors": article.authors,
        "source": article.source.slug if article.source else None,
        "section": article.section.slug if article.section else None,
    }


def _field(kind: str) -> str:
    return FACET_BY_NAME[FACET_OF_KIND[kind]].field


def _date_fields(article: Article) -> dict[str, Any]:
    day = article.published_on
    return {
        "published": article.published_at,
        "day": day,
        "year": f"{day:%Y}" if day else None,
        "month": day.isoformat()[:7] if day and article.date_precision != "year" else None,
    }
