"""What opening a file gives: documents, and what could not be opened as one."""

from dataclasses import dataclass

from articles.importing.metadata import NO_FACTS, Metadata


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document, the file it came in ("a.zip/b.txt"), its place in that file ("line 12"), and what
    is known of it otherwise.

    `form` is one that its bytes alone do not tell ("table", "feed" or "word"), else ""; `warnings` is what is to be
    said of how it was opened.
    """

    path: str
    place: str
    data: bytes
    facts: Metadata = NO_FACTS
    form: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedDocument:
    """Something that could not be opened as a document, and why."""

    path: str
    place: str
    reason: str


Found = Document | RefusedDocument
