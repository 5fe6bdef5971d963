import re
from pathlib import Path

import pytest

from articles.text.phrase_lists import PhraseFolder, entries


@pytest.fixture
def lists(tmp_path: Path) -> PhraseFolder:
    (tmp_path / "bodies.txt").write_text("# Bodies.\nSở ...\n\nPhòng cảnh sát...\nU.S.\n", "utf-8")
    (tmp_path / "units.txt").write_text("quận\nquận ủy\n", "utf-8")
    return PhraseFolder(tmp_path)


def test_comments_and_blank_lines_are_no_entries(tmp_path: Path, lists: PhraseFolder) -> None:
    assert entries(tmp_path / "bodies.txt") == ["Sở ...", "Phòng cảnh sát...", "U.S."]
    assert lists.phrases("units") == {"quận", "quận ủy"}


def test_the_longest_phrase_is_found_first(lists: PhraseFolder) -> None:
    match = re.search(lists.either("units"), "Văn phòng quận ủy")
    assert match is not None
    assert match[0] == "quận ủy"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sở Y tế", True),
        ("Sở", False),
        ("Phòng cảnh sát", True),
        ("Phòng cảnh sát hình sự", True),
        ("U.S.", True),
        ("UxSx", False),
        ("quận", True),
    ],
)
def test_dots_stand_for_what_follows_and_signs_for_themselves(lists: PhraseFolder, text: str, found: bool) -> None:
    assert bool(re.fullmatch(lists.either("bodies", "units"), text)) == found


def test_spaces_can_be_of_any_width(lists: PhraseFolder) -> None:
    assert re.fullmatch(lists.either("units", space=r"\s+"), "quận  ủy")
