from pathlib import Path

import pytest

from training.gold import read_gold


def test_tags_become_spans_of_the_text_without_them(tmp_path: Path) -> None:
    path = tmp_path / "a.gold"
    path.write_text("### a1\nÔng <PER>Ngọc</PER> ở <LOC>Huế</LOC>.\n\n### a2\nKhông tên\n\n", encoding="utf-8")
    first, second = read_gold(path)
    assert (first.ident, first.text, first.spans) == ("a1", "Ông Ngọc ở Huế.", ((4, 8, "person"), (11, 14, "place")))
    assert (second.text, second.spans) == ("Không tên", ())


def test_a_tag_that_closes_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gold"
    path.write_text("### a1\nHuế</LOC>", encoding="utf-8")
    with pytest.raises(ValueError, match="closes nothing"):
        read_gold(path)
