"""Cuts a query into tokens: words, phrases, brackets and operators, each with the minus and the field before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from articles.search.fields import AFTER, BEFORE, TEXT, QueryField, field_named
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.operators import (
    AND_WORDS,
    ANY_MARKS,
    AT_LEAST,
    LINK,
    NOT_WORDS,
    OR_WORDS,
    RANGE,
    WORDS_OF_HEADLINES,
    Link,
    is_in_capitals,
    link_of,
)


class QueryTokenKind(Enum):
    """What a token is."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    RANGE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A token of a query; its text begins at `start`.

    `prefix` is its minus and field as typed. `distance` is the number behind the "~" of a phrase, `times` the one of
    "atleast3:", 0 without it, and `any_marks` is set by a "~" before it. `link` is set for a LINK.
    """

    kind: QueryTokenKind
    text: str
    start: int
    negated: bool = False
    field: QueryField = TEXT
    prefix: str = ""
    distance: int | None = None
    times: int = 0
    any_marks: bool = False
    link: Link | None = None


# Autocorrection puts typographic quotes in any order, so each of them may open or close. An apostrophe is no quote.
_QUOTES: Final = '"“”„‟«»'
_SPACE: Final = re.compile(r"\s*")
# "-" excludes only at the start of a word: GD-ĐT is one word.
_MINUS: Final = re.compile(r"(?:^|(?<=[\s(]))[-−]+(?=[^\s\-−])")
_LETTERS: Final = r"[^\W\d_]+"
_NAMES: Final = (re.compile(rf"(?<!\w)({_LETTERS} {_LETTERS}):"), re.compile(rf"(?<!\w)({_LETTERS}):"))
# The value of a field follows its colon without a space. In a pasted headline ("Nhiều người: ...") a space follows.
_VALUE: Final = re.compile(r"[^\s)]")
_BRACKET: Final = re.compile(r"[()]")
_PHRASE: Final = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](?:~([0-9]{{1,9}}))?")
_KIND_OF_WORD: Final = {
    **dict.fromkeys(OR_WORDS, QueryTokenKind.OR),
    **dict.fromkeys(AND_WORDS, QueryTokenKind.AND),
    **dict.fromkeys(NOT_WORDS, QueryTokenKind.NOT),
}
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
        self._in_capitals = is_in_capitals(text)
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
        if link := self._take(LINK):
            yield QueryToken(QueryTokenKind.LINK, link[0], link.start(), link=link_of(link))
            return
        start = self._position
        negated = self._take(_MINUS) is not None
        if span := self._take(RANGE):
            yield QueryToken(QueryTokenKind.RANGE, span[0], span.start(), negated)
            return
        times = self._times()
        field = self._field()
        any_marks = self._take(ANY_MARKS) is not None
        prefix = self._text[start : self._position]
        for token in self._value(prefix, field):
            yield replace(token, negated=negated, field=field, prefix=prefix, times=times, any_marks=any_marks)

    def _value(self, prefix: str, field: QueryField) -> Iterator[QueryToken]:
        """Take what stands behind a prefix, in a field: a bracket, a phrase, a date or a word."""
        if bracket := self._take(_BRACKET):
            kind = QueryTokenKind.OPEN if bracket[0] == "(" else QueryTokenKind.CLOSE
            yield QueryToken(kind, bracket[0], bracket.start())
        elif phrase := self._take(_PHRASE):
            distance = int(phrase[2]) if phrase[2] else None
            yield QueryToken(QueryTokenKind.PHRASE, phrase[1], phrase.start(1), distance=distance)
        elif word := (field in (BEFORE, AFTER) and self._take(_DATE)) or self._take(_WORD):
            kind = QueryTokenKind.WORD if prefix else _KIND_OF_WORD.get(word[0], QueryTokenKind.WORD)
            if self._in_capitals and word[0] in WORDS_OF_HEADLINES:
                self.notes.append(QueryNote(ParseWarning.CAPITALS, word[0], word.start()))
                kind = QueryTokenKind.WORD
            yield QueryToken(kind, word[0], word.start())
        else:
            start = self._position
            self._skip_quote()
            if prefix:
                yield QueryToken(QueryTokenKind.WORD, prefix, start - len(prefix))

    def _times(self) -> int:
        """Take "atleast3:", where a value follows, and return its number; 0 where there is none."""
        found = AT_LEAST.match(self._text, self._position)
        if found is None:
            return 0
        if not _VALUE.match(self._text, found.end()):
            self.notes.append(QueryNote(ParseWarning.NO_VALUE, found[0], found.start()))
            return 0
        self._position = found.end()
        return int(found[1])

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
            self.notes.append(QueryNote(ParseWarning.NO_VALUE, found[0], found.start()))
        elif has_value and " " not in found[1]:
            self.notes.append(QueryNote(ParseWarning.FIELD, found[0], found.start()))

    def _skip_quote(self) -> None:
        self.notes.append(QueryNote(ParseWarning.QUOTE, self._text[self._position], self._position))
        self._position += 1
