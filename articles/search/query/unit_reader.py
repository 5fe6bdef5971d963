"""Reads the plain words of a query into units: the names, words and collocations that a Vietnamese reader sees in it.

"đuối nước nghệ an" is "đuối nước" and "Nghệ An". The index tells which syllables belong together: its dictionary of
words, the names of its entities, and how often two syllables stand side by side. No model is loaded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import accumulate
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.search.query.number_words import Form, fits, glued_words, numbered_forms, word_joins
from articles.search.query.unit_lookup import UnitLookup, entity_names
from articles.search.query.units import QueryUnit, UnitKind, Units
from articles.text.capitals import capital_forms, is_capital_form
from articles.text.normal import fold
from articles.text.short_forms import expansions, same_names
from articles.text.syllables import is_syllable_shaped, little_words
from articles.text.terms import TextToken, tokens
from haystack_engines import IndexReader

# The longest name and the longest word of the dictionary that are looked for, in syllables.
_LONGEST_NAME: Final = 8
_LONGEST_WORD: Final = 5
# Spellings of one name that are looked up: a telephone number has many.
_MOST_WAYS: Final = 8
# A word of the dictionary is one where at least this share of the articles with the two syllables side by side has it.
_WORD_SHARE: Final = 0.1
# A name of one or two syllables is one where it is named in this share of them; "Sơn Nhất" is only a part of a name.
_NAME_SHARE: Final = 0.3
# A word typed without marks may be a little word or another ("o" is ở, ô, ố): where so large a share of all articles
# has it in some marking, little is lost if it is not demanded.
_LITTLE_SHARE: Final = 0.5
# So many single syllables may be a title: Về nhà đi con.
_LEAST_TITLE: Final = 3


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
        self._words = tuple(words)
        self._folded = [word.syllables[0].folded for word in words]
        self._marks_typed = any(word.marked[0] for word in words)
        self._index = reader
        self._lookup = UnitLookup(reader, marks_typed=self._marks_typed)
        self._full_forms = full_forms
        self._joins = {span: forms for span, forms in word_joins(self._words).items() if self._is_join(span, forms)}
        self._names = entity_names(self._keys())
        self._short_forms = set(capital_forms(" ".join(glued_words(self._words))))
        # In an archive of some articles one is enough to know a word.
        self._least = max(1, min(3, reader.document_count() // 1000))

    def _is_join(self, span: tuple[int, int], spellings: Sequence[Form]) -> bool:
        """Tell whether letters and a number with a space between are one word: "COVID 19" is, "San Francisco 6" is not.

        They are where they were typed in capitals, or where the archive joins them or has no such letters.
        """
        words = self._words[slice(*span)]
        letters = words[0].syllables[0].exact
        if len(letters) == 1 or letters.isdecimal() or len(glued_words(words)) == 1 or words[0].text.isupper():
            return True
        return self._lookup.is_joined(letters, spellings)

    def units(self) -> tuple[QueryUnit, ...]:
        """Return the reading that is worth most, its little words told from the others where there are others."""
        units = self._with_titles(self._best_reading())
        little = {unit.words for unit in units if self._is_little(unit)}
        if len(little) == len({unit.words for unit in units}):
            return units
        return tuple(replace(one, kind=UnitKind.LITTLE_WORD) if one.words in little else one for one in units)

    def _with_titles(self, units: tuple[QueryUnit, ...]) -> tuple[QueryUnit, ...]:
        """Return the units, three single syllables and more that the archive writes as one as one: Về nhà đi con."""
        start = 0
        while start < len(units):
            ends = range(min(len(units), start + _LONGEST_NAME), start + _LEAST_TITLE - 1, -1)
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
        if forms is None or all(map(self._is_little, units)):
            return None
        return QueryUnit(words, UnitKind.COLLOCATION, forms)

    def chosen(self, lengths: Sequence[int]) -> tuple[QueryUnit, ...]:
        """Return the units of so many words each; all are demanded."""
        ends = list(accumulate(lengths))
        spans = zip([0, *ends], ends, strict=False)
        return tuple(self._unit(start, end) or self._side_by_side(start, end) for start, end in spans)

    def _side_by_side(self, start: int, end: int) -> QueryUnit:
        """Return the unit of words that somebody wants side by side, without marks in any marks."""
        words = self._words[start:end]
        forms = ((tuple(word.syllables[0].exact for word in words), 1),) if self._marks_typed else ()
        return QueryUnit(words, UnitKind.COLLOCATION, forms)

    def _is_little(self, unit: QueryUnit) -> bool:
        """Tell whether a unit is a little word; without any marks, whether it may be and so many articles have it."""
        if unit.kind not in (UnitKind.SYLLABLE, UnitKind.WORD, UnitKind.COLLOCATION):
            return False
        syllable = unit.words[0].syllables[0]
        if self._marks_typed or len(unit.words) > 1:
            return any(" ".join(form) in little_words() for form, _ in unit.forms[:1])
        articles = self._lookup.folded_frequency(syllable.folded)
        return syllable.folded in _folded_little_words() and articles >= self._index.document_count() * _LITTLE_SHARE

    def _best_reading(self) -> tuple[QueryUnit, ...]:
        best: list[tuple[float, tuple[QueryUnit, ...]]] = [(0.0, ())]
        for end in range(1, len(self._words) + 1):
            starts = range(max(0, end - _LONGEST_NAME), end)
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
        return self._with_full_forms(found) if found and len(found.words) > 1 and self._full_forms else found

    def _found_unit(self, start: int, end: int) -> QueryUnit | None:
        if found := self._join(start, end) or self._short_form(start, end):
            return found
        words = self._words[start:end]
        if end - start == 1:
            articles = self._lookup.folded_frequency(self._folded[start])
            return self._name(start, end, articles) or self._syllable(start)
        together = self._lookup.side_by_side(words)
        if found := self._name(start, end, together) or self._numbered(start, end):
            return found
        forms = self._lookup.dictionary_words(words) if len(words) <= _LONGEST_WORD else Counter()
        if forms.total() >= max(self._least, together * _WORD_SHARE):
            return QueryUnit(words, UnitKind.WORD, _ordered(forms))
        if forms := self._lookup.collocations(words, alone=len(self._words) == len(words)):
            return QueryUnit(words, UnitKind.COLLOCATION, _ordered(forms))
        return None

    def _with_full_forms(self, unit: QueryUnit) -> QueryUnit:
        """Return a unit of several words, with each short form among them written in full too: UBND tỉnh Quảng Ninh."""
        if unit.short_form or not unit.forms:
            return unit
        forms = dict(unit.forms)
        for i, word in enumerate(unit.words):
            for full in expansions(word.text):
                for form in [form for form in forms if len(form) == len(unit.words)]:
                    longer = (*form[:i], *(token.exact for token in tokens(full)), *form[i + 1 :])
                    forms.setdefault(longer, min(forms[form], self._lookup.estimated_frequency(longer)))
        return replace(unit, forms=tuple(forms.items()))

    def _short_form(self, start: int, end: int) -> QueryUnit | None:
        words = self._words[start:end]
        joined = glued_words(words)
        if len(joined) > 1 or not is_capital_form(joined[0]):
            return None
        form = capital_forms(joined[0])[0]
        if form not in self._short_forms:
            return None  # one of several words in capitals, which are no short forms
        return QueryUnit(words, UnitKind.SHORT_FORM, self._full(joined[0]), short_form=form)

    def _syllable(self, start: int) -> QueryUnit:
        word = self._words[start]
        exact = word.syllables[0].exact
        is_typed = self._marks_typed and not self._lookup.lacks_marks(word)
        forms = (((exact,), self._lookup.frequency(exact)),) if is_typed else ()
        return QueryUnit((word,), UnitKind.SYLLABLE, forms)

    def _join(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of letters and digits that are one word, in capitals also as a short form."""
        spellings = self._joins.get((start, end))
        if spellings is None:
            return None
        words = self._words[start:end]
        text = "".join(word.text for word in words)
        forms = self._counted(spellings)
        if not is_capital_form(text):
            return QueryUnit(words, UnitKind.JOIN, forms)
        # "5 g" is a weight.
        written = () if text[0].isdecimal() else forms
        return QueryUnit(words, UnitKind.SHORT_FORM, (*written, *self._full(text)), short_form=capital_forms(text)[0])

    def _numbered(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of a word and the number behind it that make a name: điều 66."""
        for middle in range(end - 1, start, -1):
            number = self._joins.get((middle, end), ((self._words[middle].syllables[0].exact,),))
            if (middle, end) not in self._joins and end - middle > 1:
                break
            if forms := numbered_forms(self._words[start:middle], number):
                return QueryUnit(self._words[start:end], UnitKind.NUMBERED, self._counted(forms))
        return None

    def _counted(self, forms: Sequence[Form]) -> tuple[tuple[Form, int], ...]:
        """Return forms of which none is rarer than another, with about how many articles have the most frequent."""
        articles = max(map(self._lookup.estimated_frequency, forms))
        return tuple((form, articles) for form in forms)

    def _full(self, short: str) -> tuple[tuple[Form, int], ...]:
        """Return the full forms and other names of a short form, where they are searched for."""
        full = dict.fromkeys((*expansions(short), *same_names(short))) if self._full_forms else {}
        return tuple((tuple(token.exact for token in tokens(one)), 1) for one in full)

    def _name(self, start: int, end: int, together: int) -> QueryUnit | None:
        forms: Counter[Form] = Counter()
        entities: dict[int, int] = {}
        places: set[int] = set()
        joins = [spellings for (first, last), spellings in self._joins.items() if start <= first and last <= end]
        for way in self._ways(start, end):
            for name in self._names.get(" ".join(word.syllables[0].folded for word in way), ()):
                if fits(name.form, way):
                    entities[name.entity] = max(name.articles, entities.get(name.entity, 0))
                    places.update([name.entity] if name.is_place else [])
                    forms.update(dict.fromkeys(_respelt(name.form, joins), name.articles))
        if not forms or forms.total() < max(1, 0 if joins else together * _NAME_SHARE):
            return None
        by_articles = sorted(entities, key=lambda entity: -entities[entity])
        words, is_place = self._words[start:end], by_articles[0] in places
        return QueryUnit(words, UnitKind.NAME, _ordered(forms), tuple(by_articles), is_place=is_place)

    def _ways(self, start: int, end: int) -> list[tuple[QueryWord, ...]]:
        """Return neighbouring words with the joins among them in each of their spellings."""
        ways: list[tuple[QueryWord, ...]] = [()]
        place = start
        while place < end:
            join = next((span for span in self._joins if span[0] == place and span[1] <= end), (place, place + 1))
            written = [tuple(map(_word, form)) for form in self._joins.get(join, ())] or [self._words[slice(*join)]]
            ways = [(*way, *words) for way in ways for words in written]
            place = join[1]
        return ways

    def _keys(self) -> set[str]:
        """Return the folded names that neighbouring words may be."""
        count = len(self._words)
        runs = [(i, end) for i in range(count) for end in range(i + 2, min(count, i + _LONGEST_NAME) + 1)]
        ways = (way for run in {*runs, *self._joins} for way in self._ways(*run)[:_MOST_WAYS])
        keys = {" ".join(word.syllables[0].folded for word in way) for way in ways}
        return keys | {one for one in self._folded if one.isalpha() and not is_syllable_shaped(one)}


@cache
def _folded_little_words() -> frozenset[str]:
    return frozenset(map(fold, little_words()))


def _word(term: str) -> QueryWord:
    return QueryWord(term, (TextToken(0, len(term), term, fold(term)),), (False,))


def _ordered(forms: Counter[Form]) -> tuple[tuple[Form, int], ...]:
    return tuple(sorted(forms.items(), key=lambda one: (-one[1], one[0])))


def _respelt(form: Form, joins: Sequence[Sequence[Form]]) -> set[Form]:
    """Return a name with each join in it in all of its spellings."""
    found = {form}
    for spellings in joins:
        found |= {
            (*one[:i], *other, *one[i + len(spelling) :])
            for one in found
            for spelling in spellings
            for i in range(len(one))
            if one[i : i + len(spelling)] == spelling
            for other in spellings
        }
    return found
