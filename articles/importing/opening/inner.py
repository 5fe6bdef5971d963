"""What a module that opens a kind of archive needs to open what is in it."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.metadata import NO_METADATA, Metadata
from articles.importing.opening.streams import Readable
from articles.importing.opening.unpack_limits import Budget
from articles.importing.options import ImportOptions

_NOT_POSTED: Final = "not posted"


@dataclass(frozen=True, slots=True)
class Inner:
    """The options and the budget of the whole file, and `open`, which opens a stream found inside of it."""

    options: ImportOptions
    budget: Budget
    open: "Callable[[Readable, str], Iterator[Found]]"

    def whole(
        self, stream: Readable, path: str, place: str = "", metadata: Metadata = NO_METADATA, form: str = ""
    ) -> Found:
        """Return the rest of a stream as one document."""
        return self.document(path, place, stream.read(self.budget.limits.document_bytes + 1), metadata, form)

    def document(self, path: str, place: str, data: bytes, metadata: Metadata = NO_METADATA, form: str = "") -> Found:
        """Return bytes as a document, or as refused where they are more than a document may have."""
        if len(data) > self.budget.limits.document_bytes:
            return RefusedDocument(path, place, self.budget.limits.too_large)
        return Document(path, place, data, metadata, form)


def told_not_posted(path: str, kinds: Counter[str]) -> Iterator[RefusedDocument]:
    """Yield a line for each kind of entries of an export that were never posted, with how many there are."""
    for number, (kind, count) in enumerate(kinds.most_common()):
        place = _NOT_POSTED if not number else f"{_NOT_POSTED} copy {number + 1}"
        yield RefusedDocument(path, place, kind.format(count=count), passed_over=True)


def record_data(record: Mapping[str, Any]) -> bytes:
    """Return a record as the bytes of its document; half letters (lone surrogates), which UTF-8 has not, as "?"."""
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")


def inside(name: str) -> str:
    """Return the name of an archive's member without what leads out of it ("/", ".."). No file is written under it."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return storable("/".join(parts)) or "?"


def storable(name: str) -> str:
    """Return a file's name as printable text: bytes that are not UTF-8, and control characters, as \\xNN."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
