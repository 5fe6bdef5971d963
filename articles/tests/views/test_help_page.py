from html import unescape
from pathlib import Path
from re import DOTALL, findall

import pytest
from django.test import Client

from articles.search import QUERY_FIELDS
from articles.tests.making import Newsroom
from articles.tests.quoting import say
from articles.tests.views.conftest import Cast, CountQueries, Write, one_line
from articles.views.parts.help_examples import ENGLISH, PLACEHOLDERS, example_queries

ADDRESS = "/help/"


def _page(client: Client, address: str = ADDRESS) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return one_line(response.content.decode())


def _examples(page: str) -> list[str]:
    return [unescape(address) for address in findall(r'class="help-example" href="([^"]+)"', page)]


@pytest.fixture
def story(newsroom: Newsroom) -> None:
    """Write articles with data for every example."""
    visit = newsroom.article(
        "Bùi Thanh Sơn thăm Gia Lai",
        "Ông Bùi Thanh Sơn đến Gia Lai, nói: “Đất này đẹp”.",
        people=["Bùi Thanh Sơn"],
        places=["Gia Lai"],
        organizations=["Bộ Ngoại giao"],
        published="2023-07-14",
        source="Báo Án",
        section="Thời sự",
        authors=["Lê Nam"],
    )
    say(visit, ("Đất này đẹp", "Bùi Thanh Sơn"))
    newsroom.article(
        "Hà Kim Ngọc ở Kon Tum",
        "Bà Hà Kim Ngọc và ông Bùi Thanh Sơn, người của Bộ Ngoại giao, không đi Kon Tum.",
        people=["Hà Kim Ngọc", "Bùi Thanh Sơn"],
        places=["Kon Tum"],
        organizations=["Bộ Ngoại giao"],
        published="2023-07-15",
        source="Báo Tết",
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_example_finds_something(client: Client, story: None, language: str) -> None:
    client.cookies["django_language"] = language
    addresses = _examples(_page(client))
    assert len(addresses) == len(example_queries(PLACEHOLDERS, ENGLISH))
    for address in addresses:
        page = _page(client, address)
        assert 'class="article-list hits"' in page, address
        assert 'role="alert"' not in page, address


def test_the_examples_speak_the_language_of_the_page(client: Client, story: None) -> None:
    assert "người:Sơn" in _page(client)
    client.cookies["django_language"] = "en"
    page = _page(client)
    assert "person:Sơn" in page
    assert " OR " in page


def test_an_example_tells_how_many_articles_it_finds(client: Client, story: None) -> None:
    assert '<code>bui thanh son</code> </a> <span class="count">2 bài</span>' in _page(client)


def test_each_name_of_a_field_is_told(client: Client, cast: Cast) -> None:
    page, names = _page(client), [name for field in QUERY_FIELDS for name in (field.name, field.vietnamese)]
    assert names
    assert [name for name in names if f"{name}:" not in page] == []


def test_an_empty_archive_shows_examples_without_links(client: Client, newsroom: Newsroom) -> None:
    page = _page(client)
    assert _examples(page) == []
    assert "<code>nguyen thi lan</code>" in page


@pytest.mark.usefixtures("index_on_disk")
def test_without_an_index_the_page_is_there(client: Client, cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "index" / "current").unlink()
    assert _examples(_page(client)) == []


def test_odd_names_make_no_examples(client: Client, newsroom: Newsroom) -> None:
    for number, day in enumerate(("2024-06-14", "9999-12-31")):
        newsroom.article(
            f"“A” (b) -c: d* {number}",
            *('X "Y" (Z)',),
            people=['X "Y" (Z)'],
            source="Báo: Ngoặc",
            authors=["-"],
            published=day,
        )
    addresses = _examples(_page(client))
    assert addresses
    for address in addresses:
        assert 'class="article-list hits"' in _page(client, address), address


@pytest.mark.parametrize("address", ["/", "/search/?q=xyzzy", "/browse/"])
def test_the_page_is_a_click_away(client: Client, cast: Cast, address: str) -> None:
    assert f'href="{ADDRESS}"' in _page(client, address)


def test_queries_do_not_grow_with_the_archive(client: Client, many: Write, count_queries: CountQueries) -> None:
    many(5)
    few = count_queries(ADDRESS)
    many(15)
    assert count_queries(ADDRESS) == few


def test_each_key_that_a_script_binds_has_its_line_on_the_page_of_keys(client: Client, db: None) -> None:
    # The desk's lists tell their keys themselves.
    folder = Path(__file__).resolve().parents[3] / "static" / "js"
    scripts = "".join(path.read_text() for path in folder.glob("*.js") if path.name != "to-do.js")
    bound = {
        key
        for table in findall(r"onKeys\(\{(.*?)\}\)", scripts, DOTALL)
        for key in findall(r'(?:^|[,{\n])\s*"?([^\s",]+?)"?: ', table)
    }
    assert {"/", "?", "j", "k", "o", "n", "p"} <= bound
    assert bound == set(findall(r'data-key="(.)"', client.get("/help/keys/").text))
