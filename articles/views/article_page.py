"""The page of an article: its text with linked names, related articles, citation and structured data."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.exports.citation import citation
from articles.exports.citation_formats import plain
from articles.importing.metadata import METADATA_FIELDS
from articles.models import Article, ArticleChange, ArticleQuerySet, Correction, DatePrecision, Mention, Quotation
from articles.models.article_decision import merged_into
from articles.models.correction import corrections_of
from articles.rights.source_scope import may_touch
from articles.search import SearchFailed, quotation_items, similar_articles
from articles.text.typed_numbers import is_row_id
from articles.views.parts.addresses import moved
from articles.views.parts.entity_marks import TextMarks, mark
from articles.views.parts.refused_addresses import refused
from articles.views.parts.search_trail import search_trail
from articles.views.parts.wording import published_iso, visibility_text

logger = logging.getLogger(__name__)

# A form letter that is printed every day belongs to a story of hundreds of articles.
_MAX_STORY_ARTICLES: Final = 50
# Search engines cut headlines here (Google's guide to structured data for articles).
_MAX_HEADLINE: Final = 110
# The columns of what an article states that have no place of their own on its page.
_FACTS: Final = [
    column
    for column in Article._meta.concrete_fields
    if column.name in METADATA_FIELDS and not column.is_relation and column.name != "url"
]
# Values that need no label.
_WITHOUT_LABEL: Final = {"authors"}
_ALL_SAID: Final = "all"
_WRONG_PLACE: Final = _("“said” can only be “all” or where a quotation begins in the text (a number), not “%(text)s”.")
_DATED_BY_DAY: Final = {DatePrecision.DAY, DatePrecision.TIME}


@dataclass(frozen=True, slots=True)
class SameDay:
    """The articles just before and after an article on its day, None where there are none."""

    earlier: Article | None = None
    later: Article | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """What an article states about itself, by the name of its column; `label` is "" where the value needs none."""

    name: str
    label: str
    value: str


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show an article. An outdated slug redirects to the present address; a withdrawn article is gone (410).

    One that was merged into another leads there. One that waits for its moment is not there yet (404). "said" in the
    address marks quotations; what is no place of one is refused (400).
    """
    articles = Article.objects.defer(None).defer("raw", "signature").with_source()
    articles = articles.annotate(has_quotations=Exists(Quotation.objects.filter(article=OuterRef("pk"))))
    found = get_object_or_404(articles, pk=pk)
    if found.is_embargoed:
        raise Http404
    if not found.is_visible:
        return _gone(request, found)
    if request.path != found.get_absolute_url():
        return moved(request, found.get_absolute_url())
    which = request.GET.get("said", "")
    if "said" in request.GET and which != _ALL_SAID and not is_row_id(which):
        return refused(request, [_WRONG_PLACE % {"text": which}])
    address = request.build_absolute_uri(found.get_absolute_url())
    mentions = list(found.mentions.shown().select_related("entity").order_by("start"))
    trail = search_trail(request, found)
    said = _said(found, which)
    quoted = [(one.start, one.end) for one in said] or (trail.quoted if trail else ())
    matches = () if said or not trail else trail.matches
    story_articles = list(_story_articles(found))
    corrections = corrections_of(found)
    context = {
        "article": found,
        "text": mark(found, mentions, TextMarks(matches, quoted)),
        "trail": trail,
        "has_quotations": getattr(found, "has_quotations", False),
        "said": list(quotation_items(said)),
        "said_elsewhere": bool(which and not said),
        "facts": _facts(found),
        "credited": found.credited_sources() if found.credited else [],
        "in_other_papers": [one for one in story_articles if one.publisher != found.publisher],
        "in_same_paper": [one for one in story_articles if one.publisher == found.publisher],
        "similar": _similar(found, mentions),
        "same_day": _same_day(found),
        "address": address,
        "citation": plain(citation(found, address)),
        "corrections": corrections,
        "structured_data": _news_article(found, address, corrections),
    }
    return render(request, "articles/article.html", context)


def _gone(request: HttpRequest, article: Article) -> HttpResponse:
    """Return where a withdrawn article was merged into, else a page that says why it is gone (410)."""
    if kept := merged_into(article):
        return moved(request, kept.get_absolute_url())
    may_see = request.user.has_perm("articles.view_article") and may_touch(request.user, article)
    changes = ArticleChange.objects.of_visibility(article) if may_see else ()
    context = {"article": article, "history": [visibility_text(change) for change in changes]}
    return render(request, "410.html", context, status=410)


def _said(article: Article, which: str) -> list[Quotation]:
    """Return the quotations of an article that its page marks: that which begins at an offset, "all", or none ("")."""
    if not which:
        return []
    rows = Quotation.objects.filter(article=article).select_related("mention__entity").order_by("start")
    said = list(rows if which == _ALL_SAID else rows.filter(start=int(which)))
    for row in said:
        row.article = article
    return said


def _facts(article: Article) -> list[Fact]:
    """Return what the article states, without what it leaves empty; the values of a list are joined by commas."""
    values = [(column, getattr(article, column.name)) for column in _FACTS]
    return [
        Fact(
            column.name,
            "" if column.name in _WITHOUT_LABEL else str(column.verbose_name),
            ", ".join(value) if isinstance(value, list) else str(value),
        )
        for column, value in values
        if value
    ]


def _story_articles(article: Article) -> ArticleQuerySet:
    """Return the other articles with the same story, the first published first, those without a date last."""
    by_date = F("published_at").asc(nulls_last=True)
    return article.story_articles().for_lists().order_by(by_date, "pk")[:_MAX_STORY_ARTICLES]


def _similar(article: Article, mentions: Sequence[Mention]) -> list[Article]:
    """Return similar articles. The page is useful without them, so a failing index is logged and gives none."""
    try:
        return similar_articles(article, ((mention.entity.kind, mention.entity_id) for mention in mentions))
    except SearchFailed as error:
        logger.warning("Articles are shown without similar articles: %s", error)
        return []


def _same_day(article: Article) -> SameDay:
    if article.date_precision not in _DATED_BY_DAY:
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


def _news_article(article: Article, address: str, corrections: Sequence[Correction]) -> dict[str, object]:
    """Return the article as a NewsArticle of schema.org, without what is unknown. `address` is absolute."""
    publisher = article.publisher
    properties = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:_MAX_HEADLINE],
        "description": article.lead,
        "articleBody": "\n\n".join(article.body),
        "articleSection": article.section.name if article.section else "",
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {
            "@type": "Organization",
            "name": publisher.name if publisher else settings.SITE_NAME,
        },
        "datePublished": published_iso(article),
        "dateModified": article.updated_at.isoformat(),
        "inLanguage": "vi",
        "mainEntityOfPage": address,
        "isBasedOn": article.url,
        "correction": [
            {"@type": "CorrectionComment", "text": one.text, "datePublished": localtime(one.noted_at).isoformat()}
            for one in corrections
        ],
    }
    return {name: value for name, value in properties.items() if value}
