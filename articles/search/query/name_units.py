"""Units of a query that are names: of the archive's entities, and of the table of names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from articles.search.query.language.tree import QueryWord, typed_text
from articles.search.query.number_words import Form, fits
from articles.search.query.offices import department_ways
from articles.search.query.other_names import canonical_keys, forms_of_names, names_in_words
from articles.search.query.unit_lookup import UnitLookup, entity_names
from articles.search.query.units import QueryUnit, UnitKind
from articles.text.normal import fold
from articles.text.short_forms import canonical, same_names
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, terms

# The longest name that is looked up, in syllables.
LONGEST_NAME: Final = 8
# Spellings of one name that are looked up: a telephone number has many.
_MOST_WAYS: Final = 8
# A name of one or two syllables is one where it is named in this share of them; "Sơn Nhất" is only a part of a name.
_NAME_SHARE: Final = 0.3


class NameUnits:
    """The names among some words (one SQL query). `joins` has the ways to write each join of letters and digits."""

    def __init__(
        self, words: Sequence[QueryWord], lookup: UnitLookup, joins: Mapping[tuple[int, int], Sequence[Form]]
    ) -> None:
        self._words = tuple(words)
        self._folded = [word.syllables[0].folded for word in words]
        self._marks_typed = any(word.marked[0] for word in words)
        self._lookup = lookup
        self._joins = joins
        self._names = entity_names(self._keys())

    def name(self, start: int, end: int, together: int) -> QueryUnit | None:
        """Return the unit of an entity's name. Of two words, so many articles have them `together`."""
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
        if not joins and self._is_rather_as_typed(start, end, forms):
            return None
        by_articles = sorted(entities, key=lambda entity: -entities[entity])
        words, is_place = self._words[start:end], by_articles[0] in places
        return QueryUnit(words, UnitKind.NAME, ordered(forms), tuple(by_articles), is_place=is_place)

    def of_table(self, words: tuple[QueryWord, ...]) -> QueryUnit | None:
        """Return the unit of a name that the table has other names of, though no entity has it: VKSND tối cao."""
        typed = [tuple(word.syllables[0].exact for word in words)] if same_names(typed_text(words)) else []
        ways = (*typed, *forms_of_names(words), *department_ways(words))
        forms = Counter({form: self._lookup.estimated_frequency(form) for form in ways})
        return QueryUnit(words, UnitKind.NAME, ordered(forms)) if forms.total() else None

    def place(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of the name of a place in all ways to write it: TP.HCM; a syllable may be any word."""
        words = self._words[start:end]
        if len(words) == 1 and is_syllable_shaped(self._folded[start]):
            return None
        name = self.name(start, end, 0)
        typed = typed_text(words)
        place = name.entities[0] if name and name.is_place else self.place_named(typed)
        if not place:
            return None
        forms = dict(name.forms) if name and name.is_place else {}
        for form in (tuple(word.syllables[0].exact for word in words), *names_in_words(typed)):
            forms.setdefault(form, self._lookup.estimated_frequency(form))
        return QueryUnit(words, UnitKind.NAME, tuple(forms.items()), (place,), is_place=True)

    def place_named(self, name: str) -> int:
        """Return the id of the place that the table has several names of; 0 where it is none."""
        shown = canonical(name)
        form = tuple(terms(shown).exact)
        found = [one for one in self._names.get(" ".join(terms(shown).folded), ()) if one.form == form]
        most_named = max(found, key=lambda one: one.articles, default=None)
        return most_named.entity if most_named and most_named.is_place else 0

    def _is_rather_as_typed(self, start: int, end: int, forms: Counter[Form]) -> bool:
        """Tell whether more articles have words as typed than names with other marks: Thương binh, "Thương bình"."""
        typed = tuple(word.syllables[0].exact for word in self._words[start:end])
        if not self._marks_typed or typed in forms:
            return False
        return self._lookup.articles_with(typed) > forms.total()

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
        runs = [(i, end) for i in range(count) for end in range(i + 2, min(count, i + LONGEST_NAME) + 1)]
        ways = (way for run in {*runs, *self._joins} for way in self._ways(*run)[:_MOST_WAYS])
        keys = {" ".join(word.syllables[0].folded for word in way) for way in ways}
        keys |= {one for one in self._folded if one.isalpha() and not is_syllable_shaped(one)}
        return keys.union(*map(canonical_keys, {*keys, *self._folded}))


def _word(term: str) -> QueryWord:
    return QueryWord(term, (TextToken(0, len(term), term, fold(term)),), (False,))


def ordered(forms: Counter[Form]) -> tuple[tuple[Form, int], ...]:
    """Return forms with their numbers of articles, the most frequent first."""
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
