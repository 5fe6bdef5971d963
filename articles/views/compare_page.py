"""Several searches over time in one chart, with the table of its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.middleware import has_gone
from articles.models.source import slug_of
from articles.search import SearchFailed, whole_months
from articles.spreadsheet_csv import csv_response
from articles.views.parts.comparison import BY_MONTH, BY_YEAR, MOST_SERIES, Comparison, Series, compared
from articles.views.parts.line_chart import Row, line_chart, rows_over_time
from articles.views.parts.query_notes import note_text
from articles.views.parts.search_http import search_failed
from articles.views.parts.wording import day_text
from articles.views.search_charts import SwitchLink

# More months than this are too thin to see where five lines cross: years are shown where nothing was chosen.
_MOST_MONTHS: Final = 120
_MONTHS_OF_YEAR: Final = 12
# Characters of the name of a file that tell what is compared.
_NAME_LENGTH: Final = 80
_TOO_LONG: Final = gettext_lazy(
    "This search takes too long, so it is not shown. A longer beginning before an asterisk, or fewer words, helps."
)
_OWN_DAYS: Final = gettext_lazy("Its own dates were left out: those above apply to all searches.")


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """A search as the legend shows it: its number in the chart, 0 where it is not drawn, and what to say of it."""

    series: Series
    number: int
    address: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The numbers of a comparison: its searches, of which `drawn` have numbers, and the rows of the table."""

    asked: Comparison
    series: list[Series]
    drawn: list[Series]
    rows: list[Row]
    length: int


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """Show the chart and the table of the searches in the address; 503 while the index cannot be read."""
    asked = Comparison.from_address(request.GET)
    try:
        found = _found(request, asked)
    except SearchFailed as error:
        return search_failed(request, error)
    response = render(request, "articles/compare.html", _context(found))
    if any(one.failed for one in found.series):  # what took too long may take less the next time
        response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def compare_table(request: HttpRequest) -> HttpResponseBase:
    """Return the table as CSV: of each time all articles, and of each search articles and share of all.

    A share is a part of 1, with a point. A time of which the archive has no article has none. Answers 503 while the
    index cannot be read, 422 where a search takes too long.
    """
    try:
        found = _found(request, Comparison.from_address(request.GET), whole=True)
    except SearchFailed as error:
        return search_failed(request, error)
    articles, share = _("articles"), _("share of all articles")
    head = [_("Month") if found.length == 1 else _("Year"), _("All articles")]
    for one in found.drawn:
        head += [f"{one.name}: {articles}", f"{one.name}: {share}"]
    name = "-".join(slug_of(one.name) for one in found.drawn)
    return csv_response(f"{slug_of(_('Compare'))}-{name[:_NAME_LENGTH]}.csv", head, _cells(found))


def _found(request: HttpRequest, asked: Comparison, *, whole: bool = False) -> Compared:
    """Return the numbers. Raises SearchFailed; with `whole` also where a search takes too long."""
    all_months = whole_months(asked.since, asked.until) if asked.searches else {}
    series = compared(asked, lambda: has_gone(request))
    if whole and (failed := next((one.failed for one in series if one.failed), None)):
        raise failed
    drawn = [one for one in series if one.has_numbers]
    by_month = [one.months for one in drawn]
    length = 1 if asked.by == BY_MONTH else _MONTHS_OF_YEAR
    if not asked.by and _span({month for one in by_month for month in one}) <= _MOST_MONTHS:
        length = 1
    return Compared(asked, series, drawn, rows_over_time(by_month, all_months, length), length)


def _span(months: set[date]) -> int:
    """Return the number of months from the first to the last."""
    if not months:
        return 0
    first, last = min(months), max(months)
    return (last.year - first.year) * _MONTHS_OF_YEAR + last.month - first.month + 1


def _context(found: Compared) -> dict[str, Any]:
    asked = found.asked
    chart = line_chart(
        found.rows, [one.letter for one in found.drawn], [one.name for one in found.drawn], shares=not asked.counts
    )
    return {
        "asked": asked,
        "series": list(_shown(found)),
        "drawn": found.drawn,
        "chart": chart,
        "rows": [(row, _linked(found.drawn, row)) for row in found.rows],
        "by_month": found.length == 1,
        "switches": [_lengths(asked, found.length), _values(asked)] if found.rows else [],
        "can_add": len(asked.searches) < MOST_SERIES,
        "most": MOST_SERIES,
        "hidden_fields": [pair for pair in asked.parameters() if pair[0] not in ("from", "to")],
        "since": day_text(asked.since) if asked.since else "",
        "until": day_text(asked.until) if asked.until else "",
        "notes": [note_text(note) for note in asked.notes],
    }


def _shown(found: Compared) -> Iterator[ShownSeries]:
    for one in found.series:
        messages = [*map(note_text, one.notes), *([str(_TOO_LONG)] if one.failed else [])]
        messages += [str(_OWN_DAYS)] if one.own_days else []
        number = found.drawn.index(one) + 1 if one in found.drawn else 0
        yield ShownSeries(one, number, one.search.address(), tuple(messages))


def _linked(drawn: Sequence[Series], row: Row) -> list[tuple[Any, str]]:
    """Return the values of a row, each with the address of its articles."""
    days = [one.search.between(row.bar.first, row.bar.last).address() for one in drawn]
    return list(zip(row.values, days, strict=True))


def _lengths(asked: Comparison, length: int) -> list[SwitchLink]:
    ways = ((gettext_lazy("Months"), BY_MONTH, 1), (gettext_lazy("Years"), BY_YEAR, _MONTHS_OF_YEAR))
    return [SwitchLink(label, replace(asked, by=by).address(), current=length == own) for label, by, own in ways]


def _values(asked: Comparison) -> list[SwitchLink]:
    ways: tuple[tuple[Promise, bool], ...] = (
        (gettext_lazy("Shares of all articles"), False),
        (gettext_lazy("Numbers of articles"), True),
    )
    return [SwitchLink(label, replace(asked, counts=own).address(), current=asked.counts == own) for label, own in ways]


def _cells(found: Compared) -> Iterator[list[str]]:
    for row in found.rows:
        time = f"{row.bar.first:%Y-%m}" if found.length == 1 else f"{row.bar.first:%Y}"
        cells = [time, str(row.whole)]
        for value in row.values:
            cells += ["", ""] if value.part is None else [str(value.count), f"{value.part:.6f}"]
        yield cells
