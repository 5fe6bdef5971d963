"""Every string of the project has a translation, and the compiled ones are never stale."""

import os
import shutil
import sys
from pathlib import Path
from subprocess import run

import polib  # type: ignore[import-untyped]
import pytest

from articles.translations import compile_stale

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ["vi", "en"]


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_string_is_translated(language: str) -> None:
    entries = catalogue(language)
    assert entries
    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy or entry.obsolete] == []


@pytest.mark.skipif(not shutil.which("xgettext"), reason="needs gettext: apt-get install gettext")
def test_the_catalogues_have_every_string_of_the_project_and_no_other(tmp_path: Path) -> None:
    for folder in ("articles", "templates", "locale"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("tests", "models", "*.mo"))
    (tmp_path / "articles" / "models").mkdir()
    for model in (ROOT / "articles" / "models").glob("*.py"):
        shutil.copy(model, tmp_path / "articles" / "models")
    command = [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-location", "--no-obsolete"]
    without_settings = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    run(command, cwd=tmp_path, env=without_settings, check=True, capture_output=True)
    wanted = polib.pofile(str(tmp_path / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    assert [entry.msgid for entry in wanted if not entry.translated() or entry.fuzzy] == []
    used = {(entry.msgctxt, entry.msgid) for entry in wanted}
    for language in LANGUAGES:
        assert {(entry.msgctxt, entry.msgid) for entry in catalogue(language)} == used


def write(folder: Path, translation: str) -> Path:
    po = folder / "vi" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True, exist_ok=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    po.write_text(f'{header}\nmsgid "Search"\nmsgstr "{translation}"\n')
    return po


def test_a_missing_file_is_compiled_and_a_fresh_one_left(tmp_path: Path) -> None:
    mo = write(tmp_path, "Tìm").with_suffix(".mo")
    assert compile_stale([tmp_path]) == [mo]
    assert polib.mofile(str(mo))[0].msgstr == "Tìm"
    assert compile_stale([tmp_path]) == []


def test_a_stale_file_is_compiled_again(tmp_path: Path) -> None:
    compile_stale([tmp_path])
    po = write(tmp_path, "Tìm")
    compile_stale([tmp_path])
    write(tmp_path, "Tra cứu")
    os.utime(po.with_suffix(".mo"), (1, 1))
    compile_stale([tmp_path])
    assert polib.mofile(str(po.with_suffix(".mo")))[0].msgstr == "Tra cứu"


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    write(tmp_path, "Tìm")
    monkeypatch.setattr("articles.translations.NamedTemporaryFile", _refuse)
    assert compile_stale([tmp_path]) == []
    assert "cannot be compiled: read-only" in caplog.text


def _refuse(**_: object) -> None:
    raise OSError("read-only")
