"""Adds to the units of a query the other names of what they name, and other ways to join words of other languages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from articles.search.query.name_units import NameUnits
from articles.search.query.other_names import other_names
from articles.search.query.unit_lookup import UnitLookup
from articles.search.query.units import OtherName, QueryUnit, UnitKind
from articles.text.normal import fold
from articles.text.short_forms import same_names
from articles.text.syllables import is_syllable_shaped

# Units that may go by other names.
_NAMED_KINDS: Final = (*(UnitKind.NAME, UnitKind.SHORT_FORM, UnitKind.WORD, UnitKind.COLLOCATION, UnitKind.SYLLABLE),)
_PRONOUN: Final = "Anh"


class OtherWays:
    """Knows the other ways to write a unit. `names` are those among the words of the query.

    With `as_typed`, other names are left out.
    """

    def __init__(self, lookup: UnitLookup, names: NameUnits, *, as_typed: bool) -> None:
        self._lookup = lookup
        self._names = names
        self._as_typed = as_typed

    def added_to_all(self, units: Sequence[QueryUnit]) -> tuple[QueryUnit, ...]:
        """Return all units of some words, each with its other ways."""
        return tuple(self._added(unit, may_be_place=_may_be_place(units, i)) for i, unit in enumerate(units))

    def _added(self, unit: QueryUnit, *, may_be_place: bool) -> QueryUnit:
        """Return a unit with the other names of what it names, and a word of another language in two or as one too."""
        if unit.kind not in _NAMED_KINDS:
            return unit
        if not self._as_typed:
            unit = self._with_other_names(unit, may_be_place=may_be_place)
        return unit if unit.short_form else self._with_other_joins(unit)

    def _with_other_joins(self, unit: QueryUnit) -> QueryUnit:
        own = dict(unit.forms)
        if len(unit.words) == 1:
            split = self._lookup.split(unit.words[0])
            more = [split] if split else []
            own = own or {(unit.words[0].syllables[0].exact,): 1}
        else:
            more = list(self._lookup.glued(unit.words))
        return replace(unit, forms=tuple(({**own, **(dict(more) | own)}).items())) if more else unit

    def _with_other_names(self, unit: QueryUnit, *, may_be_place: bool) -> QueryUnit:
        is_marked = unit.short_form or not unit.forms or any(word.marked[0] for word in unit.words)
        typed = unit.text if is_marked or same_names(unit.text) else " ".join(unit.forms[0][0])
        place = self._names.place_named(typed)
        known = other_names(typed, place=place, full_forms=bool(unit.short_form))
        names = tuple(name for name in known if self._is_written(name))
        unit = replace(unit, other_names=names)
        if place and unit.kind is UnitKind.SYLLABLE:
            named = replace(unit, kind=UnitKind.NAME, entities=(place,), is_place=True, place=place)
            return named if may_be_place else replace(unit, other_names=())
        is_word = len(unit.words) == 1 and is_syllable_shaped(fold(unit.text))
        if names and place and unit.entities[:1] != (place,) and not unit.short_form and not is_word:
            return replace(unit, kind=UnitKind.NAME, entities=(place, *unit.entities), is_place=True)
        return unit

    def _is_written(self, name: OtherName) -> bool:
        if name.short_form:
            return self._lookup.short_form_frequency(name.short_form) > 0
        return self._lookup.estimated_frequency(name.form) > 0


def _may_be_place(units: Sequence[QueryUnit], place: int) -> bool:
    """Tell whether a single syllable may be the name of a place: Đức is a given name, Anh a pronoun as well.

    It is none beside another syllable with a capital, which makes a person's name of it, nor is the pronoun that begins
    a sentence.
    """
    if not is_syllable_shaped(fold(units[place].text)) and same_names(units[place].text):
        return True  # sapa, whatever its case
    beside = (*units[max(0, place - 1) : place], *units[place + 1 : place + 2])
    text = units[place].text
    if not text[:1].isupper() or (place == 0 and beside and text == _PRONOUN):
        return False
    return not any(one.kind is UnitKind.SYLLABLE and one.text[:1].isupper() for one in beside)
