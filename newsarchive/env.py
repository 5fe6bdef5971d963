"""Typed environment variables: a default for an unset one, ImproperlyConfigured for an invalid one."""

import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off"}
# The name that prometheus_client knows.
_SHARED_COUNTS = "PROMETHEUS_MULTIPROC_DIR"


def text(name: str, default: str = "") -> str:
    """Return the variable without surrounding space; an empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool) -> bool:
    """Return the variable as a bool (1/0, true/false, yes/no, on/off).

    Raises ImproperlyConfigured for any other word.
    """
    value = text(name).lower()
    if not value:
        return default
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{name}={value!r} is neither true nor false: write 1 or 0")
    return value in _TRUE


def whole_number(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    """Return the variable as a whole number from `least` to `most`.

    Raises ImproperlyConfigured if it is something else.
    """
    value = text(name, str(default))
    if not value.isdecimal() or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number of at least {least}")
    if most is not None and int(value) > most:
        raise ImproperlyConfigured(f"{name}={value!r} is more than {most}")
    return int(value)


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    """Return the variable, which must be one of `choices`; raises ImproperlyConfigured otherwise."""
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value!r} is not one of: {', '.join(choices)}")
    return value


def word_list(name: str, default: str = "") -> list[str]:
    """Return the words of the variable, which are separated by commas or spaces."""
    return text(name, default).replace(",", " ").split()


def site_address(name: str) -> str:
    """Return the variable as the address of a whole site, https://kho.toasoan.vn, "" where it is unset.

    Raises ImproperlyConfigured if it is something else.
    """
    value = text(name)
    if value and not re.fullmatch(r"https?://[^/?#\s]+/?", value):
        raise ImproperlyConfigured(f"{name}={value!r} is not the address of a site: https://kho.toasoan.vn")
    return value


def address_list(name: str) -> list[str]:
    """Return the variable as addresses of servers, which are separated by commas or spaces: https://node-1:9200.

    Raises ImproperlyConfigured if one is something else, such as one with a password in it.
    """
    values = word_list(name)
    for value in values:
        if not re.fullmatch(r"https?://[^/?#@\s]+/?", value):
            raise ImproperlyConfigured(
                f"{name} has {value!r}, which is not the address of a server: https://node-1:9200"
            )
    return values


def readable_file(name: str) -> str:
    """Return the variable as the path of a file, "" where it is unset; raises ImproperlyConfigured if none is there."""
    value = text(name)
    if value and not (Path(value).is_file() and os.access(value, os.R_OK)):
        raise ImproperlyConfigured(f"{name}={value!r} is not a file that can be read")
    return value


def folder(name: str, default: Path) -> Path:
    """Return the variable as an absolute path of a folder, which is created if it is missing.

    Raises ImproperlyConfigured if it cannot be created.
    """
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={path} cannot be used as a folder: {error}") from error
    return path


def read_only_sqlite(name: str) -> str:
    """Return the address by which SQLite opens a database file that this process cannot write, "" where it can.

    Where a writer has left its write-ahead log, the log is read too, which needs its index (-shm) beside it.
    """
    file = Path(name)
    if not file.is_file() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return ""
    log = file.with_name(f"{file.name}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    return f"file:{quote(str(file.resolve()))}?{mode}"


def begin_shared_counts() -> None:
    """Make a folder in which the processes that are started from now on count together, for prometheus_client."""
    os.environ[_SHARED_COUNTS] = tempfile.mkdtemp(prefix="newsarchive-metrics-")


def shared_counts_folder() -> str:
    """Return the folder in which processes count together, "" where each counts for itself."""
    return os.environ.get(_SHARED_COUNTS, "")


def secret(name: str, path: Path) -> str:
    """Return the variable, else the key in the file `path`; the first call creates it, readable by its owner only."""
    if value := text(name):
        return value
    if not path.exists():
        _create_key(path)
    return path.read_text()


def _create_key(path: Path) -> None:
    """Create the file with a hard link: if two processes start together, both read the complete key of the first."""
    with NamedTemporaryFile("w", dir=path.parent) as handle:  # readable by its owner only
        handle.write(secrets.token_urlsafe(50))
        handle.flush()
        with suppress(FileExistsError):
            os.link(handle.name, path)
