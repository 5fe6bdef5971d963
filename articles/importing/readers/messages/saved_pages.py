"""Pages that browsers save as one file (MHTML, RFC 2557)."""

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.messages.mail_parts import (
    HEAD_BYTES,
    MAIL_HEADER,
    body_part,
    open_mail,
    part_text,
    parts_of,
)
from articles.importing.readers.page import Page
from articles.importing.readers.web.html import read_web

_SAVED: Final = re.compile(rb"^(?:Snapshot-Content-Location|From: <Saved by|X-Snapshot)", re.MULTILINE | re.IGNORECASE)
_RELATED: Final = re.compile(rb"Content-Type:\s*multipart/related", re.IGNORECASE)


def is_saved_page(data: bytes) -> bool:
    """Tell whether a file is a web page that a browser saved as one file."""
    head = data[:HEAD_BYTES]
    return MAIL_HEADER.match(head) is not None and bool(_SAVED.search(head) or _RELATED.search(head))


def read_saved_page(data: bytes, always: Collection[str] = ()) -> Page:
    """Read the page in an MHTML file; raises UnreadableDocument where it has none."""
    message = open_mail(data)
    part = body_part(message, "html") or next(parts_of(message, "text/html"), None)
    if part is None:
        raise UnreadableDocument("the saved page holds no page")
    page = read_web(part_text(part), always)
    address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or "")
    return replace(page, url=page.url or (address if address.startswith("http") else ""))


READER: Final = DocumentReader(
    "mhtml",
    _("saved web page"),
    "a web page that a browser saved as one file (.mhtml, .mht), read as the web page in it",
    read=lambda contents, options: read_saved_page(contents.data, options.kept),
    matches=lambda contents: is_saved_page(contents.data),
    binary=True,
)
