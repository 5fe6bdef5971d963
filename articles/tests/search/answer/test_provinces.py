import pytest

from articles.models import Entity
from articles.search import FACET_BY_NAME, Choice, SearchRequest, search
from articles.tests.making import Newsroom

_TITLES = {"bd": "Lũ ở Bình Định năm 2016", "gl": "Cà phê Gia Lai năm 2016", "na": "Nghệ An nắng"}


@pytest.fixture
def places(newsroom: Newsroom) -> dict[str, Entity]:
    """Places by name: a former province, the province it is part of now, and another; an article on each."""
    newsroom.article(_TITLES["gl"], places=["Gia Lai"])
    newsroom.article(_TITLES["bd"], places=["Bình Định"])
    newsroom.article(_TITLES["na"], places=["Nghệ An"])
    return {entity.name: entity for entity in Entity.objects.all()}


def _found(entity: Entity) -> set[str]:
    page = search(SearchRequest(choices=(Choice("place", str(entity.pk)),)))
    return {hit.article.title for hit in page.hits}


def test_an_article_about_a_former_province_is_found_under_both(places: dict[str, Entity]) -> None:
    assert _found(places["Bình Định"]) == {_TITLES["bd"]}
    assert _found(places["Gia Lai"]) == {_TITLES["bd"], _TITLES["gl"]}


def test_the_facet_says_which_is_which(places: dict[str, Entity]) -> None:
    facets = {result.facet: result.values for result in search(SearchRequest()).facets}
    assert {(value.label, value.count) for value in facets[FACET_BY_NAME["place"]]} == {
        ("Gia Lai (gồm Bình Định)", 2),
        ("Bình Định (nay thuộc Gia Lai)", 1),
        ("Nghệ An", 1),
    }
