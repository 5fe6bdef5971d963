"""The background task that fetches each feed when it is due."""

from functools import cache
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.following.feed_fetch import claim, fetch_feed
from articles.following.fetcher import Fetcher, FetchLimits
from articles.models import Feed
from articles.models.task_records import delete_old_runs, waiting_runs, work_alone

# Below that of uploads and edits, which somebody waits for.
_PRIORITY: Final = -10


@task(priority=_PRIORITY)
def fetch_next_feed() -> None:
    """Fetch the feed that has waited longest, and queue the task for the next one.

    The next task is queued before this fetch begins, so that feeds are still fetched after the worker died. One worker
    fetches at a time, so that no host is asked by two at once.
    """
    work_alone(fetch_next_feed, _fetch_next_feed)


def _fetch_next_feed() -> None:
    limits = FetchLimits.from_settings()
    feed = Feed.objects.due().select_related("source", "section").first()
    claimed = feed is not None and claim(feed)
    schedule()
    if feed is not None and claimed:
        fetch_feed(feed, shared_fetcher(limits), pages=limits.pages)
        schedule()


@cache
def shared_fetcher(limits: FetchLimits) -> Fetcher:
    """Return the one Fetcher of this process, so that pauses between requests hold across feeds."""
    return Fetcher(limits)


def resume_following() -> None:
    """Queue the task where it waits no longer, since its worker died before it could."""
    if not waiting_runs(fetch_next_feed).exists():
        schedule()


def schedule() -> None:
    """Queue the task for the time when the next feed is due; it replaces a task that is queued already."""
    with transaction.atomic():
        waiting_runs(fetch_next_feed).delete()
        delete_old_runs(fetch_next_feed)  # the results of past fetches are kept with the feed and its imports
        if due := Feed.objects.next_time():
            fetch_next_feed.using(run_after=max(due, timezone.now())).enqueue()
