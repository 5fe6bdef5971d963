"""The front page, and the page that lists all years, sections and sources."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.models import Article, Section
from articles.sources.credit_rows import counted_sources
from articles.text.alphabet import alphabetical
from articles.views.parts import article_calendar

_LATEST: Final = 14
_LARGEST: Final = 20


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Show the latest articles, the years and the months of the latest year, and the sections."""
    years = article_calendar.years()
    context = {
        "articles": Article.objects.visible().out_by_now().latest_dated().for_lists()[:_LATEST],
        "years": years,
        "months": article_calendar.months(years[0]) if years else [],
        "sections": alphabetical(Section.objects.all()),
        "has_undated": Article.objects.visible().filter(published_at__isnull=True).exists(),
    }
    return render(request, "articles/front.html", context)


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Show all years, sections and sources, the sources with most articles first."""
    counted = counted_sources()
    largest = sorted(counted, key=lambda source: (-counted[source], source.name))[:_LARGEST]
    others = alphabetical(source for source in counted if source not in largest)
    context = {
        "years": article_calendar.years(),
        "sections": alphabetical(Section.objects.all()),
        "largest_sources": [(source, counted[source]) for source in largest],
        "other_sources": [(source, counted[source]) for source in others],
    }
    return render(request, "articles/browse.html", context)
