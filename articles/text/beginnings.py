"""Names found while they are typed: from the beginning of any word, with marks or without.

Telex adds marks at the end of a word ("đuong" on the way to "đường"). So of the last word typed, only the marks that
it already has must agree with the name's; earlier words with marks must agree exactly.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from articles.text.normal import fold, has_marks, nfc
from articles.text.terms import TextToken, tokens

# The five tones as combining marks: grave, acute, hook, tilde, dot below. All other marks belong to letters.
_TONES: Final = frozenset("\u0300\u0301\u0309\u0303\u0323")


# Limits of a key, in characters, and of the words of a name that one may begin to type at.
KEY_LENGTH: Final = 60
_MOST_STARTS: Final = 16
# A byte that UTF-8 never has, and greater than all that it has.
_NOT_UTF_8: Final = b"\xff"


def starts(name: str) -> list[str]:
    """Return the name from each of its words on, folded; `Beginning.folded` is compared with the start of each."""
    folded = [token.folded for token in tokens(name)[:_MOST_STARTS]]
    return [" ".join(folded[i:])[:KEY_LENGTH] for i in range(len(folded))]


def key_range(prefix: str) -> tuple[bytes, bytes]:
    """Return (low, high): of all keys in UTF-8, those that begin with `prefix` are the ones with low <= key < high."""
    low = prefix.encode()
    return low, low + _NOT_UTF_8


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was typed: whole words, and the last word, which may be unfinished."""

    words: tuple[str, ...]
    whole: tuple[TextToken, ...]
    last: TextToken | None

    @classmethod
    def of(cls, typed: str) -> "Beginning":
        """Return the beginning that `typed` is; signs and spaces are ignored."""
        text = nfc(typed)
        found = tokens(text)
        words = tuple(text[token.start : token.end].lower() for token in found)
        return cls(words, tuple(found[:-1]), found[-1] if found else None)

    def folded(self) -> list[tuple[str, bool]]:
        """Return the folded prefixes to look for at the start of a word; true where a word must end with it.

        "mỹ t" -> [("mi t", False)]; "my" -> [("my", False), ("mi", True)]: Myanmar, and Mỹ.
        """
        if self.last is None:
            return []
        before = "".join(f"{token.folded} " for token in self.whole)
        begun = (before + fold(self.words[-1]), False)
        return [begun] if self.last.folded == fold(self.words[-1]) else [begun, (before + self.last.folded, True)]

    def begins_in(self, name: str) -> bool:
        """Tell whether the name has the whole words in a row, then a word that begins with the last one typed."""
        text = nfc(name)
        found = tokens(text)
        return self.last is not None and any(
            self._stands_at(text, found[i : i + len(self.words)]) for i in range(len(found) - len(self.whole))
        )

    def _stands_at(self, text: str, found: list[TextToken]) -> bool:
        whole = zip(self.whole, self.words, found, strict=False)
        return all(_same(token, word, other) for token, word, other in whole) and self._begins(text, found[-1])

    def _begins(self, text: str, token: TextToken) -> bool:
        typed, written = self.words[-1], text[token.start : token.end].lower()
        if self.last and self.last.folded == token.folded and (not has_marks(typed) or self.last.exact == token.exact):
            return True
        return _apart(written)[2].startswith(_apart(typed)[2]) and _marks_agree(typed, written)


def _same(typed: TextToken, word: str, other: TextToken) -> bool:
    return typed.exact == other.exact if has_marks(word) else typed.folded == other.folded


def _marks_agree(typed: str, written: str) -> bool:
    """Tell whether the word has the tone and each marked letter that was typed."""
    letters, tone, _ = _apart(typed)
    letters_there, tone_there, bare_there = _apart(written)
    same = all(a in (b, c) for a, b, c in zip(letters, letters_there, bare_there, strict=False))
    return same and tone in ("", tone_there)


@lru_cache(maxsize=20_000)
def _apart(word: str) -> tuple[str, str, str]:
    """Return a word without its tone, the tone, and the word without any mark: "đường" -> "đương", grave, "duong"."""
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(c for c in decomposed if c not in _TONES)
    return nfc(letters), "".join(c for c in decomposed if c in _TONES), fold(word)
