"""Runs the background tasks: the index outbox all the time, everything else one at a time."""

from contextlib import suppress
from time import monotonic
from typing import Any, Final

from django.core.management import call_command
from django.core.management.base import BaseCommand

from articles.following.schedule import resume_following, schedule
from articles.importing.running.change_jobs import resume_changes
from articles.importing.running.deletion_jobs import resume_deletions
from articles.importing.running.masking_jobs import resume_masking
from articles.importing.storing.embargoes import release_due
from articles.models.locks import FOR_EVER, LockTaken, named_lock
from articles.monitoring.sign_files import WORKER, stamp_now
from articles.query_lists.list_jobs import resume_lists
from articles.saved_searches.alert_jobs import follow_new_articles, schedule_mails
from articles.search import drained_in_background

# Seconds between two looks for work whose worker died.
_RESUME_EVERY: Final = 30


class _Follow:
    """What is done all the time, whatever tasks are at work."""

    def __init__(self) -> None:
        self._resumed = monotonic()

    def __call__(self) -> None:
        """Do what follows new articles, and those whose moment has come; take over from workers that died."""
        stamp_now(WORKER)
        release_due()
        follow_new_articles()
        if monotonic() - self._resumed > _RESUME_EVERY:
            self._resumed = monotonic()
            with suppress(LockTaken), named_lock("resume"):
                resume()


def resume() -> None:
    """Queue all work that was begun and that no worker is at or will take up."""
    call_command("resume_imports")
    resume_deletions()
    resume_changes()
    resume_masking()
    resume_lists()
    resume_following()


class Command(BaseCommand):
    help = "Resumes interrupted work, then does what waits: imports, changes, deletions, feeds; SIGTERM ends it."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until a signal: the first one lets the current import finish, a second one does not."""
        with named_lock("resume", FOR_EVER):
            resume()
        schedule()
        schedule_mails()
        with drained_in_background(_Follow()):
            call_command("db_worker", queue_name="*", reload=False)
