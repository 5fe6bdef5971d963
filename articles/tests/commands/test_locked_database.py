"""Another process holds the write lock of SQLite: readers don't notice, writers say so, an import waits."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from subprocess import PIPE
from time import sleep

from django.conf import settings

from articles.tests.commands.conftest import ASK_AND_SIGN_IN
from articles.tests.new_archives import environment_of, run_python

# Imports a file; SQLite itself waits hardly at all.
IMPORT = """
import sys
from newsarchive import settings
settings.DATABASES["default"]["OPTIONS"]["timeout"] = 0.01
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_articles", sys.argv[1]])
"""


@contextmanager
def locked(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / "archive.sqlite3", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


def test_requests_that_read_never_wait_and_those_that_write_say_so(own_archive: Path) -> None:
    addresses = ["/", "/search/?q=Huế", "/search/suggest/?q=Hu", "/entities/", "/feeds/latest.rss", "/admin/login/"]
    with locked(own_archive):
        asked = json.loads(run_python(environment_of(own_archive), "-c", ASK_AND_SIGN_IN, *addresses))
    assert asked["read"] == [200] * len(addresses)
    assert asked["written"] == 503
    assert "Kho báo đang bận" in asked["said"]


def test_an_import_that_meets_a_lock_at_its_start_waits(own_archive: Path) -> None:
    file = own_archive / "bài.txt"
    file.write_text("Cảng cá Quy Nhơn mở cửa trở lại\n\nSáng nay tàu thuyền vào ra tấp nập sau cơn bão số 4.")
    environment = environment_of(own_archive, DJANGO_SETTINGS_MODULE="newsarchive.settings")
    command = [sys.executable, "-c", IMPORT, str(file)]
    with locked(own_archive):
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=PIPE, stderr=PIPE, text=True)
        said = ""
        while "tries again" not in said and process.poll() is None:
            assert process.stderr is not None
            said += process.stderr.readline()
        sleep(0.2)
    output, errors = process.communicate(timeout=120)
    assert "tries again" in said
    assert json.loads(output.splitlines()[-1])["imported"] == 1, errors
