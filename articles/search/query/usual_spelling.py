"""Finds what may be a slip although articles have it: neighbours that far more articles write with one letter changed.

Unlike a correction it is only offered, since the archive has the words as they were typed: Nghệ Anh, chứng khoáng.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final, Self

from articles.search.engine import look_up
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
# Between the syllables of a compound.
_JOIN: Final = "_"


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
    spans = [
        _Span.of(start, words[start:end])
        for start in range(len(words) - 1)
        for end in range(start + 2, min(len(words), start + _LONGEST) + 1)
        if not any(start < right and left < end for left, right in known)
        and not any(word.apart for word in words[start + 1 : end])
    ]
    look_up(reader, {"pairs": (pair for span in spans for pair in _other_pairs(span, reader, has_few=has_few))}, {})
    prefixes = [_prefixes(span, reader, has_few=has_few) for span in spans]
    slips_of = _slips_of(spans)
    look_up(
        reader,
        {"compounds": [compound_term(span.exact) for span in spans]},
        {"compounds": chain.from_iterable(chain.from_iterable(prefixes))},
        lambda term: bool(slips_of(term)),
    )
    found = (one for span, own in zip(spans, prefixes, strict=True) for one in _spellings(span, own, slips_of, reader))
    return max(found, key=lambda one: one.articles, default=None)


@dataclass(frozen=True, slots=True, eq=False)
class _Span:
    """Neighbouring words of a query, and where they start."""

    start: int
    words: tuple[QueryWord, ...]
    exact: tuple[str, ...]
    folded: tuple[str, ...]

    @classmethod
    def of(cls, start: int, words: Sequence[QueryWord]) -> Self:
        """Return the words with their terms."""
        tokens = [word.syllables[0] for word in words]
        return cls(start, tuple(words), tuple(one.exact for one in tokens), tuple(one.folded for one in tokens))


SpansOf = Callable[[str], tuple[_Span, ...]]


def _spellings(
    span: _Span, prefixes: Sequence[Sequence[str]], slips_of: SpansOf, reader: IndexReader
) -> Iterator[UsualSpelling]:
    as_typed = reader.frequency("compounds", compound_term(span.exact))
    least = max(_LEAST, as_typed * _TIMES)
    for some in prefixes:
        for term, articles in reader.terms_with_any_prefix("compounds", some, lambda term: span in slips_of(term)):
            if articles >= least:
                yield UsualSpelling(span.start, span.words, marking(term), articles)


def _prefixes(span: _Span, reader: IndexReader, *, has_few: bool) -> list[list[str]]:
    """Return the prefixes of compounds that may differ in one syllable: in its marks, in any but the first, in that."""
    folded, least = span.folded, _LEAST_OF_FEW if has_few else _LEAST_LETTERS
    places = (place for place in range(1, len(folded)) if len(folded[place]) >= least)
    written = reader.frequencies("pairs", _other_pairs(span, reader, has_few=has_few))
    others = [markings((pair.partition("_")[0], *folded[1:])) for pair, articles in written.items() if articles]
    return [[markings(folded)], *(["_".join(folded[:place]) + "_"] for place in places), others]


def _other_pairs(span: _Span, reader: IndexReader, *, has_few: bool) -> list[str]:
    """Return the pairs that the first two syllables make with a slip in the first, unless that is short or common."""
    first, second = span.folded[:2]
    if len(first) < (_LEAST_OF_FEW if has_few else _LEAST_LETTERS):
        return []
    if not has_few and reader.frequency(folded_field("text"), first) >= _RARE:
        return []
    return [f"{other}_{second}" for other in dict.fromkeys(chain(letter_missing(first), letter_amiss(first)))]


def _slips_of(spans: Iterable[_Span]) -> SpansOf:
    """Return what tells from which of some spans a compound differs by a slip; a list may have thousands of terms."""
    by_joins: defaultdict[int, list[_Span]] = defaultdict(list)
    for span in spans:
        by_joins[compound_term(span.exact).count(_JOIN)].append(span)

    @cache
    def found(term: str) -> tuple[_Span, ...]:
        own = by_joins.get(term.count(_JOIN))
        exact = marking(term) if own else ()
        return tuple(one for one in own or () if len(exact) == len(one.exact) and _is_slip(one.exact, exact))

    return found


def _is_slip(typed: Sequence[str], exact: Sequence[str]) -> bool:
    """Tell whether two spellings differ in one syllable, by its marks or by one letter with all marks kept."""
    changed = [(one, other) for one, other in zip(typed, exact, strict=True) if one != other]
    if len(changed) != 1:
        return False
    one, other = changed[0]
    if fold(one) == fold(other):
        return one != fold(one)
    return is_within_one_edit(fold(one), fold(other)) and has_shared(one, fold(one), other, fold(other))
