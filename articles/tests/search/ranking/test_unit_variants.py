"""The other names, days and forms by which a unit is found."""

from dataclasses import replace
from datetime import date

import pytest

from articles.search.query.language.tree import DateRange
from articles.search.query.synonyms import Synonym
from articles.search.query.units import OtherName, QueryUnit, UnitKind
from articles.search.ranking.unit_clauses import (
    other_forms,
    unit_clause,
)
from articles.tests.search.ranking.made_units import FLOOD, HUE, made_unit
from articles.text.date_terms import day_of_any_year
from articles.text.terms import TextToken
from haystack_engines import And, Or, Phrase, Range, Term


def test_a_unit_is_found_by_its_other_names() -> None:
    city = replace(
        HUE,
        other_names=(
            OtherName("TTH", ("tth",), short_form="TTH"),
            OtherName("Thuận Hóa", ("thuận", "hóa")),
            OtherName("Phú Xuân", ("phú", "xuân"), place=7),
        ),
    )
    found = unit_clause(city, ["title"])
    assert found == Or(
        (
            Or((Term("title", "huế"),)),
            And((Term("short_forms", "TTH"), Or((Term("title", "tth"),)))),
            Or((Phrase("title", ("thuận", "hóa")),)),
            And((Term("places", "7"), Or((Phrase("title", ("phú", "xuân")),)))),
        )
    )


def test_a_name_that_is_a_place_only_is_found_where_that_is_mentioned() -> None:
    assert unit_clause(replace(HUE, place=3), ["title"]) == And((Term("places", "3"), Or((Term("title", "huế"),))))


DAY = date(2022, 6, 14)


def _date(first: date | None, last: date | None) -> QueryUnit:
    forms = [("14 6 2022", 3), ("14 tháng 6 năm 2022", 2)]
    unit = made_unit("14/6/2022", *forms, kind=UnitKind.DATE)
    return replace(unit, indexed=Term("dates", "2022-06-14"), days=DateRange(first, last))


def test_a_day_is_found_in_its_articles_and_without_its_year_half_a_year_around_it() -> None:
    near = Range("day", date(2021, 12, 16), date(2022, 12, 11))
    any_year = Term("dates", day_of_any_year(DAY))
    assert unit_clause(_date(DAY, DAY)) == Or(
        (Term("dates", "2022-06-14"), Range("day", DAY, DAY), And((near, any_year)))
    )


def test_in_the_title_a_day_without_its_year_is_written_there() -> None:
    found = unit_clause(_date(DAY, DAY), ["title"])
    assert isinstance(found, Or)
    *_, around = found.clauses
    assert isinstance(around, And)
    any_year = Term("dates", day_of_any_year(DAY))
    assert around.clauses[1] == And((any_year, Or((Phrase("title", ("14", "6")),))))


@pytest.mark.parametrize(
    ("first", "last"), [(date(2022, 6, 1), date(2022, 6, 30)), (None, DAY), (DAY, None), (None, None)]
)
def test_several_days_have_no_form_without_a_year(first: date | None, last: date | None) -> None:
    assert unit_clause(_date(first, last)) == Or((Term("dates", "2022-06-14"), Range("day", first, last)))


def test_a_unit_scores_in_other_words_than_were_typed() -> None:
    road = made_unit("tỉnh lộ 8", ("tỉnh lộ 8", 9), ("tl 8", 5), kind=UnitKind.NAME)
    tokens = (TextToken(0, 0, "tl", "tl"), TextToken(0, 0, "8", "8"))
    assert list(other_forms([FLOOD, road])) == [Synonym(2, road.words, "tl 8", tokens, short=False)]


def test_what_differs_in_marks_alone_scores_as_it_was_typed_and_of_many_forms_four_score() -> None:
    assert list(other_forms([made_unit("lu", ("lũ", 9), ("lụ", 5))])) == []
    many = made_unit("lũ", *((form, 9) for form in ("nước lên", "nước dâng", "lụt", "úng", "ngập")))
    assert [form.text for form in other_forms([many])] == ["nước lên", "nước dâng", "lụt", "úng"]


def test_other_forms_have_their_syllables_folded() -> None:
    [form] = other_forms([made_unit("lũ", ("lụt", 9))])
    assert [(token.exact, token.folded) for token in form.syllables] == [("lụt", "lut")]
