"""The entries of a feed that was fetched: which holds its article, which leads to it, and what tells it from others."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Final
from urllib.parse import urljoin

from articles.following.failures import Unobtainable
from articles.importing.document import Document
from articles.importing.metadata import Metadata
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers import syndication
from articles.importing.readers.decoding import beginning
from articles.importing.readers.html import fragment_blocks

# More entries than any feed lists; what is beyond comes when these are no longer listed.
_MOST: Final = 1000
_HEAD: Final = 4096
# Characters of text from which it is an article, not a summary: of what is called content, and of a description.
_CONTENT: Final = 600
_DESCRIPTION: Final = 1500
_CUT: Final = re.compile(r"(?:…|\.\.\.|(?:xem|đọc) (?:tiếp|thêm)|read more)\W*$", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{1,900}")


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry. `key` and `fingerprint` are SHA-256 of its id and of what it says; where it holds no more than a
    summary (`is_whole` false), its page must be read. `xml`: the entry as the feed has it."""

    key: str
    fingerprint: str
    title: str
    is_whole: bool
    facts: Metadata
    xml: bytes

    @property
    def path(self) -> str:
        """What an import calls it: its address, else its id or title."""
        return self.facts.url or self.facts.key or self.title

    def document(self) -> Document:
        """Return the entry itself as a document."""
        return Document(self.path, "", self.xml, self.facts, "feed")

    def page(self, data: bytes) -> Document:
        """Return the page that it leads to as a document."""
        return Document(self.path, "", data, self.facts)


def listed_entries(data: bytes, url: str) -> list[ListedEntry]:
    """Return the entries of a feed, in its order, each id once; `url` is where it came from.

    Broken XML is read as far as it goes. Raises Unobtainable where the data are no feed, or nothing of it can be read.
    """
    if not syndication.looks_like_feed(beginning(data[:_HEAD])[0]):
        raise Unobtainable("it is no feed of RSS or Atom")
    found: dict[str, ListedEntry] = {}
    try:
        for entry in islice(_entries(data, url), _MOST):
            found.setdefault(entry.key, entry)
    except UnreadableDocument as error:
        if not found:
            raise Unobtainable(f"{error}, {error.place}".strip(", ")) from error
    return list(found.values())


def _entries(data: bytes, url: str) -> Iterator[ListedEntry]:
    for entry in syndication.raw_entries(BytesIO(data.strip())):
        address = _address(url, entry.url)
        is_whole = _is_whole(entry.content, _CONTENT) or _is_whole(entry.summary, _DESCRIPTION)
        if entry.title and (address or is_whole):
            yield _entry(entry, address, is_whole=is_whole)


def _address(feed_url: str, link: str) -> str:
    """Return the full address of a link, or "" where it is none of HTTP or HTTPS."""
    try:
        address = urljoin(feed_url, link) if link else ""
    except ValueError:
        return ""
    return address if _ADDRESS.fullmatch(address) else ""


def _entry(entry: syndication.RawEntry, address: str, *, is_whole: bool) -> ListedEntry:
    facts = Metadata(url=address, key=entry.key[:200], published=entry.published, authors=entry.authors)
    said = "\0".join((entry.title, entry.summary, entry.content, entry.published))
    key = _digest(entry.key or address or entry.title)
    return ListedEntry(key, _digest(said), entry.title, is_whole, facts, entry.xml)


def _is_whole(text: str, least: int) -> bool:
    if len(text) < least:
        return False
    plain = "\n".join(block.text for block in fragment_blocks(text))
    return len(plain) >= least and not _CUT.search(plain)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
