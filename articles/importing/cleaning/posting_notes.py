"""Notes around a text that say where it was posted: "Posted in Chuyện đời", "Chuyên mục: Đời sống", a blog's name."""

import re
from collections.abc import Sequence
from typing import Final

from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_front_page, is_section_name, is_site_page

_LONGEST_NOTE: Final = 200  # characters
_LONGEST_SECTION: Final = 6  # words
_LABEL: Final = (
    r"(?:this entry was )?(?:posted|filed|published)(?: in| under)\b"
    r"|(?:(?:bài(?: viết)?|mục) )?(?:này )?(?:đã )?(?:được )?(?:đăng|đưa|xếp) (?:trong|vào|ở)(?: (?:chuyên )?mục)?\b"
    r"(?!\s+lúc)|(?:chuyên mục|danh mục|thể loại|chủ mục|mục|category)(?=\s*:)|categor(?:y|ies)\b"
    r"|chuyên mục(?=\s+\S+(?:\s\S+){0,3}$)"
)
# What stands behind the section in the same note.
_BEHIND: Final = r"(?:\s+(?:(?:and )?tagged|tags?|by|bởi|on|(?:và )?(?:được )?(?:gắn )?thẻ)\b|[|•·,;.]|$)"
_NOTE: Final = re.compile(rf"\W*(?:{_LABEL})\s*:?\s*(?P<section>[^|•·,;.:\d]+?)\s*{_BEHIND}", re.IGNORECASE)
_NO_SECTION: Final = frozenset({"uncategorized", "chưa phân loại", "chưa được phân loại", "không phân loại", "blog"})


def section_in_note(line: str) -> str:
    """Return the section that a note says a text was posted in; "" where a line is no such note."""
    note = _NOTE.match(line) if len(line) <= _LONGEST_NOTE else None
    section = note["section"] if note else ""
    is_name = section[:1].isupper() and len(section.split()) <= _LONGEST_SECTION
    return section if is_name and section.lower() not in _NO_SECTION else ""


# How the platforms of blogs sign the foot of a page, and what they print above the name of the blog.
_PLATFORM: Final = re.compile(
    r"(?:blog at|(?:proudly )?powered by|được (?:hỗ trợ|cung cấp) bởi|tạo (?:trang web|blog)\b.*\b(?:trên|với))[^\w]*"
    r"(?:wordpress|blogger|blogspot|tumblr|ghost)\b.*",
    re.IGNORECASE,
)
_ABOVE_NAME: Final = re.compile(
    r"(?:skip to|chuyển đến|bỏ qua|đi tới|nhảy tới)\b.*|(?:tìm kiếm|search)\b.*|\W*", re.IGNORECASE
)
_LONGEST_NAME: Final = 8  # words


def blog_named(lines: Sequence[str], title: str) -> str:
    """Return the name of the blog that a copied page is of: its first line; "" where no platform signs the page."""
    if not any(map(_PLATFORM.fullmatch, lines)):
        return ""
    above = lines[: lines.index(title)] if title in lines else []
    name = next((line for line in above if not _ABOVE_NAME.fullmatch(line) and not is_furniture(line)), "")
    is_menu = is_front_page(name) or is_section_name(name) or is_site_page(name)
    return "" if is_menu or len(name.split()) > _LONGEST_NAME else name
