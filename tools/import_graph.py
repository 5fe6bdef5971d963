"""Reads which module of the project imports which, from the source alone."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
# The packages of the project, beside those that pip installs.
PACKAGES: Final = ("articles", "haystack_engines", "training", "newsarchive")

# The stages inside a package, in order: each imports only those before it. "" is the package's own door, last of all.
STAGES: Final = {
    "articles.search": (
        *("fields", "parse_warnings", "request", "engine"),
        *("query", "ranking", "index", "answer", "related", "suggestions", ""),
    ),
    "articles.importing": (
        *("metadata", "publication_dates", "parsed_article", "corrections", "options", "document", "file_kinds"),
        *("encodings", "cleaning", "readers", "opening", "parsing", "annotating", "storing", "running", ""),
    ),
    "articles.entities": (
        *(
            "rules",
            "article_counts",
            "protecting",
            "unseen_names",
            "stored_rules",
            "forgotten_names",
            "province_entities",
            "settling",
        ),
        *(
            "effects",
            "deciding",
            "namesakes",
            "suggesting",
            "resolving",
            "same_holders",
            "other_states",
            "posts_held",
            "posts_called",
            "statement_versions",
            "",
        ),
    ),
    "articles.api": (
        *("answers", "problems", "cursors", "parameters", "article_answers", "entity_answers", "collection_answers"),
        *("search_answers", "openapi", "operations", "api_middleware", "agent_answers"),
        *("agent_server", ""),
    ),
    "articles.sources": ("credit_rows", "source_decisions", "source_resolving", ""),
    "articles.following": (
        *("failures", "url", "public_addresses", "http", "robots", "fetcher"),
        *("listed_entries", "entry_selection", "article_pages", "feed_fetch", "schedule", ""),
    ),
    "articles.backup": ("tables", "row_values", "export", "restore", ""),
    "articles.exports": ("exported_articles", "exported_columns", "citation", "citation_formats", ""),
    "articles.reader_accounts": (
        *("account_links", "account_mail", "attempt_limits", "request_limits", "invitations", "password_forms"),
        *("folder_contents", "second_step", "second_step_middleware", ""),
    ),
    "articles.saved_searches": ("saving", "trying", "telling", "alert_jobs", ""),
    "articles.query_lists": ("given_lines", "list_jobs", ""),
    "articles.nlp": (
        *("rule_words", "dates", "crf", "words", "names", "coreference", "offices", "quotations", "annotation", ""),
    ),
}


@dataclass(frozen=True, slots=True)
class Module:
    """A module, the names it imports when it is loaded, and those it imports at any time, inside functions too."""

    name: str
    on_load: frozenset[str]
    anywhere: frozenset[str]


def is_within(name: str, package: str) -> bool:
    """Tell whether a dotted name is a package or something inside it."""
    return name == package or name.startswith(f"{package}.")


def is_within_any(name: str, packages: Iterable[str]) -> bool:
    """Tell whether a dotted name is one of the packages or something inside one."""
    return any(is_within(name, package) for package in packages)


def parse_module(source: str, name: str, *, is_package: bool = False) -> Module:
    """Return the imports of a module's source; `name` is its dotted name."""
    nodes = list(ast.walk(ast.parse(source)))
    inside_functions = {inner for node in nodes if isinstance(node, ast.FunctionDef) for inner in ast.walk(node)}
    package = name.split(".") if is_package else name.split(".")[:-1]
    on_load = _imported((node for node in nodes if node not in inside_functions), package)
    return Module(name, frozenset(on_load), frozenset(_imported(nodes, package)))


def project_files() -> list[Path]:
    """Return the source files of the project's packages, without tests, in order."""
    files = (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [path for path in files if "tests" not in path.parts]


def project_modules() -> list[Module]:
    """Return all modules of the project, without tests and migrations."""
    return [_read_file(path) for path in project_files() if "migrations" not in path.parts]


def module_name(path: Path) -> str:
    """Return the dotted name of a file of the project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read_file(path: Path) -> Module:
    return parse_module(path.read_text(), module_name(path), is_package=path.name == "__init__.py")


def _imported(nodes: Iterable[ast.AST], package: list[str]) -> Iterator[str]:
    """Yield the dotted names of import statements; `from a import b` gives a.b, which may be a module."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            origin = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)
