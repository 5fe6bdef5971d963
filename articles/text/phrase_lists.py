"""Data in text files, an entry a line; blank lines and lines that begin with "#" are left out."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Final

_ONE_WORD_MORE: Final = re.escape(" ...")
_MAYBE_MORE: Final = re.escape("...")


def entries(path: Path) -> list[str]:
    """Return the entries of a file in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def digest(path: Path) -> bytes:
    """Return the SHA-256 of a file's entries; comments and blank lines do not change it."""
    return sha256("\n".join(entries(path)).encode()).digest()


class PhraseFolder:
    """Lists of phrases: each is a file of one folder, a phrase a line.

    "..." at a phrase's end stands for whatever follows: "Sở ..." for "Sở Y tế", "Phòng cảnh sát..." also for itself.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def phrases(self, name: str) -> frozenset[str]:
        """Return the phrases of the list `name`."""
        return frozenset(entries(self._folder / f"{name}.txt"))

    def either(self, *names: str, space: str = " ") -> str:
        """Return a regular expression for any phrase of these lists, the longest first.

        `space` is the expression for the spaces within a phrase.
        """
        phrases = {phrase for name in names for phrase in self.phrases(name)}
        longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
        return "(?:" + "|".join(_expression(phrase, space) for phrase in longest_first) + ")"


# The lists of phrases in `data`, which this package and `articles.entities` go by.
TEXT_LISTS: Final = PhraseFolder(Path(__file__).parent / "data")


def _expression(phrase: str, space: str) -> str:
    escaped = re.escape(phrase).replace(_ONE_WORD_MORE, " .+").replace(_MAYBE_MORE, ".*")
    return escaped.replace(re.escape(" "), space)
