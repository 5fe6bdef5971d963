"""Searches compared over time: numbers, shares and gaps are those of the archive, and the address holds all of it."""

import csv
import re
from html import unescape
from io import StringIO
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import pytest
from django.test import Client
from haystack import connections

from articles.models import Entity
from articles.search import ReadQuery, SearchFailed, SearchTooLong, Spread, spread
from articles.tests.making import Newsroom
from articles.tests.views.conftest import CountQueries, one_line

ADDRESS = "/search/compare/?q=lũ&q=hạn+hán"


@pytest.fixture
def weather(newsroom: Newsroom) -> None:
    """Write articles of June, July and September 2016; the archive has none of August."""
    newsroom.article("Lũ ở Gia Lai", places=["Gia Lai"], published="2016-06-30", source="Báo Án")
    newsroom.article("Nắng ở Gia Lai", places=["Gia Lai"], published="2016-06-02", source="Báo Án")
    for day in (1, 2, 3):
        newsroom.article(f"Hạn hán ngày {day}", published=f"2016-07-0{day}", source="Báo Bắc")
    newsroom.article("Lũ về", published="2016-07-09", source="Báo Bắc")
    newsroom.article("Lũ lớn ở Gia Lai", places=["Gia Lai"], published="2016-09-09", source="Báo Án")
    newsroom.article("Lũ không rõ ngày")


