import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from articles.importing import jobs
from articles.importing.jobs import folder, resume_interrupted, run_import, upload
from articles.models import Article, BatchStatus, ImportBatch, Origin, Outcome
from articles.tests.working import work

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Cảng cá Quy Nhơn mở cửa\nSáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão.\nTàu thuyền vào ra tấp nập.\n"


def _file(name: str, text: str = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_an_upload_waits_for_a_worker_and_is_imported_by_it() -> None:
    batch = upload([_file("bài.txt")], None)
    assert (batch.status, Article.objects.count()) == (BatchStatus.QUEUED, 0)
    work()
    batch.refresh_from_db()
    assert (batch.status, batch.origin) == (BatchStatus.FINISHED, Origin.UPLOAD)
    assert Article.objects.get().title == "Cảng cá Quy Nhơn mở cửa"


def test_two_files_of_one_name_are_both_imported() -> None:
    batch = upload([_file("a.txt"), _file("a.txt", TEXT.replace("Quy Nhơn", "Mũi Tấn"))], None)
    work()
    assert batch.counts()[Outcome.IMPORTED] == 2


def test_a_file_name_cannot_climb_out() -> None:
    batch = upload([_file("../../ngoài.txt")], None)
    assert [path.name for path in folder(batch).glob("*/*")] == ["ngoài.txt"]


def test_a_full_disk_leaves_no_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs, "_keep", fail)
    with pytest.raises(OSError, match="No space"):
        upload([_file("a.txt")], None)
    assert not ImportBatch.objects.exists()


def test_an_upload_whose_worker_died_is_taken_up_again() -> None:
    batch = upload([_file("a.txt")], None)
    DBTaskResult.objects.all().delete()
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    assert resume_interrupted() == ([batch.pk], [])
    work()
    assert Article.objects.count() == 1


def test_an_upload_whose_worker_is_told_to_end_goes_on_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = upload([_file("a.txt")], None)

    def end(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.run.store", end)
        with pytest.raises(SystemExit):
            work()
    assert resume_interrupted() == ([batch.pk], [])
    work()
    assert Article.objects.count() == 1


def test_a_command_that_died_is_marked_as_stopped() -> None:
    batch = ImportBatch.objects.create(label="a.zip", status=BatchStatus.RUNNING)
    assert resume_interrupted() == ([], [batch.pk])
    batch.refresh_from_db()
    assert "killed" in batch.error


def test_an_import_that_lives_is_left_alone() -> None:
    batch = ImportBatch.objects.create(label="a.zip", status=BatchStatus.RUNNING)
    with jobs._lock(batch):
        assert resume_interrupted() == ([], [])


def test_an_import_runs_once_however_often_it_is_queued() -> None:
    batch = upload([_file("a.txt")], None)
    run_import.enqueue(batch.pk)
    work()
    assert batch.items.count() == 1
