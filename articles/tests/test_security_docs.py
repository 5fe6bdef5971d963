"""Each test that the security docs name exists, and the table of ASVS 5.0 has each requirement of levels 1 and 2."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "articles/tests", ROOT / "haystack_engines/tests"]
# The requirements of levels 1 and 2 in each chapter of OWASP ASVS 5.0.0.
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9}
CHAPTERS |= {15: 13, 16: 16, 17: 7}


def names_of_tests() -> set[str]:
    texts = [file.read_text() for folder in FOLDERS for file in folder.rglob("test_*.py")]
    return {name for text in texts for name in re.findall(r"^(?:    )?def (test_\w+)", text, re.MULTILINE)}


@pytest.mark.parametrize("page", ["security.md", "asvs.md"])
def test_each_test_that_a_page_names_exists(page: str) -> None:
    named = set(re.findall(r"`(test_\w+)`", (ROOT / "docs" / page).read_text()))
    assert len(named) > 60
    assert named - names_of_tests() == set()


def test_each_row_of_a_promise_names_a_test() -> None:
    """The tables of promises, and of what fails."""
    rows = re.findall(r"^\| .+ \|$", (ROOT / "docs/security.md").read_text(), re.MULTILINE)
    start = rows.index("| promise | held by |")
    heads = ("| promise", "| ---", "| what")
    promises = [row for row in rows[start:] if not row.startswith(heads) and "_PER_MINUTE" not in row]
    assert len(promises) > 30
    assert [row for row in promises if "`test_" not in row and "[accounts.md]" not in row] == []


def test_the_table_has_every_requirement_of_levels_1_and_2_once() -> None:
    rows = re.findall(r"^\| (\d+)\.(\d+\.\d+) \| [12] \| ([^|]+) \| ([^|]+) \| (.+) \|$", asvs(), re.MULTILINE)
    assert Counter(int(row[0]) for row in rows) == CHAPTERS
    assert len({row[:2] for row in rows}) == sum(CHAPTERS.values()) == 253
    assert [row for row in rows if not row[4].strip()] == []


def test_the_sums_of_the_table_are_right() -> None:
    verdicts = Counter(re.findall(r"^\| \d+\.\d+\.\d+ \| [12] \| [^|]+ \| ([^|]+) \|", asvs(), re.MULTILINE))
    told = re.findall(r"^\| ([a-z ]+) \| (\d+) \|", asvs(), re.MULTILINE)
    assert {verdict: int(number) for verdict, number in told} == verdicts


def asvs() -> str:
    return (ROOT / "docs/asvs.md").read_text()
