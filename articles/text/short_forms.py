"""Short forms of Vietnamese newsrooms, and different names of the same thing: one table for search and names.

`data/short_forms.txt` has a short form a line ("UBND = Ủy ban nhân dân"; "/" between several full forms, the commonest
first). `data/same_names.txt` has a line for each thing with several names ("Mỹ = Hoa Kỳ = nước Mỹ", the name to show
first). Ministries merged or renamed in 2025 stay beside the new ones, since older articles name them. A short form of a
whole name ("WHO") is in the second file: it means that name wherever it is written.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from articles.text.normal import fold, spelling
from articles.text.phrase_lists import entries
from articles.text.syllables import is_syllable_shaped

DATA: Final = Path(__file__).parent / "data"

_NOT_A_LETTER: Final = re.compile(r"[\W_]+")
_VOWEL: Final = re.compile(r"[aeiouy]", re.IGNORECASE)
_LONGEST_SYLLABLE_LIKE: Final = 4
_CLEAR_LENGTH: Final = 3
# A short form of several parts: "GD & ĐT", "GT - VT".
_PARTS: Final = re.compile(r"\b[A-ZĐ]{2,}(?:\s?[-–&,]\s?[A-ZĐ]{2,})+\b")
_JOINT: Final = re.compile(r"\s?[-–&,]\s?")


def expansions(short: str) -> tuple[str, ...]:
    """Return the full forms of a short form, the commonest first; () where it is none.

    Dots, hyphens and "&" do not count: "GD-ĐT", "GD&ĐT" and "GDĐT" are the same. Nor does case, except in forms
    that can be read as a syllable: "CA" and "TƯ" are short forms, "ca" and "Tư" are words.
    """
    is_word = _is_syllable_like(short) and not short.isupper() and short not in _spelt_short_forms()
    return () if is_word else _full_forms().get(_letters(short), ())


def with_parts_written_out(name: str) -> str:
    """Return a name with its short forms of several parts written out: "Sở GD & ĐT", "Sở GT - VT"."""
    return _PARTS.sub(lambda match: next(iter(expansions(_JOINT.sub("-", match[0]))), match[0]), name)


def with_parts_joined(name: str) -> str:
    """Return a name with its short forms of several parts as one word: "Bộ GD-ĐT" -> "Bộ GDĐT"."""
    return _PARTS.sub(lambda match: _JOINT.sub("", match[0]), name)


def short_forms(full: str) -> tuple[str, ...]:
    """Return the short forms of a full form: "ủy ban nhân dân" -> ("UBND",); () where it has none."""
    return _shortened().get(_plain(full), ())


def same_names(name: str) -> tuple[str, ...]:
    """Return all names of the thing that `name` names, the one to show first; () where the table has no other."""
    is_word = name.islower() and _is_syllable_like(name) and is_syllable_shaped(fold(name))
    return () if is_word else _groups().get(_plain(name), ())


def groups_of_names() -> list[list[str]]:
    """Return the names of each thing that the table has several names of, the one to show first."""
    return _fields("same_names.txt")


def is_clear(short: str) -> bool:
    """Tell whether a short form hardly stands for anything else: UBND does not, CA does."""
    return len(short) >= _CLEAR_LENGTH and len(expansions(short)) == 1


@lru_cache(maxsize=2000)
def ways_to_write(name: str) -> tuple[str, ...]:
    """Return a name, and one of several words with clear short forms of its parts: Viện KSND tối cao, Bộ GDĐT."""
    words = name.split()
    count = len(words)
    ways = [name, *([with_parts_joined(name)] if count > 1 else ())]
    for start, end in ((i, j) for i in range(count) for j in range(i + 1, count + 1) if j - i < count):
        shorts = filter(is_clear, short_forms(" ".join(words[start:end])))
        ways += [" ".join((*words[:start], short, *words[end:])) for short in shorts]
    return tuple(dict.fromkeys(ways))


def canonical(name: str) -> str:
    """Return the name to show for `name` and its equivalents: "Hoa Kỳ" -> "Mỹ"; `name` itself where it has none."""
    return next(iter(same_names(name)), name)


def _letters(form: str) -> str:
    return _NOT_A_LETTER.sub("", form).lower()


@lru_cache(maxsize=10_000)
def _spelt(word: str) -> str:
    return spelling(word)


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    """Return a name's syllables in their normal spelling, without the marks between them; see `with_parts_joined`."""
    words = [_spelt(word) for word in _NOT_A_LETTER.sub(" ", with_parts_joined(name)).split()]
    return " ".join(words)


def _is_syllable_like(form: str) -> bool:
    return " " not in form and len(form) <= _LONGEST_SYLLABLE_LIKE and bool(_VOWEL.search(fold(form)))


@cache
def _spelt_short_forms() -> dict[str, tuple[str, ...]]:
    return {short: tuple(full.split(" / ")) for short, full in _fields("short_forms.txt")}


@cache
def _full_forms() -> dict[str, tuple[str, ...]]:
    return {_letters(short): full for short, full in _spelt_short_forms().items()}


@cache
def _shortened() -> dict[str, tuple[str, ...]]:
    return _gathered((_plain(full), short) for short, fulls in _spelt_short_forms().items() for full in fulls)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    groups = {_plain(way): tuple(group) for group in groups_of_names() for name in group for way in ways_to_write(name)}
    return groups | {_plain(name): tuple(group) for group in groups_of_names() for name in group}


def _fields(name: str) -> list[list[str]]:
    """Return what stands between the "=" of each entry of a file of `data`."""
    return [entry.split(" = ") for entry in entries(DATA / name)]


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    gathered: defaultdict[str, list[str]] = defaultdict(list)
    for key, value in pairs:
        gathered[key].append(value)
    return {key: tuple(values) for key, values in gathered.items()}
