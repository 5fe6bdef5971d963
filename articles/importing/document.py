"""What opening a file yields: documents, and what could not be opened as one."""

from dataclasses import dataclass
from typing import ClassVar

from articles.importing.metadata import NO_METADATA, Metadata


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one document.

    `path` is the file that it came in ("a.zip/b.txt"), `place` where in that file ("line 12"), and `metadata` what
    that place states about it. `form` is the form of document where the opening decides it (a row of a table, an entry
    of a feed, a Word document), "" where the bytes do. `warnings` concern how it was opened.
    """

    path: str
    place: str
    data: bytes
    metadata: Metadata = NO_METADATA
    form: str = ""
    warnings: tuple[str, ...] = ()
    # See `RefusedDocument`.
    passed_over: ClassVar[bool] = False


@dataclass(frozen=True, slots=True)
class RefusedDocument:
    """Something that could not be read as an article, where it stands (see `Document`), and the reason in English.

    `passed_over`: it is no failure, such as the files of an operating system in an archive.
    """

    path: str
    place: str
    reason: str
    passed_over: bool = False


Found = Document | RefusedDocument


def refused_by_bug(path: str, place: str, error: Exception) -> RefusedDocument:
    """Return what no reader could foresee as refused: a bug must not stop the other documents. The caller logs it."""
    return RefusedDocument(path, place, f"an error of the importer, please report it: {error!r}")
