"""Who may import whom, checked over every module of the project."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What a package may import of the archive, besides itself. The longest prefix decides; what is not named here is
# the edge (views, feeds, admin, commands ...), which may import all of them, and is imported by none.
ALLOWED = {
    "articles.text": (),
    "articles.models": ("articles.text",),
    "articles.nlp": ("articles.text",),
    "articles.entities": ("articles.models", "articles.text"),
    "articles.importing": ("articles.nlp", "articles.entities", "articles.models", "articles.text"),
    "articles.following": ("articles.importing", "articles.models"),
    "articles.backup": ("articles.models", "articles.text"),
    "articles.search": (
        "articles.nlp",
        "articles.entities",
        "articles.models",
        "articles.text",
        "haystack_engines",
    ),
    "articles.views.parts": ("articles.search", "articles.models", "articles.text"),
    "articles.search_indexes": ("articles.search", "articles.nlp", "articles.models", "articles.text"),
    "training": ("articles.nlp", "articles.text"),
    "haystack_engines": (),
}
# What the archive is made of, beside the packages from outside.
OURS = ("articles", "haystack_engines", "training", "newsarchive")

# Which modules alone may import a package from outside.
KEPT_TO = {
    "haystack": ("articles.search", "articles.search_indexes", "haystack_engines"),
    "haystack_engines": ("haystack_engines", "articles.search", "articles.search_indexes"),
    "whoosh": ("haystack_engines.whoosh",),
    "tantivy": ("haystack_engines.tantivy",),
    "opensearchpy": ("haystack_engines.opensearch",),
    "underthesea": ("articles.nlp.words.segmenter",),
    "underthesea_core": ("articles.nlp.words.segmenter", "articles.nlp.crf"),
}

WITHOUT_DJANGO = ("articles.text", "articles.nlp")
DJANGO = ("django", "django_tasks", "django_tasks_db", "haystack")


@dataclass(frozen=True, slots=True)
class Module:
    """A module, and what it imports: at once, and at any time."""

    name: str
    at_once: frozenset[str]
    anywhere: frozenset[str]


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def within_any(name: str, packages: tuple[str, ...]) -> bool:
    return any(within(name, package) for package in packages)


def imported(nodes: Iterable[ast.AST], package: list[str]) -> Iterator[str]:
    """Yield the dotted names that import statements give; of `from a import b` a.b, which may be a module."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def read(source: str, name: str, *, is_package: bool = False) -> Module:
    nodes = list(ast.walk(ast.parse(source)))
    later = {inner for node in nodes if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)}
    package = name.split(".") if is_package else name.split(".")[:-1]
    at_once = imported((node for node in nodes if node not in later), package)
    return Module(name, frozenset(at_once), frozenset(imported(nodes, package)))


def read_file(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    return read(path.read_text(), ".".join(parts[:-1] if is_package else parts), is_package=is_package)


def complaints(module: Module) -> list[str]:
    """Return what a module imports against the rules."""
    return sorted({*_of_the_house(module), *_kept(module), *_django(module), *_eager(module)})


def _of_the_house(module: Module) -> Iterator[str]:
    layer = max((prefix for prefix in ALLOWED if within(module.name, prefix)), key=len, default=None)
    if layer is None:
        return
    for name in module.anywhere:
        if within_any(name, OURS) and not within_any(name, (layer, *ALLOWED[layer])):
            yield f"{module.name} must not import {name}"


def _kept(module: Module) -> Iterator[str]:
    for package, homes in KEPT_TO.items():
        for name in module.anywhere:
            if within(name, package) and not within_any(module.name, homes):
                yield f"{module.name} must not import {name}: only {' and '.join(homes)} may"


def _django(module: Module) -> Iterator[str]:
    if within_any(module.name, WITHOUT_DJANGO):
        yield from (f"{module.name} is pure Python, without {n}" for n in module.anywhere if within_any(n, DJANGO))


def _eager(module: Module) -> Iterator[str]:
    yield from (f"{module.name} loads {n} before it is needed" for n in module.at_once if within(n, "underthesea"))


MODULES = [
    read_file(path) for folder in OURS for path in sorted((ROOT / folder).rglob("*.py")) if "tests" not in path.parts
]


def test_it_sees_the_house() -> None:
    assert {"articles.models", "articles.text.terms", "haystack_engines.whoosh"} <= {m.name for m in MODULES}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_a_module_imports_only_what_it_may(module: Module) -> None:
    assert complaints(module) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles.text.terms", "from django.db import models"),
        ("articles.text.terms", "import articles.models"),
        ("articles.nlp.coreference.joining", "from articles.models import Entity"),
        ("articles.nlp.crf", "def load():\n    from underthesea import word_tokenize"),
        ("articles.nlp.words.segmenter", "try:\n    import underthesea\nexcept ImportError: ..."),
        ("articles.models.article", "def late():\n    from articles.nlp import annotation"),
        ("articles.models.article", "from .. import search"),
        ("articles.importing.storing.store", "from articles.search.index.lifecycle import reindex"),
        ("articles.search.index.lifecycle", "from articles import importing"),
        ("articles.importing.running.jobs", "from articles.following.fetcher import Fetcher"),
        ("articles.following.fetcher", "from articles.search.index.lifecycle import reindex"),
        ("articles.search.answer.search_page", "from articles.views.search_results import Search"),
        ("articles.search.answer.search_page", "from articles import search_indexes"),
        ("articles.search.answer.search_page", "import whoosh.index"),
        ("haystack_engines.tantivy", "import whoosh"),
        ("haystack_engines.tantivy", "from articles.text.terms import tokens"),
        ("articles.views.search_results", "from haystack.exceptions import SearchBackendError"),
        ("articles.management.commands.reindex", "from haystack import connections"),
        ("articles.feeds", "from whoosh import fields"),
    ],
)
def test_it_complains(name: str, source: str) -> None:
    assert len(complaints(read(source, name))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles.nlp.words.segmenter", "def load():\n    import underthesea"),
        ("articles.nlp.coreference.joining", "from articles.text.normal import fold"),
        (
            "articles.views.search_results",
            "from articles.search.answer.search_page import search\nfrom articles.importing import jobs",
        ),
        ("haystack_engines.whoosh.scoring", "from .segments import Segment"),
        ("haystack_engines.whoosh", "import whoosh\nfrom haystack.backends import BaseEngine"),
        ("articles.search.ranking.compiler", "from haystack_engines.clauses import Term"),
    ],
)
def test_it_is_content(name: str, source: str) -> None:
    assert complaints(read(source, name, is_package=name.endswith("whoosh"))) == []
