"""Units of a query that have digits: joins, numbered heads, roads, dates and amounts."""

from collections.abc import Sequence
from dataclasses import replace

from articles.search.fields import AMOUNTS_FIELD, DATES_FIELD
from articles.search.query.date_words import typed_dates
from articles.search.query.language.tree import QueryWord
from articles.search.query.number_words import (
    Form,
    glued_words,
    numbered_forms,
    road_forms,
    word_amounts,
    word_joins,
)
from articles.search.query.unit_lookup import UnitLookup
from articles.search.query.units import QueryUnit, UnitKind
from articles.text.capitals import capital_forms, is_capital_form
from haystack_engines import IndexReader, Term


class NumberUnits:
    """The units with digits among some words; each method has the unit of the words from one place up to another.

    `joins` has the ways to write each join, by the (first, end) of its words.
    """

    def __init__(self, words: Sequence[QueryWord], reader: IndexReader, lookup: UnitLookup) -> None:
        self._words = tuple(words)
        self._index = reader
        self._lookup = lookup
        self._amounts = word_amounts(self._words)
        self._dates = typed_dates(self._words)
        self.joins = {span: forms for span, forms in word_joins(self._words).items() if self._is_join(span, forms)}

    def alone(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of what is one thing, whatever names the archive has: a date, the sign of a road, a join."""
        return self._date(start, end) or self._road(start, end) or self._join(start, end)

    def numbered(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of a word and the number behind it that make a name: điều 66."""
        for middle in range(end - 1, start, -1):
            number = self.joins.get((middle, end), ((self._words[middle].syllables[0].exact,),))
            if (middle, end) not in self.joins and end - middle > 1:
                break
            if forms := numbered_forms(self._words[start:middle], number):
                return QueryUnit(self._words[start:end], UnitKind.NUMBERED, self._counted(forms))
        return None

    def amount(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of a number and what it counts: 1.000 tỉ đồng."""
        amount = self._amounts.get((start, end))
        if amount is None:
            return None
        return self._indexed(start, end, UnitKind.AMOUNT, Term(AMOUNTS_FIELD, amount.term), amount.forms())

    def _counted(self, forms: Sequence[Form]) -> tuple[tuple[Form, int], ...]:
        """Return forms of which none is rarer than another, with about how many articles have the most frequent."""
        articles = max(map(self._lookup.estimated_frequency, forms))
        return tuple((form, articles) for form in forms)

    def _is_join(self, span: tuple[int, int], spellings: Sequence[Form]) -> bool:
        """Tell whether letters and a number with a space between are one word: "COVID 19" is, "San Francisco 6" is not.

        They are where they were typed in capitals, or where the archive joins them or has no such letters.
        """
        words = self._words[slice(*span)]
        letters = words[0].syllables[0].exact
        if len(letters) == 1 or letters.isdecimal() or len(glued_words(words)) == 1 or words[0].text.isupper():
            return True
        return self._lookup.is_joined(letters, spellings)

    def _join(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of letters and digits that are one word, in capitals also as a short form."""
        spellings = self.joins.get((start, end))
        if spellings is None:
            return None
        words = self._words[start:end]
        text = "".join(word.text for word in words)
        forms = self._counted(spellings)
        if not is_capital_form(text):
            return QueryUnit(words, UnitKind.JOIN, forms)
        # "5 g" is a weight.
        written = () if text[0].isdecimal() else forms
        return QueryUnit(words, UnitKind.SHORT_FORM, written, short_form=capital_forms(text)[0])

    def _date(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of a date: 30/4, 30 tháng 4, 12/5/2018."""
        date = self._dates.get((start, end))
        if date is None:
            return None
        unit = self._indexed(start, end, UnitKind.DATE, Term(DATES_FIELD, date.term), date.forms)
        return replace(unit, days=date.days)

    def _indexed(self, start: int, end: int, kind: UnitKind, term: Term, forms: Sequence[Form]) -> QueryUnit:
        """Return the unit of what is indexed by a term of its own, with the forms in which it is written."""
        articles = self._index.frequency(term.field, term.text)
        return QueryUnit(self._words[start:end], kind, tuple((form, articles) for form in forms), indexed=term)

    def _road(self, start: int, end: int) -> QueryUnit | None:
        """Return the unit of a road by its sign: QL1A, QL 1A."""
        words = self._words[start:end]
        forms = road_forms("".join(word.text for word in words))
        return QueryUnit(words, UnitKind.NUMBERED, self._counted(forms)) if forms else None
