"""What of a person's name its forms have or not: the middle word "Thị" or "Văn", a by-name behind it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from articles.text.edit_distance import is_within_one_edit
from articles.text.normal import fold
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_unmarked_syllable

_MIDDLES: Final = ("thị", "văn")
_MIDDLE_AT: Final = 1
_USUAL_MIDDLES: Final = tuple([middle] for middle in _MIDDLES)
_SHORTEST: Final = 2
# The show that made a singer known, behind the name.
_BY_NAME: Final = re.compile(r"\sIdol$")
_PLACES_AMONG_SIBLINGS: Final = frozenset(["hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "út"])
_VOWELS: Final = re.compile("[aeiouy]")
_PARTS: Final = re.compile(r"[\s.\u2010-]+")
# Letters of a word of which another may be a spelling, and of a foreign name that stands for a longer one.
_SHORTEST_SPELLED: Final = 4
# Letters by which two words sound alike.
_FEWEST_SOUNDS: Final = 3


def is_without_middle(short: str, full: str) -> bool:
    """Tell whether a name is another's without "Thị" or "Văn": "Bùi Kim Thu" of "Bùi Thị Kim Thu"."""
    words = full.lower().split()
    has_middle = len(words) > _SHORTEST and words[_MIDDLE_AT] in _MIDDLES and all(map(is_unmarked_syllable, words))
    return has_middle and short.lower().split() == [words[0], *words[_MIDDLE_AT + 1 :]]


def without_middle(folded: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a name without "thi" or "van" behind the first one."""
    middle = folded[_MIDDLE_AT : _MIDDLE_AT + 1]
    is_middle = middle in (("thi",), ("van",)) and len(folded) > _SHORTEST
    return (folded[0], *folded[_MIDDLE_AT + 1 :]) if is_middle else folded


def is_with_by_name(short: str, full: str) -> bool:
    """Tell whether a name is another's with a by-name behind it: "Trung Quân Idol"."""
    return _BY_NAME.sub("", full) == short != full


def is_form_of_first_name(one: str, other: str) -> bool:
    """Tell whether two first names are forms of one: "Juergen" and "Jürgen", "Petr" and "Petro", "Max" and "M."."""
    short, full = sorted((fold(name.split()[0]).replace("ue", "u").rstrip(".") for name in (one, other)), key=len)
    return full.startswith(short) or is_within_one_edit(short, full)


def may_be_one(one: str, other: str) -> bool:
    """Tell whether two names may be of one person, where something else says so too: the post that both hold.

    One begins or ends the other ("Hwang Kyo" of "Hwang Kyo-ahn", "Chí Trung" of "Phạm Chí Trung"), or both are foreign,
    of one surname and of forms of one given name: "Jim" and "James Mattis", "Sergey" and "Sergei Kislyak". A Vietnamese
    is called by the given name and the place among the siblings too ("Sáu Khải" of "Phan Văn Khải"), and the marks of a
    surname or middle word may be a slip: "Trần Tuần Anh".
    """
    short, full = sorted((_parts(one), _parts(other)), key=len)
    is_whole = len(short) >= _SHORTEST or (len("".join(short)) >= _SHORTEST_SPELLED and not is_unmarked_syllable(one))
    if is_whole and short in (full[: len(short)], full[-len(short) :]):
        return True
    if _is_called_by_place(short, full) or _is_slip_of_marks(short, full):
        return True
    is_foreign = not any(all(map(is_unmarked_syllable, name)) for name in (short, full))
    return is_foreign and len(short) == len(full) and all(map(_is_form, short, full))


def differ_in_a_word(one: str, other: str) -> bool:
    """Tell whether two names of three words or more have one given name and differ in another word alone.

    Papers make such slips ("Đặng Hữu Thủy", "Đặng Văn Thủy"), but two people may have such names too.
    """
    parts, others = _parts(one), _parts(other)
    if not _SHORTEST < len(parts) == len(others) or parts[-1] != others[-1]:
        return False
    return sum(part != word for part, word in zip(parts, others, strict=True)) == 1


def differ_in_surname(one: str, other: str) -> bool:
    """Tell whether two names differ in the surname alone, and have no middle word that most names have."""
    parts, others = _parts(one), _parts(other)
    return differ_in_a_word(one, other) and parts[1:] == others[1:] and parts[_MIDDLE_AT:-1] not in _USUAL_MIDDLES


def _is_called_by_place(short: Sequence[str], full: Sequence[str]) -> bool:
    is_call = len(short) == len(("sáu", "khải")) and short[0] in _PLACES_AMONG_SIBLINGS
    return is_call and len(full) > len(short) and short[-1] == full[-1]


def _is_slip_of_marks(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names of three words or more have the same letters, and the same given name with its marks."""
    is_long = len(one) == len(other) > _SHORTEST and one[-1] == other[-1]
    return is_long and list(map(fold, one)) == list(map(fold, other))


def _parts(name: str) -> Sequence[str]:
    return [part for part in _PARTS.split(name.lower()) if part]


def _is_form(one: str, other: str) -> bool:
    """Tell whether two words of foreign names are spellings or forms of one, or one is the initial of the other."""
    if fold(one) == fold(other) or not _forms(one).isdisjoint(_forms(other)):
        return True
    short, full = sorted((fold(one), fold(other)), key=len)
    if len(short) == 1:
        return full.startswith(short)
    return len(short) >= _SHORTEST_SPELLED and (is_within_one_edit(short, full) or _sound_alike(short, full))


def _sound_alike(one: str, other: str) -> bool:
    """Tell whether two words have the same first letter and the same consonants: "Thongloun" and "Thoonglun"."""
    sounds, others = (word[0] + _VOWELS.sub("", word[1:]) for word in (one, other))
    return sounds == others and len(sounds) >= _FEWEST_SOUNDS


def _forms(given: str) -> frozenset[str]:
    return _given_names().get(given, frozenset())


@cache
def _given_names() -> dict[str, frozenset[str]]:
    """Return the lines of the list that have a form of a given name, by its forms: "Ted" is in two."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in TEXT_LISTS.phrases("given_names"):
        for form in line.lower().split(" = "):
            found[form].add(line)
    return {form: frozenset(lines) for form, lines in found.items()}
