"""The checksums that Tantivy keeps at the end of its files.

A file ends with a footer in JSON, the footer's length and the number 1337, both as 4 bytes, the least significant
first. "crc" in the footer is the CRC-32 of everything before it (tantivy/src/directory/footer.rs).
"""

import json
import zlib
from pathlib import Path
from typing import Any, Final

from haystack.exceptions import SearchBackendError

_MAGIC: Final = 1337
_NUMBER: Final = 4
_BLOCK: Final = 1 << 20


# What tells a file from every other: its inode, size and time.
_Identity = tuple[str, int, int, int]

# The files of each index that this process has found whole. A file of Tantivy never changes.
_WHOLE: Final[dict[Path, frozenset[_Identity]]] = {}


def damaged(folder: Path) -> list[Path]:
    """Return the files of the last commit's segments whose content differs from its checksum."""
    return [file for file in segment_files(folder) if not _is_whole(file)]


def refuse_damaged(folder: Path) -> None:
    """Raise SearchBackendError where a file of the last commit's segments differs from its checksum.

    A file that this process has found whole is not read again.
    """
    known = _WHOLE.get(folder, frozenset())
    files = {_identity(file): file for file in segment_files(folder)}
    if bad := [file.name for identity, file in files.items() if identity not in known and not _is_whole(file)]:
        raise SearchBackendError(f"The search index in {folder} is damaged ({', '.join(bad)}): rebuild it")
    _WHOLE[folder] = frozenset(files)


def segment_files(folder: Path) -> list[Path]:
    """Return the files of the last commit's segments."""
    meta = json.loads((folder / "meta.json").read_text())
    segments = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    return sorted(file for file in folder.iterdir() if file.name.partition(".")[0] in segments)


def _identity(file: Path) -> _Identity:
    state = file.stat()
    return file.name, state.st_ino, state.st_size, state.st_mtime_ns


def split_footer(data: memoryview) -> tuple[memoryview, dict[str, Any]]:
    """Return the content of a file and its footer. Raises ValueError where it has none."""
    end = len(data) - 2 * _NUMBER
    length, magic = (int.from_bytes(data[at : at + _NUMBER], "little") for at in (end, end + _NUMBER))
    end -= length
    if magic != _MAGIC or end < 0:
        raise ValueError("a file of the index has no footer")
    return data[:end], json.loads(bytes(data[end : end + length]))


def _is_whole(file: Path) -> bool:
    """Return whether a file has its checksum; one that a merge has removed meanwhile is not missed."""
    try:
        size = file.stat().st_size
        with file.open("rb") as handle:
            handle.seek(max(0, size - 2 * _NUMBER))
            length, magic = (int.from_bytes(handle.read(_NUMBER), "little") for _ in range(2))
            end = size - 2 * _NUMBER - length
            if magic != _MAGIC or end < 0:
                return False
            handle.seek(end)
            footer = json.loads(handle.read(length))
            handle.seek(0)
            found, left = 0, end
            while left and (block := handle.read(min(_BLOCK, left))):
                found, left = zlib.crc32(block, found), left - len(block)
    except FileNotFoundError:
        return True
    except ValueError:  # the footer itself is damaged
        return False
    return isinstance(footer, dict) and bool(footer.get("crc") == found)
