"""Every setting is documented, with its default, and every documented one exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from haystack.backends import BaseEngine

from newsarchive.cluster_settings import connection_options
from newsarchive.engines import engine_paths

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "flag", "whole_number", "choice", "site_address", "word_list", "folder", "secret"}
READERS |= {"address_list", "readable_file"}


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="env"), attr=name)) if name in READERS:
                yield node


def read_by_code() -> dict[str, set[str]]:
    """Return the variables that are read, each with its defaults as the table writes them, where they are plain."""
    variables: dict[str, set[str]] = {}
    for path in sorted((ROOT / "newsarchive").glob("*.py")):
        for call in calls(ast.parse(path.read_text())):
            name = ast.literal_eval(call.args[0])
            defaults = [ast.literal_eval(arg) for arg in call.args[1:2] if isinstance(arg, ast.Constant)]
            variables.setdefault(name, set()).update(str(int(d) if isinstance(d, bool) else d) for d in defaults)
    return variables


def choices() -> Iterator[tuple[str, str]]:
    """Yield each variable with each value that it may have, where the code lists them."""
    for path in sorted((ROOT / "newsarchive").glob("*.py")):
        for call in calls(ast.parse(path.read_text())):
            match call:
                case ast.Call(func=ast.Attribute(attr="choice"), args=[name, _, ast.Tuple() as values]):
                    yield from ((ast.literal_eval(name), one) for one in ast.literal_eval(values))


def documented() -> dict[str, str]:
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| .+ \|$", (ROOT / "docs/settings.md").read_text(), re.MULTILINE)
    return {name: default.strip("`") for name, default in rows}


def test_it_finds_settings() -> None:
    assert {"DATA_DIR", "PORT", "SECRET_KEY"} <= read_by_code().keys()


def test_each_is_documented_and_each_documented_one_exists() -> None:
    assert sorted(documented()) == sorted(read_by_code())


@pytest.mark.parametrize(("name", "defaults"), read_by_code().items())
def test_the_default_is_the_documented_one(name: str, defaults: set[str]) -> None:
    assert not defaults or defaults == {documented()[name]}


@pytest.mark.parametrize(("name", "value"), list(choices()))
def test_what_can_be_chosen_is_documented(name: str, value: str) -> None:
    [row] = [line for line in (ROOT / "docs/settings.md").read_text().splitlines() if line.startswith(f"| `{name}`")]
    assert f"`{value}`" in row.split(" | ")[2]


def test_the_environment_is_read_through_env_alone() -> None:
    modules = [path for folder in ("newsarchive", "articles") for path in (ROOT / folder).rglob("*.py")]
    readers = {path for path in modules if re.search(r"os\.(environ(?!\.setdefault)|getenv)", path.read_text())}
    assert {path for path in readers if "tests" not in path.parts} == {ROOT / "newsarchive/env.py"}


@pytest.mark.parametrize("path", [ROOT / "bin/serve", ROOT / "bin/environment.sh"], ids=lambda path: path.name)
def test_the_shell_reads_no_setting_of_its_own(path: Path) -> None:
    assert set(re.findall(r"\$\{?([A-Z][A-Z_]+)", path.read_text())) == set()


def test_every_engine_that_a_setting_may_name_exists() -> None:
    assert engine_paths().keys() >= {"opensearch", "tantivy", "whoosh"}
    engines = [import_string(path) for path in engine_paths().values()]
    assert [engine for engine in engines if not issubclass(engine, BaseEngine)] == []


def test_a_cluster_is_needed_where_its_engine_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="OPENSEARCH_URLS"):
        connection_options(is_used=True)
    assert connection_options(is_used=False)["URLS"] == []
    monkeypatch.setenv("OPENSEARCH_URLS", "https://node-1:9200")
    assert connection_options(is_used=True)["URLS"] == ["https://node-1:9200"]


def test_certificates_are_checked_at_every_node_or_at_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").touch()
    monkeypatch.setenv("OPENSEARCH_CA_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("OPENSEARCH_URLS", "https://node-1:9200,http://node-2:9200")
    with pytest.raises(ImproperlyConfigured, match="http://node-2:9200 is not https"):
        connection_options(is_used=True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPENSEARCH_USER", "archive"),
        ("OPENSEARCH_PASSWORD", "secret"),
        ("OPENSEARCH_INDEX", "Kho"),
        ("OPENSEARCH_SHARDS", "0"),
        ("OPENSEARCH_REPLICAS", "-1"),
        ("OPENSEARCH_CA_FILE", "/nowhere/ca.pem"),
    ],
)
def test_a_wrong_setting_of_the_cluster_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=name):
        connection_options(is_used=False)
