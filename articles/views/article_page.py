"""The page of an article."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from articles.models import Article, ArticleQuerySet, DatePrecision, Mention
from articles.search import SearchFailed, similar_articles
from articles.views.entity_marks import mark
from articles.views.structured_data import citation, news_article

logger = logging.getLogger(__name__)

# Of a form letter that is printed every day, the first.
_TELLINGS = 50
_BY_DAY = {DatePrecision.DAY, DatePrecision.TIME}


@dataclass(frozen=True, slots=True)
class SameDay:
    """The articles before and after one on its day, None where there are none."""

    earlier: Article | None = None
    later: Article | None = None


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an article; another name in its address leads to the right one, and one withdrawn is gone (410)."""
    articles = Article.objects.defer(None).defer("raw", "signature").select_related("source", "section")
    found = get_object_or_404(articles, pk=pk)
    if found.withdrawn:
        return render(request, "410.html", status=410)
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    address = request.build_absolute_uri(found.get_absolute_url())
    mentions = list(found.mentions.shown().select_related("entity").order_by("start"))
    context = {
        "article": found,
        "text": mark(found, mentions),
        "tellings": found.other_tellings()
        .for_lists()
        .order_by(F("published_at").asc(nulls_last=True), "pk")[:_TELLINGS],
        "similar": _similar(found, mentions),
        "same_day": _same_day(found),
        "address": address,
        "citation": citation(found, address),
        "metadata": news_article(found, address, settings.SITE_NAME),
    }
    return render(request, "articles/article.html", context)


def _similar(article: Article, mentions: Sequence[Mention]) -> list[Article]:
    """Return similar articles; an article is whole without them, so where the index fails that is logged."""
    try:
        return similar_articles(article, ((mention.entity.kind, mention.entity_id) for mention in mentions))
    except SearchFailed as error:
        logger.warning("Articles go without similar ones: %s", error)
        return []


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
