import re

import pytest
from django.test import Client

from articles.search import FACET_VALUES, VALUES_ON_A_PAGE
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast, CountQueries, one_line

PEOPLE = "/search/values/person/"


def get(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return one_line(response.content.decode())


@pytest.fixture
def sources(newsroom: Newsroom) -> int:
    """Write one article of each of more sources than a page of values holds, and return their number."""
    number = VALUES_ON_A_PAGE + 5
    for i in range(number):
        newsroom.article(f"Tin {i}", source=f"Nguồn {i:03}")
    return number


def test_values_are_chosen_by_boxes_of_one_form(client: Client, cast: Cast) -> None:
    page = get(client, f"{PEOPLE}?q=son&section=thoi-su")
    blinken = cast.entity("Antony Blinken").pk
    assert f'<input type="checkbox" name="person" value="{blinken}" >' in page
    assert '<input type="hidden" name="q" value="son">' in page
    assert '<input type="hidden" name="section" value="thoi-su">' in page
    assert 'action="/search/"' in page


def test_chosen_values_are_ticked_and_no_longer_sent_unseen(client: Client, cast: Cast) -> None:
    blinken = cast.entity("Antony Blinken").pk
    page = get(client, f"{PEOPLE}?person={blinken}")
    assert f'name="person" value="{blinken}" checked>' in page
    assert f'type="hidden" name="person" value="{blinken}"' not in page


def test_a_choice_that_is_not_on_the_page_is_kept(client: Client, cast: Cast) -> None:
    blinken = cast.entity("Antony Blinken").pk
    page = get(client, f"{PEOPLE}?person={blinken}&find=bui")
    assert f'type="hidden" name="person" value="{blinken}"' in page
    assert "Bùi Thanh Sơn" in page


def test_values_are_found_without_marks(client: Client, cast: Cast) -> None:
    page = get(client, f"{PEOPLE}?find=thanh+s")
    assert "1 mục" in page
    assert "Antony Blinken" not in page


def test_years_are_listed_from_the_latest_back(client: Client, newsroom: Newsroom) -> None:
    for day in ("2016-05-30", "2016-07-02", "2015-11-03", "2019-10-15"):
        newsroom.article(f"Lũ ngày {day}", published=day)
    for address, link in (
        ("/search/?q=lũ", r'year=([0-9]{4})"'),
        ("/search/values/year/", r'name="year" value="([0-9]+)"'),
    ):
        assert list(dict.fromkeys(re.findall(link, get(client, address)))) == ["2019", "2016", "2015"]


def test_nothing_that_begins_so_is_told(client: Client, cast: Cast) -> None:
    assert "Không có mục nào như vậy." in get(client, f"{PEOPLE}?find=xyzzy")


def test_what_is_typed_is_escaped(client: Client, cast: Cast) -> None:
    assert "<script>alert" not in get(client, f"{PEOPLE}?find=%22%3Cscript%3Ealert(1)")


def test_pages_are_turned_with_the_boxes_ticked_so_far(client: Client, sources: int) -> None:
    page = get(client, "/search/values/source/")
    assert 'formaction="/search/values/source/" name="values" value="2"' in page
    assert f"Nguồn {sources - 1:03}" in get(client, "/search/values/source/?values=2")


@pytest.mark.parametrize("number", ["0", "-1", "abc", "9" * 30, "٣"])
def test_odd_pages_are_answered(client: Client, cast: Cast, number: str) -> None:
    assert "Bùi Thanh Sơn" in get(client, f"{PEOPLE}?values={number}")


def test_the_search_page_leads_to_all_values_where_it_does_not_show_them(client: Client, sources: int) -> None:
    page = get(client, "/search/?q=tin")
    assert sources > FACET_VALUES
    assert 'href="/search/values/source/?q=tin"' in page
    assert "/search/values/section/" not in page


def test_a_value_kept_out_can_be_taken_back(client: Client, sources: int) -> None:
    page = get(client, "/search/values/source/?source=-nguon-001")
    assert 'type="hidden" name="source" value="-nguon-001"' in page
    assert "Đang loại trừ – bấm để bỏ" in page


def test_an_unknown_facet_is_not_there(client: Client, db: None) -> None:
    assert client.get("/search/values/fingerprint/").status_code == 404
    assert client.post(PEOPLE).status_code == 405


def test_a_broken_index_is_told(client: Client, db: None) -> None:
    assert client.get(PEOPLE).status_code == 503


def test_queries_do_not_grow_with_values(client: Client, cast: Cast, count_queries: CountQueries) -> None:
    assert count_queries(f"{PEOPLE}?find=a") <= 3
    assert count_queries(PEOPLE) <= 2


def test_all_values_are_taken_away_as_a_table(client: Client, sources: int) -> None:
    response = client.get("/search/values/source.csv")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].lower() == "nguồn,bài"
    assert sorted(lines[1:]) == [f"Nguồn {i:03},1" for i in range(sources)]


def test_a_table_of_values_counts_within_the_search(client: Client, cast: Cast) -> None:
    response = client.get("/search/values/person.csv?q=Jakarta")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert sorted(lines[1:]) == ["Antony Blinken,1", "Bùi Thanh Sơn,1"]
    assert client.get("/search/values/khong-co.csv").status_code == 404
