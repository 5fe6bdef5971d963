"""An archive written, and the same archive made of what was written."""

import gzip
import json
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.backup.export import export_lines, snapshot
from articles.backup.restore import is_export, restore
from articles.backup.row_values import InvalidExport
from articles.backup.tables import DERIVED, WITHIN, tables
from articles.entities.deciding import Proposal, decide, undo
from articles.importing.annotating import preparation
from articles.importing.running.jobs import upload
from articles.importing.running.masking_jobs import begin_masking
from articles.models import (
    Article,
    Decision,
    DecisionKind,
    Entity,
    EntityAlias,
    Feed,
    FeedEntry,
    ImportBatch,
    Mention,
    NameStart,
    Source,
    StoryKey,
)
from articles.search import SearchRequest, search
from articles.tests.making import Newsroom
from articles.tests.working import work

pytestmark = pytest.mark.django_db

TEXT = "Cảng cá Quy Nhơn mở cửa\nSáng nay ông Nguyễn Văn Hải mở cửa cảng cá Quy Nhơn.\nTàu thuyền vào ra tấp nập.\n"
CAPTIONS = [{"text": "Cảng", "credit": "Lan"}]
NO_UTF_8 = b"\xff\xfe\x00"


def export() -> str:
    out = StringIO()
    call_command("export_archive", stdout=out, verbosity=0)
    return out.getvalue()


def empty() -> None:
    """Empty every table of the archive, accounts too."""
    Article.objects.update(story=None)
    for model in reversed([*tables(), User]):
        Entity.objects.update(merged_into=None)
        model.objects.all().delete()


