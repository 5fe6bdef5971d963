"""A search as a value: the query, what narrows it, the order and the page; read from an address and written to one."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from articles.search.fields import FACETS
from articles.search.parse_warnings import MAX_LENGTH, ParseWarning, QueryNote
from articles.text.typed_numbers import page_number
from articles.text.written_dates import written_day

PAGE_SIZE = 20
# The engine ranks no hit beyond this page.
MAX_PAGE = 500
# Values of facets that an address may choose or exclude. Every link of a page carries them all.
MAX_CHOICES = 50


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
    otherwise are found besides: scattered, with other marks, as synonyms. `since` and `until` are days in
    Asia/Ho_Chi_Minh, both included.
    """

    query: str = ""
    choices: tuple[Choice, ...] = ()
    since: date | None = None
    until: date | None = None
    exact: bool = False
    as_typed: bool = False
    wider: bool = False
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
            since=_day(parameters, "from", notes),
            until=_day(parameters, "to", notes),
            exact=parameters.get("exact") == "1",
            as_typed=parameters.get("typed") == "1",
            wider=parameters.get("wider") == "1",
            sort=_sort(parameters),
            page=page_number(parameters.get("page", ""), most=MAX_PAGE),
            notes=tuple(notes),
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Return the search as parameters of an address, without those that have their default."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [choice.parameter() for choice in self.choices]
        pairs += [(name, day.isoformat()) for name, day in (("from", self.since), ("to", self.until)) if day]
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("typed", "1")] if self.as_typed else []
        pairs += [("wider", "1")] if self.wider else []
        pairs += [("sort", self.sort.value)] if self.sort is not Sort.RELEVANCE else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def address(self) -> str:
        """Return the query string of the search's address, "?" before it."""
        return "?" + urlencode(self.parameters())

    def on_page(self, page: int) -> Self:
        """Return the same search at another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: Sort) -> Self:
        """Return the same search in another order, at its first page."""
        return replace(self, sort=sort, page=1)

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


def _query(parameters: QueryDict, notes: list[QueryNote]) -> str:
    query = parameters.get("q", "").strip()
    if len(query) > MAX_LENGTH:
        notes.append(QueryNote(ParseWarning.LENGTH))
    return query[:MAX_LENGTH].strip()


def _choices(parameters: QueryDict, notes: list[QueryNote]) -> tuple[Choice, ...]:
    found = (
        Choice(facet.name, value.removeprefix("-"), excluded=value.startswith("-"))
        for facet in FACETS
        for value in parameters.getlist(facet.name)
        if value.strip("- ")
    )
    choices = tuple(dict.fromkeys(found))
    if len(choices) > MAX_CHOICES:
        notes.append(QueryNote(ParseWarning.CHOICES, str(MAX_CHOICES)))
    return choices[:MAX_CHOICES]


def _day(parameters: QueryDict, name: str, notes: list[QueryNote]) -> date | None:
    text = parameters.get(name, "").strip()
    day = written_day(text)
    if text and day is None:
        notes.append(QueryNote(ParseWarning.DAY, text))
    return day


def _sort(parameters: QueryDict) -> Sort:
    typed = parameters.get("sort", "")
    return Sort(typed) if typed in set(Sort) else Sort.RELEVANCE
