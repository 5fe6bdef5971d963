"""Which package may import which: between packages, and between the stages inside one."""

import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions

import pytest
from packaging.requirements import Requirement

from tools.import_graph import PACKAGES, ROOT, STAGES, Module, is_within, is_within_any, parse_module, project_modules

# What a package may import of the project, besides itself. The longest prefix decides. What is not named here is the
# edge (views, feeds, admin, commands ...): it may import all of these, and none of these imports it.
ALLOWED = {
    "articles.text": (),
    "articles.models": ("articles.text",),
    "articles.nlp": ("articles.text",),
    "articles.entities": ("articles.nlp", "articles.models", "articles.text"),
    "articles.sources": ("articles.models", "articles.text"),
    "articles.rights": ("articles.models",),
    "articles.importing": (
        *("articles.rights", "articles.nlp", "articles.entities", "articles.sources"),
        *("articles.models", "articles.text"),
    ),
    "articles.following": ("articles.importing", "articles.models"),
    "articles.backup": ("articles.models", "articles.text"),
    "articles.search": ("articles.nlp", "articles.entities", "articles.models", "articles.text", "haystack_engines"),
    "articles.exports": ("articles.models", "articles.text"),
    "articles.reader_accounts": ("articles.models", "articles.text"),
    # Of the edge, the API may use what pages share.
    "articles.api": (
        *("articles.search", "articles.entities", "articles.sources", "articles.models", "articles.text"),
        *("articles.reader_accounts", "articles.views.parts"),
    ),
    "articles.monitoring": ("articles.search", "articles.reader_accounts", "articles.nlp", "articles.models"),
    "articles.auditing": ("articles.reader_accounts", "articles.models", "articles.text"),
    "articles.query_lists": ("articles.search", "articles.models", "articles.text"),
    "articles.saved_searches": (*("articles.search", "articles.reader_accounts", "articles.models", "articles.text"),),
    "articles.search_indexes": (
        *("articles.search", "articles.nlp", "articles.models", "articles.text", "haystack_engines"),
    ),
    "haystack_engines": (),
    "training": ("articles.nlp", "articles.text"),
}

# The stages that know neither the database nor editors' decisions.
ON_TEXT_ALONE = tuple(
    f"articles.importing.{stage}" for stage in ("cleaning", "readers", "opening", "parsing", "annotating")
)

# Packages of which only the door is imported from outside, and what belongs to each though it stands elsewhere.
DOORS = {"articles.search": ("articles.search_indexes",), "haystack_engines": ()}

# Of other packages, the modules that are imported from outside; what is not named here is entered anywhere.
ENTRANCES = {
    "articles.api": ("operations", "agent_server", "problems"),
    "articles.backup": ("export", "restore", "row_values"),
    "articles.following": ("fetcher", "feed_fetch", "schedule"),
    "articles.query_lists": ("given_lines", "list_jobs"),
    "articles.saved_searches": ("saving", "alert_jobs"),
}


def _engine_libraries() -> dict[str, tuple[str, ...]]:
    """Return for each engine's own library the engine: the library is the first requirement of the engine's extra."""
    project = tomllib.loads((ROOT / "haystack_engines" / "pyproject.toml").read_text())["project"]
    distributions = {
        name: Requirement(needed[0]).name for name, needed in project["optional-dependencies"].items() if needed
    }
    return {
        library: (f"haystack_engines.{engine}",)
        for library, distributed_by in packages_distributions().items()
        for engine, distribution in distributions.items()
        if distribution.lower() in map(str.lower, distributed_by) and engine != "test"
    }


# Which modules alone may import a package from outside.
KEPT_TO = {
    "haystack": ("articles.search", "articles.search_indexes", "haystack_engines"),
    "haystack_engines": ("haystack_engines", "articles.search", "articles.search_indexes"),
    **_engine_libraries(),
    "prometheus_client": ("articles.monitoring", "articles.views.endpoints", "newsarchive.gunicorn_config"),
    "django_otp": ("articles.reader_accounts", "articles.views.second_step_pages", "articles.admin"),
    "ninja": ("articles.api",),
    "pydantic": ("articles.api",),
    "mcp": ("articles.api.agent_server",),
    "underthesea": ("articles.nlp.words.segmenter",),
    "underthesea_core": ("articles.nlp.words.segmenter", "articles.nlp.crf"),
}

