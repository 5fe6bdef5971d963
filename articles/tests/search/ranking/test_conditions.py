"""Phrases, words near each other and prefixes weigh by the field that they stand in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from articles.search import parse_query
from articles.search.fields import FACET_BY_NAME, TEXT_FIELDS, folded_field
from articles.search.query.language.tree import NameCondition
from articles.search.ranking.conditions import condition_clause
from articles.tests.search.ranking.leaves import Leaf, boosts_by_field, leaves
from haystack_engines import And, Clause, DisMax, Filter, Near, Nothing, Or, Phrase, Prefix, Range, Term, Terms


def _compiled(query: str, *, exact: bool = False, fields: Sequence[str] = tuple(TEXT_FIELDS)) -> Clause:
    [condition] = parse_query(query).wanted.conditions
    return condition_clause(condition, exact=exact, fields=fields)


def _forms(clause: Clause) -> dict[Leaf, float]:
    """Return each leaf, as one that weighs 1, with its weight."""
    return {leaf if isinstance(leaf, Prefix) else replace(leaf, boost=1.0): boost for leaf, boost in leaves(clause)}


def _by_field(leaf: Leaf, factor: float = 1.0, *, folded: bool = False) -> dict[Leaf, float]:
    return {
        replace(leaf, field=folded_field(field) if folded else field): factor * boost
        for field, boost in TEXT_FIELDS.items()
    }


@pytest.mark.parametrize(
    ("query", "kind"),
    [('"cảng cá"', Phrase), ('"cảng cá"~5', Near), ('"cá cá"~5', Term), ("cản*", Prefix)],
)
def test_a_title_counts_more_than_a_lead_and_a_lead_more_than_the_text(query: str, kind: type[Leaf]) -> None:
    assert TEXT_FIELDS["title"] > TEXT_FIELDS["lead"] > TEXT_FIELDS["text"]
    assert boosts_by_field(_compiled(query), kind) == TEXT_FIELDS


def test_a_phrase_typed_partly_without_marks_counts_more_where_it_stands_as_typed() -> None:
    boosts = boosts_by_field(_compiled('"cang cá"'), Phrase)
    assert boosts.keys() == {*TEXT_FIELDS, *map(folded_field, TEXT_FIELDS)}
    assert all(boosts[folded_field(field)] < boosts[field] for field in TEXT_FIELDS)


@pytest.mark.parametrize(
    ("query", "exact", "as_typed", "in_any_marks"),
    [
        ('"cảng cá"', False, Phrase("", ("cảng", "cá")), None),
        ('"cang ca"', False, None, Phrase("", ("cang", "ca"))),
        ('"cang ca"', True, Phrase("", ("cang", "ca")), None),
        ('~"cảng cá"', True, None, Phrase("", ("cang", "ca"))),
        ('"cảng"', False, Term("", "cảng"), None),
        ('"cang"', False, None, Term("", "cang")),
        ('"cảng cá"~5', False, Near("", ("cảng", "cá"), 5), None),
        ('"cang ca"~7', False, None, Near("", ("cang", "ca"), 7)),
        ('"cang ca"~7', True, Near("", ("cang", "ca"), 7), None),
        ('"cá cá"~5', False, Term("", "cá"), None),
    ],
)
def test_words_are_found_as_typed_or_where_typed_without_marks_in_any(
    query: str, exact: bool, as_typed: Leaf | None, in_any_marks: Leaf | None
) -> None:
    expected = _by_field(as_typed) if as_typed else {}
    expected |= _by_field(in_any_marks, 0.8, folded=True) if in_any_marks else {}
    assert _forms(_compiled(query, exact=exact)) == pytest.approx(expected)


def test_a_syllable_typed_with_marks_has_them_somewhere_in_a_phrase_found_without() -> None:
    clause = _compiled('"cang cá"')
    assert isinstance(clause, DisMax)
    mended = clause.clauses[-1]
    assert isinstance(mended, And)
    assert mended.clauses[1:] == (Filter(Or(tuple(Term(field, "cá") for field in TEXT_FIELDS))),)


@pytest.mark.parametrize("query", ['"cảng cá"', '"cảng cá"~5'])
def test_words_are_looked_for_in_the_fields_asked_for_unless_they_have_their_own(query: str) -> None:
    assert {leaf.field for leaf in _forms(_compiled(query, fields=("lead",)))} == {"lead"}
    for own in (f"title:{query}", f"tiêu đề:{query}"):
        assert {leaf.field for leaf in _forms(_compiled(own, fields=("lead",)))} == {"title"}


@pytest.mark.parametrize(
    ("query", "exact", "folded", "letters", "term"),
    [
        ("cản*", False, False, "cản", "cản"),
        ("can*", False, True, "can", "can"),
        ("can*", True, False, "can", "can"),
        ("~cản*", True, True, "can", "can"),
        ("hoà*", False, False, "hoà", "hòa"),
        ("my*", False, True, "my", "mi"),
    ],
)
def test_a_beginning_is_found_in_the_marks_typed_or_in_any_and_in_the_usual_spelling(
    query: str, exact: bool, folded: bool, letters: str, term: str
) -> None:
    clause = _compiled(query, exact=exact)
    fields = {folded_field(field) if folded else field: boost for field, boost in TEXT_FIELDS.items()}
    assert clause == DisMax(
        tuple(Filter(Or((Prefix(field, letters), Term(field, term))), boost) for field, boost in fields.items())
    )


def test_days_are_a_range_open_on_one_side() -> None:
    assert _compiled("trước:2022") == Range("day", None, date(2021, 12, 31))
    assert _compiled("sau:2022") == Range("day", date(2023, 1, 1), None)


def test_a_name_that_nobody_has_finds_nothing_and_one_of_today_goes_by_todays_places() -> None:
    [named] = parse_query("nơi:Huế").wanted.conditions
    assert isinstance(named, NameCondition)
    assert condition_clause(named, exact=False) == Nothing()
    place = FACET_BY_NAME["place"]
    found = replace(named, values=("1", "2"))
    assert condition_clause(found, exact=False) == Terms(place.field, ("1", "2"))
    today = replace(found, todays_provinces=True)
    assert condition_clause(today, exact=False) == Terms(place.todays_field, ("1", "2"))


def test_a_condition_of_groups_is_refused() -> None:
    [alternatives] = parse_query("(lũ OR bão)").wanted.conditions
    with pytest.raises(TypeError, match="a condition of groups"):
        condition_clause(alternatives, exact=False)
