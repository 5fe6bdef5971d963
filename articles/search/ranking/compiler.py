"""Compiles a query, and what narrows it, to the clauses that the engine runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from django.utils import timezone

from articles.search.fields import FACETS, HEAD_FIELDS, SPEAKER, TEXT_FIELDS, Facet, is_post_value
from articles.search.query.language.tree import (
    Alternatives,
    Condition,
    Exclusion,
    InLead,
    InQuotation,
    Linked,
    NameCondition,
    QueryGroup,
    Repeated,
)
from articles.search.query.reading import ReadQuery
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.query.units import UnitKind, Units
from articles.search.ranking.conditions import condition_clause
from articles.search.ranking.loose_clauses import LooseUnits
from articles.search.ranking.operator_clauses import OperandReader
from articles.search.ranking.presence import with_presence
from articles.search.ranking.unit_clauses import (
    alternatives_place,
    other_forms,
    strict_clause,
    unit_clause,
    units_clause,
)
from articles.search.ranking.word_clauses import WordMatch, boosts, every_word, most_words, word_clauses
from articles.search.request import SearchRequest, Sort
from haystack_engines import (
    And,
    Boosting,
    Chain,
    Clause,
    Everything,
    Filter,
    IndexReader,
    Not,
    Nothing,
    Or,
    Range,
    Term,
    Terms,
)

# In a widened list, having a name of the query whole scores like a rare word.
_NAME_SCORE: Final = 5.0


@dataclass(frozen=True, slots=True)
class _Matching:
    """How words match: with `exact` only in the marks typed, and in which `units`."""

    exact: bool
    marks_typed: bool
    units: Units

    @classmethod
    def of(cls, read: ReadQuery) -> Self:
        """Return how the words of a query match."""
        return cls(read.request.exact, read.query.marks_typed, read.units)

    @property
    def operands(self) -> OperandReader:
        """What reads the operands of operators."""
        return OperandReader(self.units, exact=self.exact)


def query_clause(read: ReadQuery, match: WordMatch) -> Clause:
    """Return the clause for a query: all its conditions, and of its plain words what `match` requires."""
    return _group(read.query.wanted, _Matching.of(read), match, read.synonyms)


def strict_query_clause(read: ReadQuery, reader: IndexReader, *, having_all: Clause | None = None) -> Clause:
    """Return the clause for the strict list: all conditions of the query, and of its plain words every unit as a unit.

    Articles are scored as by `query_clause`. `having_all` is a clause for the articles that have all units of the plain
    words, if they are known.
    """
    return _strict_group(read.query.wanted, _Matching.of(read), reader, having_all)


def _strict_group(group: QueryGroup, how: _Matching, reader: IndexReader, having_all: Clause | None = None) -> Clause:
    conditions = tuple(
        Or(tuple(_strict_group(one, how, reader) for one in node.groups))
        if isinstance(node, Alternatives)
        else _condition(node, how)
        for node in group.conditions
    )
    if not group.words:
        return And(conditions) if conditions else Everything()
    beside = (
        alternatives_place(node, how.units, reader) for node in group.conditions if isinstance(node, Alternatives)
    )
    alternatives = [place for place in beside if place]
    close = strict_clause(how.units[group.words], reader, alternatives, having_all=having_all)
    units = Filter(with_presence(close))
    return Boosting(And((units, *conditions)), _scored(group, how))


def quotation_chains(read: ReadQuery) -> list[Chain]:
    """Return the chains for quotations by anybody that have what a query looks for in one; each ends where it begins.

    There are none where it looks for no words there.
    """
    operands = _Matching.of(read).operands
    groups = {node.group for node in read.query.wanted.conditions if isinstance(node, InQuotation)} - {QueryGroup()}
    return [chain for group in groups for chain in operands.in_quotations(InQuotation(group, None), tuple(TEXT_FIELDS))]


def loose_units(read: ReadQuery, reader: IndexReader) -> LooseUnits:
    """Return the units of the plain words of a query, for a wider list."""
    return LooseUnits(read.own_units, read.synonyms, reader, exact=read.request.exact)


def loose_query_clauses(read: ReadQuery, loose: LooseUnits, *, beside: bool = False) -> Iterator[Clause]:
    """Yield clauses for a query that ask less and less of its plain words, the `loose` units.

    Articles are scored as by `query_clause`. `beside` is for a list beside articles that have all of the words.
    """
    how = _Matching.of(read)
    words = read.query.words
    conditions = tuple(_condition(node, how) for node in read.query.wanted.conditions)
    scored = word_clauses(words, read.synonyms, exact=how.exact, marks_typed=how.marks_typed)
    names = [Filter(unit_clause(unit), score=_NAME_SCORE) for unit in read.own_units if unit.kind is UnitKind.NAME]
    preferred = Or((*scored, *boosts(words), *names))
    for required in loose.clauses(beside=beside):
        yield Boosting(And((Filter(with_presence(required)), *conditions)), preferred)


def filter_clauses(request: SearchRequest, *, excluding: Facet | None = None) -> tuple[Clause, ...]:
    """Return the filters for the chosen facet values and days, without those of the facet `excluding`.

    In a list by date, articles dated in the future wait for that date, as `ArticleQuerySet.out_by_now` says.
    """
    clauses = [clause for facet in FACETS if facet is not excluding for clause in _choices(facet, request)]
    if request.since or request.until:
        clauses.append(Range("day", request.since, request.until))
    if request.sort is not Sort.RELEVANCE:
        clauses.append(Not(Range("published", timezone.now())))
    return tuple(clauses)


def _group(group: QueryGroup, how: _Matching, match: WordMatch, synonyms: Sequence[Synonym]) -> Clause:
    conditions = tuple(
        Or(tuple(_alternative(one, how) for one in node.groups))
        if isinstance(node, Alternatives)
        else _condition(node, how)
        for node in group.conditions
    )
    if not group.words:
        return And(conditions) if conditions else Everything()
    words = word_clauses(group.words, synonyms, exact=how.exact, marks_typed=how.marks_typed)
    required, optional = match(group.words, words)
    if how.exact:  # `match` may require terms without marks, so most words must match with them
        required = And((required, most_words(words)))
    optional = (*optional, *boosts(group.words))
    required = And((required, *conditions))
    return Boosting(required, Or(optional)) if optional else required


def _condition(node: Condition, how: _Matching, fields: Sequence[str] = tuple(TEXT_FIELDS)) -> Clause:
    """Return the clause for a condition in these fields of the text, scored as its words and phrases are."""
    match node:
        case NameCondition(word=word, values=values) if word.field is SPEAKER.query:
            return _quoted(InQuotation(QueryGroup(), values), how, tuple(TEXT_FIELDS))
        case Alternatives(groups):
            return Or(tuple(_having(group, how, fields) for group in groups))
        case Exclusion(group):
            return Not(_having(group, how, fields))
        case InLead(group):
            return _having(group, how, HEAD_FIELDS)
        case Linked(operands):
            present = tuple(_having(group, how, fields) for group in operands)
            return And((Filter(how.operands.linked(node, fields)), *present))
        case InQuotation():
            return _quoted(node, how, fields)
        case Repeated(group):
            return And((Filter(how.operands.repeated(node, fields)), _having(group, how, fields)))
    return condition_clause(node, exact=how.exact, fields=fields)


def _quoted(node: InQuotation, how: _Matching, fields: Sequence[str]) -> Clause:
    """Return the clause for articles with such a quotation: those with all of it somewhere, where places decide."""
    if node.speakers == ():
        return Nothing()
    are_entities = node.speakers is not None and not any(map(is_post_value, node.speakers))
    by = (Terms(SPEAKER.field, node.speakers),) if are_entities and node.speakers else ()
    if node.group == QueryGroup():
        return And(by) if by else Filter(how.operands.quoted(node, fields))
    return And((*by, Filter(how.operands.quoted(node, fields)), _having(node.group, how, fields)))


def _having(group: QueryGroup, how: _Matching, fields: Sequence[str]) -> Clause:
    """Return the clause for all units and conditions of a group, wherever they stand in the fields."""
    conditions = tuple(_condition(node, how, fields) for node in group.conditions)
    if not group.words:
        return And(conditions)
    return Boosting(And((Filter(units_clause(how.units[group.words], fields)), *conditions)), _scored(group, how))


def _scored(group: QueryGroup, how: _Matching) -> Clause:
    """Return what the plain words of a group score."""
    synonyms = tuple(other_forms(how.units[group.words]))
    words = word_clauses(group.words, synonyms, exact=how.exact, marks_typed=how.marks_typed)
    return Or((*words, *boosts(group.words)))


def _alternative(group: QueryGroup, how: _Matching) -> Clause:
    """Return the clause for one side of an OR in a wider list: all its words, wherever they stand, or synonyms."""
    return _group(group, how, every_word, searched_synonyms(group.words))


def _choices(facet: Facet, request: SearchRequest) -> list[Clause]:
    own = [choice for choice in request.choices if choice.facet == facet.name]
    field = facet.field_for(todays_provinces=request.todays_provinces)
    chosen = tuple(Term(field, choice.value) for choice in own if not choice.excluded)
    by_words = facet is SPEAKER and request.quoted  # `query.quoted_words` takes away those who say the words
    excluded = [Not(Term(field, choice.value)) for choice in own if choice.excluded and not by_words]
    joined = [And(chosen) if facet.all_of else Or(chosen)] if chosen else []
    return [Filter(clause) for clause in (*joined, *excluded)]
