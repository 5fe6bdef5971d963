"""Compiles the operators between and before operands: "/s", "w/5", "atleast3:".

An article belongs where the operands stand so in its title, its lead or its text; a title counts as one sentence. The
clauses only match: `compiler` adds what they score.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, product
from typing import Final

from articles.search.fields import PARAGRAPH_BREAK, SENTENCE_BREAK, breaks_field
from articles.search.query.language.operators import Link as Operator
from articles.search.query.language.operators import LinkKind
from articles.search.query.language.tree import Alternatives, Linked, QueryGroup, QueryWord, Repeated
from articles.search.query.units import Units
from articles.search.ranking.conditions import written_forms
from articles.search.ranking.unit_clauses import unit_forms
from haystack_engines import And, AtLeast, Chain, Clause, Or, Phrase, Unbroken, Within

# More words than any title has.
_WHOLE_TITLE: Final = 10_000
_BREAKS: Final = {
    LinkKind.SENTENCE: (SENTENCE_BREAK, PARAGRAPH_BREAK),
    LinkKind.PARAGRAPH: (PARAGRAPH_BREAK,),
}

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
        by_field = [self._sequences(node.group, field) for field in fields]
        return Or(
            tuple(
                And(tuple(AtLeast(tuple(chain(*forms)), node.times) for forms in zip(*sequences, strict=True)))
                for sequences in zip(*by_field, strict=True)
            )
        )

    def _chains(self, node: Linked, field: str) -> Iterator[Chain]:
        for sequences in product(*(self._sequences(group, field) for group in node.operands)):
            operands: list[Forms] = []
            links: list[Within | Unbroken] = []
            for i, sequence in enumerate(sequences):
                link = _link(node.links[max(0, i - 1)], field)
                links += [link] * (len(sequence) if operands else len(sequence) - 1)
                operands += sequence
            yield Chain(tuple(operands), tuple(links))

    def _sequences(self, group: QueryGroup, field: str) -> list[tuple[Forms, ...]]:
        """Return each choice of alternatives in a group: one operand for each unit, phrase or alternative."""
        parts: list[list[tuple[Forms, ...]]]
        parts = [[(unit_forms(unit, field),)] for unit in self._units.get(group.words, ())]
        parts += [self._choices(node, field) for node in group.conditions if isinstance(node, QueryWord | Alternatives)]
        return [tuple(chain(*choice)) for choice in product(*parts)]

    def _choices(self, node: QueryWord | Alternatives, field: str) -> list[tuple[Forms, ...]]:
        """Return the alternatives of a node; those of one operand are one, found by any of their forms."""
        if isinstance(node, QueryWord):
            return [(written_forms(node, field, exact=self._exact),)]
        found = [sequence for group in node.groups for sequence in self._sequences(group, field)]
        single = [sequence[0] for sequence in found if len(sequence) == 1]
        several = [sequence for sequence in found if len(sequence) > 1]
        return [(tuple(chain(*single)),), *several] if single else several


def _link(operator: Operator, field: str) -> Within | Unbroken:
    if operator.kind in (LinkKind.BEHIND, LinkKind.NEAR):
        return Within(operator.distance, ordered=operator.kind is LinkKind.BEHIND)
    if field == "title":
        return Within(_WHOLE_TITLE)
    return Unbroken(breaks_field(field), _BREAKS[operator.kind])
