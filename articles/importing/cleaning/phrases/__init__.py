"""Lists of phrases that the rules of cleaning go by: a phrase a line, "#" begins a comment."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def phrases(name: str) -> frozenset[str]:
    """Return the phrases of the list `name` (a file of this folder)."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
