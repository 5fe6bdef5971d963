"""Empties the outbox of the index: indexes the articles that were noted in it, then deletes their rows.

Any number of processes may do so at once, and any of them may be killed. An article is indexed as the database has it
at that moment, and its rows are deleted only afterwards.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread
from time import perf_counter
from typing import Final

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import QuerySet

from articles.models import IndexOutbox
from articles.models.locks import FOR_EVER, LockTaken
from articles.search.engine import SearchFailed
from articles.search.index.lifecycle import index_lock, update_index

logger = logging.getLogger(__name__)

# Articles that a request indexes by itself, which takes a second at most.
AT_ONCE: Final = 100
# Seconds that a request waits while another process indexes. After that the worker indexes its articles.
_PATIENCE: Final = 5.0
_BATCH: Final = 1000

# Seconds between two looks of the worker at the outbox, and after the index failed.
_PAUSE: Final = 1.0
_PAUSE_AFTER_FAILURE: Final = 60.0
# While an import keeps filling the outbox, the pauses are so many times as long as the work between them.
_REST: Final = 10
_LONGEST_PAUSE: Final = 60.0


def drain(ids: Sequence[int] | None = None) -> bool:
    """Index what was noted and committed: all of it, or these articles if they are few enough for a request.

    Returns whether all of it was indexed. Where the index fails, that is logged and the rows stay for the next time.
    """
    if ids is None:
        return all(list(_batches(IndexOutbox.objects.all(), FOR_EVER)))
    if len(ids) > AT_ONCE:
        return False
    return all(list(_batches(IndexOutbox.objects.filter(article_id__in=ids), _PATIENCE)))


def outbox_size() -> int:
    """Return how many changes of articles the index has yet to follow."""
    return IndexOutbox.objects.count()


@contextmanager
def drained_in_background(then: Callable[[], None]) -> Iterator[None]:
    """Empty the outbox again and again in a thread, until the block ends.

    `then` is called behind each batch and each look. It must be short; where it fails, that is logged.
    """
    ending = Event()
    thread = Thread(target=_keep_draining, args=[ending, then], name="index outbox")
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()


def _keep_draining(ending: Event, then: Callable[[], None]) -> None:
    pause = 0.0
    while not ending.wait(pause):
        started = perf_counter()
        complete = _drained(ending, then)
        rest = min(_LONGEST_PAUSE, _REST * (perf_counter() - started))
        pause = max(_PAUSE, rest) if complete else _PAUSE_AFTER_FAILURE
        if not ending.is_set():
            _follow(then)
    connection.close()


def _follow(then: Callable[[], None]) -> None:
    try:
        then()
    except Exception:  # as above
        logger.exception("What follows the indexing failed")


def _drained(ending: Event, then: Callable[[], None]) -> bool:
    """Empty the outbox, or stop after the batch at hand; return whether all could be indexed."""
    try:
        close_old_connections()
        for complete in _batches(IndexOutbox.objects.all(), FOR_EVER):
            if ending.is_set() or not complete:
                return complete
            _follow(then)
    except Exception:  # such as a database that restarts: this thread must outlive it
        logger.exception("The outbox of the index could not be emptied")
        return False
    return True


def _batches(noted: QuerySet[IndexOutbox], patience: float) -> Iterator[bool]:
    """Index what was noted in batches; yield for each whether all of it was indexed."""
    last = 0
    while True:
        try:
            with index_lock(patience):
                rows = list(noted.filter(pk__gt=last).order_by("pk").values_list("pk", "article_id")[:_BATCH])
                if not rows:
                    return
                failed = set(_index(list(dict.fromkeys(article for _, article in rows))))
                # By the rows' own ids: the same article may have been noted again meanwhile.
                IndexOutbox.objects.filter(pk__in=[pk for pk, article in rows if article not in failed]).delete()
        except LockTaken:
            logger.info("Articles wait in the outbox: another process is writing the index")
            yield False
            return
        except SearchFailed:
            logger.exception("Articles wait in the outbox until the index can be written again")
            yield False
            return
        last = rows[-1][0]
        yield not failed


def _index(ids: Sequence[int]) -> list[int]:
    """Index articles; return those that cannot be indexed, so that one of them does not hold up the others.

    Raises SearchFailed where the index itself fails.
    """
    try:
        update_index(ids)
    except (SearchFailed, DatabaseError):
        raise
    except Exception:
        if len(ids) == 1:
            logger.exception("Article %s cannot be indexed", ids[0])
            return list(ids)
        half = len(ids) // 2
        return _index(ids[:half]) + _index(ids[half:])
    return []
