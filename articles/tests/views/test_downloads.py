import csv
import gc
import io
import json
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from articles.models import Article
from articles.tests.making import Newsroom
from articles.tests.views.conftest import Cast

FORMATS = ["csv", "xlsx", "jsonl", "txt", "bib", "ris", "csl.json"]


def content(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def table(client: Client, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content(client, address).decode("utf-8-sig"))))


def records(client: Client, address: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content(client, address).decode().splitlines()]


def test_each_list_has_its_articles(client: Client, cast: Cast) -> None:
    cases = {
        "search": 5,
        "day/2023/07/14": 2,
        "month/2023/07": 3,
        "year/2023": 3,
        "undated": 1,
        "section/thoi-su": 1,
        "source/bao-gia-lai": 2,
    }
    assert {listed: len(records(client, f"/export/{listed}.jsonl")) for listed in cases} == cases


@pytest.mark.parametrize("format", FORMATS)
def test_an_entitys_articles_come_in_every_format(client: Client, cast: Cast, format: str) -> None:
    whole = content(client, f"/export/entity/{cast.entity('Bùi Thanh Sơn').pk}.{format}")
    assert whole if format == "xlsx" else whole.decode().count("gặp Ngoại trưởng Mỹ") == 1


def test_a_record_has_what_the_article_says_and_whom_it_names(client: Client, cast: Cast) -> None:
    (record,) = records(client, f"/export/article/{cast.meeting.pk}.jsonl")
    assert record == {
        "date": "2023-07-14 10:15",
        "date_precision": "time",
        "source": "Báo Gia Lai",
        "section": "Thời sự",
        "title": cast.meeting.title,
        "authors": ["Như Tâm"],
        "lead": cast.meeting.lead,
        "address": f"http://testserver{cast.meeting.get_absolute_url()}",
        "original_address": "https://bao.example/viet-my.html",
        "people": ["Bùi Thanh Sơn", "Antony Blinken"],
        "places": ["Jakarta", "Việt Nam"],
        "organisations": ["ASEAN"],
        "length": len(cast.meeting.text.split()),
        "corrections": [],
    }


def test_a_search_is_taken_away_in_the_order_of_its_page(client: Client, cast: Cast) -> None:
    shown = client.get("/search/?q=Sơn&sort=oldest").context["page"].hits
    assert len(shown) == 2
    taken = records(client, "/export/search.jsonl?q=Sơn&sort=oldest")
    assert [one["title"] for one in taken] == [hit.article.title for hit in shown]


def test_a_search_of_several_pages_comes_whole_and_each_article_once(
    client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.answer.search_page._IDS_AT_ONCE", 3)
    titles = {newsroom.article(f"Lũ quét số {number}", "Nước dâng.").title for number in range(10)}
    taken = [one["title"] for one in records(client, "/export/search.jsonl?q=lũ+quét")]
    assert len(taken) == 10
    assert set(taken) == titles


def test_the_pages_of_a_search_are_of_one_state_of_the_index(
    client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.search.answer.search_page._IDS_AT_ONCE", 2)
    before = [newsroom.article(f"Lũ quét số {n}", "Nước.", published=f"2023-07-0{n}").pk for n in range(1, 6)]
    response = client.get("/export/search.txt?q=lũ+quét&sort=newest")
    newsroom.article("Lũ quét mới nhất", "Nước.", published="2023-08-01")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [f"/article/{pk}/" in line for pk, line in zip(reversed(before), lines, strict=True)] == [True] * 5


def test_the_file_is_named_after_the_list_and_its_length(client: Client, cast: Cast) -> None:
    headers = client.get("/export/search.csv?q=Bùi+Thanh+Sơn").headers
    assert headers["Content-Disposition"] == 'attachment; filename="tim-bui-thanh-son-2-bai.csv"'
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "heads", "precision"),
    [("vi", ["ngày", "độ chính xác của ngày"], "tháng"), ("en", ["date", "date precision"], "month")],
)
def test_a_table_speaks_the_readers_language(
    client: Client, cast: Cast, language: str, heads: list[str], precision: str
) -> None:
    client.cookies["django_language"] = language
    (row,) = table(client, f"/export/article/{cast.month_only.pk}.csv")
    assert list(row)[:2] == heads
    assert list(row.values())[:2] == ["2023-07", precision]


