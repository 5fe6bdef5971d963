"""Locks the requirements: `python -m tools.lock_requirements`, after a line of requirements*.txt changed.

People edit requirements.txt and requirements-dev.txt. The .lock beside each names all that is installed, what these
need included, for every system and Python that the archive runs on, with the hashes of all files of each version.
`bin/serve`, `bin/test` and the Dockerfile install the lock, so pip refuses a file that was changed since.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
# The later ones include the earlier, and have the same versions.
NAMES: Final = ("requirements", "requirements-dev")
_OLDEST_PYTHON: Final = "3.11"
_OPTIONS: Final = ("--universal", "--generate-hashes", "--no-header", "--annotation-style", "line", "--quiet")


def locked(name: str) -> dict[str, list[str]]:
    """Return the lines of a lock for each package that it names: "limits==5.8.0", with markers; seldom several."""
    lines: dict[str, list[str]] = {}
    for line in (ROOT / f"{name}.lock").read_text().splitlines():
        if line and line[0] not in "# ":
            lines.setdefault(line.partition("==")[0].partition("[")[0], []).append(line.rstrip(" \\"))
    return lines


def main() -> None:
    """Write the locks. What is locked already keeps its version unless its line changed."""
    for name in NAMES:
        python = ("--python-version", _OLDEST_PYTHON)
        files = (f"{name}.txt", "--output-file", f"{name}.lock")
        earlier = () if name == NAMES[0] else ("--constraint", f"{NAMES[0]}.lock")
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "uv", "pip", "compile", *_OPTIONS, *python, *earlier, *files], cwd=ROOT, check=True
        )


if __name__ == "__main__":
    main()
