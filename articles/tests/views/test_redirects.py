"""Redirects keep the parameters of an address; a list says when it has no such page."""

import pytest
from django.test import Client

from articles.entities.deciding import Proposal, decide
from articles.models import DecisionKind, Source
from articles.tests.views.conftest import Cast, one_line


def test_the_bare_number_of_an_entity_keeps_the_year(client: Client, cast: Cast) -> None:
    entity = cast.entity("Bùi Thanh Sơn")
    response = client.get(f"/entity/{entity.pk}/?year=2022&about=1")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"{entity.get_absolute_url()}?year=2022&about=1",
    )
    assert "1 bài" in one_line(client.get(response.headers["Location"]).content.decode())


def test_a_merged_entity_keeps_the_month(client: Client, cast: Cast) -> None:
    part, whole = cast.entity("Antony Blinken"), cast.entity("Bùi Thanh Sơn")
    address = f"{part.get_absolute_url()}?month=2023-07"
    decide(Proposal(DecisionKind.MERGE, part, target=whole), None)
    assert client.get(address).headers["Location"] == f"{whole.get_absolute_url()}?month=2023-07"


def test_the_bare_number_of_an_article_keeps_the_query(client: Client, cast: Cast) -> None:
    location = client.get(f"/article/{cast.visit.pk}/?q=b%C3%B9i+s%C6%A1n&place=3").headers["Location"]
    assert location == f"{cast.visit.get_absolute_url()}?q=b%C3%B9i+s%C6%A1n&place=3"


def test_a_merged_source_keeps_the_page(client: Client, cast: Cast) -> None:
    part, whole = Source.objects.get(name="Báo Tết & Xuân"), Source.objects.get(name="Báo Gia Lai")
    Source.objects.filter(pk=part.pk).update(merged_into=whole)
    response = client.get(f"{part.get_absolute_url()}?page=1")
    assert (response.status_code, response.headers["Location"]) == (302, f"{whole.get_absolute_url()}?page=1")


@pytest.mark.parametrize("address", ["/section/thoi-su/", "/source/bao-gia-lai/", "/2023/07/14/", "/undated/"])
def test_a_list_says_that_it_has_no_such_page(client: Client, cast: Cast, address: str) -> None:
    response = client.get(f"{address}?page=2000&x=1")
    page = one_line(response.content.decode())
    assert response.status_code == 404
    assert "Danh sách này không có trang “2000”." in page
    assert f'<a href="{address}?x=1">Về trang đầu</a>' in page


def test_an_address_that_never_was_is_no_list(client: Client, cast: Cast) -> None:
    assert "Danh sách này" not in client.get("/xyz/").content.decode()
