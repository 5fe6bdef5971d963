"""Articles as the API answers them: in lists, whole, and by day."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.api.answers import (
    ArticleAnswer,
    ArticleSummary,
    CaptionAnswer,
    CorrectionAnswer,
    DayAnswer,
    EntityLinkAnswer,
    MentionAnswer,
    MonthOfDaysAnswer,
    NamedAnswer,
    PartAnswer,
)
from articles.api.cursors import read_cursor, written_cursor
from articles.api.problems import ProblemError, ProblemKind
from articles.models import Article, Entity, Mention, Section, Source
from articles.models.correction import corrections_of
from articles.views.parts import article_calendar
from articles.views.parts.wording import published_iso

# Makes the full address of a path.
Absolute = Callable[[str], str]

_DAY: Final = "day"


def article_summary(article: Article, absolute: Absolute) -> ArticleSummary:
    """Return an article as lists show it; its source and section are loaded."""
    return ArticleSummary(
        id=article.pk,
        title=article.title,
        lead=article.lead,
        published=published_iso(article) or None,
        source=named(article.publisher),
        section=named(article.section),
        authors=article.authors,
        story=article.story_number,
        page=absolute(article.get_absolute_url()),
        original=article.original_address or None,
    )


def named(one: Source | Section | None) -> NamedAnswer | None:
    """Return a source or section by slug and name, None where it is not known."""
    return NamedAnswer(slug=one.slug, name=one.name) if one else None


def entity_link(entity: Entity) -> EntityLinkAnswer:
    """Return an entity by id, kind and name."""
    return EntityLinkAnswer(id=entity.pk, kind=entity.kind, name=entity.name)


def article_answer(pk: int, absolute: Absolute) -> ArticleAnswer:
    """Return an article with its text, words and mentions (two to four SQL queries).

    Raises ProblemError where there is none, or where readers may not see it any more.
    """
    articles = Article.objects.defer(None).defer("raw", "signature", "protected_names").with_source()
    article = articles.filter(pk=pk).first()
    if article is None or article.is_embargoed:
        raise ProblemError(ProblemKind.NOT_FOUND, _("The archive has no article with this number."))
    if not article.is_visible:
        raise ProblemError(ProblemKind.GONE)
    text = article.text
    mentions = article.mentions.shown().select_related("entity").order_by("start")
    return ArticleAnswer(
        **dict(article_summary(article, absolute)),
        credited=[NamedAnswer(slug=one.slug, name=one.name) for one in _credited(article)],
        captions=[CaptionAnswer(text=one["text"], credit=one.get("credit", "")) for one in article.captions],
        text=text,
        parts=[PartAnswer(role=part.role, start=part.start, end=part.end) for part in article.parts],
        words=article.word_spans(),
        mentions=[_mention(mention, text) for mention in mentions],
        corrections=[CorrectionAnswer(noted=one.noted_at, text=one.text) for one in corrections_of(article)],
        added=article.created_at,
        changed=article.updated_at,
    )


def _credited(article: Article) -> list[Source]:
    return article.credited_sources() if article.credited else []


def _mention(mention: Mention, text: str) -> MentionAnswer:
    start, end = mention.start, mention.end
    return MentionAnswer(start=start, end=end, text=text[start:end], entity=entity_link(mention.entity))


def day_articles(day: date, limit: int, cursor: str, absolute: Absolute) -> tuple[list[ArticleSummary], str]:
    """Return the articles of a day, the latest first, and the cursor behind them, "" at the end (one SQL query)."""
    of_day = [(_DAY, day.isoformat())]
    found = Article.objects.visible().dated_by_day().filter(published_on=day).order_by("-published_at", "-pk")
    if cursor:
        moment, pk = read_cursor(of_day, cursor)
        published = datetime.fromisoformat(moment)
        found = found.filter(Q(published_at__lt=published) | Q(published_at=published, pk__lt=pk))
    articles = list(found.for_lists()[: limit + 1])
    shown = articles[:limit]
    more = len(articles) > limit and shown[-1].published_at
    behind = written_cursor(of_day, [more.isoformat(), shown[-1].pk]) if more else ""
    return [article_summary(article, absolute) for article in shown], behind


def month_answer(month: date) -> MonthOfDaysAnswer:
    """Return how many articles each day of a month has (two SQL queries)."""
    cells = (cell for week in article_calendar.weeks(month) for cell in week)
    days = [DayAnswer(day=cell.day.isoformat(), articles=cell.count) for cell in cells if cell.in_month and cell.count]
    return MonthOfDaysAnswer(month=month.isoformat()[:7], articles=article_calendar.of_month(month).count(), days=days)
