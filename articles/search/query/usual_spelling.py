"""Finds what may be a slip although articles have it: neighbours that far more articles write with one letter changed.

Unlike a correction it is only offered, since the archive has the words as they were typed: Nghệ Anh, chứng khoáng.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from articles.search.fields import folded_field
from articles.search.query.did_you_mean import written_as
from articles.search.query.language.tree import QueryWord
from articles.search.query.units import QueryUnit, UnitKind, with_starts
from articles.text.edit_distance import is_within_one_edit, keeping_shared
from articles.text.normal import fold, spelling
from articles.text.slips import letter_amiss, letter_missing
from articles.text.terms import compound_term, marking, markings
from haystack_engines import IndexReader

# A longer query is rather a headline.
_MOST_WORDS: Final = 6
# The longest word or name that is looked up, in syllables.
_LONGEST: Final = 4
# A spelling is usual where so many articles have it, and so many times as many as have the words as typed.
_LEAST: Final = 10
_TIMES: Final = 20
# A word that so many articles have is no slip of its first syllable, whose other forms take long to look up.
_RARE: Final = 30
# A shorter syllable is similar to everything.
_LEAST_LETTERS: Final = 3


@dataclass(frozen=True, slots=True)
class UsualSpelling:
    """How the `words`, neighbours of a query from `start`, are usually written: `exact` syllables in `articles`."""

    start: int
    words: tuple[QueryWord, ...]
    exact: tuple[str, ...]
    articles: int

    @property
    def text(self) -> str:
        """The usual spelling with the capitals that were typed."""
        return " ".join(
            word.text if spelling(word.text) == exact else written_as(exact, word)
            for word, exact in zip(self.words, self.exact, strict=True)
        )


def usual_spelling(words: Sequence[QueryWord], units: Sequence[QueryUnit], reader: IndexReader) -> UsualSpelling | None:
    """Return the most frequent word or name from which neighbouring words differ by a slip; None without one.

    Reads the index's dictionary alone. A query of more than six words has none.
    """
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    known = {
        (start, start + len(unit.words))
        for start, unit in with_starts(units)
        if unit.kind not in (UnitKind.SYLLABLE, UnitKind.COLLOCATION) and (not unit.forms or unit.forms[0][1] >= _RARE)
    }
    found = (
        spelling
        for start in range(len(words) - 1)
        for end in range(start + 2, min(len(words), start + _LONGEST) + 1)
        if not any(start < right and left < end for left, right in known)
        and not any(word.apart for word in words[start + 1 : end])
        for spelling in _spellings(tuple(words[start:end]), start, reader)
    )
    return max(found, key=lambda one: one.articles, default=None)


def _spellings(words: tuple[QueryWord, ...], start: int, reader: IndexReader) -> Iterator[UsualSpelling]:
    typed = tuple(word.syllables[0].exact for word in words)
    folded = tuple(word.syllables[0].folded for word in words)
    as_typed = reader.frequency("compounds", compound_term(typed))
    least = max(_LEAST, as_typed * _TIMES)
    for term, articles in _similar_terms(folded, reader):
        exact = marking(term)
        if articles >= least and len(exact) == len(typed) and _is_slip(typed, exact):
            yield UsualSpelling(start, words, exact, articles)


def _similar_terms(folded: tuple[str, ...], reader: IndexReader) -> Iterator[tuple[str, int]]:
    """Yield the compounds that may differ in one syllable, with their numbers of articles."""
    yield from reader.terms_with_prefix("compounds", markings(folded))
    for place in range(1, len(folded)):
        if len(folded[place]) >= _LEAST_LETTERS:
            yield from reader.terms_with_prefix("compounds", "_".join(folded[:place]) + "_")
    first = folded[0]
    if len(first) >= _LEAST_LETTERS and reader.frequency(folded_field("text"), first) < _RARE:
        for other in dict.fromkeys(chain(letter_missing(first), letter_amiss(first))):
            yield from reader.terms_with_prefix("compounds", markings((other, *folded[1:])))


def _is_slip(typed: Sequence[str], exact: Sequence[str]) -> bool:
    """Tell whether two spellings differ in one syllable, by its marks or by one letter with all marks kept."""
    changed = [(one, other) for one, other in zip(typed, exact, strict=True) if one != other]
    if len(changed) != 1:
        return False
    one, other = changed[0]
    if fold(one) == fold(other):
        return one != fold(one)
    return is_within_one_edit(fold(one), fold(other)) and keeping_shared(one, fold(one), fold(other)) == other
