"""The furniture of a page: promotion, sharing, links to other articles, and other lines outside the article.

A rule matches a whole line, never its beginning: "Xem thêm hồ sơ khám bệnh, đoàn phát hiện ..." is a sentence.
"""

import re
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.phrases import either, phrases

_LINES: Final = phrases("furniture")
_TAILS: Final = phrases("tail_headings")
_WEAK_TAILS: Final = phrases("weak_headings")
_SHARE: Final = either("sharing")
_SECTION: Final = either("sections")
_PLATFORM: Final = r"(?:google news|google tin tức|facebook|zalo|youtube|tiktok|telegram)"
_READERS: Final = r"(?:độc giả|bạn đọc|khán giả|quý vị)"
_COUNTED: Final = (
    r"(?:(?:số )?l(?:ượt|ần) (?:xem|đọc|thích|truy cập|chia sẻ|bình luận|quan tâm|nghe|tải)|views?|bình luận|thích"
    r"|chia sẻ|likes?|shares?|comments?|ý kiến|phản hồi|nhận xét|cảm xúc|trả lời|người (?:theo dõi|thích))"
)
# Of lines in small letters.
_PATTERN: Final = re.compile(
    "|".join(
        (
            rf"(?:(?:mời )?(?:quý )?{_READERS} )?theo dõi .{{2,50}} (?:trên|qua|tại) {_PLATFORM}\.?",
            rf"(?:{_PLATFORM} )?theo dõi .{{2,50}} trên (?:google news để .*|{_PLATFORM})",
            r"(?:bạn thấy )?bài (?:viết |báo )?(?:này )?(?:có )?hữu ích(?: (?:với|cho) bạn)?(?: (?:không|chứ))?\??",
            # "Báo Thanh Niên trên Google News", "Tải ứng dụng Báo Thanh Niên".
            rf"(?:báo|tạp chí|đài|kênh|trang) .{{2,40}} trên {_PLATFORM}",
            r"tải (?:ứng dụng|app) .{2,40}[^.]",
            r"(?:rất tiếc, )?trình duyệt (?:này |của bạn )?(?:hiện )?(?:không|chưa) hỗ trợ .{2,40}",
            r"\W*mời quý (?:độc giả|bạn đọc|vị) theo dõi (?:báo|các chương trình đã phát sóng) .*",
            rf"\W*(?:kính )?mời (?:quý )?{_READERS}(?: và các bạn)? (?:cùng |đón )?(?:theo dõi|xem|nghe|đọc|tham khảo)"
            r"(?: thêm| lại)? (?:các |những |chùm |loạt )?(?:video|clip|ảnh|bản tin|chương trình|phóng sự|bài viết"
            r"|podcast|tọa đàm|tin tức)\b.{0,100}",
            r"(?:>>+|»|>|=>|→|►|▶)\s*.*",
            r"(?:xem thêm|đọc thêm|xem tiếp|tin liên quan|bài liên quan|mời (?:bạn "
            r"|quý độc giả )?xem(?: thêm)?)\s*:.*[^.]",
            r"(?:(?:mời (?:bạn )?)?xem (?:thêm |lại )?|(?:mời )?nghe )(?:clip|video|chùm ảnh|podcast)\s*:.*",
            # Links to other articles as agencies print them: "[Photo: ...]", "[Đường sắt thiệt hại nặng do bão]".
            r"\[(?:photos?|videos?|clips?|infographics?|mega story)\s*:[^\]]+\]",
            r"\[(?!(?:ảnh|hình|lời|bài|tin|nguồn|theo)\b)(?:[^\s\[\]:]+ ){5,30}[^\s\[\]:]*[^.!?…\]]\]",
            # Buttons to send and to print, and the telephone of the desk.
            r"(?:(?:gửi (?:bài viết |bài |tin )(?:này )?(?:cho|tới) bạn bè|in (?:bài viết |bài |tin |trang )này)"
            r"\s*){1,3}",
            r"(?:(?:báo|tòa soạn|điện thoại|hotline) ?.{0,30}\s*[:–-]\s*)?đường dây nóng\s*:?\s*\d[\d .–-]{6,}\d",
            r"(?:xem|đọc) (?:thêm|tiếp|bài viết)(?: bài)? (?:trên|tại|ở) .{2,40}(?:[^.]|\s*:.{3,200})",
            # What WordPress writes below an entry of its feed.
            r"(?:bài viết|the post) .{3,} (?:đã xuất hiện đầu tiên (?:vào ngày|trên|tại|ở)|appeared first on) .{2,80}",
            # Appeals to readers, one or two sentences.
            rf"(?:xin )?c[ảá]m ơn (?:quý |các )?(?:bạn|{_READERS}) đã (?:quan tâm|theo dõi|đọc|xem).{{0,160}}",
            r"(?:hãy|bạn hãy|đừng quên) (?:tặng sao|like|chia sẻ bài|đánh giá bài|để lại bình luận|nhấn|bấm).{0,160}",
            r"xem nhanh \d{1,2}h?\s*:.*",
            r"(?:chủ đề|(?:(?:chủ đề )?theo )?(?:dòng )?sự kiện|từ khóa|từ khoá|tags?|tin cùng chủ đề)\s*:.*[^.]",
            # Below a report that is not finished.
            r"(?:\S+ ){0,6}(?:sẽ )?tiếp tục (?:được )?cập nhật(?: (?:thông tin|diễn biến|vụ việc|tin tức))?"
            r"(?: (?:về|tới|đến|trong) .{2,60})?\.{0,3}",
            rf"(?:mời (?:quý )?{_READERS}|{_READERS} có thể) .{{3,80}} tại đây\.?",
            r"(?:nghe|xem|đọc|tải|đăng ký|tham gia|bình chọn) .{3,80} tại đây",
            rf"mời (?:quý )?{_READERS} (?:xem|nghe|tham khảo|đọc)(?: thêm)?(?: (?:video|clip))?(?:\s*:.*[^.])?",
            r"#[^\s#].{0,60}",
            r"\S+\.(?:jpe?g|png|gif|webp)|\[(?:hình )?(?:ảnh|hình|video|clip|image|photo)(?: \d{1,2})?\]",
            # The name of a picture's file, which stands for the picture in a copy: "Gia vang anh 1".
            r"[ -~]{8,} (?:anh|hinh) \d+",
            rf"{_COUNTED}\s*[:(]?\s*[\d.,k]+\s*\)?",
            rf"[\d.,]+\s*{_COUNTED}(?:\s*[·•|,]?\s*[\d.,]+\s*{_COUNTED})*",
            r"(?:bài )?(?:đăng|chia sẻ|copy) lại (?:từ|của|trên) .{2,60}[^.]",
            rf"{_SHARE}(?:\s*[|•·/,]?\s*{_SHARE})+",
            rf"(?:về|trở về|trở lại|quay lại) (?:trang|chuyên mục|mục) (?:chủ|{_SECTION})",
            rf"(?:trở lại|quay lại) {_SECTION}(?:\s*trở lại .*)?",
            r"(?:click|bấm|nhấn|chạm) (?:vào|để) (?:xem |phóng to |mở )?(?:ảnh|hình)\b.{0,40}",
            r"utm_\w+=\S*",
            r"(?:chọn|đổi|thay đổi|tăng|giảm|điều chỉnh) (?:cỡ|kích thước|kích cỡ) chữ\b.{0,40}",
            r"(?:(?:nguồn|source|url|(?:(?:link|đường (?:dẫn|link)|địa chỉ)(?: bài(?: viết)?)?|bài(?: viết)?)"
            r"(?: gốc)?|(?:xem|đọc)(?: thêm)? (?:bài (?:viết )?)?(?:gốc )?tại"
            r"|(?:xem |đọc )?(?:chi tiết|toàn văn|bài viết|video|clip)(?: (?:tại|xem|ở))*(?: đây)?"
            r"|tham khảo(?: thêm)?)\s*:?\s*)?https?://\S+|www\.\S+",
            r"(?:like|follow) us on .{3,120}|(?:read|see|view) (?:more|all)(?: .{2,40})?|editor-in-chief\s*:.{3,60}",
            r"(?:©|bản quyền thuộc|copyright).{0,80}",
            # The length of a text, as views for reading print it.
            r"(?:thời gian đọc\s*:?\s*)?(?:khoảng )?\d+(?:\s*[-–—]\s*\d+)? (?:minutes?|mins?|phút)"
            r"(?: (?:read|(?:thời gian )?đọc))?",
            # How long a recording is: "Phần âm thanh 04:12", "Duration 1:42".
            r"(?:nghe(?: đọc)?(?: (?:audio|bài(?: viết)?|tin))?|(?:phần |bản )?(?:âm thanh|ghi âm)|audio|podcast|video"
            r"|thời lượng|current time|remaining time|duration(?: time)?)\s*:?\s*-?\d{1,2}:\d\d(?::\d\d)?",
            # What asks for a subscription, or to agree to cookies.
            rf"(?:bạn|{_READERS}) (?:đã|còn|đang) (?:đọc |xem |dùng )?(?:hết )?\d+.{{0,20}} bài\b.{{0,160}}",
            r"(?:hãy |vui lòng )?(?:đăng (?:ký|nhập)|mua gói|nâng cấp)\b.{0,60}\bđể (?:đọc|xem|tiếp tục)\b.{0,100}",
            r"(?:skip to|chuyển (?:đến|tới)|(?:đi |nhảy )?tới) (?:phần |the )?(?:nội dung|trang|main|content)\b.{0,20}",
            # Of social networks and forums.
            r"có thể là (?:hình ảnh|ảnh|đồ họa|video|hoạt hình|meme)\b.{0,150}",
            r".{0,20}đã chia sẻ với (?:công khai|mọi người)",
            r"trang \d+ ?/ ?\d+.{0,40}",
            # The stars that readers gave: "5/5 - (3 bình chọn)", "Đánh giá: 4.5/5 (12 lượt)".
            r"(?:(?:đánh giá|xếp hạng|rating)\W*)?\d(?:[.,]\d+)?\s*/\s*(?:5|10)(?: sao)?\W*\d[\d.]*"
            r" (?:lượt|bình chọn|đánh giá|phiếu|votes?|ratings?|reviews?)(?: (?:bình chọn|đánh giá))?\W*",
            r"tối đa:? [\d.]+ ký tự|(?:\w+ ?: )?đặt .{2,30} làm trang chủ.{0,40}|tham gia ngày\s*:.{3,40}",
            r"vai trò,.{3,60}|xem thêm .{0,30}đang được quan tâm",
            # Below the text, of the whole site.
            r".{0,40}không chịu trách nhiệm (?:về )?nội dung (?:các |của )?(?:trang|liên kết|website).{0,40}",
            r"\W*.{2,40} giữ bản quyền (?:nội dung|bài viết).{0,60}|(?:vui lòng |xin )?ghi rõ nguồn .{3,120}",
            r"(?:®|chỉ được phát hành lại thông tin).{3,150}",
            # Of blogs.
            r"(?:this entry was )?(?:posted in|filed under) .{2,150}|this entry was posted on .{2,190}"
            r"|blog at wordpress\.com.*|nhãn\s*:.{2,100}",
        )
    ),
)
# What may begin with any words, but has one that few lines have.
_RARE_WORDS: Final = ("cookie", "copyright", "all rights")
_WITH_RARE_WORD: Final = re.compile(
    r".{0,60}\b(?:sử dụng|dùng) cookies?\b.{0,120}|.{0,40}\bcopyrights? ©.{0,80}|.{0,40}\ball rights reserved"
)
# What asks to agree to cookies, in several sentences.
_COOKIES: Final = re.compile(
    r"(?:chúng tôi|trang(?: web)?|website|báo|we|site) .{0,40}\b(?:sử dụng|dùng|use) .{0,20}cookie"
)
# What says which article one reads: "Bạn đang đọc bài viết ... tại chuyên mục Đời sống. Mọi góp ý ...".
_READING: Final = re.compile(
    r"(?:bạn|quý vị|quý độc giả) (?:đang|vừa) (?:đọc|xem) (?:bài|bài viết|tin)\b.{5,300} (?:chuyên )?mục "
)
_OTHERS: Final = (
    r"(?:khác|liên quan|mới nhất|mới|nổi bật|xem nhiều|đọc nhiều|nên đọc|cùng (?:chuyên mục|chủ đề|tác giả))"
)
_TAIL_PATTERN: Final = re.compile(
    rf"(?:(?:các|những) )?(?:tin|bài|tin,? bài|tin tức|bài viết|video|chùm ảnh) {_OTHERS}(?: {_OTHERS})?"
    rf"|(?:(?:tin|bài|tin bài) )?(?:đọc nhiều|xem nhiều|nổi bật|mới nhất)(?: (?:nhất )?(?:trong )?{_SECTION})?"
)
_COMMENTS: Final = re.compile(r"bình luận|ý kiến|phản hồi|comment", re.IGNORECASE)
# What heads the summary that a machine made of an article.
_MACHINE_SUMMARY: Final = re.compile(
    r"(?:(?:(?:bản )?tóm tắt|tóm lược|điểm chính|ý chính)(?: (?:nhanh|nội dung|bài(?: viết| báo)?|tự động))*"
    r" (?:(?:bằng|bởi|từ|với|của|do|theo) )?(?:trí tuệ nhân tạo|AI)\b.{0,30}"
    r"|(?:AI|trí tuệ nhân tạo) tóm (?:tắt|lược).{0,30}|AI summary|summary by AI|tóm tắt (?:nhanh|tự động))\W*",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
# "- Quảng cáo -", "[Quảng cáo]": what stands between signs.
_FRAMED: Final = re.compile(r"[-–—*=\[(]+\s*(?P<line>[^\W\d_].{2,30}?)\s*[-–—*=\])]+")
# The mark of an advert, glued to its text: "Ra mắt thức uống mớiTÀI TRỢ".
_ADVERTS: Final = ("TÀI TRỢ", "QUẢNG CÁO", "SPONSORED")
# The button of a link, behind its title: "Dân làng giữ rừng dẻ ĐỌC NGAY".
_LINKED: Final = re.compile(r".*[^\W\d_A-ZĐÀ-Ỹ.].* (?:ĐỌC NGAY|XEM NGAY|ĐỌC TIẾP|XEM TIẾP|ĐỌC THÊM|XEM THÊM|CHI TIẾT)")
_PLAYER: Final = re.compile(r"\d{1,2}:\d\d\s*/\s*\d{1,2}:\d\d")  # how far a recording is played
# The buttons of a bar, and their words: spaces and signs stand between them.
_BUTTONS: Final = _LINES | phrases("sharing")
_FIRST_OF_BUTTONS: Final = frozenset(button.split()[0] for button in _BUTTONS)
_WORDS_OF_BUTTONS: Final = frozenset(word for button in _BUTTONS for word in button.split())
_WORD_OF_BUTTON: Final = re.compile(r"[^\s|•·,;:()\[\]/]+")
_COUNT: Final = re.compile(r"\d[\d.,]*k?")
_LONGEST_BAR, _LONGEST_BUTTON = 24, 10  # words
_LONGEST_LINE: Final = 200  # characters; a longer line is a paragraph
_LONGEST_NOTICE: Final = 500
_LONGEST_COUNT: Final = 3  # characters of a count of readers, stars or comments
# What closes a heading: signs with any spaces, and a count before them.
_CLOSING_SIGNS: Final = ".:;…!|»>" + "".join(filter(str.isspace, map(chr, range(0x3001))))
_CLOSING_COUNT: Final = re.compile(r"\(\d+\)$")
# A "null" that a page's template leaves at the end of the last line.
_LONGEST_NULL: Final = 40  # characters, with the space before it
_GLUED_NULL: Final = re.compile(r"(?<=[^\w\s])\s*(?:null|undefined)$|\s+(?:null|undefined)$")


@lru_cache(maxsize=1000)
def is_furniture(line: str) -> bool:
    """Tell whether a whole line is furniture: a promotion, sharing, a count of readers, a link to another article."""
    bare = _bare(line)
    if not _LETTER.search(bare):
        is_short = len(bare) <= _LONGEST_COUNT or not _DIGIT.search(bare)
        return bool(line.strip()) and (is_short or _PLAYER.fullmatch(bare) is not None)
    if len(line) > _LONGEST_LINE:
        is_notice = len(line) <= _LONGEST_NOTICE
        return is_notice and (
            ("cookie" in bare and _COOKIES.search(bare) is not None) or _READING.match(bare) is not None
        )
    if bare in _LINES or _is_bar(bare):
        return True
    framed = _FRAMED.fullmatch(bare) if not bare[0].isalnum() else None
    if (framed and framed["line"] in _LINES) or _is_advert(line):
        return True
    if _READING.match(bare):
        return True
    told = line.rstrip(" :…!|»>").lower()
    is_rare = any(word in told for word in _RARE_WORDS) and _WITH_RARE_WORD.fullmatch(told) is not None
    return is_rare or _PATTERN.fullmatch(told) is not None


def _is_advert(line: str) -> bool:
    """Tell whether the mark of an advert is glued behind a line, or it ends with the button of a link."""
    if line[-1:].isupper() and _LINKED.fullmatch(line):
        return True
    return line.endswith(_ADVERTS) and any(line.removesuffix(mark)[-1:].islower() for mark in _ADVERTS)


def _is_bar(bare: str) -> bool:
    """Tell whether a line in lower case is a bar of buttons, with or without signs and counts between their words:
    "13 8 lưu", "facebook twitter chia sẻ in trang này", "0 bình luận thích chia sẻ".
    """
    words: list[str] = []
    for found in _WORD_OF_BUTTON.finditer(bare):
        word = found[0]
        if word not in _WORDS_OF_BUTTONS and not _COUNT.fullmatch(word):
            return False
        words.append(word)
    if not 1 < len(words) <= _LONGEST_BAR:
        return False
    place = 0
    while place < len(words):
        lengths = range(min(_LONGEST_BUTTON, len(words) - place), 0, -1)
        known = words[place] in _FIRST_OF_BUTTONS
        button = known and next((n for n in lengths if " ".join(words[place : place + n]) in _BUTTONS), 0)
        if not button and not _COUNT.fullmatch(words[place]):
            return False
        place += max(button, 1)
    return True


def is_bare_number(line: str) -> bool:
    """Tell whether a line is a short number or score: furniture beside furniture, a line of the article within it."""
    if _LETTER.search(line) or _PLAYER.fullmatch(line.strip()):
        return False
    return _DIGIT.search(line) is not None and is_furniture(line)


@lru_cache(maxsize=1000)
def starts_tail(line: str) -> bool:
    """Tell whether a whole line is a heading of what follows an article on its page (related articles, comments)."""
    bare = _bare(line)
    return bare in _TAILS or (bare not in _WEAK_TAILS and _TAIL_PATTERN.fullmatch(bare) is not None)


def may_start_tail(line: str) -> bool:
    """Tell whether a line is such a heading where a byline stands above it ("Bình luận", "Mới nhất")."""
    return _bare(line) in _WEAK_TAILS


@lru_cache(maxsize=1000)
def heads_comments(line: str) -> bool:
    """Tell whether a line is the heading of what readers say: "Bình luận (7)", "Ý kiến bạn đọc"."""
    return (starts_tail(line) or may_start_tail(line)) and _COMMENTS.search(line) is not None


def heads_machine_summary(line: str) -> bool:
    """Tell whether a line heads the summary that a machine made of an article: "Tóm tắt bằng AI"."""
    return len(line) <= _LONGEST_LINE and _MACHINE_SUMMARY.fullmatch(line) is not None


def strip_null(text: str) -> str:
    """Return `text` without the "null" that a page's template leaves at its very end."""
    text = text.rstrip()
    at = max(0, len(text) - _LONGEST_NULL)
    return text[:at] + _GLUED_NULL.sub("", text[at:])


@lru_cache(maxsize=1000)
def _bare(line: str) -> str:
    """Return a line in lower case without its closing punctuation and counts: "Bình luận (7)" -> "bình luận".

    A paragraph keeps them, since it cannot be a heading.
    """
    if len(line) <= _LONGEST_LINE:
        line = _CLOSING_COUNT.sub("", line.rstrip(_CLOSING_SIGNS))
    return line.strip().lower()
