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

import pytest
from django.conf import settings

FILES = 260


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of an archive in a folder of its own."""
    environment = {**os.environ, "DATA_DIR": str(tmp_path), "IMPORT_PROCESSES": "2"}
    environment.pop("DATABASE_URL", None)
    _manage(environment, "migrate", "--verbosity=0")
    _manage(environment, "reindex")
    return environment


def _manage(environment: dict[str, str], *command: str) -> str:
    whole = [sys.executable, "manage.py", *command]
    ran = subprocess.run(whole, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _recorded(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "archive.sqlite3", timeout=60)) as connection:
        return int(connection.execute("SELECT count(*) FROM articles_importitem").fetchone()[0])


def test_a_killed_import_goes_on_and_loses_nothing(tmp_path: Path, environment: dict[str, str]) -> None:
    body = "Sáng nay cảng cá Quy Nhơn mở cửa trở lại sau cơn bão số {}, tàu thuyền vào ra tấp nập."
    rows = [{"title": f"Cảng cá mở cửa lần {n}", "body": [body.format(n)]} for n in range(FILES)]
    archive = tmp_path / "kho.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows))
    command = [sys.executable, "manage.py", "import_articles", str(archive)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, cwd=settings.BASE_DIR, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
    )
    until = monotonic() + 120
    while not _recorded(tmp_path) and monotonic() < until and process.poll() is None:
        sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    before = _recorded(tmp_path)
    assert 0 < before < FILES

    counts = json.loads(_manage(environment, "import_articles", str(archive)).splitlines()[-1])
    assert counts["imported"] == FILES - before
    assert _recorded(tmp_path) == FILES
    assert _manage(environment, "check_index").strip() == "missing 0, extra 0, outdated 0"
