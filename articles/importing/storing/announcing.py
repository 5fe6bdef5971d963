"""Tells the search index which articles an import changed: in steps, and though the import be killed meanwhile."""

from collections.abc import Iterable, Sequence
from time import perf_counter
from typing import Final

from articles.models import ImportBatch, Unannounced
from articles.signals import articles_changed

# The index is written in larger steps than the database, since each of its commits costs more; at the latest
# after so many seconds, so that what was imported can be found while the import goes on.
_AT_ONCE: Final = 1000
_EVERY: Final = 20.0


def to_announce(ids: Iterable[int]) -> None:
    """Note the articles that a transaction changes, in that same transaction."""
    Unannounced.objects.bulk_create(Unannounced(article_id=pk) for pk in ids)


def announce() -> None:
    """Tell what was noted and is committed, this import's or that of one that died; telling a thing twice is safe.

    Where the index fails, which it logs, the notes stay for the next time.
    """
    waiting = Unannounced.objects.order_by("pk")
    while rows := list(waiting.values_list("pk", "article_id")[:_AT_ONCE]):
        ids = list(dict.fromkeys(article_id for _, article_id in rows))
        answers: Sequence[tuple[object, object]] = articles_changed.send(sender=ImportBatch, ids=ids)
        if any(followed is False for _, followed in answers):
            return
        # By the rows' own ids: the same article may have been noted again meanwhile.
        Unannounced.objects.filter(pk__in=[pk for pk, _ in rows]).delete()


class Announcer:
    """Announces now and then."""

    def __init__(self) -> None:
        self._changes = 0
        self._since = perf_counter()

    def changed(self, count: int) -> None:
        """Count changes, and announce them where there are many or the last time is long ago."""
        self._changes += count
        if self._changes >= _AT_ONCE or (self._changes and perf_counter() - self._since > _EVERY):
            announce()
            self._changes, self._since = 0, perf_counter()
