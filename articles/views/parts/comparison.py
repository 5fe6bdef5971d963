"""Searches that are compared over time: the address that holds them, and the numbers of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from time import monotonic
from typing import Final, Self
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.importing.publication_dates import earliest_day, latest_day
from articles.search import (
    ParseWarning,
    QueryNote,
    SearchRequest,
    SearchTooLong,
    Sort,
    query_string,
    read_query,
    search_time_limit,
    spread,
)
from articles.views.parts.search_links import chips

# More lines cannot be told apart.
MOST_SERIES: Final = 5
# How many parameters of a search are read.
_MOST_PARAMETERS: Final = 200
# A search in an address is written after this, as in its own address.
_WHOLE: Final = "?"
_PATH: Final = "/search/?"
# Characters that part parameters are escaped; all others stay, so that people can read the address.
_ESCAPED: Final = {ord(sign): f"%{ord(sign):02X}" for sign in "%&=+#"} | {ord(" "): "+"}
_LETTERS: Final = "ABCDE"
BY_MONTH: Final = "month"
BY_YEAR: Final = "year"
_COUNTS: Final = "counts"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Searches to compare, without days of their own: `since` and `until` are those of all.

    `by` is BY_MONTH, BY_YEAR, or "" for what suits the length of the time. Shares are shown unless `counts` is chosen.
    `left_out` searches of the address were too many; `own_days` tells which searches had days, which were left out.
    """

    searches: tuple[SearchRequest, ...] = ()
    since: date | None = None
    until: date | None = None
    by: str = ""
    counts: bool = False
    left_out: int = 0
    own_days: frozenset[SearchRequest] = frozenset()
    notes: tuple[QueryNote, ...] = ()

    @classmethod
    def of(cls, search: SearchRequest) -> Self:
        """Return the comparison that begins with a search, in its days."""
        return cls((_timeless(search),), search.since, search.until)

    @classmethod
    def from_address(cls, parameters: QueryDict) -> Self:
        """Read a comparison: each "q" is a query or, from "?" on, the address of a search; "from" and "to" are days."""
        typed = [_search_of(text) for text in parameters.getlist("q") if text.strip()]
        searches = tuple(dict.fromkeys(map(_timeless, typed)))
        days = _request_of((name, parameters.get(name, "")) for name in ("from", "to"))
        by = parameters.get("by", "")
        return cls(
            searches=searches[:MOST_SERIES],
            since=days.since,
            until=days.until,
            by=by if by in (BY_MONTH, BY_YEAR) else "",
            counts=parameters.get("show") == _COUNTS,
            left_out=len(searches[MOST_SERIES:]),
            own_days=frozenset(_timeless(one) for one in typed if one.since or one.until),
            notes=days.notes,
        )

    def parameters(self) -> list[tuple[str, str]]:
        """Return the comparison as parameters of an address, without those that have their default."""
        pairs = [("q", _written(search)) for search in self.searches]
        pairs += [(name, day.isoformat()) for name, day in (("from", self.since), ("to", self.until)) if day]
        pairs += [("by", self.by)] if self.by else []
        return pairs + ([("show", _COUNTS)] if self.counts else [])

    def address(self) -> str:
        """Return the query string of the comparison's address, "?" before it."""
        return "?" + query_string(self.parameters())

    def without(self, search: SearchRequest) -> Self:
        """Return the comparison without a search."""
        return replace(self, searches=tuple(one for one in self.searches if one != search))

    def in_its_days(self, search: SearchRequest) -> SearchRequest:
        """Return a search of the comparison, narrowed to its days."""
        return replace(search, since=self.since, until=self.until)

    @property
    def days_reversed(self) -> bool:
        """Whether the first day is after the last."""
        return bool(self.since and self.until and self.since > self.until)


@dataclass(frozen=True, slots=True)
class Series:
    """A compared search: its letter and name, how many articles it finds, and how many by month.

    `search` has the days of the comparison. `remove` is the address of the comparison without it. `without_month` of
    its articles are in no month. Where it took too long it has `failed`, and no numbers.
    """

    letter: str
    name: str
    search: SearchRequest
    remove: str
    notes: tuple[QueryNote, ...] = ()
    own_days: bool = False
    failed: SearchTooLong | None = None
    total: int = 0
    months: Mapping[date, int] = field(default_factory=dict)

    @property
    def has_numbers(self) -> bool:
        """Whether it was searched for: it did not take too long, and its query has words."""
        return not self.failed and all(note.warning is not ParseWarning.SIGNS for note in self.notes)

    @property
    def without_month(self) -> int:
        """How many of its articles are in no month."""
        return self.total - sum(self.months.values())


def compared(asked: Comparison, is_abandoned: Callable[[], bool]) -> list[Series]:
    """Return the numbers of each search of a comparison; they share the time that a page's searches may take.

    One that takes too long has `failed`. Raises SearchFailed where the index cannot be read.
    """
    until = monotonic() + settings.SEARCH_MAX_MS / 1000
    series = []
    for position, search in enumerate(asked.searches):
        left = max(until - monotonic(), 0) / (len(asked.searches) - position)
        with search_time_limit(left, is_abandoned):
            series.append(_series(asked, search, _LETTERS[position]))
    return series


def _series(asked: Comparison, search: SearchRequest, letter: str) -> Series:
    whole = asked.in_its_days(search)
    plain = Series(
        letter,
        search.query or _("All articles"),
        whole,
        asked.without(search).address(),
        own_days=search in asked.own_days,
    )
    try:
        read = read_query(whole)
        found = spread(read)
    except SearchTooLong as error:
        return replace(plain, failed=error)
    named = [f"{_('not')} {chip.label}" if chip.excluded else chip.label for chip in chips(search, found.chosen)]
    return replace(
        plain,
        name=" · ".join([search.query, *named] if search.query else named) or plain.name,
        notes=read.notes,
        total=found.total,
        months={month.first: month.count for month in found.months if earliest_day() <= month.first <= latest_day()},
    )


def _timeless(search: SearchRequest) -> SearchRequest:
    """Return a search without what does not matter to its numbers over time: its days, order and page."""
    return replace(search.without_days(), sort=Sort.RELEVANCE)


def _search_of(text: str) -> SearchRequest:
    """Return the search that a query or an address means."""
    text = text.strip()
    _before, path, parameters = text.partition(_PATH)
    if text.startswith(_WHOLE):
        parameters = text.removeprefix(_WHOLE)
    elif not path:
        return _request_of([("q", text)])
    return _request_of(parse_qsl(parameters.partition("#")[0])[:_MOST_PARAMETERS])


def _request_of(pairs: Iterable[tuple[str, str]]) -> SearchRequest:
    parameters = QueryDict(mutable=True)
    for name, value in pairs:
        parameters.appendlist(name, value)
    return SearchRequest.from_address(parameters)


def _written(search: SearchRequest) -> str:
    """Return a search as `_search_of` reads it: its query or, where there is more, its address from "?" on."""
    pairs = search.parameters()
    if pairs == [("q", search.query)] and _search_of(search.query) == search:
        return search.query
    return _WHOLE + "&".join(f"{name}={value.translate(_ESCAPED)}" for name, value in pairs)
