"""The head of a post that was copied from a social network: who posted it, what they did, and when."""

import re
from typing import Final

_HEAD: Final = re.compile(
    r"(?P<name>[^\W\d_][^.:\n]{1,60}?)\s+(?:đang (?:ở|tại|cùng|cảm thấy)|đã (?:thêm|chia sẻ|cập nhật|đăng|ở|phát)"
    r"|cùng với|(?:is|was) (?:at|in|with|feeling)|added|shared|updated|▸|▶|›|>)\s.{0,120}",
    re.IGNORECASE,
)
# "3 giờ · Cần Thơ · ", "14 tháng 3, 2019 lúc 19:22 · Công khai".
_STAMP: Final = re.compile(
    r"(?:\d{1,2} (?:phút|giờ|ngày|tuần|tháng|năm|min|mins|hrs?|hours?|days?|[hdwmy])|hôm qua|yesterday"
    r"|\d{1,2} tháng \d{1,2}(?:,? \d{4})?|[A-Z][a-z]+ \d{1,2}(?:, \d{4})?)\b[^.\n]{0,40}·.{0,40}",
    re.IGNORECASE,
)
# Below the name of a group: "Lê An · 14 tháng 3, 2019 · ".
_IN_GROUP: Final = re.compile(rf"(?P<name>[^\W\d_][^·\n.:]{{1,40}}?)\s*·\s*(?P<stamp>{_STAMP.pattern})", re.IGNORECASE)
_FORWARDED: Final = re.compile(r"\W*(?:được )?(?:chuyển tiếp từ|forwarded from)\b[^.\n]{0,60}", re.I)


def without_post_head(text: str) -> str:
    """Return a post with the name alone above the stamp of its hour: "Lê An đã thêm 4 ảnh mới." -> "Lê An".

    The name of a group, and a line that says who passed a message on, go. Where a stamp tells no day
    ("3 giờ · Cần Thơ"), both lines go. Another text stays as it is.
    """
    first, _, below = text.lstrip().partition("\n")
    if _FORWARDED.fullmatch(first.strip()):
        return below
    stamp, _, post = below.lstrip().partition("\n")
    if poster := _IN_GROUP.fullmatch(stamp.strip()):
        return f"{poster['name']}\n{poster['stamp']}\n{post}"
    head = _HEAD.fullmatch(first.strip())
    if head is None or not _STAMP.fullmatch(stamp.strip()):
        return text
    return f"{head['name']}\n{below.lstrip()}" if re.search(r"\d{4}", stamp) else post
