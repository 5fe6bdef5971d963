"""What the archive holds: its articles by source and month, the gaps between them, and what is not known of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Final

from django.db.models import Case, CharField, Count, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Substr

from articles.importing.publication_dates import earliest_day, latest_day
from articles.models import Article, DatePrecision, Source
from articles.nlp.annotation import VERSION
from articles.nlp.dates import FILE_BASES
from articles.search import kept_until_indexed

# A month with less than this part of what months usually have is thin.
_THIN: Final = 0.25
_MONTH: Final = 7
_YEAR: Final = 4
# What dates are inferred from, as `Article.date_basis` begins; anything else is the text.
_BASES: Final = ("url", "path")
_FROM_FILE, _FROM_TEXT = "file", "text"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row, by the first days of the first and the last; `articles` they have together."""

    first: date
    last: date
    articles: int = 0


@dataclass(slots=True)
class Holdings:
    """Numbers of visible articles.

    `months` and `years` count those whose date is known so exactly; `by_source` does so for the id of each source, None
    where the source is not known. `precisions` counts by `DatePrecision`, `bases` by what a date was inferred from
    ("url", "path", "file", "text"). `unread` were annotated by another version, or are not yet.
    """

    articles: int = 0
    months: Counter[date] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    by_source: dict[int | None, "Holdings"] = field(default_factory=dict)
    precisions: Counter[str] = field(default_factory=Counter)
    bases: Counter[str] = field(default_factory=Counter)
    without_section: int = 0
    unread: int = 0

    @property
    def gaps(self) -> list[Stretch]:
        """The stretches of months without articles between the first and the last month."""
        return _stretches(month for month in self.span if not self.months[month])

    @property
    def thin(self) -> list[Stretch]:
        """The stretches of months with far fewer articles than is usual."""
        counts = [count for count in self.months.values() if count]
        least = median(counts) * _THIN if counts else 0
        found = _stretches(month for month in self.span if 0 < self.months[month] < least)
        return [
            Stretch(one.first, one.last, sum(self.months[month] for month in _months(one.first, one.last)))
            for one in found
        ]

    @property
    def span(self) -> list[date]:
        """All months from the first to the last with articles."""
        return list(_months(min(self.months), max(self.months))) if self.months else []


@kept_until_indexed
def holdings() -> Holdings:
    """Return what the archive holds (two SQL queries, none until the index changes). Raises SearchFailed."""
    whole = dict(Source.objects.values_list("pk", Coalesce("merged_into", "pk")))
    found = Holdings()
    for source, period, precision, basis, has_section, annotated_by, count in grouped_articles():
        known = None if source is None else whole[source]
        for one in (found, found.by_source.setdefault(known, Holdings())):
            one.articles += count
            _count_date(one, period, count)
        found.precisions[precision] += count
        if basis:
            found.bases[basis] += count
        found.without_section += 0 if has_section else count
        found.unread += 0 if annotated_by == VERSION else count
    return found


def grouped_articles() -> QuerySet[Article, tuple[int | None, str, str, str, bool, str, int]]:
    """Return the articles in groups; an index has all these columns (article_holdings)."""
    text = Cast("published_on", CharField())
    period = Case(
        When(date_precision=DatePrecision.UNKNOWN, then=Value("")),
        When(date_precision=DatePrecision.YEAR, then=Substr(text, 1, _YEAR)),
        default=Substr(text, 1, _MONTH),
    )
    known = [When(date_basis__startswith=f"{basis}: ", then=Value(basis)) for basis in _BASES]
    of_file = When(date_basis__in=FILE_BASES, then=Value(_FROM_FILE))
    basis = Case(When(date_basis="", then=Value("")), *known, of_file, default=Value(_FROM_TEXT))
    grouped = Article.objects.visible().order_by().annotate(period=period, basis=basis)
    columns = ("source", "period", "date_precision", "basis", "has_section", "annotated_by")
    has_section = Case(When(section=None, then=Value(0)), default=Value(1))
    return grouped.annotate(has_section=has_section).values_list(*columns).annotate(n=Count("pk"))


def _count_date(found: Holdings, period: str, count: int) -> None:
    """Count the articles of a year or month; those with a date that no article can have are in none."""
    year = int(period[:_YEAR]) if period else 0
    if not earliest_day().year <= year <= latest_day().year:
        return
    found.years[year] += count
    if len(period) == _MONTH:
        found.months[date.fromisoformat(f"{period}-01")] += count


def _months(first: date, last: date) -> Iterable[date]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield date(number // 12, number % 12 + 1, 1)


def _stretches(months: Iterable[date]) -> list[Stretch]:
    found: list[Stretch] = []
    for month in months:
        if found and list(_months(found[-1].last, month))[1:] == [month]:
            found[-1] = Stretch(found[-1].first, month)
        else:
            found.append(Stretch(month, month))
    return found
