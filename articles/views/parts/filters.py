"""What narrows a search, for the column beside its hits and for the page of filters: days, periods and facets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from articles.search import SearchPage
from articles.views.parts.search_links import chip_context, facet_boxes, hidden_fields, most_links

_LAST_DAYS: Final = ((7, _("Last 7 days")), (30, _("Last 30 days")), (365, _("Last 12 months")))


@dataclass(frozen=True, slots=True)
class Preset:
    """A period to choose with one click, and the address of the search in it."""

    label: str | Promise
    address: str
    current: bool


def filter_context(page: SearchPage) -> dict[str, Any]:
    """Return what the template of the filters shows of a search."""
    asked = page.request
    return {
        **chip_context(asked, page.chosen),
        "page": page,
        "facets": facet_boxes(page),
        "search_fields": hidden_fields(asked),
        "since": typed_day(asked.since),
        "until": typed_day(asked.until),
        "presets": presets(page, localdate()),
        "first_page": asked.on_page(1).address(),
    }


def typed_day(day: date | None) -> str:
    """Return a day as it is typed in Vietnam, in either language: 14/6/2022; "" for None."""
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def presets(page: SearchPage, today: date) -> list[Preset]:
    """Return the periods up to today in which the search may find articles, and the latest years in which it does."""
    return [*_last_days(page, today), *_latest_years(page)]


def _last_days(page: SearchPage, today: date) -> Iterator[Preset]:
    latest = max((month.first for month in page.histogram), default=date.min)
    for days, label in _LAST_DAYS:
        since = today - timedelta(days=days - 1)
        if since.replace(day=1) <= latest:
            yield _preset(page, label, since, today)


def _latest_years(page: SearchPage) -> Iterator[Preset]:
    years = sorted({month.first.year for month in page.histogram}, reverse=True)
    for year in years[: most_links(page.request)]:
        yield _preset(page, str(year), date(year, 1, 1), date(year, 12, 31))


def _preset(page: SearchPage, label: str | Promise, since: date, until: date) -> Preset:
    asked = page.request
    narrowed = replace(asked, since=since, until=until, page=1)
    return Preset(label, narrowed.address(), (asked.since, asked.until) == (since, until))
