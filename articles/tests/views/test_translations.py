"""Every string of the project has a translation, and changed translations are compiled."""

import os
import shutil
import sys
from pathlib import Path
from subprocess import CompletedProcess, run

import polib  # type: ignore[import-untyped]
import pytest

from articles import translations
from articles.translations import compile_translations, outdated_translations

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
    po = write(tmp_path, "Tìm")
    assert outdated_translations(tmp_path) == [po]
    mo = po.with_suffix(".mo")
    assert compile_translations(tmp_path) == [mo]
    assert polib.mofile(str(mo))[0].msgstr == "Tìm"
    assert outdated_translations(tmp_path) == []
    assert compile_translations(tmp_path) == []


def test_a_stale_file_is_compiled_again(tmp_path: Path) -> None:
    write(tmp_path, "Tìm")
    [mo] = compile_translations(tmp_path)
    write(tmp_path, "Tra cứu")
    os.utime(mo, (1, 1))
    assert compile_translations(tmp_path) == [mo]
    assert polib.mofile(str(mo))[0].msgstr == "Tra cứu"


def test_a_folder_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> list[Path]:
        raise OSError("read-only")

    monkeypatch.setattr(translations, "compile_translations", refuse)
    assert translations.main() == 1
    assert "cannot be compiled, the interface stays as it was: read-only" in capsys.readouterr().err


def python(project: Path, *arguments: str) -> CompletedProcess[str]:
    settings = {"DJANGO_SETTINGS_MODULE": "newsarchive.settings", "DATA_DIR": str(project / "data")}
    environment = os.environ | settings | {"PYTHONPATH": str(project)}
    return run([sys.executable, *arguments], cwd=project, env=environment, check=True, capture_output=True, text=True)


def test_a_program_without_compiled_translations_starts_and_says_how_to_compile(tmp_path: Path) -> None:
    for folder in ("articles", "haystack_engines", "newsarchive", "locale"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("tests", "*.mo", "__pycache__"))
    show = "import django; django.setup(); from django.utils.translation import gettext; print(gettext('feeds'))"
    first = python(tmp_path, "-c", show)
    assert first.stdout == "feeds\n"
    assert first.stderr.count("run `python -m articles.translations`") == 1
    python(tmp_path, "-m", "articles.translations")
    second = python(tmp_path, "-c", show)
    assert (second.stdout, second.stderr) == ("kênh RSS\n", "")
