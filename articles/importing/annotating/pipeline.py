"""Documents read and annotated by several processes, in order, a bounded number of them at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Final

from articles.importing.annotating.preparation import Prepared, ReadArticle, annotate_read, read_document
from articles.importing.annotating.worker_processes import Pending, Workers, ahead, kept_worker
from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.options import ImportOptions

ReadResult = ReadArticle | RefusedDocument
# An article that is read but not annotated is in the archive already.
PreparedResult = Prepared | ReadArticle | RefusedDocument
# Returns the positions of those articles that need no annotation.
PassedOver = Callable[[Sequence[ReadArticle]], set[int]]

# Documents handed to a process at once, and chunks that wait for each process at each of the two steps.
_CHUNK: Final = 16
_CHUNK_BYTES: Final = 4 * 1024**2
_WAITING: Final = 2
# So few documents are done by one process sooner than others start.
_FEW: Final = 8


def prepared(
    found: Iterable[Found],
    *,
    processes: int,
    options: ImportOptions | None = None,
    passed_over: PassedOver = lambda _: set(),
) -> Iterator[PreparedResult]:
    """Yield each document as it was read, in order; annotated, unless `passed_over` returns its position.

    `passed_over` is called in this process. A document that takes too much time or memory is refused. Raises
    ProcessesDied where processes die one after another.
    """
    documents = iter(found)
    first = list(islice(documents, _FEW + 1))
    alone = processes == 1 or len(first) <= _FEW
    with nullcontext(kept_worker()) if alone else Workers(processes) as workers:
        window = 1 if alone else processes * _WAITING
        chunks = iter(partial(_take, chain(first, documents)), [])
        reading = partial(read_document, options=options or ImportOptions())
        read = ahead((workers.submit(reading, chunk) for chunk in chunks), window)
        for results in ahead((_annotated(workers, chunk, passed_over) for chunk in read), window):
            yield from results


def _take(documents: Iterator[Found]) -> list[Found]:
    chunk: list[Found] = []
    size = 0
    while len(chunk) < _CHUNK and size < _CHUNK_BYTES and (document := next(documents, None)):
        chunk.append(document)
        size += len(document.data) if isinstance(document, Document) else 0
    return chunk


@dataclass(frozen=True, slots=True)
class _AnnotatedChunk:
    """A chunk as it was read, and the pending annotations of its articles at these positions."""

    read: list[ReadResult]
    positions: list[int]
    pending: Pending[Prepared | RefusedDocument]

    def result(self) -> list[PreparedResult]:
        results: list[PreparedResult] = list(self.read)
        for position, annotated in zip(self.positions, self.pending.result(), strict=True):
            results[position] = annotated
        return results


def _annotated(workers: Workers, read: list[ReadResult], passed_over: PassedOver) -> _AnnotatedChunk:
    articles = [(position, one) for position, one in enumerate(read) if isinstance(one, ReadArticle)]
    left_out = passed_over([one for _, one in articles]) if articles else set()
    wanted = [both for n, both in enumerate(articles) if n not in left_out]
    pending = workers.submit(annotate_read, [one for _, one in wanted])
    return _AnnotatedChunk(read, [position for position, _ in wanted], pending)
