"""Documents prepared side by side in processes of their own, in order, a bounded number of them at a time."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Final, Protocol, TypeVar

from articles.importing.annotating.preparation import Prepared, ReadArticle, annotate_read, read_document
from articles.importing.annotating.worker_processes import Here, Workers
from articles.importing.opening.files import Document, Found, RefusedDocument
from articles.importing.options import ImportOptions

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Read = ReadArticle | RefusedDocument
# What is read but not annotated is in the archive already.
Result = Prepared | ReadArticle | RefusedDocument
# Which of some articles, by their positions, need no annotation.
Known = Callable[[Sequence[ReadArticle]], set[int]]

# Documents handed to a process at once, and how many such chunks wait for each process, at each of the two steps.
_CHUNK: Final = 16
_CHUNK_BYTES: Final = 4 * 1024**2
_WAITING: Final = 2
# So few are done sooner here than processes start.
_FEW: Final = 8


def prepared(
    found: Iterable[Found], *, processes: int, options: ImportOptions | None = None, known: Known = lambda _: set()
) -> Iterator[Result]:
    """Yield what each document is read as, in order, and annotated unless `known` says that it need not be.

    `known` is called in this process. A document whose process dies is refused; raises
    concurrent.futures.process.BrokenProcessPool where processes die one after another.
    """
    things = iter(found)
    first = list(islice(things, _FEW + 1))
    alone = processes == 1 or len(first) <= _FEW
    with Here() if alone else Workers(processes) as workers:
        window = 1 if alone else processes * _WAITING
        chunks = iter(partial(_take, chain(first, things)), [])
        reading = partial(read_document, options=options or ImportOptions())
        read = ahead((workers.submit(reading, chunk) for chunk in chunks), window)
        for results in ahead((_annotated(workers, chunk, known) for chunk in read), window):
            yield from results


def _take(things: Iterator[Found]) -> list[Found]:
    chunk: list[Found] = []
    size = 0
    while len(chunk) < _CHUNK and size < _CHUNK_BYTES and (thing := next(things, None)):
        chunk.append(thing)
        size += len(thing.data) if isinstance(thing, Document) else 0
    return chunk


class _Waited(Protocol[T_co]):
    """Something that is being done elsewhere."""

    def result(self) -> T_co:
        """Wait for it and return it."""


def ahead(submitted: Iterator[_Waited[T]], window: int) -> Iterator[T]:
    """Yield results in order, so many of them being worked on at a time."""
    waiting: deque[_Waited[T]] = deque()
    for one in submitted:
        waiting.append(one)
        if len(waiting) >= window:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


@dataclass(frozen=True, slots=True)
class _Annotating:
    """A chunk as it was read, and what is being annotated of it, at these positions."""

    read: list[Read]
    places: list[int]
    waited: _Waited[list[Prepared | RefusedDocument]]

    def result(self) -> list[Result]:
        results: list[Result] = list(self.read)
        for place, one in zip(self.places, self.waited.result(), strict=True):
            results[place] = one
        return results


def _annotated(workers: Here, read: list[Read], known: Known) -> _Annotating:
    articles = [(place, one) for place, one in enumerate(read) if isinstance(one, ReadArticle)]
    passed_over = known([one for _, one in articles]) if articles else set()
    wanted = [both for n, both in enumerate(articles) if n not in passed_over]
    return _Annotating(read, [place for place, _ in wanted], workers.submit(annotate_read, [one for _, one in wanted]))
