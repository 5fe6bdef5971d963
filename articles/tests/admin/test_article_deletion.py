"""Articles deleted in the admin, with all that belongs to them; the record of it stays."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.importing.running import deletion_jobs
from articles.importing.running.jobs import folder
from articles.models import (
    Article,
    BatchStatus,
    DeletedArticle,
    Entity,
    ImportBatch,
    ImportItem,
    IndexOutbox,
    Mention,
    Origin,
    Outcome,
    Revision,
)
from articles.search import SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.working import work

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/articles/article/"


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Bùi Thanh Sang thăm Hà Tĩnh", people=["Bùi Thanh Sang"], places=["Hà Tĩnh"])


@pytest.fixture
def uploaded(article: Article) -> Path:
    batch = ImportBatch.objects.create(label="kho.zip", origin=Origin.UPLOAD, status=BatchStatus.FINISHED)
    ImportItem.objects.create(batch=batch, path="kho.zip/1.txt", outcome=Outcome.UPDATED, article=article)
    Revision.objects.create(batch=batch, article=article, packed=b"")
    file = folder(batch) / "0000" / "kho.zip"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"PK")
    return file


def _delete_page(article: Article) -> str:
    return reverse("admin:articles_article_delete", args=[article.pk])


def test_what_goes_is_foreseen_and_nothing_goes_yet(admin_client: Client, article: Article, uploaded: Path) -> None:
    page = admin_client.get(_delete_page(article)).text
    for part in ("Bùi Thanh Sang thăm Hà Tĩnh", "2 chỗ nhắc tên", "1 bản cũ", "kho.zip"):
        assert part in page
    assert Article.objects.exists()
    assert uploaded.exists()


def test_a_deletion_needs_a_reason(admin_client: Client, article: Article) -> None:
    admin_client.post(_delete_page(article), {"confirmed": "1", "count": "1", "reason": " "})
    assert Article.objects.exists()
    assert not DeletedArticle.objects.exists()


def test_nothing_of_a_deleted_article_is_left_but_its_record(
    admin_client: Client, admin_user: User, article: Article, uploaded: Path
) -> None:
    response = admin_client.post(
        _delete_page(article), {"confirmed": "1", "count": "1", "reason": "Quyết định 12/QĐ-TA"}
    )
    assert response.status_code == 302
    for model in (Article, Mention, Revision, IndexOutbox):
        assert not model.objects.exists()
    assert [entity.name for entity in Entity.objects.all()] == ["Hà Tĩnh"]
    assert search(SearchRequest(query="Bùi Thanh Sang")).total == 0
    assert not uploaded.exists()
    [record] = DeletedArticle.objects.all()
    assert (record.article_id, record.title) == (article.pk, "Bùi Thanh Sang thăm Hà Tĩnh")
    assert (record.asked_by_name, record.reason) == (admin_user.username, "Quyết định 12/QĐ-TA")
    assert record.deleted_at
    assert "Quyết định 12/QĐ-TA" in admin_client.get("/admin/articles/deletedarticle/").text


def test_a_person_whom_other_articles_name_stays(admin_client: Client, newsroom: Newsroom, article: Article) -> None:
    newsroom.article("Bùi Thanh Sang về quê", people=["Bùi Thanh Sang"])
    admin_client.post(_delete_page(article), {"confirmed": "1", "count": "1", "reason": "trùng"})
    assert Entity.objects.get(name="Bùi Thanh Sang").article_count == 1


def test_many_are_deleted_by_the_worker(
    admin_client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletion_jobs, "AT_ONCE", 1)
    chosen = [newsroom.article(f"Cảng số {n}", people=["Cảng"]).pk for n in range(3)]
    kept = newsroom.article("Bài ở lại")
    ask = {"action": "delete_chosen", "_selected_action": chosen}
    page = admin_client.post(LIST, ask).text
    assert page.count('name="_selected_action"') == 3
    admin_client.post(LIST, ask | {"confirmed": "1", "count": "3", "reason": "trùng"})
    assert Article.objects.count() == 4
    work()
    assert list(Article.objects.all()) == [kept]
    assert DeletedArticle.objects.exclude(deleted_at=None).count() == 3


def test_a_selection_that_changed_is_shown_again(admin_client: Client, article: Article) -> None:
    form = {"confirmed": "1", "count": "2", "reason": "trùng"}
    assert "đã thay đổi" in admin_client.post(_delete_page(article), form).text
    assert Article.objects.exists()


def test_an_article_of_an_import_at_work_waits(admin_client: Client, article: Article, uploaded: Path) -> None:
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    admin_client.post(_delete_page(article), {"confirmed": "1", "count": "1", "reason": "nhầm"})
    work()
    assert (Article.objects.count(), uploaded.exists()) == (1, True)
    ImportBatch.objects.update(status=BatchStatus.FINISHED)
    deletion_jobs.resume_deletions()
    work()
    assert (Article.objects.count(), uploaded.exists()) == (0, False)


def test_the_record_outlives_the_account(admin_client: Client, admin_user: User, article: Article) -> None:
    admin_client.post(_delete_page(article), {"confirmed": "1", "count": "1", "reason": "nhầm"})
    name = admin_user.username
    admin_user.delete()
    assert DeletedArticle.objects.get().asked_by_name == name
