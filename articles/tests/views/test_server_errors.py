"""Requests that fail: while the database is locked, and because of a fault."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse


def _failing_with(error: Exception) -> "_MonkeyPatchedWSGIResponse":
    client = Client(raise_request_exception=False)
    with patch("articles.views.front_page.article_calendar.years", side_effect=error):
        return client.get("/")


@pytest.mark.django_db
def test_a_locked_database_is_a_message_that_says_so() -> None:
    response = _failing_with(OperationalError("database is locked"))
    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Kho báo đang bận" in response.text


@pytest.mark.django_db
def test_a_fault_is_a_fault() -> None:
    response = _failing_with(ValueError("a fault"))
    assert response.status_code == 500
    assert "Kho báo đang bận" not in response.text


@pytest.mark.django_db
def test_a_session_that_cannot_be_saved_is_the_same_message() -> None:
    User.objects.create_user("biên-tập", password="mật khẩu", is_staff=True)
    client = Client(raise_request_exception=False)
    with patch("django.contrib.sessions.backends.db.SessionStore.save", side_effect=OperationalError("locked")):
        response = client.post("/admin/login/", {"username": "biên-tập", "password": "mật khẩu"})
    assert response.status_code == 503


def test_a_request_waits_five_seconds_to_write(tmp_path: Path) -> None:
    code = "import newsarchive.wsgi; from django.db import connection as c; c.ensure_connection(); "
    code += "print(c.connection.execute('PRAGMA busy_timeout').fetchone()[0])"
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["5000"]
