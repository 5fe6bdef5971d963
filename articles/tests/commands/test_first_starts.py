"""Several processes start one new archive at once."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from subprocess import PIPE, STDOUT

from django.conf import settings

from articles.tests.new_archives import environment_of, run_python

# Prepares the archive, without the sample, whose articles take long to annotate.
PREPARE = """
import django; django.setup()
from articles.management.commands import prepare
prepare._is_wanted = lambda _: False
from django.core.management import call_command
call_command("prepare")
"""
LOOK_AT_IT = """
import django; django.setup()
from articles.search import reason_to_reindex
from django.core.management import call_command
call_command("migrate")
print("reason to index:", reason_to_reindex() or "none")
"""
STARTS = 3


def test_first_starts_at_once_leave_a_sound_archive(tmp_path: Path) -> None:
    environment = environment_of(tmp_path, DJANGO_SETTINGS_MODULE="newsarchive.settings")
    command = [sys.executable, "-c", PREPARE]
    processes = [
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=PIPE, stderr=STDOUT, text=True)
        for _ in range(STARTS)
    ]
    outputs = [process.communicate(timeout=300)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * STARTS, outputs
    assert not [output for output in outputs if "Traceback" in output]
    with closing(sqlite3.connect(tmp_path / "archive.sqlite3")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("SELECT count(*) FROM auth_user").fetchone() == (1,)
    assert run_python(environment, "-c", LOOK_AT_IT).strip().endswith("No migrations to apply.\nreason to index: none")
