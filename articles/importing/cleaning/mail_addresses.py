"""Addresses of e-mail in bylines, which pages often glue to the name."""

import re
from typing import Final

from articles.text.letter_classes import LOWER, UPPER
from articles.text.syllables import is_spelt_syllable

_MAIL: Final = re.compile(r"\s*[-–|(]?\s*(?P<box>\S+)@\S+\s*\)?")
_CAPITALISED: Final = re.compile(rf"[{UPPER}][{LOWER}]+")


def without_mail(line: str) -> str:
    """Return a line without addresses of e-mail, also where one is glued to a name: "Lê Thu Hàha.le@x.vn"."""
    return _MAIL.sub(lambda mail: f" {_glued_syllable(mail['box'])}", line)


def _glued_syllable(box: str) -> str:
    """Return the longest syllable of a name that is glued to a mailbox, "" where that stands alone: "An.le"."""
    begins = _CAPITALISED.match(box)
    lengths = range(begins.end() if begins else 0, 1, -1)
    found = next((box[:length] for length in lengths if is_spelt_syllable(box[:length])), "")
    return found if not found.isascii() or box[len(found) : len(found) + 1].isalpha() else ""


def is_mail(text: str) -> bool:
    """Tell whether a line is an address of e-mail and nothing else."""
    return "@" in text and not without_mail(text).strip()
