"""Feeds fetched in the background by the worker, each when its time has come."""

from datetime import timedelta
from functools import cache
from typing import Final

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.following.fetch_limits import FetchLimits, fetch_limits
from articles.following.fetcher import Fetcher
from articles.following.follow import claim, follow
from articles.models import Feed

# Uploads and edits, which somebody waits for, come first.
_PRIORITY: Final = -10
# How long the records of past fetches are kept; what came of them stands with the feed and in the imports.
_KEPT: Final = timedelta(days=1)


@task(priority=_PRIORITY)
def fetch_next_feed() -> None:
    """Fetch the feed that has waited longest, and have this done again when the next one is due.

    The next time is fixed before this one begins, so the death of the worker does not end the following of feeds.
    """
    bounds = fetch_limits()
    feed = Feed.objects.due().select_related("source", "section").first()
    claimed = feed is not None and claim(feed)
    schedule()
    if feed is not None and claimed:
        follow(feed, web(bounds), pages=bounds.pages)
        schedule()


@cache
def web(bounds: FetchLimits) -> Fetcher:
    """Return this process's one Web, which knows when it asked each host."""
    return Fetcher(bounds)


def schedule() -> None:
    """Queue the task for the moment when the next feed is due, in place of any that waits."""
    ours = DBTaskResult.objects.filter(task_path=fetch_next_feed.module_path)
    with transaction.atomic():
        ours.filter(status=TaskResultStatus.READY).delete()
        ours.finished().filter(finished_at__lt=timezone.now() - _KEPT).delete()
        if due := Feed.objects.next_time():
            fetch_next_feed.using(run_after=max(due, timezone.now())).enqueue()
