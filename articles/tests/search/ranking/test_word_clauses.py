"""Plain words: how many an article must have, which are distinctive, and what synonyms score."""

from collections.abc import Mapping

import pytest

from articles.search import parse_query
from articles.search.fields import TEXT_FIELDS, folded_field
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.ranking.word_clauses import boosts, distinctive_words, most_words, word_clauses, words_together
from articles.tests.search.ranking.known_frequencies import KnownFrequencies
from articles.tests.search.ranking.leaves import leaves
from articles.text.normal import fold
from articles.text.terms import TextToken, adjacent_pairs
from haystack_engines import And, DisMax, Everything, Filter, Or, Phrase, Term

QUERY = parse_query("cảng cá").words
[PAIR] = (Term("pairs", pair) for pair in adjacent_pairs([word.syllables[0] for word in QUERY]))
WORDS = (Term(folded_field("text"), "cang"), Term(folded_field("text"), "ca"))


@pytest.mark.parametrize(("words", "required"), [(1, 1), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4), (10, 6)])
def test_most_words_are_six_in_ten_but_never_all(words: int, required: int) -> None:
    clauses = (Everything(),) * words
    assert most_words(clauses) == Or(clauses, at_least=required)


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
    required, optional = distinctive_words(KnownFrequencies(documents, frequencies))(QUERY, clauses)
    assert isinstance(required, Filter)
    assert isinstance(required.clause, Or)
    some = most_words(clauses) if not distinctive else Or(tuple(distinctive))
    assert required.clause.clauses == (some, And(clauses))
    assert optional == (*clauses, Filter(And(clauses), score=5.0))


@pytest.mark.parametrize(
    ("query", "terms", "fields"),
    [
        ("UBND", ("ủy", "ban", "nhân", "dân"), TEXT_FIELDS),
        # What has no marks is found whatever marks the words were typed with.
        ("ủy ban nhân dân", ("ubnd",), {folded_field(field): boost for field, boost in TEXT_FIELDS.items()}),
    ],
)
def test_a_synonym_scores_less_than_the_words_and_shares_its_score_among_them(
    query: str, terms: tuple[str, ...], fields: Mapping[str, float]
) -> None:
    words = parse_query(query).words
    [clause, *_] = word_clauses(words, searched_synonyms(words), exact=False, marks_typed=True)
    synonym = {
        leaf.field: boost
        for leaf, boost in leaves(clause)
        if (leaf.terms if isinstance(leaf, Phrase) else (leaf.text,) if isinstance(leaf, Term) else ()) == terms
    }
    assert synonym == pytest.approx({field: 0.8 * boost / 4 for field, boost in fields.items()})


@pytest.mark.parametrize(
    ("query", "exact", "as_typed", "in_any_marks"),
    [
        # One typed with marks counts most as typed; one without, in a query that has some, hardly less otherwise.
        ("cảng ca", False, {"cảng": 1.0, "ca": 1.0}, {"cang": 0.4, "ca": 0.8}),
        ("cang ca", False, {}, {"cang": 1.0, "ca": 1.0}),
        ("cảng ca", True, {"cảng": 1.0, "ca": 1.0}, {}),
        ("cang ca", True, {"cang": 1.0, "ca": 1.0}, {}),
    ],
)
def test_a_word_weighs_by_its_marks_and_by_the_field_that_it_stands_in(
    query: str, exact: bool, as_typed: Mapping[str, float], in_any_marks: Mapping[str, float]
) -> None:
    parsed = parse_query(query)
    found: dict[Term, float] = {}
    for clause in word_clauses(parsed.words, (), exact=exact, marks_typed=parsed.marks_typed):
        assert isinstance(clause, DisMax)
        found |= {Term(leaf.field, leaf.text): boost for leaf, boost in leaves(clause) if isinstance(leaf, Term)}
    expected: dict[Term, float] = {}
    for field, boost in TEXT_FIELDS.items():
        expected |= {Term(field, text): weight * boost for text, weight in as_typed.items()}
        expected |= {Term(folded_field(field), text): weight * boost for text, weight in in_any_marks.items()}
    assert found == pytest.approx(expected)


def test_a_synonym_stands_beside_its_own_words_only() -> None:
    words = parse_query("UBND họp").words
    plain = word_clauses(words, (), exact=False, marks_typed=True)
    short, other = word_clauses(words, searched_synonyms(words), exact=False, marks_typed=True)
    assert isinstance(short, DisMax)
    assert short.clauses[0] == plain[0]
    assert len(short.clauses) == 2
    assert other == plain[1]


def test_neighbours_and_compounds_of_two_to_four_syllables_add_to_the_score() -> None:
    words = parse_query("tàu cá cảng biển xa").words
    found = [(leaf, boost) for clause in boosts(words) for leaf, boost in leaves(clause)]
    weights = {(leaf.field, leaf.text): boost for leaf, boost in found if isinstance(leaf, Term)}
    assert len(weights) == len(found)
    pairs = {text: boost for (field, text), boost in weights.items() if field == "pairs"}
    assert pairs == dict.fromkeys(adjacent_pairs([word.syllables[0] for word in words]), 0.8)
    for place in ("compounds", "headline_pairs"):
        runs = {text: boost for (field, text), boost in weights.items() if field == place}
        assert set(runs.values()) == {0.25}
        assert sorted(text.partition("=")[0].count("_") + 1 for text in runs) == [2, 2, 2, 2, 3, 3, 3, 4, 4]
    assert len(pairs) == 4


@pytest.mark.parametrize(("words", "together"), [(2, 1), (3, 2), (4, 3), (5, 3), (6, 4)])
def test_words_stand_together_where_three_of_four_neighbours_do(words: int, together: int) -> None:
    parsed = parse_query("một hai ba bốn năm sáu").words[:words]
    clauses = word_clauses(parsed, (), exact=False, marks_typed=True)
    required, optional = words_together(parsed, clauses)
    pairs = tuple(Term("pairs", pair) for pair in adjacent_pairs([word.syllables[0] for word in parsed]))
    assert (required, optional) == (And((*clauses, Or(pairs, at_least=together))), ())


def test_a_synonym_of_several_syllables_stands_as_a_phrase() -> None:
    words = parse_query("ubnd").words
    full = Synonym(0, words, "ủy ban", tuple(TextToken(0, 0, part, fold(part)) for part in ("ủy", "ban")), short=False)
    [clause] = word_clauses(words, [full], exact=False, marks_typed=True)
    assert isinstance(clause, DisMax)
    assert clause.clauses[1] == DisMax(
        tuple(Phrase(field, ("ủy", "ban"), 0.4 * boost) for field, boost in TEXT_FIELDS.items())
    )
