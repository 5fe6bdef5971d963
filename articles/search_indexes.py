"""What is indexed of an article. The query compiler makes its terms with the same functions."""

from typing import Any, Final

from haystack import fields, indexes
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.utils import get_identifier, get_model_ct

from articles.models import Article, ArticleQuerySet, DatePrecision, EntityKind
from articles.search.fields import (
    ABOUT,
    AMOUNTS_FIELD,
    AUTHOR_FIELD,
    DATES_FIELD,
    FACET_BY_KIND,
    FACETS,
    MONTH_FIELD,
    PARAGRAPH_BREAK,
    SENTENCE_BREAK,
    TEXT_FIELDS,
    breaks_field,
    column_facets,
    folded_field,
)
from articles.search.index.article_entities import ArticlesWithEntities, article_entities, main_entities
from articles.search.index.fingerprint import fingerprint
from articles.text.amounts import amounts
from articles.text.capitals import capital_forms
from articles.text.date_terms import date_terms
from articles.text.running_text import BODY, CAPTION, LEAD, TITLE, running_text
from articles.text.sentences import sentences
from articles.text.terms import compounds, count_terms, folded_pairs, marked_pairs, terms
from haystack_engines import PlacedField

_FIELD_OF_ROLE: Final = {TITLE: "title", LEAD: "lead", BODY: "text", CAPTION: "text"}
# Stands between two authors, so that no phrase matches across their names.
_BETWEEN: Final = ";"


def _facet_fields() -> dict[str, fields.FacetField]:
    names = [name for facet in FACETS if facet.many for name in (facet.field, facet.todays_field) if name]
    many = {name: fields.FacetMultiValueField(stored=False) for name in names}
    one = {facet.field: fields.FacetCharField(stored=False, null=True) for facet in FACETS if not facet.many}
    return many | one


# Haystack collects the fields of an index from the attributes of its class and of the classes above it.
FacetedIndex: Any = type(indexes.SearchIndex)("FacetedIndex", (indexes.SearchIndex,), _facet_fields())


class ArticleIndex(FacetedIndex, indexes.Indexable):
    """An article: the terms of its parts, and its facets as ids and slugs."""

    text = indexes.CharField(document=True, stored=False)
    text_folded = indexes.CharField(stored=False)
    title = indexes.CharField(stored=False)
    title_folded = indexes.CharField(stored=False)
    lead = indexes.CharField(stored=False)
    lead_folded = indexes.CharField(stored=False)
    text_breaks = PlacedField(stored=False)
    lead_breaks = PlacedField(stored=False)
    bylines = indexes.CharField(stored=False)
    bylines_folded = indexes.CharField(stored=False)
    pairs = indexes.MultiValueField(stored=False)
    compounds = indexes.MultiValueField(stored=False)
    headline_pairs = indexes.MultiValueField(stored=False)
    short_forms = indexes.MultiValueField(stored=False)
    amounts = indexes.MultiValueField(stored=False)
    dates = indexes.MultiValueField(stored=False)
    month = fields.FacetCharField(stored=False, null=True)
    published = indexes.DateTimeField(stored=False, null=True)
    day = indexes.DateField(stored=False, null=True)
    number = indexes.IntegerField(stored=False)
    fingerprint = indexes.CharField(indexed=False)

    def get_model(self) -> type[Article]:
        """Return the model that is indexed."""
        return Article

    def index_queryset(self, using: str | None = None) -> ArticleQuerySet:
        """Return the articles that readers may find, with everything that indexing reads."""
        found = Article.objects.visible().defer(None).defer("raw").with_source().order_by("pk")
        found._iterable_class = ArticlesWithEntities
        return found

    def full_prepare(self, obj: Article, with_string_facet: bool = True) -> dict[str, Any]:
        """Return the values of an article's fields.

        Haystack's own method prepares each field twice, which no field here needs: a tenth of the time of indexing.
        """
        return {
            ID: get_identifier(obj),
            DJANGO_CT: get_model_ct(Article),
            DJANGO_ID: str(obj.pk),
            "number": obj.pk,
            "fingerprint": fingerprint(obj),
            **_term_fields(obj),
            **_facet_values(obj),
            **_date_fields(obj),
        }


def _term_fields(article: Article) -> dict[str, Any]:
    exact: dict[str, list[str]] = {field: [] for field in TEXT_FIELDS}
    folded: dict[str, list[str]] = {folded_field(field): [] for field in TEXT_FIELDS}
    pairs: list[str] = []
    headline_pairs: list[str] = []
    breaks: dict[str, dict[str, list[int]]] = {breaks_field("text"): {}, breaks_field("lead"): {}}
    parts = article.parts
    for part in parts:
        field, found = _FIELD_OF_ROLE[part.role], terms(part.text)
        if field != "title":
            _add_breaks(breaks[breaks_field(field)], part.text, first=len(exact[field]), terms=len(found.exact))
        exact[field] += found.exact
        folded[folded_field(field)] += found.folded
        pairs += folded_pairs(found.folded)
        if part.role in (TITLE, LEAD):
            headline_pairs += marked_pairs(found)
    words = list(compounds(running_text(parts), article.word_spans()))
    bags = {
        "pairs": pairs,
        "compounds": words,
        "headline_pairs": headline_pairs,
        "short_forms": [form for part in parts for form in capital_forms(part.text)],
        AMOUNTS_FIELD: [term for part in parts for amount in amounts(part.text) for term in amount.terms],
        DATES_FIELD: [term for part in parts for term in date_terms(part.text)],
    }
    return {**exact, **folded, **breaks, **_bylines(article), **bags}


def _add_breaks(breaks: dict[str, list[int]], text: str, *, first: int, terms: int) -> None:
    """Note where a paragraph of so many terms and its sentences begin, the position of its first term being given."""
    if first:
        breaks.setdefault(PARAGRAPH_BREAK, []).append(first)
    place, end = first, first + terms
    for sentence in sentences(text)[:-1]:
        place += count_terms(sentence)
        if first < place < end and place not in breaks.get(SENTENCE_BREAK, ())[-1:]:
            breaks.setdefault(SENTENCE_BREAK, []).append(place)


def _bylines(article: Article) -> dict[str, list[str]]:
    names = [terms(name) for name in article.authors]
    exact = [term for name in names for term in (*name.exact, _BETWEEN)]
    folded = [term for name in names for term in (*name.folded, _BETWEEN)]
    return {AUTHOR_FIELD: exact, folded_field(AUTHOR_FIELD): folded}


def _facet_values(article: Article) -> dict[str, Any]:
    entities: dict[str, list[int]] = {facet.field: [] for facet in FACET_BY_KIND.values()}
    for kind, entity in article_entities(article):
        entities[FACET_BY_KIND[kind].field].append(entity)
    return entities | {ABOUT.field: main_entities(article)} | _by_todays_provinces(article) | column_facets(article)


def _by_todays_provinces(article: Article) -> dict[str, list[int]]:
    entities = article_entities(article, todays_provinces=True)
    return {
        ABOUT.todays_field: main_entities(article, todays_provinces=True),
        FACET_BY_KIND[EntityKind.PLACE].todays_field: [entity for kind, entity in entities if kind == EntityKind.PLACE],
    }


def _date_fields(article: Article) -> dict[str, Any]:
    day = article.published_on
    return {
        "published": article.published_at,
        "day": day,
        MONTH_FIELD: day.isoformat()[:7] if day and article.date_precision != DatePrecision.YEAR else None,
    }
