"""A search over time and on the map: the numbers are those of the database, and each leads to its articles."""

import re

import pytest
from django.test import Client

from articles.models import Article, Entity
from articles.search import SearchFailed
from articles.tests.making import Newsroom
from articles.tests.views.conftest import CountQueries, one_line


@pytest.fixture
def floods(newsroom: Newsroom) -> None:
    newsroom.article("Lũ ở Bình Định", places=["Bình Định"], published="2016-05-30")
    newsroom.article("Lũ ở Gia Lai", places=["Gia Lai"], published="2016-07-02")
    newsroom.article("Lũ lớn ở Gia Lai", places=["Gia Lai"], published="2017-07-09")
    newsroom.article("Mưa ở Gia Lai", places=["Gia Lai"], published="2016-07-09")
    newsroom.article("Lũ không rõ ngày")


def rows(page: str) -> list[list[str]]:
    """Return the cells of the table of numbers, row by row."""
    body = one_line(page).partition("<tbody>")[2].partition("</tbody>")[0]
    return [
        [re.sub("<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in body.split("</tr>")[:-1]
    ]


def test_each_month_has_its_count_the_whole_and_the_share(client: Client, floods: None) -> None:
    found = {row[0]: row[1:] for row in rows(client.get("/search/over-time/?q=lũ").text)}
    assert len(found) == 15  # from May 2016 to July 2017
    assert found["Tháng 5/2016"] == ["1", "1", "100%"]
    assert found["Tháng 6/2016"] == ["0", "0", "–"]
    assert found["Tháng 7/2016"] == ["1", "2", "50%"]
    lu = Article.objects.filter(title__startswith="Lũ", published_on__isnull=False)
    assert sum(int(row[0]) for row in found.values()) == lu.count()


def test_articles_of_no_month_are_told(client: Client, floods: None) -> None:
    assert "Không có trong biểu đồ vì không rõ tháng: 1 bài" in one_line(client.get("/search/over-time/?q=lũ").text)


def test_bars_may_be_years_and_shares(client: Client, floods: None) -> None:
    page = client.get("/search/over-time/?q=lũ&by=year&show=shares").text
    assert [row[0] for row in rows(page)] == ["Năm 2016", "Năm 2017"]
    assert "show=shares&amp;by=month" in page
    assert "?q=lũ&amp;by=year" in page


def test_a_bar_leads_to_its_articles(client: Client, floods: None) -> None:
    page = client.get("/search/over-time/?q=lũ").text
    [address] = set(re.findall(r'href="([^"]*from=2017-07-01[^"]*)"', page))
    assert address == "/search/?q=lũ&amp;from=2017-07-01&amp;to=2017-07-31"
    assert "1 bài" in client.get(address.replace("&amp;", "&")).text


def test_provinces_are_counted_as_they_were_or_as_they_are(client: Client, floods: None) -> None:
    then = {row[0]: row[1:] for row in rows(client.get("/search/map/?q=lũ").text)}
    today = {row[0]: row[1:] for row in rows(client.get("/search/map/?q=lũ&provinces=today").text)}
    assert (len(then), len(today)) == (63, 34)
    assert then["1. Gia Lai"] == ["2", "3", "67%"]
    assert then["2. Bình Định"] == ["1", "1", "100%"]
    assert today["1. Gia Lai"] == ["3", "4", "75%"]
    assert then["Kon Tum"] == ["0", "0", "–"]


def test_each_province_with_articles_is_a_link_to_them_on_the_map_and_in_the_table(
    client: Client, floods: None
) -> None:
    gia_lai = Entity.objects.get(name="Gia Lai")
    address = f"/search/?q=lũ&amp;place={gia_lai.pk}"
    page = client.get("/search/map/?q=lũ").text
    assert page.count(f'href="{address}"') == 2
    assert "#gia-lai" in page
    assert "Gia Lai: 2 bài (67%)" in one_line(page)
    assert "2 bài" in client.get(address.replace("&amp;", "&")).text


def test_by_shares_another_province_comes_first(client: Client, floods: None) -> None:
    assert rows(client.get("/search/map/?q=lũ&show=shares").text)[0][0] == "1. Bình Định"


@pytest.mark.parametrize("which", ["", "&provinces=today"])
def test_the_archipelagos_are_on_every_map(client: Client, floods: None, which: str) -> None:
    page = client.get(f"/search/map/?q=tin{which}").text
    assert "Hoàng Sa" in page
    assert "Trường Sa" in page
    assert "CC BY 4.0" in page


def test_the_ways_to_look_at_a_search_keep_it(client: Client, floods: None) -> None:
    page = client.get("/search/?q=lũ&from=2016-01-01").text
    for way in ("over-time", "map"):
        address = f"/search/{way}/?q=lũ&amp;from=2016-01-01"
        assert f'href="{address}"' in page
        assert f'href="{address}"' in client.get(address.replace("&amp;", "&")).text


@pytest.mark.parametrize(
    ("days", "period"),
    [
        ("from=2016&to=2016&by=year", "năm 2016"),
        ("from=6/2016&to=8/2016&by=month", "tháng 7/2016"),
        ("from=6/2016&to=8/2016", "tháng 7/2016"),
    ],
)
def test_articles_of_one_year_or_month_are_said_to_be_so(client: Client, floods: None, days: str, period: str) -> None:
    page = one_line(client.get(f"/search/over-time/?q=gia+lai&{days}").text)
    assert f"Mọi bài rõ tháng đều thuộc {period}" in page
    assert "Quá ít bài rõ tháng" not in page


def test_words_that_stand_nowhere_are_an_empty_chart_and_map(client: Client, floods: None) -> None:
    assert "Quá ít bài rõ tháng" in client.get("/search/over-time/?q=kangaroo").text
    assert all(row[1] == "0" for row in rows(client.get("/search/map/?q=kangaroo").text))


@pytest.mark.parametrize(("address", "most"), [("/search/over-time/?q=lũ", 4), ("/search/map/?q=lũ", 8)])
def test_few_queries_are_needed(count_queries: CountQueries, floods: None, address: str, most: int) -> None:
    assert count_queries(address) <= most


@pytest.mark.parametrize("address", ["/search/over-time/", "/search/map/", "/holdings/"])
def test_an_index_that_cannot_be_read_is_told(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise SearchFailed("damaged")

    for module in ("search_charts.spread", "holdings_page.holdings"):
        monkeypatch.setattr(f"articles.views.{module}", fail)
    response = client.get(address)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
