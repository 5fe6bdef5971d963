"""Filters, inputs and clauses: which objects are found, on both engines."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from haystack.exceptions import SearchBackendError
from haystack.inputs import AltParser, AutoQuery, Clean, Exact, Not, Raw
from haystack.query import SQ, SearchQuerySet

from haystack_engines import (
    And,
    Boosting,
    Clause,
    Clauses,
    DisMax,
    Everything,
    Filter,
    Near,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Range,
    Term,
    Terms,
)
from haystack_engines import Not as Excluded
from haystack_engines.clauses import matching

pytestmark = pytest.mark.usefixtures("people")


def _names(found: SearchQuerySet) -> list[str]:
    return [result.name for result in found.models(User)]


def _by_clause(clause: Clause) -> list[str]:
    return _names(SearchQuerySet().filter(content=Clauses(clause)))


def _scores(clause: Clause) -> dict[str, float]:
    return {result.name: result.score for result in SearchQuerySet().models(User).filter(content=Clauses(clause))}


def test_filters() -> None:
    cases = [
        (SQ(content="đường"), ["an", "binh", "chi"]),
        (SQ(content="sông mới"), ["an", "binh"]),
        (SQ(content="SÔNG đông"), ["binh"]),
        (SQ(content="song"), []),
        (SQ(content=Clean("cầu")), ["an"]),
        (SQ(content=Exact("cầu cũ")), ["an"]),
        (SQ(text__exact="cũ cầu"), []),
        (SQ(content__exact=""), []),
        (SQ(content=AutoQuery('"cầu cũ" sông')), ["an"]),
        (SQ(content=AutoQuery("sông -đông")), ["an"]),
        (SQ(content=AutoQuery('sông -"cầu cũ"')), ["binh"]),
        (SQ(content=Not("sông")), ["chi"]),
        (SQ(text__startswith="ngo"), ["chi"]),
        (SQ(title="tàu"), ["an", "binh"]),
        (SQ(title__contains="buýt"), ["chi"]),
        (SQ(title__startswith="t"), ["an", "binh"]),
        (SQ(name="an"), ["an"]),
        (SQ(name__in=["an", "chi"]), ["an", "chi"]),
        (SQ(is_staff=True), ["an"]),
        (SQ(groups="Biên tập, trưởng"), ["binh"]),
        (SQ(groups__in=["Biên tập, trưởng", "Nhà thơ"]), ["an", "binh"]),
        (SQ(joined=datetime(2024, 6, 15, tzinfo=UTC)), ["binh"]),
        (SQ(joined__in=["2024-06-14T00:00:00", datetime(2023, 1, 1, tzinfo=UTC)]), ["an", "chi"]),
        (SQ(joined__gt=datetime(2024, 6, 14, 12, tzinfo=UTC)), ["binh"]),
        (SQ(day__gte=date(2024, 6, 14)), ["an", "binh"]),
        (SQ(day__gt=date(2024, 6, 14)), ["binh"]),
        (SQ(day__lt=date(2024, 6, 14)), ["chi"]),
        (SQ(day__lte=date(2024, 6, 14)), ["an", "chi"]),
        (SQ(day__range=[date(2024, 6, 1), date(2024, 6, 14)]), ["an"]),
        (SQ(level__gte=2), ["an"]),
        (SQ(content="sông") & ~SQ(is_staff=True), ["binh"]),
        (SQ(title="xe") | SQ(is_staff=True), ["an", "chi"]),
        (~SQ(content="cảng"), ["an", "chi"]),
        (~(SQ(title="xe") | SQ(content="cảng")), ["an"]),
    ]
    for filters, names in cases:
        assert sorted(_names(SearchQuerySet().filter(filters))) == names


def test_excluded_objects_are_not_found() -> None:
    assert sorted(_names(SearchQuerySet().exclude(content="cầu"))) == ["binh", "chi"]
    assert _names(SearchQuerySet().filter(content="sông").exclude(groups="Biên tập, trưởng")) == ["an"]


def test_everything_is_found_without_a_filter() -> None:
    assert sorted(_names(SearchQuerySet().all())) == ["an", "binh", "chi"]


def test_an_object_is_found_by_its_identifier() -> None:
    user = User.objects.get(username="an")
    assert _names(SearchQuerySet().filter(id=f"auth.user.{user.pk}")) == ["an"]


def test_models_narrow_the_search() -> None:
    assert SearchQuerySet().count() == 3 + Group.objects.count()
    assert {result.model for result in SearchQuerySet().models(Group)} == {Group}


def test_clauses_match() -> None:
    cases: list[tuple[Clause, list[str]]] = [
        (Everything(), ["an", "binh", "chi"]),
        (Nothing(), []),
        (Term("text", "sông"), ["an", "binh"]),
        (Phrase("text", ("đường", "sắt", "mới")), ["an"]),
        (Phrase("text", ("đường", "mới")), []),
        (Near("text", ("mới", "cầu"), distance=1), ["an"]),
        (Near("text", ("cầu", "mới"), distance=1), ["an"]),
        (Near("text", ("đường", "cầu"), distance=2), []),
        (Near("text", ("đường", "cầu"), distance=3), ["an"]),
        (Terms("name_exact", ("an", "chi", "dung")), ["an", "chi"]),
        (Prefix("text", "c"), ["an", "binh"]),
        (Range("day", low=date(2024, 6, 15)), ["binh"]),
        (Range("level"), ["an"]),
        (And(()), ["an", "binh", "chi"]),
        (Or(()), []),
        (And((Term("text", "sông"), Term("title", "hỏa"))), ["an"]),
        (Or((Term("text", "cầu"), Term("text", "sông"), Term("title", "hỏa")), at_least=2), ["an"]),
        (Or((Term("text", "cảng"), Term("title", "xe"))), ["binh", "chi"]),
        (DisMax((Term("text", "cảng"), Term("title", "xe"))), ["binh", "chi"]),
        (Boosting(Term("text", "đường"), Term("text", "cảng")), ["an", "binh", "chi"]),
        (Excluded(Term("text", "sông")), ["chi"]),
        (Filter(Term("text", "sông"), 2.0), ["an", "binh"]),
    ]
    for clause, names in cases:
        assert sorted(_by_clause(clause)) == names


def test_a_boost_multiplies_the_score() -> None:
    assert _scores(Term("text", "cầu", 3.0))["an"] == pytest.approx(3 * _scores(Term("text", "cầu"))["an"], rel=1e-4)


def test_what_is_preferred_comes_first() -> None:
    assert _by_clause(Boosting(Term("text", "đường"), Term("title", "thủy", 5.0)))[0] == "binh"
    assert _by_clause(Boosting(Term("text", "đường"), Term("title", "buýt", 5.0)))[0] == "chi"


def test_what_only_scores_is_left_out_of_a_filter() -> None:
    scored = Boosting(Term("text", "sông"), Term("title", "xe"))
    assert matching(And((scored, DisMax((scored, Term("text", "cảng")))))) == And(
        (Term("text", "sông"), Or((Term("text", "sông"), Term("text", "cảng"))))
    )
    assert matching(Or((scored, Term("text", "cảng")), at_least=2)) == Or(
        (Term("text", "sông"), Term("text", "cảng")), at_least=2
    )
    assert _scores(Filter(Or((scored, Term("text", "cảng")), at_least=2), 3.0)) == {"binh": 3.0}


def test_scores_are_added_or_the_best_counts() -> None:
    parts = (Filter(Term("text", "sông"), 2.0), Filter(Term("text", "cảng"), 3.0))
    assert _scores(Or(parts)) == pytest.approx({"an": 2.0, "binh": 5.0})
    assert _scores(DisMax(parts)) == pytest.approx({"an": 2.0, "binh": 3.0})
    assert _scores(DisMax(parts, tie=0.5)) == pytest.approx({"an": 2.0, "binh": 4.0})
    assert _scores(And(parts)) == pytest.approx({"binh": 5.0})


def test_these_clauses_do_not_score() -> None:
    term = Filter(Term("text", "cầu"))
    cases: list[Clause] = [Everything(), Terms("name_exact", ("an",)), Prefix("text", "c"), Range("level"), term]
    for clause in cases:
        scores = _scores(clause)
        assert scores["an"] == 0
        assert set(scores.values()) == {0}


def test_what_is_not_supported_raises_an_error() -> None:
    cases: list[Callable[[Any], Any]] = [
        lambda found: found.filter(nothing="x"),
        lambda found: found.filter(address="an@bao.vn"),
        lambda found: found.filter(name__endswith="x"),
        lambda found: found.filter(title__fuzzy="tau"),
        lambda found: found.filter(name__gt="x"),
        lambda found: found.filter(joined__startswith="2024"),
        lambda found: found.filter(day="hôm qua"),
        lambda found: found.filter(content=Raw("sông AND đông")),
        lambda found: found.filter(content=AltParser("dismax", "sông")),
        lambda found: found.facet("text"),
        lambda found: found.facet("nothing"),
        lambda found: found.narrow("text:sông OR đông"),
        lambda found: found.order_by("nothing"),
        lambda found: found.order_by("text"),
        lambda found: found.boost("sông", 2),
        lambda found: found.highlight(),
        lambda found: found.query_facet("name", "a*"),
        lambda found: found.date_facet("day", date(2020, 1, 1), date(2024, 1, 1), gap_by="month"),
        lambda found: found.stats("level"),
    ]
    for search in cases:
        with pytest.raises(SearchBackendError):
            list(search(SearchQuerySet()))
