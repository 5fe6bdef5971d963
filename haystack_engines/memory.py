"""Indexes in memory: folders on the memory file system (/dev/shm), removed when the process that made them ends.

What makes an index on a disk slow to write is waiting for the disk. Tantivy can also hold an index in the process's
own memory, but its Python binding shows neither the commits nor the segments of such an index, and it is no faster.
As folders, indexes in memory have the same versions, locks and readers as those on a disk.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from threading import Lock

_MEMORY = Path("/dev/shm")  # noqa: S108  # the folder made in it has a random name, and is private to the user

# Folders by name, each with the id of the process that made it.
_folders: dict[str, tuple[int, Path]] = {}
_lock = Lock()


def memory_folder(name: str) -> Path:
    """Return the folder of that name in memory, one for all threads of the process (and for forks of it).

    Where the system has no memory file system, the folder is in the directory for temporary files.
    """
    with _lock:
        if name not in _folders:
            parent = _MEMORY if os.access(_MEMORY, os.W_OK) else None
            _folders[name] = os.getpid(), Path(tempfile.mkdtemp(prefix="haystack-", dir=parent))
        return _folders[name][1]


def release_memory(name: str) -> None:
    """Remove the folder of that name, if there is one and this process made it. Readers that are open stay usable."""
    with _lock:
        maker, folder = _folders.pop(name, (0, None))
    if folder and maker == os.getpid():
        shutil.rmtree(folder, ignore_errors=True)


@atexit.register
def _release_all() -> None:
    for name in list(_folders):
        release_memory(name)
