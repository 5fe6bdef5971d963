"""How many requests each client has made this minute, counted for all processes of the machine in one small file.

The file is no part of the archive's database, where `reader_accounts.attempt_limits` counts attempts to sign in: a
write there would wait for an import that writes, and would tell every reader's cache that the archive changed. That is
right for the few attempts, which a restart must not forget, and wrong for each request of a program. Losing this file
costs a minute of counts, so it is never synced to the disk. Where it cannot be written, each process counts its own.
"""

import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

WINDOW_SECONDS: Final = 60
_FILE: Final = "api_limits.sqlite3"
_BUSY_SECONDS: Final = 1
_TABLE: Final = "CREATE TABLE IF NOT EXISTS used (client TEXT PRIMARY KEY, window INTEGER, n INTEGER) WITHOUT ROWID"
_COUNT: Final = """
    INSERT INTO used VALUES (?, ?, 1)
    ON CONFLICT (client) DO UPDATE SET n = CASE WHEN window = excluded.window THEN n + 1 ELSE 1 END,
        window = excluded.window
    RETURNING n
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a client may still ask for: `left` of `limit` requests, for so many `seconds`; `left` < 0 is too many."""

    limit: int
    left: int
    seconds: int


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


def count_request(client: str, limit: int) -> Allowance:
    """Count a request of a client, and return what it may still ask for in this minute."""
    now = time.time()
    window = int(now // WINDOW_SECONDS)
    connection = _connections.to(settings.DATA_DIR / _FILE)
    try:
        [[n]] = connection.execute(_COUNT, (client, window)).fetchall()
        if n == 1:  # an address is deleted once its minute is over
            connection.execute("DELETE FROM used WHERE window < ?", (window,))
    except sqlite3.OperationalError:  # another process writes for a whole second, or the disk is full
        n = 1
    return Allowance(limit, limit - n, WINDOW_SECONDS - int(now % WINDOW_SECONDS))


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
