"""The pages of dates: a day with its articles, a month as a calendar, a year with its months."""

from datetime import date
from typing import Any, Final

from django.http import Http404
from django.http.response import HttpResponseBase

from articles.models import ArticleQuerySet, DatePrecision, title_names
from articles.search import Choice, SearchRequest
from articles.views.article_lists import ArticleList
from articles.views.parts import article_calendar
from articles.views.parts.date_listings import DayListing
from articles.views.parts.wording import WEEKDAY_HEADS

# Years of which a day's page shows the same day.
_OTHER_YEARS: Final = 12


class DayView(ArticleList):
    """The articles of a day. A day without articles is a 404 that links the nearest days with articles."""

    template_name = "articles/day.html"
    paginate_by = 60

    @property
    def day(self) -> date:
        """The day of the address."""
        found: date = self.kwargs["day"]
        return found

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles of the day, latest first."""
        return DayListing().shown(self.day).for_lists().prefetch_related(title_names())

    def within(self) -> SearchRequest:
        """Return the search in this day."""
        return SearchRequest(since=self.day, until=self.day)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the nearest days with articles, and the same day of other years."""
        other_years = article_calendar.same_day(self.day, article_calendar.years(), most=_OTHER_YEARS)
        neighbours = article_calendar.around_day(self.day)
        return super().get_context_data(neighbours=neighbours, other_years=other_years, **kwargs)

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """Render the page, with status 404 where the day has no article."""
        return super().render_to_response(context, status=200 if context["total"] else 404, **response_kwargs)


class MonthView(ArticleList):
    """A month: its days with their counts, and the articles whose day is unknown."""

    template_name = "articles/month.html"

    @property
    def month(self) -> date:
        """The first day of the month of the address."""
        found: date = self.kwargs["month"]
        return found

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles of the month whose day is unknown."""
        of_month = article_calendar.of_month(self.month).filter(date_precision=DatePrecision.MONTH)
        return of_month.for_lists().prefetch_related(title_names()).order_by("-id")

    def within(self) -> SearchRequest:
        """Return the search in this month."""
        return SearchRequest(since=self.month, until=article_calendar.last_day(self.month))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the calendar, the number of all articles of the month, and the nearest months with articles."""
        weeks = article_calendar.weeks(self.month)
        context = super().get_context_data(weeks=weeks, neighbours=article_calendar.around_month(self.month), **kwargs)
        context["month_total"] = context["total"] + sum(cell.count for week in weeks for cell in week if cell.in_month)
        context["weekdays"] = WEEKDAY_HEADS
        if not context["month_total"]:
            raise Http404
        return context


class YearView(ArticleList):
    """A year: its months with their counts, and the articles whose month is unknown."""

    template_name = "articles/year.html"

    @property
    def year(self) -> int:
        """The year of the address."""
        return int(self.kwargs["year"])

    def get_queryset(self) -> ArticleQuerySet:
        """Return the visible articles of the year whose month is unknown."""
        of_year = article_calendar.of_year(self.year).filter(date_precision=DatePrecision.YEAR)
        return of_year.for_lists().prefetch_related(title_names()).order_by("-id")

    def within(self) -> SearchRequest:
        """Return the search in this year."""
        return SearchRequest(choices=(Choice("year", str(self.year)),))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the months, the number of all articles of the year, and the nearest years with articles."""
        months = article_calendar.months(self.year)
        context = super().get_context_data(months=months, neighbours=article_calendar.around_year(self.year), **kwargs)
        context["year_total"] = context["total"] + sum(count for _, count in months)
        context["most"] = max(count for _, count in months)
        if not context["year_total"]:
            raise Http404
        return context
