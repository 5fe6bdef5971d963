"""What a minus before plain words excludes: the whole name or word that begins there."""

import pytest

from articles.search import SearchRequest, read_query, reading_text, search
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def plants(newsroom: Newsroom) -> Newsroom:
    newsroom.article("Nhà máy 1", "Formosa xả thải ở Hà Tĩnh.", organizations=["Formosa"], places=["Hà Tĩnh"])
    newsroom.article("Nhà máy 2", "Formosa mở nhà máy ở Hà Nam.", organizations=["Formosa"], places=["Hà Nam"])
    newsroom.article("Nhà máy 3", "Formosa mở nhà máy ở Đồng Nai.", organizations=["Formosa"], places=["Đồng Nai"])
    return newsroom


def _found(query: str) -> set[str]:
    return {hit.article.title for hit in search(SearchRequest(query=query), relax=False).hits}


@pytest.mark.parametrize(
    ("query", "reading", "found"),
    [
        ("Formosa -Hà Tĩnh", "Formosa · −(Hà Tĩnh)", {"Nhà máy 2", "Nhà máy 3"}),
        ("-Hà Tĩnh Formosa", "Formosa · −(Hà Tĩnh)", {"Nhà máy 2", "Nhà máy 3"}),
        ("Formosa -Hà Tĩnh -Đồng Nai mở", "Formosa · mở · −(Hà Tĩnh) · −(Đồng Nai)", {"Nhà máy 2"}),
        ("Vedan OR Formosa -Hà Tĩnh mở", "mở · (Vedan | Formosa) · −(Hà Tĩnh)", {"Nhà máy 2", "Nhà máy 3"}),
        ("(Formosa -Hà Tĩnh) OR tàu", "(Formosa · −(Hà Tĩnh) | tàu)", {"Nhà máy 2", "Nhà máy 3"}),
        # A bracket or phrase is what it says.
        ('Formosa -"Hà" Nam', 'Formosa · Nam · −("Hà")', set()),
        ("Formosa -(Hà) Nam", "Formosa · Nam · −(Hà)", set()),
        # What stands beside an operator belongs to it.
        ("Formosa -Hà Nam /s Đồng", "(Formosa · Nam) /s Đồng · −(Hà)", set()),
    ],
)
def test_a_minus_excludes_the_whole_name_that_begins_there(
    plants: Newsroom, query: str, reading: str, found: set[str]
) -> None:
    assert reading_text(read_query(SearchRequest(query=query))) == reading
    assert _found(query) == found


def test_a_minus_before_a_syllable_of_no_name_excludes_it_alone(plants: Newsroom) -> None:
    assert reading_text(read_query(SearchRequest(query="nhà máy -thải mở"))) == "nhà · máy · mở · −(thải)"
    assert _found("nhà máy -thải mở") == {"Nhà máy 2", "Nhà máy 3"}
