"""Tells which units of a query are little words: what an article may lack, as "ở", "của", or "bà" before a name."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from articles.nlp.rule_words import phrases
from articles.search.query.language.tree import QueryWord
from articles.search.query.unit_lookup import UnitLookup
from articles.search.query.units import QueryUnit, UnitKind
from articles.text.normal import fold
from articles.text.syllables import little_words
from haystack_engines import IndexReader

# A word typed without marks may be a little word or another ("o" is ở, ô, ố): where so large a share of all articles
# has it in some marking, little is lost if it is not demanded.
_LITTLE_SHARE: Final = 0.5


class LittleWords:
    """The little words among the units of one query; `marks_typed` tells whether it was typed with any marks."""

    def __init__(self, reader: IndexReader, lookup: UnitLookup, *, marks_typed: bool) -> None:
        self._index = reader
        self._lookup = lookup
        self._marks_typed = marks_typed

    def words_of(self, units: Sequence[QueryUnit]) -> set[tuple[QueryWord, ...]]:
        """Return the words of the units that are little words, and of the forms of address before people's names."""
        return {unit.words for unit in units if self.is_little(unit)} | _addresses(units)

    def is_little(self, unit: QueryUnit) -> bool:
        """Tell whether a unit is a little word; without any marks, whether it may be and so many articles have it."""
        if unit.kind not in (UnitKind.SYLLABLE, UnitKind.WORD, UnitKind.COLLOCATION):
            return False
        syllable = unit.words[0].syllables[0]
        if self._marks_typed or len(unit.words) > 1:
            return any(" ".join(form) in little_words() for form, _ in unit.forms[:1])
        articles = self._lookup.folded_frequency(syllable.folded)
        return syllable.folded in _folded_little_words() and articles >= self._index.document_count() * _LITTLE_SHARE


@cache
def _folded_little_words() -> frozenset[str]:
    return frozenset(map(fold, little_words()))


def _addresses(units: Sequence[QueryUnit]) -> set[tuple[QueryWord, ...]]:
    """Return the words of the forms of address before people's names: an article has "bà Tiến" once, or not at all."""
    return {
        one.words
        for one, name in pairwise(units)
        if one.kind is UnitKind.SYLLABLE and one.words[0].syllables[0].exact in _forms_of_address()
        if name.kind is UnitKind.NAME and name.entities and not name.is_place
    }


@cache
def _forms_of_address() -> frozenset[str]:
    return frozenset(phrases("forms_of_address"))
