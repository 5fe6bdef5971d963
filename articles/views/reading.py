"""The page of an article."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleQuerySet, DatePrecision
from articles.views.marking import mark
from articles.views.metadata import citation, news_article

_BY_DAY = {DatePrecision.DAY, DatePrecision.TIME}


@dataclass(frozen=True, slots=True)
class SameDay:
    """The articles before and after one on its day, None where there are none."""

    earlier: Article | None = None
    later: Article | None = None


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an article; another name in its address leads to the right one, and one withdrawn is gone (410)."""
    found = get_object_or_404(Article.objects.select_related("source", "section"), pk=pk)
    if found.withdrawn:
        return render(request, "410.html", status=410)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    address = request.build_absolute_uri(found.get_absolute_url())
    context = {
        "article": found,
        "text": mark(found, list(found.mentions.shown().select_related("entity").order_by("start"))),
        "same_day": _same_day(found),
        "address": address,
        "citation": citation(found, address),
        "metadata": news_article(found, address, settings.SITE_NAME),
    }
    return render(request, "articles/article.html", context)


def _same_day(article: Article) -> SameDay:
    if article.date_precision not in _BY_DAY:
        return SameDay()
    day: ArticleQuerySet = Article.objects.visible().dated_by_day().filter(published_on=article.published_on)
    day = day.only("pk", "title")
    moment = article.published_at
    before = Q(published_at__lt=moment) | Q(published_at=moment, pk__lt=article.pk)
    after = Q(published_at__gt=moment) | Q(published_at=moment, pk__gt=article.pk)
    return SameDay(
        earlier=day.filter(before).order_by("-published_at", "-pk").first(),
        later=day.filter(after).order_by("published_at", "pk").first(),
    )