def test_no_cell_runs_as_a_formula(client: Client, newsroom: Newsroom) -> None:
    article = newsroom.article("=HYPERLINK(1)", "Thân bài.", lead="+84 24 1234", authors=["@tacgia"])
    (row,) = table(client, f"/export/article/{article.pk}.csv")
    assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
    sheet = load_workbook(io.BytesIO(content(client, f"/export/article/{article.pk}.xlsx"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}


def test_a_spreadsheet_is_whole_where_a_text_has_what_no_xml_has(client: Client, newsroom: Newsroom) -> None:
    article = newsroom.article("Lũ\ufffe quét\uffff", "Nước\x0b dâng.")
    sheet = load_workbook(io.BytesIO(content(client, f"/export/article/{article.pk}.xlsx"))).active
    assert sheet is not None
    assert "Lũ quét" in [cell.value for cell in sheet[2]]


def test_a_spreadsheet_has_numbers_as_numbers(client: Client, cast: Cast) -> None:
    sheet = load_workbook(io.BytesIO(content(client, f"/export/article/{cast.visit.pk}.xlsx"))).active
    assert sheet is not None
    assert sheet.cell(2, 13).value == len(cast.visit.text.split())


def test_a_list_too_long_for_a_spreadsheet_is_refused_with_what_to_do(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.views.downloads.MOST_XLSX_ROWS", 4)
    refused = client.get("/export/search.xlsx")
    assert refused.status_code == 413
    assert "Hãy tải dạng CSV" in refused.content.decode()


def test_withdrawn_articles_are_in_no_file(client: Client, cast: Cast) -> None:
    Article.objects.filter(pk=cast.meeting.pk).update(withdrawn=True)
    assert len(records(client, "/export/source/bao-gia-lai.jsonl")) == 1
    assert client.get(f"/export/article/{cast.meeting.pk}.bib").status_code == 404


def test_queries_grow_by_two_for_five_hundred_articles(
    client: Client, newsroom: Newsroom, django_assert_num_queries: Any
) -> None:
    for number in range(12):
        newsroom.article(f"Tin {number}", "Ông An nói.", people=["An"], published="2023-07-14", source="Báo A")
    with django_assert_num_queries(3):
        assert len(records(client, "/export/day/2023/07/14.jsonl")) == 12


@pytest.mark.parametrize(
    "address", ["/export/search.doc", "/export/section/khong-co.csv", "/export/day/2023/02/30.csv"]
)
def test_what_is_not_there_is_a_404(client: Client, cast: Cast, address: str) -> None:
    assert client.get(address).status_code == 404


def test_only_a_few_downloads_are_made_at_once(client: Client, cast: Cast) -> None:
    gc.collect()  # a download that another test has not read to the end holds its room until then
    open_ones = [client.get("/export/search.csv") for _ in range(2)]
    for address in ("/export/search.csv", "/search/values/person.csv"):
        busy = client.get(address)
        assert (busy.status_code, busy.headers["Retry-After"]) == (429, "60")
    assert client.get("/search/").status_code == 200
    for one in open_ones:
        assert b"".join(one.streaming_content)  # type: ignore[attr-defined]
    assert len(records(client, "/export/search.jsonl")) == 5


@pytest.mark.parametrize("address", ["/export/section/khong-co.csv", "/export/article/4711.csv"])
def test_a_download_that_fails_leaves_its_room(client: Client, cast: Cast, address: str) -> None:
    for _ in range(4):
        assert client.get(address).status_code == 404
    assert len(records(client, "/export/search.jsonl")) == 5


def test_a_workbook_ends_when_its_reader_has_gone(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.views.downloads.has_gone", lambda request: True)
    with pytest.raises(ConnectionResetError):
        content(client, "/export/search.xlsx")


def test_a_day_is_named_as_it_is_written(client: Client, cast: Cast) -> None:
    disposition = client.get("/export/day/2023/07/14.csv").headers["Content-Disposition"]
    assert disposition == 'attachment; filename="14-7-2023-2-bai.csv"'
