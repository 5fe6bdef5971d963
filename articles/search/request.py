"""A search as a value: the query, what narrows it, the order and the page; read from an address and written to one."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Self
from urllib.parse import quote_plus, urlencode

from django.http import QueryDict

from articles.search.fields import FACET_BY_NAME, FACETS
from articles.search.parse_warnings import MAX_LENGTH, ParseWarning, QueryNote
from articles.text.date_values import typed_period
from articles.text.typed_numbers import page_number

PAGE_SIZE = 20
# The engine ranks no hit beyond this page. A request for the page behind it finds nothing.
MAX_PAGE = 500
# Every link of a page carries the whole search. So these bound the size of a page: values of facets that an address may
# choose or exclude, and the characters of its query and of these values as they stand in an address, where a Vietnamese
# letter takes up to nine.
MAX_CHOICES = 50
MAX_ENCODED = 1200
# Between the numbers of one parameter: a sign that neither browsers nor `quote_plus` encode.
_BETWEEN_NUMBERS = "."
# The parameter of an address by which places are today's provinces, and its only value.
PROVINCES = "provinces"
TODAY = "today"
# The parameters that the address of a search may have.
PARAMETERS = frozenset(
    {"q", "from", "to", "exact", "typed", "wider", PROVINCES, "quoted", "units", "sort", "page", *FACET_BY_NAME}
)


class Sort(StrEnum):
    """The order of the hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet that the articles must have or, with `excluded`, must not have."""

    facet: str
    value: str
    excluded: bool = False

    def parameter(self) -> tuple[str, str]:
        """Return the choice as a parameter of an address: name and value, "-" before a value that is excluded."""
        return self.facet, f"-{self.value}" if self.excluded else self.value


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search.

    With `exact`, syllables match only with the marks that were typed ("đúng dấu"). With `as_typed`, no word is
    replaced by a synonym or a correction, and no word may be missing. With `wider`, articles that have the words
    otherwise are found besides: scattered, with other marks, as synonyms. With `todays_provinces`, articles about a
    former province count as about the one that it is part of now. With `quoted`, words are looked for in quotations
    alone. `units` is the reading that was chosen for
    the plain words: "đuối nước | nghệ an", "" for the archive's own. `since` and `until` are days in
    Asia/Ho_Chi_Minh, both included.
    """

    query: str = ""
    choices: tuple[Choice, ...] = ()
    since: date | None = None
    until: date | None = None
    exact: bool = False
    as_typed: bool = False
    wider: bool = False
    todays_provinces: bool = False
    quoted: bool = False
    units: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    notes: tuple[QueryNote, ...] = field(default=(), compare=False)

    @classmethod
    def from_address(cls, parameters: QueryDict) -> Self:
        """Read a search from the parameters of an address; `notes` warns of what could not be read."""
        notes: list[QueryNote] = []
        return cls(
            query=_query(parameters, notes),
            choices=_choices(parameters, notes),
            since=_period(parameters, "from", notes)[0],
            until=_period(parameters, "to", notes)[1],
            exact=parameters.get("exact") == "1",
            as_typed=parameters.get("typed") == "1",
            wider=parameters.get("wider") == "1",
            todays_provinces=parameters.get(PROVINCES) == TODAY,
            quoted=parameters.get("quoted") == "1",
            units=" ".join(parameters.get("units", "")[: 2 * MAX_LENGTH].split()),
            sort=_sort(parameters),
            page=page_number(parameters.get("page", ""), most=MAX_PAGE + 1),
            notes=tuple(notes),
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Return the search as parameters of an address, without those that have their default."""
        pairs = [("q", self.query)] if self.query else []
        pairs += _chosen(self.choices)
        pairs += [(name, day.isoformat()) for name, day in (("from", self.since), ("to", self.until)) if day]
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("typed", "1")] if self.as_typed else []
        pairs += [("wider", "1")] if self.wider else []
        pairs += [(PROVINCES, TODAY)] if self.todays_provinces else []
        pairs += [("quoted", "1")] if self.quoted else []
        pairs += [("units", self.units)] if self.units else []
        pairs += [("sort", self.sort.value)] if self.sort is not Sort.RELEVANCE else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def address(self) -> str:
        """Return the query string of the search's address, "?" before it."""
        return "?" + query_string(self.parameters())

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything that not every article has."""
        return bool(self.query or self.choices or self.since or self.until or self.quoted)

    def on_page(self, page: int) -> Self:
        """Return the same search at another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: Sort) -> Self:
        """Return the same search in another order, at its first page."""
        return replace(self, sort=sort, page=1)

    def with_query(self, query: str) -> Self:
        """Return the search for another query, in the archive's own reading, at its first page."""
        return replace(self, query=query, units="", page=1)

    def with_choice(self, choice: Choice) -> Self:
        """Return the search with one more choice, at its first page."""
        return replace(self, choices=(*self.without_choice(choice).choices, choice), page=1)

    def without_choice(self, choice: Choice) -> Self:
        """Return the search without the choice of that value, whether chosen or excluded, at its first page."""
        kept = tuple(c for c in self.choices if (c.facet, c.value) != (choice.facet, choice.value))
        return replace(self, choices=kept, page=1)

    def between(self, since: date, until: date) -> Self:
        """Return the search for those of its days that lie between two days, at its first page."""
        return replace(
            self,
            since=max(since, self.since) if self.since else since,
            until=min(until, self.until) if self.until else until,
            page=1,
        )

    def without_days(self) -> Self:
        """Return the search for articles of any date, at its first page."""
        return replace(self, since=None, until=None, page=1)


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """Return parameters as the query string of an address, with letters as they are and all other signs encoded.

    A browser encodes "ữ" itself (RFC 3987). Encoded here, it would take nine bytes in place of three, in each of the
    hundreds of addresses of a page.
    """
    return "&".join(f"{quote_plus(name)}={_encoded(value)}" for name, value in pairs)


