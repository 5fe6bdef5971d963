"""The leaves of a tree of clauses, with what they weigh."""

from collections.abc import Iterator

from haystack_engines import And, Boosting, Clause, DisMax, Filter, Near, Or, Phrase, Prefix, Term

Leaf = Term | Phrase | Near | Prefix


def leaves(clause: Clause) -> Iterator[tuple[Leaf, float]]:
    """Yield each leaf with its boost: that of a filter around it, where it stands in one."""
    match clause:
        case Term() | Phrase() | Near():
            yield clause, clause.boost
        case Prefix():
            yield clause, 0.0
        case Filter(inner, score):
            yield from ((leaf, score) for leaf, _ in leaves(inner))
        case And(parts) | Or(parts) | DisMax(parts):
            for part in parts:
                yield from leaves(part)
        case Boosting(required, preferred):
            yield from leaves(required)
            yield from leaves(preferred)


def boosts_by_field(clause: Clause, kind: type[Leaf]) -> dict[str, float]:
    """Return the boost of each field's leaf of a kind."""
    return {leaf.field: boost for leaf, boost in leaves(clause) if isinstance(leaf, kind)}
