"""Where a name stands in its sentence: behind a preposition, before a place."""

import re
from typing import Final

_PREPOSITION: Final = re.compile(
    r"(?<!\w)(?:của|với|như|cùng|cho|về|từ|bởi|bằng|hơn|trước|ngoài|gặp|gửi|tới|đến|vợ|chồng|con|bố|mẹ)[ \xa0]"
    r"(?:(?:ông|bà|anh|chị|cô|cả|các|hai|\w+ (?:sĩ|sỹ|viên|thủ|tướng|trưởng|đạo|vệ|hậu|mẫu|tịch|thư|thống))[ \xa0])*$",
    re.IGNORECASE,
)
_APART: Final = re.compile(r"[ \xa0]*[(,–-]")
# Characters before a name in which its title and a preposition stand, and behind it in which its place stands.
_LONGEST_TITLE: Final = 30
_LONGEST_HOME: Final = 60


def is_object(text: str, name_start: int) -> bool:
    """Tell whether a name follows a preposition, perhaps behind a title: "so với tiền đạo Ibrahimovic"."""
    return bool(_PREPOSITION.search(text, max(0, name_start - _LONGEST_TITLE), name_start))


def is_from(text: str, name_end: int, place: str) -> bool:
    """Tell whether a place stands right behind a name, apart from it: "Tạ Văn Hạ (Bạc Liêu)"."""
    return place in text[name_end : name_end + _LONGEST_HOME] and _APART.match(text, name_end) is not None
