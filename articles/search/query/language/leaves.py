"""What a word or phrase of a query asks for, by the field it is in."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from articles.search.query.language.fields import DATED, NAMED, Field
from articles.search.query.language.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.scanning import QueryToken, QueryTokenKind
from articles.search.query.language.tree import Condition, DateRange, NameCondition, Proximity, QueryWord, WordPrefix
from articles.text.normal import has_marks
from articles.text.terms import TextToken, tokens
from articles.text.written_dates import period

# Of what is beyond, a reader is told. A pasted paragraph is found by its first words.
MAX_WORDS: Final = 32
# "Near" at more words apart means little.
MAX_DISTANCE: Final = 50
_DAY: Final = timedelta(days=1)
# One letter begins a tenth of all words.
_SHORTEST_PREFIX: Final = 2
_STAR: Final = re.compile(r"(?<=\w)\*+[.,;:!?…]*$")
_NO_OPERAND: Final = re.compile(r"[*~]+")


class LeafParser:
    """Reads the leaves of one query, MAX_WORDS of them; what is to be told of them is in `notes`."""

    def __init__(self) -> None:
        self.notes: list[QueryNote] = []
        self._left = MAX_WORDS

    def read(self, piece: QueryToken, field: Field) -> list[Condition]:
        """Return what a word or phrase asks for; nothing where it has neither letter nor digit."""
        syllables = tokens(piece.text)
        if not syllables:
            self._tell_of_nothing(piece, field)
            return []
        if field in DATED:
            return self._dated(piece, field)
        return self._within_bounds(self._asked(piece, field, syllables))

    def _asked(self, piece: QueryToken, field: Field, syllables: list[TextToken]) -> list[Condition]:
        if piece.kind is QueryTokenKind.WORD and _STAR.search(piece.text):
            return self._prefix(piece, field, syllables)
        word = _word(piece.text, syllables, quoted=piece.kind is QueryTokenKind.PHRASE, field=field)
        if field in NAMED:
            return [NameCondition(word)]
        if piece.distance is not None and len(syllables) > 1:
            return [Proximity(word, min(piece.distance, MAX_DISTANCE))]
        # Of "-GD-ĐT" and "title:GD-ĐT" the parts stay together.
        together = word.quoted or piece.negated or field is not Field.TEXT
        return [word] if together else _each(piece.text, syllables)

    def _prefix(self, piece: QueryToken, field: Field, syllables: list[TextToken]) -> list[Condition]:
        *before, last = syllables
        letters = piece.text[last.start : last.end].lower()
        if field in NAMED:
            return [NameCondition(_word(piece.text, syllables, field=field), letters)]
        if len(letters) < _SHORTEST_PREFIX:
            self.notes.append(QueryNote(ParseWarning.PREFIX, piece.text))
            return _each(piece.text, syllables, field)
        return [
            *_each(piece.text, before, field),
            WordPrefix(_word(piece.text, [last], field=field), letters),
        ]

    def _dated(self, piece: QueryToken, field: Field) -> list[Condition]:
        if days := _days(piece.text.rstrip(" .,;:!?"), field):
            return [days]
        self.notes.append(QueryNote(ParseWarning.DATE, piece.text))
        text = f"{piece.prefixed} {piece.text}"
        return self._within_bounds(_each(text, tokens(text)))

    def _within_bounds(self, asked: list[Condition]) -> list[Condition]:
        kept: list[Condition] = []
        for condition in asked:
            self._left -= len(condition.word.syllables) if isinstance(condition, Proximity) else 1
            if self._left >= 0:
                kept.append(condition)
        if len(kept) < len(asked):
            self.notes.append(QueryNote(ParseWarning.LENGTH))
        return kept

    def _tell_of_nothing(self, piece: QueryToken, field: Field) -> None:
        if field is not Field.TEXT:
            self.notes.append(QueryNote(ParseWarning.NO_VALUE, piece.prefixed))
        elif _NO_OPERAND.fullmatch(piece.text):
            self.notes.append(QueryNote(ParseWarning.OPERATOR, piece.text))


def _days(text: str, field: Field) -> DateRange | None:
    """Return the days before the first or after the last that a text names; None where it names none."""
    found = period(text)
    if found is None:
        return None
    first, last = found
    try:
        return DateRange(last=first - _DAY) if field is Field.BEFORE else DateRange(first=last + _DAY)
    except OverflowError:
        return None


def _each(text: str, syllables: Sequence[TextToken], field: Field = Field.TEXT) -> list[Condition]:
    return [_word(text, [syllable], field=field) for syllable in syllables]


def _word(text: str, syllables: Sequence[TextToken], *, field: Field, quoted: bool = False) -> QueryWord:
    marked = tuple(has_marks(text[syllable.start : syllable.end]) for syllable in syllables)
    return QueryWord(text[syllables[0].start : syllables[-1].end], tuple(syllables), marked, quoted, field)
