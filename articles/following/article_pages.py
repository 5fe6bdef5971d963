"""The documents of a feed's entries: the article that an entry holds, or else the page that it links to."""

from collections import Counter
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
# After so many failures in a row no more pages are fetched from a host.
_MAX_FAILURES: Final = 3


@dataclass(slots=True)
class CollectedDocuments:
    """Documents to import, and what became of each entry.

    `incomplete`: entries are left for the next fetch, which may come soon. `postponed`: entries wait for a server that
    fails or is busy. `wait`: seconds that the feed's own server asks to wait before the next fetch.
    """

    found: list[Found] = field(default_factory=list)
    outcomes: list[EntryOutcome] = field(default_factory=list)
    incomplete: bool = False
    postponed: bool = False
    wait: float = 0.0


class _Budget:
    """What one fetch of a feed may spend on pages."""

    def __init__(self, pages: int) -> None:
        self._pages, self._bytes, self._end = pages, _BYTES, monotonic() + _SECONDS

    @property
    def spent(self) -> bool:
        return self._pages <= 0 or self._bytes <= 0 or monotonic() > self._end

    def spend(self, size: int) -> None:
        self._pages, self._bytes = self._pages - 1, self._bytes - size


class _Hosts:
    """How the hosts of the pages behave during one fetch of a feed; `wait` is what the feed's own host asks for."""

    def __init__(self, home: str) -> None:
        self._home, self._failures, self._busy = home, Counter[str](), set[str]()
        self.wait = 0.0

    def is_resting(self, host: str) -> bool:
        return host in self._busy or self._failures[host] >= _MAX_FAILURES

    def failed(self, host: str, error: FetchFailed) -> None:
        self._failures[host] += isinstance(error, TemporaryFailure)
        if error.wait:
            self._busy.add(host)
            self.wait = error.wait if host == self._home else self.wait

    def answered(self, host: str) -> None:
        self._failures[host] = 0


def collect_documents(entries: Iterable[ListedEntry], fetcher: Fetcher, *, pages: int, home: str) -> CollectedDocuments:
    """Make documents of entries and fetch at most `pages` pages; one that fails becomes a RefusedDocument.

    `home` is the host of the feed. A host that fails or is busy stops only its own entries.
    """
    collected, budget, hosts = CollectedDocuments(), _Budget(pages), _Hosts(home)
    for entry in entries:
        if entry.is_whole:
            collected.found.append(entry.document())
            collected.outcomes.append(EntryOutcome(entry, True))
        elif budget.spent:
            collected.incomplete = True
        elif hosts.is_resting(entry.host) or fetcher.is_resting(entry.host):
            collected.postponed = True
        else:
            _collect_page(collected, entry, fetcher, budget, hosts)
    collected.wait = hosts.wait
    return collected


def _collect_page(
    collected: CollectedDocuments, entry: ListedEntry, fetcher: Fetcher, budget: _Budget, hosts: _Hosts
) -> None:
    try:
        document = _page(entry, fetcher.get(entry.metadata.url))
    except FetchFailed as error:
        collected.found.append(RefusedDocument(entry.path, "", str(error)))
        collected.outcomes.append(EntryOutcome(entry, isinstance(error, PermanentFailure)))
        hosts.failed(entry.host, error)
        budget.spend(0)
    else:
        collected.found.append(document)
        collected.outcomes.append(EntryOutcome(entry, True))
        hosts.answered(entry.host)
        budget.spend(len(document.data))


def _page(entry: ListedEntry, response: Response) -> Document:
    if (content_type := _content_type(response)) not in _PAGE_TYPES:
        raise PermanentFailure(f"{response.url} is not a page but {content_type}")
    return entry.page(response.body)


def _content_type(response: Response) -> str:
    message = Message()
    message["Content-Type"] = response.headers.get("content-type", "")
    return message.get_content_type() if message["Content-Type"] else ""
