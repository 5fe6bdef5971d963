"""Names by what has been typed of them so far: the beginning of any word, with marks or without.

Letters may still lack the marks that Telex adds at the end of a word ("đuong" on the way to "đường"), so in the last
word typed only the marks that are there must agree; a word before it that has marks is taken as it stands.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from articles.text.normal import fold, has_marks, nfc
from articles.text.terms import TextToken, tokens

# The five tones as combining marks: grave, acute, hook, tilde, dot below. What is left are the marks of letters.
_TONES: Final = frozenset("\u0300\u0301\u0309\u0303\u0323")


# Nobody types more of a name, in characters, to find it; and no name has more words to begin at.
KEY_LENGTH: Final = 60
_MOST_STARTS: Final = 16
# A byte that UTF-8 never has, and greater than all that it has.
_NOT_UTF_8: Final = b"\xff"


def starts(name: str) -> list[str]:
    """Return the name from each of its words on, folded: what `Beginning.folded` are beginnings of."""
    folded = [token.folded for token in tokens(name)[:_MOST_STARTS]]
    return [" ".join(folded[i:])[:KEY_LENGTH] for i in range(len(folded))]


def key_range(prefix: str) -> tuple[bytes, bytes]:
    """Return (low, high): of all keys in UTF-8, those that begin with `prefix` are the ones with low <= key < high."""
    low = prefix.encode()
    return low, low + _NOT_UTF_8


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was typed: whole words, and the word that is being typed."""

    words: tuple[str, ...]
    whole: tuple[TextToken, ...]
    last: TextToken | None

    @classmethod
    def of(cls, typed: str) -> "Beginning":
        """Read what was typed; signs and spaces are passed over."""
        text = nfc(typed)
        found = tokens(text)
        words = tuple(text[token.start : token.end].lower() for token in found)
        return cls(words, tuple(found[:-1]), found[-1] if found else None)

    def folded(self) -> list[tuple[str, bool]]:
        """Return the folded forms that a name goes on with from one of its words; true where they are whole words.

        "mỹ t" -> [("mi t", False)]; "my" -> [("my", False), ("mi", True)]: Myanmar, and Mỹ.
        """
        if self.last is None:
            return []
        before = "".join(f"{token.folded} " for token in self.whole)
        begun = (before + fold(self.words[-1]), False)
        return [begun] if self.last.folded == fold(self.words[-1]) else [begun, (before + self.last.folded, True)]

    def begins_in(self, name: str) -> bool:
        """Tell whether the name has the whole words side by side, followed by a word that begins as the last does."""
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
    """Tell whether the tone and each marked letter that was typed are those of the word."""
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
