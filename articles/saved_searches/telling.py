"""Mails to readers about what their saved searches found: one mail for all searches of a reader, no article twice."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from html import unescape
from typing import Final

from django.contrib.auth.models import User
from django.db.models import F, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from articles.models import Article, MailFrequency, ReaderProfile, SavedSearch, SearchMatch
from articles.models.saved_search import SearchMatchQuerySet
from articles.reader_accounts.account_links import full_address
from articles.reader_accounts.account_mail import MailRefused, deliver
from articles.saved_searches.saving import request_of, unsubscribe_token
from articles.search import QuotationItem, items_of_hits, quotations_found, read_query, snippets

logger = logging.getLogger(__name__)

# Articles that a mail shows of one search, and of all together. It says how many it leaves out.
MOST_OF_SEARCH: Final = 10
MOST_IN_MAIL: Final = 50
# Quotations that a mail shows of one article.
_MOST_QUOTATIONS: Final = 3
# When mails go out that come once a day, or once a week on the first day of it; in the time of the archive.
_MORNING: Final = time(6)


@dataclass(frozen=True, slots=True)
class MailedArticle:
    """An article in a mail: its best passage as HTML and as text, and its full address with the search in it.

    Of a search in quotations, the first of those found with their full addresses, and how many `more` there are.
    """

    article: Article
    snippet: SafeString
    snippet_text: str
    address: str
    quotations: tuple[tuple[QuotationItem, str], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class MailedSearch:
    """What a mail tells of a saved search: the articles that it shows, how many it leaves out, and where all are."""

    search: SavedSearch
    articles: list[MailedArticle]
    left_out: int
    address: str


def time_to_tell(frequency: str, since: datetime) -> datetime:
    """Return when the mail is due that tells a reader of what was found at a moment."""
    if frequency == MailFrequency.AT_ONCE:
        return since
    local = timezone.localtime(since)
    morning = local.replace(hour=_MORNING.hour, minute=0, second=0, microsecond=0)
    next_morning = morning if morning > local else morning + timedelta(days=1)
    if frequency == MailFrequency.WEEKLY:
        return next_morning + timedelta(days=-next_morning.weekday() % 7)
    return next_morning


def times_to_tell() -> dict[int, datetime]:
    """Return when the next mail of each reader is due, by the id of the reader (two SQL queries)."""
    waiting = SearchMatch.objects.to_mail().order_by().values_list("search__owner").annotate(first=Min("matched_at"))
    since = dict(waiting)
    frequency = dict(ReaderProfile.objects.filter(user__in=since).values_list("user", "mail_frequency"))
    return {pk: time_to_tell(frequency.get(pk, MailFrequency.DAILY), first) for pk, first in since.items()}


def tell(owner: User) -> bool:
    """Mail a reader what is not mailed yet; return whether there is nothing left to send.

    What is sent is claimed first, so that two workers never send it twice; where it cannot be sent, it waits again.
    What the mail leaves out counts as told, and so does all of a mail that the server refuses for good. Raises
    SearchFailed.
    """
    now = timezone.now()
    waiting = SearchMatch.objects.to_mail().filter(search__owner=owner).values("pk")
    # `mailed_at` once more, of the row itself: where another worker has just claimed it, PostgreSQL looks at it again.
    if not SearchMatch.objects.filter(pk__in=waiting, mailed_at=None).update(mailed_at=now):
        return True
    claimed = SearchMatch.objects.filter(search__owner=owner, mailed_at=now)
    sent = False
    try:
        found = list(_mailed_searches(owner, claimed, now))
        sent = not found or _send(owner, found)
    except MailRefused:
        logger.error("The finds of reader %s are not mailed: the mail server refuses them for good", owner.pk)
        sent = True
    finally:
        if not sent:
            claimed.update(mailed_at=None)
    return sent


def _mailed_searches(owner: User, claimed: SearchMatchQuerySet, now: datetime) -> Iterator[MailedSearch]:
    told = SearchMatch.objects.filter(search__owner=owner, mailed_at__lt=now).values("article")
    new: dict[int, list[int]] = {}
    seen: set[int] = set()
    latest = F("article__published_at").desc(nulls_last=True)
    for search, article in (
        claimed.exclude(article__in=told).order_by("search", latest, "-article").values_list("search", "article")
    ):
        if article not in seen:
            seen.add(article)
            new.setdefault(search, []).append(article)
    searches = SavedSearch.objects.in_bulk(new)
    left = MOST_IN_MAIL
    for pk, ids in new.items():
        shown = ids[: min(MOST_OF_SEARCH, left)]
        left -= len(shown)
        yield _mailed_search(searches[pk], shown, left_out=len(ids) - len(shown))


def _mailed_search(search: SavedSearch, ids: list[int], *, left_out: int) -> MailedSearch:
    articles = Article.objects.visible().with_source().in_bulk(ids)
    shown = [articles[pk] for pk in ids if pk in articles]
    read = read_query(request_of(search.address))
    found = quotations_found(read, shown)
    said = items_of_hits(found.get(article.pk, ()) for article in shown)
    mailed = [
        _mailed_article(search, article, snippet, quotations)
        for article, snippet, quotations in zip(shown, snippets(read, shown), said, strict=True)
    ]
    return MailedSearch(search, mailed, left_out, full_address(search.site, search.get_absolute_url()))


def _mailed_article(
    search: SavedSearch, article: Article, snippet: SafeString, said: list[QuotationItem]
) -> MailedArticle:
    quotations = [(one, iri_to_uri(full_address(search.site, one.address))) for one in said[:_MOST_QUOTATIONS]]
    return MailedArticle(
        article,
        snippet,
        unescape(strip_tags(snippet)),
        _address(search, article.get_absolute_url()),
        tuple(quotations),
        more=len(said) - len(quotations),
    )


def _address(search: SavedSearch, path: str) -> str:
    return iri_to_uri(full_address(search.site, f"{path}?{search.address}" if search.address else path))


def _send(owner: User, found: list[MailedSearch]) -> bool:
    site = found[0].search.site
    unsubscribe = full_address(site, reverse("unsubscribe", args=[unsubscribe_token(owner)]))
    values = {
        "found": found,
        "first": found[0].search.name,
        "others": len(found) - 1,
        "count": sum(len(one.articles) + one.left_out for one in found),
        "left_out": sum(one.left_out for one in found),
        "searches": full_address(site, reverse("saved-searches")),
        "unsubscribe": unsubscribe,
    }
    # RFC 8058: mail programs unsubscribe by one click.
    headers = {"List-Unsubscribe": f"<{unsubscribe}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    language = ReaderProfile.of(owner).language
    return deliver("new_articles", owner.email, language, values, headers=headers, with_html=True)
