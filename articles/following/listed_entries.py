"""The entries of a fetched feed: what identifies each, and whether it holds its article or only links to it."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final
from urllib.parse import urljoin

from articles.following.failures import PermanentFailure
from articles.following.url import parse_url
from articles.importing.annotating.worker_processes import kept_worker
from articles.importing.document import Document, RefusedDocument
from articles.importing.encodings.decoding import beginning
from articles.importing.metadata import Metadata
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers import syndication
from articles.importing.readers.web.html import fragment_blocks

# More entries than feeds list. The rest is read once these are no longer listed.
_MAX_ENTRIES: Final = 1000
_HEAD: Final = 4096
# Characters from which a text is the whole article and not a summary: of the content, and of the description.
_SHORTEST_CONTENT: Final = 600
_SHORTEST_DESCRIPTION: Final = 1500
_CUT_OFF: Final = re.compile(r"(?:…|\.\.\.|(?:xem|đọc) (?:tiếp|thêm)|read more)\W*$", re.IGNORECASE)
_WEB_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{1,900}")


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry of a feed.

    `key`: SHA-256 of its id. `fingerprint`: SHA-256 of its texts and date, to notice a change. `is_whole`: it holds
    its article; otherwise it holds a summary, and its page must be fetched. `xml`: the entry as the feed has it.
    `warnings`: what of its metadata could not be read.
    """

    key: str
    fingerprint: str
    title: str
    is_whole: bool
    metadata: Metadata
    xml: bytes
    warnings: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """How an import names it: by its address, else its id or title."""
        return self.metadata.url or self.metadata.key or self.title

    @property
    def host(self) -> str:
        """The host of its page, "" where it has no address that can be asked for."""
        try:
            return parse_url(self.metadata.url).host
        except PermanentFailure:
            return ""

    def document(self) -> Document:
        """Return the entry itself as a document."""
        return Document(self.path, "", self.xml, self.metadata, "feed")

    def page(self, data: bytes) -> Document:
        """Return the page that it links to as a document."""
        return Document(self.path, "", data, self.metadata, warnings=self.warnings)


@dataclass(frozen=True, slots=True)
class _FetchedFeed:
    """What the address `path` of a feed answered."""

    path: str
    data: bytes
    place: str = ""


def listed_entries(data: bytes, url: str) -> list[ListedEntry]:
    """Return the entries of a feed in its order, each id once; `url` is the address of the feed.

    They are read in a process of its own, within the limits of any document. Broken XML is read up to the fault.
    Raises PermanentFailure where this is not a feed, no entry can be read, or reading it exceeds the limits.
    """
    [read] = kept_worker().submit(_read_feed, [_FetchedFeed(url, data)]).result()
    if isinstance(read, RefusedDocument):
        raise PermanentFailure(read.reason)
    return read


def _read_feed(feed: _FetchedFeed) -> list[ListedEntry] | RefusedDocument:
    try:
        return _entries_once(feed.data, feed.path)
    except PermanentFailure as error:
        return RefusedDocument(feed.path, feed.place, str(error))


def _entries_once(data: bytes, url: str) -> list[ListedEntry]:
    if not syndication.looks_like_feed(beginning(data[:_HEAD])[0]):
        raise PermanentFailure("not an RSS or Atom feed")
    found: dict[str, ListedEntry] = {}
    try:
        for entry in islice(_entries(data, url), _MAX_ENTRIES):
            found.setdefault(entry.key, entry)
    except UnreadableDocument as error:
        if not found:
            raise PermanentFailure(f"{error}, {error.place}".strip(", ")) from error
    return list(found.values())


def _entries(data: bytes, url: str) -> Iterator[ListedEntry]:
    for entry in syndication.raw_entries(BytesIO(data.strip())):
        address = _web_address(url, entry.url)
        is_whole = _is_whole(entry.content, _SHORTEST_CONTENT) or _is_whole(entry.summary, _SHORTEST_DESCRIPTION)
        if entry.title and (address or is_whole):
            yield _entry(entry, address, is_whole=is_whole)


def _web_address(feed_url: str, link: str) -> str:
    """Return the full address of a link, or "" where it is not HTTP or HTTPS."""
    try:
        address = urljoin(feed_url, link) if link else ""
    except ValueError:
        return ""
    return address if _WEB_ADDRESS.fullmatch(address) else ""


def _entry(entry: syndication.RawEntry, address: str, *, is_whole: bool) -> ListedEntry:
    metadata = Metadata(url=address, key=entry.key[:200], published=entry.published.iso, authors=entry.authors)
    content = "\0".join((entry.title, entry.summary, entry.content, entry.published.iso))
    key = _digest(entry.key or address or entry.title)
    return ListedEntry(key, _digest(content), entry.title, is_whole, metadata, entry.xml, entry.published.warnings)


def _is_whole(text: str, shortest: int) -> bool:
    if len(text) < shortest:
        return False
    plain = "\n".join(block.text for block in fragment_blocks(text))
    return len(plain) >= shortest and not _CUT_OFF.search(plain)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
