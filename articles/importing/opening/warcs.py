"""WARC files, in which archives of the web keep pages: each page that was delivered is a document."""

import io
from collections.abc import Iterator
from typing import Final

from warcio.archiveiterator import WARCIterator
from warcio.recordloader import ArcWarcRecord

from articles.importing.document import Found, RefusedDocument
from articles.importing.metadata import Metadata
from articles.importing.opening.inner import Inner, storable
from articles.importing.opening.streams import DAMAGE
from articles.importing.opening.unpack_limits import UnpackRefused

_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain")
_LONGEST_ADDRESS: Final = 1000


def in_warc(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the pages of a WARC file; pictures, scripts, errors and what belongs to no page are passed over."""
    number = 0
    try:
        for number, record in enumerate(WARCIterator(stream), start=1):
            if _is_page(record):
                inner.budget.take_file()
                yield _page(record, path, f"record {number}", inner)
    except UnpackRefused:
        raise
    except Exception as error:  # warcio raises whatever a broken header leads it to
        yield RefusedDocument(path, f"after record {number}", f"the WARC file is damaged: {error!r}")


def _is_page(record: ArcWarcRecord) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type", "").split(";")[0].strip().lower()
    return record.http_headers.get_statuscode() == "200" and kind in _PAGES


def _page(record: ArcWarcRecord, path: str, place: str, inner: Inner) -> Found:
    address = storable(record.rec_headers.get_header("WARC-Target-URI", ""))
    try:
        return inner.whole(record.content_stream(), path, place, Metadata(url=address[:_LONGEST_ADDRESS]))
    except DAMAGE as error:
        return RefusedDocument(path, place, f"cannot be unpacked: {error}")
