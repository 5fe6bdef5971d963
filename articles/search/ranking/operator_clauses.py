"""Compiles the operators between and before operands: "/s", "w/5", "atleast3:"; and the words of a quotation.

An article belongs where the operands stand so in its title, its lead or its text; a title counts as one sentence. The
clauses only match: `compiler` adds what they score.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, product
from typing import Final

from articles.search.fields import (
    PARAGRAPH_BREAK,
    QUOTED,
    SENTENCE_BREAK,
    TEXT_FIELDS,
    UNQUOTED,
    breaks_field,
    said_field,
)
from articles.search.query.language.operators import Link as Operator
from articles.search.query.language.operators import LinkKind
from articles.search.query.language.tree import Alternatives, InQuotation, Linked, QueryGroup, QueryWord, Repeated
from articles.search.query.units import Units
from articles.search.ranking.conditions import written_forms
from articles.search.ranking.unit_clauses import unit_forms
from articles.text.normal import fold
from haystack_engines import And, AtLeast, Chain, Clause, Or, Phrase, Unbroken, Within

# More words than any title has.
_WHOLE_TITLE: Final = 10_000
_BREAKS: Final = {
    LinkKind.SENTENCE: (SENTENCE_BREAK, PARAGRAPH_BREAK),
    LinkKind.PARAGRAPH: (PARAGRAPH_BREAK,),
}

_DISTANCES: Final = (LinkKind.BEHIND, LinkKind.NEAR)
# Ways to write several units side by side that are tried, the most frequent ones first.
_MOST_FORMS: Final = 32

# The ways to write one operand, in one field.
Forms = tuple[Phrase, ...]


class OperandReader:
    """Reads operands as the query reads plain words and phrases: `units` are those of its groups."""

    def __init__(self, units: Units, *, exact: bool) -> None:
        self._units = units
        self._exact = exact

    def linked(self, node: Linked, fields: Sequence[str]) -> Clause:
        """Return the clause for operands that stand in one of the fields as their links say."""
        return Or(tuple(clause for field in fields for clause in self._chains(node, field)))

    def repeated(self, node: Repeated, fields: Sequence[str]) -> Clause:
        """Return the clause for units and phrases that stand so often in all of the fields together."""
        by_field = [self.operands_of(node.group, field) for field in fields]
        return Or(
            tuple(
                And(tuple(AtLeast(forms, node.times) for forms in zip(*sequences, strict=True)))
                for sequences in zip(*by_field, strict=True)
            )
        )

    def quoted(self, node: InQuotation, fields: Sequence[str]) -> Clause:
        """Return the clause for one quotation, by any of the speakers, that has all of a group in one of the fields."""
        return Or(tuple(self.in_quotations(node, fields)))

    def in_quotations(self, node: InQuotation, fields: Sequence[str]) -> Iterator[Chain]:
        """Yield the chains for such a quotation in each of the fields; each ends where the quotation begins."""
        for field in fields:
            said = said_field(field)
            begins = tuple(Phrase(said, (term,)) for term in ((QUOTED,) if node.speakers is None else node.speakers))
            for sequence in self.operands_of(node.group, field):
                yield Chain((*sequence, begins), (Unbroken(said, (QUOTED, UNQUOTED)),) * len(sequence))

    def _chains(self, node: Linked, field: str) -> Iterator[Chain]:
        choices = []
        for i, group in enumerate(node.operands):
            joined = any(operator.kind in _DISTANCES for operator in node.links[max(0, i - 1) : i + 1])
            choices.append(self.operands_of(group, field, joined=joined))
        for sequences in product(*choices):
            operands: list[Forms] = []
            links: list[Within | Unbroken] = []
            for i, sequence in enumerate(sequences):
                link = _link(node.links[max(0, i - 1)], field)
                links += [link] * (len(sequence) if operands else len(sequence) - 1)
                operands += sequence
            yield Chain(tuple(operands), tuple(links))

    def operands_of(self, group: QueryGroup, field: str, *, joined: bool = False) -> list[tuple[Forms, ...]]:
        """Return each choice of alternatives in a group: one operand for each unit, phrase or alternative.

        With `joined`, neighbouring units are one operand.
        """
        read = self._units.get(group.words, ())
        units = [unit_forms(unit, field) for unit in read if joined or unit.is_demanded]
        units = [_side_by_side(units)] if joined and len(units) > 1 else units
        parts: list[list[tuple[Forms, ...]]] = [[(forms,)] for forms in units]
        parts += [
            self._choices(node, field, joined=joined)
            for node in group.conditions
            if isinstance(node, QueryWord | Alternatives)
        ]
        return [tuple(chain(*choice)) for choice in product(*parts)]

    def _choices(self, node: QueryWord | Alternatives, field: str, *, joined: bool) -> list[tuple[Forms, ...]]:
        """Return the alternatives of a node; those of one operand are one, found by any of their forms."""
        if isinstance(node, QueryWord):
            return [(written_forms(node, field, exact=self._exact),)]
        found = [sequence for group in node.groups for sequence in self.operands_of(group, field, joined=joined)]
        single = [sequence[0] for sequence in found if len(sequence) == 1]
        several = [sequence for sequence in found if len(sequence) > 1]
        return [(tuple(chain(*single)),), *several] if single else several


def _side_by_side(units: Sequence[Forms]) -> Forms:
    """Return the phrases of units that follow each other, without marks where one of them is found so."""
    exact = all(phrase.field in TEXT_FIELDS for forms in units for phrase in forms)
    found: dict[Phrase, None] = {}
    for phrases in islice(product(*units), _MOST_FORMS):
        terms = tuple(chain(*(phrase.terms for phrase in phrases)))
        field = next(phrase.field for phrase in phrases if exact or phrase.field not in TEXT_FIELDS)
        found[Phrase(field, terms if exact else tuple(map(fold, terms)))] = None
    return tuple(found)


def _link(operator: Operator, field: str) -> Within | Unbroken:
    if operator.kind in _DISTANCES:
        return Within(operator.distance, ordered=operator.kind is LinkKind.BEHIND)
    if field == "title":
        return Within(_WHOLE_TITLE)
    return Unbroken(breaks_field(field), _BREAKS[operator.kind])
