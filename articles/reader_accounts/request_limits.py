"""How many requests each client has made this minute, counted by `limits` for all processes in one small file.

The file is no part of the archive's database, where `attempt_limits` counts attempts to sign in: a write there would
wait for an import that writes, and would tell every reader's cache that the archive changed. That is right for the few
attempts, which a restart must not forget, and wrong for each request. Losing this file costs a minute of counts, so it
is never synced to the disk. Where it cannot be written, each process counts its own.
"""

import sqlite3
import threading
import time
from dataclasses import dataclass
from enum import Enum
from math import ceil
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from limits import RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from articles.reader_accounts.attempt_limits import client_of

WINDOW_SECONDS: Final = 60
_FILE: Final = "request_counts.sqlite3"
_BUSY_SECONDS: Final = 1
_TABLE: Final = "CREATE TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY, n INTEGER, until REAL) WITHOUT ROWID"
_COUNT: Final = """
    INSERT INTO used VALUES (:key, :amount, :now + :seconds)
    ON CONFLICT (key) DO UPDATE SET n = CASE WHEN until > :now THEN n + :amount ELSE :amount END,
        until = CASE WHEN until > :now THEN until ELSE :now + :seconds END
    RETURNING n
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client may still ask for: `left` of `limit` requests, for so many `seconds`; `left` < 0 is too many."""

    limit: int
    left: int
    seconds: int


class Requests(Enum):
    """Requests that are counted apart; the value names the setting of how many a client may make in a minute."""

    API = "API_REQUESTS_PER_MINUTE"
    API_WITH_TOKEN = "API_TOKEN_REQUESTS_PER_MINUTE"  # noqa: S105 (no password)
    SEARCHES = "SEARCHES_PER_MINUTE"
    SUGGESTIONS = "SUGGESTIONS_PER_MINUTE"
    EXPORTS = "EXPORTS_PER_MINUTE"


class _Connections(threading.local):
    """The connection of a thread to the file of counts, and the file."""

    file: Path | None = None
    connection: sqlite3.Connection | None = None

    def to(self, file: Path) -> sqlite3.Connection:
        """Return the connection to a file, opened at first; to memory where the file cannot be written."""
        if self.connection is None or self.file != file:
            self.file, self.connection = file, _opened(file)
        return self.connection


_connections: Final = _Connections()


class CountsFile(Storage):
    """Where `limits` keeps its counts: a file of SQLite in `DATA_DIR`. A client is deleted once its minute is over."""

    STORAGE_SCHEME = ["counts-file"]

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may be raised by each method: another process writes for a whole second, or the disk is full."""
        return sqlite3.OperationalError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more of a key, whose count ends `expiry` seconds after its first one; return the count."""
        values: dict[str, str | float] = {"key": key, "amount": amount, "now": time.time(), "seconds": expiry}
        [[count]] = self._ask(_COUNT, values)
        if count == amount:
            self._ask("DELETE FROM used WHERE until <= :now", values)
        return int(count)

    def get(self, key: str) -> int:
        """Return the count of a key."""
        rows = self._ask("SELECT n FROM used WHERE key = :key AND until > :now", {"key": key, "now": time.time()})
        return rows[0][0] if rows else 0

    def get_expiry(self, key: str) -> float:
        """Return when the count of a key ends, in seconds since 1970; now where it has none."""
        rows = self._ask("SELECT until FROM used WHERE key = :key", {"key": key})
        return rows[0][0] if rows else time.time()

    def check(self) -> bool:
        """Tell whether the file can be read."""
        return bool(self._ask("SELECT 1", {}))

    def reset(self) -> None:
        """Forget all counts."""
        self._ask("DELETE FROM used", {})

    def clear(self, key: str) -> None:
        """Forget the count of a key."""
        self._ask("DELETE FROM used WHERE key = :key", {"key": key})

    def _ask(self, statement: str, values: dict[str, str | float]) -> list[tuple[int]]:
        return _connections.to(settings.DATA_DIR / _FILE).execute(statement, values).fetchall()


_limiter: Final = FixedWindowRateLimiter(CountsFile())


def count_request(client: str, kind: Requests) -> Allowance:
    """Count a request of a client, and return what it may still ask for in the minute that began with its first."""
    limit = int(getattr(settings, kind.value))
    item = RateLimitItemPerMinute(limit, namespace=kind.name)
    try:
        is_within = _limiter.hit(item, client)
        until, left = _limiter.get_window_stats(item, client)
    except sqlite3.OperationalError:
        return Allowance(limit, limit - 1, WINDOW_SECONDS)
    return Allowance(limit, left if is_within else -1, max(1, ceil(until - time.time())))


def requester_of(request: HttpRequest) -> str:
    """Return whom a request counts for: the account that is signed in, else the network address."""
    # Without a cookie nobody is signed in, and the answer may then be kept for all readers.
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return f"user {request.user.pk}"
    return client_of(request)


def _opened(file: Path) -> sqlite3.Connection:
    try:
        return _with_table(sqlite3.connect(file, timeout=_BUSY_SECONDS, isolation_level=None))
    except sqlite3.OperationalError:
        return _with_table(sqlite3.connect(":memory:", isolation_level=None))


def _with_table(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_TABLE)
    return connection
