"""A search as a value: what is looked for, how it is narrowed and sorted, which page; to and from an address."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict

from articles.search.facets import FACETS
from articles.search.query.language import MAX_LENGTH, ParseWarning, QueryNote
from articles.text.page_numbers import page_number

PAGE_SIZE = 20
# The engine ranks no hit beyond this one; nobody turns to page 500.
MAX_PAGE = 500

_WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


class Sort(StrEnum):
    """The order of the hits."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value chosen in a facet, or kept out by it."""

    facet: str
    value: str
    excluded: bool = False

    def parameter(self) -> tuple[str, str]:
        """Return the choice as a name and value of an address: a value kept out has "-" before it."""
        return self.facet, f"-{self.value}" if self.excluded else self.value


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search. `exact` takes marks as typed ("đúng dấu"), `as_typed` every word, and no other in its place.

    Days are those of Asia/Ho_Chi_Minh, both ends included.
    """

    query: str = ""
    choices: tuple[Choice, ...] = ()
    since: date | None = None
    until: date | None = None
    exact: bool = False
    as_typed: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    notes: tuple[QueryNote, ...] = field(default=(), compare=False)

    @classmethod
    def from_address(cls, parameters: QueryDict) -> Self:
        """Read a search from the parameters of an address; what cannot be read is left out and told in `notes`."""
        notes: list[QueryNote] = []
        return cls(
            query=_query(parameters, notes),
            choices=_choices(parameters),
            since=_day(parameters, "from", notes),
            until=_day(parameters, "to", notes),
            exact=parameters.get("exact") == "1",
            as_typed=parameters.get("typed") == "1",
            sort=_sort(parameters),
            page=page_number(parameters.get("page", ""), most=MAX_PAGE),
            notes=tuple(notes),
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Return the search as names and values of an address, leaving out what is as by default."""
        pairs = [("q", self.query)] if self.query else []
        pairs += [choice.parameter() for choice in self.choices]
        pairs += [(name, day.isoformat()) for name, day in (("from", self.since), ("to", self.until)) if day]
        pairs += [("exact", "1")] if self.exact else []
        pairs += [("typed", "1")] if self.as_typed else []
        pairs += [("sort", self.sort.value)] if self.sort is not Sort.RELEVANCE else []
        return pairs + ([("page", str(self.page))] if self.page > 1 else [])

    def address(self) -> str:
        """Return the query part of the search's address, "?" before it."""
        return "?" + urlencode(self.parameters())

    def on_page(self, page: int) -> Self:
        """Return the same search at another page."""
        return replace(self, page=page)

    def sorted_by(self, sort: Sort) -> Self:
        """Return the same search in another order, from its first page."""
        return replace(self, sort=sort, page=1)

    def with_choice(self, choice: Choice) -> Self:
        """Return the search narrowed by one more choice, from its first page."""
        return replace(self, choices=(*self.without_choice(choice).choices, choice), page=1)

    def without_choice(self, choice: Choice) -> Self:
        """Return the search without that value's choice, chosen or kept out, from its first page."""
        kept = tuple(c for c in self.choices if (c.facet, c.value) != (choice.facet, choice.value))
        return replace(self, choices=kept, page=1)

    def between(self, since: date, until: date) -> Self:
        """Return the search narrowed to those of its days that lie between two, from its first page."""
        return replace(
            self,
            since=max(since, self.since) if self.since else since,
            until=min(until, self.until) if self.until else until,
            page=1,
        )

    def without_days(self) -> Self:
        """Return the search not narrowed by date, from its first page."""
        return replace(self, since=None, until=None, page=1)


def _query(parameters: QueryDict, notes: list[QueryNote]) -> str:
    query = parameters.get("q", "").strip()
    if len(query) > MAX_LENGTH:
        notes.append(QueryNote(ParseWarning.LENGTH))
    return query[:MAX_LENGTH].strip()


def _choices(parameters: QueryDict) -> tuple[Choice, ...]:
    found = (
        Choice(facet.name, value.removeprefix("-"), excluded=value.startswith("-"))
        for facet in FACETS
        for value in parameters.getlist(facet.name)
        if value.strip("- ")
    )
    return tuple(dict.fromkeys(found))


def _day(parameters: QueryDict, name: str, notes: list[QueryNote]) -> date | None:
    """Read a day as forms send it (2024-06-14) or as people write it (14/6/2024, 14.6.2024, 14-6-2024)."""
    text = parameters.get(name, "").strip()
    if not text:
        return None
    try:
        if written := _WRITTEN_DAY.fullmatch(text):
            return date(*map(int, reversed(written.groups())))
        return date.fromisoformat(text)
    except ValueError:
        notes.append(QueryNote(ParseWarning.DAY, text))
        return None


def _sort(parameters: QueryDict) -> Sort:
    asked = parameters.get("sort", "")
    return Sort(asked) if asked in set(Sort) else Sort.RELEVANCE