@lru_cache(maxsize=2048)  # the addresses of a page repeat the same query and filters
def _encoded(value: str) -> str:
    return "".join(letter if letter.isalpha() and letter.isprintable() else quote_plus(letter) for letter in value)


def _chosen(choices: Iterable[Choice]) -> list[tuple[str, str]]:
    """Return choices as parameters, the numbers of a facet in one: each address of a page has them all."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for facet, value in map(Choice.parameter, choices):
        pairs.setdefault((facet, "" if FACET_BY_NAME[facet].number else value), []).append(value)
    return [(facet, _BETWEEN_NUMBERS.join(values)) for (facet, _), values in pairs.items()]


def _query(parameters: QueryDict, notes: list[QueryNote]) -> str:
    query = parameters.get("q", "").strip()
    kept = _fitting(len(quote_plus(letter)) for letter in query[:MAX_LENGTH])
    if kept < len(query):
        notes.append(QueryNote(ParseWarning.LENGTH))
    return query[:kept].strip()


def _choices(parameters: QueryDict, notes: list[QueryNote]) -> tuple[Choice, ...]:
    found = (
        Choice(facet.name, value.removeprefix("-"), excluded=value.startswith("-"))
        for facet in FACETS
        for given in parameters.getlist(facet.name)
        for value in (given.split(_BETWEEN_NUMBERS) if facet.number else [given])
        if value.strip("- ")
    )
    choices = tuple(dict.fromkeys(found))
    kept = _fitting(len(urlencode([choice.parameter()])) for choice in choices[:MAX_CHOICES])
    if kept < len(choices):
        notes.append(QueryNote(ParseWarning.CHOICES, str(kept)))
    return choices[:kept]


def _fitting(lengths: Iterable[int]) -> int:
    """Return how many of the first lengths make MAX_ENCODED at most together."""
    return sum(length <= MAX_ENCODED for length in accumulate(lengths))


def _period(parameters: QueryDict, name: str, notes: list[QueryNote]) -> tuple[date | None, date | None]:
    """Return the first and the last day of the day, month or year that a parameter names."""
    text = parameters.get(name, "").strip()
    period = typed_period(text)
    if text and period is None:
        notes.append(QueryNote(ParseWarning.DAY, text))
    return period or (None, None)


def _sort(parameters: QueryDict) -> Sort:
    typed = parameters.get("sort", "")
    return Sort(typed) if typed in set(Sort) else Sort.RELEVANCE
