"""Where units must stand for an article to be on the strict list."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.language.tree import Alternatives, DateRange, QueryGroup
from articles.search.query.units import OtherName, QueryUnit, UnitKind, Units
from articles.search.ranking.unit_clauses import (
    UnitPlace,
    alternatives_place,
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
from articles.tests.search.ranking.made_units import BARE, FLOOD, HUE, made_unit
from haystack_engines import And, Clause, Near, Or, Phrase, Term

NOTHING_KNOWN = KnownFrequencies(100, {})


def _number(text: str) -> QueryUnit:
    return made_unit(text, (text, 5), kind=UnitKind.SYLLABLE)


PHONE = made_unit("iPhone", ("iphone", 9))
DEAD = made_unit("người chết", ("người chết", 9))


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
    strict = strict_clause([made_unit("lũ", ("lũ", 1)), HUE], reader)
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
    assert unit_place(made_unit("AI", short_form="AI"), NOTHING_KNOWN).exact == ("ai",)


def test_a_unit_in_any_marks_is_near_another_one_without_its_marks() -> None:
    one, other = unit_place(FLOOD, NOTHING_KNOWN), unit_place(made_unit("hue"), NOTHING_KNOWN)
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
        ([PHONE, made_unit("11", ("11", 5), kind=UnitKind.NAME)], []),
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


def test_units_that_are_known_to_be_had_are_not_asked_for_again() -> None:
    known = Term("ids", "1")
    assert strict_clause([FLOOD], NOTHING_KNOWN, having_all=known) == known
    strict = strict_clause([FLOOD, HUE], NOTHING_KNOWN, having_all=known)
    assert isinstance(strict, And)
    assert strict.clauses == (known, close_clause(unit_place(FLOOD, NOTHING_KNOWN), unit_place(HUE, NOTHING_KNOWN)))


def test_a_unit_in_any_marks_has_its_other_names_without_marks_too() -> None:
    unit = replace(BARE, other_names=(OtherName("lũ ống", ("lũ", "ống")),))
    assert unit_place(unit, NOTHING_KNOWN).folded == ("lu",)
    reader = KnownFrequencies(100, {Term("text_folded", "lu"): 40, Term("text_folded", "ong"): 3})
    assert "ong" in unit_place(unit, reader).folded


def test_a_unit_in_any_marks_is_found_without_marks_in_each_field() -> None:
    fields = ("title", "lead")
    assert unit_clause(BARE, fields) == Or(tuple(Phrase(folded_field(field), ("lu", "quet")) for field in fields))


def _alternatives(*sides: QueryUnit) -> tuple[Alternatives, Units]:
    node = Alternatives(tuple(QueryGroup(words=unit.words) for unit in sides))
    return node, {unit.words: (unit,) for unit in sides}


def test_alternatives_stand_where_any_of_them_does() -> None:
    node, units = _alternatives(FLOOD, HUE)
    reader = KnownFrequencies(100, {Term("text", "lũ"): 40, Term("text", "quét"): 7, Term("text", "huế"): 5})
    heads = tuple(unit_clause(unit, HEAD_FIELDS) for unit in (FLOOD, HUE))
    place = alternatives_place(node, units, reader)
    assert place == UnitPlace(Or(heads), ("quét", "huế"), ("quet", "hue"), 12)


def test_of_an_alternative_the_rarest_unit_tells_where_it_stands() -> None:
    words = (*FLOOD.words, *HUE.words)
    node = Alternatives((QueryGroup(words=words), QueryGroup(words=DEAD.words)))
    reader = KnownFrequencies(
        100, {Term("text", "lũ"): 40, Term("text", "quét"): 30, Term("text", "huế"): 5, Term("text", "chết"): 50}
    )
    little = made_unit("ở", ("ở", 1), kind=UnitKind.LITTLE_WORD)
    place = alternatives_place(node, {words: (FLOOD, HUE, little), DEAD.words: (DEAD,)}, reader)
    assert place is not None
    assert place.exact == ("huế", "người")
    assert place.articles == 5


def test_with_an_alternative_in_any_marks_all_are_compared_without() -> None:
    node, units = _alternatives(HUE, BARE)
    place = alternatives_place(node, units, NOTHING_KNOWN)
    assert place is not None
    assert place.exact == ()
    assert place.folded == ("hue", "lu")


@pytest.mark.parametrize(
    "groups",
    [
        (QueryGroup(words=HUE.words),),
        (QueryGroup(words=HUE.words), QueryGroup()),
        (QueryGroup(words=HUE.words), QueryGroup(words=FLOOD.words, conditions=(DateRange(),))),
    ],
)
def test_a_single_alternative_and_those_with_conditions_stand_nowhere(groups: tuple[QueryGroup, ...]) -> None:
    assert alternatives_place(Alternatives(groups), {HUE.words: (HUE,), FLOOD.words: (FLOOD,)}, NOTHING_KNOWN) is None


def test_little_words_are_not_demanded() -> None:
    little = made_unit("ở", ("ở", 90), kind=UnitKind.LITTLE_WORD)
    assert strict_clause([FLOOD, little], NOTHING_KNOWN) == unit_clause(FLOOD)
    assert units_clause([FLOOD, little], HEAD_FIELDS) == And((unit_clause(FLOOD, HEAD_FIELDS),))


@pytest.mark.parametrize(
    ("unit", "forms"),
    [
        (made_unit("lu", ("lũ", 100), ("lu", 10), ("lụ", 9)), [("lũ",), ("lu",)]),
        (made_unit("lũ", ("lũ", 0)), [("lũ",)]),
        (BARE, [("lu", "quet")]),
        (made_unit("BOT", ("xây dựng", 3), short_form="BOT"), [("bot",), ("xây", "dựng")]),
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
        (made_unit("BOT", short_form="BOT"), (Phrase("title", ("bot",)),)),
    ],
)
def test_operators_find_a_unit_by_its_usual_forms(unit: QueryUnit, phrases: tuple[Phrase, ...]) -> None:
    assert unit_forms(unit, "title") == phrases


def test_one_syllable_is_a_term_and_several_are_a_phrase() -> None:
    assert side_by_side("text", ("lũ",)) == Term("text", "lũ")
    assert side_by_side("text", ("lũ", "quét")) == Phrase("text", ("lũ", "quét"))


def test_a_short_form_stands_in_capitals_somewhere_and_in_the_fields_or_as_its_full_form() -> None:
    unit = made_unit("AI", ("trí tuệ", 3), short_form="AI")
    full = [Phrase(field, ("trí", "tuệ")) for field in HEAD_FIELDS]
    typed = Or(tuple(Term(field, "ai") for field in HEAD_FIELDS))
    assert unit_clause(unit, HEAD_FIELDS) == Or((And((Term("short_forms", "AI"), typed)), *full))
    anywhere = [Phrase(field, ("trí", "tuệ")) for field in TEXT_FIELDS]
    assert unit_clause(unit) == Or((Term("short_forms", "AI"), *anywhere))
