from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks_db.models import DBTaskResult

from articles.importing.options import ImportOptions
from articles.importing.running import jobs
from articles.importing.running.import_lock import import_lock, is_dead
from articles.importing.running.jobs import (
    begin_command,
    begin_upload,
    can_resume,
    can_retry,
    discard,
    folder,
    resume,
    resume_interrupted,
    retry_failed,
    run_import,
    undo_later,
    upload,
)
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


def test_an_upload_that_waits_for_a_worker_is_not_queued_again() -> None:
    batch = upload([_file("a.txt")], None)
    assert resume_interrupted() == ([], [])
    DBTaskResult.objects.all().delete()
    assert resume_interrupted() == ([batch.pk], [])
    assert resume_interrupted() == ([], [])
    assert DBTaskResult.objects.count() == 1


def test_an_upload_whose_worker_is_told_to_end_goes_on_with_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = upload([_file("a.txt")], None)

    def end(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.running.batch.store", end)
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
    with import_lock(batch):
        assert resume_interrupted() == ([], [])


def test_an_import_runs_once_however_often_it_is_queued() -> None:
    batch = upload([_file("a.txt")], None)
    run_import.enqueue(batch.pk)
    work()
    assert batch.items.count() == 1


def test_an_upload_can_wait_until_it_is_begun_or_discarded() -> None:
    wanted, unwanted = (upload([_file("a.txt")], None, begin=False) for _ in range(2))
    work()
    assert (wanted.status, Article.objects.count()) == (BatchStatus.PREVIEW, 0)
    begin_upload(wanted)
    begin_upload(wanted)
    discard(unwanted)
    work()
    assert list(ImportBatch.objects.values_list("pk", "status")) == [(wanted.pk, BatchStatus.FINISHED)]
    assert not folder(unwanted).exists()


def test_an_upload_is_read_with_its_options() -> None:
    upload([_file("a.txt")], None, ImportOptions(source="Báo Gia Lai"))
    work()
    assert str(Article.objects.get().source) == "Báo Gia Lai"


def test_an_upload_that_stopped_goes_on_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = upload([_file("a.txt")], None)
    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.running.batch.store", _fail)
        with pytest.raises(OSError, match="full"):
            work()
    DBTaskResult.objects.all().delete()
    batch.refresh_from_db()
    assert (batch.status, can_resume(batch)) == (BatchStatus.STOPPED, True)
    resume(batch)
    work()
    batch.refresh_from_db()
    assert (batch.status, batch.error, Article.objects.count()) == (BatchStatus.FINISHED, "", 1)


def _fail(*_: object) -> None:
    raise OSError("the disk is full")


def test_what_failed_is_tried_again_when_asked() -> None:
    batch = upload([_file("a.txt"), _file("b.txt", "\0\1")], None)
    work()
    batch.refresh_from_db()
    assert can_retry(batch)
    (folder(batch) / "0001" / "b.txt").write_text(TEXT.replace("Quy Nhơn", "Mũi Tấn"))
    retry_failed(batch)
    work()
    assert batch.counts()[Outcome.IMPORTED] == 2
    assert not can_retry(batch)


def test_an_undone_import_is_undone_by_a_worker_also_after_its_death() -> None:
    batch = upload([_file("a.txt")], None)
    work()
    batch.refresh_from_db()
    undo_later(batch)
    DBTaskResult.objects.all().delete()
    assert resume_interrupted() == ([batch.pk], [])
    work()
    batch.refresh_from_db()
    assert (batch.status, Article.objects.count()) == (BatchStatus.UNDONE, 0)


def test_the_same_command_goes_on_where_it_was_cut_off(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    cut_off = begin_command([tmp_path], ImportOptions())
    ImportBatch.objects.update(status=BatchStatus.STOPPED)
    assert begin_command([tmp_path], ImportOptions()) == cut_off
    assert begin_command([tmp_path], ImportOptions(source="TNO")) != cut_off


def test_another_text_in_the_folder_makes_it_another_import(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    cut_off = begin_command([tmp_path], ImportOptions())
    ImportBatch.objects.update(status=BatchStatus.STOPPED)
    (tmp_path / "a.txt").write_text(TEXT * 2)
    assert begin_command([tmp_path], ImportOptions()) != cut_off


def test_two_of_the_same_command_at_once_are_two_imports(tmp_path: Path) -> None:
    alive = begin_command([tmp_path], ImportOptions())
    ImportBatch.objects.update(status=BatchStatus.RUNNING)
    with import_lock(alive):
        assert begin_command([tmp_path], ImportOptions()) != alive


def test_an_import_that_says_it_runs_while_nothing_does_is_dead() -> None:
    batch = ImportBatch.objects.create(label="a.zip", status=BatchStatus.RUNNING)
    assert is_dead(batch)
    with import_lock(batch):
        assert not is_dead(batch)


def test_an_undoing_that_an_error_stops_says_so_and_can_be_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = upload([_file("a.txt")], None)
    work()
    batch.refresh_from_db()
    undo_later(batch)
    with monkeypatch.context() as patch:
        patch.setattr("articles.importing.storing.undo_import._undo", _fail)
        with pytest.raises(OSError, match="full"):
            work()
    DBTaskResult.objects.all().delete()
    batch.refresh_from_db()
    assert (batch.status, "full" in batch.error) == (BatchStatus.STOPPED, True)
    undo_later(batch)
    work()
    assert not Article.objects.exists()


def test_an_import_that_waits_to_be_undone_is_not_dead() -> None:
    assert not is_dead(ImportBatch.objects.create(label="a.zip", status=BatchStatus.UNDOING))
