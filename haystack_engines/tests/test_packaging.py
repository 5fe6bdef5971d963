"""The package can be built and installed by itself: what its pyproject.toml says is true of the folder."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import haystack_engines

_ROOT = Path(haystack_engines.__file__).parent
_FILE = _ROOT / "pyproject.toml"

pytestmark = pytest.mark.skipif(not _FILE.exists(), reason="installed without its pyproject.toml")


def _requirements() -> list[Requirement]:
    project = tomllib.loads(_FILE.read_text())["project"]
    extras = project["optional-dependencies"]
    return [Requirement(text) for texts in (project["dependencies"], *extras.values()) for text in texts]


def test_all_packages_but_the_tests_are_in_the_wheel() -> None:
    folders = [_ROOT, *(path.parent for path in _ROOT.glob("*/__init__.py") if path.parent.name != "tests")]
    names = [".".join(["haystack_engines", *folder.relative_to(_ROOT).parts]) for folder in folders]
    assert sorted(tomllib.loads(_FILE.read_text())["tool"]["setuptools"]["packages"]) == sorted(names)
    assert (_ROOT / "py.typed").exists()


def test_versions_in_use_are_allowed() -> None:
    requirements = _requirements()
    assert {"tantivy", "whoosh", "django-haystack"} <= {requirement.name for requirement in requirements}
    assert [str(one) for one in requirements if version(one.name) not in one.specifier] == []


def test_the_readme_names_every_engine() -> None:
    engines = {path.parent.name for path in _ROOT.glob("*/__init__.py")} - {"tests"}
    assert engines >= {"tantivy", "whoosh"}
    readme = (_ROOT / "README.md").read_text()
    assert [name for name in engines if f"haystack_engines.{name}." not in readme] == []


def test_public_names_exist() -> None:
    assert [name for name in haystack_engines.__all__ if not hasattr(haystack_engines, name)] == []
    assert {"Clauses", "IndexMissing", "IndexReader"} <= set(haystack_engines.__all__)
