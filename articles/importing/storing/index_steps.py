"""The search index brought up to date in steps while a long run writes articles."""

from time import perf_counter
from typing import Final

from articles.models.index_outbox import drain_outbox

# The index is written in larger steps than the database, since each of its commits costs more; at the latest
# after so many seconds, so that what was imported can be found while the import goes on.
_CHANGES: Final = 1000
_SECONDS: Final = 20.0


class IndexSteps:
    """Drains the outbox of the index now and then."""

    def __init__(self) -> None:
        self._changes = 0
        self._since = perf_counter()

    def changed(self, count: int) -> None:
        """Count changes, and drain the outbox where they are many or the last time is long ago."""
        self._changes += count
        if self._changes >= _CHANGES or (self._changes and perf_counter() - self._since > _SECONDS):
            drain_outbox()
            self._changes, self._since = 0, perf_counter()
