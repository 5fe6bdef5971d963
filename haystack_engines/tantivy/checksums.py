"""The checksums that Tantivy keeps at the end of its files.

A file ends with a footer in JSON, the footer's length and the number 1337, both as 4 bytes, the least significant
first. "crc" in the footer is the CRC-32 of everything before it (tantivy/src/directory/footer.rs).
"""

import json
import zlib
from pathlib import Path
from typing import Any, Final

_MAGIC: Final = 1337
_NUMBER: Final = 4
_BLOCK: Final = 1 << 20


def damaged(folder: Path) -> list[Path]:
    """Return the files of the last commit's segments whose content differs from its checksum."""
    meta = json.loads((folder / "meta.json").read_text())
    segments = {segment["segment_id"].replace("-", "") for segment in meta["segments"]}
    files = sorted(file for file in folder.iterdir() if file.name.partition(".")[0] in segments)
    return [file for file in files if not _is_whole(file)]


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
