"""A list by date is read in stretches, on every engine: by date, then by id, those without a date last."""

import pytest

from articles.search import DatePlace, ListStretch, Place, SearchRequest, Sort, read_query, search_stretch
from articles.tests.making import Newsroom


def _stretch(sort: Sort, size: int, after: Place | None = None, query: str = "lũ") -> ListStretch:
    return search_stretch(read_query(SearchRequest(query=query, sort=sort)), size, after=after)


@pytest.fixture
def days(newsroom: Newsroom) -> list[int]:
    """Write articles of which three are of one day and two of none; return their ids in order of date, then of id."""
    found = [
        newsroom.article(f"Lũ {number}", "Nước lên.", published=day).pk
        for number, day in enumerate(["2023-02-02", "", "2023-01-01", "2023-02-02", "", "2023-02-02", "2023-03-03"])
    ]
    return [found[i] for i in (2, 0, 3, 5, 6, 1, 4)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8])
@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
@pytest.mark.parametrize("query", ["lũ", ""])
def test_stretches_make_the_whole_list(days: list[int], sort: Sort, size: int, query: str) -> None:
    stretch = _stretch(sort, size, query=query)
    found = [hit.article.pk for hit in stretch.hits]
    while stretch.next:
        assert len(stretch.hits) == size
        stretch = _stretch(sort, size, stretch.next, query)
        found += [hit.article.pk for hit in stretch.hits]
    dated, undated = days[:5], days[5:]
    assert found == (dated + undated if sort is Sort.OLDEST else dated[::-1] + undated[::-1])
    assert stretch.total == len(days)


def test_a_place_is_a_date_and_an_id(days: list[int]) -> None:
    stretch = _stretch(Sort.NEWEST, 2)
    assert isinstance(stretch.next, DatePlace)
    assert stretch.next.number == days[3]
    assert stretch.next.published is not None
