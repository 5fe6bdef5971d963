"""How hits are listed: chosen by the address, kept in a cookie only once a reader chose."""

import pytest
from django.test import Client

from articles.tests.making import Newsroom
from articles.tests.views.conftest import one_line


@pytest.fixture
def floods(newsroom: Newsroom) -> None:
    for number in range(60):
        newsroom.article(f"Lũ {number}", "Nước lên.", published="2024-06-14", source="Báo Án")


def hits(page: str) -> int:
    return page.count("<li><h3>")


def test_twenty_are_listed_and_no_cookie_is_set(client: Client, floods: None) -> None:
    response = client.get("/search/?q=lũ")
    assert hits(response.text) == 20
    assert "hits" not in response.cookies


def test_more_on_a_page_are_remembered(client: Client, floods: None) -> None:
    assert hits(client.get("/search/?q=lũ&size=50").text) == 50
    second = client.get("/search/?q=lũ&page=2").text
    assert hits(second) == 10
    assert 'aria-current="true">50</a>' in one_line(second)


def test_the_links_to_other_pages_keep_the_size_without_a_cookie(client: Client, floods: None) -> None:
    page = client.get("/search/?q=lũ&size=50").text
    assert 'href="?q=lũ&amp;page=2&amp;size=50"' in page


def test_a_compact_list_has_no_passages_and_is_remembered(client: Client, floods: None) -> None:
    assert "Nước lên." in client.get("/search/?q=lũ").text
    assert "Nước lên." not in client.get("/search/?q=lũ&list=compact").text
    assert "Nước lên." not in client.get("/search/?q=lũ").text
    assert "Nước lên." in client.get("/search/?q=lũ&list=full").text


def test_what_was_chosen_back_to_the_default_is_forgotten(client: Client, floods: None) -> None:
    client.get("/search/?q=lũ&size=100")
    assert client.get("/search/?q=lũ&size=20").cookies["hits"].value == ""
    assert hits(client.get("/search/?q=lũ").text) == 20


@pytest.mark.parametrize("asked", ["size=7", "size=1000000", "size=", "list=wide", "size=²0"])
def test_what_is_no_style_changes_nothing(client: Client, floods: None, asked: str) -> None:
    page = client.get(f"/search/?q=lũ&{asked}").text
    assert hits(page) == 20
    assert "Nước lên." in page


@pytest.mark.parametrize("asked", ["size=7", "size=", "list=wide", "list=", "list=wide&size=1000000"])
def test_what_is_no_style_keeps_what_was_chosen(client: Client, floods: None, asked: str) -> None:
    client.get("/search/?q=lũ&size=50&list=compact")
    page = client.get(f"/search/?q=lũ&{asked}")
    assert page.cookies.keys().isdisjoint({"hits"})
    assert client.cookies["hits"].value == "compact.50"
    assert hits(page.text) == 50
    assert "Nước lên." not in page.text


def test_a_cookie_of_anything_is_harmless(client: Client, floods: None) -> None:
    client.cookies["hits"] = "wide.9999"
    assert hits(client.get("/search/?q=lũ").text) == 20
