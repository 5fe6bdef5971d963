"""Letters and digits that look like the usual ones, or that readers type as them: one table for terms and names.

Newspapers write "Ðiều" with the Icelandic letter and "ВОТ" in Cyrillic; full-width, mathematical, raised and lowered
characters come from other alphabets of Unicode. For comparison only: shown text keeps what its author wrote.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import Final

# Soft hyphen, zero-width spaces and joiners, marks of direction: they stand in a word without being seen.
INVISIBLE: Final = "\u00ad\u200b-\u200f\u2060\ufeff"

_TYPED: Final = {
    **{"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"},
    **{"Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "İ": "I", "ı": "i", "ẞ": "SS", "ß": "ss"},
    **{"Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "ª": "a", "º": "o", "µ": "μ"},
}
# Blocks of characters that are a usual letter or digit in another style: Unicode's NFKC tells which.
_STYLED: Final = (
    *(range(0xB2, 0xBA), range(0x2070, 0x209D)),  # raised and lowered digits
    *(range(0x2100, 0x2189), range(0x1D400, 0x1D800)),  # letters and digits of mathematics, Roman numerals
    *(range(0xFB00, 0xFB07), range(0xFF10, 0xFF5B)),  # ligatures, full width
)
_SMALL_CAPITALS: Final = (range(0x250, 0x2B0), range(0x1D00, 0x1D30))
_SMALL_CAPITAL: Final = re.compile("LATIN LETTER SMALL CAPITAL ([A-Z])")

# Letters of two other scripts, each with the Latin letter that has its shape.
_CAPITALS: Final = dict(
    zip("АВЕЅІЈКМНОРСТУХԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXQWABEZHIKMNOPTYX", strict=True),
)
_OTHER_SCRIPTS: Final = _CAPITALS | dict(
    zip("авеѕіјкмнорстухԛԝһԁαβεικνορτυχμ", "abesijkmhopctyxqwhdabeikvoptuxu", strict=True),
)
# "ВОТ" and "Р-13М" are short forms in the wrong script, "МОСКВА" is a word of its own.
_LONGEST_SHORT_FORM: Final = 4

_WORD: Final = re.compile("[\\w\u0300-\u036f]+")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SHORT_FORM: Final = re.compile(rf"\d*(?:[{''.join(_CAPITALS)}]\d*){{1,{_LONGEST_SHORT_FORM}}}")


def plain_letters(text: str) -> str:
    """Return `text` with the usual letter or digit for each one that looks like it, without invisible characters.

    Ð -> Đ, ø -> o, ß -> ss, ﬁ -> fi, Ａ -> A, CO₂ -> CO2. Greek and Cyrillic letters change in words with Latin
    letters, and in words of at most four such capitals ("ВОТ"): words of those languages stay. The result can be longer
    or shorter than `text`; text that changes is returned in NFC.
    """
    if text.isascii() or not has_lookalikes(text):
        return text
    composed = unicodedata.normalize("NFC", text).translate(_PLAIN)
    decomposed = unicodedata.normalize("NFD", composed).translate(_PLAIN)
    return unicodedata.normalize("NFC", _WORD.sub(lambda word: _in_latin(word[0]), decomposed))


def has_lookalikes(text: str) -> bool:
    """Tell whether `text` has a character that `plain_letters` may change."""
    return _LOOKALIKE.search(text) is not None or _MATHEMATICAL.search(text) is not None


def _in_latin(word: str) -> str:
    return word.translate(_LATIN_SHAPES) if _LATIN.search(word) or _SHORT_FORM.fullmatch(word) else word


def _styled() -> Iterator[tuple[str, str]]:
    """Yield the characters of the blocks that are one or several letters or digits in another style."""
    for character in map(chr, chain.from_iterable(_STYLED)):
        plain = unicodedata.normalize("NFKC", character)
        if character.isalnum() and plain.isalnum() and plain != character:
            yield character, plain
    for character in map(chr, chain.from_iterable(_SMALL_CAPITALS)):
        if match := _SMALL_CAPITAL.fullmatch(unicodedata.name(character, "")):
            yield character, match[1].lower()


def _with_marks(letters: str) -> str:
    """Return these letters, and all that are one of them with a mark ("ǿ")."""
    marked = map(chr, chain(range(0xC0, 0x530), range(0x1E00, 0x2000)))
    return letters + "".join(one for one in marked if unicodedata.normalize("NFD", one)[0] in letters)


_CHANGED: Final = dict(_styled()) | _TYPED
_INVISIBLES: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_PLAIN: Final = str.maketrans(_CHANGED) | _INVISIBLES
_LATIN_SHAPES: Final = str.maketrans(_OTHER_SCRIPTS)
# Apart, since `re` searches fast only for characters of the first plane.
_MATHEMATICAL: Final = re.compile("[\U0001d400-\U0001d7ff]")
_FIRST_PLANE: Final = "".join(one for one in [*_CHANGED, *_OTHER_SCRIPTS] if one <= "\uffff")
_LOOKALIKE: Final = re.compile(f"[{INVISIBLE}{_with_marks(_FIRST_PLANE)}]")
