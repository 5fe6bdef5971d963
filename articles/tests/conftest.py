"""What tests share: a folder of their own for everything that running makes, and a way to write articles."""

from pathlib import Path

import pytest
from django.utils.translation.reloader import translation_file_changed
from haystack import connections
from pytest_django import Settings

from articles.tests.making import Newsroom
from articles.translations import compile_translations


def pytest_configure() -> None:
    """Compile the translations, and have Django forget those that it loaded before."""
    for made in compile_translations():
        translation_file_changed(None, made)


@pytest.fixture(autouse=True)
def own_data_dir(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the index, uploads and locks of each test in its own folder."""
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.IMPORT_PROCESSES = 1
    # The real one takes a quarter of a second for each account, on purpose.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setitem(connections.connections_info["default"], "PATH", str(tmp_path / "index"))
    connections.reload("default")


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """Return a maker of articles whose search index is kept in step."""
    return Newsroom()
