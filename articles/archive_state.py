"""What pages are made from, as a text: while it stays the same, so does every page that shows no account."""

import time
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from articles.models import Article
from articles.search import index_version

# A database that was written more recently may have a commit whose last bytes are written, but which nobody sees yet.
_SETTLED_SECONDS: Final = 2
_SOURCES: Final = ("articles", "haystack_engines", "locale", "newsarchive", "static", "templates")


def archive_state() -> str:
    """Return the state of the archive, "" where it is not known or just changing.

    It changes with every write into the database, with a new index, at midnight, and when the moment comes of an
    article that is dated in the future or hidden until then. At most three SQL queries.
    """
    written = _sqlite_state() if connection.vendor == "sqlite" else _postgres_state()
    if not written:
        return ""
    now = timezone.now()
    out = Article.objects.filter(published_at__lte=now).order_by("-published_at").values_list("published_at").first()
    due = list(Article.objects.released().order_by("pk").values_list("pk", flat=True))
    parts = (written, index_version(), out, due, timezone.localdate(now), settings.SITE_NAME, _code_state())
    return repr(parts)


def _sqlite_state() -> str:
    """Return when the files of the database were written last, and how long they are; "" for one in memory."""
    name = str(connection.settings_dict["NAME"])
    states = []
    for file in (name, f"{name}-wal"):
        try:
            found = Path(file).stat()
        except OSError:
            continue
        if time.time() - found.st_mtime < _SETTLED_SECONDS:
            return ""
        states.append((found.st_mtime_ns, found.st_size))
    return repr(states) if states else ""


def _postgres_state() -> str:
    """Return the place up to which the write-ahead log is written or, on a standby, replayed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END"
        )
        return str(cursor.fetchone()[0])


@cache
def _code_state() -> int:
    """Return when a file of the code was written last, in nanoseconds: all processes of a release have the same."""
    files = (file for folder in _SOURCES for file in (settings.BASE_DIR / folder).rglob("*.*"))
    return max(file.stat().st_mtime_ns for file in files if file.suffix != ".pyc")
