"""Other forms of a unit of several words: with its short forms written in full, and with short forms of its parts."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from articles.search.query.language.tree import typed_text
from articles.search.query.number_words import Form
from articles.search.query.unit_lookup import UnitLookup
from articles.search.query.units import QueryUnit
from articles.text.phrase_lists import entries
from articles.text.short_forms import DATA, expansions, short_forms
from articles.text.terms import tokens


def with_other_forms(unit: QueryUnit, lookup: UnitLookup) -> QueryUnit:
    """Return a unit of several words, with each short form among them written in full too: UBND tỉnh Quảng Ninh.

    What has a short form is written with it too, where articles do: ĐH Bách khoa Hà Nội.
    """
    if unit.short_form or not unit.forms:
        return unit
    forms = {**dict(_of_same_kind(unit, lookup)), **dict(_shortened(unit, lookup)), **dict(unit.forms)}
    for i, word in enumerate(unit.words):
        for full in expansions(word.text):
            for form in [form for form in forms if len(form) == len(unit.words)]:
                longer = (*form[:i], *_form(full), *form[i + 1 :])
                forms.setdefault(longer, min(forms[form], lookup.estimated_frequency(longer)))
    return replace(unit, forms=tuple(forms.items()))


def _shortened(unit: QueryUnit, lookup: UnitLookup) -> Iterator[tuple[Form, int]]:
    """Yield the forms of a unit with the short form of a part of it that are written, with their articles."""
    count = len(unit.words)
    for start, end in ((i, j) for i in range(count) for j in range(i + 1, count + 1) if j - i < count):
        for short in short_forms(typed_text(unit.words[start:end])):
            for form in [form for form, _ in unit.forms if len(form) == count]:
                written = (*form[:start], *_form(short), *form[end:])
                if articles := lookup.estimated_frequency(written):
                    yield written, articles


def _of_same_kind(unit: QueryUnit, lookup: UnitLookup) -> Iterator[tuple[Form, int]]:
    """Yield the forms with another word for the kind of the place that are written: khu đô thị mới Thủ Thiêm."""
    for kinds in _kinds_of_places():
        for kind, form in ((kind, form) for kind in kinds for form, _ in unit.forms):
            if len(form) > len(kind) and form[: len(kind)] == kind:
                written = ((*other, *form[len(kind) :]) for other in kinds)
                yield from ((way, articles) for way in written if (articles := lookup.estimated_frequency(way)))


@cache
def _kinds_of_places() -> tuple[tuple[Form, ...], ...]:
    lines = entries(DATA / "kinds_of_places.txt")
    return tuple(tuple(_form(kind) for kind in line.split(" = ")) for line in lines)


def _form(text: str) -> Form:
    return tuple(token.exact for token in tokens(text))
