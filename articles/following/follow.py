"""One fetch of one feed: asked for, its new entries imported, and its state recorded."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from articles.following.article_pages import Gathered, gather
from articles.following.entry_selection import note, still_listed, wanted
from articles.following.failures import FetchFailed, Gone
from articles.following.fetcher import Fetcher
from articles.following.http import Response
from articles.following.listed_entries import listed_entries
from articles.importing.options import ImportOptions, OnKnown
from articles.importing.running.jobs import import_documents_under_lock
from articles.models import Feed, ImportBatch, Origin

logger = logging.getLogger(__name__)

# A feed whose process died is fetched again after this.
_LEASE: Final = timedelta(hours=1)
# A feed that keeps failing is asked once a day.
_LONGEST_PAUSE: Final = timedelta(days=1)
# What one fetch left over comes so soon after.
_SOON: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch came to: the outcomes of what was imported, and "" or the reason why the feed could not be read."""

    counts: Counter[str] = field(default_factory=Counter)
    error: str = ""


def claim(feed: Feed) -> bool:
    """Take a feed for this process; False where another has taken it."""
    return Feed.objects.claim(feed, timezone.now() + _LEASE)


def follow(feed: Feed, web: Fetcher, *, pages: int) -> Fetched:
    """Fetch a feed that was claimed, import what it has that is new, and record how it went.

    `pages`: how many articles may be fetched for entries that hold no more than a summary. Raises
    django.db.Error where the database fails; the feed is then due again after an hour.
    """
    try:
        answer = web.get(feed.url, _conditions(feed))
        listed = [] if answer.status == 304 else listed_entries(answer.body, answer.place.url)
    except FetchFailed as error:
        _record_failure(feed, error)
        return Fetched(error=str(error))
    gathered = gather(wanted(feed, listed), web, pages=pages)
    counts = _imported(feed, gathered)
    with transaction.atomic():
        note(feed, gathered.outcomes)
        still_listed(feed, listed)
        _record_success(feed, answer, gathered)
    return Fetched(counts)


def _conditions(feed: Feed) -> dict[str, str]:
    conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _imported(feed: Feed, gathered: Gathered) -> Counter[str]:
    if not gathered.found:
        return Counter()
    options = ImportOptions(
        source=feed.source.name,
        section=feed.section.name if feed.section else "",
        on_known=OnKnown(feed.on_change),
    )
    batch = ImportBatch.objects.create(label=str(feed)[:300], origin=Origin.FEED, options=options.as_json())
    return import_documents_under_lock(batch, gathered.found, options=options)


def _record_success(feed: Feed, answer: Response, gathered: Gathered) -> None:
    """Record what the server said for the next time, unless entries are left, which "not modified" would hide."""
    now = timezone.now()
    if gathered.left or not all(outcome.done for outcome in gathered.outcomes):
        feed.etag = feed.last_modified = ""
    elif answer.status == 200:
        feed.etag = answer.headers.get("etag", "")[:500]
        feed.last_modified = answer.headers.get("last-modified", "")[:100]
    feed.last_success_at, feed.failures, feed.last_error = now, 0, ""
    pause = min(_SOON, _interval(feed)) if gathered.left else _interval(feed)
    feed.next_attempt_at = now + max(pause, timedelta(seconds=gathered.wait))
    _save(feed)


def _record_failure(feed: Feed, error: FetchFailed) -> None:
    """Put the next attempt off, twice as long after each failure; a feed that is gone for good is followed no more."""
    logger.warning("%s: %s", feed, error)
    longest = max(_LONGEST_PAUSE, _interval(feed))
    feed.failures += 1
    feed.last_error = str(error)
    feed.active = feed.active and not isinstance(error, Gone)
    pause = min(_interval(feed) * 2 ** min(feed.failures, 16), longest)
    feed.next_attempt_at = timezone.now() + max(pause, timedelta(seconds=error.wait))
    _save(feed)


def _interval(feed: Feed) -> timedelta:
    return timedelta(minutes=feed.interval)


def _save(feed: Feed) -> None:
    """Save the state alone: what an editor changed meanwhile stays."""
    state = ["etag", "last_modified", "last_success_at", "failures", "last_error", "next_attempt_at"]
    feed.save(update_fields=state if feed.active else [*state, "active"])
