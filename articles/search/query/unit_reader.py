"""Reads the plain words of a query into units: the names, words and collocations that a Vietnamese reader sees in it.

"đuối nước nghệ an" is "đuối nước" and "Nghệ An". The index tells which syllables belong together: its dictionary of
words, the names of its entities, and how often two syllables stand side by side. No model is loaded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.search.query.little_words import LittleWords
from articles.search.query.name_units import LONGEST_NAME, NameUnits, ordered
from articles.search.query.number_units import NumberUnits
from articles.search.query.number_words import Form, glued_words
from articles.search.query.offices import LONGEST_OFFICE, is_level, levels, office_forms, office_ways
from articles.search.query.other_ways import OtherWays
from articles.search.query.unit_forms import with_other_forms
from articles.search.query.unit_lookup import UnitLookup
from articles.search.query.units import QueryUnit, UnitKind, Units
from articles.search.query.word_lookups import look_up_words
from articles.text.capitals import capital_forms, is_capital_form
from articles.text.normal import fold
from articles.text.short_forms import expansions, same_names
from articles.text.syllables import is_syllable_shaped, little_words
from haystack_engines import IndexReader

# The longest word of the dictionary that is looked for, in syllables.
_LONGEST_WORD: Final = 5
# A word of the dictionary is one where at least this share of the articles with the two syllables side by side has it.
_WORD_SHARE: Final = 0.1
# With a little word in it they are side by side for other reasons too: "nhà ở", a home, and "nhà ở Hà Nội".
_WORD_SHARE_WITH_LITTLE: Final = 0.03
# So many single syllables may be a title: Về nhà đi con.
_LEAST_TITLE: Final = 3
# A place has a level where more than this share of the articles that name it write the level before it.
_LEVEL_SHARE: Final = 0.01
# A short form of so many letters that is no syllable means nothing else.
_CLEAR_LETTERS: Final = 3


def read_units(
    words: Sequence[QueryWord],
    reader: IndexReader,
    *,
    exact: bool = False,
    full_forms: bool = True,
    lengths: Sequence[int] = (),
) -> tuple[QueryUnit, ...]:
    """Return the units of plain words of one syllable each, in order (one SQL query where there are several words).

    With `exact`, a syllable typed without marks has none. With `full_forms`, a short form in capitals stands for its
    full forms too. With `lengths`, the numbers of words in each unit, the units are these. Raises SearchFailed.
    """
    if exact:
        words = [replace(word, marked=(True,)) for word in words]
    units = _UnitReader(words, reader, full_forms=full_forms)
    return units.chosen(lengths) if lengths else units.units()


def all_units(
    groups: Iterable[tuple[QueryWord, ...]],
    reader: IndexReader,
    *,
    exact: bool = False,
    full_forms: bool = True,
    chosen: Mapping[tuple[QueryWord, ...], Sequence[int]] | None = None,
) -> Units:
    """Return the units of the words of each group of a query; see `read_units`. `chosen` has `lengths` for some."""
    return {
        words: read_units(words, reader, exact=exact, full_forms=full_forms, lengths=(chosen or {}).get(words, ()))
        for words in groups
        if words
    }


class _UnitReader:
    """Finds the best reading of some words, by dynamic programming over their places."""

    def __init__(self, words: Sequence[QueryWord], reader: IndexReader, *, full_forms: bool) -> None:
        look_up_words(words, reader)
        self._words = tuple(words)
        self._folded = [word.syllables[0].folded for word in words]
        self._marks_typed = any(word.marked[0] for word in words)
        self._index = reader
        self._lookup = UnitLookup(reader, marks_typed=self._marks_typed)
        self._little = LittleWords(reader, self._lookup, marks_typed=self._marks_typed)
        self._full_forms = full_forms
        self._numbers = NumberUnits(self._words, reader, self._lookup)
        self._names = NameUnits(self._words, self._lookup, self._numbers.joins)
        self._other_ways = OtherWays(self._lookup, self._names, as_typed=not full_forms)
        self._short_forms = set(capital_forms(" ".join(glued_words(self._words))))
        # In an archive of some articles one is enough to know a word.
        self._least = max(1, min(3, reader.document_count() // 1000))

    def units(self) -> tuple[QueryUnit, ...]:
        """Return the reading that is worth most, its little words told from the others where there are others."""
        self._count_collocations_ahead()
        units = self._other_ways.added_to_all(self._with_titles(self._best_reading()))
        little = self._little.words_of(units)
        if len(little) == len({unit.words for unit in units}):
            return units
        return tuple(replace(one, kind=UnitKind.LITTLE_WORD) if one.words in little else one for one in units)

    def _count_collocations_ahead(self) -> None:
        """Have an index on other machines count at once for the neighbours that are no word of the dictionary."""
        pairs = (
            pair
            for pair in pairwise(self._words)
            if not pair[1].apart and not self._dictionary_word(pair, self._lookup.side_by_side(pair))
        )
        self._lookup.count_collocations_ahead(pairs, alone=len(self._words) == 2)

    def _with_titles(self, units: tuple[QueryUnit, ...]) -> tuple[QueryUnit, ...]:
        """Join three or more single syllables that the archive writes side by side, such as a title: Về nhà đi con."""
        start = 0
        while start < len(units):
            ends = range(min(len(units), start + LONGEST_NAME), start + _LEAST_TITLE - 1, -1)
            found = next((title for end in ends if (title := self._title(units[start:end]))), None)
            if found:
                units = (*units[:start], found, *units[start + len(found.words) :])
            start += 1
        return units

    def _title(self, units: Sequence[QueryUnit]) -> QueryUnit | None:
        if any(unit.kind is not UnitKind.SYLLABLE for unit in units) or any(unit.words[0].apart for unit in units[1:]):
            return None
        words = tuple(unit.words[0] for unit in units)
        forms = self._lookup.title(words, any_marks=not all(unit.forms for unit in units))
        if forms is None or all(map(self._little.is_little, units)):
            return None
        return QueryUnit(words, UnitKind.COLLOCATION, forms)

    def chosen(self, lengths: Sequence[int]) -> tuple[QueryUnit, ...]:
        """Return the units of so many words each; all are demanded."""
        ends = list(accumulate(lengths))
        spans = zip([0, *ends], ends, strict=False)
        units = [self._unit(start, end) or self._side_by_side(start, end) for start, end in spans]
        return self._other_ways.added_to_all(units)

    def _side_by_side(self, start: int, end: int) -> QueryUnit:
        """Return the unit of words that somebody wants side by side, without marks in any marks."""
        words = self._words[start:end]
        forms = ((tuple(word.syllables[0].exact for word in words), 1),) if self._marks_typed else ()
        return QueryUnit(words, UnitKind.COLLOCATION, forms)

    def _best_reading(self) -> tuple[QueryUnit, ...]:
        best: list[tuple[float, tuple[QueryUnit, ...]]] = [(0.0, ())]
        for end in range(1, len(self._words) + 1):
            starts = range(max(0, end - LONGEST_NAME), end)
            readings = ((best[start], unit) for start in starts if (unit := self._unit(start, end)))
            best.append(
                max(
                    ((worth + unit.worth, (*units, unit)) for (worth, units), unit in readings),
                    key=lambda reading: reading[0],
                )
            )
        return best[-1][1]

    def _unit(self, start: int, end: int) -> QueryUnit | None:
        if any(word.apart for word in self._words[start + 1 : end]):
            return None
        found = self._found_unit(start, end)
        return with_other_forms(found, self._lookup) if found and len(found.words) > 1 and self._full_forms else found

    def _found_unit(self, start: int, end: int) -> QueryUnit | None:
        if found := self._numbers.alone(start, end) or self._short_form(start, end) or self._office(start, end):
            return found
        words = self._words[start:end]
        if end - start == 1:
            articles = self._lookup.folded_frequency(self._folded[start])
            # A syllable may be many a name.
            name = None if is_syllable_shaped(self._folded[start]) else self._names.name(start, end, articles)
            return name or self._numbers.amount(start, end) or self._syllable(start)
        together = self._lookup.side_by_side(words)
        name, numbered = self._names.name(start, end, together), self._numbers.numbered(start, end)
        if name and numbered:
            return replace(name, forms=tuple({**dict(numbered.forms), **dict(name.forms)}.items()))
        if found := name or self._numbers.amount(start, end) or numbered or self._names.of_table(words):
            return found
        if forms := self._dictionary_word(words, together):
            return QueryUnit(words, UnitKind.WORD, ordered(forms))
        if glued := self._lookup.glued(words):
            return QueryUnit(words, UnitKind.WORD, glued)
        if forms := self._lookup.collocations(words, alone=len(self._words) == len(words)):
            return QueryUnit(words, UnitKind.COLLOCATION, ordered(forms))
        return None

    def _dictionary_word(self, words: Sequence[QueryWord], together: int) -> Counter[Form]:
        """Return how the archive writes words that it has as one word often enough; `together` have them in a row."""
        forms = self._lookup.dictionary_words(words) if len(words) <= _LONGEST_WORD else Counter()
        share = _WORD_SHARE if little_words().isdisjoint(chain.from_iterable(forms)) else _WORD_SHARE_WITH_LITTLE
        return forms if forms.total() >= max(self._least, together * share) else Counter()

    def _short_form(self, start: int, end: int) -> QueryUnit | None:
        words = self._words[start:end]
        joined = glued_words(words)
        if len(joined) > 1 or not is_capital_form(joined[0]):
            return None
        form = capital_forms(joined[0])[0]
        if form not in self._short_forms:
            return None  # one of several words in capitals, which are no short forms
        if len(words) > 1 and not self._is_one_short_form(form, joined[0]):
            return None
        # A headline in capitals tells no short forms, so one of the table that is no syllable counts in any case.
        letters = "".join(word.syllables[0].exact for word in words)
        is_clear = len(letters) >= _CLEAR_LETTERS and not is_syllable_shaped(fold(letters)) and same_names(joined[0])
        forms = (((letters,), self._lookup.frequency(letters)),) if is_clear and len(words) == 1 else ()
        return QueryUnit(words, UnitKind.SHORT_FORM, forms, short_form=form)

    def _is_one_short_form(self, form: str, typed: str) -> bool:
        """Tell whether what was typed with signs between is one short form, GD-ĐT, and not several words: A/H5N1."""
        return bool(self._lookup.short_form_frequency(form) or expansions(form) or same_names(typed))

    def _syllable(self, start: int) -> QueryUnit:
        word = self._words[start]
        exact = word.syllables[0].exact
        is_typed = self._marks_typed and not self._lookup.lacks_marks(word)
        forms = (((exact,), self._lookup.frequency(exact)),) if is_typed else ()
        return QueryUnit((word,), UnitKind.SYLLABLE, forms)

    def _office(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of an office or body and its place, with or without the level between: chủ tịch Hà Nội."""
        for middle in range(start + 1, min(end, start + LONGEST_OFFICE + 1)):
            offices = office_ways(self._words[start:middle])
            if not offices:
                continue
            behind_level = [first for first in range(end - 1, middle, -1) if is_level(self._words[middle:first])]
            place = next((place for first in (*behind_level, middle) if (place := self._names.place(first, end))), None)
            if place:
                forms = office_forms(offices, self._with_levels(place))
                counted = ((form, self._lookup.estimated_frequency(form)) for form in forms)
                found = tuple((form, articles) for form, articles in counted if articles)
                return self._office_of(start, middle, end, place, found) if found else None
        return None

    def _with_levels(self, place: QueryUnit) -> list[Form]:
        """Return the ways to write a place, with each level before it that the archive writes there."""
        name, articles = place.forms[0]
        written = [level for level in levels() if self._lookup.articles_with((*level, *name)) > articles * _LEVEL_SHARE]
        return [(*level, *form) for level in ((), *written) for form, _ in place.forms]

    def _office_of(
        self, start: int, middle: int, end: int, place: QueryUnit, forms: tuple[tuple[Form, int], ...]
    ) -> QueryUnit:
        office = self._found_unit(start, middle) or self._side_by_side(start, middle)
        # Apart, each is found by its other names too.
        parts = self._other_ways.added_to_all([office, self._short_form(end - len(place.words), end) or place])
        return QueryUnit(self._words[start:end], UnitKind.OFFICE, forms, place.entities, parts=parts)
