"""Workers on several machines: each has a DATA_DIR of its own; they share the database and SHARED_DIR."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from articles.importing.running.import_lock import import_lock
from articles.importing.running.jobs import upload
from articles.management.commands import worker
from articles.models import Article, BatchStatus, ImportBatch
from articles.models.locks import named_lock
from articles.monitoring.sign_files import WORKER, seconds_since
from articles.tests.new_archives import environment_of, manage
from articles.tests.working import work

TEXT = "Chợ nổi Cái Răng\nSáng nay chợ nổi đông khách.\nGhe xuồng nối nhau vào chợ từ bốn giờ."


@pytest.fixture
def batch(db: None) -> ImportBatch:
    """Return an upload that waits for a worker."""
    return upload([SimpleUploadedFile("cho-noi.txt", TEXT.encode())], None)


@pytest.fixture
def follow(monkeypatch: pytest.MonkeyPatch) -> worker._Follow:
    """Return what a worker does all the time; it looks for what others left at once."""
    monkeypatch.setattr(worker, "_RESUME_EVERY", -1)
    return worker._Follow()


def test_uploads_lie_in_the_shared_folder(tmp_path: Path) -> None:
    environment = environment_of(tmp_path / "own", SHARED_DIR=str(tmp_path / "all"), SECRET_KEY="k")
    code = "from django.conf import settings; print(settings.MEDIA_ROOT, settings.FILE_UPLOAD_TEMP_DIR)"
    printed = manage(environment, "shell", "--verbosity=0", "-c", code)
    assert printed.split() == [str(tmp_path / "all" / "uploads"), str(tmp_path / "own" / "tmp")]


def test_another_machine_imports_what_was_uploaded_and_shows_that_it_lives(
    batch: ImportBatch, follow: worker._Follow, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path / "other"
    settings.DATA_DIR.mkdir()
    follow()
    work()
    settings.DATA_DIR = tmp_path
    assert Article.objects.get().title == "Chợ nổi Cái Răng"
    assert seconds_since(WORKER) is not None


def test_a_worker_takes_over_what_another_left(batch: ImportBatch, follow: worker._Follow) -> None:
    DBTaskResult.objects.all().delete()
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    with import_lock(batch):
        follow()
        assert not DBTaskResult.objects.exists()
    with named_lock("resume"):  # another worker looks for it just now
        follow()
        assert not DBTaskResult.objects.exists()
    follow()
    follow()
    assert DBTaskResult.objects.count() == 1
    work()
    assert Article.objects.count() == 1
