"""Links to other pages, and page numbers that addresses may hold."""

import pytest
from django.test import Client, RequestFactory

from articles.models import Article
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast
from articles.views.parts.paging import pager, rows_of_page

NOT_A_PAGE = ["9" * 5_000, "2", "0", "-1", "²", "٣", "abc"]


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, 3, 0, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (6, 20, [1, 0, 4, 5, 6, 7, 8, 0, 20]),
        (500, 500, [1, 0, 498, 499, 500]),
    ],
)
def test_pages_around_the_present_one_are_shown(number: int, pages: int, shown: list[int]) -> None:
    assert [link.number for link in pager(number, pages, str).links] == shown


def test_the_ends_have_no_further_pages() -> None:
    assert (pager(1, 3, str).previous, pager(1, 3, str).next) == ("", "2")
    assert (pager(3, 3, str).previous, pager(3, 3, str).next) == ("2", "")


@pytest.mark.parametrize(
    "address",
    [
        "/2023/07/14/",
        "/2023/07/",
        "/2023/",
        "/source/bao-gia-lai/",
        "/section/thoi-su/",
        "/undated/",
        "/entities/place/",
    ],
)
def test_a_list_has_no_page_of_any_other_number(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address, {"page": "1"}).status_code == 200
    assert _statuses(client, address) == dict.fromkeys(NOT_A_PAGE, 404)


def test_an_entity_has_no_page_of_any_other_number(client: Client, cast: Cast) -> None:
    address = cast.entity("Jakarta").get_absolute_url()
    assert client.get(address, {"page": "1"}).status_code == 200
    assert _statuses(client, address) == dict.fromkeys(NOT_A_PAGE, 404)


def _statuses(client: Client, address: str) -> dict[str, int]:
    return {typed: client.get(address, {"page": typed}).status_code for typed in NOT_A_PAGE}


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("/search/values/person/?find=bui", "values"),
        ("/feeds/search.rss?q=bui", "page"),
    ],
)
def test_values_and_feeds_show_the_nearest_page(client: Client, cast: Cast, address: str, parameter: str) -> None:
    for typed in NOT_A_PAGE:
        response = client.get(f"{address}&{parameter}={typed}", follow=True)
        assert (typed, response.status_code) == (typed, 200)
        assert "Bùi Thanh Sơn" in response.text


def test_a_search_shows_its_first_page_for_what_is_no_number_and_no_page_behind_its_last(
    client: Client, cast: Cast
) -> None:
    for typed in NOT_A_PAGE:
        response = client.get("/search/", {"q": "bui thanh son", "page": typed})
        behind = typed.isascii() and typed.isdecimal() and int(typed[:9]) > 1
        assert (typed, response.status_code) == (typed, 404 if behind else 200)
        assert ("Không có trang này" in response.text) == behind


@pytest.mark.django_db
def test_a_page_has_its_rows_and_links_that_keep_the_parameters_of_the_list(newsroom: Newsroom) -> None:
    for number in range(5):
        newsroom.article(f"Bài {number}", f"Nội dung {number}.")
    asked = RequestFactory().get("/", {"page": "2"})
    page = rows_of_page(asked, Article.objects.order_by("pk"), 2, "/searches/1/?after=7")
    assert [article.title for article in page.rows] == ["Bài 2", "Bài 3"]
    assert (page.first, page.total, page.pager.pages) == (3, 5, 3)
    assert page.pager.next == "/searches/1/?after=7&page=3"
    assert rows_of_page(RequestFactory().get("/"), Article.objects.none(), 2, "/folders/1/").pager.pages == 1
