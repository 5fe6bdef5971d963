"""Reports of benchmarks: percentiles, tables, machine and versions, and the sections of docs/performance.md."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the percentile by nearest rank; 0 if there are no values."""
    ordered = sorted(values)
    place = max(1, -(-len(ordered) * percent // 100))
    return ordered[int(place) - 1] if ordered else 0.0


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    marks = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [head, marks, *rows])


def machine_and_versions(*packages: str) -> str:
    """Return a line with day, machine and the versions of Python and of packages."""
    versions = ", ".join(f"{package} {version(package)}" for package in packages)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    machine = f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"
    load = f"load {os.getloadavg()[1]:.1f}"
    return f"{datetime.now(UTC):%d %B %Y}; {machine}; {load}; Python {platform.python_version()}, {versions}."


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def save_section(name: str, text: str, page: Path = PAGE) -> None:
    """Replace the text between the markers of a section of a page; append the section if it is missing."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{begin}\n{text.strip()}\n{end}"
    before = page.read_text("utf-8") if page.exists() else "# Performance\n"
    there = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if there.search(before):
        page.write_text(there.sub(lambda _: section, before), "utf-8")
    else:
        page.write_text(f"{before.rstrip()}\n\n{section}\n", "utf-8")
