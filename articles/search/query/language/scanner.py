"""Cuts a query into tokens: words, phrases, brackets and OR, each with the minus and the field before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from articles.search.fields import AFTER, BEFORE, TEXT, QueryField, field_named
from articles.search.parse_warnings import ParseWarning, QueryNote


class QueryTokenKind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token of a query.

    `prefix` is its minus and field as typed. `distance` is the number behind the "~" of a phrase.
    """

    kind: QueryTokenKind
    text: str
    negated: bool = False
    field: QueryField = TEXT
    prefix: str = ""
    distance: int | None = None


# Autocorrection puts typographic quotes in any order, so each of them may open or close. An apostrophe is no quote.
_QUOTES: Final = '"“”„‟«»'
_OR: Final = {"OR", "HOẶC", "HOAC"}
_SPACE: Final = re.compile(r"\s*")
# "-" excludes only at the start of a word: GD-ĐT is one word.
_MINUS: Final = re.compile(r"(?:^|(?<=[\s(]))[-−]+(?=[^\s\-−])")
_LETTERS: Final = r"[^\W\d_]+"
_NAMES: Final = (re.compile(rf"(?<!\w)({_LETTERS} {_LETTERS}):"), re.compile(rf"(?<!\w)({_LETTERS}):"))
# The value of a field follows its colon without a space. In a pasted headline ("Nhiều người: ...") a space follows.
_VALUE: Final = re.compile(r"[^\s)]")
_BRACKET: Final = re.compile(r"[()]")
_PHRASE: Final = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](?:~([0-9]{{1,9}}))?")
# A date in several words, which needs no quotation marks behind a field of days: "trước:tháng 6 năm 2022".
_DATE: Final = re.compile(
    r"(?:ng[àa]y\s+)?(?:\d{1,2}\s+)?th[áa]ng\s+\d{1,2}(?:\s*[/.-]\s*|,?\s+(?:n[ăa]m\s+)?)\d{4}(?!\w)"
    r"|(?:ng[àa]y|n[ăa]m)\s+[\d/.-]+",
    re.IGNORECASE,
)
_WORD: Final = re.compile(rf"[^\s(){_QUOTES}]+")


class Scanner:
    """Cuts one query into tokens; `notes` is complete when `tokens` has ended."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self.notes: list[QueryNote] = []

    def tokens(self) -> Iterator[QueryToken]:
        """Yield the tokens in order."""
        self._take(_SPACE)
        while self._position < len(self._text):
            yield from self._token()
            self._take(_SPACE)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if found := pattern.match(self._text, self._position):
            self._position = found.end()
        return found

    def _token(self) -> Iterator[QueryToken]:
        start = self._position
        negated = self._take(_MINUS) is not None
        field = self._field()
        prefix = self._text[start : self._position]
        if bracket := self._take(_BRACKET):
            kind = QueryTokenKind.OPEN if bracket[0] == "(" else QueryTokenKind.CLOSE
            yield QueryToken(kind, bracket[0], negated, field, prefix)
        elif phrase := self._take(_PHRASE):
            distance = int(phrase[2]) if phrase[2] else None
            yield QueryToken(QueryTokenKind.PHRASE, phrase[1], negated, field, prefix, distance)
        elif word := (field in (BEFORE, AFTER) and self._take(_DATE)) or self._take(_WORD):
            kind = QueryTokenKind.OR if word[0] in _OR and not prefix else QueryTokenKind.WORD
            yield QueryToken(kind, word[0], negated, field, prefix)
        else:
            yield from self._lone_quote(prefix)

    def _field(self) -> QueryField:
        """Take the name of a field with its colon, where a value follows."""
        for pattern in _NAMES:
            if found := pattern.match(self._text, self._position):
                field, has_value = field_named(found[1]), _VALUE.match(self._text, found.end())
                if field and has_value:
                    self._position = found.end()
                    return field
                self._warn(field, found, has_value=bool(has_value))
        return TEXT

    def _warn(self, field: QueryField | None, found: re.Match[str], *, has_value: bool) -> None:
        if field:
            self.notes.append(QueryNote(ParseWarning.NO_VALUE, found[0]))
        elif has_value and " " not in found[1]:
            self.notes.append(QueryNote(ParseWarning.FIELD, found[0]))

    def _lone_quote(self, prefix: str) -> Iterator[QueryToken]:
        self.notes.append(QueryNote(ParseWarning.QUOTE, self._text[self._position]))
        self._position += 1
        if prefix:
            yield QueryToken(QueryTokenKind.WORD, prefix)
