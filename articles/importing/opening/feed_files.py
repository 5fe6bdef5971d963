"""RSS and Atom files: each entry is a document."""

import io
from collections.abc import Iterator

from articles.importing.document import Found, RefusedDocument
from articles.importing.metadata import Metadata
from articles.importing.opening.inner import Inner
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.syndication import raw_entries


def in_feed(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the entries of a feed."""
    number = 0
    try:
        for number, entry in enumerate(raw_entries(stream), start=1):
            facts = Metadata(source=entry.feed.source, section=entry.feed.section)
            yield inner.document(path, f"entry {number}", entry.xml, facts, "feed")
        if not number:
            yield RefusedDocument(path, "", "the feed has no entries")
    except UnreadableDocument as error:
        yield RefusedDocument(path, ", ".join(filter(None, [f"after entry {number}", error.place])), str(error))
