"""The paper that prints a page, as its imprint names it: the lines of its copyright and its publisher."""

import re
from typing import Final

from articles.importing.cleaning.phrases import is_section_name
from articles.text.papers import is_paper_name, paper_named

_LONGEST_PAPER: Final = 10  # words of a paper's name
_ENDING: Final = re.compile(r"\s+(?:báo )?(?:điện tử|online)$", re.IGNORECASE)
_CALLED: Final = re.compile(
    r"(?:Báo|Tạp chí|Thời báo|Nhật báo|Bản tin|Chuyên trang|(?:Cổng|Trang) (?:thông tin|tin)(?: điện tử)?"
    r"|Đài (?:PT|TH|phát thanh|truyền hình)\S*)\s+(?!(?:chí|điện tử)$|chí\b)[^\W\d_]",
    re.IGNORECASE,
)
_ONLINE: Final = re.compile(r".+\s(?:online|điện tử)", re.IGNORECASE)
_LONGEST_FOOTER: Final = 300  # characters
# "© 2019 Báo X", "Bản quyền thuộc về Báo X", "Báo X - Cơ quan của ...".
_OWNED: Final = re.compile(
    r"(?:©|\bcopyrights?\b|bản quyền(?: (?:nội dung|bài viết|trang web))?(?: thuộc)?(?: về)?)(?:[\s\d:©–—-]|\(c\))*"
    r"(?:toàn bộ )?(?:bản quyền )?(?:thuộc )?(?:về |của |by |bởi )?(?P<name>(?:[^.,;:|()–—-]|\.(?=\w)){3,60})",
    re.IGNORECASE,
)
_HEADED: Final = re.compile(
    r"(?P<name>[^.,;:|()–—-]{3,60}?)\s*[-–—,:|]\s*(?:cơ quan|tiếng nói|diễn đàn)\b", re.IGNORECASE
)


def paper_in_imprint(line: str) -> str:
    """Return the paper that a line of copyright or of the publisher names; "" where it is no such line."""
    if not 0 < len(line) <= _LONGEST_FOOTER:
        return ""
    found = (_OWNED.search(line), _HEADED.match(line))
    return next((named for one in found if one and (named := paper_called(one["name"]))), "")


def owner_in_imprint(line: str) -> str:
    """Return whom a line of copyright names, a paper or not, as it is written; "" where it is no such line."""
    owned = _OWNED.search(line) if 0 < len(line) <= _LONGEST_FOOTER else None
    return owned["name"].strip() if owned else ""


def paper_called(name: str) -> str:
    """Return a paper by its usual name where it is known, or as it is written where it is called a paper.

    "" where it is no paper, or may be the place of that name.
    """
    name = name.strip(" .-–—|")
    if len(name.split()) > _LONGEST_PAPER or is_section_name(name):
        return ""
    bare = _ENDING.sub("", name)
    called = _CALLED.match(name) is not None
    # "Bình Dương" is a place, "Bình Dương Online" the paper.
    if known := paper_named(name) or paper_named(bare):
        return known if called or bare != name or is_paper_name(name) else ""
    return bare if called else name if _ONLINE.fullmatch(name) else ""
