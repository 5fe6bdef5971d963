"""Where units must stand for an article to be on the strict list."""

from collections.abc import Sequence

import pytest

from articles.search import parse_query
from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.units import QueryUnit, UnitKind
from articles.search.ranking.unit_clauses import (
    UnitPlace,
    close_clause,
    side_by_side,
    strict_clause,
    unit_clause,
    unit_forms,
    unit_place,
    units_clause,
    usual_forms,
)
from articles.tests.search.ranking.known_frequencies import KnownFrequencies
from haystack_engines import And, Clause, Near, Or, Phrase, Term

NOTHING_KNOWN = KnownFrequencies(100, {})


def _unit(text: str, *forms: tuple[str, int], kind: UnitKind = UnitKind.WORD, short_form: str = "") -> QueryUnit:
    """Return a unit with the forms in which the archive writes it, each with its number of articles."""
    written = tuple((tuple(form.split()), articles) for form, articles in forms)
    return QueryUnit(parse_query(text).words, kind, written, short_form=short_form)


def _number(text: str) -> QueryUnit:
    return _unit(text, (text, 5), kind=UnitKind.SYLLABLE)


FLOOD = _unit("lũ quét", ("lũ quét", 10))
HUE = _unit("Huế", ("huế", 10), kind=UnitKind.NAME)
BARE = _unit("lu quet")
PHONE = _unit("iPhone", ("iphone", 9))
DEAD = _unit("người chết", ("người chết", 9))


def _places(clause: Clause) -> list[Clause]:
    """Return the clauses by which units belong together: those after the units of a strict list."""
    assert isinstance(clause, And)
    return list(clause.clauses[2:])


def test_units_stand_in_the_head_or_near_each_other() -> None:
    strict = strict_clause([FLOOD, HUE], NOTHING_KNOWN)
    near = Or((Near("text", ("lũ", "huế"), 50),))
    heads = [unit_clause(unit, HEAD_FIELDS) for unit in (FLOOD, HUE)]
    assert strict == And((unit_clause(FLOOD), unit_clause(HUE), Or((*heads, near))))


def test_one_unit_stands_anywhere() -> None:
    assert strict_clause([FLOOD], NOTHING_KNOWN) == unit_clause(FLOOD)


@pytest.mark.parametrize(
    ("documents", "articles", "must_be_close"),
    [(1_000, 200, True), (1_000, 201, False), (50, 20, True), (50, 21, False)],
)
def test_of_two_common_units_it_does_not_matter_where_they_stand(
    documents: int, articles: int, must_be_close: bool
) -> None:
    reader = KnownFrequencies(documents, {Term("text", "huế"): articles, Term("text", "lũ"): documents})
    strict = strict_clause([_unit("lũ", ("lũ", 1)), HUE], reader)
    assert bool(_places(strict)) is must_be_close


def test_a_unit_stands_where_its_rarest_syllable_does() -> None:
    reader = KnownFrequencies(100, {Term("text", "lũ"): 40, Term("text", "quét"): 7})
    place = unit_place(FLOOD, reader)
    assert place == UnitPlace(unit_clause(FLOOD, HEAD_FIELDS), ("quét",), ("quet",), 7)


def test_a_unit_in_any_marks_stands_where_its_rarest_syllable_without_marks_does() -> None:
    frequencies = {Term("text_folded", "lu"): 40, Term("text_folded", "quet"): 7, Term("text", "quet"): 90}
    place = unit_place(BARE, KnownFrequencies(100, frequencies))
    assert place == UnitPlace(unit_clause(BARE, HEAD_FIELDS), (), ("quet",), 7)


def test_a_short_form_without_full_forms_has_marks() -> None:
    assert unit_place(_unit("AI", short_form="AI"), NOTHING_KNOWN).exact == ("ai",)


def test_a_unit_in_any_marks_is_near_another_one_without_its_marks() -> None:
    one, other = unit_place(FLOOD, NOTHING_KNOWN), unit_place(_unit("hue"), NOTHING_KNOWN)
    for first, second in ((one, other), (other, one)):
        near = Near("text_folded", (first.folded[0], second.folded[0]), 50)
        assert close_clause(first, second) == Or((first.in_head, second.in_head, Or((near,))))


