"""Compiles the units of a query more loosely, step by step, for a search whose strict list has too few articles.

What the query is about is kept the longest: its names or, where it has none, its rarest units. So
"Trịnh Xuân Thanh bỏ trốn" goes on to articles about him, never to others about somebody who fled. A number or code is
kept to the end: "máy bay MH370" goes on to no other aeroplane.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import log
from typing import Final

from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS
from articles.search.query.number_words import Form
from articles.search.query.synonyms import Synonym
from articles.search.query.units import QueryUnit, UnitKind
from articles.search.ranking.unit_clauses import (
    FEW_ARTICLES,
    UnitPlace,
    close_clause,
    numbers_beside,
    side_by_side,
    unit_clause,
    usual_forms,
)
from articles.text.normal import fold
from articles.text.syllables import is_syllable_shaped
from haystack_engines import And, Clause, IndexReader, Or

# The other units may be missing up to these shares of their weight, step by step; up to fewer beside articles that have
# all of them.
_MISSING_SHARES: Final = (0.3, 0.6, 0.8)
_MISSING_SHARES_BESIDE: Final = (0.3, 0.6)
# A query without names is about one of its rarest units.
_TOPICS: Final = 2
# In a longer query numbers and codes are rather parts of a headline, and a name that no article has is rather a slip.
_MOST_KEPT: Final = 5
_MOST_BESIDE_NAME: Final = 3
# An entity that fewer articles name is as often a chance find: "CSGT Thanh Hóa".
_LEAST_NAMED: Final = 10
# A unit that at most this share of all articles has, or few articles, is enough by itself.
_DISTINCTIVE_SHARE: Final = 0.01


@dataclass(frozen=True, slots=True)
class _LooseUnit:
    """A unit or one of its synonyms and corrections; a word that no article has in the marks typed, in any marks.

    `weight` is its inverse document frequency, `articles` about how many have it, and `is_known` whether any may.
    """

    unit: QueryUnit
    clause: Clause
    place: UnitPlace
    articles: int
    weight: float
    is_known: bool
    is_name: bool

    @property
    def is_number(self) -> bool:
        """Whether it is a number or a code."""
        return self.unit.is_small_number or (self.unit.is_whole and any(map(str.isdecimal, self.unit.text)))

    @property
    def tells_alone(self) -> bool:
        """Whether it may be all that an article has of the query: no amount or date, which many things have."""
        return not self.unit.is_small_number and self.unit.kind not in (UnitKind.AMOUNT, UnitKind.DATE)

    @property
    def is_name_like(self) -> bool:
        """Whether it looks like a name: a short form, or a word of another language with a capital."""
        is_foreign = not is_syllable_shaped(self.unit.words[0].syllables[0].folded)
        return self.unit.kind is UnitKind.SHORT_FORM or (is_foreign and self.unit.text[0].isupper())


class LooseUnits:
    """The units of a query with their synonyms and corrections; with `exact`, only in the marks typed.

    `unknown` are those that no article has in any of these forms. `kept` are those that a wider list must have too:
    numbers and codes, and names that no article has.
    """

    def __init__(
        self, units: Sequence[QueryUnit], synonyms: Sequence[Synonym], reader: IndexReader, *, exact: bool
    ) -> None:
        self._reader = reader
        parts = (part for unit in units if unit.is_demanded for part in unit.parts or (unit,))
        found = [_loose_unit(part, synonyms, reader, exact=exact) for part in parts]
        kept = _kept(found)
        self._known = [one for one in found if one.is_known]
        self._kept_clauses = _kept_clauses(units, kept)
        self.unknown = tuple(one.unit for one in found if not one.is_known)
        self.kept = tuple(one.unit for one in kept)

    @property
    def are_several(self) -> bool:
        """Whether articles have more than one of the units."""
        return len(self._known) > 1

    def clauses(self, *, beside: bool = False) -> Iterator[Clause]:
        """Yield what an article must have of the units, each clause looser than the one before.

        First all names and most of the rest, each close to what the query is about; then that and less of the rest;
        then that alone, where few articles have it: the rarest, then any. An amount or date tells too little alone. So
        does a place: what happened there counts as much. Units that no article has are left out, unless they are kept.

        `beside` is for a list beside articles that have all of the units. There only a name may stand alone, and none
        of a place: articles that share one word with the query are noise, which totals and facets would count.
        """
        if self.are_several:
            for step in _steps(self._known, self._reader, beside=beside):
                yield And((*self._kept_clauses, step)) if self._kept_clauses else step


def _kept(units: Sequence[_LooseUnit]) -> list[_LooseUnit]:
    """Return the units that a wider list must have too.

    A name that no article has is a short form, or a word of another language with a capital.
    """
    if len(units) > _MOST_KEPT:
        return []
    beside_few = len(units) <= _MOST_BESIDE_NAME
    return [one for one in units if one.is_number or (beside_few and one.is_name_like and not one.is_known)]


def _kept_clauses(units: Sequence[QueryUnit], kept: Sequence[_LooseUnit]) -> tuple[Clause, ...]:
    numbers = numbers_beside(units) if any(one.unit.is_small_number for one in kept) else ()
    return (*(one.clause for one in kept if not one.unit.is_small_number), *numbers)


def _steps(known: Sequence[_LooseUnit], reader: IndexReader, *, beside: bool = False) -> Iterator[Clause]:
    by_weight = sorted(known, key=lambda one: one.weight)
    names = [one for one in by_weight if one.is_name]
    about = names[-1:] or by_weight[-_TOPICS:]
    for share in _MISSING_SHARES_BESIDE if beside else _MISSING_SHARES:
        yield Or(tuple(And(_most_of(by_weight, one, names, share)) for one in about))
        names = names[-1:]
    if beside and (not names or about[-1].unit.is_place):
        return
    few = max(FEW_ARTICLES, reader.document_count() * _DISTINCTIVE_SHARE)
    if about[-1].unit.is_place:
        about = [*[one for one in by_weight if not one.unit.is_place][-1:], *about]
    distinctive = [one.clause for one in about if one.articles <= few and one.tells_alone]
    if not about[-1].unit.is_place:
        yield from distinctive[-1:]
    if distinctive:
        yield Or(tuple(distinctive))


def _most_of(
    units: Sequence[_LooseUnit], about: _LooseUnit, names: Sequence[_LooseUnit], share: float
) -> tuple[Clause, ...]:
    """Return the clauses for a unit and most of the others, the lightest of which come first, close to it.

    The `names` are all demanded. Up to `share` of the weight of the others may be missing.
    """
    rest = [unit for unit in units if unit is not about and unit not in names]
    may_miss = sum(unit.weight for unit in rest) * share
    close = [And((unit.clause, close_clause(about.place, unit.place))) for unit in rest]
    light = sum(unit.weight <= may_miss for unit in rest)
    least = light - sum(weight <= may_miss for weight in accumulate(unit.weight for unit in rest[:light]))
    demanded = dict.fromkeys((about.clause, *(name.clause for name in names), *close[light:]))
    return (*demanded, Or(tuple(close[:light]), at_least=least)) if least else tuple(demanded)


def _loose_unit(unit: QueryUnit, synonyms: Sequence[Synonym], reader: IndexReader, *, exact: bool) -> _LooseUnit:
    texts = [text for one in synonyms if (text := _with_synonym(unit, one))]
    articles = _articles(unit, reader)
    in_any_marks = not articles and not exact and len(unit.words) == 1 and not unit.is_whole
    found = replace(unit, forms=()) if in_any_marks else unit

    def clause(fields: Sequence[str]) -> Clause:
        return Or((unit_clause(found, fields), *(side_by_side(field, text) for text in texts for field in fields)))

    any_marks = not (found.forms or found.short_form)
    forms = [*usual_forms(found), *(tuple(map(fold, text)) if any_marks else text for text in texts)]
    place = UnitPlace.of(clause(HEAD_FIELDS), forms, reader, any_marks=any_marks)
    is_name = unit.kind is UnitKind.NAME and articles >= _LEAST_NAMED
    is_known = articles > 0 if unit.is_whole and not texts else place.articles > 0
    articles = articles or place.articles
    weight = log(max(1, reader.document_count()) / max(1, articles))
    return _LooseUnit(unit, clause(tuple(TEXT_FIELDS)), place, articles, weight, is_known, is_name)


def _with_synonym(unit: QueryUnit, synonym: Synonym) -> Form:
    """Return a synonym of the unit, or the unit with a part of it replaced: "BV E"; () where it has not that part."""
    text = tuple(syllable.exact for syllable in synonym.syllables)
    if set(unit.words) <= set(synonym.words):
        return text
    length = len(synonym.words)
    starts = (i for i in range(len(unit.words)) if unit.words[i : i + length] == synonym.words)
    start = next(starts, None)
    if start is None:
        return ()
    exact = tuple(word.syllables[0].exact for word in unit.words)
    return (*exact[:start], *text, *exact[start + length :])


def _articles(unit: QueryUnit, reader: IndexReader) -> int:
    """Return about how many articles have a unit; 0 where its forms do not tell."""
    if unit.short_form:
        full = (min(reader.frequency("text", one) for one in name.form) for name in unit.other_names)
        return reader.frequency("short_forms", unit.short_form) + sum(full)
    found = [articles for _, articles in unit.forms]
    return max(found, default=0) if unit.is_whole else sum(found)  # each form of a number has the articles of all
