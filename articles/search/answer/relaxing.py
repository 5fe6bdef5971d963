"""Runs a query for its strict list or, where that has few articles or the reader wants more, for a wider one."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from articles.search.answer.strict_list import strict_query, with_articles_named
from articles.search.engine import (
    EngineQuery,
    EngineResult,
    EngineSearch,
    FacetFields,
    count_articles,
    counted_ahead,
    index_reader,
    is_distant,
    matches,
    search_ahead,
)
from articles.search.query.reading import ReadQuery
from articles.search.query.units import UnitKind
from articles.search.ranking.compiler import (
    loose_query_clauses,
    loose_units,
    query_clause,
    strict_query_clause,
)
from articles.search.ranking.loose_clauses import LooseUnits
from articles.search.ranking.word_clauses import distinctive_words, every_word, words_together
from articles.text.normal import fold
from haystack_engines import And, Clause, Filter, Not, Nothing, Or

# A strict list of so many articles is not widened unless the reader asks for it.
ENOUGH: Final = 5
# Of more than so many words, neighbours must also stand together, since a long article may have any words. Of two
# words, one alone is better than nothing only.
_FEW_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class BestResult:
    """The query that was run and its result, how many of the articles found are of the strict list, and how many more
    a wider search would find.

    `loose` has the units of a search whose list is widened by itself.
    """

    query: EngineQuery
    result: EngineResult
    strict: int
    more: int = 0
    loose: LooseUnits | None = None


def run_relaxed(read: ReadQuery, *, size: int, facets: FacetFields, relax: bool = True) -> BestResult:
    """Return `size` articles of the request's page, and the counts of the facet fields given with what is counted.

    The strict list stands first, whatever the order. With `relax` false, or for a request `as_typed`, it is all; beside
    speakers, it is where it has any. The
    filters are left out when its articles are counted, so that choosing one never adds articles. Raises SearchFailed.
    """
    strict = strict_query(read)
    as_asked = read.request.as_typed or (read.in_quotations and not read.request.wider)
    may_widen = relax and not as_asked and _has_words(read)
    is_wide = may_widen and read.request.wider and not read.in_quotations
    first = _first_search(read, strict, size, {} if is_wide else facets)
    if may_widen and is_distant():
        together = (EngineSearch(_together(read, strict)),) if _makes_no_words(read) else ()
        search_ahead((first, EngineSearch(_otherwise(read, strict)), *together))
    result = first.run()
    if not may_widen or (read.in_quotations and result.total):
        return BestResult(strict, result, result.total)
    if read.request.wider or not _is_enough(read, strict, result.total):
        return _wide_result(read, strict, result, size, facets)
    return BestResult(strict, result, result.total, more=_more(read, strict))


def _has_words(read: ReadQuery) -> bool:
    """Tell whether a wider search makes sense: a short form or number alone is found as such, or not at all."""
    return not all(unit.is_whole for unit in read.own_units) or bool(read.own_units and read.did_you_mean)


def _is_enough(read: ReadQuery, strict: EngineQuery, filtered: int) -> bool:
    """Tell whether the strict list, of which `filtered` articles pass the filters, needs no widening.

    Of many syllables that make no word, most must stand together.
    """
    enough = 1 if _is_one_name(read) else ENOUGH
    if _makes_no_words(read):
        return count_articles(_together(read, strict)) >= enough
    if not strict.filters or filtered >= enough:
        return filtered >= enough
    return count_articles(EngineQuery(Filter(strict.clause))) >= enough


def _together(read: ReadQuery, strict: EngineQuery) -> EngineQuery:
    """Return the query for articles of the strict list in which most words stand together."""
    return EngineQuery(Filter(And((strict.clause, query_clause(read, words_together)))))


def _has_any(strict: EngineQuery, filtered: int) -> bool:
    """Tell whether the strict list, of which `filtered` articles pass the filters, has articles without them."""
    return filtered > 0 or (bool(strict.filters) and count_articles(EngineQuery(Filter(strict.clause))) > 0)


def _is_one_name(read: ReadQuery) -> bool:
    """Tell whether a query is a name that the archive knows, and nothing else: then its articles are the answer."""
    is_name = [unit.kind for unit in read.own_units] == [UnitKind.NAME]
    return is_name and fold(read.did_you_mean) in ("", fold(read.request.query))


def _makes_no_words(read: ReadQuery) -> bool:
    """Tell whether a query has many units and each is but one syllable: then neighbours tell more than units."""
    units = [unit for unit in read.own_units if unit.is_demanded]
    return len(units) > _FEW_WORDS and all(unit.kind is UnitKind.SYLLABLE for unit in units)


def _first_search(read: ReadQuery, strict: EngineQuery, size: int, facets: FacetFields) -> EngineSearch:
    return EngineSearch(strict, (read.request.page - 1) * size, size, read.request.sort, facets=facets)


def _more(read: ReadQuery, strict: EngineQuery) -> int:
    return count_articles(_otherwise(read, strict))


def _otherwise(read: ReadQuery, strict: EngineQuery) -> EngineQuery:
    """Return the query for articles that have the words otherwise: scattered, with other marks, or as synonyms."""
    otherwise = Filter(query_clause(read, every_word))
    return EngineQuery(otherwise, (*strict.filters, Not(Filter(strict.clause))))


def _wide_result(
    read: ReadQuery, strict: EngineQuery, first: EngineResult, size: int, facets: FacetFields
) -> BestResult:
    """Return the page of the strict list, `first`, followed by what else was found; facets count both."""
    loose = None if read.request.wider else loose_units(read, index_reader())
    wide = _wide_clause(read, loose, strict, first.total) if loose else query_clause(read, every_word)
    start, left, sort = (read.request.page - 1) * size, size - len(first.ranked), read.request.sort
    both = EngineQuery(Filter(Or((strict.clause, wide))), strict.filters)
    if not first.total:  # the wider list is all there is: one run gives hits and facets
        rest = EngineSearch(EngineQuery(wide, strict.filters), start=start, size=left, sort=sort, facets=facets).run()
        return BestResult(both, rest, 0, loose=loose)
    start = max(0, start - first.total)
    others = EngineSearch(EngineQuery(wide, (*strict.filters, Not(strict.clause))), start, left, sort)
    counted = EngineSearch(both, facets=facets)
    search_ahead((others, *([counted] if facets else ())))
    rest = others.run()
    counts = counted.run().counts if facets else {}
    result = EngineResult([*first.ranked, *rest.ranked], first.total + rest.total, counts)
    more = _more(read, strict) if loose and not rest.total else 0
    return BestResult(both, result, first.total, more, loose)


def _wide_clause(read: ReadQuery, loose: LooseUnits, strict: EngineQuery, filtered: int) -> Clause:
    """Return the first clause that finds enough: for units that may be missing, all words, or the distinctive ones.

    Numbers and codes are never missing, so with them it is the loosest clause, however little it finds. So it is beside
    articles that have all units: those that share but one word with the query would be noise there.
    """
    beside = loose.are_several and not (loose.kept or _makes_no_words(read)) and _has_any(strict, filtered)
    loosest: Clause = Nothing()
    steps = (clause for clause, _ in groupby(_loose_clauses(read, loose, beside=beside)))  # two may ask the same
    for loosest in counted_ahead(steps):
        found, ids = matches(loosest)
        if found >= ENOUGH:
            return with_articles_named(read, loosest, ids)
    if loose.kept or beside:
        return loosest
    complete = query_clause(read, every_word)
    if _enough(read, complete):
        return complete
    return query_clause(read, distinctive_words(index_reader()))


def _loose_clauses(read: ReadQuery, loose: LooseUnits, *, beside: bool) -> Iterator[Clause]:
    """Yield the clause for the strict list of the corrected query, then those for units that may be missing."""
    if read.did_you_mean:
        yield strict_query_clause(read.corrected, index_reader())
    if not _makes_no_words(read):
        yield from loose_query_clauses(read, loose, beside=beside)


def _enough(read: ReadQuery, complete: Clause) -> bool:
    words = len(read.query.words)
    if words < _FEW_WORDS:
        return words < 2 or count_articles(EngineQuery(Filter(complete))) > 0
    if words > _FEW_WORDS:
        complete = query_clause(read, words_together)
    return count_articles(EngineQuery(Filter(complete))) >= ENOUGH
