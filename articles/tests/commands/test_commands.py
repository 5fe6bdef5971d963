"""The commands that scripts rely on: JSON lines on standard output, everything else on standard error."""

import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from articles.models import Article, Entity, Mention, MentionContext
from articles.search import reason_to_reindex
from articles.tests.making import Newsroom

TEXT = "Cảng cá Quy Nhơn mở cửa\nSáng nay cảng cá Quy Nhơn mở cửa trở lại sau bão.\nTàu thuyền vào ra tấp nập.\n"


def _output(command: str, *arguments: object) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), verbosity=0)
    return out.getvalue()


@pytest.mark.django_db
def test_import_ends_with_its_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    counts = json.loads(_output("import_articles", tmp_path / "a.txt").splitlines()[-1])
    assert {key: counts[key] for key in ("imported", "updated", "duplicates", "failed")} == {
        "imported": 1,
        "updated": 0,
        "duplicates": 0,
        "failed": 0,
    }
    assert counts["seconds"] >= 0


@pytest.mark.django_db
def test_import_exits_with_1_where_anything_failed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"\x00\x01\x02")
    errors = StringIO()
    with pytest.raises(SystemExit) as exit_:
        call_command("import_articles", tmp_path / "a.txt", stdout=StringIO(), stderr=errors, verbosity=0)
    assert exit_.value.code == 1
    assert "a.txt byte 0: " in errors.getvalue()


@pytest.mark.django_db
def test_import_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no such file or folder"):
        _output("import_articles", tmp_path / "gone.zip")


def test_search_prints_a_table(newsroom: Newsroom) -> None:
    newsroom.article("Đường sắt tốc độ cao", record_id="v001", published="2024-06-14")
    assert "2024-06-14  Đường sắt tốc độ cao  [v001]" in _output("search_articles", "duong sat")


def test_search_of_many_queries_prints_a_line_each(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.article("Đường sắt tốc độ cao", record_id="v001")
    (tmp_path / "queries").write_text("duong sat\ncảng\n")
    first, second = map(json.loads, _output("search_articles", "--queries", tmp_path / "queries").splitlines())
    assert (first["query"], first["total"], first["hits"][0]["key"]) == ("duong sat", 1, "v001")
    assert second["hits"] == []


@pytest.mark.django_db
def test_search_without_an_index_tells_what_to_do() -> None:
    with pytest.raises(CommandError, match=r"manage.py reindex"):
        _output("search_articles", "cảng")


def test_reindex_mends_an_index_that_lost_articles(newsroom: Newsroom) -> None:
    newsroom.article("Một")
    Article.objects.bulk_create([Article(title="Hai", content_hash="2" * 64)])
    assert reason_to_reindex() == "it holds 1 articles, the database 2"
    _output("reindex", "--if-needed")
    assert reason_to_reindex() == ""


def test_reindex_if_needed_leaves_a_good_index_alone(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.management.commands.reindex.reindex", lambda: pytest.fail("rebuilt"))
    _output("reindex", "--if-needed")


def test_a_command_ends_quietly_where_nobody_reads_its_output() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "manage.py", "parse_article", "--forms"]
    ended = subprocess.run(
        command, cwd=settings.BASE_DIR, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (ended.returncode, "Broken" in ended.stderr) == (128 + signal.SIGPIPE, False)


def test_names_are_resolved_and_on_demand_read_again(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Ca sĩ Mỹ Tâm hát", people=["Mỹ Tâm"])
    assert json.loads(_output("resolve_entities")) == {"made": 0, "undone": 0}
    Mention.objects.update(context=MentionContext.CUT)
    _output("resolve_entities")
    assert not Entity.objects.listed().exists()
    _output("resolve_entities", "--again")
    assert Entity.objects.listed().get().name == "Mỹ Tâm"
