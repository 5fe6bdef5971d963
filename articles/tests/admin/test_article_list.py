"""The list of articles in the admin: searched as readers search, and filtered by what is missing and by import."""

import pytest
from django.test import Client
from django.utils import timezone
from haystack import connections

from articles.models import Article, ImportBatch, ImportItem, Outcome
from articles.tests.making import Newsroom

LIST = "/admin/articles/article/"


def _titles(client: Client, **parameters: str | int) -> set[str]:
    response = client.get(LIST, parameters)
    assert response.status_code == 200
    return {article.title for article in response.context["cl"].result_list}


@pytest.mark.parametrize("query", ["đà nẵng", "da nang", "ĐÀ NẴNG", '"cảng Đà Nẵng"'])
def test_a_word_is_found_in_title_and_text_whatever_its_marks_and_capitals(
    admin_client: Client, newsroom: Newsroom, query: str
) -> None:
    newsroom.article("Cảng Đà Nẵng mở cửa")
    newsroom.article("Cảng cá", "Hôm qua, cảng Đà Nẵng vắng khách.")
    newsroom.article("Chợ Vinh")
    assert _titles(admin_client, q=query) == {"Cảng Đà Nẵng mở cửa", "Cảng cá"}


@pytest.mark.parametrize("query", ["vn-exp-9", "TIN/bài", "bao.vn/ben"])
def test_an_article_is_found_by_its_id_file_and_address(admin_client: Client, newsroom: Newsroom, query: str) -> None:
    newsroom.article("Bến xe", record_id="vn-exp-99", path="tin/bài.txt", url="https://bao.vn/ben-xe")
    newsroom.article("Chợ Vinh")
    assert _titles(admin_client, q=query) == {"Bến xe"}


def test_a_withdrawn_article_is_found_by_its_title(admin_client: Client, newsroom: Newsroom) -> None:
    newsroom.article("Cảng Đà Nẵng mở cửa", withdrawn=True)
    assert _titles(admin_client, q="da nang") == {"Cảng Đà Nẵng mở cửa"}


def test_a_broken_index_is_a_message(
    admin_client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    newsroom.article("Bến xe", record_id="vn-exp-99")
    newsroom.index()
    monkeypatch.setitem(connections.connections_info["default"], "PATH", f"{tmp_path}/nowhere")
    connections.reload("default")
    response = admin_client.get(LIST, {"q": "vn-exp"})
    assert [article.title for article in response.context["cl"].result_list] == ["Bến xe"]
    assert "Hiện không tìm kiếm được" in response.text


def test_articles_are_listed_by_what_they_lack(admin_client: Client, newsroom: Newsroom) -> None:
    whole = {"published": "2024-06-14", "source": "Báo Nghệ An", "authors": ["Đậu Tiến"]}
    newsroom.article("Đủ", **whole)  # type: ignore[arg-type]
    for title, missing in (("Thiếu ngày", "published"), ("Thiếu tác giả", "authors"), ("Thiếu nguồn", "source")):
        newsroom.article(title, **{name: value for name, value in whole.items() if name != missing})  # type: ignore[arg-type]
    for lacking, title in (("date", "Thiếu ngày"), ("author", "Thiếu tác giả"), ("source", "Thiếu nguồn")):
        assert _titles(admin_client, lacking=lacking) == {title}
    assert len(_titles(admin_client, created_at__gte=f"{timezone.localdate()} 00:00:00+07:00")) == 4


def test_articles_are_listed_by_import(admin_client: Client, newsroom: Newsroom) -> None:
    batch = ImportBatch.objects.create(label="kho.zip")
    for number, outcome in enumerate((Outcome.IMPORTED, Outcome.UPDATED, Outcome.DUPLICATE)):
        article = newsroom.article(f"Bài {outcome}")
        ImportItem.objects.create(batch=batch, path=f"{number}.txt", outcome=outcome, article=article)
    assert _titles(admin_client, **{"import": batch.pk}) == {"Bài imported", "Bài updated"}
    assert _titles(admin_client, **{"import": "²"}) == set()
    assert f"{LIST}?import={batch.pk}" in admin_client.get(batch.get_absolute_url()).text
    assert Article.objects.count() == 3


@pytest.mark.parametrize("rows", ["article", "entity", "source", "feed", "decision"])
@pytest.mark.parametrize("asked", ["q", "source__id__exact"])
def test_a_search_that_is_too_long_is_dropped_and_the_list_says_so(admin_client: Client, rows: str, asked: str) -> None:
    response = admin_client.get(f"/admin/articles/{rows}/", {asked: "ệ" * 200}, follow=True)
    assert "Tìm kiếm quá dài" in response.content.decode()
    assert "%E1%BB%87" not in response.content.decode()
