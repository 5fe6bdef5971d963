"""What a whole query is compiled to: its conditions, where they must stand, what they score, and the filters beside."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from articles.search import SearchRequest, parse_query
from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.language.tree import Alternatives, QueryGroup, QueryWord
from articles.search.query.reading import ReadQuery
from articles.search.query.units import QueryUnit, UnitKind
from articles.search.ranking.compiler import (
    loose_query_clauses,
    loose_units,
    query_clause,
    strict_query_clause,
)
from articles.search.ranking.conditions import condition_clause
from articles.search.ranking.operator_clauses import OperandReader
from articles.search.ranking.presence import with_presence
from articles.search.ranking.unit_clauses import alternatives_place, strict_clause, unit_clause
from articles.search.ranking.word_clauses import distinctive_words, every_word, most_words, word_clauses
from articles.tests.search.ranking.known_frequencies import KnownFrequencies
from articles.tests.search.ranking.leaves import leaves
from haystack_engines import (
    And,
    AtLeast,
    Boosting,
    Chain,
    Clause,
    DisMax,
    Everything,
    Filter,
    Not,
    Or,
    Phrase,
    Term,
)

INDEX = KnownFrequencies(100, {})
# A query of each kind of condition; the words are typed with marks, or the same ones without.
CONDITIONS = ("(lũ OR bão)", "-lũ", '-(lũ "bão")', "lũ /s bão", "atleast2:lũ", '"lũ"')


def _unit(word: QueryWord, *, exact: bool, kind: UnitKind, articles: int) -> QueryUnit:
    as_typed = exact or word.marked[0]
    return QueryUnit((word,), kind, (((word.syllables[0].exact,), articles),) if as_typed else ())


def _read(query: str, *, exact: bool = False, kind: UnitKind = UnitKind.SYLLABLE, articles: int = 1) -> ReadQuery:
    """Return a query of which each word is a unit that so many articles have."""
    parsed = parse_query(query)
    runs = [group.words for group in parsed.wanted.all_groups() if group.words]
    units = {words: tuple(_unit(word, exact=exact, kind=kind, articles=articles) for word in words) for words in runs}
    return ReadQuery(SearchRequest(query=query, exact=exact), parsed, units)


def _both(read: ReadQuery) -> Iterator[Clause]:
    """Yield the clauses of the wide and of the strict list."""
    yield query_clause(read, every_word)
    yield strict_query_clause(read, INDEX)


def _texts(clause: Clause, *, scored: bool = True) -> Iterator[Term | Phrase]:
    """Yield the terms and phrases of a clause, those of exclusions and operators too; what only scores if `scored`."""
    match clause:
        case Not(inner) | Filter(inner):
            yield from _texts(inner, scored=scored)
        case And(parts) | Or(parts) | DisMax(parts):
            for part in parts:
                yield from _texts(part, scored=scored)
        case Boosting(required, preferred):
            yield from _texts(required, scored=scored)
            yield from _texts(preferred) if scored else ()
        case Chain(operands) | AtLeast(operands):
            for phrases in operands:
                yield from phrases
        case Term() | Phrase():
            yield clause


def _fields(clause: Clause, *, scored: bool = True) -> set[str]:
    """Return the fields of the text in which a clause looks for words."""
    found = {one.field for one in _texts(clause, scored=scored)}
    return {field for field in found if field.removesuffix("_folded") in TEXT_FIELDS}


def test_a_query_of_nothing_has_all_articles_and_one_of_conditions_those_alone() -> None:
    assert list(_both(_read(""))) == [Everything(), Everything()]
    read = _read('"cảng cá"')
    phrase = condition_clause(read.query.wanted.conditions[0], exact=False)
    assert list(_both(read)) == [And((phrase,)), And((phrase,))]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_condition_on_title_and_lead_is_looked_for_there_alone(condition: str) -> None:
    for clause in _both(_read(f"lead:({condition})")):
        found = _fields(clause, scored=False)
        assert set(HEAD_FIELDS) <= found <= {*HEAD_FIELDS, *map(folded_field, HEAD_FIELDS)}


@pytest.mark.parametrize("condition", ["lũ", "lũ bão", *CONDITIONS])
def test_a_condition_is_looked_for_in_title_lead_and_text(condition: str) -> None:
    for clause in _both(_read(condition)):
        assert _fields(clause, scored=False) >= set(TEXT_FIELDS)


@pytest.mark.parametrize("condition", ["lu", "lu bao", *CONDITIONS])
def test_with_exact_marks_nothing_is_found_in_others(condition: str) -> None:
    bare = condition.replace("ũ", "u").replace("ã", "a")
    for clause in _both(_read(bare, exact=True)):
        assert _fields(clause) == set(TEXT_FIELDS)


@pytest.mark.parametrize("query", ["lũ", "(lũ OR mưa)", "lũ /s mưa", "atleast2:lũ"])
def test_words_typed_with_marks_score_as_typed(query: str) -> None:
    for clause in _both(_read(query)):
        assert Term("title", "lũ", TEXT_FIELDS["title"]) in _texts(clause)
        assert Term("title_folded", "lu", 0.4 * TEXT_FIELDS["title"]) in _texts(clause)


@pytest.mark.parametrize("query", ["lũ", "-lũ", "lũ /s mưa", "atleast2:lũ", "(lũ OR mưa)"])
def test_the_words_of_a_condition_stand_in_its_units(query: str) -> None:
    read = _read(query)
    unit = next(unit for units in read.units.values() for unit in units if unit.text == "lũ")
    assert set(_texts(unit_clause(unit))) <= {*_texts(strict_query_clause(read, INDEX))}


def test_what_is_left_out_is_all_of_its_words() -> None:
    wide, strict = _both(_read('-(lũ "bão số")'))
    assert wide == strict
    assert isinstance(wide, And)
    [left_out] = wide.clauses
    assert isinstance(left_out, Not)
    assert isinstance(left_out.clause, Boosting)
    assert isinstance(left_out.clause.required, And)
    words, phrase = left_out.clause.required.clauses
    assert isinstance(words, Filter)
    assert {one.terms for one in _texts(phrase) if isinstance(one, Phrase)} == {("bão", "số")}


@pytest.mark.parametrize("query", ["lũ /s bão", "atleast2:lũ"])
@pytest.mark.parametrize("fields", [tuple(TEXT_FIELDS), HEAD_FIELDS])
def test_an_operator_matches_by_positions_and_scores_by_its_words(query: str, fields: tuple[str, ...]) -> None:
    read = _read(query if fields == tuple(TEXT_FIELDS) else f"lead:({query})")
    [group] = [group for group in read.query.wanted.all_groups() if _operators(group)]
    [node] = _operators(group)
    operands = OperandReader(read.units, exact=False)
    matching = operands.linked(node, fields) if "/s" in query else operands.repeated(node, fields)
    [clause] = [one for one in _ands(query_clause(read, every_word)) if one.clauses[0] == Filter(matching)]
    present = clause.clauses[1:]
    assert [{leaf.text for leaf, _ in leaves(one) if isinstance(leaf, Term)} for one in present] == (
        [{"lũ", "lu"}, {"bão", "bao"}] if "/s" in query else [{"lũ", "lu"}]
    )
    assert {leaf.field.removesuffix("_folded") for one in present for leaf, boost in leaves(one) if boost} == set(
        TEXT_FIELDS
    )


def _operators(group: QueryGroup) -> list[Any]:
    return [node for node in group.conditions if type(node).__name__ in {"Linked", "Repeated"}]


def _ands(clause: Clause) -> Iterator[And]:
    if isinstance(clause, Boosting):
        yield from _ands(clause.required)
    if isinstance(clause, And):
        yield clause
        for part in clause.clauses:
            yield from _ands(part)


def test_what_only_adds_to_the_score_is_preferred() -> None:
    read = _read('lũ bão "nặng"')
    clause = query_clause(read, distinctive_words(INDEX))
    words = word_clauses(read.query.words, (), exact=False, marks_typed=True)
    required, optional = distinctive_words(INDEX)(read.query.words, words)
    assert isinstance(clause, Boosting)
    assert isinstance(clause.required, And)
    assert clause.required.clauses[0] == required
    assert isinstance(clause.preferred, Or)
    assert clause.preferred.clauses[: len(optional)] == optional
    assert len(clause.preferred.clauses) == len(optional) + 2  # a pair of neighbours, and their compound


def test_one_word_has_nothing_beside_to_prefer() -> None:
    read = _read("lũ")
    words = word_clauses(read.query.words, (), exact=False, marks_typed=True)
    assert query_clause(read, every_word) == And((And(words),))


def test_with_exact_marks_most_words_have_these_whatever_else_is_required() -> None:
    read = _read("lu bao", exact=True)
    clause = query_clause(read, lambda words, clauses: (Everything(), ()))
    words = word_clauses(read.query.words, (), exact=True, marks_typed=False)
    assert isinstance(clause, Boosting)
    assert clause.required == And((And((Everything(), most_words(words))),))


def _loose(read: ReadQuery, frequencies: Mapping[Term, int]) -> list[Clause]:
    return list(loose_query_clauses(read, loose_units(read, KnownFrequencies(1_000, frequencies))))


@pytest.mark.parametrize(("kind", "scores"), [(UnitKind.NAME, [5.0, 5.0]), (UnitKind.WORD, [])])
def test_a_name_that_is_had_whole_scores_like_a_rare_word(kind: UnitKind, scores: list[float]) -> None:
    loose = _loose(_read("lũ bão", kind=kind), {Term("text", "lũ"): 10, Term("text", "bão"): 10})
    assert loose
    for clause in loose:
        assert isinstance(clause, Boosting)
        assert isinstance(clause.preferred, Or)
        assert [one.score for one in clause.preferred.clauses if isinstance(one, Filter)] == scores


def test_a_loose_list_has_the_conditions_and_the_units_of_each_step_and_scores_by_the_marks_typed() -> None:
    read = _read('lũ bão "nặng"', kind=UnitKind.NAME)
    known = {Term("text", "lũ"): 10, Term("text", "bão"): 10}
    steps = list(loose_units(read, KnownFrequencies(1_000, known)).clauses())
    phrase = condition_clause(read.query.wanted.conditions[0], exact=False)
    loose = _loose(read, known)
    assert len(loose) == len(steps) > 0
    for clause, step in zip(loose, steps, strict=True):
        assert isinstance(clause, Boosting)
        assert clause.required == And((Filter(with_presence(step)), phrase))
        names = [one.clause for one in _parts(clause.preferred) if isinstance(one, Filter)]
        assert names == [unit_clause(unit) for unit in read.own_units]
        assert Term("title", "lũ", TEXT_FIELDS["title"]) in _texts(clause.preferred)
        assert Term("title_folded", "lu", 0.4 * TEXT_FIELDS["title"]) in _texts(clause.preferred)


def _parts(clause: Clause) -> tuple[Clause, ...]:
    assert isinstance(clause, Or)
    return clause.clauses


def test_a_loose_list_has_exact_marks_even_where_no_article_has_the_word() -> None:
    frequencies = {Term(field, text): 10 for text in ("lu", "bao") for field in ("text", "text_folded")}
    loose = _loose(_read("lu bao", exact=True, articles=0), frequencies)
    assert loose
    for clause in loose:
        assert _fields(clause) == set(TEXT_FIELDS)


def test_the_sides_of_an_or_are_strict_lists_of_their_own() -> None:
    sides = (strict_query_clause(_read(side), INDEX) for side in ("lũ bão", "mưa"))
    clause = strict_query_clause(_read("(lũ bão OR mưa)"), INDEX)
    assert isinstance(clause, And)
    assert clause.clauses == (Or(tuple(sides)),)


def test_a_strict_list_is_looked_for_among_the_articles_that_are_known_to_have_all_units() -> None:
    known = Term("ids", "1")
    strict = strict_query_clause(_read("lũ"), INDEX, having_all=known)
    assert isinstance(strict, Boosting)
    assert strict.required == And((Filter(known),))


def test_words_beside_an_or_stand_close_to_one_of_its_sides() -> None:
    read = _read("lũ (bão OR mưa)")
    strict = strict_query_clause(read, INDEX)
    [node] = read.query.wanted.conditions
    assert isinstance(node, Alternatives)
    assert isinstance(strict, Boosting)
    assert isinstance(strict.required, And)
    place = alternatives_place(node, read.units, INDEX)
    assert place is not None
    close = strict_clause(read.units[read.query.wanted.words], INDEX, [place])
    assert strict.required.clauses[0] == Filter(with_presence(close))
