"""Articles indexed by the worker, some hundred at a time, where a request would have to wait for them."""

from collections.abc import Sequence
from typing import Final

from django_tasks import task

from articles.search.index.lifecycle import update_index

# Articles that a request indexes by itself: a second at most.
AT_ONCE: Final = 100
_BATCH: Final = 500


def index_in_background(ids: Sequence[int]) -> None:
    """Queue these articles for the worker; in a transaction, they are queued with its commit."""
    for start in range(0, len(ids), _BATCH):
        index_articles.enqueue(list(ids[start : start + _BATCH]))


@task()
def index_articles(ids: list[int]) -> None:
    """Bring the index up to date with these articles as the database has them by now."""
    update_index(ids)
