"""The state of the archive: a page that says what to do, and metrics for who has the token."""

import socket
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from articles.groups import ADMINISTRATORS, EDITORS, make_groups
from articles.importing.running.jobs import run_import
from articles.models import Article, Feed, ImportBatch, ImportItem, Outcome, Source
from articles.models.index_outbox import IndexOutbox
from articles.monitoring.checks import CHECKS, State
from articles.monitoring.metrics import metrics_text
from articles.monitoring.sign_files import BACKUP, WORKER, seconds_since, stamp_now
from articles.nlp.annotation import VERSION
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db

PAGE = "/admin/articles/auditentry/health/"


def _state(name: str) -> State:
    return next(check().state for known, _label, check in CHECKS if known == name)


def test_all_is_well_where_it_is(newsroom: Newsroom, settings: Settings) -> None:
    newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.", annotated_by=VERSION)
    stamp_now(WORKER)
    stamp_now(BACKUP)
    with patch("shutil.disk_usage", return_value=_disk(free=500)):
        assert {name: check().state for name, _label, check in CHECKS} == dict.fromkeys(
            ("database", "index", "annotation", "worker", "disk", "feeds", "backup", "mail"), State.WELL
        )


class _disk:  # noqa: N801
    def __init__(self, free: int) -> None:
        self.total, self.free = 1000 * 1024**3, free * 1024**3


def test_what_is_wrong_is_told_with_what_to_do(admin_client: Client, newsroom: Newsroom, settings: Settings) -> None:
    Feed.objects.create(url="https://b.vn/rss", source=Source.objects.create(name="Báo Bờ Vực", slug="b"), failures=3)
    newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.", annotated_by="of old")
    IndexOutbox.objects.bulk_create(IndexOutbox(article_id=1) for _ in range(1001))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
    with patch("shutil.disk_usage", return_value=_disk(free=0)):
        page = admin_client.get(PAGE).content.decode()
    for said in (
        "Báo Bờ Vực",
        "manage.py worker",
        "last-backup",
        "manage.py annotate_articles",
        "SMTP_PORT",
        "1001",
        "Hãy dọn chỗ",
    ):
        assert said in page
    assert page.count("health-warning") == 5
    assert page.count("health-bad") == 2


def test_an_index_that_lacks_an_article_needs_attention(newsroom: Newsroom) -> None:
    assert _state("index") is State.WELL
    Article.objects.bulk_create([Article(title="Lũ", content_hash="x")])
    assert _state("index") is State.WARNING


def test_a_task_that_waits_for_hours_needs_attention(newsroom: Newsroom) -> None:
    stamp_now(WORKER)
    run_import.enqueue(1)
    assert _state("worker") is State.WELL
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=2))
    assert _state("worker") is State.WARNING


def test_an_export_into_a_file_counts_as_a_backup(newsroom: Newsroom, tmp_path: Path) -> None:
    assert seconds_since(BACKUP) is None
    call_command("export_archive", tmp_path / "a.jsonl", verbosity=0)
    assert (seconds_since(BACKUP) or 99) < 99


@pytest.mark.parametrize(("group", "status"), [(EDITORS, 403), (ADMINISTRATORS, 200)])
def test_the_page_is_for_administrators(client: Client, newsroom: Newsroom, group: str, status: int) -> None:
    make_groups()
    user = User.objects.create_user("minh", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(PAGE).status_code == status
    assert (PAGE in client.get("/admin/").content.decode()) is (status == 200)


def test_metrics_are_for_who_has_the_token(client: Client, newsroom: Newsroom, settings: Settings) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "bí-mật-đo"
    for shown in ("", "Bearer", "Bearer x", "Basic bí-mật-đo"):
        answer = client.get("/metrics", headers={"authorization": shown})
        assert (answer.status_code, answer.content) == (401, b"")
    answer = client.get("/metrics", headers={"authorization": "Bearer bí-mật-đo"})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_present_state_is_kept_by_no_process(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prometheus_client.values.ValueClass", None)
    assert b"newsarchive_outbox_depth 0.0" in metrics_text()


def test_metrics_count_what_the_archive_holds(client: Client, newsroom: Newsroom, settings: Settings) -> None:
    settings.METRICS_TOKEN = "do"
    newsroom.article("Lũ lên ở Cà Mau", "Nước dâng nhanh.")
    newsroom.article("Chợ nổi đông khách", "Ghe thuyền tấp nập.", withdrawn=True)
    batch = ImportBatch.objects.create(label="a.zip", status="queued")
    ImportItem.objects.create(batch=batch, path="a", outcome=Outcome.FAILED)
    IndexOutbox.objects.create(article_id=1)
    stamp_now(WORKER)
    client.get("/search/?q=lũ")
    text = client.get("/metrics", headers={"authorization": "Bearer do"}).content.decode()
    values = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert values["newsarchive_articles", "visible"] == values["newsarchive_articles", "hidden"] == 1
    assert values["newsarchive_index_articles",] == 1
    assert values["newsarchive_index_lag",] == 0
    assert values["newsarchive_outbox_depth",] == 1
    assert values["newsarchive_imports", "queued"] == values["newsarchive_failed_documents",] == 1
    assert values["newsarchive_check", "database"] == values["newsarchive_check", "worker"] == 1
    assert values["newsarchive_request_seconds_count", "search", "2xx"] >= 1
    assert 0 <= values["newsarchive_worker_silent_seconds",] < 60
