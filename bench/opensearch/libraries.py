"""The libraries of OpenSearch, fetched by Maven once and kept for the next run."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

POM: Final = Path(__file__).with_name("pom.xml")
_GOAL = "dependency:copy-dependencies"
_TIMEOUT = 600


class Unavailable(Exception):
    """This machine cannot run a cluster; the message says why."""


def cache() -> Path:
    """Return the folder that keeps what was fetched: `news-archive` in the user's folder of caches."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "news-archive"


def program(name: str, package: str) -> str:
    """Return the path of a program; raises Unavailable with the Debian package that has it."""
    if (found := shutil.which(name)) is None:
        raise Unavailable(f"{name} is not installed (apt-get install {package})")
    return found


def libraries() -> Path:
    """Return the folder of the .jar files, fetched if they are not there; raises Unavailable."""
    digest = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    folder = cache() / f"opensearch-{digest}"
    if not folder.exists():
        _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    """Fetch into a folder beside and rename it, so that a folder that exists is complete."""
    maven = program("mvn", "maven")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        arriving = Path(scratch) / "jars"
        _run([maven, "-B", "-q", "-f", str(POM), _GOAL, f"-DoutputDirectory={arriving}"])
        try:
            arriving.rename(folder)
        except OSError:
            if not folder.exists():  # otherwise another process was faster
                raise


def _run(command: list[str]) -> None:
    pipe, both = subprocess.PIPE, subprocess.STDOUT
    try:
        done = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=both, text=True, timeout=_TIMEOUT
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"Maven did not fetch OpenSearch within {_TIMEOUT} s") from error
    if done.returncode:
        reasons = [line for line in done.stdout.splitlines() if "ERROR" in line]
        raise Unavailable(f"Maven could not fetch OpenSearch: {reasons[0] if reasons else done.returncode}")
