"""Kinds of files, recognised by their first bytes: those that hold documents, and those that are not read."""

import re
from enum import Enum
from typing import Final


class FileKind(Enum):
    """The kinds of files that hold documents."""

    ZIP = "zip"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    TAR = "tar"
    WARC = "warc"
    OTHER = "other"


_BEGINNINGS: Final = {
    b"PK\x03\x04": FileKind.ZIP,
    b"PK\x05\x06": FileKind.ZIP,
    b"\x1f\x8b": FileKind.GZIP,
    b"BZh": FileKind.BZIP2,
    b"\xfd7zXZ\x00": FileKind.XZ,
    b"WARC/": FileKind.WARC,
}
# Office files of before 2007 by the names of their streams, in UTF-16.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: Final = {
    "__substg1.0_": "an e-mail of Outlook (.msg): open it in Outlook and save it as .eml, or as text",
    "WordDocument": "a Word document of before 2007 (.doc): save it as .docx",
    "PowerPoint Document": "PowerPoint slides of before 2007 (.ppt)",
    "Workbook": "an Excel workbook of before 2007 (.xls): save it as .xlsx or .csv",
}
_TAR_MARK: Final = slice(257, 262)
# Files that are not read, by their first bytes: what they are, and what to do with them.
_UNREAD: Final = {
    _COMPOUND: "an Office file of before 2007 (.doc, .xls, .msg): save it as .docx, .xlsx or .eml",
    b"%!PS": "PostScript",
    b"Rar!\x1a\x07": "a RAR archive: pack it as ZIP",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive: pack it as ZIP",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive: pack it as gzip",
    b"\x04\x22\x4d\x18": "an LZ4 archive: pack it as gzip",
    b"MSCF": "a cabinet archive (.cab): pack it as ZIP",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"II*\x00": "a picture (TIFF)",
    b"MM\x00*": "a picture (TIFF)",
    b"8BPS": "a picture (Photoshop)",
    b"RIFF": "a picture, sound or film (RIFF)",
    b"ID3": "a sound (MP3)",
    b"OggS": "a sound or film (Ogg)",
    b"\x1a\x45\xdf\xa3": "a film (Matroska)",
    b"\x00\x00\x00\x18ftyp": "a film (MP4)",
    b"\x00\x00\x00\x20ftyp": "a film (MP4)",
    b'{"news_archive": ': "an export of a whole archive: import_articles reads it, alone, into an empty one",
    b"SQLite format 3\x00": "a SQLite database",
    b"<?php": "source code",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
# The members by which ZIP files of other programs are recognised. Those of Word (WORD_PART) are read.
WORD_PART: Final = "word/document.xml"
WORKBOOK_PART: Final = "xl/workbook.xml"
BOOK_PART: Final = "META-INF/container.xml"
# How the ZIP of an OpenDocument text begins: its first member says what it is.
OPEN_TEXT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_PROGRAMS: Final = {
    ("ppt/presentation.xml",): "PowerPoint slides (.pptx)",
    ("META-INF/MANIFEST.MF",): "a Java program (.jar)",
    ("AndroidManifest.xml",): "an Android program (.apk)",
    ("mimetype", "content.xml"): "an OpenDocument file that is no text: save it as CSV",
}
# What an operating system or an office program leaves beside the files of its user, in lower case.
_SYSTEM_FOLDERS: Final = frozenset({"__macosx", "$recycle.bin", "system volume information"})
_SYSTEM_FILES: Final = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini"})
_SYSTEM_BEGINNINGS: Final = ("._", "~$")
_BITMAP: Final = re.compile(rb"BM....\x00\x00\x00\x00", re.DOTALL)


def file_kind(head: bytes) -> FileKind:
    """Return the kind of a file that begins with `head`."""
    if head[_TAR_MARK] == b"ustar":
        return FileKind.TAR
    return next(
        (file_kind for beginning, file_kind in _BEGINNINGS.items() if head.startswith(beginning)), FileKind.OTHER
    )


def is_of_system(path: str) -> bool:
    """Tell whether a path is that of a file of an operating system or office program ("__MACOSX/", "~$bài.docx")."""
    *folders, name = path.lower().split("/")
    return not _SYSTEM_FOLDERS.isdisjoint(folders) or name in _SYSTEM_FILES or name.startswith(_SYSTEM_BEGINNINGS)


def is_passed_over(path: str) -> bool:
    """Tell whether a file inside a folder or archive is of the system, hidden, or in a hidden folder (".git/")."""
    return is_of_system(path) or any(part.startswith(".") for part in path.split("/"))


def is_word(data: bytes) -> bool:
    """Tell whether a whole file is a Word document: a ZIP with the name of Word's main part in it."""
    return file_kind(data) is FileKind.ZIP and WORD_PART.encode() in data


def why_unread(head: bytes) -> str:
    """Return what a file is that begins with `head` and is not read; "" where it may be read."""
    if _BITMAP.match(head):
        return "this is a picture (BMP)"
    streams = _STREAMS.items() if head.startswith(_COMPOUND) else ()
    if kind := next((kind for stream, kind in streams if stream.encode("utf-16-le") in head), ""):
        return f"this is {kind}"
    names = (name for beginning, name in _UNREAD.items() if head.startswith(beginning))
    return next((f"this is {name}" for name in names), "")


def why_unread_zip(names: frozenset[str]) -> str:
    """Return what a ZIP with these members is, where it is a program's file that is not read; else ""."""
    return next((f"this is {name}" for parts, name in _PROGRAMS.items() if names.issuperset(parts)), "")
