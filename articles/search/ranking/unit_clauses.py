"""Compiles the units of a query: what an article must have to belong to the strict list.

An article belongs where it has every unit, its syllables side by side, and where every two units belong together: one
of them stands in its title or lead, or in its text both stand near each other. So the order of the units does not
matter, and one more unit never adds articles. (Chosen on topics with a place of 30,000 articles: units anywhere in an
article gave a list of F1 0.88, in one paragraph 0.80, this rule 0.91; docs/search.md.)
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final, Self

from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.number_words import Form
from articles.search.query.units import QueryUnit, UnitKind
from articles.text.normal import fold
from articles.text.terms import folded_pairs
from haystack_engines import And, Clause, IndexReader, Near, Or, Phrase, Term

# Words between two units that belong together: about a paragraph.
_NEAR: Final = 50
# Of the markings of a unit typed without marks, those with this share of the most frequent one's articles tell where
# it stands.
_USUAL_SHARE: Final = 0.1
# Of two units that so large a share of all articles has, it tells little that they stand near each other.
_COMMON_SHARE: Final = 0.2
# What so few articles have is never common, however small the archive.
FEW_ARTICLES: Final = 20
# Ways to write a unit whose places are looked at: a telephone number has many.
_MOST_PLACES: Final = 8
_BODY_FIELD: Final = "text"
# A number, but no year.
_SMALL_NUMBER: Final = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands: in the head, or where one of its rare syllables does, which so many articles have.

    `exact` and `folded` have a syllable for each way to write it; `exact` is empty for a unit in any marks.
    """

    in_head: Clause
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    articles: int

    @classmethod
    def of(cls, in_head: Clause, forms: Sequence[Form], reader: IndexReader, *, any_marks: bool = False) -> Self:
        """Return the place of a unit that is written in these forms, with `any_marks` in any marks."""
        field = folded_field(_BODY_FIELD) if any_marks else _BODY_FIELD
        rarest = (min(form, key=lambda syllable: reader.frequency(field, syllable)) for form in forms)
        exact = tuple(dict.fromkeys(rarest))[:_MOST_PLACES]
        articles = sum(reader.frequency(field, syllable) for syllable in exact)
        return cls(in_head, () if any_marks else exact, tuple(dict.fromkeys(map(fold, exact))), articles)


def strict_clause(units: Sequence[QueryUnit], reader: IndexReader, having_all: Clause | None = None) -> Clause:
    """Return the clause for articles that have all units that are demanded, close together.

    `having_all` is a clause for the articles that have them anywhere, where these are known.
    """
    beside = _numbers_beside(units)
    units = [unit for unit in units if unit.is_demanded]
    everywhere = having_all or units_clause(units)
    if len(units) == 1:
        return everywhere
    places = [unit_place(unit, reader) for unit in units]
    most = max(FEW_ARTICLES, reader.document_count() * _COMMON_SHARE)
    pairs = [pair for pair in combinations(places, 2) if min(place.articles for place in pair) <= most]
    return And((everywhere, *beside, *(close_clause(one, other) for one, other in pairs)))


def _numbers_beside(units: Sequence[QueryUnit]) -> list[Clause]:
    """Return clauses for numbers to stand beside what they were typed beside: iPhone 11, 6 người chết.

    Years are left out: they tell when.
    """
    clauses: list[Clause] = []
    for i, unit in enumerate(units):
        if len(units) == 1 or unit.kind is not UnitKind.SYLLABLE or not _SMALL_NUMBER.fullmatch(unit.text):
            continue
        pairs = [pair for pair in (units[max(0, i - 1) : i + 1], units[i : i + 2]) if len(pair) == 2]
        clauses.append(Or(tuple(phrase for one, other in pairs for phrase in _in_a_row(one, other))))
    return clauses


def _in_a_row(one: QueryUnit, other: QueryUnit) -> Iterator[Clause]:
    """Yield clauses for two units side by side, in any of their usual forms."""
    any_marks = any(not (unit.forms or unit.short_form) for unit in (one, other))
    for first, second in product(usual_forms(one), usual_forms(other)):
        form = (*first, *second)
        for field in TEXT_FIELDS:
            yield Phrase(folded_field(field), tuple(map(fold, form))) if any_marks else Phrase(field, form)


