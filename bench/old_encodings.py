"""Writes text in the Vietnamese encodings from before Unicode, as the programs of their time did."""

import unicodedata

from articles.importing.encodings import letters, western_bytes

OLD = ("tcvn3", "vni", "windows-1258", "viscii", "vps")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def encode(text: str, encoding: str) -> bytes:
    """Return text in an old encoding. Characters that it lacks are written as in windows-1252, or else as "?"."""
    if encoding == "windows-1258":
        return b"".join(map(_windows_1258, unicodedata.normalize("NFC", text)))
    written = {letter: western_bytes(bytes_) for bytes_, letter in letters(encoding).items()}
    return b"".join(written.get(letter) or letter.encode("cp1252", "replace") for letter in text)


def encodable(text: str, encoding: str) -> str:
    """Return text as it comes back from `encode`: Western characters whose bytes are letters there become "?"."""
    if encoding == "windows-1258":
        return unicodedata.normalize("NFC", encode(text, encoding).decode("cp1258"))
    written = letters(encoding)
    return "".join(letter if letter in written.values() else _western(letter, written) for letter in text)


def _western(letter: str, written: dict[str, str]) -> str:
    kept = letter.encode("cp1252", "replace").decode("cp1252")
    return "?" if kept in written else kept


def _windows_1258(letter: str) -> bytes:
    parts = unicodedata.normalize("NFD", letter)
    tones = "".join(part for part in parts if part in _TONES)
    bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        return (bare + tones).encode("cp1258", "replace")
