"""Mailboxes: many e-mails in one file, as Thunderbird and Gmail save them (mbox, RFC 4155)."""

import io
import re
from collections.abc import Iterator
from typing import Final

from articles.importing.document import Found, RefusedDocument
from articles.importing.opening.digests import in_digest
from articles.importing.opening.inner import Inner
from articles.importing.opening.streams import DAMAGE, line
from articles.importing.opening.unpack_limits import TooLong

# The line above each e-mail, and how its copies in the text of one begin.
_START: Final = re.compile(rb"From \S+.*\d{4}\s*$")
_BEGINNING: Final = re.compile(rb"\s*From \S+[^\n]*\d{4}\s*\n[A-Za-z][A-Za-z0-9-]*:")
_QUOTED: Final = re.compile(rb">+From ")


def looks_like_mailbox(first: bytes) -> bool:
    """Tell whether a file begins as a mailbox does: the line above an e-mail, then its head."""
    return _BEGINNING.match(first) is not None


def in_mailbox(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield each e-mail of a mailbox; one that is larger than a document may be is refused."""
    number, data, is_blank = 0, bytearray(), True
    try:
        while text := _line(stream, inner):
            if is_blank and _START.match(text):
                if data.strip():
                    number += 1
                    yield from in_digest(inner.document(path, f"record {number}", bytes(data), form="mail"), inner)
                data.clear()
            elif len(data) <= inner.budget.limits.document_bytes:
                data += text[1:] if _QUOTED.match(text) else text
            is_blank = not text.strip()
    except DAMAGE as error:
        yield RefusedDocument(path, f"after record {number}", f"the file is damaged: {error}")
        return
    if data.strip():
        yield from in_digest(inner.document(path, f"record {number + 1}", bytes(data), form="mail"), inner)


def _line(stream: io.BufferedReader, inner: Inner) -> bytes:
    """Return the next line, b"" at the end; a line that is longer than a document may be makes the e-mail too large."""
    try:
        return line(stream, inner.budget)
    except TooLong:
        return b"-" * (inner.budget.limits.document_bytes + 1)
