"""Mutation testing: changes the code in many small ways and lists the changes that no test notices.

    python -m bench.mutation storing [--minutes 10] [--folder FOLDER]

The targets are `storing` (articles/importing/storing), `ranking` (articles/search/ranking) and `outbox` (the outbox of
the index). A copy of the project is mutated, in FOLDER: a run in the same folder goes on where the last one stopped.
Mutants that survive the tests nearest to the code are tried again by all tests that reach it, on the default engine.
For each surviving mutant its difference is printed, and the tests that ran on it. It needs mutmut, which is not among
the requirements since little else does: `pip install mutmut==3.8.1`.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from time import monotonic

_ROOT = Path(__file__).resolve().parents[1]
_MUTMUT = "mutmut==3.8.1"
_CONFIGURATION = """\
[mutmut]
source_paths =
    articles
only_mutate =
    {code}
also_copy =
    {copied}
pytest_add_cli_args =
    --nomigrations
    -p
    no:cacheprovider
    -k
    not whoosh
pytest_add_cli_args_test_selection =
    {tests}
timeout_multiplier = 30.0
track_dependencies = false
use_git_change_detection = false
"""


@dataclass(frozen=True, slots=True)
class Target:
    """Code to mutate, as patterns of files, and the tests that must notice it.

    Each round of tests runs on the mutants that survived the one before: few and fast ones first.
    """

    code: tuple[str, ...]
    rounds: tuple[tuple[str, ...], ...]


TARGETS = {
    "storing": Target(
        ("articles/importing/storing/*",),
        (
            ("articles/tests/importing/storing",),
            ("articles/tests/entities/test_forgetting.py", "articles/tests/admin/test_article_changes.py"),
        ),
    ),
    "ranking": Target(
        ("articles/search/ranking/*",),
        (("articles/tests/search/ranking",), ("articles/tests/search",)),
    ),
    "outbox": Target(
        ("articles/models/index_outbox.py", "articles/search/index/outbox.py"),
        (("articles/tests/search/index", "articles/tests/models/test_index_steps.py"),),
    ),
}
_SURVIVED = {"survived", "no tests"}
_NOT_RUN = "not checked"


def mutate(target: Target, folder: Path, minutes: float) -> None:
    """Run all rounds until all mutants are tested or the time is up, then print the report."""
    end = monotonic() + minutes * 60
    outcomes: dict[str, str] = {}
    shown_in: dict[str, Path] = {}
    for number, tests in enumerate(target.rounds, 1):
        place = folder / f"round-{number}"
        survivors = [name for name, outcome in outcomes.items() if outcome in _SURVIVED]
        if number > 1 and not survivors:
            break
        prepare(target.code, tests, place)
        in_time = run(place, survivors, end - monotonic())
        found = {name: outcome for name, outcome in _outcomes(place).items() if not survivors or name in survivors}
        outcomes |= found
        shown_in |= dict.fromkeys(found, place)
        if not in_time:
            print(f"\nThe {minutes:g} minutes are up; run it again to go on.")
            break
    report(outcomes, shown_in)


def prepare(code: Sequence[str], tests: Sequence[str], folder: Path) -> None:
    """Copy the tracked files of the project into the folder, with the configuration of mutmut."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=_ROOT, capture_output=True, check=True)  # noqa: S607
    names = [name for name in listing.stdout.decode().split("\0") if name]
    for name in names:
        copy = folder / name
        data = (_ROOT / name).read_bytes() if (_ROOT / name).is_file() else b""
        if not copy.is_file() or copy.read_bytes() != data:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
    copied = sorted({name.split("/")[0] for name in names} - {"pyproject.toml"})
    lines = {"code": code, "copied": copied, "tests": tests}
    configuration = _CONFIGURATION.format(**{name: "\n    ".join(values) for name, values in lines.items()})
    (folder / "setup.cfg").write_text(configuration)


def run(folder: Path, names: Sequence[str], seconds: float) -> bool:
    """Run mutmut on the named mutants, or on all, that have no outcome yet; return whether it was done in time."""
    if names:
        found = _outcomes(folder)
        names = [name for name in names if found.get(name, _NOT_RUN) == _NOT_RUN]
        if not names:
            return True
    environment = os.environ | {"DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count() or 1), *names]
    try:
        subprocess.run(command, cwd=folder, env=environment, timeout=max(0, seconds), check=True)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return True


def report(outcomes: Mapping[str, str], shown_in: Mapping[str, Path]) -> None:
    """Print how many mutants had each outcome, then each survivor with its difference and its tests."""
    print(", ".join(f"{count} {outcome}" for outcome, count in Counter(outcomes.values()).most_common()))
    for survivor in sorted(name for name, outcome in outcomes.items() if outcome in _SURVIVED):
        print(f"== {survivor}: {outcomes[survivor]}")
        print(_mutmut(shown_in[survivor], "show", survivor))
        print("tests:", ", ".join(_mutmut(shown_in[survivor], "tests-for-mutant", survivor).split()) or "none")


def _outcomes(folder: Path) -> dict[str, str]:
    """Return the outcome of each mutant of a folder; none before the first run in it."""
    if not (folder / "mutants").is_dir():
        return {}
    return dict(line.strip().split(": ") for line in _mutmut(folder, "results", "--all", "true").splitlines())


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout  # noqa: S603


def main() -> None:
    """Mutate one target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--folder", type=Path, help="where the copy is (default: in the folder of temporary files)")
    options = parser.parse_args()
    if importlib.util.find_spec("mutmut") is None:
        parser.error(f"mutmut is not installed: {sys.executable} -m pip install {_MUTMUT}")
    folder = options.folder or Path(gettempdir(), f"mutation-{options.target}")
    mutate(TARGETS[options.target], folder, options.minutes)


if __name__ == "__main__":
    main()
