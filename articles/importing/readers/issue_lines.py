"""The line above a cutting that says where it was printed: "Báo Đất Mũi, số 15.020, ngày 14-3-2019, trang 4"."""

import re
from typing import Final

from articles.importing.cleaning.imprints import paper_called
from articles.text.papers import paper_named

_PARTED: Final = re.compile(r"\s*[,;|–—]\s*|\s+-\s+|\s*[()]\s*")
_NUMBER: Final = re.compile(r"(?:số(?: báo)?|kỳ|trang|tr\.)\s*[\d.]+(?:\s*[-/]\s*\d+)?", re.IGNORECASE)
_DAY: Final = re.compile(r"(?:(?:ra )?ngày|thứ \S+)?\s*(?P<day>\d{1,2}[-/.]\d{1,2}[-/.]\d{4})", re.IGNORECASE)
_LONGEST: Final = 120  # characters


def without_issue_line(text: str) -> tuple[str, dict[str, str | list[str]]]:
    """Return a text without its first line where that names a paper, a number or page, and a day; and what it says."""
    above, _, below = text.lstrip().partition("\n")
    if len(above) > _LONGEST or not below.strip():
        return text, {}
    paper, *parts = [part for part in _PARTED.split(above.strip(" .")) if part] or [""]
    days = [day["day"] for part in parts if (day := _DAY.fullmatch(part))]
    numbers = sum(_NUMBER.fullmatch(part) is not None for part in parts)
    named = paper_named(paper) or paper_called(paper) if days and numbers else ""
    if not named or len(days) + numbers < len(parts):
        return text, {}
    return below.lstrip("\n"), {"source": named, "published": days[0]}
