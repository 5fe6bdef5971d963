from threading import Event, Thread

import pytest
from django.db import connection

from articles.models.locks import FOR_EVER, LockTaken, is_held, named_lock

pytestmark = pytest.mark.django_db
ON_POSTGRES = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="files on SQLite")


def _lose_connections() -> None:
    """Have the server end all other connections of the tests, as a restart or a lost machine does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_one_at_a_time_holds_a_lock() -> None:
    assert not is_held("thử")
    with named_lock("thử"):
        assert is_held("thử")
        assert not is_held("thử khác")
        with pytest.raises(LockTaken, match="thử"), named_lock("thử"):
            pass
        with pytest.raises(LockTaken), named_lock("thử", patience=0.05):
            pass
        with named_lock("thử khác"):
            pass
    assert not is_held("thử")


def test_a_lock_is_free_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), named_lock("thử"):
        _ = 1 / 0
    with named_lock("thử"):
        pass


def test_who_waits_gets_the_lock_when_it_is_free() -> None:
    order: list[str] = []
    begun = Event()

    def wait() -> None:
        begun.set()
        with named_lock("thử", FOR_EVER):
            order.append("second")

    with named_lock("thử"):
        thread = Thread(target=wait)
        thread.start()
        begun.wait()
        order.append("first")
    thread.join(timeout=60)
    assert order == ["first", "second"]


@ON_POSTGRES
def test_a_lock_is_taken_again_after_the_server_lost_it() -> None:
    with named_lock("thử") as lock:
        lock.keep()
        _lose_connections()
        assert not is_held("thử")
        lock.keep()
        assert is_held("thử")


@ON_POSTGRES
def test_a_lock_that_another_took_meanwhile_is_lost() -> None:
    with named_lock("thử") as lock:
        _lose_connections()
        with named_lock("thử"), pytest.raises(LockTaken):
            lock.keep()
