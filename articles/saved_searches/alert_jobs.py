"""Background work of saved searches: new articles are tried as they come in, and mails go out when they are due."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from articles.models.task_records import delete_old_runs, waiting_runs
from articles.reader_accounts.account_mail import sends_mail
from articles.saved_searches.telling import tell, times_to_tell
from articles.saved_searches.trying import try_new_articles

logger = logging.getLogger(__name__)

# Before imports that wait: a mail takes a second.
_PRIORITY: Final = 10
# After a mail could not be sent.
_RETRY: Final = timedelta(minutes=10)


def follow_new_articles() -> None:
    """Try the articles that were added, and queue the mails about what was found."""
    if try_new_articles():
        schedule_mails()


@task(priority=_PRIORITY)
def mail_alerts() -> None:
    """Send the mails that are due, and queue the task for the next one. One that fails is sent later."""
    now = timezone.now()
    due = [pk for pk, moment in times_to_tell().items() if moment <= now]
    told = [_told(owner) for owner in User.objects.filter(pk__in=due, is_active=True).order_by("pk")]
    schedule_mails(earliest=now if all(told) else now + _RETRY)


def schedule_mails(earliest: datetime | None = None) -> None:
    """Queue the task for when the next mail is due, but not before `earliest`; without a mail server, not at all."""
    with transaction.atomic():
        waiting_runs(mail_alerts).delete()
        delete_old_runs(mail_alerts)
        times = times_to_tell().values() if sends_mail() else ()
        if times:
            mail_alerts.using(run_after=max(min(times), earliest or timezone.now())).enqueue()


def _told(owner: User) -> bool:
    try:
        return tell(owner)
    except Exception:  # such as an index that cannot be read: the other readers must not wait for this one
        logger.exception("A mail about new articles could not be made; it is tried again")
        return False
