"""Archives on the disk for tests that run the archive in processes of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

# Asks for addresses as readers do, and sends one form, by the web server's own settings; waits half a second to write.
ASK_AND_SIGN_IN = """
import json, sys, time
import newsarchive.wsgi
from django.db import connections
for one in connections.settings.values():
    one["OPTIONS"]["timeout"] = 0.5
from django.test import Client
client = Client(HTTP_HOST="localhost", raise_request_exception=False)
started = time.monotonic()
read = [client.get(address).status_code for address in sys.argv[1:]]
seconds = time.monotonic() - started
typed = {"username": "biên-tập", "password": "mật khẩu"}
from unittest.mock import patch
from django.contrib.auth.models import User
with patch("django.contrib.auth.forms.authenticate", return_value=User(pk=1, is_staff=True, is_active=True)):
    form = client.post("/admin/login/", typed)
print(json.dumps({"read": read, "seconds": seconds, "written": form.status_code, "said": form.text}))
"""

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


@pytest.fixture
def own_archive(new_archive: Path, tmp_path: Path) -> Path:
    """Return the folder of an archive without articles for one test."""
    return Path(shutil.copytree(new_archive, tmp_path / "own-archive"))