def table(page: str) -> list[list[str]]:
    """Return the cells of the table, row by row, its head first."""
    found = re.findall(r"<tr>(.*?)</tr>", one_line(page).partition("<table")[2].partition("</table>")[0])
    return [
        [
            " ".join(re.sub("<[^>]*>", "", unescape(cell)).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in found
    ]


def csv_rows(client: Client, address: str) -> list[list[str]]:
    response: Any = client.get(address)
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


def links(page: str, path: str) -> list[str]:
    return [unescape(found) for found in re.findall(rf'href="({re.escape(path)}\?[^"]*)"', page)]


def test_each_month_has_all_articles_and_of_each_search_articles_and_share(client: Client, weather: None) -> None:
    head, *rows = table(client.get(ADDRESS).text)
    assert head == ["Thời gian", "Tất cả bài", "A lũ", "B hạn hán"]
    assert rows == [
        ["Tháng 6/2016", "2", "1 (50%)", "0"],
        ["Tháng 7/2016", "4", "1 (25%)", "3 (75%)"],
        ["Tháng 8/2016", "0", "–", "–"],  # a gap of the archive, not a zero
        ["Tháng 9/2016", "1", "1 (100%)", "0"],
    ]


def test_shares_are_drawn_unless_numbers_are_chosen(client: Client, weather: None) -> None:
    shares, counts = client.get(ADDRESS).text, client.get(f"{ADDRESS}&show=counts").text
    assert re.findall(r"<li>([^<]*)</li> <li>[^<]*</li> <li>0</li>", one_line(shares)) == ["100%"]
    assert re.findall(r"<li>([^<]*)</li> <li>[^<]*</li> <li>0</li>", one_line(counts)) == ["4"]
    assert "tháng 7/2016: A 1 (25%) · B 3 (75%)" in shares.lower().replace(": a", ": A").replace("· b", "· B")


def test_a_line_is_broken_where_the_archive_has_nothing(client: Client, weather: None) -> None:
    page = client.get(ADDRESS).text
    assert [len(points.split()) for points in re.findall(r'<polyline points="([^"]*)"', page)] == [2, 1, 2, 1]
    assert len(re.findall(r'class="line-chart-gap" x="50.00%" width="25.00%"', page)) == 1
    assert "kho không có bài nào của thời gian này" in page


def test_the_address_holds_filters_days_and_what_is_shown(client: Client, weather: None) -> None:
    place = Entity.objects.get(name="Gia Lai")
    page = client.get(
        f"/search/compare/?q={quote(f'?q=lũ&place={place.pk}')}&q=hạn&from=7/2016&by=year&show=counts"
    ).text
    assert table(page)[1:] == [["Năm 2016", "5", "1 (20%)", "3 (60%)"]]
    assert table(page)[0][2:] == ["A lũ · Gia Lai", "B hạn"]
    months = next(one for one in links(page, "") if "by=month" in one)
    assert [row[0] for row in table(client.get(f"/search/compare/{months}").text)[1:]] == [
        "Tháng 7/2016",
        "Tháng 8/2016",
        "Tháng 9/2016",
    ]
    assert "show=counts" in months
    [narrowed] = [one for one in links(page, "/search/") if f"place={place.pk}" in one and "to=" in one]
    assert "from=2016-07-01&to=2016-12-31" in narrowed
    assert "1 bài" in client.get(narrowed).text


def test_the_address_of_a_search_can_be_pasted_and_its_days_are_left_out_loudly(client: Client, weather: None) -> None:
    pasted = quote("https://kho.example/search/?q=lũ&from=2016-09-01&sort=newest")
    page = client.get(f"/search/compare/?q={pasted}&q=hạn").text
    assert table(page)[0][2:] == ["A lũ", "B hạn"]
    assert len(table(page)) == 5
    assert page.count("Khoảng ngày riêng của câu tìm này bị bỏ qua") == 1


def test_searches_are_removed_and_added_and_five_is_the_most(client: Client, weather: None) -> None:
    page = client.get("/search/compare/?" + "&".join(f"q=tin+{n}" for n in range(7))).text
    assert "nhiều nhất 5 câu tìm; số câu bị bỏ bớt: 2" in one_line(page)
    assert page.count('class="compare-remove"') == 5
    assert 'type="text" name="q"' not in one_line(page)
    page = client.get(f"{ADDRESS}&q=lũ").text
    assert page.count('class="compare-remove"') == 2  # the same search once
    assert page.count('<input type="hidden" name="q"') == 2
    assert "?q=hạn+hán" in links(page, "")
    assert 'name="q"' in one_line(page).partition("Thêm câu tìm")[2]


def test_a_bad_query_is_told_beside_it_and_the_others_are_drawn(client: Client, weather: None) -> None:
    page = one_line(client.get(f"{ADDRESS}&q=%3D").text)
    assert page.count("<polyline") == 4
    assert page.count('class="compare-message"') == 1
    assert page.count('class="line-0"') == 1

    def one_too_long(read: ReadQuery) -> Spread:
        if read.request.query == "lũ":
            raise SearchTooLong
        return spread(read)

    three = f"{ADDRESS}&q=gia+lai"
    with patch("articles.views.parts.comparison.spread", one_too_long):
        response = client.get(three)
        assert client.get(three.replace("/?", ".csv?")).status_code == 422
    page = one_line(response.text)
    assert page.count("Câu tìm này mất quá nhiều thời gian") == 1
    assert table(page)[0] == ["Thời gian", "Tất cả bài", "B hạn hán", "C gia lai"]
    assert page.count("<polyline") == 4
    assert response["Cache-Control"] == "no-store"


def test_the_table_as_csv_has_the_denominator_and_no_cell_runs(client: Client, weather: None) -> None:
    head, *rows = csv_rows(client, f"/search/compare.csv?q=lũ&q={quote('=lũ')}")
    assert head[:4] == ["Tháng", "Tất cả bài", "lũ: bài", "lũ: tỷ lệ trên tất cả bài"]
    assert head[4].startswith("'=lũ")
    assert [row[:4] for row in rows] == [
        ["2016-06", "2", "1", "0.500000"],
        ["2016-07", "4", "1", "0.250000"],
        ["2016-08", "0", "", ""],
        ["2016-09", "1", "1", "1.000000"],
    ]
    assert csv_rows(client, "/search/compare.csv?q=hạn&by=year") == [
        ["Năm", "Tất cả bài", "hạn: bài", "hạn: tỷ lệ trên tất cả bài"],
        ["2016", "7", "3", "0.428571"],
    ]


def test_a_search_and_an_entity_lead_to_a_comparison_that_begins_with_them(client: Client, weather: None) -> None:
    place = Entity.objects.get(name="Gia Lai")
    [begun] = links(client.get("/search/?q=lũ&source=bao-an&from=2016-07").text, "/search/compare/")
    assert table(client.get(begun).text) == [
        ["Thời gian", "Tất cả bài", "A lũ · Báo Án"],
        ["Tháng 9/2016", "1", "1 (100%)"],
    ]
    [begun] = links(client.get(place.get_absolute_url()).text, "/search/compare/")
    assert table(client.get(begun).text)[0][2:] == ["A Gia Lai"]


def test_without_a_search_there_is_the_form_alone(client: Client, weather: None) -> None:
    page = client.get("/search/compare/?q=&from=xyz").text
    assert "Thêm câu tìm" in page
    assert "<table" not in page
    assert "“xyz” không phải" in page or "xyz" in page.partition('role="alert"')[2]


def test_the_cost_is_bounded(client: Client, weather: None, count_queries: CountQueries) -> None:
    five = "/search/compare/?" + "&".join(f"q={word}" for word in ("lũ", "hạn", "nắng", "gia+lai", "ngày"))
    assert count_queries(five) <= 2 + 5 * 4
    backend = type(connections["default"].get_backend())
    with patch.object(backend, "search", autospec=True, side_effect=backend.search) as one:
        client.get("/search/over-time/?q=lũ")
    with patch.object(backend, "search", autospec=True, side_effect=backend.search) as all_five:
        client.get(five)
    assert one.call_count
    assert all_five.call_count <= 5 * 4


def test_an_index_that_cannot_be_read_is_told(client: Client, db: None) -> None:
    with patch("articles.views.compare_page.whole_months", side_effect=SearchFailed("damaged")):
        response = client.get(ADDRESS)
    assert response.status_code == 503
    assert response.headers["Retry-After"]
