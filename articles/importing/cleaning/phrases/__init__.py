"""Lists of phrases for the rules of cleaning, in files of one phrase a line; "#" begins a comment."""

import re
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def phrases(name: str) -> frozenset[str]:
    """Return the phrases of a list by its name, which is that of a file in this folder."""
    lines = (_FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def either(name: str) -> str:
    """Return a regular expression that matches any phrase of a list, longer ones first."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases(name), key=len, reverse=True)) + ")"
