"""Compiles the translations: `python -m articles.translations`.

Git keeps the .po files; gettext reads .mo files, which are made from them. polib compiles them, so that a machine
without the gettext programs can do it, too.
"""

import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import polib  # type: ignore[import-untyped]

_LOCALE: Final = Path(__file__).resolve().parent.parent / "locale"


def outdated_translations(folder: Path = _LOCALE) -> list[Path]:
    """Return the .po files of a locale folder whose .mo file is missing or older."""
    return [po for po in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _is_outdated(po)]


def compile_translations(folder: Path = _LOCALE) -> list[Path]:
    """Make each .mo file that is missing or older than its .po file; return those made.

    Raises OSError where a .po file cannot be read or parsed, or a .mo file cannot be written.
    """
    return [_compiled(po) for po in outdated_translations(folder)]


def main() -> int:
    """Compile, and print what was made; return 1 with the reason where that fails."""
    try:
        for made in compile_translations():
            print(f"Compiled {made}")
    except OSError as error:
        sys.stderr.write(f"The translations cannot be compiled, the interface stays as it was: {error}\n")
        return 1
    return 0


def _is_outdated(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def _compiled(po: Path) -> Path:
    """Replace the .mo file as a whole, since other processes may read it meanwhile."""
    mo = po.with_suffix(".mo")
    content = polib.pofile(str(po)).to_binary()
    with NamedTemporaryFile(dir=po.parent, suffix=".tmp", delete=False) as handle:
        handle.write(content)
    Path(handle.name).chmod(0o644)
    Path(handle.name).replace(mo)
    return mo


if __name__ == "__main__":
    sys.exit(main())
