"""Failures of disk, database and index are told by file and reason; those of the program are not."""

import errno
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, OperationalError, ProgrammingError
from pytest_django import Settings

from articles.management.system_failures import failure_message
from articles.search import SearchFailed


def _os_error(number: int, file: str | None = None) -> OSError:
    return OSError(number, os.strerror(number), file)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ImproperlyConfigured("PORT=abc is not a number"), "PORT=abc is not a number"),
        (_os_error(errno.EACCES, "/kho/locks/index"), "/kho/locks/index: Permission denied"),
        (_os_error(errno.ENOSPC, "/kho/tmp/a"), "/kho/tmp/a: No space left on device"),
        (
            SearchFailed("The search index in /kho/index failed: no space"),
            "The search index in /kho/index failed: no space",
        ),
        (ValueError("x"), None),
        (ProgrammingError("syntax error"), None),
        (InternalError("current transaction is aborted"), None),
        (_os_error(errno.EBADF), None),
    ],
)
def test_what_a_system_refuses_is_told_and_what_the_program_does_wrong_is_not(
    error: Exception, said: str | None
) -> None:
    assert failure_message(error) == said


@pytest.mark.parametrize(
    ("name", "file"),
    [("{folder}/kho.sqlite3", "kho.sqlite3"), ("file:{folder}/kho%20cu.sqlite3?mode=ro", "kho cu.sqlite3")],
)
def test_a_database_of_sqlite_is_told_by_its_file(
    name: str, file: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", name.format(folder=tmp_path))
    assert failure_message(OperationalError("database is locked")) == f"{tmp_path / file}: database is locked"


def test_a_database_of_postgresql_is_told_by_its_name_and_host(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in {"ENGINE": "django.db.backends.postgresql", "NAME": "kho", "HOST": "db"}.items():
        monkeypatch.setitem(settings.DATABASES["default"], key, value)
    read_only = InternalError("cannot execute INSERT in a read-only transaction")
    read_only.__cause__ = type("Refused", (Exception,), {"sqlstate": "25006"})()
    assert failure_message(read_only) == f"database kho at db: {read_only}"
    assert failure_message(OperationalError("connection\n refused")) == "database kho at db: connection refused"


def test_little_space_is_told(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=200_000))
    assert failure_message(_os_error(errno.ENOSPC)) == (
        f"a file in {tmp_path}, or the output: No space left on device (0.2 MB left on this disk)"
    )
