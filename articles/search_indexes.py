"""What is indexed of an article. The query compiler makes its terms with the same functions."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import accumulate
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
    QUOTED,
    SENTENCE_BREAK,
    SPEAKER,
    TEXT_FIELDS,
    UNQUOTED,
    Facet,
    breaks_field,
    folded_field,
    said_field,
)
from articles.search.index.article_entities import ArticlesWithEntities, article_entities, main_entities
from articles.search.index.article_quotations import article_quotations, speakers
from articles.search.index.fingerprint import fingerprint
from articles.text.amounts import amounts
from articles.text.capitals import capital_forms
from articles.text.date_terms import date_terms
from articles.text.running_text import BODY, CAPTION, LEAD, TITLE, Part, running_text
from articles.text.sentences import sentences
from articles.text.terms import TextTerms, compounds, count_terms, folded_pairs, marked_pairs, term_starts, terms
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
    title_said = PlacedField(stored=False)
    lead_said = PlacedField(stored=False)
    text_said = PlacedField(stored=False)
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
        return dict(self.prepare_on_demand(obj))

    def prepare_on_demand(self, obj: Article) -> Mapping[str, Any]:
        """Return the same values, each made when it is first asked for."""
        return _ArticleValues(obj)


class _ArticleValues(Mapping[str, Any]):
    """The values of an article's fields, each made when it is first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _MAKERS[name](self)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)

    @cached_property
    def parts(self) -> list[tuple[Part, TextTerms]]:
        """The parts of the running text, each with its terms."""
        return [(part, terms(part.text)) for part in self.article.parts]

    @cached_property
    def entity_facets(self) -> dict[str, list[int]]:
        """The values of the facets that are entities, by field."""
        return _entity_facets(self.article)

    @cached_property
    def author_terms(self) -> list[TextTerms]:
        """The terms of each author."""
        return [terms(name) for name in self.article.authors]

    def parts_of(self, field: str) -> list[tuple[Part, TextTerms]]:
        """Return the parts that stand in a field of text."""
        return self._parts_by_field.get(field, [])

    @cached_property
    def _parts_by_field(self) -> dict[str, list[tuple[Part, TextTerms]]]:
        found: dict[str, list[tuple[Part, TextTerms]]] = {}
        for part, part_terms in self.parts:
            found.setdefault(_FIELD_OF_ROLE[part.role], []).append((part, part_terms))
        return found


def _exact(field: str, values: _ArticleValues) -> list[str]:
    return [term for _, found in values.parts_of(field) for term in found.exact]


def _folded(field: str, values: _ArticleValues) -> list[str]:
    return [term for _, found in values.parts_of(field) for term in found.folded]


def _breaks(field: str, values: _ArticleValues) -> dict[str, list[int]]:
    breaks: dict[str, list[int]] = {}
    first = 0
    for part, found in values.parts_of(field):
        _add_breaks(breaks, part.text, first=first, terms=len(found.exact))
        first += len(found.exact)
    return breaks


def _add_breaks(breaks: dict[str, list[int]], text: str, *, first: int, terms: int) -> None:
    """Note where a paragraph of so many terms and its sentences begin, the position of its first term being given."""
    if first:
        breaks.setdefault(PARAGRAPH_BREAK, []).append(first)
    place, end = first, first + terms
    for sentence in sentences(text)[:-1]:
        place += count_terms(sentence)
        if first < place < end and place not in breaks.get(SENTENCE_BREAK, ())[-1:]:
            breaks.setdefault(SENTENCE_BREAK, []).append(place)


def _said(field: str, values: _ArticleValues) -> dict[str, list[int]]:
    """Return where quotations begin and end in a field, by whom, and in which posts.

    One over several parts has its piece of each.
    """
    quotations = article_quotations(values.article)
    parts = values.parts_of(field)
    if not quotations or not parts:
        return {}
    place_of = _TermPlaces(parts)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for one in quotations:
        first, end = place_of(one.start), place_of(one.end)
        if first < end:
            places[QUOTED].append(first)
            places[UNQUOTED].append(end)
            speaker = () if one.speaker is None else (str(one.speaker),)
            for value in (*speaker, *one.posts):
                places[value].append(first)
    return places


