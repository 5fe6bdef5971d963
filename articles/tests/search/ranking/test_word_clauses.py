"""Plain words: how many an article must have, which are distinctive, and what synonyms score."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from articles.search import parse_query
from articles.search.fields import TEXT_FIELDS, folded_field
from articles.search.query.synonyms import searched_synonyms
from articles.search.ranking.word_clauses import distinctive_words, most_words, word_clauses
from articles.tests.search.ranking.leaves import leaves
from articles.text.terms import adjacent_pairs
from haystack_engines import Clause, Everything, Filter, Or, Phrase, Term

QUERY = parse_query("cảng cá").words
[PAIR] = (Term("pairs", pair) for pair in adjacent_pairs([word.syllables[0] for word in QUERY]))
WORDS = (Term(folded_field("text"), "cang"), Term(folded_field("text"), "ca"))


@dataclass
class Reader:
    """An index of so many articles, by the number of articles that have each term."""

    documents: int
    frequencies: Mapping[Term, int]
    folder = Path()

    def is_latest(self) -> bool:
        return True

    def document_count(self) -> int:
        return self.documents

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        raise NotImplementedError

    def frequency(self, field: str, text: str) -> int:
        return self.frequencies.get(Term(field, text), 0)

    def terms_with_prefix(self, field: str, text: str) -> list[tuple[str, int]]:
        raise NotImplementedError


@pytest.mark.parametrize(("words", "required"), [(1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4), (10, 6)])
def test_most_words_are_six_in_ten_but_never_all(words: int, required: int) -> None:
    clause = most_words((Everything(),) * words)
    assert isinstance(clause, Or)
    assert clause.at_least == required


@pytest.mark.parametrize(
    ("documents", "frequencies", "distinctive"),
    [
        # A pair that at most twenty articles have, or 2 % of all.
        (100, {PAIR: 20}, {PAIR}),
        (100, {PAIR: 21}, set()),
        (10_000, {PAIR: 200}, {PAIR}),
        (10_000, {PAIR: 201}, set()),
        # A word that at most 1 % of all articles have.
        (10_000, {WORDS[0]: 100, WORDS[1]: 101}, {WORDS[0]}),
        # What no article has is not distinctive.
        (10_000, {}, set()),
    ],
)
def test_what_few_articles_have_is_distinctive(
    documents: int, frequencies: Mapping[Term, int], distinctive: set[Term]
) -> None:
    clauses = word_clauses(QUERY, (), exact=False, marks_typed=True)
    required, _ = distinctive_words(Reader(documents, frequencies))(QUERY, clauses)
    assert isinstance(required, Filter)
    assert isinstance(required.clause, Or)
    some = required.clause.clauses[0]
    assert some == (most_words(clauses) if not distinctive else Or(tuple(distinctive)))


@pytest.mark.parametrize(
    ("query", "kind", "terms", "shared_among"),
    [("UBND", Phrase, ("ủy", "ban", "nhân", "dân"), 4), ("ủy ban nhân dân", Term, ("ubnd",), 4)],
)
def test_a_synonym_scores_less_than_the_words_and_shares_its_score_among_them(
    query: str, kind: type[Phrase] | type[Term], terms: tuple[str, ...], shared_among: int
) -> None:
    words = parse_query(query).words
    [clause, *_] = word_clauses(words, searched_synonyms(words), exact=False, marks_typed=True)
    synonym = {
        leaf.field.removesuffix("_folded"): boost
        for leaf, boost in leaves(clause)
        if isinstance(leaf, kind) and (leaf.terms if isinstance(leaf, Phrase) else (leaf.text,)) == terms
    }
    assert synonym == pytest.approx({field: 0.8 * boost / shared_among for field, boost in TEXT_FIELDS.items()})