@pytest.fixture
def filled(newsroom: Newsroom, django_capture_on_commit_callbacks: Any) -> str:
    """Fill an archive by all ways there are; return its export."""
    editor = User.objects.create_user("lan", password="x")
    newsroom.article(
        "Bão số 3",
        "Ông Trần Văn Nam ở Quy Nhơn nói.",
        people=["Trần Văn Nam"],
        places=["Quy Nhơn"],
        compounds=["Quy Nhơn"],
        published="2024-06-14",
        source="Báo Biển",
        section="Thời sự",
        url="https://bao.example/3",
        raw=zlib.compress(NO_UTF_8),
    )
    newsroom.article(
        "Rút lại", "Trần Nam rút.", people=["Trần Nam"], withdrawn=True, captions=[{"text": "A", "credit": ""}]
    )
    one, other = Entity.objects.get(name="Trần Văn Nam"), Entity.objects.get(name="Trần Nam")
    EntityAlias.objects.create(entity=one, text="ông Nam")
    decide(Proposal(DecisionKind.MERGE, other, target=one), editor)
    decide(Proposal(DecisionKind.HIDE, Entity.objects.get(name="Quy Nhơn")), None)
    feed = Feed.objects.create(url="https://bao.example/rss", source=Source.objects.named("Báo Biển"), etag="x")
    FeedEntry.objects.create(feed=feed, key="1" * 64, fingerprint="2" * 64, done=True, seen_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        upload([SimpleUploadedFile("cảng.txt", TEXT.encode()), SimpleUploadedFile("hỏng.txt", b"\x00\x01")], editor)
    work()
    return export()


def restored(text: str, folder: Path) -> Path:
    file = folder / "kho.jsonl"
    file.write_text(text)
    call_command("import_articles", file, stdout=StringIO(), stderr=StringIO(), verbosity=0)
    return file


def test_the_same_archive_is_made_of_an_export(filled: str, tmp_path: Path) -> None:
    empty()
    restored(filled, tmp_path)
    assert export().splitlines() == filled.splitlines()


@pytest.mark.django_db(transaction=True)
def test_an_export_is_of_one_moment_while_others_write(newsroom: Newsroom) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite is in memory, where readers lock writers out, as they do not in a file")
    newsroom.article("Trước")
    with snapshot():
        reading = export_lines()
        next(reading)
        with ThreadPoolExecutor(1) as others:
            others.submit(_write_elsewhere).result()
        titles = [json.loads(line).get("title") for line in reading]
    assert "Trước" in titles
    assert "Sau" not in titles
    assert Article.objects.count() == 2


def _write_elsewhere() -> None:
    Article.objects.create(title="Sau", content_hash="s")
    connection.close()


def test_nothing_is_annotated_again(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty()
    monkeypatch.setattr(preparation, "annotate", lambda *_: pytest.fail("annotated"))
    restored(filled, tmp_path)
    article = Article.objects.defer(None).get(title="Cảng cá Quy Nhơn mở cửa")
    assert article.word_spans()
    assert article.original().decode() == TEXT
    assert Article.objects.defer(None).get(title="Bão số 3").original() == NO_UTF_8


def test_what_was_restored_can_be_found(filled: str, tmp_path: Path) -> None:
    empty()
    restored(filled, tmp_path)
    assert search(SearchRequest(query="quy nhon")).total == 2


def test_editors_work_stands_again(filled: str, tmp_path: Path) -> None:
    empty()
    restored(filled, tmp_path)
    merged = Entity.objects.get(name="Trần Nam")
    assert str(merged.merged_into) == "Trần Văn Nam"
    assert Mention.objects.get(recognised=merged).entity == merged.merged_into
    assert Entity.objects.get(name="Quy Nhơn").hidden
    assert Article.objects.get(title="Rút lại").withdrawn
    decision = Decision.objects.get(kind=DecisionKind.MERGE)
    assert (str(decision.made_by), decision.made_by.is_active) == ("lan", False)  # type: ignore[union-attr]
    assert StoryKey.objects.exists()


def test_a_forgotten_person_stays_forgotten_and_can_come_back(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("Mở cảng", "Ông Nguyễn Văn Hải mở cảng.", people=["Nguyễn Văn Hải"])
    decide(Proposal(DecisionKind.FORGET, Entity.objects.get()), None)
    begin_masking()
    text = export()
    empty()
    restored(text, tmp_path)
    assert export().splitlines() == text.splitlines()
    assert Article.objects.get().body == ["Ông Nguyễn Văn H. mở cảng."]
    undo(Decision.objects.get(), None)
    begin_masking()
    assert Article.objects.get().body == ["Ông Nguyễn Văn Hải mở cảng."]


def test_names_are_found_while_they_are_typed_again(filled: str, tmp_path: Path) -> None:
    before = set(NameStart.objects.values_list("key", "entity"))
    empty()
    restored(filled, tmp_path)
    assert set(NameStart.objects.values_list("key", "entity")) == before != set()


def test_numbering_goes_on(filled: str, tmp_path: Path) -> None:
    last = Article.objects.latest("pk").pk
    empty()
    restored(filled, tmp_path)
    assert Article.objects.create(title="Mới", content_hash="m").pk > last


def test_every_table_of_the_archive_is_written() -> None:
    assert {*tables(), *WITHIN, *DERIVED} == set(apps.get_app_config("articles").get_models())
    assert not any(model._meta.many_to_many for model in tables())


def test_a_line_of_an_article_tells_all_of_it(filled: str) -> None:
    lines = map(json.loads, filled.splitlines())
    [line] = [line for line in lines if line.get("title") == "Bão số 3"]
    assert (line["source"], line["published_on"], line["url"]) == ("Báo Biển", "2024-06-14", "https://bao.example/3")
    text = Article.objects.get(title="Bão số 3").text
    named = {(text[m["start"] : m["end"]], m["kind"], m["name"]) for m in line["mentions"]}
    assert named == {("Trần Văn Nam", "person", "Trần Văn Nam"), ("Quy Nhơn", "place", "Quy Nhơn")}


def test_the_order_of_names_in_json_is_not_the_databases(filled: str) -> None:
    ImportBatch.objects.update(options={"b": [{"d": 1, "c": 2}], "a": 3})
    assert '"options": {"a": 3, "b": [{"c": 2, "d": 1}]}' in export()


def test_a_name_in_gz_is_packed(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "kho.jsonl.gz"
    call_command("export_archive", file, verbosity=0)
    assert gzip.decompress(file.read_bytes()).decode() == filled
    assert is_export(file)
    empty()
    assert restore(file) == 3


def test_an_export_that_fails_leaves_no_file(filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> Iterator[str]:
        yield "{}\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.management.commands.export_archive.export_lines", fail)
    with pytest.raises(CommandError, match="No space left"):
        call_command("export_archive", tmp_path / "kho.jsonl", verbosity=0)
    assert list(tmp_path.glob("kho*")) == []


def test_an_archive_that_holds_something_is_left_alone(filled: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not empty"):
        restored(filled, tmp_path)
    assert export() == filled


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda lines: lines[:-1], "ends early"),
        (lambda lines: lines[:5], "ends early"),
        (lambda lines: [*lines[:3], *lines[4:]], "should end here"),
        (lambda lines: [*lines, lines[-2]], "unexpected line after the end"),
        (lambda lines: [*lines, lines[-1]], "should end here"),
        (lambda lines: [*lines[:3], lines[3][:40], *lines[4:]], "line 4: "),
        (lambda lines: [lines[0].replace('": 1', '": 99'), *lines[1:]], "not an export of version 1"),
        (lambda lines: [line.replace('"slug"', '"slugs"') for line in lines], "Source has no slugs"),
        (lambda lines: [line.replace('"table": "feed"', '"table": "phim"') for line in lines], "no table 'phim'"),
        (lambda lines: [line.replace('"2024-06-14"', '"ngày kia"') for line in lines], "'ngày kia'"),
        (lambda lines: [line.replace('"mentions"', '"mention"') for line in lines], "mentions"),
        (lambda lines: [lines[0], lines[1], lines[1], *lines[3:]], "contradict"),
    ],
)
def test_of_a_damaged_export_nothing_is_kept(filled: str, tmp_path: Path, change: Any, reason: str) -> None:
    empty()
    with pytest.raises(CommandError, match=reason):
        restored("".join(change(filled.splitlines(keepends=True))), tmp_path)
    assert not any(model.objects.exists() for model in tables())


def test_an_export_that_was_cut_while_packed_is_told(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "kho.jsonl.gz"
    file.write_bytes(gzip.compress(filled.encode())[:-50])
    empty()
    with pytest.raises(InvalidExport, match="ends early"):
        restore(file)


def test_other_files_are_no_exports(tmp_path: Path) -> None:
    for name, data in (("a.jsonl", b'{"title": "news_archive"}'), ("b.gz", b"\x1f\x8bx"), ("c.txt", b"")):
        (tmp_path / name).write_bytes(data)
        assert not is_export(tmp_path / name)
    assert not is_export(tmp_path)


def test_an_export_is_restored_by_itself(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "kho.jsonl"
    file.write_text(filled)
    with pytest.raises(CommandError, match="alone"):
        call_command("import_articles", file, tmp_path, stdout=StringIO(), verbosity=0)


@pytest.mark.parametrize("packed", [False, True])
def test_an_export_that_is_uploaded_is_refused_as_a_whole(
    filled: str, packed: bool, django_capture_on_commit_callbacks: Any
) -> None:
    data = gzip.compress(filled.encode()) if packed else filled.encode()
    with django_capture_on_commit_callbacks(execute=True):
        batch = upload([SimpleUploadedFile("kho.jsonl.gz" if packed else "kho.jsonl", data)], None)
    work()
    assert "an export of a whole archive" in batch.items.get().reason


def test_a_larger_archive_takes_no_more_queries_for_each_article(
    newsroom: Newsroom, django_assert_max_num_queries: Any
) -> None:
    Article.objects.bulk_create(Article(title=f"Bài {n}", content_hash=str(n)) for n in range(150))
    with django_assert_max_num_queries(4 * len(tables())):
        export()
    assert ImportBatch.objects.count() == 0
