"""Quotations taken away as tables: those of somebody, and those that a search finds."""

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Entity, Quotation
from articles.tests.making import Newsroom
from articles.tests.quoting import give_office, say
from articles.views.parts.entity_quotations import items_of

pytestmark = pytest.mark.django_db

SON, NGOC = "Bùi Thanh Sơn", "Hà Kim Ngọc"


@pytest.fixture
def speaker(newsroom: Newsroom) -> Entity:
    """One who speaks of the sea and of fish, with an office, and of whom another speaks."""
    sea = newsroom.article(
        "Họp báo",
        f"Bộ trưởng {SON} nói: “Biển Đông yên bình” sáng nay.",
        people=[SON],
        published="2021-03-05",
        source="Báo Gia Lai",
    )
    say(sea, ("Biển Đông yên bình", SON))
    give_office(sea, SON, "Bộ trưởng")
    fish = newsroom.article("Mùa cá", f"Ông {SON} nói: “Cá năm nay nhiều”.", people=[SON], published="2021-10-05")
    say(fish, ("Cá năm nay nhiều", SON))
    about = newsroom.article("Khen", f"Bà {NGOC} nói: “Anh {SON} giỏi”.", people=[SON, NGOC], published="2021-11-05")
    say(about, (f"Anh {SON} giỏi", NGOC))
    return Entity.objects.get(name=SON)


def _content(client: Client, address: str, **typed: str) -> bytes:
    response = client.get(address, typed)
    assert response.status_code == 200
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def _records(client: Client, address: str, **typed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _content(client, address, **typed).decode().splitlines()]


def test_a_record_has_the_quotation_its_speaker_and_its_place(client: Client, speaker: Entity) -> None:
    newest, oldest = _records(client, f"/export/quotations/{speaker.pk}.jsonl")
    sea = Article.objects.get(title="Họp báo")
    assert newest["text"] == "Cá năm nay nhiều"
    assert sea.text[oldest["start"] : oldest["end"]] == "Biển Đông yên bình"
    assert oldest == {
        "date": "2021-03-05",
        "speaker": SON,
        "entity": speaker.pk,
        "office": "Bộ trưởng",
        "cue": "nói",
        "kind": "direct",
        "text": "Biển Đông yên bình",
        "start": sea.text.index("Biển"),
        "end": oldest["end"],
        "sentence": f"Bộ trưởng {SON} nói: “Biển Đông yên bình” sáng nay.",
        "source": "Báo Gia Lai",
        "title": "Họp báo",
        "url": f"http://testserver{sea.get_absolute_url()}?said={sea.text.index('Biển')}#passage-1",
    }


def test_programs_get_the_same_fields_from_the_api(client: Client, speaker: Entity) -> None:
    found = {"q": "biển", "quoted": "1"}
    (hit,) = client.get("/api/v1/search", found).json()["articles"]
    (record,) = _records(client, "/export/said.jsonl", **found)
    (said,) = hit["quotations"]
    assert said == {name: value for name, value in record.items() if name not in ("date", "source", "title")}


def test_what_others_say_about_somebody_is_a_table_of_its_own(client: Client, speaker: Entity) -> None:
    (row,) = csv.DictReader(
        io.StringIO(_content(client, f"/export/quotations/{speaker.pk}.csv", about="1").decode("utf-8-sig"))
    )
    assert (row["lời nói"], row["người nói"], row["loại"]) == (f"Anh {SON} giỏi", NGOC, "trực tiếp")
    assert _records(client, f"/export/quotations/{speaker.pk}.jsonl", about="1", q="cá") == []


def test_a_search_gives_the_quotations_that_it_finds_by_words_days_and_speaker(client: Client, speaker: Entity) -> None:
    found = {"quoted": "1", "speaker": str(speaker.pk), "sort": "newest"}
    said = [one["text"] for one in _records(client, "/export/said.jsonl", **found)]
    assert said == ["Cá năm nay nhiều", "Biển Đông yên bình"]
    (only,) = _records(client, "/export/said.jsonl", **found, q="biển", to="2021-06-01")
    assert only["title"] == "Họp báo"


@pytest.mark.parametrize(
    ("address", "typed", "told"),
    [
        (
            "/export/quotations/{}.csv",
            {"text": "biển", "since": "2021"},
            ["không có tham số “text”", "không có tham số “since”"],
        ),
        ("/export/quotations/{}.csv", {"from": "31/2/2018"}, ["“31/2/2018” không phải là ngày"]),
        ("/export/said.csv", {"q": "biển"}, ["không tìm lời nói nào"]),
        ("/export/said.csv", {"q": "biển", "quoted": "1", "from": "31/2/2018"}, ["“31/2/2018” không phải là ngày"]),
        ("/export/said.csv", {"q": "nói:Sơn biển", "text": "cá"}, ["không có tham số “text”"]),
    ],
)
def test_what_a_table_would_not_heed_is_refused_in_words(
    client: Client, speaker: Entity, address: str, typed: dict[str, str], told: list[str]
) -> None:
    response = client.get(address.format(speaker.pk), typed)
    assert response.status_code == 400
    assert all(one in response.content.decode() for one in told)


def test_a_table_heeds_a_speaker_in_the_query(client: Client, speaker: Entity) -> None:
    (only,) = _records(client, "/export/said.jsonl", q="nói:Sơn biển", quoted="", page="2", exact="1")
    assert only["title"] == "Họp báo"


def test_the_pages_lead_to_the_tables(client: Client, speaker: Entity) -> None:
    page = client.get(f"/entity/{speaker.pk}/quotations", {"about": "1"}).content.decode()
    assert f'href="/export/quotations/{speaker.pk}.xlsx?about=1"' in page
    assert f'href="/export/quotations/{speaker.pk}.txt' not in page
    assert 'href="/export/said.csv?q=biển&amp;quoted=1"' in client.get("/search/?q=biển&quoted=1").content.decode()
    assert "/export/said" not in client.get("/search/?q=biển").content.decode()


def test_a_file_says_of_whom_and_how_many(client: Client, speaker: Entity) -> None:
    response = client.get(f"/export/quotations/{speaker.pk}.csv")
    assert response["Content-Disposition"] == 'attachment; filename="loi-cua-bui-thanh-son-2-cau-noi.csv"'
    assert response["Cache-Control"] == "no-store"
    response.close()


def test_a_hidden_name_has_no_table(client: Client, speaker: Entity) -> None:
    Entity.objects.filter(pk=speaker.pk).update(hidden=True)
    assert client.get(f"/export/quotations/{speaker.pk}.csv").status_code == 404


def test_a_withdrawn_article_is_in_no_table(client: Client, speaker: Entity) -> None:
    Article.objects.filter(title="Họp báo").update(withdrawn=True)
    (left,) = _records(client, f"/export/quotations/{speaker.pk}.jsonl")
    assert left["title"] == "Mùa cá"
    assert _records(client, "/export/said.jsonl", q="biển", quoted="1") == []


def test_more_rows_take_no_more_queries(speaker: Entity, django_assert_num_queries: Any) -> None:
    rows = list(Quotation.objects.values_list("pk", flat=True))
    with django_assert_num_queries(3):
        assert len(list(items_of(rows))) == 3
    with django_assert_num_queries(3):
        assert len(list(items_of(rows[:1]))) == 1
