"""The two articles that the project was asked for, and the annotated import cases."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.importing.parsing import parse_document
from articles.tests.shared import SHARED, needs_shared

SEEDS = SHARED / "seeds"
CASES = sorted((SHARED / "gold" / "import").glob("*.json"))


def _flat(text: str) -> str:
    return " ".join(text.split())


@needs_shared
def test_the_copied_page() -> None:
    article = parse_document((SEEDS / "000_9df8a8eaee5b1005.txt").read_bytes())
    assert article.title == "Việt Nam đề nghị Mỹ phối hợp thúc đẩy chuyến thăm của Tổng thống Joe Biden"
    assert article.lead.startswith("Thứ trưởng Hà Kim Ngọc đề nghị")
    assert len(article.body) == 9
    assert [caption.credit for caption in article.captions] == ["BNG", "BNG"]
    assert (article.authors, article.source, article.published) == (("Đậu Tiến Đạt",), "TNO", "")
    assert article.inferred is not None
    assert (article.inferred.date, article.inferred.basis) == ("2022-06-14", "ngày 14.6; trong năm 2022")


@needs_shared
def test_the_segmented_line() -> None:
    article = parse_document((SEEDS / "002_6909b69e672b9dc4.txt").read_bytes())
    assert article.title == "Việt - Mỹ sẽ thúc đẩy các chuyến thăm cấp cao"
    assert article.lead.endswith("khi gặp Bộ trưởng Ngoại giao Bùi Thanh Sơn.")
    assert "Liên minh châu Âu (EU) Joseph Borell" in article.body[0]
    assert [caption.credit for caption in article.captions] == ["BNG"]
    assert (article.authors, article.published, article.inferred) == (("Như Tâm",), "", None)


@needs_shared
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_import_case(path: Path) -> None:
    want: dict[str, Any] = json.loads(path.read_text("utf-8"))
    got = parse_document(path.with_suffix(".txt").read_bytes())
    assert _flat(got.title) == _flat(want["title"])
    assert _flat(" ".join([got.lead, *got.body])) == _flat(" ".join([want["lead"], *want["body"]]))
    assert [_flat(caption.text) for caption in got.captions] == [_flat(text) for text in want["captions"]]
    assert [caption.credit for caption in got.captions] == want["photo_credits"]
    assert (got.form, got.source, got.published[:10]) == (want["form"], want["source"], want["published"])
