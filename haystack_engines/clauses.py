"""What an engine is asked, as a tree of frozen nodes; each engine turns it into its own query.

Terms are given as they are indexed: no engine analyses them again. A node both matches and scores; several
fields are asked by several nodes. Hashable, so that Haystack can keep them in its sets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from haystack.inputs import BaseInput


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document, score 0."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no document."""


@dataclass(frozen=True, slots=True)
class Term:
    """Matches documents with the term in the field; scored by BM25 times `boost`."""

    field: str
    text: str
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Matches documents with the terms side by side in the field, in order; scored by BM25 times `boost`."""

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Matches documents with two different terms in the field, in either order, at most `distance` others between.

    Scored by BM25 times `boost`, each of the two orders as a phrase would be.
    """

    field: str
    terms: tuple[str, str]
    distance: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Terms:
    """Matches documents with any of the values in the keyword field, however many are named; score 0."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Matches documents with a term in the field that begins so; score 0."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """Matches documents whose value in the field lies between both ends, each included; None is open. Score 0."""

    field: str
    low: "Ordered | None" = None
    high: "Ordered | None" = None


@dataclass(frozen=True, slots=True)
class And:
    """Matches where every clause does; scores are added."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Matches where at least `at_least` clauses do; scores are added."""

    clauses: "tuple[Clause, ...]"
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class DisMax:
    """Matches where any clause does; the best score counts, of the others the share `tie` (dis-max)."""

    clauses: "tuple[Clause, ...]"
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Boosting:
    """Matches where `required` does; documents that match `wished` too get its score on top."""

    required: "Clause"
    wished: "Clause"


@dataclass(frozen=True, slots=True)
class Not:
    """Matches where the clause does not; score 0."""

    clause: "Clause"


@dataclass(frozen=True, slots=True)
class Filter:
    """Matches where the clause does; every document gets the same score."""

    clause: "Clause"
    score: float = 0.0


Ordered = int | float | date | datetime
Clause = (
    Everything | Nothing | Term | Phrase | Near | Terms | Prefix | Range | And | Or | DisMax | Boosting | Not | Filter
)


def wanted_terms(clause: Clause, field: str) -> Iterator[str]:
    """Yield in order the terms of a field that a clause looks for, not those that it excludes."""
    match clause:
        case Term(name, text) if name == field:
            yield text
        case Phrase(name, texts) | Near(name, texts) if name == field:
            yield from texts
        case And(parts) | Or(parts) | DisMax(parts):
            for part in parts:
                yield from wanted_terms(part, field)
        case Boosting(required=part) | Filter(clause=part):
            yield from wanted_terms(part, field)


class Clauses(BaseInput):
    """A tree of clauses as a value for `SearchQuerySet.filter(content=Clauses(tree))`."""

    input_type_name = "clauses"
    post_process = False

    def __init__(self, tree: Clause) -> None:
        super().__init__(tree)
        self.tree = tree

    def __deepcopy__(self, memo: object) -> "Clauses":
        """Return itself: a tree never changes, and Haystack copies its filters at every step of a query."""
        return self
