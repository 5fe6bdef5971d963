"""Archives on the disk for tests that run the archive in processes of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

_MIGRATE_AND_INDEX = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("reindex")
"""


def environment_of(folder: Path, **more: str) -> dict[str, str]:
    """Return the environment of the archive in a folder, on SQLite, whose searches may wait for other tests."""
    environment = {**os.environ, "DATA_DIR": str(folder), "SEARCH_MAX_MS": "60000", **more}
    environment.pop("DATABASE_URL", None)
    return environment


def manage(environment: dict[str, str], *command: str) -> str:
    """Run a command of `manage.py`, which must succeed; return its output."""
    return run_python(environment, "manage.py", *command)


def run_python(environment: dict[str, str], *arguments: str) -> str:
    """Run Python in the project's folder, which must succeed; return its output."""
    whole = [sys.executable, *arguments]
    ran = subprocess.run(whole, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="session")
def new_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an archive without articles; tests copy it."""
    folder = tmp_path_factory.mktemp("new-archive")
    run_python(environment_of(folder, DJANGO_SETTINGS_MODULE="newsarchive.settings"), "-c", _MIGRATE_AND_INDEX)
    return folder
