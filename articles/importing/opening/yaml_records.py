"""YAML with records: a list of them, one in each document, or a list in an object.

The events of libyaml are read and made into values here, texts alone: no tag makes an object of a program, and the
records of a list are in memory one at a time. An alias counts as much as what it stands for, so that no small file
becomes a large record.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from articles.importing.document import Found, RefusedDocument
from articles.importing.encodings.decoding import STREAMED, decode
from articles.importing.metadata import NO_METADATA, Metadata
from articles.importing.opening.inner import Inner, record_data
from articles.importing.opening.nested_records import records_in
from articles.importing.opening.streams import DAMAGE
from articles.importing.opening.unpack_limits import UnpackRefused
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.readers.records.record_names import is_article

_ENDINGS: Final = (".yaml", ".yml")
_COMMENTS: Final = r"[\ufeff\s]*(?:#[^\n]*\n\s*)*"
_BEGINNING: Final = re.compile(rf"{_COMMENTS}(?:%YAML\b|---(?:\s|$)|- |[\"']?[^\W\d][\w .-]{{0,40}}[\"']?:(?:\s|$))")
# What labelled text has not: a record in a list, a text below its key, a document below another one.
_OF_YAML: Final = re.compile(
    r"(?m)^[ \t]*-[ \t]+[\"']?[^\W\d][\w .-]{0,40}[\"']?:(?:\s|$)"
    r"|:[ \t]+[|>][-+\d]{0,2}[ \t]*$|^---[ \t]*\n[ \t]*[^\W\d][\w .-]*:"
)
_KEY: Final = re.compile(r"(?m)^[ \t]*(?:-[ \t]+)*[\"']?([^\W\d][\w .-]{0,40}?)[\"']?\s*:(?:\s|$)")
_MOST_DEEP: Final = 50
# Characters at the end of a beginning in which an error may come of its being cut off.
_CUT: Final = 4_096
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_MERGE: Final = "<<"


class _Refused(Exception):
    """A value that is not read; `line` is where it begins."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.line = line


def looks_like_yaml(text: str, path: str, options: ImportOptions) -> bool:
    """Tell whether a file that begins with `text` is YAML with the fields of articles, or is called so."""
    if path.lower().endswith(_ENDINGS):
        return True
    if not (_BEGINNING.match(text) and _OF_YAML.search(text)) or not is_article(_KEY.findall(text), options):
        return False
    try:
        return all(isinstance(event, yaml.CollectionStartEvent) for event in _tops(text))
    except yaml.MarkedYAMLError as error:
        return error.problem_mark is not None and error.problem_mark.index > max(60_000, len(text)) - _CUT
    except yaml.YAMLError:
        return False


def _tops(text: str) -> Iterator[yaml.Event]:
    """Yield what begins each document; raises YAMLError where the text is no YAML."""
    is_top = False
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if is_top:
            yield event
        is_top = isinstance(event, yaml.DocumentStartEvent)


def yaml_records(stream: io.BufferedReader, path: str, inner: Inner, encoding: str) -> Iterator[Found]:
    """Yield the records of YAML; where it is broken, those before that place and the line."""
    number = 0
    try:
        values = _Values(_text(stream, inner, encoding), inner.budget.limits.document_bytes)
        for value in values.of_documents():
            for record, metadata in _records(value, inner.options):
                number += 1
                yield inner.document(path, f"record {number}", record_data(record), metadata, "yaml")
        if not number:
            yield RefusedDocument(path, "", "the YAML holds no record of an article")
    except _Refused as refusal:
        yield RefusedDocument(path, f"record {number + 1}, line {refusal.line}", str(refusal))
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        yield RefusedDocument(
            path, f"record {number + 1}{line}", f"the YAML is broken: {error.problem or error.context}"
        )
    except (yaml.YAMLError, UnicodeError, UnreadableDocument, UnpackRefused, *DAMAGE) as error:
        reason = " ".join(str(error).split())
        yield RefusedDocument(path, f"record {number + 1}", f"the YAML cannot be read: {reason}")


def _records(value: Any, options: ImportOptions) -> Iterator[tuple[dict[str, Any], Metadata]]:
    """Yield the records that a document, or an item of the list that it is, stands for; a text alone is none."""
    nested = records_in(value, options)
    if nested.records:
        yield from ((record, nested.metadata) for record in nested.records)
    elif isinstance(value, dict):
        yield value, NO_METADATA


def _text(stream: io.BufferedReader, inner: Inner, encoding: str) -> io.TextIOBase:
    if encoding in STREAMED:
        return io.TextIOWrapper(stream, STREAMED[encoding], errors="replace")
    data = stream.read(inner.budget.limits.document_bytes + 1)
    if len(data) > inner.budget.limits.document_bytes:
        raise UnpackRefused(inner.budget.limits.too_large)
    return io.StringIO(decode(data, inner.options.encoding).text)


class _Values:
    """The values of YAML, read event by event. The characters of each are counted, those of an alias again."""

    def __init__(self, stream: io.TextIOBase, longest: int) -> None:
        self._events = iter(yaml.parse(stream, Loader=yaml.CSafeLoader))
        self._longest, self._left = longest, longest
        self._anchors: dict[str, tuple[Any, int]] = {}

    def of_documents(self) -> Iterator[Any]:
        """Yield each document, or each item of one that is a list."""
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            self._anchors.clear()
            top = next(self._events)
            if isinstance(top, yaml.SequenceStartEvent):
                while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
                    yield self._whole(event)
            else:
                yield self._whole(top)

    def _whole(self, event: yaml.Event) -> Any:
        self._left = self._longest
        return self._value(event, 0)

    def _value(self, event: yaml.Event, depth: int) -> Any:
        line = _line(event)
        if depth > _MOST_DEEP:
            raise _Refused("the YAML is nested too deeply", line)
        before = self._left
        if isinstance(event, yaml.AliasEvent):
            value, size = self._anchors.get(str(event.anchor), (None, 0))
            self._take(size, line)
        elif isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
            self._take(len(event.value) + 1, line)
        else:
            self._take(1, line)
            is_list = isinstance(event, yaml.SequenceStartEvent)
            value = self._list(depth) if is_list else self._mapping(depth)
        if isinstance(event, yaml.NodeEvent) and event.anchor and not isinstance(event, yaml.AliasEvent):
            self._anchors[event.anchor] = value, before - self._left
        return value

    def _take(self, size: int, line: int) -> None:
        self._left -= size
        if self._left < 0:
            raise _Refused("one record is larger than any article", line)

    def _list(self, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: list[Any] = []
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            value = self._value(next(self._events), depth + 1)
            if key == _MERGE:
                merged += value if isinstance(value, list) else [value]
            elif isinstance(key, str):
                found[key] = value
        for other in merged:
            found = {**other, **found} if isinstance(other, dict) else found
        return found


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> str | None:
    is_null = event.implicit[0] and event.style is None and event.value in _NULLS
    return None if is_null or str(event.tag or "").endswith("binary") else str(event.value)
