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
from articles.text.edit_distance import has_shared, is_within_one_edit
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
# A shorter syllable is similar to everything; where few articles have the words, one that is shorter still.
_LEAST_LETTERS, _LEAST_OF_FEW = 3, 2


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


def usual_spelling(
    words: Sequence[QueryWord], units: Sequence[QueryUnit], reader: IndexReader, *, has_few: bool = False
) -> UsualSpelling | None:
    """Return the most frequent word or name from which neighbouring words differ by a slip; None without one.

    Reads the index's dictionary alone; where the query `has_few` articles, it looks further, at short syllables and
    at common ones that a word begins with. A query of more than six words has none.
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
        for spelling in _spellings(tuple(words[start:end]), start, reader, has_few=has_few)
    )
    return max(found, key=lambda one: one.articles, default=None)


def _spellings(
    words: tuple[QueryWord, ...], start: int, reader: IndexReader, *, has_few: bool
) -> Iterator[UsualSpelling]:
    typed = tuple(word.syllables[0].exact for word in words)
    folded = tuple(word.syllables[0].folded for word in words)
    as_typed = reader.frequency("compounds", compound_term(typed))
    least = max(_LEAST, as_typed * _TIMES)
    for term, articles in _similar_terms(folded, reader, has_few=has_few):
        exact = marking(term)
        if articles >= least and len(exact) == len(typed) and _is_slip(typed, exact):
            yield UsualSpelling(start, words, exact, articles)


def _similar_terms(folded: tuple[str, ...], reader: IndexReader, *, has_few: bool) -> Iterator[tuple[str, int]]:
    """Yield the compounds that may differ in one syllable, with their numbers of articles."""
    least = _LEAST_OF_FEW if has_few else _LEAST_LETTERS
    yield from reader.terms_with_prefix("compounds", markings(folded))
    for place in range(1, len(folded)):
        if len(folded[place]) >= least:
            yield from reader.terms_with_prefix("compounds", "_".join(folded[:place]) + "_")
    first = folded[0]
    if len(first) >= least and (has_few or reader.frequency(folded_field("text"), first) < _RARE):
        others = dict.fromkeys(chain(letter_missing(first), letter_amiss(first)))
        yield from reader.terms_with_any_prefix("compounds", [markings((other, *folded[1:])) for other in others])


def _is_slip(typed: Sequence[str], exact: Sequence[str]) -> bool:
    """Tell whether two spellings differ in one syllable, by its marks or by one letter with all marks kept."""
    changed = [(one, other) for one, other in zip(typed, exact, strict=True) if one != other]
    if len(changed) != 1:
        return False
    one, other = changed[0]
    if fold(one) == fold(other):
        return one != fold(one)
    return is_within_one_edit(fold(one), fold(other)) and has_shared(one, fold(one), other, fold(other))
