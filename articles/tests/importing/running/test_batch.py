import json
from pathlib import Path
from time import sleep, time

import pytest
from django.db import OperationalError

from articles.importing.annotating import pipeline, preparation
from articles.importing.annotating.pipeline import prepared
from articles.importing.document import Document
from articles.importing.options import ImportOptions
from articles.importing.running import batch as running
from articles.importing.running.batch import run_batch
from articles.importing.running.preview import preview
from articles.importing.running.progress import DocumentCount
from articles.importing.storing.store import store as real_store
from articles.models import Article, BatchStatus, ImportBatch, IndexOutbox, Outcome
from articles.search import SearchRequest, search
from articles.tests.working import WorkerHere

pytestmark = pytest.mark.django_db

TITLE = "Quy Nhơn mở tuyến đường sắt mới"
BODY = "Sáng 14.6.2024, ông Bùi Thanh Sang, Giám đốc Sở Giao thông vận tải, khai trương đường sắt ở Quy Nhơn."


def _records(path: Path, count: int) -> Path:
    rows = ({"id": f"v{n}", "title": f"{TITLE} {n}", "body": [BODY, f"Chuyến thứ {n}."]} for n in range(count))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def _batch() -> ImportBatch:
    return ImportBatch.objects.create(label="test")


def test_what_was_imported_can_be_found(tmp_path: Path) -> None:
    batch = _batch()
    counts = run_batch(batch, [_records(tmp_path / "kho.jsonl", 3)])
    assert counts == {Outcome.IMPORTED: 3}
    assert batch.status == BatchStatus.FINISHED
    assert search(SearchRequest(query="bui thanh sang duong sat")).total == 3


def test_importing_again_adds_nothing(tmp_path: Path) -> None:
    path = _records(tmp_path / "kho.jsonl", 3)
    run_batch(_batch(), [path])
    assert run_batch(_batch(), [path]) == {Outcome.DUPLICATE: 3}
    assert Article.objects.count() == 3


def test_each_failure_names_file_place_and_reason(tmp_path: Path) -> None:
    (tmp_path / "kho.jsonl").write_text('{"title": "Có tựa"}\n{{{\n', "utf-8")
    batch = _batch()
    run_batch(batch, [tmp_path / "kho.jsonl"])
    failures = [(item.path, item.place) for item in batch.items.filter(outcome=Outcome.FAILED) if item.reason]
    assert ("kho.jsonl", "line 2") in failures


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for folder in ("một", "hai"):
        (tmp_path / folder).mkdir()
        _records(tmp_path / folder / "kho.jsonl", 1)
    batch = _batch()
    run_batch(batch, [tmp_path / "một" / "kho.jsonl", tmp_path / "hai" / "kho.jsonl"])
    assert [item.place for item in batch.items.all()] == ["line 1", "line 1 copy 2"]


def test_an_import_cut_off_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _records(tmp_path / "kho.jsonl", 120)
    batch = _batch()

    def store_once(*arguments: object) -> object:
        monkeypatch.setattr(running, "store", lambda *_: (_ for _ in ()).throw(OSError("no space left on device")))
        return real_store(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "store", store_once)
    with pytest.raises(OSError, match="no space"):
        run_batch(batch, [path])
    assert (batch.status, batch.error) == (BatchStatus.STOPPED, "OSError: no space left on device")
    assert 0 < Article.objects.count() < 120
    assert search(SearchRequest()).total == Article.objects.count()
    monkeypatch.setattr(running, "store", real_store)
    run_batch(batch, [path])
    assert Article.objects.count() == batch.items.count() == 120
    assert search(SearchRequest()).total == 120


def test_processes_give_the_same_in_the_same_order() -> None:
    found = [Document(f"{n}.txt", "", f"{TITLE} {n}\n{BODY}\nHết chuyến {n}.".encode()) for n in range(20)]
    assert list(prepared(found, processes=2)) == list(prepared(found, processes=1))


def test_what_a_killed_import_stored_is_found_after_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _records(tmp_path / "kho.jsonl", 120)
    batch = _batch()

    def die(_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("articles.search.index.outbox.update_index", die)
        with pytest.raises(SystemExit):
            run_batch(batch, [path])
    assert IndexOutbox.objects.count() == 120
    run_batch(_batch(), [path])
    assert search(SearchRequest()).total == 120
    assert not IndexOutbox.objects.exists()


def test_a_database_that_is_locked_for_a_while_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[float] = []

    def locked_twice(*arguments: object) -> object:
        if len(tries) < 2:
            raise OperationalError("database is locked")
        return real_store(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(running, "store", locked_twice)
    monkeypatch.setattr(running, "sleep", tries.append)
    assert run_batch(_batch(), [_records(tmp_path / "kho.jsonl", 3)]) == {Outcome.IMPORTED: 3}
    assert tries == sorted(tries)


def test_a_database_that_stays_away_stops_the_import_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(running, "store", lost)
    monkeypatch.setattr(running, "sleep", lambda _: None)
    batch = _batch()
    with pytest.raises(OperationalError):
        run_batch(batch, [_records(tmp_path / "kho.jsonl", 3)])
    assert (batch.status, "closed the connection" in batch.error) == (BatchStatus.STOPPED, True)


def test_how_many_there_are_is_counted_beside_the_import(tmp_path: Path) -> None:
    with DocumentCount([_records(tmp_path / "kho.jsonl", 300)], ImportOptions()) as count:
        assert count.total(10) is None
        until = time() + 60
        while (total := count.total(200)) is None and time() < until:
            sleep(0.1)
    assert total == 300


def test_known_articles_are_not_annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _records(tmp_path / "kho.jsonl", 3)
    run_batch(_batch(), [path])
    monkeypatch.setattr(pipeline, "kept_worker", WorkerHere)
    monkeypatch.setattr(preparation, "annotate", lambda _: pytest.fail("annotated again"))
    assert run_batch(_batch(), [path]) == {Outcome.DUPLICATE: 3}


def test_even_one_document_is_read_in_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _records(tmp_path / "kho.jsonl", 1)
    monkeypatch.setattr(preparation, "parse_document", lambda *_, **__: pytest.fail("read in this process"))
    seen = preview([path], ImportOptions())
    assert [sample.article.title for sample in seen.samples if sample.article] == [f"{TITLE} 0"]
    assert run_batch(_batch(), [path]) == {Outcome.IMPORTED: 1}


def test_what_is_no_article_in_a_folder_is_counted_by_kind(tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.html").write_text(f"<html><title>404 Not Found</title><body><p>Trang {n}.</p></body></html>")
    (folder / "a.log").write_text("\n".join(f"2026-05-04 07:15:0{n} INFO trang {n}" for n in range(6)))
    (folder / "bài.txt").write_text("Chợ nổi họp sớm\n\nGhe từ ba tỉnh đổ về.\n\nGiá cá linh cao.")
    counts = run_batch(batch := _batch(), [folder])
    assert counts[Outcome.IMPORTED] == 1
    assert set(batch.items.filter(outcome=Outcome.PASSED_OVER).values_list("path", "reason")) == {
        ("trang", "error pages, passed over: 3"),
        ("trang", "logs, passed over: 1"),
    }
    assert not batch.items.filter(outcome=Outcome.FAILED).exists()
