"""The desk's lists: what is on them, how it is completed several at once, and what is decided about it."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.importing.options import ImportOptions
from articles.importing.running import article_decisions
from articles.models import (
    Article,
    ArticleDecision,
    BatchStatus,
    ImportBatch,
    ImportItem,
    IndexOutbox,
    Origin,
    Outcome,
    Revision,
    Section,
)
from articles.search import SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.working import work

pytestmark = pytest.mark.django_db(transaction=True)

TO_DO = "/admin/articles/article/to-do"


@pytest.fixture
def articles(newsroom: Newsroom) -> list[Article]:
    """Write a complete article, and four that each lack something."""
    whole: dict[str, Any] = {"authors": ["Hà My"], "source": "Báo Án", "section": "Xã hội", "published": "2022-06-14"}
    return [
        newsroom.article("Cảng cá Cửa Lò", "Đủ.", **whole),
        newsroom.article("Cảng cá Gành Hào", "Thiếu ngày.", **whole | {"published": ""}),
        newsroom.article("Cảng cá Sông Đốc", "Ngày suy ra.", **whole, date_basis="file name 14-6.txt"),
        newsroom.article("Cảng cá Lạch Bạng", "Thiếu tác giả.", **whole | {"authors": []}),
        newsroom.article("Cảng cá Thọ Quang", "Thiếu mục.", **whole | {"section": "", "source": ""}),
    ]


def titles(client: Client, key: str) -> list[str]:
    rows = client.get(f"{TO_DO}/{key}/").context["rows"]
    return [row.article.title.removeprefix("Cảng cá ") for row in rows]


def failed(batch: ImportBatch, path: str, reason: str = "the document is empty", place: str = "") -> ImportItem:
    return ImportItem.objects.create(batch=batch, path=path, place=place, outcome=Outcome.FAILED, reason=reason)


def uploaded() -> ImportBatch:
    return ImportBatch.objects.create(
        label="kho.zip", origin=Origin.UPLOAD, status=BatchStatus.FINISHED, options=ImportOptions().as_json()
    )


def test_each_list_has_what_lacks_a_value_and_doubtful_values_come_first(
    editor: Client, articles: list[Article]
) -> None:
    assert titles(editor, "date") == ["Sông Đốc", "Gành Hào"]
    assert titles(editor, "authors") == ["Lạch Bạng"]
    assert titles(editor, "section") == titles(editor, "source") == ["Thọ Quang"]
    Article.objects.filter(title__endswith="Gành Hào").update(withdrawn=True)
    assert titles(editor, "date") == ["Sông Đốc"]


def test_of_those_that_lack_a_value_the_ones_read_with_doubts_come_first(
    editor: Client, articles: list[Article], newsroom: Newsroom
) -> None:
    newsroom.article("Cảng cá Tam Quan", "Thiếu tác giả.")
    warning = "the title could not be told from the lead"
    ImportItem.objects.create(batch=uploaded(), path="a", outcome=Outcome.IMPORTED, article=articles[3], reason=warning)
    assert titles(editor, "authors") == ["Lạch Bạng", "Tam Quan"]
    assert "không tách được tiêu đề khỏi sapô" in editor.get(f"{TO_DO}/authors/").text


def test_the_front_page_counts_what_waits_by_a_fixed_number_of_queries(
    editor: Client, articles: list[Article], newsroom: Newsroom
) -> None:
    failed(uploaded(), "hỏng.txt")
    with CaptureQueriesContext(connection) as few:
        page = editor.get("/admin/")
    counts = {str(one.label): one.count for one in page.context["counts"]}
    assert list(counts.values()) == [2, 1, 1, 1, 0, 0, 1, 0]
    assert f'href="{TO_DO}/authors/"' in page.text
    for number in range(6):
        newsroom.article(f"Bài {number}", f"Thiếu cả {number}.")
    with CaptureQueriesContext(connection) as many:
        editor.get("/admin/")
    assert len(many) == len(few)


def test_a_value_is_set_for_several_with_versions_and_the_index_in_step(editor: Client, newsroom: Newsroom) -> None:
    Section.objects.named("Kinh tế")
    chosen = [newsroom.article(f"Cảng cá số {n}", f"Đoạn {n}.") for n in range(3)]
    post = {"article": [article.pk for article in chosen[:2]], "section": "kinh te", "set": "1"}
    answer = editor.post(f"{TO_DO}/section/", post, follow=True)
    assert "Đã sửa: 2 bài" in answer.text
    assert search(SearchRequest(query='chuyên mục:"Kinh tế"')).total == 2
    assert Revision.objects.filter(made_by_name="lan", kind="change").count() == 2
    assert not IndexOutbox.objects.exists()
    assert titles(editor, "section") == ["số 2"]


def test_a_name_that_nobody_knows_is_refused_and_the_choice_stays(editor: Client, articles: list[Article]) -> None:
    post = {"article": [articles[4].pk], "section": "Kinh tê", "set": "1"}
    page = editor.post(f"{TO_DO}/section/", post)
    assert "Chưa có “Kinh tê”" in page.text
    assert page.context["picked"] == {str(articles[4].pk)}
    assert articles[4].revisions.count() == 0


def test_authors_and_dates_are_set_as_by_hand(editor: Client, articles: list[Article]) -> None:
    editor.post(f"{TO_DO}/authors/", {"article": articles[3].pk, "authors": "Minh Thu\nHà My", "set": "1"})
    editor.post(f"{TO_DO}/date/", {"all": "1", "published": "6/2022", "set": "1"})
    assert Article.objects.get(pk=articles[3].pk).authors == ["Minh Thu", "Hà My"]
    assert set(Article.objects.filter(pk__in=[articles[1].pk, articles[2].pk]).values_list("date_precision")) == {
        ("month",)
    }
    assert titles(editor, "date") == titles(editor, "authors") == []


def test_what_is_left_as_it_is_comes_back_only_when_that_is_undone(editor: Client, articles: list[Article]) -> None:
    for _again in range(2):
        editor.post(f"{TO_DO}/authors/", {"article": articles[3].pk, "leave": "1"})
    decision = ArticleDecision.objects.get()
    assert (decision.made_by.username if decision.made_by else "", titles(editor, "authors")) == ("lan", [])
    undo = {"action": "undo_chosen", "_selected_action": decision.pk}
    editor.post("/admin/articles/articledecision/", undo)
    assert titles(editor, "authors") == ["Lạch Bạng"]


def test_many_are_left_by_the_worker(editor: Client, articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(article_decisions, "AT_ONCE", 1)
    page = editor.post(f"{TO_DO}/date/", {"all": "1", "leave": "1"}, follow=True)
    assert "ở chế độ nền: 2 bài" in page.text
    work()
    assert titles(editor, "date") == []
    assert ArticleDecision.objects.count() == 2


def test_a_doubtful_reading_is_off_the_list_once_somebody_saves_the_article(
    editor: Client, articles: list[Article]
) -> None:
    warning = "the title could not be told from the lead"
    batch = uploaded()
    for number, reason in ((0, warning), (1, "source: import option")):
        article = articles[number]
        ImportItem.objects.create(batch=batch, path=str(number), outcome="imported", article=article, reason=reason)
    assert titles(editor, "reading") == ["Cửa Lò"]
    form = {"title": "Cảng cá Cửa Lò mở", "body": "Đủ.", "authors": "Hà My", "corrections-TOTAL_FORMS": "0"}
    form |= {"corrections-INITIAL_FORMS": "0", "published_at_0": "", "date_precision": ""}
    editor.post(f"/admin/articles/article/{articles[0].pk}/change/", form)
    assert titles(editor, "reading") == []


def test_who_may_not_change_articles_has_no_lists(client: Client, articles: list[Article]) -> None:
    client.force_login(User.objects.create_user("khách", is_staff=True))
    assert client.get(f"{TO_DO}/date/").status_code == 403
    assert client.get("/admin/articles/importbatch/failures/").status_code == 403
    assert "Việc cần làm" not in client.get("/admin/").text


def test_failures_of_all_imports_are_tried_again_or_set_aside(admin_client: Client) -> None:
    batch, feed = uploaded(), ImportBatch.objects.create(label="tin", origin=Origin.FEED, status=BatchStatus.FINISHED)
    torn = [failed(batch, "kho.jsonl", place=f"line {n}") for n in range(3)]
    other = failed(batch, "khác.txt")
    fetched = failed(feed, "https://bao.vn/1", "the page holds no article text")
    page = admin_client.get("/admin/articles/importbatch/failures/")
    assert [(one.item.path, one.more, one.can_retry) for one in page.context["failures"]] == [
        ("https://bao.vn/1", 0, False),
        ("kho.jsonl", 2, True),
        ("khác.txt", 0, True),
    ]
    assert "và 2 chỗ nữa cùng lý do" in page.text
    admin_client.post("/admin/articles/importbatch/failures/", {"item": torn[0].pk, "retry": "1"})
    batch.refresh_from_db()
    assert batch.status == BatchStatus.QUEUED
    assert list(batch.items.all()) == [other]
    admin_client.post("/admin/articles/importbatch/failures/", {"item": [fetched.pk, other.pk], "aside": "1"})
    assert set(ImportItem.objects.values_list("outcome", flat=True)) == {Outcome.PASSED_OVER}
    assert not admin_client.get("/admin/articles/importbatch/failures/").context["failures"]
