"""From a request to a query that is understood; done once for a page, and handed from stage to stage as one value."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from time import perf_counter

from articles.entities.province_entities import provinces_now
from articles.entities.stored_rules import canonical_ids
from articles.models import Entity, Source
from articles.search.engine import index_reader
from articles.search.fields import ENTITY_FACETS, FACET_BY_KIND, FACET_BY_NAME, SOURCE, SPEAKER
from articles.search.parse_warnings import ParseWarning, QueryNote
from articles.search.query.did_you_mean import DidYouMean, did_you_mean
from articles.search.query.either import EitherReading, bound_query
from articles.search.query.entity_lookup.lookup import with_names_looked_up
from articles.search.query.excluding import with_whole_exclusions
from articles.search.query.language import parse_query
from articles.search.query.language.tree import InQuotation, Query, QueryWord
from articles.search.query.quoted_words import names_of_too_many, speakers_beside_words, with_quoted_words
from articles.search.query.synonyms import Synonym, searched_synonyms
from articles.search.query.unit_reader import all_units, read_units
from articles.search.query.units import QueryUnit, Units, as_reading, lengths_of_reading, with_starts
from articles.search.request import Choice, SearchRequest, Sort
from articles.text.terms import tokens
from articles.text.typed_numbers import is_row_id


@dataclass(frozen=True)
class ReadQuery:
    """A request with its query parsed.

    `request` has each chosen entity as it is now, after merges and changes of kind, and with `todays_provinces` each
    former province as the one that it is part of. `query` is the tree with its names
    looked up. `units` has the units of each run of plain words, of brackets and exclusions too. `synonyms` are searched
    for beside the plain words where the search is widened, corrections among them. `did_you_mean` is a better query, ""
    where there is none. `either` tells how OR was read where it could be read in two ways. `started` is when reading
    began, by `perf_counter`.
    """

    request: SearchRequest
    query: Query
    units: Units = field(default_factory=dict)
    synonyms: tuple[Synonym, ...] = ()
    did_you_mean: str = ""
    either: EitherReading | None = None
    started: float = field(default=0.0, compare=False)

    @property
    def own_units(self) -> tuple[QueryUnit, ...]:
        """The units of the words outside quotes, brackets and fields."""
        return self.units.get(self.query.words, ())

    @cached_property
    def corrected(self) -> "ReadQuery":
        """The better query in place of the one that was typed. Raises SearchFailed."""
        return read_query(self.request.with_query(self.did_you_mean))

    @property
    def strict_synonyms(self) -> tuple[Synonym, ...]:
        """The other names of units, which are searched for in the strict list too."""
        return tuple(
            Synonym(start, unit.words, name.text, tuple(tokens(name.text)), short=False)
            for start, unit in with_starts(self.own_units)
            for name in unit.other_names
        )

    @property
    def in_quotations(self) -> bool:
        """Whether words or speakers are looked for in quotations."""
        return any(isinstance(node, InQuotation) for node in self.query.wanted.nodes())

    @property
    def notes(self) -> tuple[QueryNote, ...]:
        """Warnings of what could not be read, in the address and in the query."""
        return (*self.request.notes, *self.query.notes)

    def with_unit_split(self, index: int) -> SearchRequest:
        """Return the search with the words of the unit at `index` as units of their own."""
        units = [unit.words for unit in self.own_units]
        return self._with_units([*units[:index], *((word,) for word in units[index]), *units[index + 1 :]])

    def with_units_joined(self, index: int) -> SearchRequest:
        """Return the search with the units at `index` and behind it as one."""
        units = [unit.words for unit in self.own_units]
        return self._with_units([*units[:index], units[index] + units[index + 1], *units[index + 2 :]])

    def _with_units(self, units: Sequence[Sequence[QueryWord]]) -> SearchRequest:
        return replace(self.request, units=as_reading(units), page=1)

    def on_page(self, page: int) -> "ReadQuery":
        """Return the same search at another page."""
        return replace(self, request=self.request.on_page(page))

    def newest_unless_ranked(self) -> "ReadQuery":
        """Return the query sorted by date where it was to be sorted by relevance, but all articles score the same."""
        if self.request.sort is not Sort.RELEVANCE or self.query.ranks:
            return self
        return replace(self, request=replace(self.request, sort=Sort.NEWEST))


def read_query(request: SearchRequest) -> ReadQuery:
    """Parse the query of a request, look up its names, and find synonyms and corrections of its words.

    SQL queries: two where entities are chosen and one where sources are, one for each run of several plain words,
    and those of `with_names_looked_up`. Raises SearchFailed.
    """
    started = perf_counter()
    request = _with_whole_sources(_with_canonical_entities(request))
    units_of_run = partial(_units_of_run, request=request)
    query, either = bound_query(with_whole_exclusions(parse_query(request.query), units_of_run), units_of_run)
    query = with_names_looked_up(query, exact=request.exact, todays_provinces=request.todays_provinces)
    query = _with_quoted_words(query, request)
    runs = [group.words for group in query.wanted.all_groups() if group.words]
    exact, full_forms = request.exact, not request.as_typed
    lengths = lengths_of_reading(request.units, query.words)
    if not lengths:  # of another query, whose words were changed since
        request = replace(request, units="")
    chosen = {query.words: lengths}
    units = all_units(runs, index_reader(), exact=exact, full_forms=full_forms, chosen=chosen) if runs else {}
    if request.as_typed or not query.words:
        return ReadQuery(request, query, units, either=either, started=started)
    better = did_you_mean(query.words, units[query.words], index_reader())
    synonyms = (*searched_synonyms(query.words), *better.corrections)
    return ReadQuery(request, query, units, synonyms, _better_query(query, better), either, started)


def _with_quoted_words(query: Query, request: SearchRequest) -> Query:
    speakers = [one for one in request.choices if one.facet == SPEAKER.name]
    chosen = [one.value for one in speakers if not one.excluded]
    excluded = [one.value for one in speakers if one.excluded]
    if request.wider and (beside := speakers_beside_words(query.wanted, chosen if request.quoted else ())):
        return replace(query, wanted=beside, notes=(*query.notes, QueryNote(ParseWarning.AROUND)))
    wanted = with_quoted_words(query.wanted, quoted=request.quoted, chosen=chosen, excluded=excluded)
    crowded = (QueryNote(ParseWarning.SPEAKERS, name) for name in dict.fromkeys(names_of_too_many(wanted)))
    return replace(query, wanted=wanted, notes=(*query.notes, *crowded))


def _units_of_run(words: tuple[QueryWord, ...], request: SearchRequest) -> tuple[QueryUnit, ...]:
    return read_units(words, index_reader(), exact=request.exact, full_forms=not request.as_typed)


def _better_query(query: Query, better: DidYouMean) -> str:
    """Return the corrected query; "" for one with operators or fields, which its words alone do not make up."""
    return "" if query.wanted.conditions else better.query


def _with_canonical_entities(request: SearchRequest) -> SearchRequest:
    chosen = {int(choice.value) for choice in request.choices if _is_entity(choice)}
    if not chosen:
        return request
    canonical = canonical_ids(chosen)
    if request.todays_provinces:
        now = provinces_now(canonical.get(pk, pk) for pk in chosen)
        canonical |= {pk: now[at] for pk in chosen if (at := canonical.get(pk, pk)) in now}
    kinds = dict(Entity.objects.filter(pk__in={canonical.get(pk, pk) for pk in chosen}).values_list("pk", "kind"))
    choices = (_canonical(choice, canonical, kinds) for choice in request.choices)
    return replace(request, choices=tuple(dict.fromkeys(choices)))


def _canonical(choice: Choice, canonical: dict[int, int], kinds: dict[int, str]) -> Choice:
    if not _is_entity(choice):
        return choice
    entity = canonical.get(int(choice.value), int(choice.value))
    if entity not in kinds:
        return choice
    own = FACET_BY_NAME[choice.facet]
    facet = FACET_BY_KIND[kinds[entity]] if own.kind else own
    return replace(choice, facet=facet.name, value=str(entity))


def _with_whole_sources(request: SearchRequest) -> SearchRequest:
    """Return the request with the sources of which the chosen ones are other names (one SQL query where any is)."""
    chosen = {choice.value for choice in request.choices if choice.facet == SOURCE.name}
    if not chosen:
        return request
    names = Source.objects.filter(slug__in=chosen, merged_into__isnull=False)
    whole = dict(names.values_list("slug", "merged_into__slug"))
    choices = (
        replace(choice, value=whole.get(choice.value, choice.value)) if choice.facet == SOURCE.name else choice
        for choice in request.choices
    )
    return replace(request, choices=tuple(dict.fromkeys(choices)))


def _is_entity(choice: Choice) -> bool:
    return choice.facet in ENTITY_FACETS and is_row_id(choice.value)
