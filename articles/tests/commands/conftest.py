"""An archive on the disk for a test that runs it in processes of its own."""

import shutil
from pathlib import Path

import pytest

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


@pytest.fixture
def own_archive(new_archive: Path, tmp_path: Path) -> Path:
    """Return the folder of an archive without articles for one test."""
    return Path(shutil.copytree(new_archive, tmp_path / "own-archive"))
