"""Names of people, papers and agencies, as bylines and credits write them."""

import re
from typing import Final

from articles.importing.cleaning.phrases import either, phrases
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER

SURNAMES: Final = phrases("surnames")
SENTENCE_OPENERS: Final = phrases("sentence_openers")
_PAPER: Final = re.compile(
    rf"{either('papers')}\b|.*\.(?:vn|com|net|org)\b|.*\bonline\b|.*[&/+]",
    re.IGNORECASE,
)
_INITIALS: Final = re.compile(rf"(?:[{UNMARKED_UPPER}]{{1,2}}\.\s?){{1,4}}[{UPPER}]?[{LOWER}]{{0,6}}\.?")
_SYLLABLE: Final = re.compile(rf"[{UPPER}][\w’'‘.]*(?:-[^\W\d_][\w’']*)*")
_TEAM: Final = re.compile(
    r"(?:nhóm\s+)?(?:PV|phóng viên|CTV|BTV|biên tập viên|nhóm phóng viên)\b(?:\s+\S+){0,3}", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*[,;&|/]\s*|\s+và\s+", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list such as "Lê Hoàng Nhạn - Phạm Tuấn Duy" or "An Nhiên, M.T. và Bảo Anh"."""
    pieces = (name for piece in _BETWEEN.split(text) for name in _split_hyphen(piece.strip()))
    return tuple(piece for piece in pieces if piece)


def _split_hyphen(text: str) -> list[str]:
    """Part "Thành Long-Hoài Nam", but not "Park Min-seok": on both sides there is a name of its own."""
    parts = text.split("-")
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [text]


def is_name(text: str) -> bool:
    """Tell whether `text` has the shape of one name: two to five capitalised syllables, initials, or "Nhóm PV"."""
    if _TEAM.fullmatch(text) or _INITIALS.fullmatch(text):
        return True
    syllables = text.split()
    return (
        2 <= len(syllables) <= 5
        and len(text) <= 40
        and all(_SYLLABLE.fullmatch(s) for s in syllables)
        and text[-1] != "."
    )


def are_names(text: str) -> bool:
    """Tell whether `text` is one name or up to five of them with nothing else."""
    names = split_names(text)
    return 1 <= len(names) <= 5 and all(is_name(name) for name in names)


def are_capitals(text: str) -> bool:
    """Tell whether every word of `text` begins with a capital."""
    return all(word[0].isupper() for word in text.split())


def is_person(text: str) -> bool:
    """Tell whether a name is a Vietnamese person's in full (surname first), not a paper's."""
    syllables = text.split()
    return is_name(text) and 3 <= len(syllables) <= 5 and syllables[0].lower() in SURNAMES and not is_paper(text)


def is_paper(text: str) -> bool:
    """Tell whether `text` begins like the name of a paper, a site or an agency."""
    return bool(_PAPER.match(text))
