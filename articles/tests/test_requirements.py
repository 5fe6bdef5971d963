"""What is installed is locked with hashes, and the lock is that of the requirements; every licence is listed."""

import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.list_licences import PAGE, SHIPPED, UNKNOWN, licence_of, listed
from tools.lock_requirements import NAMES, locked

ROOT = Path(__file__).resolve().parents[2]


def required(name: str) -> list[Requirement]:
    lines = (ROOT / f"{name}.txt").read_text().splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("-r", "#"))]


def pins(name: str) -> Iterator[Requirement]:
    yield from (Requirement(line) for lines in locked(name).values() for line in lines)


def needed(requirement: Requirement) -> Iterator[Requirement]:
    """Yield what an installed package needs here, with the extras that are asked for."""
    for line in distribution(requirement.name).requires or ():
        other = Requirement(line)
        extras = requirement.extras or {""}
        if other.marker is None or any(other.marker.evaluate({"extra": extra}) for extra in extras):
            yield other


@pytest.mark.parametrize("name", NAMES)
def test_each_requirement_is_one_version_and_the_lock_has_it(name: str) -> None:
    wanted = {canonicalize_name(one.name): one for one in required(name)}
    assert len(wanted) == len(required(name)) > 15
    assert {str(one.specifier)[:2] for one in wanted.values()} == {"=="}
    found = {pin.name: str(pin.specifier) for pin in pins(name)}
    assert {package: found.get(package) for package in wanted} == {k: str(one.specifier) for k, one in wanted.items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_lock_has_all_that_the_requirements_need(name: str) -> None:
    packages, waiting = set[str](), required(name)
    while waiting:
        one = waiting.pop()
        if (package := canonicalize_name(one.name)) not in packages and (one.marker is None or one.marker.evaluate()):
            packages.add(package)
            waiting += needed(one)
    assert packages - locked(name).keys() == set()
    assert len(packages) > 50


@pytest.mark.parametrize("name", NAMES)
def test_every_locked_package_has_hashes(name: str) -> None:
    """Two and more of most: of the source and of each system's file."""
    entries = re.split(r"\n(?=[a-z])", (ROOT / f"{name}.lock").read_text())
    hashes = {entry.split("==")[0]: re.findall(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries}
    assert len(hashes) == len(locked(name)) > 50
    assert [package for package, found in hashes.items() if not found] == []
    assert sum(len(found) > 1 for found in hashes.values()) > len(hashes) * 0.9


def test_development_has_the_versions_of_a_running_archive() -> None:
    running, development = ({str(pin) for pin in pins(name)} for name in NAMES)
    assert running - development == set()


def test_what_runs_here_is_what_is_locked() -> None:
    installed = {}
    for pin in pins("requirements"):
        if pin.marker is None or pin.marker.evaluate():
            try:
                installed[pin.name] = distribution(pin.name).version in pin.specifier
            except PackageNotFoundError:
                installed[pin.name] = False
    assert [package for package, is_locked in installed.items() if not is_locked] == []


def test_every_script_that_installs_takes_the_lock_and_its_hashes() -> None:
    files = [ROOT / "Dockerfile", ROOT / "bin/environment.sh", ROOT / "docs/running.md"]
    lines = [line for file in files for line in file.read_text().splitlines()]
    installs = [line for line in lines if re.search("pip install.* -r ", line)]
    assert len(installs) == 4
    assert [line for line in installs if "--require-hashes" not in line] == []


def test_every_locked_package_stands_with_its_licence() -> None:
    packages = locked("requirements-dev").keys()
    licences = {package: licence for package, licence in listed().items() if package in packages}
    assert packages - licences.keys() == set()
    assert [package for package, licence in licences.items() if licence == UNKNOWN] == []
    assert licences["django"] == licence_of(distribution("django")) == "BSD-3-Clause"


def test_every_file_of_others_stands_with_its_licence() -> None:
    page = PAGE.read_text()
    assert [where for _, where, _, _ in SHIPPED if not (ROOT / where).is_file() or f"`{where}`" not in page] == []
    fonts = {file.name.split("-LICENSE")[0] for file in (ROOT / "static/fonts").glob("*-LICENSE.txt")}
    assert all(any(file.name.startswith(font) for font in fonts) for file in (ROOT / "static/fonts").iterdir())
    listed_files = {where for _, where, _, _ in SHIPPED}
    assert {f"static/fonts/{font}-LICENSE.txt" for font in fonts} <= listed_files
    assert {f"static/map/{file.name}" for file in (ROOT / "static/map").iterdir()} <= listed_files
