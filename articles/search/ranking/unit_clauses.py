"""Compiles the units of a query: what an article must have to belong to the strict list.

An article belongs where it has every unit, its syllables side by side, and where every two units belong together: one
of them stands in its title or lead, or in its text both stand near each other. So the order of the units does not
matter, and one more unit never adds articles. (Chosen on topics with a place of 30,000 articles: units anywhere in an
article gave a list of F1 0.88, in one paragraph 0.80, this rule 0.91; docs/search.md.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations, product
from typing import Final, Self

from articles.models import EntityKind
from articles.search.fields import DATES_FIELD, FACET_BY_KIND, HEAD_FIELDS, TEXT_FIELDS, folded_field
from articles.search.query.language.tree import Alternatives, DateRange
from articles.search.query.number_words import Form
from articles.search.query.synonyms import Synonym
from articles.search.query.units import OtherName, QueryUnit, Units, with_starts
from articles.text.date_terms import day_of_any_year
from articles.text.normal import fold
from articles.text.terms import TextToken
from haystack_engines import And, Clause, IndexReader, Near, Or, Phrase, Range, Term

# Words between two units that belong together: about a paragraph.
_NEAR: Final = 50
# Of the markings of a unit typed without marks, those with this share of the most frequent one's articles tell where
# it stands.
_USUAL_SHARE: Final = 0.1
# Of two units that so large a share of all articles has, it tells little that they stand near each other.
_COMMON_SHARE: Final = 0.2
# What so few articles have is never common, however small the archive.
FEW_ARTICLES: Final = 20
# Ways to write a unit that are scored.
_MOST_SCORED: Final = 4
# Ways to write a unit whose places are looked at: a telephone number has many.
_MOST_PLACES: Final = 8
_BODY_FIELD: Final = "text"
_YEAR_WORD: Final = "năm"
# An article that names a day without its year means the one near the day of the article.
_ABOUT_A_DATE: Final = timedelta(days=180)
_PLACES: Final = FACET_BY_KIND[EntityKind.PLACE].field


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
    def of(cls, in_head: Clause, forms: Sequence[Form], reader: IndexReader, *, any_marks: bool) -> Self:
        """Return the place of a unit that is written in these forms, with `any_marks` in any marks."""
        field = folded_field(_BODY_FIELD) if any_marks else _BODY_FIELD
        known = reader.frequencies(field, chain.from_iterable(forms))
        exact = tuple(dict.fromkeys(min(form, key=known.__getitem__) for form in forms))[:_MOST_PLACES]
        articles = sum(known[syllable] for syllable in exact)
        return cls(in_head, () if any_marks else exact, tuple(dict.fromkeys(map(fold, exact))), articles)


def strict_clause(
    units: Sequence[QueryUnit],
    reader: IndexReader,
    alternatives: Sequence[UnitPlace] = (),
    *,
    having_all: Clause | None = None,
) -> Clause:
    """Return the clause for articles that have all units that are demanded, close together.

    They must also be close to the `alternatives`, which are demanded elsewhere. `having_all` is a clause for the
    articles that have the units anywhere, where these are known.
    """
    beside = numbers_beside(units)
    units = [unit for unit in units if unit.is_demanded]
    everywhere = [having_all] if having_all else [unit_clause(unit) for unit in units]
    if len(units) == 1 and not alternatives:
        return everywhere[0]
    places = [*(unit_place(unit, reader) for unit in units), *alternatives]
    most = max(FEW_ARTICLES, reader.document_count() * _COMMON_SHARE)
    pairs = [pair for pair in combinations(places, 2) if min(place.articles for place in pair) <= most]
    return And((*everywhere, *beside, *(close_clause(one, other) for one, other in pairs)))


def alternatives_place(node: Alternatives, units: Units, reader: IndexReader) -> UnitPlace | None:
    """Return where one of several alternatives stands, by the rarest unit of each; None where some are no plain words.

    A single one comes from AND, which does not ask for nearness.
    """
    if len(node.groups) == 1 or any(group.conditions or not group.words for group in node.groups):
        return None
    places = [
        min((unit_place(unit, reader) for unit in units[group.words] if unit.is_demanded), key=lambda one: one.articles)
        for group in node.groups
    ]
    exact = tuple(syllable for place in places for syllable in place.exact) if all(one.exact for one in places) else ()
    folded = tuple(syllable for place in places for syllable in place.folded)
    return UnitPlace(Or(tuple(one.in_head for one in places)), exact, folded, sum(one.articles for one in places))


def numbers_beside(units: Sequence[QueryUnit]) -> list[Clause]:
    """Return clauses for small numbers to stand beside what they were typed beside: iPhone 11."""
    clauses: list[Clause] = []
    for i, unit in enumerate(units):
        if len(units) == 1 or not unit.is_small_number:
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
    return And(tuple(unit_clause(unit, fields) for unit in units if unit.is_demanded))


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
    any_marks = not (unit.forms or unit.short_form)
    forms = [tuple(map(fold, form)) for form in usual_forms(unit)] if any_marks else usual_forms(unit)
    return UnitPlace.of(unit_clause(unit, HEAD_FIELDS), forms, reader, any_marks=any_marks)


def other_forms(units: Sequence[QueryUnit]) -> Iterator[Synonym]:
    """Yield the ways to write units in other words than were typed, which score in place of these: quốc lộ 1A."""
    for start, unit in with_starts(units):
        typed = tuple(word.syllables[0].folded for word in unit.words)
        forms = [form for form in usual_forms(unit) if tuple(map(fold, form)) != typed]
        for form in forms[:_MOST_SCORED]:
            tokens = tuple(TextToken(0, 0, syllable, fold(syllable)) for syllable in form)
            yield Synonym(start, unit.words, " ".join(form), tokens, short=False)


def usual_forms(unit: QueryUnit) -> list[Form]:
    """Return the usual ways to write a unit, as exact terms; the folded terms of one in any marks."""
    most = max((articles for _, articles in unit.forms), default=0)
    usual = [form for form, articles in unit.forms if articles >= most * _USUAL_SHARE]
    others = [name.form for name in unit.other_names]
    if unit.short_form:
        return [tuple(word.syllables[0].exact for word in unit.words), *usual, *others]
    return [*(usual or [tuple(word.syllables[0].folded for word in unit.words)]), *others]


def unit_clause(unit: QueryUnit, fields: Sequence[str] = tuple(TEXT_FIELDS)) -> Clause:
    """Return the clause for articles that have a unit in one of the fields, under any of its names."""
    own = _own_clause(unit, fields)
    found = [
        And((_mentioning(unit.place), own)) if unit.place else own,
        *(_other_name(name, fields) for name in unit.other_names),
    ]
    if unit.days:
        found += _in_its_year(unit, unit.days, fields)
    return Or(tuple(found)) if len(found) > 1 else found[0]


def _own_clause(unit: QueryUnit, fields: Sequence[str]) -> Clause:
    if unit.short_form:
        typed = tuple(word.syllables[0].exact for word in unit.words)
        written = [side_by_side(field, form) for field in fields for form, _ in unit.forms]
        return Or((_in_capitals(unit.short_form, typed, fields), *written))
    if not unit.forms:
        folded = tuple(word.syllables[0].folded for word in unit.words)
        return Or(tuple(side_by_side(folded_field(field), folded) for field in fields))
    if unit.indexed:
        return _whole_article(unit.indexed, [form for form, _ in unit.forms], fields)
    return Or(tuple(side_by_side(field, form) for field in fields for form, _ in unit.forms))


def _in_its_year(unit: QueryUnit, days: DateRange, fields: Sequence[str]) -> Iterator[Clause]:
    """Yield the clauses for articles of the days of a date and, of a single day, for those that name it yearless."""
    yield Range("day", days.first, days.last)
    if days.first and days.first == days.last:
        near = Range("day", *_about(days.first))
        yearless = sorted({form[:-1] for form, _ in unit.forms if form[-2] != _YEAR_WORD})
        any_year = Term(DATES_FIELD, day_of_any_year(days.first))
        yield And((near, _whole_article(any_year, yearless, fields)))


def _about(day: date) -> tuple[date, date]:
    """Return the first and the last day about a day, within the calendar."""
    first = max(day, date.min + _ABOUT_A_DATE) - _ABOUT_A_DATE
    return first, min(day, date.max - _ABOUT_A_DATE) + _ABOUT_A_DATE


def _other_name(name: OtherName, fields: Sequence[str]) -> Clause:
    if name.short_form:
        return _in_capitals(name.short_form, name.form, fields)
    written = Or(tuple(side_by_side(field, name.form) for field in fields))
    return And((_mentioning(name.place), written)) if name.place else written


def _mentioning(place: int) -> Clause:
    return Term(_PLACES, str(place))


def _in_capitals(short_form: str, form: Form, fields: Sequence[str]) -> Clause:
    """Return the clause for a short form in capitals."""
    return _whole_article(Term("short_forms", short_form), [form], fields)


def _whole_article(term: Term, forms: Sequence[Form], fields: Sequence[str]) -> Clause:
    """Return the clause for a term that is indexed of the whole article; in less of it, with one of the forms there."""
    if _BODY_FIELD in fields:
        return term
    return And((term, Or(tuple(side_by_side(field, form) for field in fields for form in forms))))


def side_by_side(field: str, form: Form) -> Clause:
    """Return the clause for terms that follow each other in a field, or for the one term."""
    return Term(field, form[0]) if len(form) == 1 else Phrase(field, form)


def _near(field: str, some: Sequence[str], others: Sequence[str]) -> Clause:
    return Or(
        tuple(
            Near(field, (one, other), _NEAR) if one != other else Term(field, one) for one in some for other in others
        )
    )
