"""The paper that prints a page, as its imprint names it: the lines of its copyright and its publisher."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_section_name
from articles.text.papers import is_paper_name, paper_named

_LONGEST_PAPER: Final = 10  # words of a paper's name
_SLOGAN: Final = re.compile(r"\s+[-–—|]\s+")
_ENDING: Final = re.compile(r"\s+(?:báo )?(?:điện tử|online)$", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"(?:Báo|Tạp chí|Thời báo|Nhật báo|Bản tin|Chuyên trang|(?:Cổng|Trang) (?:thông tin|tin)(?: điện tử)?"
    r"|Đài (?:PT|TH|phát thanh|truyền hình)\S*)\s+(?!(?:chí|điện tử)$|chí\b)[^\W\d_]",
    re.IGNORECASE,
)
_ONLINE: Final = re.compile(r".+\s(?:online|điện tử)", re.IGNORECASE)
_LONGEST_FOOTER: Final = 300  # characters
_LONGEST_FOOT: Final = 12  # lines of the imprint below a page
# "© 2019 Báo X", "Bản quyền thuộc về Báo X", "Báo X - Cơ quan của ...".
_OWNED: Final = re.compile(
    r"(?:©|\bcopyrights?\b|bản quyền(?: (?:nội dung|bài viết|trang web))?(?: thuộc)?(?: về)?)"
    r"(?:[\s\d:©–—-]|\(c\)|\bcopyrights?\b)*"
    r"(?:toàn bộ )?(?:bản quyền )?(?:thuộc )?(?:về |của |by |bởi )?(?P<name>(?:[^.,;:|()–—-]|\.(?=\w)){3,60})",
    re.IGNORECASE,
)
_OWNING: Final = ("©", "copyright", "bản quyền")
_HEADED: Final = re.compile(
    r"(?P<name>[^.,;:|()–—-]{3,60}?)\s*[-–—,:|]\s*(?:cơ quan|tiếng nói|diễn đàn|giấy phép)\b", re.IGNORECASE
)
# Whom a paper belongs to, on the line below its name.
_PUBLISHER: Final = re.compile(
    r"(?:cơ quan (?:ngôn luận|chủ quản|của|thông tin)|tiếng nói của|diễn đàn (?:của|thông tin)"
    r"|(?:trực )?thuộc (?:bộ|ban|hội|tỉnh|thành|sở|liên|tổng|viện|đài|ủy|uỷ))\b",
    re.IGNORECASE,
)
# What a site calls itself that says no name: "Trang thông tin điện tử tổng hợp".
_KIND_ALONE: Final = re.compile(
    r"(?:(?:trang|cổng|báo|tạp chí|chuyên trang|kênh|website|tin|thông tin|điện tử|tổng hợp|online|trực tuyến)"
    r"(?:\s+|$))+",
    re.IGNORECASE,
)
# "Báo tiếng Việt nhiều người xem nhất": how a site praises itself.
_PRAISE: Final = re.compile(r"\b(?:nhất|hàng đầu|nhiều người (?:xem|đọc)|uy tín)$", re.IGNORECASE)


def paper_in_imprint(line: str) -> str:
    """Return the paper that a line of copyright or of the publisher names; "" where it is no such line."""
    if not 0 < len(line) <= _LONGEST_FOOTER:
        return ""
    found = (*_owned(line), *filter(None, [_HEADED.match(line)]))
    return next(filter(None, (paper_called(one["name"]) for one in found)), "")


def owner_in_imprint(line: str) -> str:
    """Return whom a line of copyright names, a paper or not, as it is written; "" where it is no such line.

    A year alone is nobody: "© 1997-2024. Toàn bộ bản quyền thuộc VnExpress".
    """
    names = (one["name"].strip() for one in _owned(line)) if 0 < len(line) <= _LONGEST_FOOTER else ()
    return next((name for name in names if not name.isdecimal()), "")


def _owned(line: str) -> list[re.Match[str]]:
    lower = line.lower()
    return list(_OWNED.finditer(line)) if any(sign in lower for sign in _OWNING) else []


def paper_in_foot(lines: Sequence[str]) -> str:
    """Return the paper that the lines at the foot of a page name; "" where none does.

    That is the line above the body that it belongs to ("BÁO PHÚ YÊN ĐIỆN TỬ", "Cơ quan ngôn luận của ..."), else a
    known paper that has a line of its own among the last ones: "Báo điện tử VnExpress".
    """
    for name, below in pairwise(lines):
        if _PUBLISHER.match(below) and (found := paper_called(name) or paper_named(name)):
            return found
    foot = (line for line in reversed(lines[-_LONGEST_FOOT:]) if not is_furniture(line))
    called = (paper_named(paper_called(line)) for line in foot)
    return next(filter(None, called), "")


def paper_called(name: str) -> str:
    """Return a paper by its usual name where it is known, or as it is written where it is called a paper.

    "" where it is no paper, or may be the place of that name.
    """
    name = _SLOGAN.split(name.strip(" .-–—|"))[0]
    if len(name.split()) > _LONGEST_PAPER or is_section_name(name):
        return ""
    bare = _ENDING.sub("", name)
    if _KIND_ALONE.fullmatch(name) or _PRAISE.search(name):
        return ""
    called = _CALLED.match(name) is not None
    # "Bình Dương" is a place, "Bình Dương Online" the paper.
    if known := paper_named(name) or paper_named(bare):
        return known if called or bare != name or is_paper_name(name) else ""
    return bare if called else name if _ONLINE.fullmatch(name) else ""