def test_units_of_one_syllable_are_near_each_other_wherever_it_stands() -> None:
    place = unit_place(HUE, NOTHING_KNOWN)
    assert close_clause(place, place) == Or((place.in_head, place.in_head, Or((Term("text", "huế"),))))


@pytest.mark.parametrize(
    ("units", "beside"),
    [
        ([PHONE, _number("11")], [["iphone 11"]]),
        ([_number("6"), DEAD], [["6 người chết"]]),
        ([PHONE, _number("11"), DEAD], [["iphone 11", "11 người chết"]]),
        ([HUE, PHONE, _number("11"), DEAD, FLOOD], [["iphone 11", "11 người chết"]]),
        ([_number("6"), DEAD, HUE, _number("11")], [["6 người chết"], ["huế 11"]]),
        ([DEAD, _number("2020")], []),
        ([PHONE, _unit("11", ("11", 5), kind=UnitKind.NAME)], []),
        ([_number("6")], []),
    ],
)
def test_a_number_stands_beside_what_it_was_typed_beside(units: Sequence[QueryUnit], beside: list[list[str]]) -> None:
    strict = strict_clause(units, KnownFrequencies(100, {}))
    assert isinstance(strict, And | Or)
    found = [
        [" ".join(phrase.terms) for phrase in clause.clauses if isinstance(phrase, Phrase) and phrase.field == "text"]
        for clause in strict.clauses[len(units) :]
        if isinstance(clause, Or) and all(isinstance(phrase, Phrase) for phrase in clause.clauses)
    ]
    assert found == beside


def test_a_number_beside_a_word_without_marks_stands_so_in_every_field() -> None:
    strict = strict_clause([BARE, _number("3")], NOTHING_KNOWN)
    assert isinstance(strict, And)
    assert strict.clauses[2] == Or(tuple(Phrase(folded_field(field), ("lu", "quet", "3")) for field in TEXT_FIELDS))


def test_little_words_are_not_demanded() -> None:
    little = _unit("ở", ("ở", 90), kind=UnitKind.LITTLE_WORD)
    assert strict_clause([FLOOD, little], NOTHING_KNOWN) == unit_clause(FLOOD)
    assert units_clause([FLOOD, little], HEAD_FIELDS) == And((unit_clause(FLOOD, HEAD_FIELDS),))


@pytest.mark.parametrize(
    ("unit", "forms"),
    [
        (_unit("lu", ("lũ", 100), ("lu", 10), ("lụ", 9)), [("lũ",), ("lu",)]),
        (_unit("lũ", ("lũ", 0)), [("lũ",)]),
        (BARE, [("lu", "quet")]),
        (_unit("BOT", ("xây dựng", 3), short_form="BOT"), [("bot",), ("xây", "dựng")]),
    ],
)
def test_usual_forms_have_a_tenth_of_the_articles_of_the_most_frequent_one(
    unit: QueryUnit, forms: list[tuple[str, ...]]
) -> None:
    assert usual_forms(unit) == forms


@pytest.mark.parametrize(
    ("unit", "phrases"),
    [
        (FLOOD, (Phrase("title", ("lũ", "quét")),)),
        (BARE, (Phrase("title_folded", ("lu", "quet")),)),
        (_unit("BOT", short_form="BOT"), (Phrase("title", ("bot",)),)),
    ],
)
def test_operators_find_a_unit_by_its_usual_forms(unit: QueryUnit, phrases: tuple[Phrase, ...]) -> None:
    assert unit_forms(unit, "title") == phrases


def test_one_syllable_is_a_term_and_several_are_a_phrase() -> None:
    assert side_by_side("text", ("lũ",)) == Term("text", "lũ")
    assert side_by_side("text", ("lũ", "quét")) == Phrase("text", ("lũ", "quét"))


def test_a_short_form_stands_in_capitals_somewhere_and_in_the_fields_or_as_its_full_form() -> None:
    unit = _unit("AI", ("trí tuệ", 3), short_form="AI")
    full = [Phrase(field, ("trí", "tuệ")) for field in HEAD_FIELDS]
    typed = Or(tuple(Term(field, "ai") for field in HEAD_FIELDS))
    assert unit_clause(unit, HEAD_FIELDS) == Or((And((Term("short_forms", "AI"), typed)), *full))
    anywhere = [Phrase(field, ("trí", "tuệ")) for field in TEXT_FIELDS]
    assert unit_clause(unit) == Or((Term("short_forms", "AI"), *anywhere))
