"""JSON with many records: JSON Lines, an array, or an object that contains a list."""

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.encodings.decoding import STREAMED, decode
from articles.importing.encodings.escaped_bytes import decoded_bytes, has_escaped_bytes
from articles.importing.opening.inner import Inner, record_data
from articles.importing.opening.joined_tables import is_of_others
from articles.importing.opening.linked_objects import with_linked
from articles.importing.opening.nested_records import records_in
from articles.importing.opening.streams import DAMAGE, Readable, line
from articles.importing.opening.unpack_limits import TooLong
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.messages.chat_exports import chat_in_record
from articles.importing.readers.records.record_editors import are_inserts, begins_document

_CHUNK: Final = 65_536
_SPACE: Final = " \t\r\n\ufeff"
# Where an error is this near the end of what was read, the JSON may be cut off rather than broken: more is read.
_CUT: Final = 16
_OF_PHPMYADMIN: Final = re.compile(r"\{\s*\"type\"\s*:\s*\"(?:header|database|table)\"")


def json_lines(stream: io.BufferedReader, path: str, inner: Inner, *, read: int = 0) -> Iterator[Found]:
    """Yield the records of JSON Lines, of which `read` lines are consumed already; a broken line is refused."""
    number = read
    while True:
        number += 1
        try:
            text = line(stream, inner.budget)
        except TooLong as refusal:
            yield RefusedDocument(path, f"line {number}", str(refusal))
            continue
        except DAMAGE as error:
            yield RefusedDocument(path, f"after line {number - 1}", f"the file is damaged: {error}")
            return
        if not text:
            return
        if text.strip():
            yield _record(text, path, f"line {number}")


def _record(text: bytes, path: str, place: str) -> Found:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        return RefusedDocument(path, place, f"not a JSON record: {error}")
    return Document(path, place, text)


def json_object(stream: io.BufferedReader, path: str, inner: Inner) -> Iterator[Found]:
    """Yield the records of a file that begins with an object: JSON Lines, a list in the object, or the object."""
    first = line(stream, inner.budget)
    if _is_object(first):
        rest = stream.peek(_CHUNK)[:_CHUNK]
        if rest.strip():
            yield _record(first, path, "line 1")
            yield from json_lines(stream, path, inner, read=1)
            return
    data = first + stream.read(inner.budget.limits.document_bytes + 1)
    yield from _in_object(data, path, inner)


def _is_object(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _in_object(data: bytes, path: str, inner: Inner) -> Iterator[Found]:
    is_small = len(data) <= inner.budget.limits.document_bytes
    value = _loaded(data, inner) if is_small else None
    if chat := chat_in_record(value):
        yield inner.document(path, "", chat.encode("utf-8", "replace"), form="raw")
        return
    linked = with_linked(value)
    nested = records_in(linked, inner.options)
    if not nested.records:
        yield inner.document(path, "", data if linked is value else record_data(linked))
    for number, record in enumerate(nested.records, start=1):
        yield inner.document(path, f"record {number}", record_data(record), nested.metadata)


def _loaded(data: bytes, inner: Inner) -> Any:
    """Return the value of JSON, None where it is broken: the reader of the whole says so."""
    try:
        text = decode(data, inner.options.encoding).text
        return decoded_bytes(json.loads(text)) if has_escaped_bytes(text) else json.loads(text)
    except (ValueError, RecursionError, UnreadableDocument):
        return None


def json_array(stream: io.BufferedReader, path: str, inner: Inner, encoding: str) -> Iterator[Found]:
    """Yield the records of an array; after a broken one the rest is refused, since its records cannot be separated."""
    number = 0
    try:
        values = _Values(_streamable(stream, inner, encoding), encoding, inner.budget.limits.document_bytes)
        records = (row for value in values for row in _rows(value))
        for number, record in enumerate(records, start=1):
            yield Document(path, f"record {number}", record.encode())
    except (ValueError, UnreadableDocument) as error:
        yield RefusedDocument(path, f"record {number + 1}", f"the JSON is broken, what follows cannot be read: {error}")
    except RecursionError:
        yield RefusedDocument(path, f"record {number + 1}", "the JSON is nested too deeply")


def holds_document(text: str) -> bool:
    """Tell whether an array that begins so holds the blocks of one document of an editor, no records."""
    try:
        first, _ = json.JSONDecoder().raw_decode(text.lstrip(_SPACE).removeprefix("[").lstrip(_SPACE))
    except (ValueError, RecursionError):
        return False
    return begins_document(first) or are_inserts([first])


def _rows(value: str) -> Iterator[str]:
    """Yield the rows of a table in what phpMyAdmin exports; another value as it is."""
    if _OF_PHPMYADMIN.match(value) is None:
        yield value
        return
    table = json.loads(value)
    rows = table.get("data")
    if isinstance(rows, list) and not is_of_others(str(table.get("name", ""))):
        yield from (json.dumps(row) for row in rows if isinstance(row, dict))


def _streamable(stream: Readable, inner: Inner, encoding: str) -> Readable:
    """Return the stream as it is; as UTF-8 where its encoding cannot be decoded as a stream."""
    if encoding in STREAMED:
        return stream
    data = stream.read(inner.budget.limits.document_bytes + 1)
    if len(data) > inner.budget.limits.document_bytes:
        raise ValueError(inner.budget.limits.too_large)
    return io.BytesIO(decode(data, inner.options.encoding).text.encode())


class _Values:
    """The values of a JSON array, each as the text it has there, read from a stream in chunks."""

    def __init__(self, stream: Readable, encoding: str, longest: int) -> None:
        self._stream, self._longest = stream, longest
        self._decoder = codecs.getincrementaldecoder(STREAMED.get(encoding, "utf-8"))()
        self._text, self._ended = "", False

    def __iter__(self) -> Iterator[str]:
        self._expect("[")
        while self._next() != "]":
            yield self._value()
            if self._next() == ",":
                self._text = self._text[1:]
            elif self._next() != "]":
                raise ValueError("a comma or a bracket is missing")

    def _expect(self, sign: str) -> None:
        if self._next() != sign:
            raise ValueError(f"{sign} is missing")
        self._text = self._text[1:]

    def _next(self) -> str:
        """Return the next character that is not a space, without consuming it."""
        while not (text := self._text.lstrip(_SPACE)) and not self._ended:
            self._more(_CHUNK)
        self._text = text
        if not text:
            raise ValueError("it ends before its bracket")
        return text[0]

    def _value(self) -> str:
        while True:
            try:
                _, end = json.JSONDecoder().raw_decode(self._text)
            except json.JSONDecodeError as error:
                if not self._may_go_on(error):
                    raise
            else:
                if end < len(self._text) or self._ended:
                    value, self._text = self._text[:end], self._text[end:]
                    return value
            if len(self._text) > self._longest:
                raise ValueError("one record is larger than any article")
            self._more(max(_CHUNK, len(self._text)))

    def _may_go_on(self, error: json.JSONDecodeError) -> bool:
        unended = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - _CUT
        return unended and not self._ended

    def _more(self, size: int) -> None:
        chunk = self._stream.read(size)
        self._ended = not chunk
        self._text += self._decoder.decode(chunk, final=self._ended)
