"""The index of entities: most frequent first, by letter, or filtered by name."""

import pytest
from django.test import Client

from articles.entities.deciding import Proposal, decide
from articles.models import DecisionKind, Entity
from articles.tests.making import Newsroom
from articles.tests.views.conftest import CountQueries


@pytest.fixture
def places(newsroom: Newsroom) -> None:
    newsroom.article("Một", "Đà Nẵng, Đắk Lắk, Dầu Tiếng, Huế", places=["Đà Nẵng", "Đắk Lắk", "Dầu Tiếng", "Huế"])
    newsroom.article("Hai", "Trần Đắc ở Huế và Đắk Lắk", places=["Huế", "Đắk Lắk"], people=["Trần Đắc"])
    newsroom.article("Ba", "Lại Huế", places=["Huế"])


def names(client: Client, address: str) -> list[str]:
    return [entity.name for entity in client.get(address).context["entities"]]


def test_the_most_named_come_first(client: Client, places: None) -> None:
    assert names(client, "/entities/place/") == ["Huế", "Đắk Lắk", "Dầu Tiếng", "Đà Nẵng"]


def test_a_letter_has_its_names_in_the_order_of_the_alphabet(client: Client, places: None) -> None:
    assert names(client, "/entities/place/?letter=Đ") == ["Đà Nẵng", "Đắk Lắk"]
    assert names(client, "/entities/place/?letter=D") == ["Dầu Tiếng"]
    letters = client.get("/entities/place/").context["letters"]
    assert [(letter.letter, letter.count) for letter in letters] == [("D", 1), ("Đ", 2), ("H", 1)]


@pytest.mark.parametrize("typed", ["dak", "ĐẮK", "lắk", "lak da"])
def test_the_filter_asks_for_no_marks(client: Client, places: None, typed: str) -> None:
    assert names(client, f"/entities/place/?q={typed}") == ["Đắk Lắk"]


def test_words_are_found_from_their_beginning(client: Client, places: None) -> None:
    assert names(client, "/entities/place/?q=ak") == []


def test_a_name_merged_into_another_finds_that_one(client: Client, places: None) -> None:
    part, whole = Entity.objects.get(name="Đà Nẵng"), Entity.objects.get(name="Huế")
    decide(Proposal(DecisionKind.MERGE, part, target=whole), None)
    assert names(client, "/entities/place/?q=nang") == ["Huế"]
    assert names(client, "/entities/place/?letter=Đ") == ["Đắk Lắk"]


def test_hidden_ones_are_not_listed(client: Client, places: None) -> None:
    decide(Proposal(DecisionKind.HIDE, Entity.objects.get(name="Huế")), None)
    assert "Huế" not in client.get("/entities/").text
    assert names(client, "/entities/place/")[0] == "Đắk Lắk"


def test_all_kinds_have_a_page(client: Client, places: None) -> None:
    page = client.get("/entities/").text
    assert "Huế" in page
    assert "Trần Đắc" in page


@pytest.mark.parametrize("address", ["/entities/animal/", "/entities/place/?page=0", "/entities/place/?page=9"])
def test_what_is_not_there_is_a_404(client: Client, places: None, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("asked", ["", "?letter=H", "?q=hu"])
def test_queries_do_not_grow_with_names(
    client: Client, places: None, newsroom: Newsroom, count_queries: CountQueries, asked: str
) -> None:
    few = count_queries(f"/entities/place/{asked}")
    newsroom.article("Bốn", "Hương Khê, Huyền Sơn, Hà Nội", places=["Hương Khê", "Huyền Sơn", "Hà Nội"])
    assert count_queries(f"/entities/place/{asked}") == few <= 3
