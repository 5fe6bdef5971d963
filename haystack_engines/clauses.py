"""A query as a tree of frozen nodes (clauses). Each engine compiles it to a query of its own.

A clause says which documents match, and how they score. It searches one field; to search several, join clauses.
Terms are given as they are indexed: no engine analyses them again. Clauses are hashable, since Haystack keeps them
in sets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

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
    """Matches documents with the terms next to each other in the field, in order; scored by BM25 times `boost`."""

    field: str
    terms: tuple[str, ...]
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Near:
    """Matches documents with two different terms in the field, in either order, with at most `distance` terms between.

    Scored by BM25 times `boost`, each of the two orders as a phrase.
    """

    field: str
    terms: tuple[str, str]
    distance: int
    boost: float = 1.0


@dataclass(frozen=True, slots=True)
class Within:
    """Links an operand of a `Chain` to the one before: at most `distance` terms between them.

    With `ordered`, it stands behind that one.
    """

    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Unbroken:
    """Links an operand of a `Chain` to the one before: none of the terms of a placed field between or within them."""

    field: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Matches documents where operands stand somewhere such that each is linked to the one before; score 0.

    An operand is phrases, of which any may stand there; `links` are one fewer. All fields of the phrases must count
    their positions alike, as a text and the same text without marks do, and so must the placed field of a link.
    """

    operands: "tuple[tuple[Phrase, ...], ...]"
    links: tuple[Within | Unbroken, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Matches documents where any of the phrases stand at so many places, in all texts together; score 0.

    `texts` has the phrases for each text. The fields of those for one text must count their positions alike: a place
    where several of these phrases begin counts once.
    """

    texts: tuple[tuple[Phrase, ...], ...]
    times: int


@dataclass(frozen=True, slots=True)
class Terms:
    """Matches documents with any of the values in the keyword field, or identifiers; score 0. For many values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Matches documents with a term in the field that starts with the text; score 0."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Range:
    """Matches documents whose value in the field is from `low` to `high`, both included; None is no limit. Score 0."""

    field: str
    low: "Ordered | None" = None
    high: "Ordered | None" = None


@dataclass(frozen=True, slots=True)
class And:
    """Matches documents that match every clause; scores are added."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Matches documents that match at least `at_least` clauses; scores are added."""

    clauses: "tuple[Clause, ...]"
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class DisMax:
    """Matches documents that match any clause, with the best score, plus `tie` times the other scores (dis-max)."""

    clauses: "tuple[Clause, ...]"
    tie: float = 0.0


@dataclass(frozen=True, slots=True)
class Boosting:
    """Matches documents that match `required`; those that match `preferred` too get its score on top."""

    required: "Clause"
    preferred: "Clause"


@dataclass(frozen=True, slots=True)
class Not:
    """Matches documents that do not match the clause; score 0."""

    clause: "Clause"


@dataclass(frozen=True, slots=True)
class Filter:
    """Matches documents that match the clause, all with the same score."""

    clause: "Clause"
    score: float = 0.0


Ordered = int | float | date | datetime
Clause = (
    Everything
    | Nothing
    | Term
    | Phrase
    | Near
    | Chain
    | AtLeast
    | Terms
    | Prefix
    | Range
    | And
    | Or
    | DisMax
    | Boosting
    | Not
    | Filter
)


def matching(clause: Clause) -> Clause:
    """Return a clause that matches the same documents, without what only adds to their scores.

    A filter in it is left as it is: an engine that compiles it asks again.
    """
    match clause:
        case Boosting(required):
            return matching(required)
        case And(parts):
            return And(tuple(map(matching, parts)))
        case Or(parts, at_least):
            return Or(tuple(map(matching, parts)), at_least)
        case DisMax(parts):
            return Or(tuple(map(matching, parts)))
    return clause


def wanted_terms(clause: Clause, field: str) -> Iterator[str]:
    """Yield in order the terms that a clause looks for in a field, without those that it excludes."""
    match clause:
        case Term(name, text) if name == field:
            yield text
        case Phrase(name, texts) | Near(name, texts) if name == field:
            yield from texts
        case AtLeast(texts=alternatives) | Chain(operands=alternatives):
            for phrase in chain.from_iterable(alternatives):
                yield from wanted_terms(phrase, field)
        case And(parts) | Or(parts) | DisMax(parts):
            for part in parts:
                yield from wanted_terms(part, field)
        case Boosting(required=part) | Filter(clause=part):
            yield from wanted_terms(part, field)


class Clauses(BaseInput):
    """A clause as a value for Haystack's filters: `SearchQuerySet().filter(content=Clauses(clause))`.

    Where it stands in a filter, the field's name and filter type are ignored: the clause names its own fields.
    """

    input_type_name = "clauses"
    post_process = False

    def __init__(self, clause: Clause) -> None:
        super().__init__(clause)
        self.clause = clause

    def __deepcopy__(self, memo: object) -> "Clauses":
        """Return itself: clauses never change, and Haystack copies all filters at every step of a query."""
        return self
