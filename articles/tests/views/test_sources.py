"""Templates, styles and scripts can be read without scrolling sideways."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
LONGEST = 120


@pytest.mark.parametrize("folder", ["templates", "static/css", "static/js"])
def test_no_line_is_too_long(folder: str) -> None:
    files = [file for file in (ROOT / folder).rglob("*") if file.is_file()]
    assert files
    lines = {
        f"{file.relative_to(ROOT)}:{number}": len(line)
        for file in files
        for number, line in enumerate(file.read_text().splitlines(), start=1)
    }
    assert {place: length for place, length in lines.items() if length > LONGEST} == {}
