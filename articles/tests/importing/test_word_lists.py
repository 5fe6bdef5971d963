"""The lists of words and phrases that the importer goes by: each is read, and says nothing twice."""

import re
from collections import Counter
from pathlib import Path

import pytest

from articles import importing
from articles.importing.options import FIELDS
from articles.importing.readers.records.record_names import FIELD_NAMES
from articles.text.papers import is_sign_off
from articles.text.phrase_lists import entries

FOLDER = Path(importing.__file__).parent
CODE = "\n".join(path.read_text("utf-8") for path in FOLDER.rglob("*.py"))
LISTS = sorted(FOLDER.rglob("*.txt"))


def test_it_finds_the_lists() -> None:
    assert {"sections", "surnames", "title", "newsletter", "writers"} <= {path.stem for path in LISTS}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_list_is_read_and_says_nothing_twice(path: Path) -> None:
    assert path.stem in FIELDS or re.search(rf"""\(["']{path.stem}["']\)""", CODE)
    assert [entry for entry, times in Counter(entries(path)).items() if times > 1] == []


@pytest.mark.parametrize("field", FIELDS)
def test_no_name_of_a_field_is_listed_in_two_spellings(field: str) -> None:
    assert FIELD_NAMES[field]
    assert len(set(FIELD_NAMES[field])) == len(FIELD_NAMES[field])


@pytest.mark.parametrize("name", ["papers", "dateline_papers"])
def test_papers_that_are_known_by_name_are_in_no_other_list(name: str) -> None:
    known = [entry for entry in entries(FOLDER / "cleaning" / "phrases" / f"{name}.txt") if is_sign_off(entry)]
    # "Dân trí" is not written with capitals, as the other papers before a lead are.
    assert known == (["Dân trí"] if name == "dateline_papers" else [])
