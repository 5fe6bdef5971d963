"""Processes killed between a commit and its indexing, and the worker that indexes what they left."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings

# Each action is done by a process that ends where it would index.
_KILLED_WRITERS = """
import os, django
django.setup()
from django.core.management import call_command
from django.db import connections
from articles.entities.deciding import Proposal, decide
from articles.importing.document import Document
from articles.importing.options import ImportOptions
from articles.importing.running.batch import import_documents
from articles.importing.storing.editing import save_edited
from articles.models import Article, DecisionKind, Entity, ImportBatch, Source
from articles.search.index import outbox
from articles.tests.making import Newsroom

call_command("migrate", verbosity=0)
newsroom = Newsroom()
newsroom.article("Cảng cá", people=["Cảng"], source="Báo A")
newsroom.article("Chợ hoa", people=["Chợ"], source="Báo B")
newsroom.article("Đèo Ngang")

def edit():
    article = Article.objects.get(title="Đèo Ngang")
    article.title = "Đèo Cả"
    save_edited(article)

def merge():
    decide(Proposal(DecisionKind.MERGE, Entity.objects.get(name="Cảng"), target=Entity.objects.get(name="Chợ")), None)

def rename_source():
    source = Source.objects.get(name="Báo B")
    source.slug = "bao-khac"
    source.save()

def import_one():
    text = "Chợ nổi Cái Răng\\nSáng nay chợ nổi đông khách.\\nGhe xuồng nối nhau vào chợ từ bốn giờ."
    batch = ImportBatch.objects.create(label="x")
    import_documents(batch, [Document("a.txt", "", text.encode())], options=ImportOptions())

for action in (edit, merge, rename_source, import_one):
    connections.close_all()
    if not (child := os.fork()):
        outbox.update_index = lambda ids: os._exit(9)
        action()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9, action
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of an archive in a folder of its own, whose index lacks what killed writers stored."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "IMPORT_PROCESSES": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "newsarchive.settings"
    environment.pop("DATABASE_URL", None)
    wrote = _python(environment, "-c", _KILLED_WRITERS)
    assert wrote.returncode == 0, wrote.stderr
    return environment


def _python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, *arguments]
    return subprocess.run(whole, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)


def _noted(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "archive.sqlite3", timeout=60)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles_indexoutbox").fetchone()[0])


@contextmanager
def _worker(environment: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "manage.py", "worker"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def test_the_worker_indexes_what_killed_processes_had_written(tmp_path: Path, environment: dict[str, str]) -> None:
    assert _noted(tmp_path) >= 4
    assert _python(environment, "manage.py", "check_index").stdout.strip() == "missing 1, extra 0, outdated 3"
    until = monotonic() + 60
    with _worker(environment):
        while _noted(tmp_path) and monotonic() < until:
            sleep(0.05)
    assert _noted(tmp_path) == 0
    assert _python(environment, "manage.py", "check_index").stdout.strip() == "missing 0, extra 0, outdated 0"
