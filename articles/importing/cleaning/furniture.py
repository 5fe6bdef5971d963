"""A page's furniture: promotion, sharing, related articles and what else is no part of the article.

A rule takes a whole line, never its beginning: "Xem thêm hồ sơ khám bệnh, đoàn phát hiện ..." is an article's sentence.
"""

import re
from typing import Final

from articles.importing.cleaning.phrases import phrases
from articles.text.normal import fold

# Lines that are furniture word for word (folded: without marks, in lower case, without closing punctuation).
_LINES: Final = frozenset(fold(line) for line in phrases("furniture"))
_PATTERNS: Final = re.compile(
    r"theo dõi (?:báo |trang )?.{2,50} (?:trên|qua|tại) (?:google news|google tin tức|facebook|zalo|youtube|tiktok|telegram)(?: để .*)?"
    r"|(?:mời|hãy|quý độc giả).{0,40}(?:theo dõi|đón đọc|quan tâm).{0,60}(?:trên|tại|fanpage|zalo|google news|kênh).{0,40}"
    r"|(?:>>+|»|>|\+\+|=>|→|►|▶)\s*.*"
    r"|(?:xem thêm|đọc thêm|xem tiếp|tin liên quan|bài liên quan|mời xem thêm|mời bạn xem|mời quý độc giả xem)\s*:.*"
    r"|(?:chủ đề|từ khóa|từ khoá|tags?|tin cùng chủ đề)\s*:.*"
    r"|(?:thích|bình luận|chia sẻ|ý kiến|lượt xem|lượt thích|like|share|yêu thích)\s*[:(]?\s*[\d.,k]+\s*\)?"
    r"|[\d.,]+\s*(?:lượt xem|bình luận|lượt thích|thích|chia sẻ|like|share|ý kiến)"
    r"|(?:chia sẻ|gửi email|in bài viết|in bài|lưu bài viết|lưu bài|lưu|facebook|zalo|twitter|email|sao chép liên kết|copy link|bình luận|thích|print|in|a-|a\+|a)"
    r"(?:\s*[|•·/,]?\s*(?:chia sẻ|gửi email|in bài viết|in bài|lưu bài viết|lưu bài|lưu|facebook|zalo|twitter|email|sao chép liên kết|copy link|bình luận|thích|print|in|a-|a\+|a))+"
    r"|(?:về|trở lại|quay lại|trở về) (?:trang|chuyên mục|mục) .{1,40}"
    r"|(?:trở lại|quay lại|về) (?:thời sự|thế giới|kinh doanh|giải trí|thể thao|pháp luật|giáo dục|sức khỏe|đời sống|du lịch|khoa học|số hóa|xe|xã hội|văn hóa|kinh tế|trang chủ|góc nhìn|ý kiến|công nghệ|bất động sản|chính trị)(?:trở lại .*)?"
    r"|(?:click|bấm|nhấn|chạm) (?:vào|để) .{0,30}(?:ảnh|hình|xem|phóng to|đọc).{0,30}"
    r"|(?:utm_\w+=\S*|https?://\S+|www\.\S+)"
    r"|(?:©|bản quyền|copyright).{0,80}"
    r"|(?:ảnh|video|clip|podcast|infographic)\s*[:.]?"
    r"|[-–—_*=.•·|~+#\s]+",
    re.IGNORECASE,
)
# Headings after which nothing on a page belongs to the article.
_TAIL: Final = re.compile(
    r"(?:có thể (?:bạn|độc giả|quý vị) (?:cũng )?(?:sẽ )?(?:quan tâm|thích|muốn (?:đọc|xem))"
    r"|(?:tin|bài|bài viết|các bài|các tin|những tin)(?: viết| bài)? (?:liên quan|cùng chuyên mục|khác|cùng chủ đề|cùng tác giả|mới nhất|đọc nhiều|nổi bật|mới hơn|cũ hơn|nên đọc|hay nhất|xem nhiều)(?: khác)?"
    r"|tin mới|tin nổi bật|tin tài trợ|đọc tiếp|đọc thêm|xem thêm tin|xem nhiều|đọc nhiều(?: nhất)?|được quan tâm|đừng bỏ lỡ|bạn có thể quan tâm|bạn quan tâm|mời bạn đọc thêm|"
    r"cùng chuyên mục|cùng chủ đề|chủ đề liên quan|tin cùng mục|có liên quan|gợi ý cho bạn|dành cho bạn|nên xem|nổi bật|mới nhất|"
    r"(?:ý kiến|bình luận)(?: bạn đọc| của bạn| độc giả)?(?: \(\d+\))?|gửi (?:ý kiến|bình luận)(?: của bạn)?|video nổi bật|đang được quan tâm|"
    r"tin đọc nhiều|tin cùng sự kiện|sự kiện liên quan|news related|related(?: news| articles)?|tin tức liên quan)",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_LONGEST_LINE: Final = 200  # characters; more is a paragraph, whatever it begins with
_LONGEST_COUNT: Final = 3  # characters of a count of readers, stars or comments
_CLOSING: Final = re.compile(r"[\s.:;…!|»>]+$")
# A stray "null" of the page's template stuck to the end of the last line.
_GLUED_NULL: Final = re.compile(r"(?<=[^\w\s])\s*(?:null|undefined)$|\s+(?:null|undefined)$")


def is_furniture(line: str) -> bool:
    """Tell whether a whole line is furniture: a promotion, an advertisement's mark, sharing, a link to another article."""
    bare = _CLOSING.sub("", line)
    if not _LETTER.search(bare):
        return bool(line.strip()) and (len(bare) <= _LONGEST_COUNT or not _DIGIT.search(bare))
    if len(line) > _LONGEST_LINE:
        return False
    return fold(bare) in _LINES or bool(_PATTERNS.fullmatch(bare) or _PATTERNS.fullmatch(line))


def starts_tail(line: str) -> bool:
    """Tell whether a whole line is the heading of what follows an article on its page (related articles, comments)."""
    return bool(_TAIL.fullmatch(_CLOSING.sub("", line)))


def strip_null(text: str) -> str:
    """Return `text` without the "null" that a page's template leaves at its very end."""
    return _GLUED_NULL.sub("", text.rstrip())
