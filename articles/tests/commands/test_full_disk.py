"""The disk of the database is full in the middle of an import: it stops, says why, and goes on once there is room."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.conf import settings

from articles.tests.commands.conftest import ASK_AND_SIGN_IN
from articles.tests.new_archives import environment_of, manage, run_python

FILES = 240
# Imports a file while SQLite finds no room for more than some pages; it waits hardly at all for more.
IMPORT = """
import sys
from newsarchive import settings
settings.DATABASES["default"]["OPTIONS"]["init_command"] += f"; PRAGMA max_page_count={sys.argv[2]}"
import django; django.setup()
from articles.importing.running import batch
batch._WAITS = (0.01, 0.01)
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "import_articles", sys.argv[1]])
"""


def asked(folder: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "archive.sqlite3")) as connection:
        return connection.execute(statement).fetchall()


def test_an_import_on_a_full_disk_stops_with_the_reason_and_goes_on_later(own_archive: Path) -> None:
    body = "Sáng nay cảng cá Quy Nhơn mở cửa trở lại sau cơn bão số {}, tàu thuyền vào ra tấp nập."
    rows = [{"title": f"Cảng cá mở cửa lần {n}", "body": [body.format(n)]} for n in range(FILES)]
    file = own_archive / "kho.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    environment = environment_of(own_archive, DJANGO_SETTINGS_MODULE="newsarchive.settings", IMPORT_PROCESSES="1")
    [(pages,)] = asked(own_archive, "PRAGMA page_count")
    command = [sys.executable, "-c", IMPORT, str(file), str(int(str(pages)) + 40)]
    full = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert full.returncode == 1
    assert "run the same command again to continue: database or disk is full" in full.stderr
    [(stored,)] = asked(own_archive, "SELECT count(*) FROM articles_article")
    assert asked(own_archive, "SELECT count(*) FROM articles_importitem") == [(stored,)]
    assert 0 < int(str(stored)) < FILES
    assert asked(own_archive, "PRAGMA integrity_check") == [("ok",)]
    read = json.loads(run_python(environment, "-c", ASK_AND_SIGN_IN, "/", "/search/?q=Quy+Nhơn"))["read"]
    assert read == [200, 200]

    counts = json.loads(manage(environment, "import_articles", str(file)).splitlines()[-1])
    assert counts["imported"] == FILES - int(str(stored))
    assert manage(environment, "check_index").strip() == "missing 0, extra 0, outdated 0"
