"""The engine asked in Haystack's own language, as any Django project would."""

from datetime import date

import pytest
from haystack.exceptions import SearchBackendError
from haystack.inputs import Exact
from haystack.query import SQ, SearchQuerySet

from articles.models import Article
from articles.tests.making import Newsroom


@pytest.fixture(autouse=True)
def articles(newsroom: Newsroom) -> None:
    newsroom.article("Tàu hỏa", "Đường sắt mới.", source="Báo A", published="2024-06-14")
    newsroom.article("Tàu thủy", "Cảng mới đường dài.", source="Báo B", published="2024-06-15")
    newsroom.article("Xe buýt", "Đường phố.", published="2023-01-01")


def _titles(found: SearchQuerySet) -> list[str]:
    return sorted(Article.objects.get(pk=result.pk).title for result in found)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (SQ(content="đường"), ["Tàu hỏa", "Tàu thủy", "Xe buýt"]),
        (SQ(content="đường mới"), ["Tàu hỏa", "Tàu thủy"]),
        (SQ(content=Exact("đường sắt")), ["Tàu hỏa"]),
        (SQ(text__exact="đường sắt"), ["Tàu hỏa"]),
        (SQ(title="tàu"), ["Tàu hỏa", "Tàu thủy"]),
        (SQ(title__startswith="t"), ["Tàu hỏa", "Tàu thủy"]),
        (SQ(source="bao-a"), ["Tàu hỏa"]),
        (SQ(source__in=["bao-a", "bao-b"]), ["Tàu hỏa", "Tàu thủy"]),
        (SQ(day__gte=date(2024, 6, 15)), ["Tàu thủy"]),
        (SQ(day__gt=date(2024, 6, 14)), ["Tàu thủy"]),
        (SQ(day__lt=date(2024, 6, 14)), ["Xe buýt"]),
        (SQ(day__lte=date(2024, 6, 14)), ["Tàu hỏa", "Xe buýt"]),
        (SQ(day__range=[date(2024, 6, 1), date(2024, 6, 14)]), ["Tàu hỏa"]),
        (SQ(title="xe") | SQ(source="bao-b"), ["Tàu thủy", "Xe buýt"]),
        (SQ(title="tàu") & ~SQ(source="bao-b"), ["Tàu hỏa"]),
        (~SQ(content="cảng"), ["Tàu hỏa", "Xe buýt"]),
    ],
)
def test_filters(filters: SQ, titles: list[str]) -> None:
    assert _titles(SearchQuerySet().filter(filters)) == titles


def test_everything_without_a_filter() -> None:
    assert len(_titles(SearchQuerySet().all())) == 3


def test_models_narrow_the_search() -> None:
    assert SearchQuerySet().models(Article).count() == 3


def test_hits_are_ordered_by_a_field() -> None:
    found = SearchQuerySet().order_by("-published")
    assert [Article.objects.get(pk=result.pk).title for result in found] == ["Tàu thủy", "Tàu hỏa", "Xe buýt"]


def test_facets_count_values() -> None:
    assert SearchQuerySet().facet("source").facet_counts()["fields"]["source"] == [("bao-a", 1), ("bao-b", 1)]


def test_slices_are_pages() -> None:
    found = SearchQuerySet().order_by("published")
    assert [result.pk for result in found[1:3]] == [result.pk for result in found][1:3]


@pytest.mark.parametrize(
    "ask",
    [
        lambda: SearchQuerySet().filter(title__fuzzy="tau"),
        lambda: SearchQuerySet().order_by("text"),
        lambda: SearchQuerySet().highlight(),
        lambda: SearchQuerySet().date_facet("day", date(2020, 1, 1), date(2024, 1, 1), gap_by="month"),
    ],
)
def test_what_it_cannot_do_it_says(ask: object) -> None:
    with pytest.raises(SearchBackendError):
        list(ask())  # type: ignore[operator]
