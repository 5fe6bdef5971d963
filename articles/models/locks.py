"""Locks by name, held by one at a time: of all processes on this machine or, on PostgreSQL, on any machine.

On SQLite a lock is a file in `DATA_DIR`, on PostgreSQL an advisory lock of a connection of its own. Either is free
again once its process has died, whatever killed it; where a whole machine is lost, PostgreSQL notices within half a
minute.
A connection pool must keep sessions apart (PgBouncer: `pool_mode = session`).
"""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from filelock import FileLock, Timeout

FOR_EVER: Final = -1.0
# SQLSTATE of PostgreSQL where `lock_timeout` has passed.
_NOT_AVAILABLE: Final = "55P03"
# The server gives up a client that no longer answers after about 25 seconds, and never one that is only idle.
_SESSION: Final = """
    SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
    SET idle_session_timeout = 0
"""
_HOLDERS: Final = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32 | objid::bigint) = %s
"""


class LockTaken(Exception):
    """Another process or thread holds the lock."""


class HeldLock(Protocol):
    """A lock that this thread holds."""

    def keep(self) -> None:
        """Take the lock again if the server was restarted meanwhile; raises LockTaken where another has it by now."""


@contextmanager
def named_lock(name: str, patience: float = 0) -> Iterator[HeldLock]:
    """Hold a lock. Not re-entrant.

    Waits `patience` seconds for it, FOR_EVER without end. Raises LockTaken, and django.db.Error where the database is
    out of reach.
    """
    if connection.vendor != "postgresql":
        with _file_lock(name, patience):
            yield _FileHeld()
        return
    lock = _DatabaseLock(name)
    try:
        lock.take(patience)
        yield lock
    finally:
        lock.release()


def lock_for_ever(name: str) -> AbstractContextManager[HeldLock]:
    """Hold a lock, for which this waits without end; for those that take a function of the name alone."""
    return named_lock(name, FOR_EVER)


def is_held(name: str) -> bool:
    """Tell whether anybody holds a lock, this thread too."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_HOLDERS, [_key(name)])
            return bool(cursor.fetchone()[0])
    try:
        with _file_lock(name, 0):
            return False
    except LockTaken:
        return True


class _FileHeld:
    def keep(self) -> None:
        """Do nothing: the system keeps the lock of a file as long as the process lives."""


class _DatabaseLock:
    """An advisory lock and the connection that holds it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._connection: BaseDatabaseWrapper = connection.copy()

    def take(self, patience: float) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(_SESSION)
            if not patience:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [_key(self._name)])
                if not cursor.fetchone()[0]:
                    raise LockTaken(self._name)
                return
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [str(max(0, int(patience * 1000)))])
            try:
                cursor.execute("SELECT pg_advisory_lock(%s)", [_key(self._name)])
            except OperationalError as error:
                if getattr(error.__cause__, "sqlstate", None) == _NOT_AVAILABLE:
                    raise LockTaken(self._name) from error
                raise

    def keep(self) -> None:
        if not self._connection.is_usable():
            self.release()
            self._connection = connection.copy()
            self.take(0)

    def release(self) -> None:
        """Free the lock at once; the server would do so a moment after the connection is closed."""
        with suppress(DatabaseError), self._connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock_all()")
        with suppress(DatabaseError):
            self._connection.close()


@contextmanager
def _file_lock(name: str, patience: float) -> Iterator[None]:
    folder = Path(settings.DATA_DIR) / "locks"
    folder.mkdir(exist_ok=True)
    try:
        with FileLock(folder / name, timeout=patience):
            yield
    except Timeout as error:
        raise LockTaken(name) from error


def _key(name: str) -> int:
    """Return the number by which PostgreSQL knows a lock."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
