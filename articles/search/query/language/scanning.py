"""A query cut into pieces: words, phrases, brackets and OR, each with the minus and the field before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from articles.search.query.language.fields import Field, field_named
from articles.search.query.language.parse_warnings import ParseWarning, QueryNote


class QueryTokenKind(Enum):
    """What a piece is."""

    WORD = auto()
    PHRASE = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A piece of a query; `prefixed` is its minus and field as typed, `distance` what stands behind a phrase's "~"."""

    kind: QueryTokenKind
    text: str
    negated: bool = False
    field: Field = Field.TEXT
    prefixed: str = ""
    distance: int | None = None


# Typographic quotes are quotes, and autocorrection pairs them at random; an apostrophe is none.
_QUOTES: Final = '"“”„‟«»'
_OR: Final = {"OR", "HOẶC", "HOAC"}
_SPACE: Final = re.compile(r"\s*")
# "-" leaves out only at the start of a word, so that GD-ĐT stays one.
_MINUS: Final = re.compile(r"(?:^|(?<=[\s(]))[-−]+(?=[^\s\-−])")
_LETTERS: Final = r"[^\W\d_]+"
_NAMES: Final = (re.compile(rf"(?<!\w)({_LETTERS} {_LETTERS}):"), re.compile(rf"(?<!\w)({_LETTERS}):"))
# A field's value follows its colon at once: a headline that is pasted ("Nhiều người: ...") names no field.
_VALUE: Final = re.compile(r"[^\s)]")
_BRACKET: Final = re.compile(r"[()]")
_PHRASE: Final = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}](?:~([0-9]{{1,9}}))?")
_WORD: Final = re.compile(rf"[^\s(){_QUOTES}]+")


class Scanner:
    """Cuts one query; what is to be told of it is in `notes` once `pieces` has ended."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self.notes: list[QueryNote] = []

    def pieces(self) -> Iterator[QueryToken]:
        """Yield the pieces in order."""
        self._take(_SPACE)
        while self._place < len(self._text):
            yield from self._piece()
            self._take(_SPACE)

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        if found := pattern.match(self._text, self._place):
            self._place = found.end()
        return found

    def _piece(self) -> Iterator[QueryToken]:
        begin = self._place
        negated = self._take(_MINUS) is not None
        field = self._field()
        prefixed = self._text[begin : self._place]
        if bracket := self._take(_BRACKET):
            yield QueryToken(
                QueryTokenKind.OPEN if bracket[0] == "(" else QueryTokenKind.CLOSE, bracket[0], negated, field, prefixed
            )
        elif phrase := self._take(_PHRASE):
            distance = int(phrase[2]) if phrase[2] else None
            yield QueryToken(QueryTokenKind.PHRASE, phrase[1], negated, field, prefixed, distance)
        elif word := self._take(_WORD):
            joins = word[0] in _OR and not prefixed
            yield QueryToken(QueryTokenKind.OR if joins else QueryTokenKind.WORD, word[0], negated, field, prefixed)
        else:
            yield from self._lone_quote(prefixed)

    def _field(self) -> Field:
        """Take the name of a field with its colon, where a value follows."""
        for pattern in _NAMES:
            if found := pattern.match(self._text, self._place):
                field, valued = field_named(found[1]), _VALUE.match(self._text, found.end())
                if field and valued:
                    self._place = found.end()
                    return field
                self._tell_of(field, found, valued=bool(valued))
        return Field.TEXT

    def _tell_of(self, field: Field | None, found: re.Match[str], *, valued: bool) -> None:
        if field:
            self.notes.append(QueryNote(ParseWarning.NO_VALUE, found[0]))
        elif valued and " " not in found[1]:
            self.notes.append(QueryNote(ParseWarning.FIELD, found[0]))

    def _lone_quote(self, prefixed: str) -> Iterator[QueryToken]:
        self.notes.append(QueryNote(ParseWarning.QUOTE, self._text[self._place]))
        self._place += 1
        if prefixed:
            yield QueryToken(QueryTokenKind.WORD, prefixed)