def units_clause(units: Sequence[QueryUnit], fields: Sequence[str] = tuple(TEXT_FIELDS)) -> Clause:
    """Return the clause for articles that have all units that are demanded, wherever in the fields."""
    demanded = [unit for unit in units if unit.is_demanded]
    present = [presence_clause(unit) for unit in demanded if len(unit.words) > 1] if len(demanded) > 1 else []
    return And((*present, *(unit_clause(unit, fields) for unit in demanded)))


def unit_forms(unit: QueryUnit, field: str) -> tuple[Phrase, ...]:
    """Return the phrases by which a unit is found in a field of the text; of a short form whatever its case."""
    searched = field if unit.forms or unit.short_form else folded_field(field)
    return tuple(Phrase(searched, form) for form in usual_forms(unit))


def close_clause(one: UnitPlace, other: UnitPlace) -> Clause:
    """Return the clause for articles where two units belong together, as far as their places tell."""
    if one.exact and other.exact:
        return Or((one.in_head, other.in_head, _near(_BODY_FIELD, one.exact, other.exact)))
    return Or((one.in_head, other.in_head, _near(folded_field(_BODY_FIELD), one.folded, other.folded)))


def unit_place(unit: QueryUnit, reader: IndexReader) -> UnitPlace:
    """Return where a unit stands."""
    return UnitPlace.of(
        unit_clause(unit, HEAD_FIELDS), usual_forms(unit), reader, any_marks=not (unit.forms or unit.short_form)
    )


def usual_forms(unit: QueryUnit) -> list[Form]:
    """Return the usual ways to write a unit, as exact terms; the folded terms of one in any marks."""
    most = max((articles for _, articles in unit.forms), default=0)
    usual = [form for form, articles in unit.forms if articles >= most * _USUAL_SHARE]
    if unit.short_form:
        return [tuple(word.syllables[0].exact for word in unit.words), *usual]
    return usual or [tuple(word.syllables[0].folded for word in unit.words)]


def unit_clause(unit: QueryUnit, fields: Sequence[str] = tuple(TEXT_FIELDS)) -> Clause:
    """Return the clause for articles that have a unit in one of the fields."""
    if unit.short_form:
        return _short_form(unit, fields)
    if not unit.forms:
        folded = tuple(word.syllables[0].folded for word in unit.words)
        return Or(tuple(side_by_side(folded_field(field), folded) for field in fields))
    return Or(tuple(side_by_side(field, form) for field in fields for form, _ in unit.forms))


def presence_clause(unit: QueryUnit) -> Clause:
    """Return the clause for what every article with a unit has: its pairs of syllables, in whatever form and marks.

    The engine finds it long before it has looked where the syllables of the unit stand. The two syllables of a pair
    stand in one paragraph.
    """
    forms = [form for form, _ in unit.forms] or [tuple(word.syllables[0].folded for word in unit.words)]
    short: list[Clause] = [Term("short_forms", unit.short_form)] if unit.short_form else []
    found = (*short, *map(form_presence, forms))
    return found[0] if len(found) == 1 else Or(found)


def form_presence(form: Form) -> Clause:
    """Return the clause for what every article has where these syllables stand side by side."""
    if len(form) == 1:
        return Or(tuple(Term(folded_field(field), fold(form[0])) for field in TEXT_FIELDS))
    pairs = tuple(Term("pairs", pair) for pair in folded_pairs(list(map(fold, form))))
    return pairs[0] if len(pairs) == 1 else And(pairs)


def _short_form(unit: QueryUnit, fields: Sequence[str]) -> Clause:
    """Return the clause for a short form in capitals or its full forms; case is known of the whole article only."""
    full = [side_by_side(field, form) for field in fields for form, _ in unit.forms]
    in_capitals: Clause = Term("short_forms", unit.short_form)
    if _BODY_FIELD not in fields:
        typed = tuple(word.syllables[0].exact for word in unit.words)
        in_capitals = And((in_capitals, Or(tuple(side_by_side(field, typed) for field in fields))))
    return Or((in_capitals, *full))


def side_by_side(field: str, form: Form) -> Clause:
    """Return the clause for terms that follow each other in a field, or for the one term."""
    return Term(field, form[0]) if len(form) == 1 else Phrase(field, form)


def _near(field: str, some: Sequence[str], others: Sequence[str]) -> Clause:
    return Or(
        tuple(
            Near(field, (one, other), _NEAR) if one != other else Term(field, one) for one in some for other in others
        )
    )
