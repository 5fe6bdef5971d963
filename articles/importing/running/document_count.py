"""How many documents an import has before it: counted beside it, in a process of its own."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Final, Self

from articles.importing.annotating.worker_processes import end_with_parent
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions

# So few are done before they are counted.
_FEW: Final = 200


class Counting:
    """Counts what an import was given; to be used in a `with` statement, which ends it."""

    def __init__(self, paths: Sequence[Path], options: ImportOptions) -> None:
        self._paths, self._options = paths, options
        self._done = 0
        self._pool: ProcessPoolExecutor | None = None
        self._future: Future[int] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=False)

    def total(self, done: int) -> int | None:
        """Return the number where it is known, when so many more were done; begins to count when it is worth it."""
        self._done += done
        if self._future is None and self._done >= _FEW:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=end_with_parent)
            self._future = self._pool.submit(count, self._paths, self._options)
        if self._future and self._future.done() and not self._future.exception():
            return self._future.result()
        return None


def count(paths: Sequence[Path], options: ImportOptions) -> int:
    """Return how many documents there are, those that cannot be opened among them."""
    return sum(1 for _ in find_documents(paths, options))
