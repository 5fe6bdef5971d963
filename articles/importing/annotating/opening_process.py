"""Files opened in a process of its own, within limits of time and memory.

A hostile file can neither hold nor end the process that imports it: it is refused with the reason, and the files after
it are opened.
"""

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from articles.importing.annotating.process_start import CONTEXT
from articles.importing.annotating.work_limits import LIMITS, Limits, leave_no_core
from articles.importing.annotating.worker_processes import (
    DIED,
    NONE_OPENED,
    ProcessesDied,
    end_with_parent,
    within_limits,
)
from articles.importing.document import Found, RefusedDocument, refused_by_bug
from articles.importing.opening.files import documents_by_file
from articles.importing.opening.unpack_limits import UnpackLimits
from articles.importing.options import ImportOptions

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What is opened: files and folders, within which limits, and at most how many documents of each file."""

    paths: tuple[Path, ...]
    options: ImportOptions
    unpack_limits: UnpackLimits
    limits: Limits
    most_of_each: int | None


@dataclass(frozen=True, slots=True)
class _FileBegun:
    """Tells that the documents of a file follow; files are numbered from 0."""

    number: int
    path: str


def open_documents(
    paths: Sequence[Path], options: ImportOptions, limits: Limits = LIMITS, *, most_of_each: int | None = None
) -> Iterator[Found]:
    """Yield the documents of files and folders as `find_documents` does; the process ends with this iterator.

    Of a file in which finding the next document exceeds the limits, the rest is refused. With `most_of_each`, no more
    documents of each file are yielded, besides those that are passed over. Raises ProcessesDied where the process dies
    before it has opened a file.
    """
    opening = _Opening(tuple(paths), options, UnpackLimits.of_settings(), limits, most_of_each)
    next_file: int | None = 0
    while next_file is not None:
        next_file = yield from _received(opening, next_file)


def count_documents(paths: Sequence[Path], options: ImportOptions) -> int:
    """Return how many documents files and folders hold, those that cannot be opened included."""
    return sum(1 for _ in open_documents(paths, options))


def _received(opening: _Opening, first_file: int) -> Generator[Found, None, int | None]:
    """Yield the documents from a file on; return the file to go on with where the process died, else None."""
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=_send_all, args=(sender, opening, first_file), daemon=True)
    process.start()
    sender.close()
    begun: _FileBegun | None = None
    try:
        while (message := receiver.recv()) is not None:
            if isinstance(message, _FileBegun):
                begun = message
            else:
                yield message
    except EOFError:
        if begun is None:
            raise ProcessesDied(str(opening.paths[0]) if opening.paths else "", "", NONE_OPENED) from None
        logger.error("The process that opened %s died", begun.path)
        yield RefusedDocument(begun.path, "", DIED)
        return begun.number + 1
    finally:
        receiver.close()
        process.kill()
        process.join()
    return None


def _send_all(sender: Connection, opening: _Opening, first_file: int) -> None:
    """Send the documents of each file, after a `_FileBegun`, and None at the end."""
    leave_no_core()
    end_with_parent()
    files = documents_by_file(opening.paths, opening.options, opening.unpack_limits)
    for number, (path, documents) in enumerate(files):
        if number < first_file:
            continue
        sender.send(_FileBegun(number, path))
        times = 0
        for found in _within_limits(path, documents, opening.limits):
            sender.send(found)
            times += not found.passed_over
            if times == opening.most_of_each:
                break
    sender.send(None)


def _within_limits(path: str, documents: Iterator[Found], limits: Limits) -> Iterator[Found]:
    """Yield the documents of one file; the limits hold for finding each of them."""
    # What raised an error is at its end: the next step finds nothing.
    while found := _next_within_limits(path, documents, limits):
        yield found


def _next_within_limits(path: str, documents: Iterator[Found], limits: Limits) -> Found | None:
    try:
        return within_limits(lambda: next(documents, None), path, "", limits)
    except Exception as error:  # a bug must not stop the other files: it is recorded and logged
        logger.exception("%s could not be opened", path)
        return refused_by_bug(path, "", error)
