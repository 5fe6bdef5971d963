"""Counts of articles by day and month, and the nearest days, months and years that have articles."""

from calendar import Calendar, monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from articles.importing.publication_dates import earliest_day, latest_day
from articles.models import Article, ArticleQuerySet, DatePrecision


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month's calendar with its number of articles. Days of the neighbouring months fill the weeks."""

    day: date
    count: int
    in_month: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest days with articles before and after, None where there are none. Months and years are first days."""

    previous: date | None
    next: date | None


@dataclass(frozen=True, slots=True)
class DayInYear:
    """A day with its number of articles, and the one whose story most articles tell."""

    day: date
    count: int
    told_most: Article


def of_month(month: date) -> ArticleQuerySet:
    """Return the visible articles of a month, without those of which only the year is known."""
    return _visible().filter(published_on__range=(month, last_day(month))).exclude(date_precision=DatePrecision.YEAR)


def of_year(year: int) -> ArticleQuerySet:
    """Return the visible articles of a year."""
    return _visible().filter(published_on__gte=date(year, 1, 1), published_on__lte=date(year, 12, 31))


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def weeks(month: date) -> list[list[Cell]]:
    """Return the weeks of a month, Monday first, each day with its count (one SQL query)."""
    counts = _by_day(of_month(month).dated_by_day())
    days = Calendar().monthdatescalendar(month.year, month.month)
    return [[Cell(day, counts[day], day.month == month.month) for day in week] for week in days]


def months(year: int) -> list[tuple[date, int]]:
    """Return the months of a year, each as its first day, with their counts (one SQL query)."""
    counts: Counter[int] = Counter()
    for day, count in _by_day(of_year(year).exclude(date_precision=DatePrecision.YEAR)).items():
        counts[day.month] += count
    return [(date(year, month, 1), counts[month]) for month in range(1, 13)]


def years() -> list[int]:
    """Return all years from the newest article's down to the oldest's (two SQL queries)."""
    dated = _visible()
    newest = dated.order_by("-published_on").values_list("published_on", flat=True).first()
    oldest = dated.order_by("published_on").values_list("published_on", flat=True).first()
    return list(range(newest.year, oldest.year - 1, -1)) if newest and oldest else []


def around_day(day: date) -> Neighbours:
    """Return the nearest days with articles (two SQL queries)."""
    return _around(_visible().dated_by_day(), day, day)


def around_month(month: date) -> Neighbours:
    """Return the nearest months with articles (two SQL queries)."""
    found = _around(_visible().exclude(date_precision=DatePrecision.YEAR), month, last_day(month))
    return Neighbours(*(near and near.replace(day=1) for near in (found.previous, found.next)))


def around_year(year: int) -> Neighbours:
    """Return the nearest years with articles (two SQL queries)."""
    found = _around(_visible(), date(year, 1, 1), date(year, 12, 31))
    return Neighbours(*(near and near.replace(month=1, day=1) for near in (found.previous, found.next)))


def same_day(day: date, years: Iterable[int], *, most: int) -> list[DayInYear]:
    """Return the same day of other years, the newest first, where it has articles (two SQL queries)."""
    days = [other for year in years if year != day.year and (other := _in_year(day, year))]
    of_days = _visible().dated_by_day().filter(published_on__in=days).order_by()
    told = of_days.annotate(told=Count("retellings")).order_by("-told", "published_at", "pk")
    by_day: dict[date | None, list[int]] = {}
    for pk, published in told.values_list("pk", "published_on"):
        by_day.setdefault(published, []).append(pk)
    shown = [other for other in sorted(days, reverse=True) if other in by_day][:most]
    found = Article.objects.for_lists().in_bulk([by_day[other][0] for other in shown])
    return [DayInYear(other, len(by_day[other]), found[by_day[other][0]]) for other in shown]


def _in_year(day: date, year: int) -> date | None:
    """Return the same day of another year, None for 29 February of a year without."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _around(articles: ArticleQuerySet, first: date, last: date) -> Neighbours:
    days = articles.values_list("published_on", flat=True)
    return Neighbours(
        previous=days.filter(published_on__lt=first).order_by("-published_on").first(),
        next=days.filter(published_on__gt=last).order_by("published_on").first(),
    )


def _visible() -> ArticleQuerySet:
    """Return the visible articles with a date that an article can have: one row with another spoils no page."""
    return Article.objects.visible().filter(published_on__range=(earliest_day(), latest_day()))


def _by_day(articles: ArticleQuerySet) -> Counter[date]:
    rows: Iterable[tuple[date, int]] = articles.order_by().values_list("published_on").annotate(n=Count("pk"))
    return Counter(dict(rows))
