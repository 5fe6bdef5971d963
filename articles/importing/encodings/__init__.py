"""The encodings of Vietnamese text, and text decoded in one of them by its name."""

import re
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import Final

from articles.importing.encodings.tcvn3_capitals import restore_capitals
from articles.text.syllables import share_spelt

_LETTERS: Final = Path(__file__).with_name("letters.tsv")
_COLUMNS: Final = {"tcvn3": 1, "vni": 2, "viscii": 3, "vps": 4}
_CODECS: Final = {"utf-8": "utf-8-sig", "windows-1258": "cp1258"}
# Bytes that are signs in windows-1252 and control characters in Latin-1; windows-1252 leaves five of them empty.
_SIGNS: Final = {place: bytes([place]).decode("cp1252", "ignore") or chr(place) for place in range(0x80, 0xA0)}
_PLACES: Final = {ord(sign): place for place, sign in _SIGNS.items()}
_COMMON_SIGNS: Final = frozenset("…–—“”‘’•")
_ENDS_WORD: Final = re.compile(r"[.?!…,;:)\]\d]")
_WORD: Final = re.compile(r"[^ \t\r\n]+")
# In a word with more disputed bytes than this, all of them are letters.
_MOST_SIGNS: Final = 6


def decode_as(data: bytes, encoding: str) -> str:
    """Return the text of `data` in one of `options.ENCODINGS` except UTF-16; raises UnicodeError where it is not."""
    if encoding in _CODECS:
        return data.decode(_CODECS[encoding])
    read = western(data)
    text = _WORD.sub(lambda word: _word(word[0], encoding), read)
    return restore_capitals(text) if encoding == "tcvn3" and not _has_capitals(text) else text


def western(data: bytes) -> str:
    """Decode bytes as windows-1252; a byte that it leaves empty becomes the control character of Latin-1."""
    return data.decode("latin-1").translate(_SIGNS)


def western_bytes(text: str) -> bytes:
    """Encode text as `western` decodes it; raises UnicodeEncodeError where it has any other character."""
    return text.translate(_PLACES).encode("latin-1")


@cache
def letters(encoding: str) -> dict[str, str]:
    """Return the accented letters of an old encoding, by what `western` makes of their bytes."""
    rows = (line.split("\t") for line in _LETTERS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {western(bytes.fromhex(row[_COLUMNS[encoding]])): row[0] for row in rows}


@lru_cache(maxsize=50_000)
def _word(word: str, encoding: str) -> str:
    """Decode a word.

    Some bytes are capitals in the standard and signs ("…", "“") in the fonts of Windows. All readings of them are
    tried; the one with the best spelling wins, letters before signs where two are as good.
    """
    table = letters(encoding)
    pieces = _pieces(encoding).findall(word)
    plain = [table.get(piece, piece) for piece in pieces]
    disputed = []
    for index in (index for index, piece in enumerate(pieces) if piece in table and _is_sign(piece)):
        if _may_be_letter(plain, pieces, index):
            disputed.append(index)
        else:
            plain[index] = pieces[index]
    if not disputed or len(disputed) > _MOST_SIGNS:
        return "".join(plain)
    readings = [_reading(plain, pieces, disputed, choice) for choice in product((True, False), repeat=len(disputed))]
    return max(readings, key=_sense)


def _may_be_letter(plain: list[str], pieces: list[str], index: int) -> bool:
    """Tell whether a disputed byte may be a letter here: no capital follows a small letter; only "Ở" stands alone."""
    before, after = "".join(plain[:index])[-1:], "".join(plain[index + 1 :])
    if plain[index].islower():
        return True
    if (
        before.islower()
        or (after[:1].isupper() and after[1:2].islower())
        or (_ENDS_WORD.match(before) and not after[:1].isalpha())
    ):
        return False
    return before.isalpha() or after[:1].isalpha() or plain[index] == "Ở" or pieces[index] not in _COMMON_SIGNS


def _sense(reading: str) -> float:
    share = share_spelt(reading)
    return 1 if share is None else share


def _reading(plain: list[str], pieces: list[str], disputed: list[int], letter: tuple[bool, ...]) -> str:
    signs = {index for index, is_letter in zip(disputed, letter, strict=True) if not is_letter}
    return "".join(pieces[index] if index in signs else plain[index] for index in range(len(pieces)))


@cache
def _pieces(encoding: str) -> re.Pattern[str]:
    """Return a pattern of one letter of an encoding, the longest byte sequences first, else of any character."""
    written = sorted(letters(encoding), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, written), "."]), re.DOTALL)


def _is_sign(piece: str) -> bool:
    return ord(piece) in _PLACES if len(piece) == 1 else False


def _has_capitals(text: str) -> bool:
    """Tell whether TCVN3 text has capitals that only the full standard has, not its fonts."""
    return any(letter in text for letter in letters("tcvn3").values() if letter.isupper() and letter not in "ĂÂÊÔƠƯĐ")
