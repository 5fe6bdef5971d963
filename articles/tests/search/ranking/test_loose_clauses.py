"""How a search is widened: what an article must have of the query's units, step by step."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from articles.search import parse_query
from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.query.units import OtherName, QueryUnit, UnitKind
from articles.search.ranking.loose_clauses import LooseUnits
from articles.search.ranking.unit_clauses import (
    UnitPlace,
    close_clause,
    numbers_beside,
    side_by_side,
    unit_clause,
    usual_forms,
)
from articles.tests.search.ranking.known_frequencies import KnownFrequencies
from haystack_engines import And, Clause, Or, Term


def _unit(text: str, articles: int, kind: UnitKind = UnitKind.WORD, *, is_place: bool = False) -> QueryUnit:
    """Return a unit that so many articles have as it was typed."""
    words = parse_query(text).words
    form = tuple(word.syllables[0].exact for word in words)
    return QueryUnit(words, kind, ((form, articles),), is_place=is_place)


def _name(text: str, articles: int, *, is_place: bool = False) -> QueryUnit:
    return _unit(text, articles, UnitKind.NAME, is_place=is_place)


def _index(units: Sequence[QueryUnit], documents: int) -> KnownFrequencies:
    """Return an index in which each syllable of a unit stands in as many articles as the unit."""
    known = {Term("text", text): n for unit in units for form, n in unit.forms for text in form}
    return KnownFrequencies(documents, known)


def _steps(units: Sequence[QueryUnit], documents: int = 1000) -> list[Clause]:
    return list(LooseUnits(units, (), _index(units, documents), exact=False).clauses())


def _anywhere(unit: QueryUnit) -> Clause:
    return Or((unit_clause(unit),))


def _close(about: QueryUnit, unit: QueryUnit, among: Sequence[QueryUnit]) -> Clause:
    """Return the clause for a unit that belongs together with what the query is about."""
    reader = _index(among, 1000)
    one, other = (
        UnitPlace.of(Or((unit_clause(each, HEAD_FIELDS),)), usual_forms(each), reader, any_marks=False)
        for each in (about, unit)
    )
    return And((_anywhere(unit), close_clause(one, other)))


NAM, HUE, LU, QUET = _name("Nam", 10), _name("Huế", 15, is_place=True), _unit("lũ", 100), _unit("quét", 50)


def test_the_name_is_kept_and_less_and_less_of_the_rest_is_close_to_it() -> None:
    units = [LU, NAM, QUET]
    flood, sweep = (_close(NAM, unit, units) for unit in (LU, QUET))
    whole = And((_anywhere(NAM), flood, sweep))
    either = And((_anywhere(NAM), Or((flood, sweep), at_least=1)))
    assert _steps(units) == [Or((whole,)), Or((either,)), Or((either,)), _anywhere(NAM), Or((_anywhere(NAM),))]


def test_all_names_are_kept_at_first_then_the_rarest_and_the_heavier_of_the_rest() -> None:
    units = [HUE, NAM, LU]
    first, second, third, *_ = _steps(units)
    flood, place = (_close(NAM, unit, units) for unit in (LU, HUE))
    assert first == Or((And((_anywhere(NAM), _anywhere(HUE), flood)),))
    assert second == Or((And((_anywhere(NAM), place)),))
    assert third == Or((And((_anywhere(NAM), Or((flood, place), at_least=1))),))


def test_of_several_light_units_as_many_are_close_as_may_not_be_missing() -> None:
    units = [NAM, *(_unit(text, 100) for text in ("lũ", "bão", "gió", "mưa"))]
    _, second, *_ = _steps(units)
    light = tuple(_close(NAM, unit, units) for unit in units[1:])
    assert second == Or((And((_anywhere(NAM), Or(light, at_least=2))),))


def test_without_names_either_of_the_two_rarest_units_is_kept() -> None:
    units = [LU, _unit("sét", 70), QUET]
    first, *_ = _steps(units)
    kept = [
        And((_anywhere(about), *(_close(about, unit, units) for unit in (LU, units[1], QUET) if unit is not about)))
        for about in (units[1], QUET)
    ]
    assert first == Or(tuple(kept))


@pytest.mark.parametrize(
    ("documents", "articles", "is_enough"), [(1000, 20, True), (1000, 21, False), (9000, 90, True), (9000, 91, False)]
)
def test_a_unit_that_few_articles_have_is_enough_by_itself(documents: int, articles: int, is_enough: bool) -> None:
    rare, common = _unit("quét", articles), _unit("lũ", documents // 2)
    steps = _steps([rare, common], documents)
    assert steps[3:] == ([_anywhere(rare), Or((_anywhere(rare),))] if is_enough else [])


def test_of_two_rare_units_the_rarest_comes_first_then_either() -> None:
    rare, rarer = _unit("quét", 9), _unit("sét", 8)
    assert _steps([rarer, rare])[3:] == [_anywhere(rarer), Or((_anywhere(rare), _anywhere(rarer)))]


def test_with_a_place_comes_what_happened_there() -> None:
    rare, rarer = _unit("quét", 9), _unit("sét", 8)
    assert _steps([HUE, rarer, rare, LU])[3:] == [Or((_anywhere(rarer), _anywhere(HUE)))]
    other_place = _name("Vinh", 19, is_place=True)
    assert _steps([HUE, other_place])[3:] == [Or((_anywhere(HUE),))]


@pytest.mark.parametrize(("articles", "about"), [(10, ["Nam"]), (9, ["sét", "Nam"])])
def test_a_name_that_hardly_any_article_has_is_a_unit_like_others(articles: int, about: list[str]) -> None:
    name, rare, common = _name("Nam", articles), _unit("sét", 30), _unit("lũ", 500)
    first, *_ = _steps([name, rare, common])
    assert isinstance(first, Or)
    kept = [clause.clauses[0] for clause in first.clauses if isinstance(clause, And)]
    assert kept == [_anywhere({"Nam": name, "sét": rare}[text]) for text in about]


def _first_clause(
    unit: QueryUnit, known: dict[Term, int], synonyms: Sequence[Synonym] = (), *, exact: bool = False
) -> Clause:
    """Return the clause for a unit that is rarer than "lũ"."""
    reader = KnownFrequencies(1000, {Term("text", "lũ"): 900} | known)
    first, *_ = LooseUnits([unit, LU], synonyms, reader, exact=exact).clauses()
    assert isinstance(first, Or)
    assert isinstance(first.clauses[-1], And)
    return first.clauses[-1].clauses[0]


def test_a_word_that_no_article_has_is_looked_for_in_any_marks_unless_they_are_exact() -> None:
    unit = _unit("bão", 0)
    known = {Term("text", "bão"): 5, Term("text_folded", "bao"): 5}
    assert _first_clause(unit, known) == _anywhere(replace(unit, forms=()))
    assert _first_clause(unit, known, exact=True) == _anywhere(unit)


def test_several_words_are_never_looked_for_in_other_marks() -> None:
    unit = _unit("bão to", 0)
    assert _first_clause(unit, {Term("text", "bão"): 9, Term("text", "to"): 5}) == _anywhere(unit)


def test_units_that_no_article_has_are_left_out() -> None:
    assert _steps([LU, _unit("cá heo", 0), _unit("ở", 900, UnitKind.LITTLE_WORD)]) == []
    assert len(_steps([LU, QUET, _unit("cá heo", 0)])) == len(_steps([LU, QUET]))


@pytest.mark.parametrize(
    "number",
    [
        _unit("F-16", 9, UnitKind.JOIN),
        _unit("nghị định 100", 9, UnitKind.NUMBERED),
        _unit("5 triệu", 9, UnitKind.AMOUNT),
        _unit("30/4", 9, UnitKind.DATE),
        _unit("U23", 9, UnitKind.SHORT_FORM),
    ],
    ids=lambda unit: unit.text,
)
def test_a_number_or_code_is_kept_in_every_step_of_a_query_of_few_units(number: QueryUnit) -> None:
    units = [LU, number, HUE]
    steps = _steps(units)
    assert steps
    assert all(isinstance(step, And) and step.clauses[0] == _anywhere(number) for step in steps)
    more = [_unit(text, 300) for text in ("bão", "gió", "mưa")]
    assert not any(isinstance(step, And) for step in _steps([*units, *more])[:3])


def test_a_small_number_is_kept_beside_what_it_was_typed_beside() -> None:
    units = [_unit("iPhone", 30), _unit("11", 500, UnitKind.SYLLABLE), LU]
    steps = _steps(units)
    assert steps
    assert all(isinstance(step, And) and step.clauses[:-1] == tuple(numbers_beside(units)) for step in steps)


@pytest.mark.parametrize("name", [_unit("Zelensky", 0, UnitKind.SYLLABLE), _unit("VAMA", 0, UnitKind.SHORT_FORM)])
def test_a_name_that_no_article_has_is_kept_beside_few_units(name: QueryUnit) -> None:
    reader = _index([LU, QUET, name], 1000)
    few = LooseUnits([LU, QUET, name], (), reader, exact=False)
    assert (few.kept, few.unknown) == ((name,), (name,))
    assert LooseUnits([LU, QUET, HUE, name], (), reader, exact=False).kept == ()
    assert LooseUnits([LU, _unit("nghiêng", 0)], (), reader, exact=False).kept == ()


def test_a_number_that_no_article_has_is_unknown_though_others_have_its_digits() -> None:
    law = _unit("điều 999", 0, UnitKind.NUMBERED)
    reader = KnownFrequencies(1000, {Term("text", "điều"): 50, Term("text", "999"): 9, Term("text", "lũ"): 900})
    assert LooseUnits([LU, law], (), reader, exact=False).unknown == (law,)


def test_a_synonym_counts_as_what_was_typed() -> None:
    unit = _unit("UBND", 20)
    known = {Term("text", text): 40 for text in ("ubnd", "ủy", "ban", "nhân", "dân")}
    full = tuple(side_by_side(field, ("ủy", "ban", "nhân", "dân")) for field in TEXT_FIELDS)
    assert _first_clause(unit, known, searched_synonyms(unit.words)) == Or((unit_clause(unit), *full))


@pytest.mark.parametrize(
    ("typed", "text"), [("UBND Huế", "ủy ban nhân dân huế"), ("họp UBND Huế", "họp ủy ban nhân dân huế")]
)
def test_a_synonym_replaces_a_part_of_a_unit(typed: str, text: str) -> None:
    unit = _unit(typed, 20)
    known = {Term("text", one): 40 for one in {*typed.lower().split(), *text.split()}}
    full = tuple(side_by_side(field, tuple(text.split())) for field in TEXT_FIELDS)
    assert _first_clause(unit, known, searched_synonyms(unit.words)) == Or((unit_clause(unit), *full))


def test_a_synonym_of_a_word_in_any_marks_stands_where_its_rarest_syllable_without_marks_does() -> None:
    words = parse_query("UBND").words
    unit, synonyms = QueryUnit(words, UnitKind.WORD), searched_synonyms(words)
    known = {Term("text_folded", text): 40 + n for n, text in enumerate(("ubnd", "uy", "ban", "nhan", "dan"))}
    reader = KnownFrequencies(1000, known | {Term("text", "lũ"): 900})
    full = tuple(side_by_side(field, ("ủy", "ban", "nhân", "dân")) for field in HEAD_FIELDS)
    forms = [("ubnd",), ("uy", "ban", "nhan", "dan")]
    place = UnitPlace.of(Or((unit_clause(unit, HEAD_FIELDS), *full)), forms, reader, any_marks=True)
    flood = UnitPlace.of(Or((unit_clause(LU, HEAD_FIELDS),)), [("lũ",)], reader, any_marks=False)
    first, *_ = LooseUnits([unit, LU], synonyms, reader, exact=False).clauses()
    assert isinstance(first, Or)
    assert isinstance(first.clauses[-1], And)
    assert first.clauses[-1].clauses[1] == And((_anywhere(LU), close_clause(place, flood)))


def test_a_synonym_of_other_words_is_none_of_the_unit() -> None:
    other = searched_synonyms(parse_query("UBND").words)
    assert other
    unit = _unit("quét", 20)
    assert _first_clause(unit, {Term("text", "quét"): 20}, other) == _anywhere(unit)


@pytest.mark.parametrize(("capitals", "full", "is_enough"), [(8, 12, True), (9, 12, False), (8, 13, False)])
def test_a_short_form_has_the_articles_of_its_capitals_and_of_its_full_forms(
    capitals: int, full: int, is_enough: bool
) -> None:
    names = (OtherName("trí tuệ", ("trí", "tuệ")),)
    unit = QueryUnit(parse_query("AI").words, UnitKind.SHORT_FORM, short_form="AI", other_names=names)
    known = {
        Term("short_forms", "AI"): capitals,
        Term("text", "ai"): 500,
        Term("text", "trí"): full,
        Term("text", "tuệ"): 400,
        Term("text", "lũ"): 900,
    }
    steps = list(LooseUnits([unit, LU], (), KnownFrequencies(1000, known), exact=False).clauses())
    assert bool(steps[3:]) is is_enough
