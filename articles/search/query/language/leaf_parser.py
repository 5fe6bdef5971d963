"""Parses the leaves of a query: what one word or phrase asks for in its field."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Final

from articles.search.fields import AFTER, BEFORE, FACET_OF_FIELD, TEXT, QueryField
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.language.operators import MAX_DISTANCE, RANGE, WILDCARD
from articles.search.query.language.scanner import QueryToken, QueryTokenKind
from articles.search.query.language.tree import Condition, DateRange, NameCondition, Proximity, QueryWord, WordPrefix
from articles.text.amounts import PERCENT
from articles.text.normal import has_marks
from articles.text.terms import TextToken, tokens
from articles.text.written_dates import written_period

# Words of a query that are searched for. A pasted paragraph is found by its first words.
MAX_WORDS: Final = 32
_DAY: Final = timedelta(days=1)
# A tenth of all words begins with the same letter.
_SHORTEST_PREFIX: Final = 2
_STAR: Final = re.compile(r"(?<=\w)\*+[.,;:!?…]*$")
_PUNCTUATION: Final = ".,;:!?…*"
_NO_OPERAND: Final = re.compile(r"[*~]+")


class LeafParser:
    """Parses the leaves of one query, at most MAX_WORDS of them; `notes` has its warnings."""

    def __init__(self) -> None:
        self.notes: list[QueryNote] = []
        self._left = MAX_WORDS

    def parse(self, token: QueryToken, field: QueryField) -> list[Condition]:
        """Return the conditions of a word or phrase; none where it has neither letter nor digit."""
        if token.kind is QueryTokenKind.RANGE:
            return self._range(token)
        syllables = tokens(token.text)
        if not syllables:
            self._warn_of_nothing(token, field)
            return []
        if token.kind is QueryTokenKind.WORD and WILDCARD.fullmatch(token.text.rstrip(_PUNCTUATION)):
            self.notes.append(QueryNote(ParseWarning.WILDCARD, token.text, token.start))
        if field in (BEFORE, AFTER):
            return self._date(token, field)
        conditions = self._conditions(token, field, syllables)
        return self._within_limit([in_any_marks(one) for one in conditions] if token.any_marks else conditions)

    def _conditions(self, token: QueryToken, field: QueryField, syllables: list[TextToken]) -> list[Condition]:
        if token.kind is QueryTokenKind.WORD and _STAR.search(token.text):
            return self._prefix(token, field, syllables)
        word = _word(token.text, syllables, quoted=token.kind is QueryTokenKind.PHRASE, field=field)
        if field in FACET_OF_FIELD:
            return [NameCondition(word)]
        if token.distance is not None and len(syllables) > 1:
            return [Proximity(word, min(token.distance, MAX_DISTANCE))]
        # The syllables of "-GD-ĐT" and "title:GD-ĐT" must stand side by side.
        is_phrase = word.quoted or token.negated or field is not TEXT
        return [word] if is_phrase else _each(token.text, syllables)

    def _prefix(self, token: QueryToken, field: QueryField, syllables: list[TextToken]) -> list[Condition]:
        *before, last = syllables
        letters = token.text[last.start : last.end].lower()
        if field in FACET_OF_FIELD:
            return [NameCondition(_word(token.text, syllables, field=field), letters)]
        if len(letters) < _SHORTEST_PREFIX:
            self.notes.append(QueryNote(ParseWarning.PREFIX, token.text, token.start))
            return _each(token.text, syllables, field)
        return [*_each(token.text, before, field), WordPrefix(_word(token.text, [last], field=field), letters)]

    def _date(self, token: QueryToken, field: QueryField) -> list[Condition]:
        if days := _days(token.text.rstrip(" .,;:!?"), field):
            return [days]
        self.notes.append(QueryNote(ParseWarning.DATE, token.text, token.start))
        text = f"{token.prefix} {token.text}"
        return self._within_limit(_each(text, tokens(text)))

    def _range(self, token: QueryToken) -> list[Condition]:
        """Return the days of a range whose ends are dates or "*"; of any other its ends as words."""
        found = RANGE.fullmatch(token.text)
        ends = found.groups() if found else ()
        periods = [None if end == "*" else written_period(end) for end in ends]
        if any(periods) and all(period or end == "*" for period, end in zip(periods, ends, strict=True)):
            first, last = periods
            return self._within_limit([DateRange(first[0] if first else None, last[1] if last else None)])
        self.notes.append(QueryNote(ParseWarning.RANGE, token.text, token.start))
        return self._within_limit([word for end in ends for word in _each(end, tokens(end))])

    def _within_limit(self, conditions: list[Condition]) -> list[Condition]:
        kept: list[Condition] = []
        for condition in conditions:
            self._left -= len(condition.word.syllables) if isinstance(condition, Proximity) else 1
            if self._left >= 0:
                kept.append(condition)
        if len(kept) < len(conditions):
            self.notes.append(QueryNote(ParseWarning.LENGTH))
        return kept

    def _warn_of_nothing(self, token: QueryToken, field: QueryField) -> None:
        if field is not TEXT:
            self.notes.append(QueryNote(ParseWarning.NO_VALUE, token.prefix))
        elif _NO_OPERAND.fullmatch(token.text):
            self.notes.append(QueryNote(ParseWarning.OPERATOR, token.text, token.start))


def _days(text: str, field: QueryField) -> DateRange | None:
    """Return the days before or after the period that a text names; None where it names none."""
    period = written_period(text)
    if period is None:
        return None
    first, last = period
    try:
        return DateRange(last=first - _DAY) if field is BEFORE else DateRange(first=last + _DAY)
    except OverflowError:
        return None


def in_any_marks(node: Condition) -> Condition:
    """Return a word, phrase or prefix as one that matches in any marks, and any other condition as it is."""
    match node:
        case QueryWord():
            return replace(node, quoted=True, marked=(False,) * len(node.syllables), any_marks=True)
        case Proximity() | WordPrefix():
            word = replace(node.word, marked=(False,) * len(node.word.syllables), any_marks=True)
            return replace(node, word=word)
    return node


def _each(text: str, syllables: Sequence[TextToken], field: QueryField = TEXT) -> list[Condition]:
    words = [_with_percent(_word(text, [syllable], field=field), text) for syllable in syllables]
    signs = (text[one.end : other.start] for one, other in pairwise(syllables))
    return [*words[:1], *(replace(word, sign=sign.strip()) for word, sign in zip(words[1:], signs, strict=True))]


def _with_percent(word: QueryWord, text: str) -> QueryWord:
    """Return a number with the sign of a percentage behind it, which is no term but tells what the number counts."""
    last = word.syllables[-1]
    is_percentage = last.exact.isdecimal() and text[last.end :].startswith(PERCENT)
    return replace(word, text=word.text + PERCENT) if is_percentage else word


def _word(text: str, syllables: Sequence[TextToken], *, field: QueryField, quoted: bool = False) -> QueryWord:
    marked = tuple(has_marks(text[syllable.start : syllable.end]) for syllable in syllables)
    return QueryWord(text[syllables[0].start : syllables[-1].end], tuple(syllables), marked, quoted, field)
