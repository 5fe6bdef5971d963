"""Files in SHARED_DIR whose time says when something was done last: the worker's sign of life, the last backup.

Not in the database: each write there would have all kept pages made anew (`articles.archive_state`).
"""

import time
from pathlib import Path
from typing import Final

from django.conf import settings

WORKER: Final = "worker-alive"
BACKUP: Final = "last-backup"


def stamp_now(name: str) -> None:
    """Note that something was done just now."""
    _file(name).touch()


def seconds_since(name: str) -> float | None:
    """Return how long ago it was done, None where it never was."""
    try:
        return max(0.0, time.time() - _file(name).stat().st_mtime)
    except OSError:
        return None


def _file(name: str) -> Path:
    return Path(settings.SHARED_DIR) / name