WITHOUT_DJANGO = ("articles.text", "articles.nlp")
DJANGO = ("django", "django_tasks", "django_tasks_db", "haystack")


def complaints(module: Module) -> list[str]:
    """Return which rules a module's imports break."""
    rules = (_packages, _stages, _entrances, _on_text_alone, _kept, _django, _eager)
    return sorted({complaint for rule in rules for complaint in rule(module)})


def _layer(name: str) -> str | None:
    return max((prefix for prefix in ALLOWED if is_within(name, prefix)), key=len, default=None)


def _packages(module: Module) -> Iterator[str]:
    if (layer := _layer(module.name)) is None:
        return
    for name in module.anywhere:
        if is_within_any(name, PACKAGES) and not is_within_any(name, (layer, *ALLOWED[layer])):
            yield f"{module.name} must not import {name}"


def _stages(module: Module) -> Iterator[str]:
    for package, stages in STAGES.items():
        if not is_within(module.name, package):
            continue
        here = _stage(module.name, package)
        if here not in stages:
            yield f"{module.name} is in no stage of {package}"
            continue
        for name in module.anywhere:
            there = _stage(name, package) if is_within(name, package) else here
            if there in stages and stages.index(there) > stages.index(here):
                yield f"{module.name} must not import {name}: {there or package} comes after {here}"


def _stage(name: str, package: str) -> str:
    return name.removeprefix(package).removeprefix(".").split(".")[0]


def _entrances(module: Module) -> Iterator[str]:
    for package, entrances in ENTRANCES.items():
        if not is_within(module.name, package):
            for name in module.anywhere:
                if is_within(name, package) and _stage(name, package) not in entrances:
                    yield f"{module.name} must not import {name}: enter by {' or '.join(entrances)}"


def _on_text_alone(module: Module) -> Iterator[str]:
    if is_within_any(module.name, ON_TEXT_ALONE):
        for name in module.anywhere:
            if is_within_any(name, ("articles.models", "articles.entities", "articles.sources")):
                yield f"{module.name} works on text alone, without {name}"


def _kept(module: Module) -> Iterator[str]:
    for package, homes in KEPT_TO.items():
        for name in module.anywhere:
            if is_within(name, package) and not is_within_any(module.name, homes):
                yield f"{module.name} must not import {name}: only {' and '.join(homes)} may"


def _django(module: Module) -> Iterator[str]:
    if is_within_any(module.name, WITHOUT_DJANGO):
        yield from (f"{module.name} is pure Python, without {n}" for n in module.anywhere if is_within_any(n, DJANGO))


def _eager(module: Module) -> Iterator[str]:
    yield from (f"{module.name} loads {n} before it is needed" for n in module.on_load if is_within(n, "underthesea"))


@cache
def _modules() -> list[Module]:
    return project_modules()


@cache
def _names() -> set[str]:
    return {module.name for module in _modules()}


def past_the_door(module: Module) -> list[str]:
    """Return the modules behind a door that a module outside imports."""
    return sorted(
        name
        for door, own in DOORS.items()
        if not is_within_any(module.name, (door, *own))
        for name in module.anywhere
        if is_within(name, door) and (name in _names() or name.rpartition(".")[0] in _names() - {door}) and name != door
    )


def test_it_sees_the_house() -> None:
    assert {"articles.models", "articles.text.terms", "haystack_engines.whoosh"} <= _names()


def test_a_module_imports_only_what_it_may() -> None:
    assert [complaint for module in _modules() for complaint in complaints(module)] == []


