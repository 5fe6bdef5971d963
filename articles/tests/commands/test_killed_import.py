"""An import in a process of its own, killed with SIGKILL and given again; `bench.kill_import` does it many times."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

from articles.tests.new_archives import environment_of, manage

FILES = 260


def _recorded(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "archive.sqlite3", timeout=60)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles_importitem").fetchone()[0])


def test_a_killed_import_goes_on_and_loses_nothing(own_archive: Path) -> None:
    environment = environment_of(own_archive, IMPORT_PROCESSES="2")
    body = "Sáng nay cảng cá Quy Nhơn mở cửa trở lại sau cơn bão số {}, tàu thuyền vào ra tấp nập."
    rows = [{"title": f"Cảng cá mở cửa lần {n}", "body": [body.format(n)]} for n in range(FILES)]
    archive = own_archive / "kho.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "manage.py", "import_articles", str(archive)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    )
    until = monotonic() + 120
    while not _recorded(own_archive) and monotonic() < until and process.poll() is None:
        sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = _recorded(own_archive)
    assert 0 < before < FILES

    counts = json.loads(manage(environment, "import_articles", str(archive)).splitlines()[-1])
    assert counts["imported"] == FILES - before
    assert _recorded(own_archive) == FILES
    assert manage(environment, "check_index").strip() == "missing 0, extra 0, outdated 0"
