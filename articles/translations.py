"""Compiles the translations: .po files are kept in git, the .mo files that gettext reads are made from them."""

import logging
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile

import polib  # type: ignore[import-untyped]

logger = logging.getLogger(__name__)


def compile_stale(locale_folders: Iterable[str | Path]) -> list[Path]:
    """Make each .mo file that is missing or older than its .po file; return those made.

    Where a folder cannot be written the reason is logged, and the interface stays in English.
    """
    sources = [po for folder in locale_folders for po in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    return [made for po in sources if _is_stale(po) and (made := _compiled(po))]


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compiled(po: Path) -> Path | None:
    """Put the .mo file in place whole, since other processes may be starting too."""
    mo = po.with_suffix(".mo")
    content = polib.pofile(str(po)).to_binary()
    try:
        with NamedTemporaryFile(dir=po.parent, suffix=".tmp", delete=False) as handle:
            handle.write(content)
        Path(handle.name).chmod(0o644)
        Path(handle.name).replace(mo)
    except OSError as error:
        logger.warning("The translation %s cannot be compiled: %s", po, error)
        return None
    return mo
