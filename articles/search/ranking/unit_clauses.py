"""Compiles the units of a query: what an article must have to belong to the strict list.

An article belongs where it has every unit, its syllables side by side, and where every two units belong together: one
of them stands in its title or lead, or in its text both stand near each other. So the order of the units does not
matter, and one more unit never adds articles. (Chosen on topics with a place of 30,000 articles: units anywhere in an
article gave a list of F1 0.88, in one paragraph 0.80, this rule 0.91; docs/search.md.)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final, Self

from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.number_words import Form
from articles.search.query.units import QueryUnit
from articles.text.normal import fold
from articles.text.terms import compound_term
from haystack_engines import And, Clause, IndexReader, Near, Or, Phrase, Term

# Words between two units that belong together: about a paragraph.
_NEAR: Final = 50
# A marking of a unit typed without marks is searched in the text where it has this share of the most frequent one's
# articles; a rarer one only where the segmenter read it as a word, since "dưới nước" is seldom meant by "duoi nuoc".
_USUAL_SHARE: Final = 0.1
# Of two units that so large a share of all articles has, it tells little that they stand near each other.
_COMMON_SHARE: Final = 0.2
# What so few articles have is never common, however small the archive.
FEW_ARTICLES: Final = 20
# Ways to write a unit whose places are looked at: a telephone number has many.
_MOST_PLACES: Final = 8
_BODY_FIELD: Final = "text"


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit stands: in the head, or where one of its rare syllables does, which so many articles have."""

    in_head: Clause
    syllables: tuple[str, ...]
    articles: int

    @classmethod
    def of(cls, in_head: Clause, syllables: tuple[str, ...], reader: IndexReader) -> Self:
        """Return the place of a unit of which `syllables` has a folded syllable for each way to write it."""
        return cls(in_head, syllables, sum(reader.frequency(folded_field(_BODY_FIELD), one) for one in syllables))


def strict_clause(units: Sequence[QueryUnit], reader: IndexReader) -> Clause:
    """Return the clause for articles that have all units that are demanded, close together."""
    units = [unit for unit in units if unit.is_demanded]
    everywhere = [unit_clause(unit) for unit in units]
    if len(units) == 1:
        return everywhere[0]
    places = [UnitPlace.of(unit_clause(unit, HEAD_FIELDS), rarest_syllables(unit, reader), reader) for unit in units]
    most = max(FEW_ARTICLES, reader.document_count() * _COMMON_SHARE)
    pairs = [pair for pair in combinations(places, 2) if min(place.articles for place in pair) <= most]
    return And((*everywhere, *(close_clause(one, other) for one, other in pairs)))


def units_clause(units: Sequence[QueryUnit], fields: Sequence[str]) -> Clause:
    """Return the clause for articles that have all units that are demanded, wherever in the fields."""
    return And(tuple(unit_clause(unit, fields) for unit in units if unit.is_demanded))


def unit_forms(unit: QueryUnit, field: str) -> tuple[Phrase, ...]:
    """Return the phrases by which a unit is found in a field of the text; of a short form whatever its case."""
    if not unit.forms and not unit.short_form:
        return (Phrase(folded_field(field), (unit.words[0].syllables[0].folded,)),)
    typed = tuple(word.syllables[0].exact for word in unit.words)
    forms = [typed, *(form for form, _ in unit.forms)] if unit.short_form else _usual(unit)
    return tuple(Phrase(field, form) for form in forms)


def close_clause(one: UnitPlace, other: UnitPlace) -> Clause:
    """Return the clause for articles where two units belong together, as far as their places tell."""
    return Or((one.in_head, other.in_head, _near(one.syllables, other.syllables)))


def scattered_clause(units: Sequence[QueryUnit]) -> Clause:
    """Return the clause for articles that have all units that are demanded, wherever they stand."""
    return And(tuple(unit_clause(unit) for unit in units if unit.is_demanded))


def unit_clause(unit: QueryUnit, fields: Sequence[str] = tuple(TEXT_FIELDS)) -> Clause:
    """Return the clause for articles that have a unit in one of the fields."""
    if unit.short_form:
        return _short_form(unit, fields)
    if not unit.forms:
        folded = tuple(word.syllables[0].folded for word in unit.words)
        return Or(tuple(side_by_side(folded_field(field), folded) for field in fields))
    usual = _usual(unit)
    clauses: list[Clause] = [side_by_side(field, form) for field in fields for form in usual]
    clauses += [Term("compounds", compound_term(form)) for form, _ in unit.forms if form not in usual and len(form) > 1]
    return Or(tuple(clauses))


def _short_form(unit: QueryUnit, fields: Sequence[str]) -> Clause:
    """Return the clause for a short form in capitals or its full forms; case is known of the whole article only."""
    full = [side_by_side(field, form) for field in fields for form, _ in unit.forms]
    in_capitals: Clause = Term("short_forms", unit.short_form)
    if _BODY_FIELD not in fields:
        typed = tuple(word.syllables[0].exact for word in unit.words)
        in_capitals = And((in_capitals, Or(tuple(side_by_side(field, typed) for field in fields))))
    return Or((in_capitals, *full))


def _usual(unit: QueryUnit) -> list[Form]:
    most = max(articles for _, articles in unit.forms)
    return [form for form, articles in unit.forms if articles >= most * _USUAL_SHARE]


def side_by_side(field: str, form: Form) -> Clause:
    """Return the clause for terms that follow each other in a field, or for the one term."""
    return Term(field, form[0]) if len(form) == 1 else Phrase(field, form)


def rarest_syllables(unit: QueryUnit, reader: IndexReader) -> tuple[str, ...]:
    """Return the folded syllable that fewest articles have, of each way to write the unit: it tells where it stands."""
    typed = tuple(word.syllables[0].folded for word in unit.words)
    full = [tuple(map(fold, form)) for form, _ in unit.forms]
    written = [typed, *full] if unit.short_form else full or [typed]
    field = folded_field(_BODY_FIELD)
    rarest = (min(form, key=lambda syllable: reader.frequency(field, syllable)) for form in written)
    return tuple(dict.fromkeys(rarest))[:_MOST_PLACES]


def _near(some: Sequence[str], others: Sequence[str]) -> Clause:
    field = folded_field(_BODY_FIELD)
    return Or(
        tuple(
            Near(field, (one, other), _NEAR) if one != other else Term(field, one) for one in some for other in others
        )
    )
