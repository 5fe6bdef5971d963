"""What tests share: a folder and an index of their own, and a way to write articles."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils.translation.reloader import translation_file_changed
from haystack import connections
from pytest_django import DjangoDbBlocker, Settings

from articles.tests.emptying import rows_of_migrations_kept
from articles.tests.mail_server import mailbox as mailbox
from articles.tests.making import Newsroom
from articles.tests.new_archives import new_archive as new_archive
from articles.translations import compile_translations
from haystack_engines import ClauseBackend, IndexVersions, release_memory

audit = import_module("articles.migrations.0046_audit")


def pytest_configure() -> None:
    """Compile the translations, and have Django forget those that it loaded before."""
    for made in compile_translations():
        translation_file_changed(None, made)


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests() -> Iterator[None]:
    """Change the settings that all tests share, and how the database is emptied."""
    shared: dict[str, Any] = {
        "IMPORT_PROCESSES": 1,
        # Other tests run beside, so a search may have to wait.
        "SEARCH_MAX_MS": 60_000,
        # Tests ask more often than a client may.
        **dict.fromkeys(("API_REQUESTS_PER_MINUTE", "SEARCHES_PER_MINUTE"), 1_000_000),
        **dict.fromkeys(("SUGGESTIONS_PER_MINUTE", "EXPORTS_PER_MINUTE"), 1_000_000),
        # Django's own hasher is slow on purpose: a quarter of a second for each account.
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        # Otherwise each client looks for all static files before its first page.
        "WHITENOISE_AUTOREFRESH": True,
    }
    with override_settings(**shared), rows_of_migrations_kept():
        yield


@pytest.fixture(autouse=True)
def own_data_dir(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test's uploads and locks in a folder of its own, and its index in memory."""
    settings.DATA_DIR = settings.SHARED_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "uploads"
    caches["pages"].clear()
    # The state of a database in memory is not known either, so both databases make each page anew.
    monkeypatch.setattr("articles.archive_state._postgres_state", str)
    index = str(tmp_path / "index")
    monkeypatch.setitem(connections.connections_info["default"], "STORAGE", "ram")
    monkeypatch.setitem(connections.connections_info["default"], "PATH", index)
    connections.reload("default")
    yield
    release_memory(index)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Let tests that commit empty the audit trail afterwards, which SQLite refuses by a trigger as PostgreSQL does not.

    The test of the trigger makes it again.
    """
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            audit.unguard(None, connection.schema_editor())


@pytest.fixture
def index_on_disk(own_data_dir: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the index of a test in its folder on the disk, for tests that look for its files there."""
    monkeypatch.setitem(connections.connections_info["default"], "STORAGE", "file")
    connections.reload("default")


@pytest.fixture
def newsroom(db: None, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Return a maker of articles, which are indexed before anybody reads the index or counts queries.

    The index is made when anybody asks for it.
    """
    made = Newsroom(later=True)

    def after(first: Callable[[], None], do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any) -> Any:
            first()
            return do(*given)

        return done

    for name in ("current", "exists", "stamp", "new_version"):
        monkeypatch.setattr(IndexVersions, name, after(made.begin, getattr(IndexVersions, name)))
    monkeypatch.setattr(ClauseBackend, "reader", after(made.index, ClauseBackend.reader))
    monkeypatch.setattr(CaptureQueriesContext, "__enter__", after(made.index, CaptureQueriesContext.__enter__))
    return made
