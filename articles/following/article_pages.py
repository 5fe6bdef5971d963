"""The documents of a feed's entries: the article that an entry holds, or else the page that it links to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import Message
from time import monotonic
from typing import Final

from articles.following.entry_selection import EntryOutcome
from articles.following.failures import FetchFailed, PermanentFailure, TemporaryFailure
from articles.following.fetcher import Fetcher
from articles.following.http import Response
from articles.following.listed_entries import ListedEntry
from articles.importing.document import Document, Found, RefusedDocument

_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml", "text/plain", "")
# Limits of one fetch of a feed: seconds that the worker spends on it, and bytes of pages in memory.
_SECONDS: Final = 600.0
_BYTES: Final = 64 * 1024 * 1024
# After so many failures in a row no more pages are fetched.
_MAX_FAILURES: Final = 3


@dataclass(slots=True)
class CollectedDocuments:
    """Documents to import, and what became of each entry.

    `incomplete`: entries are left for the next fetch. `wait`: seconds that the server asks to wait before that.
    """

    found: list[Found] = field(default_factory=list)
    outcomes: list[EntryOutcome] = field(default_factory=list)
    incomplete: bool = False
    wait: float = 0.0


class _Budget:
    """What one fetch of a feed may spend on pages."""

    def __init__(self, pages: int) -> None:
        self._pages, self._bytes, self._end = pages, _BYTES, monotonic() + _SECONDS
        self.failures = 0

    @property
    def spent(self) -> bool:
        return self._pages <= 0 or self._bytes <= 0 or self.failures >= _MAX_FAILURES or monotonic() > self._end

    def spend(self, size: int) -> None:
        self._pages, self._bytes = self._pages - 1, self._bytes - size


def collect_documents(entries: Iterable[ListedEntry], fetcher: Fetcher, *, pages: int) -> CollectedDocuments:
    """Make documents of entries and fetch at most `pages` pages; one that fails becomes a RefusedDocument."""
    collected, budget = CollectedDocuments(), _Budget(pages)
    for entry in entries:
        if entry.is_whole:
            collected.found.append(entry.document())
            collected.outcomes.append(EntryOutcome(entry, True))
        elif budget.spent or collected.wait:
            collected.incomplete = True
        else:
            _collect_page(collected, entry, fetcher, budget)
    return collected


def _collect_page(collected: CollectedDocuments, entry: ListedEntry, fetcher: Fetcher, budget: _Budget) -> None:
    try:
        document = _page(entry, fetcher.get(entry.metadata.url))
    except FetchFailed as error:
        collected.found.append(RefusedDocument(entry.path, "", str(error)))
        collected.outcomes.append(EntryOutcome(entry, isinstance(error, PermanentFailure)))
        collected.wait = error.wait
        budget.failures += isinstance(error, TemporaryFailure)
        budget.spend(0)
    else:
        collected.found.append(document)
        collected.outcomes.append(EntryOutcome(entry, True))
        budget.failures = 0
        budget.spend(len(document.data))


def _page(entry: ListedEntry, response: Response) -> Document:
    if (content_type := _content_type(response)) not in _PAGE_TYPES:
        raise PermanentFailure(f"{response.url} is not a page but {content_type}")
    return entry.page(response.body)


def _content_type(response: Response) -> str:
    message = Message()
    message["Content-Type"] = response.headers.get("content-type", "")
    return message.get_content_type() if message["Content-Type"] else ""
