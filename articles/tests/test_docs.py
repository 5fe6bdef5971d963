"""The docs name what there is, and nothing that does not exist: links, files, modules, commands, tables and names."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tools.import_graph import ROOT

PAGES: Final = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "haystack_engines/README.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
# Where paths are written from: "search/engine.py" is in `articles`.
FOLDERS: Final = [ROOT / name for name in ("", "articles", "articles/nlp", "docs", "haystack_engines", "static")]
# What stands for a name of the reader's own.
PLACEHOLDER: Final = re.compile(r"NEW|NAME|FILE|FOLDER|PATH|COMMAND|\d{4}/|[<{*]|\.\.\.|…")
# Names that belong to Haystack or to the system.
OF_OTHERS: Final = {"EdgeNgramField", "NgramField", "DecimalField", "ExecReload"}
DEPLOYMENT: Final = ("Dockerfile", "compose.yaml", "compose.cluster.yaml")
SOURCES: Final = ("articles", "haystack_engines", "newsarchive", "training", "tools", "bench", "bin")

_LINK: Final = re.compile(r"\]\(([^)\s]+)\)")
_CODE: Final = re.compile(r"`([^`\n]+)`")
_PATH: Final = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
_MODULE: Final = re.compile(r"python -m ((?:articles|bench|tools|training)[\w.]*)")
_COMMAND: Final = re.compile(r"manage\.py (\w+)")
_IDENTIFIER: Final = re.compile(r"_?[A-Za-z]\w*_\w+|[A-Z]\w*[a-z]\w*[A-Z]\w*")


def missing_links(page: Path) -> Iterator[str]:
    """Yield the relative links of a page that lead to no file, or to no heading of one."""
    for link in _LINK.findall(page.read_text()):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            yield link


def missing_paths(text: str) -> Iterator[str]:
    """Yield the files and folders in code marks that do not exist."""
    for code in _CODE.findall(text):
        has_form = "/" in code.strip("/") and re.search(r"\.(py|md|txt|sh|css|js|html|toml|svg|po)$|/$|^bin/", code)
        is_path = has_form and _PATH.fullmatch(code) and not PLACEHOLDER.search(code)
        if is_path and not any((folder / code).exists() for folder in FOLDERS):
            yield code


def missing_modules(text: str) -> Iterator[str]:
    """Yield the modules to run that do not exist."""
    yield from (name for name in _MODULE.findall(text) if find_spec(name) is None)


def missing_commands(text: str) -> Iterator[str]:
    """Yield the commands of manage.py that do not exist."""
    names = (name for name in _COMMAND.findall(text) if not PLACEHOLDER.search(name))
    yield from (name for name in names if name not in get_commands())


def missing_names(text: str) -> Iterator[str]:
    """Yield the identifiers in code marks that no source has."""
    for code in _CODE.findall(text):
        if _IDENTIFIER.fullmatch(code) and code not in OF_OTHERS | _source_words():
            yield code


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@cache
def _source_words() -> frozenset[str]:
    return frozenset(word for path in _sources() for word in (path.stem, *re.findall(r"\w+", path.read_text())))


def _sources() -> Iterable[Path]:
    yield from (
        path
        for name in SOURCES
        for path in (ROOT / name).rglob("*")
        if path.suffix in {".py", ".sh", ""} and path.is_file() and path.name != "test_docs.py"
    )
    yield from (ROOT / name for name in (*DEPLOYMENT, "pyproject.toml", "conftest.py"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_of_the_docs_names_only_what_exists(page: Path) -> None:
    text = page.read_text()
    assert list(missing_links(page)) == []
    assert list(missing_paths(text)) == []
    assert list(missing_modules(text)) == []
    assert list(missing_commands(text)) == []
    assert list(missing_names(text)) == []


def test_the_docs_name_every_table() -> None:
    kept = (ROOT / "docs" / "architecture.md").read_text().partition("## What is kept")[2].partition("\n## ")[0]
    named = {name for row in re.findall(r"^\| ([A-Z][\w, ]+) \|", kept, re.MULTILINE) for name in row.split(", ")}
    tables = {model.__name__ for model in apps.get_app_config("articles").get_models() if not model._meta.proxy}
    assert tables
    assert tables - named == set()


@pytest.mark.parametrize("command", sorted(name for name, app in get_commands().items() if app == "articles"))
def test_the_docs_name_every_command_with_its_options(command: str) -> None:
    pages = [(ROOT / "docs" / name).read_text() for name in ("commands.md", "importing.md")]
    parser = load_command_class("articles", command).create_parser("manage.py", command)
    general = {option for action in BaseCommand().create_parser("", "")._actions for option in action.option_strings}
    own = [option for action in parser._actions for option in action.option_strings if option not in general]
    assert f"| `{command}" in pages[0]
    assert [option for option in own if option not in "".join(pages)] == []


def test_what_does_not_exist_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Tìm\n[here](page.md#tìm), [gone](gone.md), [elsewhere](page.md#nowhere)")
    assert list(missing_links(page)) == ["gone.md", "page.md#nowhere"]
    assert list(missing_paths("`search/engine.py`, `search/engines/`, `bin/serve`, `NEW/x.py`")) == ["search/engines/"]
    assert list(missing_modules("python -m bench.relevance, python -m bench.gone")) == ["bench.gone"]
    assert list(missing_commands("manage.py reindex, manage.py gone")) == ["gone"]
    assert list(missing_names("`SearchRequest` `GoneRequest` `gone_name`")) == ["GoneRequest", "gone_name"]
