"""The checks of the archive's health: what is well, what is not, and what to do about it."""

import shutil
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_tasks_db.models import DBTaskResult, get_date_max

from articles.models import Article, Feed
from articles.monitoring.sign_files import BACKUP, WORKER, seconds_since
from articles.monitoring.unread import count_unread
from articles.reader_accounts.account_mail import sends_mail
from articles.search import SearchFailed, SearchRequest, outbox_size, reason_to_reindex, refuse_damaged, search

OK: Final = "ok"
# The worker gives a sign of life each minute at least.
WORKER_SILENT: Final = 300.0
_LONG_WAIT: Final = timedelta(hours=1)
_MUCH_TO_INDEX: Final = 1000
_LITTLE_DISK: Final = 5 * 1024**3
_NO_DISK: Final = 1024**3
_MAIL_SECONDS: Final = 3.0
_FEEDS_NAMED: Final = 5
_HOUR: Final = 3600


class State(StrEnum):
    """How well something is."""

    WELL = "well"
    WARNING = "warning"
    BAD = "bad"


STATE_LABELS: Final = {
    State.WELL: gettext_lazy("OK"),
    State.WARNING: gettext_lazy("needs attention"),
    State.BAD: gettext_lazy("broken"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, in the reader's language; `advice` says what to do, "" where nothing is to be done."""

    state: State
    said: str
    advice: str = ""


def database_state() -> str:
    """Return "ok" where the database can be read, else why not."""
    try:
        Article.objects.order_by("pk").values_list("pk").first()
    except DatabaseError as error:
        return str(error)
    return OK


def index_state() -> str:
    """Return "ok" where the index can be searched and no new file of it is damaged, else why not."""
    try:
        search(SearchRequest(page_size=1), with_facets=False)
        refuse_damaged()
    except (SearchFailed, DatabaseError) as error:
        return str(error)
    return OK


def _database() -> Finding:
    state = database_state()
    if state == OK:
        return Finding(State.WELL, _("It can be read."))
    return Finding(
        State.BAD, state, _("Check whether its server is running and whether its disk is full; see docs/running.md.")
    )


def _index() -> Finding:
    if (state := index_state()) != OK:
        return Finding(State.BAD, state, _("Run “manage.py check_index --mend”, or “manage.py reindex”."))
    waiting = outbox_size()
    said = ngettext("%(n)s change waits for it.", "%(n)s changes wait for it.", waiting) % {"n": waiting}
    if waiting > _MUCH_TO_INDEX:
        return Finding(State.WARNING, said, _("An import may be running. If not, check whether the worker is running."))
    # While changes wait, the index has another number of articles than the database; that is no fault.
    if not waiting and (reason := reason_to_reindex()):
        return Finding(State.WARNING, reason, _("Run “manage.py check_index --mend”, or “manage.py reindex”."))
    return Finding(State.WELL, _("It can be searched.") + " " + said)


def _annotation() -> Finding:
    if not (n := count_unread()):
        return Finding(State.WELL, _("All articles were read by the present rules."))
    said = ngettext(
        "The present rules have yet to read %(n)s article: names, offices and quotations in it may be missing.",
        "The present rules have yet to read %(n)s articles: names, offices and quotations in them may be missing.",
        n,
    )
    return Finding(
        State.WARNING, said % {"n": n}, _("Run “manage.py annotate_articles”, which goes on where it was cut off.")
    )


def _worker() -> Finding:
    silent = seconds_since(WORKER)
    if silent is None or silent > WORKER_SILENT:
        said = (
            _("It has given no sign of life yet.")
            if silent is None
            else _("Silent for %(time)s.") % {"time": _ago(silent)}
        )
        return Finding(
            State.BAD, said, _("Start “manage.py worker”; its log says why it ended. Nothing is lost meanwhile.")
        )
    ready = DBTaskResult.objects.ready()
    waiting = ready.count()
    said = ngettext("%(n)s task waits.", "%(n)s tasks wait.", waiting) % {"n": waiting}
    then = timezone.now() - _LONG_WAIT
    if ready.filter(Q(run_after__lt=then) | Q(run_after=get_date_max(), enqueued_at__lt=then)).exists():
        return Finding(
            State.WARNING,
            said,
            _("Something has been waiting for more than an hour. A long import may be running: see “Imports”."),
        )
    return Finding(State.WELL, _("It is running.") + " " + said)


def _disk() -> Finding:
    usage = shutil.disk_usage(settings.DATA_DIR)
    said = _("%(free)s of %(total)s are free.") % {
        "free": filesizeformat(usage.free),
        "total": filesizeformat(usage.total),
    }
    advice = _("Make room, or give it a larger disk: an import that finds no room stops, and can be resumed.")
    if usage.free < _NO_DISK:
        return Finding(State.BAD, said, advice)
    return Finding(State.WARNING, said, advice) if usage.free < _LITTLE_DISK else Finding(State.WELL, said)


def _feeds() -> Finding:
    active = Feed.objects.filter(active=True)
    failing = list(active.filter(failures__gt=0).select_related("source").order_by("-failures")[: _FEEDS_NAMED + 1])
    if not failing:
        if not (n := active.count()):
            return Finding(State.WELL, _("None is followed."))
        return Finding(
            State.WELL,
            ngettext("%(n)s feed, and it can be fetched.", "%(n)s feeds, and all can be fetched.", n) % {"n": n},
        )
    names = ", ".join(str(feed.source) for feed in failing[:_FEEDS_NAMED]) + (
        " …" if len(failing) > _FEEDS_NAMED else ""
    )
    said = _("Failing: %(names)s.") % {"names": names}
    return Finding(
        State.WARNING, said, _("“Feeds” gives the reason for each. The newspaper may have moved it, or may be down.")
    )


def _backup() -> Finding:
    age = seconds_since(BACKUP)
    if age is None:
        advice = _("Make one each night, and record it with “touch SHARED_DIR/last-backup”; see docs/backup.md.")
        return Finding(State.WARNING, _("None is known."), advice)
    said = _("%(time)s ago.") % {"time": _ago(age)}
    if age > settings.BACKUP_MAX_AGE_HOURS * _HOUR:
        return Finding(State.WARNING, said, _("Find out why the last one was not made; see docs/backup.md."))
    return Finding(State.WELL, said)


def _mail() -> Finding:
    if not sends_mail():
        return Finding(State.WELL, _("No mail is sent: no server is set up (SMTP_HOST)."))
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=_MAIL_SECONDS).close()
    except OSError as error:
        return Finding(
            State.WARNING, str(error), _("Check whether SMTP_HOST and SMTP_PORT are right, and whether it is running.")
        )
    return Finding(State.WELL, _("Its server answers."))


# For each check its name in metrics, its name on the page, and what finds out.
CHECKS: Final[tuple[tuple[str, object, Callable[[], Finding]], ...]] = (
    ("database", gettext_lazy("Database"), _database),
    ("index", gettext_lazy("Search index"), _index),
    ("annotation", gettext_lazy("Names and quotations"), _annotation),
    ("worker", gettext_lazy("Background worker"), _worker),
    ("disk", gettext_lazy("Disk"), _disk),
    ("feeds", gettext_lazy("Feeds"), _feeds),
    ("backup", gettext_lazy("Last backup"), _backup),
    ("mail", gettext_lazy("Mail"), _mail),
)


def found_by(check: Callable[[], Finding]) -> Finding:
    """Return what a check finds; where the check itself fails, that."""
    try:
        return check()
    except (DatabaseError, SearchFailed, OSError) as error:
        return Finding(State.BAD, str(error), _("This could not be determined."))


def _ago(seconds: float) -> str:
    hours, minutes = int(seconds // _HOUR), int(seconds % _HOUR // 60)
    if hours >= 48:
        return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}
    if hours:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
