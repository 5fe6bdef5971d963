"""Normal forms of Vietnamese text: NFC, usual letters, tone placement, i/y, and folding to bare letters."""

import re
import unicodedata
from typing import Final

from articles.text.lookalikes import plain_letters

# At the end of a syllable "oa", "oe" and "uy" carry the tone on either vowel: "hòa" (old) or "hoà" (new).
_NEW_PLACEMENT: Final = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_OLD_PLACEMENT: Final = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_PLACEMENTS: Final = dict(zip(_NEW_PLACEMENT, _OLD_PLACEMENT, strict=True))
# In "quý" the "u" belongs to the onset, so the tone can only be on the "y".
_MOVABLE_TONE: Final = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_PLACEMENT)})$")

# Onsets after which "i" and "y" spell the same sound, and both are printed: "kĩ"/"kỹ", "Mĩ"/"Mỹ", "quí"/"quý".
_I_OR_Y: Final = re.compile(r"(?P<onset>[hklmst]|qu)(?P<vowel>[yỳýỷỹỵ])")
_Y_TO_I: Final = dict(zip("yỳýỷỹỵ", "iìíỉĩị", strict=True))


def nfc(text: str) -> str:
    """Return `text` with every letter and its marks composed (Unicode NFC)."""
    return unicodedata.normalize("NFC", text)


def spelling(syllable: str) -> str:
    """Return the spelling that represents all accepted spellings of a syllable.

    Lower case NFC in the usual letters (Ðiều -> điều); the tone of a final "oa", "oe", "uy" on its first vowel
    (hoà -> hòa, thuý -> thúy); "i" for "y" where both are printed (Mỹ -> mĩ). For comparison only, never for display.
    Both placements of the tone are in use: the spelling rules of 1980 (240/QĐ) introduced the newer without retiring
    the older.
    """
    form = plain_letters(nfc(syllable)).lower()
    if match := _I_OR_Y.fullmatch(form):
        return match["onset"] + _Y_TO_I[match["vowel"]]
    return _MOVABLE_TONE.sub(lambda match: _PLACEMENTS[match[0]], form)


def old_placement(syllable: str) -> str:
    """Return a syllable with the tone of a final "oa", "oe", "uy" on its first vowel, as newspapers print it.

    "Hoà" -> "Hòa", "UỶ" -> "ỦY"; "quý" and any other syllable stay.
    """
    lower = syllable.lower()
    match = _MOVABLE_TONE.search(lower)
    if match is None or len(lower) != len(syllable):
        return syllable
    moved = _PLACEMENTS[match[0]]
    tail = zip(moved, syllable[match.start() :], strict=True)
    return syllable[: match.start()] + "".join(new.upper() if old.isupper() else new for new, old in tail)


def fold(text: str) -> str:
    """Return `text` in lower case and the usual letters without any mark: "Đường sắt" -> "duong sat"."""
    if text.isascii():
        return text.lower()
    lower = plain_letters(text).lower()
    bare = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return bare.replace("đ", "d")


def small_letters(text: str) -> str:
    """Return a text in small letters, a letter for a letter, also where a small form has two ("İ")."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(char.lower()[0] for char in text)


def has_marks(text: str) -> bool:
    """Tell whether a letter of `text` carries a Vietnamese mark (tone, hat, breve, horn, or the bar of đ)."""
    return fold(text) != nfc(plain_letters(text)).lower()