def test_a_package_is_entered_by_its_door() -> None:
    assert {module.name: found for module in _modules() if (found := past_the_door(module))} == {}


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles.text.terms", "from django.db import models"),
        ("articles.text.terms", "import articles.models"),
        ("articles.nlp.coreference.people", "from articles.models import Entity"),
        ("articles.nlp.names.recogniser", "def load():\n    from underthesea import word_tokenize"),
        ("articles.nlp.words.segmenter", "try:\n    import underthesea\nexcept ImportError: ..."),
        ("articles.nlp.words.segmenter", "from articles.nlp.names.recogniser import shipped_recogniser"),
        ("articles.importing.annotating.pipeline", "from articles.models import Article"),
        ("articles.models.article", "def late():\n    from articles.nlp import annotation"),
        ("articles.models.article", "from .. import search"),
        ("articles.importing.storing.store", "from articles.search import reindex"),
        ("articles.importing.storing.store", "from articles.importing.running.batch import run_batch"),
        ("articles.importing.readers.web.html", "from articles.importing.parsing import parse_document"),
        ("articles.search.index.lifecycle", "from articles import importing"),
        ("articles.search.query.synonyms", "from articles.search.answer import histogram"),
        ("articles.search.attic.old", "import re"),
        ("articles.entities.suggesting.name_pairs", "from articles.entities.resolving.variants import Variant"),
        ("articles.importing.running.jobs", "from articles.following.fetcher import Fetcher"),
        ("articles.following.fetcher", "from articles.search import reindex"),
        ("articles.search.ranking.compiler", "from articles.views.search_results import search_page"),
        ("articles.search.ranking.compiler", "from articles import search_indexes"),
        ("articles.search.ranking.compiler", "import whoosh.index"),
        ("haystack_engines.tantivy", "import whoosh"),
        ("haystack_engines.tantivy", "from articles.text.terms import tokens"),
        ("articles.views.search_results", "from haystack.exceptions import SearchBackendError"),
        ("articles.views.search_results", "from haystack_engines import Term"),
        ("articles.management.commands.reindex", "from haystack import connections"),
        ("articles.feeds", "from whoosh import fields"),
        ("articles.views.front_page", "from ninja import Schema"),
        ("articles.api.search_answers", "from articles.views.search_results import search_page"),
        ("articles.api.search_answers", "from articles.api.operations import api"),
        ("articles.api.openapi", "from mcp.server import MCPServer"),
        ("articles.saved_searches.saving", "from articles.saved_searches.alert_jobs import schedule_mails"),
        ("articles.exports.citation", "from articles.exports.citation_formats import ris"),
        ("articles.following.robots", "from articles.following.fetcher import Fetcher"),
        ("articles.query_lists.attic", "import re"),
        ("articles.views.front_page", "from articles.saved_searches.telling import mails_due"),
        ("articles.management.commands.worker", "from articles.backup.tables import TABLES"),
        ("articles.admin.feed", "from articles import api"),
    ],
)
def test_it_complains(name: str, source: str) -> None:
    assert len(complaints(parse_module(source, name))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("articles.nlp.words.segmenter", "def load():\n    import underthesea"),
        ("articles.nlp.coreference.people", "from articles.text.normal import fold"),
        (
            "articles.views.search_results",
            "from articles.search import search\nfrom articles.importing import running",
        ),
        ("haystack_engines.whoosh.scoring", "from .segments import Segment"),
        ("haystack_engines.whoosh", "import whoosh\nfrom haystack.backends import BaseEngine"),
        ("articles.search.ranking.compiler", "from haystack_engines.clauses import Term"),
        ("articles.api.search_answers", "from articles.views.parts.wording import day_text"),
        ("articles.search.answer.hits", "from articles.search.ranking.compiler import compile_query"),
    ],
)
def test_it_is_content(name: str, source: str) -> None:
    assert complaints(parse_module(source, name, is_package=name.endswith("whoosh"))) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    imports = {module.name: {_home(name) for name in module.anywhere} - {module.name, ""} for module in _modules()}
    assert len(list(TopologicalSorter(imports).static_order())) == len(_names())


def _home(name: str) -> str:
    """Return the module of the project that an imported name stands in; "" where it is from outside."""
    while name and name not in _names():
        name = name.rpartition(".")[0]
    return name


def test_what_stands_behind_a_door_is_seen() -> None:
    view = parse_module("from articles.search.index.lifecycle import reindex", "articles.views.front")
    assert past_the_door(view) == ["articles.search.index.lifecycle.reindex"]
