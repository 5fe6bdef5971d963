"""What a command says where disk, database, search index or settings fail: one line, since no traceback would help."""

import errno
import shutil
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import InternalError, OperationalError

from articles.importing.annotating.worker_processes import ProcessesDied

# What a system refuses, rather than what a program does wrong.
_REFUSED: Final = frozenset(
    {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE}
)
# SQLSTATE of PostgreSQL for a write in a database that can only be read.
_READ_ONLY: Final = "25006"
# SQLite does not say that the disk is full where it cannot make the files beside its database.
_LITTLE_SPACE: Final = 10_000_000


def failure_message(error: Exception) -> str | None:
    """Return which file or database failed and why, in one line; None for an error of the program."""
    match error:
        case ImproperlyConfigured() | ProcessesDied():
            return str(error)
        case OSError() if error.errno in _REFUSED:
            return _of_file(error)
        case OperationalError():
            return _of_database(error)
        case InternalError() if getattr(error.__cause__, "sqlstate", "") == _READ_ONLY:
            return _of_database(error)
    return str(error) if _is_of_index(error) else None


def _is_of_index(error: Exception) -> bool:
    if not apps.ready:
        return False
    from articles.search import SearchFailed

    return isinstance(error, SearchFailed)


def _of_file(error: OSError) -> str:
    """Return the file, which is not known where a write to an open file fails."""
    if error.filename or not settings.configured:
        return f"{error.filename or 'a file'}: {error.strerror}"
    folder = Path(settings.DATA_DIR)
    return f"a file in {folder}, or the output: {error.strerror}{_space_left(folder)}"


def _of_database(error: Exception) -> str:
    database = settings.DATABASES["default"]
    reason = " ".join(str(error).split())
    if not database["ENGINE"].endswith("sqlite3"):
        return f"database {database['NAME']} at {database['HOST'] or 'the local socket'}: {reason}"
    file = Path(unquote(str(database["NAME"]).removeprefix("file:").partition("?")[0]))
    return f"{file}: {reason}{_space_left(file.parent)}"


def _space_left(folder: Path) -> str:
    """Return how much space is left on the disk of a folder, where it is little."""
    free = shutil.disk_usage(folder).free if folder.is_dir() else _LITTLE_SPACE
    return f" ({free / 1e6:.1f} MB left on this disk)" if free < _LITTLE_SPACE else ""