class _TermPlaces:
    """Tells at which position of a field the first term behind an offset into the running text stands."""

    def __init__(self, parts: Sequence[tuple[Part, TextTerms]]) -> None:
        self._parts = [part for part, _ in parts]
        self._begins = [part.start for part, _ in parts]
        self._firsts = list(accumulate((len(found.exact) for _, found in parts), initial=0))
        self._starts = cache(lambda number: term_starts(self._parts[number].text))

    def __call__(self, offset: int) -> int:
        number = bisect_right(self._begins, offset) - 1
        if number < 0:
            return 0
        if offset >= self._parts[number].end:
            return self._firsts[number + 1]
        return self._firsts[number] + bisect_left(self._starts(number), offset - self._begins[number])


def _pairs(values: _ArticleValues) -> list[str]:
    return [pair for _, found in values.parts for pair in folded_pairs(found.folded)]


def _compounds(values: _ArticleValues) -> list[str]:
    parts = [part for part, _ in values.parts]
    return list(compounds(running_text(parts), values.article.word_spans()))


def _headline_pairs(values: _ArticleValues) -> list[str]:
    return [pair for part, found in values.parts if part.role in (TITLE, LEAD) for pair in marked_pairs(found)]


def _from_texts(make: Callable[[str], Iterable[str]], values: _ArticleValues) -> list[str]:
    return [term for part, _ in values.parts for term in make(part.text)]


def _amount_terms(text: str) -> Iterator[str]:
    return (term for amount in amounts(text) for term in amount.terms)


def _facet(facet: Facet, values: _ArticleValues) -> Any:
    return facet.values(values.article) if facet.values else values.entity_facets[facet.field]


def _todays_facet(field: str, values: _ArticleValues) -> list[int]:
    return values.entity_facets[field]


def _entity_facets(article: Article) -> dict[str, list[int]]:
    entities: dict[str, list[int]] = {facet.field: [] for facet in FACET_BY_KIND.values()}
    for kind, entity in article_entities(article):
        entities[FACET_BY_KIND[kind].field].append(entity)
    return (
        entities
        | {ABOUT.field: main_entities(article), SPEAKER.field: speakers(article)}
        | _by_todays_provinces(article)
    )


def _by_todays_provinces(article: Article) -> dict[str, list[int]]:
    entities = article_entities(article, todays_provinces=True)
    return {
        ABOUT.todays_field: main_entities(article, todays_provinces=True),
        FACET_BY_KIND[EntityKind.PLACE].todays_field: [entity for kind, entity in entities if kind == EntityKind.PLACE],
    }


def _month(article: Article) -> str | None:
    day = article.published_on
    return day.isoformat()[:7] if day and article.date_precision != DatePrecision.YEAR else None


# What makes the value of each field.
_MAKERS: Final[Mapping[str, Callable[[_ArticleValues], Any]]] = {
    ID: lambda values: get_identifier(values.article),
    DJANGO_CT: lambda _values: get_model_ct(Article),
    DJANGO_ID: lambda values: str(values.article.pk),
    "number": lambda values: values.article.pk,
    "fingerprint": lambda values: fingerprint(values.article),
    **{field: partial(_exact, field) for field in TEXT_FIELDS},
    **{folded_field(field): partial(_folded, field) for field in TEXT_FIELDS},
    **{breaks_field(field): partial(_breaks, field) for field in ("text", "lead")},
    **{said_field(field): partial(_said, field) for field in TEXT_FIELDS},
    AUTHOR_FIELD: lambda values: [term for name in values.author_terms for term in (*name.exact, _BETWEEN)],
    folded_field(AUTHOR_FIELD): lambda values: [
        term for name in values.author_terms for term in (*name.folded, _BETWEEN)
    ],
    "pairs": _pairs,
    "compounds": _compounds,
    "headline_pairs": _headline_pairs,
    "short_forms": partial(_from_texts, capital_forms),
    AMOUNTS_FIELD: partial(_from_texts, _amount_terms),
    DATES_FIELD: partial(_from_texts, date_terms),
    **{facet.field: partial(_facet, facet) for facet in FACETS},
    **{facet.todays_field: partial(_todays_facet, facet.todays_field) for facet in FACETS if facet.todays_field},
    "published": lambda values: values.article.published_at,
    "day": lambda values: values.article.published_on,
    MONTH_FIELD: lambda values: _month(values.article),
}
