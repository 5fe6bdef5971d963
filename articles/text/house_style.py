"""The house style of names that are shown: one spelling for names that papers write in several.

The usual style of Vietnamese newspapers: the tone of a final "oa", "oe", "uy" on its first vowel (Khánh Hòa, Ủy ban);
a name in capitals with capitals at the beginnings of its words alone (Nguyễn Văn Tùng); a unit such as "thành phố"
small inside the name of a body (UBND thành phố Hà Nội) and capital where a name begins with it (Thành phố Hồ Chí
Minh); "nhân dân" small in a body's name (Tòa án nhân dân). Search finds every spelling, whatever is shown.
"""

import re
from functools import lru_cache
from typing import Final

from articles.text.letter_classes import UPPER
from articles.text.normal import has_marks, nfc, old_placement
from articles.text.syllables import is_unmarked_syllable

# Units, which are common nouns inside a name.
_UNITS: Final = "(?i:thành phố|tỉnh|thị xã|thị trấn|quận|huyện|phường|xã(?! hội))"
_INNER_UNIT: Final = re.compile(rf"(?<=\w ){_UNITS}(?= [{UPPER}\d])")
_FIRST_UNIT: Final = re.compile(rf"^{_UNITS}(?= [{UPPER}\d])")
_PEOPLES: Final = re.compile(
    r"(?:(?<=Ủy ban )|(?<=Tòa án ))Nhân dân\b|(?<=Hội đồng )Nhân dân\b|(?<=iện kiểm sát )Nhân dân\b"
)
# Signs of the sentence around a name.
_MARKS: Final = ' ”“",;:'
# Letters of the shortest word of an organisation's name that is surely no short form.
_SHORTEST_WORD: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=50_000)
def house_tones(name: str) -> str:
    """Return a name with the tone of each Vietnamese syllable where the house style has it: "Hoà" -> "Hòa"."""
    return _WORD.sub(lambda match: _with_tone(match[0]), nfc(name))


@lru_cache(maxsize=50_000)
def house_name(kind: str, name: str) -> str:
    """Return the name of a person, place or organisation (`kind` as of entities) in the house style."""
    styled = house_tones(_without_capitals(kind, _without_stop(name.strip(_MARKS)) or name))
    if kind == "organization":
        return _PEOPLES.sub("nhân dân", _INNER_UNIT.sub(lambda match: match[0].lower(), styled))
    if kind == "place":
        return _FIRST_UNIT.sub(lambda match: match[0][:1].upper() + match[0][1:].lower(), styled)
    return styled


def _without_stop(name: str) -> str:
    """Return a name that ends in a Vietnamese word without the end of the sentence: "Cục Di sản văn hóa)."."""
    bare = name.rstrip(f"{_MARKS}.)")
    last = bare.rsplit(" ", 1)[-1]
    is_word = " " in bare and is_unmarked_syllable(last) and (last.islower() or has_marks(last))
    return bare if is_word and len(last) > 1 and "(" not in name else name


def _without_capitals(kind: str, name: str) -> str:
    """Return a name of several words in capitals, as headlines print it, in small letters; not short forms."""
    words = name.split()
    is_headline = name.isupper() and len(words) > 1 and all(word.isalpha() and len(word) > 1 for word in words)
    if not is_headline or (kind != "person" and not _is_of_words(kind, words)):
        return name
    return " ".join(word[0] + word[1:].lower() for word in words)


def _is_of_words(kind: str, words: list[str]) -> bool:
    """Tell whether a place is of Vietnamese syllables, an organisation of foreign words: these are no short forms."""
    if kind == "place":
        return all(map(is_unmarked_syllable, words))
    return all(len(word) >= _SHORTEST_WORD and not is_unmarked_syllable(word) for word in words)


def _with_tone(word: str) -> str:
    return old_placement(word) if is_unmarked_syllable(word) else word
