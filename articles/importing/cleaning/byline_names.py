"""Names of people, papers and agencies as they are written in bylines and credits."""

import re
from itertools import islice
from typing import Final

from articles.importing.cleaning.phrases import either, phrases
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER
from articles.text.papers import is_sign_off

SURNAMES: Final = phrases("surnames")
SENTENCE_OPENERS: Final = phrases("sentence_openers")
_PAPER: Final = re.compile(
    rf"{either('papers')}\b|.*\.(?:vn|com|net|org)\b|.*\bonline\b|.*[&/+]",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+\+?")
_LONGEST_PAPER: Final = 4  # words of a name by which a paper is known
_INITIALS: Final = re.compile(
    rf"(?:[{UNMARKED_UPPER}]{{1,2}}\.\s?){{1,4}}[{UPPER}]?[{LOWER}]{{0,6}}\.?|(?:[{UNMARKED_UPPER}]\.\s?){{1,3}}[{UPPER}]{{3,7}}"
)
_SYLLABLE: Final = re.compile(rf"[{UPPER}][\w’'‘.]*(?:-[^\W\d_][\w’']*)*")
_TEAM: Final = re.compile(
    r"(?:nhóm\s+)?(?:PV|phóng viên|CTV|BTV|biên tập viên|nhóm phóng viên)\b(?:\s+\S+){0,3}"
    rf"|ban {either('sections')}",
    re.IGNORECASE,
)
_NO_NAME: Final = re.compile(rf"{either('no_names')}\b", re.IGNORECASE)
_LONGEST_NAMES: Final = 400  # characters, with what stands between them
_SIGNS_BETWEEN: Final = re.compile(r"[-–—,;&|/]")
_BETWEEN: Final = re.compile(r"\s+[-–—]\s*|\s*[-–—]\s+|\s*[,;&|/]\s*|\s+và\s+", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list such as "Lê Hoàng Nhạn - Phạm Tuấn Duy" or "An Nhiên, M.T. và Bảo Anh"."""
    is_list = _SIGNS_BETWEEN.search(text) is not None or "và" in text.lower()
    split = _BETWEEN.split(text) if is_list else [text]
    parts = (name for part in split for name in _split_hyphen(part.strip()))
    return tuple(part for part in parts if part)


def _split_hyphen(text: str) -> list[str]:
    """Split "Thành Long-Hoài Nam", where each side is a name of several words, but not "Park Min-seok"."""
    parts = text.split("-")
    return parts if len(parts) > 1 and all(len(part.split()) > 1 for part in parts) else [text]


def is_name(text: str) -> bool:
    """Tell whether `text` has the shape of one name: two to five capitalised syllables, initials, or "Nhóm PV"."""
    if _NO_NAME.match(text):
        return False
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
    """Tell whether `text` is one to five names and nothing else."""
    if len(text) > _LONGEST_NAMES:
        return False
    names = split_names(text)
    return 1 <= len(names) <= 5 and all(is_name(name) for name in names)


def are_capitals(text: str) -> bool:
    """Tell whether every word of `text` begins with a capital."""
    return all(word[0].isupper() for word in text.split())


def is_person(text: str) -> bool:
    """Tell whether a name is the full name of a Vietnamese person (surname first), not that of a paper."""
    syllables = text.split()
    return is_name(text) and 3 <= len(syllables) <= 5 and syllables[0].lower() in SURNAMES and not is_paper(text)


def is_paper(text: str) -> bool:
    """Tell whether `text` begins as the name of a paper, a site or an agency does."""
    if _PAPER.match(text):
        return True
    words = islice(_WORD.finditer(text), _LONGEST_PAPER)
    return any(is_sign_off(text[: word.end()]) for word in words)
