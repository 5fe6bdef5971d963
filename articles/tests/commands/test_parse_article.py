import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.importing.metadata import METADATA_FIELDS

PAGE = "Chợ nổi vào mùa cá linh\n\nGiá cá cao.\n\nBến chợ. Ảnh: CTV\n\nNgày 2/9/2023, bà Sal ra chợ.\n\nThạch Bình"


def _run(*paths: Path) -> list[dict[str, object]]:
    out = StringIO()
    call_command("parse_article", *map(str, paths), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_it_prints_one_object_a_file(tmp_path: Path) -> None:
    path = tmp_path / "bài.txt"
    path.write_text(PAGE, "utf-8")
    [record] = _run(path)
    unstated = {name: "" for name in METADATA_FIELDS if name != "key"}
    assert record == unstated | {
        "path": str(path),
        "form": "raw",
        "title": "Chợ nổi vào mùa cá linh",
        "lead": "Giá cá cao.",
        "body": ["Ngày 2/9/2023, bà Sal ra chợ."],
        "captions": ["Bến chợ."],
        "photo_credits": ["CTV"],
        "authors": ["Thạch Bình"],
        "inferred_source": "",
        "inferred": {"date": "2023-09-02", "precision": "day", "from": "2/9/2023"},
        "warnings": [],
    }


def test_an_unreadable_file_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "b.txt"
    good.write_text(PAGE, "utf-8")
    bad.write_bytes(b"\x00\x01")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="2 of 3 documents"):
        call_command("parse_article", str(bad), str(tmp_path / "c.txt"), str(good), stdout=out, stderr=err)
    assert len(out.getvalue().splitlines()) == 1
    assert f"{bad}: the document is binary, not text (byte 0)" in err.getvalue()
    assert "c.txt: the file cannot be read: No such file or directory" in err.getvalue()
