"""The outbox of the search index: which articles were written and not indexed since.

Whoever changes what the index holds of an article calls `note_changed` in the same transaction. The rows outlive a
killed process. The models know nothing of search: `articles.apps` gives them the function that empties the outbox.
"""

from collections.abc import Callable, Iterable
from threading import local
from time import perf_counter
from typing import Final

from django.db import connection, models, transaction

# A long run writes the index in larger steps than the database, since each commit of the index costs more; at the
# latest after so many seconds, so that what was imported can be found while the import goes on.
_CHANGES: Final = 1000
_SECONDS: Final = 20.0


class IndexOutbox(models.Model):
    """One change of an article that the index has yet to follow.

    An article that changes again before it is indexed gets a further row. Who indexes it deletes only the rows that
    were there before, so the later one stays. No foreign key: the article may be deleted already.
    """

    article_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.article_id)


# Indexes what was noted and committed: all of it, or these articles. Logs where the index fails.
Drain = Callable[[list[int] | None], object]


class _Noted(local):
    """The articles that this thread noted in its transaction."""

    def __init__(self) -> None:
        self.ids: list[int] = []


_noted = _Noted()
_drains: list[Drain] = []


def drain_with(drain: Drain) -> None:
    """Set the function that empties the outbox."""
    _drains[:] = [drain]


def drain_outbox() -> None:
    """Index all articles that were noted and committed, by whatever process."""
    _drain(None)


class IndexSteps:
    """Drains the outbox now and then, while a long run writes articles."""

    def __init__(self) -> None:
        self._changes = 0
        self._since = perf_counter()

    def changed(self, count: int) -> None:
        """Count changes, and drain the outbox where they are many or the last time is long ago."""
        self._changes += count
        if self._changes >= _CHANGES or (self._changes and perf_counter() - self._since > _SECONDS):
            drain_outbox()
            self._changes, self._since = 0, perf_counter()


def note_changed(article_ids: Iterable[int], *, index_on_commit: bool = True) -> None:
    """Note articles, by id, whose index entries are outdated by what this transaction writes or deletes.

    They are indexed on commit where they are few, else by the worker. A run of many transactions passes
    `index_on_commit=False` and has `IndexSteps` drain the outbox.
    """
    ids = list(dict.fromkeys(article_ids))
    IndexOutbox.objects.bulk_create(IndexOutbox(article_id=pk) for pk in ids)
    if ids and index_on_commit:
        if not any(_drain_noted in hook for hook in connection.run_on_commit):
            _noted.ids = []  # what is left there is of a transaction that was rolled back
        _noted.ids += ids
        transaction.on_commit(_drain_noted, robust=True)


def _drain_noted() -> None:
    # The first of a transaction's calls takes all that it noted, so that they are one commit of the index.
    ids, _noted.ids = list(dict.fromkeys(_noted.ids)), []
    if ids:
        _drain(ids)


def _drain(ids: list[int] | None) -> None:
    for drain in _drains:
        drain(ids)
