"""Files of the web that hold many documents: feeds (RSS and Atom) with their entries, WARC files with their pages."""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Final

from warcio.archiveiterator import WARCIterator
from warcio.recordloader import ArcWarcRecord

from articles.importing.document import Found, RefusedDocument
from articles.importing.metadata import Metadata
from articles.importing.opening.inner import Inner, storable, told_not_posted
from articles.importing.opening.streams import DAMAGE
from articles.importing.opening.unpack_limits import UnpackRefused
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.syndication import raw_entries

_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain")
_LONGEST_ADDRESS: Final = 1000


def in_feed(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the entries of a feed; where its XML is broken, those before that place and the reason."""
    number = 0
    not_posted = Counter[str]()
    try:
        for number, entry in enumerate(raw_entries(stream, not_posted), start=1):
            metadata = Metadata(source=entry.feed.source, section=entry.feed.section)
            yield inner.document(path, f"entry {number}", entry.xml, metadata, "feed")
        if not number and not not_posted:
            yield RefusedDocument(path, "", "the feed has no entries")
    except UnreadableDocument as error:
        yield RefusedDocument(path, ", ".join(filter(None, [f"after entry {number}", error.place])), str(error))
    yield from told_not_posted(path, not_posted)


def in_warc(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the pages of a WARC file; errors, pictures, scripts and records that are not responses are left out."""
    number = 0
    try:
        for number, record in enumerate(WARCIterator(stream), start=1):
            if _is_page(record):
                inner.budget.take_file()
                yield _page(record, path, f"record {number}", inner)
    except UnpackRefused:
        raise
    except Exception as error:  # warcio lets through whatever a broken header raises
        yield RefusedDocument(path, f"after record {number}", f"the WARC file is damaged: {error!r}")


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    media_type = record.http_headers.get_header("Content-Type", "").split(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and media_type in _PAGES


def _page(record: ArcWarcRecord, path: str, place: str, inner: Inner) -> Found:
    address = storable(record.rec_headers.get_header("WARC-Target-URI", ""))
    try:
        return inner.whole(record.content_stream(), path, place, Metadata(url=address[:_LONGEST_ADDRESS]))
    except DAMAGE as error:
        return RefusedDocument(path, place, f"cannot be unpacked: {error}")
