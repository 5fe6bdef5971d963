"""The page that says what the archive holds, so that a gap in it is not read as silence."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import (
    Article,
    BatchStatus,
    DatePrecision,
    Entity,
    EntityKind,
    Feed,
    ImportBatch,
    Outcome,
    Source,
)
from articles.search import SearchFailed
from articles.views.parts.holdings import Holdings, holdings
from articles.views.parts.search_http import search_failed
from articles.views.parts.timeline import archive_timeline
from articles.views.parts.wording import share_text

# Sources in the table at once; the others are one row.
_SOURCES: Final = 40
# How many names of articles that it never saw the recogniser finds, and how many of what it finds are right, in per
# cent: the figures of docs/entities.md (a test compares them).
RECOGNITION: Final = {
    EntityKind.PERSON: (98.3, 96.3),
    EntityKind.PLACE: (95.6, 96.2),
    EntityKind.ORGANIZATION: (90.1, 93.8),
}
_PRECISIONS: Final = {
    DatePrecision.TIME: _("to the minute"),
    DatePrecision.DAY: _("to the day"),
    DatePrecision.MONTH: _("only the month"),
    DatePrecision.YEAR: _("only the year"),
    DatePrecision.UNKNOWN: _("no date"),
}
_BASES: Final = {
    "url": _("date inferred from the address"),
    "path": _("date inferred from the file name"),
    "file": _("date inferred from the Word document or e-mail"),
    "text": _("date inferred from the text"),
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with the numbers of its articles: in each column, and in all; and its months without any.

    `source` is None for articles of unknown source, or for all `others` together.
    """

    source: Source | None
    others: int
    counts: tuple[int, ...]
    articles: int
    first: date | None
    last: date | None
    empty_months: int


@dataclass(frozen=True, slots=True)
class KnownRow:
    """Something that is known of some articles, and how many they are."""

    label: str | Promise
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """A kind of names: how many the archive lists; how many of all are found, how many found are right (per cent)."""

    kind: EntityKind
    entities: int
    found: float
    right: float


@dataclass(frozen=True, slots=True)
class LastImport:
    """When an import ended, and how many articles were new and how many updated."""

    finished_at: datetime | None
    new: int
    updated: int


@require_safe
def holdings_page(request: HttpRequest) -> HttpResponse:
    """Show what the archive holds; 503 while the index cannot be read."""
    try:
        found = holdings()
    except SearchFailed as error:
        return search_failed(request, error)
    year = next((one for one in found.years if str(one) == request.GET.get("year")), None)
    context = {
        "found": found,
        "chart": archive_timeline(found.months),
        "year": year,
        "years": sorted(found.years),
        "columns": [f"{month}/{year}" for month in range(1, 13)] if year else sorted(found.years),
        "sources": _source_rows(found, year),
        "known": _known_rows(found),
        "recognition": _recognition_rows(),
        "last_import": _last_import(),
        "feeds": Feed.objects.filter(active=True).aggregate(n=Count("pk"), last=Max("last_success_at")),
        "last_added": Article.objects.visible().order_by("-pk").values_list("created_at", flat=True).first(),
    }
    return render(request, "articles/holdings.html", context)


def _source_rows(found: Holdings, year: int | None) -> list[SourceRow]:
    """Return the sources with most articles, then all others together, then the articles of unknown source."""
    sources = Source.objects.standing().in_bulk([pk for pk in found.by_source if pk is not None])
    known = {pk: one for pk, one in found.by_source.items() if pk in sources}
    largest = sorted(known, key=lambda pk: (-known[pk].articles, sources[pk].name))
    rows = [_source_row(known[pk], year, found, source=sources[pk]) for pk in largest[:_SOURCES]]
    if others := [known[pk] for pk in largest[_SOURCES:]]:
        rows.append(_source_row(_together(others), year, found, others=len(others)))
    if unknown := [one for pk, one in found.by_source.items() if pk not in sources]:
        rows.append(_source_row(_together(unknown), year, found))
    return rows


def _source_row(
    one: Holdings, year: int | None, found: Holdings, *, source: Source | None = None, others: int = 0
) -> SourceRow:
    columns = [date(year, month, 1) for month in range(1, 13)] if year else []
    counts = [one.months[month] for month in columns] if year else [one.years[each] for each in sorted(found.years)]
    span = one.span
    return SourceRow(
        source=source,
        others=others,
        counts=tuple(counts),
        articles=one.years[year] if year else one.articles,
        first=span[0] if span else None,
        last=span[-1] if span else None,
        empty_months=sum(not one.months[month] for month in span),
    )


def _together(parts: list[Holdings]) -> Holdings:
    both = Holdings()
    for part in parts:
        both.articles += part.articles
        both.months.update(part.months)
        both.years.update(part.years)
    return both


def _known_rows(found: Holdings) -> list[KnownRow]:
    unknown_source = found.by_source.get(None)
    counts: list[tuple[str | Promise, int]] = [
        *((label, found.precisions[precision]) for precision, label in _PRECISIONS.items()),
        *((label, found.bases[basis]) for basis, label in _BASES.items()),
        (_("no source"), unknown_source.articles if unknown_source else 0),
        (_("no section"), found.without_section),
    ]
    return [KnownRow(label, count, share_text(count, found.articles)) for label, count in counts]


def _recognition_rows() -> list[RecognitionRow]:
    listed = dict(Entity.objects.listed().order_by().values_list("kind").annotate(n=Count("pk")))
    return [RecognitionRow(kind, listed.get(kind, 0), *figures) for kind, figures in RECOGNITION.items()]


def _last_import() -> LastImport | None:
    """Return the last import that brought articles."""
    brought = Q(items__outcome__in=[Outcome.IMPORTED, Outcome.UPDATED])
    last = ImportBatch.objects.filter(brought, status=BatchStatus.FINISHED).order_by("-pk").first()
    if last is None:
        return None
    counts = last.counts()
    return LastImport(last.finished_at, counts[Outcome.IMPORTED], counts[Outcome.UPDATED])
