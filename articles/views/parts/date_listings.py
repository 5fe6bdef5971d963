"""Lists of the articles of a day, a month and a year."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from articles.models import Article, ArticleQuerySet
from articles.views.parts import article_calendar
from articles.views.parts.listings import Listing
from articles.views.parts.wording import day_text, month_text, year_text


class DayListing(Listing[date]):
    """The articles of a day."""

    of_any_date = True

    def get_object(self, request: HttpRequest, day: date) -> date:
        """Return the day itself."""
        return day

    def articles(self, about: date) -> ArticleQuerySet:
        """Return the visible articles of the day."""
        return Article.objects.visible().dated_by_day().filter(published_on=about)

    def subject(self, about: date) -> str:
        """Return the day in words."""
        return day_text(about)

    def link(self, about: date) -> str:
        """Return the day's page."""
        return reverse("day", args=[about])


class MonthListing(Listing[date]):
    """The articles of a month, given as its first day."""

    of_any_date = True

    def get_object(self, request: HttpRequest, month: date) -> date:
        """Return the month itself."""
        return month

    def articles(self, about: date) -> ArticleQuerySet:
        """Return the visible articles of the month, those whose day is unknown too, but not those of the year alone."""
        return article_calendar.of_month(about)

    def subject(self, about: date) -> str:
        """Return the month in words."""
        return month_text(about)

    def link(self, about: date) -> str:
        """Return the month's page."""
        return reverse("month", args=[about])


class YearListing(Listing[int]):
    """The articles of a year."""

    of_any_date = True

    def get_object(self, request: HttpRequest, year: int) -> int:
        """Return the year itself."""
        return year

    def articles(self, about: int) -> ArticleQuerySet:
        """Return the visible articles of the year, those whose month or day is unknown too."""
        return article_calendar.of_year(about)

    def subject(self, about: int) -> str:
        """Return the year in words."""
        return year_text(about)

    def link(self, about: int) -> str:
        """Return the year's page."""
        return reverse("year", args=[about])
