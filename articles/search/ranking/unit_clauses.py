"""Compiles the units of a query: what an article must have to belong to the strict list.

An article belongs where it has every unit, its syllables side by side, and where the units belong together: one stands
in its title or lead, or in its text each stands near the next. (Chosen on topics with a place of 30,000 articles: units
anywhere in an article gave a list of F1 0.88, in one paragraph 0.80, this rule 0.91; docs/search.md.)
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.search.fields import HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.units import Form, QueryUnit
from articles.text.normal import fold
from articles.text.terms import compound_term
from haystack_engines import And, Clause, IndexReader, Near, Or, Phrase, Term

# Words between two units that belong together: about a paragraph.
_NEAR: Final = 50
# A marking of a unit typed without marks is searched in the text where it has this share of the unit's articles;
# a rarer one only where the segmenter read it as a word, since "dưới nước" is seldom meant by "duoi nuoc".
_USUAL_SHARE: Final = 0.1
_BODY_FIELD: Final = "text"


def strict_clause(units: Sequence[QueryUnit], reader: IndexReader) -> Clause:
    """Return the clause for articles that have all units, close together."""
    everywhere = tuple(_unit(unit, tuple(TEXT_FIELDS)) for unit in units)
    if len(units) == 1:
        return everywhere[0]
    in_head = tuple(_unit(unit, HEAD_FIELDS) for unit in units)
    near = tuple(_near(*pair) for pair in pairwise([_rarest_syllables(unit, reader) for unit in units]))
    return And((*everywhere, Or((*in_head, And(near)))))


def units_clause(units: Sequence[QueryUnit], fields: Sequence[str]) -> Clause:
    """Return the clause for articles that have all units, wherever in the fields."""
    return And(tuple(_unit(unit, fields) for unit in units))


def unit_forms(unit: QueryUnit, field: str) -> tuple[Phrase, ...]:
    """Return the phrases by which a unit is found in a field of the text; of a short form whatever its case."""
    if not unit.forms and not unit.short_form:
        return (Phrase(folded_field(field), (unit.words[0].syllables[0].folded,)),)
    typed = tuple(word.syllables[0].exact for word in unit.words)
    forms = [typed, *(form for form, _ in unit.forms)] if unit.short_form else _usual(unit)
    return tuple(Phrase(field, form) for form in forms)


def _unit(unit: QueryUnit, fields: Sequence[str]) -> Clause:
    if unit.short_form:
        return _short_form(unit, fields)
    if not unit.forms:
        folded = unit.words[0].syllables[0].folded
        return Or(tuple(Term(folded_field(field), folded) for field in fields))
    usual = _usual(unit)
    clauses: list[Clause] = [_side_by_side(field, form) for field in fields for form in usual]
    clauses += [Term("compounds", compound_term(form)) for form, _ in unit.forms if form not in usual and len(form) > 1]
    return Or(tuple(clauses))


def _short_form(unit: QueryUnit, fields: Sequence[str]) -> Clause:
    """Return the clause for a short form in capitals or its full forms; case is known of the whole article only."""
    full = [_side_by_side(field, form) for field in fields for form, _ in unit.forms]
    in_capitals: Clause = Term("short_forms", unit.short_form)
    if _BODY_FIELD not in fields:
        typed = tuple(word.syllables[0].exact for word in unit.words)
        in_capitals = And((in_capitals, Or(tuple(_side_by_side(field, typed) for field in fields))))
    return Or((in_capitals, *full))


def _usual(unit: QueryUnit) -> list[Form]:
    all_articles = sum(articles for _, articles in unit.forms)
    return [form for form, articles in unit.forms if articles >= all_articles * _USUAL_SHARE]


def _side_by_side(field: str, form: Form) -> Clause:
    return Term(field, form[0]) if len(form) == 1 else Phrase(field, form)


def _rarest_syllables(unit: QueryUnit, reader: IndexReader) -> tuple[str, ...]:
    """Return the folded syllable that fewest articles have, of each way to write the unit: it tells where it stands."""
    typed = tuple(word.syllables[0].folded for word in unit.words)
    full = [tuple(map(fold, form)) for form, _ in unit.forms]
    written = [typed, *full] if unit.short_form else full[:1] or [typed]
    field = folded_field(_BODY_FIELD)
    return tuple(min(form, key=lambda syllable: reader.frequency(field, syllable)) for form in written)


def _near(some: Sequence[str], others: Sequence[str]) -> Clause:
    field = folded_field(_BODY_FIELD)
    return Or(
        tuple(
            Near(field, (one, other), _NEAR) if one != other else Term(field, one) for one in some for other in others
        )
    )
