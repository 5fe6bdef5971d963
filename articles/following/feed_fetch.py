"""One fetch of one feed: its new entries are imported, and its state is recorded."""

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db import Error as DatabaseError
from django.db import transaction
from django.utils import timezone

from articles.following.article_pages import CollectedDocuments, collect_documents
from articles.following.entry_selection import record_listed, record_outcomes, select_entries
from articles.following.failures import FetchFailed, Gone, unexpected_failure
from articles.following.fetcher import Fetcher
from articles.following.http import Response
from articles.following.listed_entries import listed_entries
from articles.importing.options import ImportOptions, OnKnown
from articles.importing.running.batch import with_retries
from articles.importing.running.jobs import import_documents_under_lock
from articles.models import Feed, ImportBatch, Origin

logger = logging.getLogger(__name__)

# A feed whose process died is due again after this.
_LEASE: Final = timedelta(hours=1)
# The longest pause between two attempts to fetch a feed that keeps failing.
_LONGEST_PAUSE: Final = timedelta(days=1)
# When to fetch the entries that one fetch left.
_SOON: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """How many articles had each outcome; `error` says why the feed could not be read, else ""."""

    counts: Counter[str] = field(default_factory=Counter)
    error: str = ""


def claim(feed: Feed) -> bool:
    """Reserve a feed for this process; False where another process has reserved it."""
    return Feed.objects.claim(feed, timezone.now() + _LEASE)


def fetch_feed(feed: Feed, fetcher: Fetcher, *, pages: int) -> FetchResult:
    """Fetch a feed after `claim`, import its new entries, and record how it went.

    `pages`: how many articles may be fetched for entries that hold only a summary. Raises django.db.Error where the
    database fails; the feed is then due again after an hour.
    """
    try:
        return FetchResult(_fetched(feed, fetcher, pages))
    except DatabaseError:
        raise
    except FetchFailed as error:
        failure = error
    except Exception as error:  # whatever a server sends must not end the following of its feed without a word
        logger.exception("%s could not be fetched", feed)
        failure = unexpected_failure(error)
    _record_failure(feed, failure)
    return FetchResult(error=str(failure))


def _fetched(feed: Feed, fetcher: Fetcher, pages: int) -> Counter[str]:
    """Fetch and import a feed, and return how many articles had each outcome; raises FetchFailed."""
    response = fetcher.get(feed.url, _conditions(feed))
    listed = [] if response.status == 304 else listed_entries(response.body, str(response.url))
    collected = collect_documents(select_entries(feed, listed), fetcher, pages=pages, home=response.url.host)
    counts = _imported(feed, collected)
    with transaction.atomic():
        record_outcomes(feed, collected.outcomes)
        record_listed(feed, listed)
        _record_success(feed, response, collected)
    return counts


def _conditions(feed: Feed) -> dict[str, str]:
    conditions = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _imported(feed: Feed, collected: CollectedDocuments) -> Counter[str]:
    if not collected.found:
        return Counter()
    options = ImportOptions(
        source=feed.source.name,
        section=feed.section.name if feed.section else "",
        on_known=OnKnown(feed.on_change),
    )
    batch = ImportBatch(label=str(feed)[:300], origin=Origin.FEED, options=options.as_json())
    with_retries(batch, batch.save)
    return import_documents_under_lock(batch, collected.found, options=options)


def _record_success(feed: Feed, response: Response, collected: CollectedDocuments) -> None:
    """Keep ETag and Last-Modified for the next request, unless entries are left, which a 304 would hide."""
    now = timezone.now()
    if collected.incomplete or collected.postponed or not all(outcome.done for outcome in collected.outcomes):
        feed.etag = feed.last_modified = ""
    elif response.status == 200:
        feed.etag = response.headers.get("etag", "")[:500]
        feed.last_modified = response.headers.get("last-modified", "")[:100]
    feed.last_success_at, feed.failures, feed.last_error = now, 0, ""
    pause = min(_SOON, _interval(feed)) if collected.incomplete else _interval(feed)
    feed.next_attempt_at = now + max(pause, timedelta(seconds=collected.wait))
    _save(feed)


def _record_failure(feed: Feed, error: FetchFailed) -> None:
    """Double the pause after each failure; a feed that is gone for good is no longer fetched."""
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
    """Save the state only, so that what an editor changed meanwhile stays."""
    state = ["etag", "last_modified", "last_success_at", "failures", "last_error", "next_attempt_at"]
    feed.save(update_fields=state if feed.active else [*state, "active"])
