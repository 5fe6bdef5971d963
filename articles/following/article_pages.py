"""What is imported of a feed's entries: the article that an entry holds, or else the page that it leads to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message
from time import monotonic
from typing import Final

from articles.following.entry_selection import EntryOutcome
from articles.following.failures import FetchFailed, Unobtainable, Unreachable
from articles.following.fetcher import Fetcher
from articles.following.http import Response
from articles.following.listed_entries import ListedEntry
from articles.importing.document import Document, Found, RefusedDocument

_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "")
# One feed keeps the worker from its other work no longer than this, and holds no more than this in memory.
_SECONDS: Final = 600.0
_BYTES: Final = 64 * 1024 * 1024
# A server that fails so often in a row is left alone.
_FAILURES: Final = 3


@dataclass(slots=True)
class Gathered:
    """What was gathered: documents for import, what became of each entry, and whether entries are left for the next
    time; `wait` is how many seconds the server asked to be left alone."""

    found: list[Found] = field(default_factory=list)
    outcomes: list[EntryOutcome] = field(default_factory=list)
    left: bool = False
    wait: float = 0.0


class _Budget:
    """What one fetch of a feed may spend on pages."""

    def __init__(self, pages: int) -> None:
        self._pages, self._bytes, self._end = pages, _BYTES, monotonic() + _SECONDS
        self.failures = 0

    @property
    def spent(self) -> bool:
        return self._pages <= 0 or self._bytes <= 0 or self.failures >= _FAILURES or monotonic() > self._end

    def spend(self, size: int) -> None:
        self._pages, self._bytes = self._pages - 1, self._bytes - size


def gather(wanted: Iterable[ListedEntry], web: Fetcher, *, pages: int) -> Gathered:
    """Make documents of entries, fetching no more than so many pages; a page that cannot be had is told as Refused."""
    gathered, budget = Gathered(), _Budget(pages)
    for entry in wanted:
        if entry.is_whole:
            gathered.found.append(entry.document())
            gathered.outcomes.append(EntryOutcome(entry, True))
        elif budget.spent or gathered.wait:
            gathered.left = True
        else:
            _gather_page(gathered, entry, web, budget)
    return gathered


def _gather_page(gathered: Gathered, entry: ListedEntry, web: Fetcher, budget: _Budget) -> None:
    try:
        document = _page(entry, web.get(entry.facts.url))
    except FetchFailed as error:
        gathered.found.append(RefusedDocument(entry.path, "", str(error)))
        gathered.outcomes.append(EntryOutcome(entry, isinstance(error, Unobtainable)))
        gathered.wait = error.wait
        budget.failures += isinstance(error, Unreachable)
        budget.spend(0)
    else:
        gathered.found.append(document)
        gathered.outcomes.append(EntryOutcome(entry, True))
        budget.failures = 0
        budget.spend(len(document.data))


def _page(entry: ListedEntry, answer: Response) -> Document:
    if (kind := _kind(answer)) not in _PAGES:
        raise Unobtainable(f"{answer.place.url} is no page but {kind}")
    return entry.page(answer.body)


def _kind(answer: Response) -> str:
    message = Message()
    message["Content-Type"] = answer.headers.get("content-type", "")
    return message.get_content_type() if message["Content-Type"] else ""
