"""Searches the archive in DATA_DIR for known articles and whole lists with each method; `bench.relevance` calls it.

    python -m bench.relevance_ranks QUERIES.tsv LISTS.jsonl

Needs DATA_DIR, SEARCH_ENGINE, and DJANGO_SETTINGS_MODULE=newsarchive.settings. Prints a JSON object: for each search
method the `SearchMeasures`; a rank is 0 below ten.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict
from functools import partial
from importlib import import_module
from typing import Any
from unittest.mock import patch

import django

django.setup()

from haystack import connections  # noqa: E402

from articles.models import Article  # noqa: E402
from articles.search import QueryWord, SearchRequest, article_ids, folded_field, parse_query, search  # noqa: E402
from articles.text.terms import adjacent_pairs  # noqa: E402
from bench.relevance import (  # noqa: E402
    GradedList,
    RelevanceQuery,
    SearchMeasures,
    read_lists,
    read_queries,
)
from haystack_engines import And, Boosting, Clause, DisMax, Filter, Or, Term  # noqa: E402

_TOP = 10
_FIELDS = ("title", "lead", "text")
_PLAIN = dict.fromkeys(_FIELDS, 1.0)
_WORD_CLAUSES = "articles.search.ranking.word_clauses"
_STRICT = "articles.search.ranking.compiler.strict_clause"
_ALL_WORDS_SCORE: float = vars(import_module(_WORD_CLAUSES))["_ALL_WORDS_SCORE"]
_UNITS_CLAUSE: Any = vars(import_module("articles.search.ranking.unit_clauses"))["units_clause"]

# Returns the primary keys of the first hits of a query.
Rank = Callable[[str], list[int]]
# Returns the primary keys of all articles that a query finds.
Find = Callable[[str], list[int]]


def _archive(query: str, **how: bool) -> list[int]:
    page = search(SearchRequest(query=query, page_size=_TOP), with_facets=False, **how)
    return [hit.article.pk for hit in page.hits]


def _whole_list(query: str, *, relax: bool = True) -> list[int]:
    return article_ids(SearchRequest(query=query), most=Article.objects.count(), relax=relax)


def _plainly(make: Callable[[Sequence[QueryWord]], Clause], query: str) -> list[int]:
    reader = connections["default"].get_backend().reader()
    found = reader.search(make(parse_query(query).words), {"start_offset": 0, "end_offset": _TOP})
    return [int(result.pk) for result in found["results"]]


def _exact(word: QueryWord) -> Clause:
    return Or(tuple(Term(field, word.syllables[0].exact) for field in _FIELDS))


def _folded(word: QueryWord) -> Clause:
    return Or(tuple(Term(folded_field(field), word.syllables[0].folded) for field in _FIELDS))


def _either(word: QueryWord) -> Clause:
    exact, folded = _exact(word), _folded(word)
    return DisMax((*exact.clauses, *folded.clauses)) if isinstance(exact, Or) and isinstance(folded, Or) else exact


def _all_words(asked_words: Sequence[QueryWord]) -> Clause:
    return And(tuple(map(_exact, asked_words)))


def _any_word(asked_words: Sequence[QueryWord]) -> Clause:
    return Or(tuple(map(_exact, asked_words)))


def _any_folded(asked_words: Sequence[QueryWord]) -> Clause:
    return Or(tuple(map(_folded, asked_words)))


def _sketch(asked_words: Sequence[QueryWord]) -> Clause:
    near = adjacent_pairs([word.syllables[0] for word in asked_words])
    return Boosting(Or(tuple(map(_either, asked_words))), Or(tuple(Term("pairs", pair) for pair in near)))


def _anywhere(unit: Any) -> Clause:
    return And(tuple(_exact(word) if word.marked[0] else _folded(word) for word in unit.words))


BASELINES: dict[str, Rank] = {
    "all words, marks as typed": partial(_plainly, _all_words),
    "any word, marks as typed": partial(_plainly, _any_word),
    "any word, without marks": partial(_plainly, _any_folded),
    "sketch: best of exact and folded, pairs on top": partial(_plainly, _sketch),
}


def _any_of_them(_: Any) -> Callable[[Sequence[QueryWord], tuple[Clause, ...]], tuple[Clause, tuple[Clause, ...]]]:
    return lambda asked_words, clauses: (Or(clauses), (Filter(And(clauses), _ALL_WORDS_SCORE),))


def _left_out() -> dict[str, list[AbstractContextManager[Any]]]:
    """Return the patches that switch each ingredient off."""
    same_marks: list[AbstractContextManager[Any]] = [
        patch(f"{_WORD_CLAUSES}._OTHER_MARKS_BOOST", 1.0),
        patch(f"{_WORD_CLAUSES}._UNMARKED_BOOST", 1.0),
    ]
    no_synonyms: list[AbstractContextManager[Any]] = [
        patch("articles.search.query.reading.searched_synonyms", lambda _: ()),
        patch("articles.search.ranking.compiler.searched_synonyms", lambda _: ()),
    ]
    return {
        "pairs of neighbours on top": [patch(f"{_WORD_CLAUSES}._PAIR_BOOST", 0.0)],
        "compounds on top": [patch(f"{_WORD_CLAUSES}._COMPOUND_BOOST", 0.0)],
        "having all words on top": [patch(f"{_WORD_CLAUSES}._ALL_WORDS_SCORE", 0.0)],
        "title above lead above text": [patch(f"{_WORD_CLAUSES}.TEXT_FIELDS", _PLAIN)],
        "the best field alone (all added up)": [patch(f"{_WORD_CLAUSES}.DisMax", partial(DisMax, tie=1.0))],
        "marks as typed above others": same_marks,
        "short and full forms, other names": no_synonyms,
        "units (each word anywhere)": [patch(_STRICT, lambda units, *_: And(tuple(map(_anywhere, units))))],
        "units close together": [patch(_STRICT, lambda units, *_: _UNITS_CLAUSE(units, _FIELDS))],
        "short forms in capitals": [patch("articles.search.query.units.is_capital_form", lambda _: False)],
        "units missing step by step": [
            patch("articles.search.answer.relaxing.loose_query_clauses", lambda *_: iter(()))
        ],
        "distinctive words (any word instead)": [
            patch("articles.search.answer.relaxing.distinctive_words", _any_of_them)
        ],
    }


def _ranks(rank: Rank, queries: Sequence[RelevanceQuery], keys: dict[str, int]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for query in queries:
        hits = rank(query.query)
        wanted = keys[query.key]
        found[query.kind].append(hits.index(wanted) + 1 if wanted in hits else 0)
    return dict(found)


def _f1(find: Find, lists: Sequence[GradedList], names: dict[int, str]) -> dict[str, list[float]]:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for graded in lists:
        found[graded.kind].append(graded.f1({names[pk] for pk in find(graded.query)}))
    return dict(found)


def _all_measures(
    queries: Sequence[RelevanceQuery], lists: Sequence[GradedList]
) -> Iterator[tuple[str, SearchMeasures]]:
    rows = Article.objects.values_list("record_id", "path", "pk")
    keys = {record or path: pk for record, path, pk in rows}
    names = {pk: key for key, pk in keys.items()}

    def measures(rank: Rank = _archive, find: Find = _whole_list) -> SearchMeasures:
        return SearchMeasures(_ranks(rank, queries, keys), _f1(find, lists, names))

    yield "archive", measures()
    yield "- widening (all units instead)", measures(partial(_archive, relax=False), partial(_whole_list, relax=False))
    for name, patches in _left_out().items():
        with ExitStack() as stack:
            for one in patches:
                stack.enter_context(one)
            yield f"- {name}", measures()
    for name, rank in BASELINES.items():
        yield name, SearchMeasures(_ranks(rank, queries, keys), {})


if __name__ == "__main__":
    everything = _all_measures(read_queries(sys.argv[1]), read_lists(sys.argv[2]))
    print(json.dumps({name: asdict(measures) for name, measures in everything}))
