"""What the opening of an archive needs to open what is in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.metadata import NO_FACTS, Metadata
from articles.importing.opening.streams import Readable
from articles.importing.opening.unpack_limits import Budget
from articles.importing.options import ImportOptions


@dataclass(frozen=True, slots=True)
class Inner:
    """Opens a stream found inside a file (`open`); the options and the budget are those of the whole file."""

    options: ImportOptions
    budget: Budget
    open: "Callable[[Readable, str], Iterator[Found]]"

    def whole(self, stream: Readable, path: str, place: str = "", facts: Metadata = NO_FACTS, form: str = "") -> Found:
        """Return all that is left of a stream as one document."""
        return self.document(path, place, stream.read(self.budget.limits.document_bytes + 1), facts, form)

    def document(self, path: str, place: str, data: bytes, facts: Metadata = NO_FACTS, form: str = "") -> Found:
        """Return bytes as a document, refused where they are too many."""
        if len(data) > self.budget.limits.document_bytes:
            return RefusedDocument(path, place, self.budget.limits.too_large)
        return Document(path, place, data, facts, form)


def inside(name: str) -> str:
    """Return the name of an archive's member without what would climb out of it; nothing is ever written under it."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return storable("/".join(parts)) or "?"


def storable(name: str) -> str:
    """Return a name with the bytes that are no UTF-8, which Linux allows, written out as \\xNN, and no controls."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in text)
