"""The one door of search: a SearchRequest goes in, a SearchPage comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from math import ceil
from time import perf_counter

from django.utils.safestring import SafeString
from haystack import connections
from haystack.query import SearchQuerySet

from articles.models import Article
from articles.search.answer.facet_labels import Labels, facet_labels
from articles.search.answer.highlight import Marker, markers
from articles.search.answer.histogram import Month
from articles.search.answer.story_groups import StoryGroup, group_by_story, ungrouped
from articles.search.canonical import with_canonical_entities
from articles.search.facets import FACETS, Facet
from articles.search.query.did_you_mean import did_you_mean
from articles.search.query.entity_lookup.lookup import resolved_query
from articles.search.query.language import Query, QueryNote
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.ranking import compiler as compiling
from articles.search.ranking.word_clauses import distinctive_words, every_word, words_together
from articles.search.request import MAX_PAGE, Choice, SearchRequest, Sort
from haystack_engines.clauses import Clause, Clauses, Filter
from haystack_engines.index_reader import IndexReader

# Values of a facet that a page offers; of facets whose choices are alternatives, chosen ones besides.
FACET_VALUES = 20
# More values than any facet has.
ALL_VALUES = 10_000_000
# Where at least so many articles have every word, no others are shown. Of four words and more, they must stand
# together there: long articles have any words somewhere. One word of two is taken only in place of nothing.
ENOUGH = 5
_FEW_WORDS = 3
# The field of the histogram.
_MONTH = "month"
# What a page asks to be counted: fields, and how many values of each.
_COUNTED = {facet.field: FACET_VALUES for facet in FACETS} | {_MONTH: ALL_VALUES}

Counts = dict[str, list[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A found article, its score, and its title and best passage as HTML with the query's words marked.

    `others` tell the same story and were found too, the first published first.
    """

    article: Article
    score: float
    title: SafeString
    snippet: SafeString
    others: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: what a reader sees, how many articles choosing it gives, and whether the search has it.

    One that the search has may be chosen or kept out: its choice says which.
    """

    choice: Choice
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetResult:
    """A facet of a result: its values, the most frequent first."""

    facet: Facet
    values: list[FacetValue]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of results, found in `ms` milliseconds.

    `relaxed` where articles with only some of the words are among the total; `complete` of it have all words.
    `forms` are what words were read as besides; `meant` is what the whole query may have meant, "" where it is right.
    `notes` tell what of the search could not be read as it was typed.
    `histogram` has all months that articles found appeared in, the earliest first; articles of which no more
    than the year is known are in none.
    """

    request: SearchRequest
    hits: list[Hit]
    total: int
    facets: list[FacetResult]
    chosen: list[FacetValue]
    histogram: list[Month]
    relaxed: bool
    complete: int
    forms: tuple[Synonym, ...]
    did_you_mean: str
    notes: tuple[QueryNote, ...]
    ms: float

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return min(MAX_PAGE, ceil(self.total / self.request.page_size))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A query, what is searched for beside its words, and what it may have meant."""

    query: Query
    forms: tuple[Synonym, ...] = ()
    did_you_mean: str = ""


@dataclass(frozen=True, slots=True)
class _Answer:
    ranked: list[tuple[int, float]]
    total: int
    counts: Counts


def search(
    request: SearchRequest, *, with_facets: bool = True, relax: bool = True, grouped: bool = False
) -> SearchPage:
    """Answer a search; with `relax` false, articles that lack a word are never among the hits.

    With `grouped`, those that tell one story are one hit (see `stories`); totals and pages count articles all the same.

    Raises haystack.exceptions.SearchBackendError where the index is missing or damaged. SQL queries: one for
    the articles (two or three with `grouped`), at most three for the facets' names, and two where entities are
    chosen. `request` of the page has the entities chosen as they are by now.
    """
    started = perf_counter()
    request = with_canonical_entities(request)
    query = resolved_query(request)
    read = _reading(request, query)
    clause, answer, complete = _best_answer(request, read, _COUNTED if with_facets else {}, relax=relax)
    counts = answer.counts | _counts_besides_own_choice(request, clause) if with_facets else {}
    names = facet_labels(_values_of(counts) + [(choice.facet, choice.value) for choice in request.choices])
    tellings = group_by_story(answer.ranked, partial(_within, request, clause)) if grouped else ungrouped(answer.ranked)
    return SearchPage(
        request=request,
        hits=_hits(tellings, query, exact=request.exact),
        total=answer.total,
        facets=[_facet_result(request, facet, counts.get(facet.field, []), names) for facet in FACETS],
        chosen=chosen_values(request, names),
        histogram=[Month(date.fromisoformat(f"{month}-01"), count) for month, count in sorted(counts.get(_MONTH, []))],
        relaxed=complete < answer.total,
        complete=complete,
        forms=read.forms,
        did_you_mean=read.did_you_mean,
        notes=(*request.notes, *query.notes),
        ms=(perf_counter() - started) * 1000,
    )


def _reading(request: SearchRequest, query: Query) -> _Reading:
    if request.as_typed or not query.words:
        return _Reading(query)
    otherwise = did_you_mean(query.words, _archive())
    # A query in the query language cannot be written anew from its words.
    whole = "" if query.wanted.conditions else otherwise.query
    return _Reading(query, (*searched_synonyms(query.words), *otherwise.mended), whole)


def _archive() -> IndexReader:
    reader: IndexReader = connections["default"].get_backend().reader()
    return reader


def _best_answer(
    request: SearchRequest, read: _Reading, counted: Mapping[str, int], *, relax: bool
) -> tuple[Clause, _Answer, int]:
    """Ask for all words or, where too few articles have them all, for the telling ones.

    Returns the clause asked, its answer, and how many of the articles found have all words.
    """
    complete = compiling.compile_query(read.query, request, every_word, read.forms)
    narrowing = compiling.filter_clauses(request)
    if not relax or request.as_typed or _enough(request, read, complete):
        answer = _ask(request, complete, narrowing, counted)
        return complete, answer, answer.total
    wider = compiling.compile_query(read.query, request, distinctive_words(_archive()), read.forms)
    return wider, _ask(request, wider, narrowing, counted), _count(complete, narrowing)


def _enough(request: SearchRequest, read: _Reading, complete: Clause) -> bool:
    """Tell whether enough articles have all words; whatever filters are chosen, so that they only take away."""
    words = len(read.query.words)
    if words < _FEW_WORDS:
        return words < 2 or _count(complete) > 0
    if words > _FEW_WORDS:
        complete = compiling.compile_query(read.query, request, words_together, read.forms)
    return _count(complete) >= ENOUGH


def _count(clause: Clause, narrowing: Sequence[Clause] = ()) -> int:
    return _ask(SearchRequest(page_size=0), Filter(clause), narrowing, {}).total


def _ask(request: SearchRequest, clause: Clause, narrowing: Sequence[Clause], counted: Mapping[str, int]) -> _Answer:
    found = SearchQuerySet().models(Article).filter(content=Clauses(clause))
    for condition in narrowing:
        found = found.narrow(condition)
    for field, limit in counted.items():
        found = found.facet(field, limit=limit)
    for key in _SORT_KEYS[request.sort]:
        found = found.order_by(key)
    first = (request.page - 1) * request.page_size
    found.query.set_limits(first, first + request.page_size)
    ranked = [(int(result.pk), result.score) for result in found.query.get_results()]
    return _Answer(ranked, found.query.get_count(), found.query.get_facet_counts().get("fields", {}))


_SORT_KEYS = {Sort.RELEVANCE: (), Sort.NEWEST: ("-published",), Sort.OLDEST: ("published",)}


def _counts_besides_own_choice(request: SearchRequest, clause: Clause) -> Counts:
    """Count each facet whose choices are alternatives as if none of its values were chosen yet."""
    counts: Counts = {}
    for facet in FACETS:
        if chosen := _alternatives_chosen(request, facet):
            values = _counts_besides(request, clause, facet)
            counts[facet.field] = [row for i, row in enumerate(values) if i < FACET_VALUES or row[0] in chosen]
    return counts


def _alternatives_chosen(request: SearchRequest, facet: Facet) -> set[str]:
    return set() if facet.all_of else {choice.value for choice in request.choices if choice.facet == facet.name}


def _counts_besides(request: SearchRequest, clause: Clause, facet: Facet) -> list[tuple[str, int]]:
    narrowing = compiling.filter_clauses(request, besides=facet)
    return _ask(replace(request, page_size=0), clause, narrowing, {facet.field: ALL_VALUES}).counts[facet.field]


def counts_of(request: SearchRequest, facet: Facet) -> list[tuple[str, int]]:
    """Return all values of a facet with the number of articles that choosing each gives, the most frequent first.

    The articles are those that `search` finds. Raises haystack.exceptions.SearchBackendError as it does.
    """
    read = _reading(request, resolved_query(request))
    clause, answer, _ = _best_answer(replace(request, page_size=0), read, {facet.field: ALL_VALUES}, relax=True)
    if _alternatives_chosen(request, facet):
        return _counts_besides(request, clause, facet)
    return answer.counts[facet.field]


def _within(request: SearchRequest, clause: Clause, condition: Clause, most: int) -> list[int]:
    """Return the numbers of the articles found that meet a condition, best first."""
    asked = replace(request, page=1, page_size=most)
    answer = _ask(asked, clause, (*compiling.filter_clauses(request), condition), {})
    return [pk for pk, _ in answer.ranked]


def _hits(tellings: Sequence[StoryGroup], query: Query, *, exact: bool) -> list[Hit]:
    titles, texts = markers(query, strict=exact)
    return [_hit(telling, titles, texts) for telling in tellings]


def _hit(telling: StoryGroup, titles: Marker, texts: Marker) -> Hit:
    article = telling.article
    return Hit(article, telling.score, titles.marked(article.title), texts.snippet(article.parts), telling.others)


def _facet_result(request: SearchRequest, facet: Facet, rows: list[tuple[str, int]], names: Labels) -> FacetResult:
    return FacetResult(facet, labelled_values(request, facet, rows, names))


def labelled_values(
    request: SearchRequest, facet: Facet, rows: Sequence[tuple[str, int]], names: Labels
) -> list[FacetValue]:
    """Return the values of a facet with their counts as a reader sees them."""
    chosen = {choice.value: choice for choice in request.choices if choice.facet == facet.name}
    choices = [(chosen.get(value, Choice(facet.name, value)), count) for value, count in rows]
    return [FacetValue(choice, _label(choice, names), count, choice.value in chosen) for choice, count in choices]


def chosen_values(request: SearchRequest, names: Labels) -> list[FacetValue]:
    """Return what a search is narrowed by as a reader sees it, uncounted."""
    return [FacetValue(choice, _label(choice, names), 0, chosen=True) for choice in request.choices]


def _label(choice: Choice, names: Labels) -> str:
    return names.get((choice.facet, choice.value), choice.value)


def _values_of(counts: Counts) -> list[tuple[str, str]]:
    return [(facet.name, value) for facet in FACETS for value, _ in counts.get(facet.field, [])]
