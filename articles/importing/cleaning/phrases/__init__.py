"""Lists of phrases that the rules of cleaning go by: a phrase a line, "#" begins a comment."""

import re
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def phrases(name: str) -> frozenset[str]:
    """Return the phrases of the list `name` (a file of this folder)."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def either(name: str) -> str:
    """Return a regular expression for any phrase of the list `name`, the longest first."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases(name), key=len, reverse=True)) + ")"
