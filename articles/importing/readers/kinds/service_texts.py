"""Texts of sites, offices and programs that are no articles: tables and forms, texts about a site, official papers.

They are told by what they lack, sentences that tell something of somebody, and by whom they speak to.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from articles.text.normal import fold
from articles.text.phrase_lists import PhraseFolder

_PHRASES: Final = PhraseFolder(Path(__file__).parent / "kind_phrases")
_LEAST_LINES: Final = 5
# Rows and fields: short lines with cells, numbers or a label. Prose: long lines, and shorter ones with a stop.
_ROW: Final = re.compile(r"[^\t|]*(?:[\t|][^\t|]*){2,}|.*\d.*|\S[^:]{0,40}(?::| =)(?:\s.*|)|[A-Z-]+(?:;[^:]*)?:.*")
_LONGEST_ROW, _SHORT_NOTE, _PROSE, _STOPPED_PROSE = 24, 5, 25, 10  # words
_TOP: Final = 6  # lines in which an article has a sentence, and a list has its notes further below
_STOPS, _CLOSING = frozenset(".…!?"), "\"”’')]"
_LEAST_ROWS, _MOST_PROSE = 0.6, 0.1
_LEAST_BARE, _LEAST_BARE_ROWS = 20, 0.4  # lines, none of which is a sentence, and rows among them
_TIMED_LINE: Final = re.compile(r"\s*(?:\d+:)?\d\d:\d\d[.,]\d{2,3}\s*-->")
_LEAST_TIMED: Final = 0.15
_OF_PROGRAM: Final = re.compile(r"BEGIN:V[A-Z]+|WEBVTT\b|#EXTM3U|%PDF|\{\\rtf")
# Texts about a site: most sentences speak of its users or itself, in many of the words of such texts.
_SENTENCE: Final = re.compile(r"(?<=[.!?…;:])\s+|\n+")
_SITE: Final = re.compile(rf"(?<!\w){_PHRASES.either('site')}(?!\w)", re.IGNORECASE)
_READER: Final = re.compile(rf"(?<!\w){_PHRASES.either('reader')}(?!\w)", re.IGNORECASE)
_SOMEBODY: Final = re.compile(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Tt]heo|TS|ThS|GS|PGS|[Bb]ác sĩ|[Ll]uật sư|[Ee]m|Mr|Ms)"
    r"\.? [^\W\d_a-zà-ỹ]\w+ [^\W\d_a-zà-ỹ]"
)
_LEAST_SENTENCES, _LEAST_SITE_WORDS, _MOST_PEOPLE = 4, 6, 1
_LEAST_ADDRESSED, _LEAST_OF_SITE = 0.35, 0.5
_TITLE_WORDS: Final = 12
# Rules for users forbid and ask: "Không quảng cáo."
_RULE: Final = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:không|hãy|vui lòng|phải|cấm|nghiêm cấm|tuyệt đối|chỉ|please|do not|don't)(?!\w)",
    re.IGNORECASE,
)
# The button and the price of what a shop offers.
_BUTTON: Final = re.compile(
    r"(?:thêm|cho|bỏ) vào giỏ|(?:mua|đặt) (?:hàng )?ngay|add to (?:cart|basket|bag)|buy (?:it )?now"
    r"|nhận (?:bảng giá|báo giá|ưu đãi|tư vấn)(?: ngay)?|đăng ký (?:học thử|tư vấn|giữ chỗ|xem nhà)",
    re.IGNORECASE,
)
_PRICE: Final = re.compile(
    r"\d{1,3}(?:[.,]\d{3})+\s*(?:₫|đ(?:ồng)?|vnđ|vnd)(?!\w)|\bgiá (?:chỉ )?(?:từ )?\d+(?:[.,]\d+)? (?:triệu|tỷ|tỉ)\b",
    re.IGNORECASE,
)
# The buttons below what a reader says: "Thích 12", "Trả lời", "Reply · 3 likes". An interview has "Trả lời:".
_ANSWER: Final = re.compile(r"\s*(?:\d+ )?(?:thích|likes?|trả lời|phản hồi|reply)(?!.*:)\b.{0,25}", re.IGNORECASE)
_LIKED: Final = re.compile(
    r"(?:[^\d\W].{0,14}\W)?(?:(?:thích|likes?)\W{1,3}\d+|\d+ (?:thích|likes?)\b).{0,25}", re.IGNORECASE
)
_LEAST_SAID, _SAID_SHARE, _NEAR = 3, 0.7, 3
_LEAST_LIKED, _LONGEST_BUTTON = 2, 40  # lines that count likes, and characters of one
# What asks for consent before a page is shown, and its buttons; what asks to sign in; a page that is not there.
_COOKIES: Final = re.compile(r"\bcookies?\b", re.IGNORECASE)
_CONSENT: Final = re.compile(
    r"(?:^|\n)[^\w\n]*(?:tôi |chỉ )?(?:đồng ý|chấp nhận|từ chối|(?:tuỳ|tùy) chỉnh|quản lý (?:tuỳ|tùy) chọn"
    r"|accept|reject|agree|manage|customi[sz]e)(?: \S+){0,4}[^\w\n]*(?=\n|$)",
    re.IGNORECASE,
)
_WALL: Final = re.compile(
    r"\W*(?:(?:bạn|quý \S+) (?:cần|phải)|vui lòng|hãy|please|để đọc|đăng nhập|đăng ký|trả phí|sign in|log in"
    r"|subscribe)\b.*\b(?:(?:đọc|xem) (?:tiếp|toàn|đầy đủ|bài|nội dung)|tiếp tục|reading|read (?:the|this|more)|view)"
    r"\b.*"
    r"|\W*(?:bài (?:viết|báo)|nội dung) (?:này )?(?:chỉ )?dành (?:riêng )?cho (?:thành viên|hội viên|thuê bao"
    r"|(?:độc giả|bạn đọc|người đọc) (?:trả phí|đã đăng ký|có tài khoản|vip|đặt mua)).*",
    re.IGNORECASE,
)
_MISSING: Final = re.compile(
    r"\W*(?:(?:lỗi|error)\W*(?:40[0134]|50[0-4])\b.*|(?:40[0134]|50[0-4])\W*(?:(?:not|forbidden|error|bad|unauthorized"
    r"|internal|service|gateway|không tìm thấy)\b.*)?|(?:rất tiếc,? |xin lỗi,? )?(?:không tìm thấy trang"
    r"|trang (?:này |bạn \S+ )?(?:không tồn tại|không được tìm thấy)|bài viết (?:này )?(?:không tồn tại"
    r"|đã bị (?:xoá|xóa|gỡ)))\b.*|page not found.*)",
    re.IGNORECASE,
)
# What says so below the menu of a site as well.
_MISSING_BELOW: Final = re.compile(
    r"\W*(?:mã )?(?:lỗi|error(?: code)?)\W*(?:40[0134]|410|50[0-4])\b\W*"
    r"|\W*(?:(?:rất tiếc|xin lỗi|tiếc quá|ối|oops)\W*)?(?:trang|đường dẫn|địa chỉ|liên kết|bài viết)(?: \w+){0,6}"
    r" (?:không (?:còn )?tồn tại|không (?:được )?tìm thấy|đã bị (?:xoá|xóa|gỡ))\W*",
    re.IGNORECASE,
)
# What the page of a search says of itself.
_SEARCH: Final = re.compile(
    r"^\W*(?:kết quả )?tìm kiếm\s*[:\"“”'–-]|kết quả tìm kiếm|search results?|^\W*(?:có|tìm được) [\d.,]{1,12} kết quả"
    r"|tìm thấy [\d.,]{1,12} (?:kết quả|bài|tin)|\b[\d.,]{1,12} (?:kết quả|bài viết) (?:cho|với|phù hợp|có chứa)",
    re.IGNORECASE,
)
_LONGEST_SEARCH, _FOUND, _LEAST_FOUND = 12, range(5, 31), 4  # words, words of what is found, and how much of it
_NOTICE: Final = 110  # words of a text that only says what is asked or missing
_LEAST_BUTTONS: Final = 2
# The heading of papers of the state, and of contracts and applications.
_STATE: Final = "cong hoa xa hoi chu nghia viet nam"
_MOTTO: Final = re.compile(r"doc lap\W+tu do\W+hanh phuc")
_HEADING: Final = 6  # lines


def is_form(lines: list[str]) -> bool:
    """Tell whether a text is a table, a price list, a form or the data of a program: rows, and nearly no sentences."""
    if lines and _OF_PROGRAM.match(lines[0].strip()):
        return True
    if len(lines) < _LEAST_LINES:
        return False
    if sum(_TIMED_LINE.match(line) is not None for line in lines) >= _LEAST_TIMED * len(lines):
        return True
    prose = sum(map(_is_prose, lines))
    if any(map(_is_prose, lines[:_TOP])) or prose > _MOST_PROSE * len(lines):
        return False
    # Without any sentence fewer rows are enough.
    is_bare = not prose and len(lines) >= _LEAST_BARE
    return are_most(lines, _LEAST_BARE_ROWS if is_bare else _LEAST_ROWS, _is_row)


def are_most(lines: Sequence[str], least: float, is_so: Callable[[str], bool]) -> bool:
    """Tell whether at least a share of some lines are so; no more are looked at than can decide it."""
    able = len(lines)
    for line in lines:
        if not is_so(line):
            able -= 1
            if able < least * len(lines):
                return False
    return True


def _is_row(line: str) -> bool:
    words = len(line.split())
    is_sentence = words > _SHORT_NOTE and "\t" not in line and line.rstrip().endswith(".")
    return words <= _LONGEST_ROW and not is_sentence and _ROW.fullmatch(line.strip()) is not None


def _is_prose(line: str) -> bool:
    words = len(line.split()) if len(line) >= _STOPPED_PROSE else 0
    return words >= _PROSE or (words >= _STOPPED_PROSE and _is_stopped(line.strip()))


def _is_stopped(text: str) -> bool:
    """Tell whether a line ends with a stop, behind which it may close quotations and brackets."""
    return text.rstrip(_CLOSING)[-1:] in _STOPS


def is_of_site(lines: list[str]) -> bool:
    """Tell whether a text is what a site or a shop says of itself to its users: a policy, terms, help, an offer."""
    if not lines or len(lines[0].split()) > _TITLE_WORDS:
        return False
    text = "\n".join(lines[1:])
    if len(list(islice(_SOMEBODY.finditer(text), _MOST_PEOPLE + 1))) > _MOST_PEOPLE:
        return False
    sentences = [one for one in _SENTENCE.split(text) if len(one.split(maxsplit=3)) > 3]
    if len(sentences) < _LEAST_SENTENCES:
        return False
    if not are_most(sentences, _LEAST_ADDRESSED, lambda one: bool(_READER.search(one) or _RULE.match(one))):
        return False
    if not are_most(sentences, _LEAST_OF_SITE, lambda one: _SITE.search(one) is not None):
        return False
    return len({word.lower() for word in _SITE.findall("\n".join(lines))}) >= _LEAST_SITE_WORDS


def names_somebody(text: str) -> bool:
    """Tell whether a text tells of a person behind a title, as an article does: "Ông Lê Văn Hòa"."""
    return _SOMEBODY.search(text) is not None


def asks_consent(text: str) -> bool:
    """Tell whether a text of few words asks to accept cookies, by its buttons."""
    return (
        _has_fewer_words(text, 2 * _NOTICE)
        and _COOKIES.search(text) is not None
        and len(_CONSENT.findall(text)) >= _LEAST_BUTTONS
    )


def asks_to_sign_in(lines: list[str]) -> bool:
    """Tell whether a text of few words asks to sign in or to pay before it is shown."""
    return _is_notice(lines) and any(_WALL.fullmatch(line.strip()) for line in lines)


def is_missing(lines: list[str]) -> bool:
    """Tell whether a text of few words, or one with a menu and little prose, says that a page is not there."""
    if any(_MISSING.fullmatch(line.strip()) for line in lines[:2]) and _is_notice(lines):
        return True
    if not any(_MISSING_BELOW.fullmatch(line.strip()) for line in lines):
        return False
    return _has_fewer_words(" ".join(filter(_is_prose, lines)), _NOTICE)


def _is_notice(lines: list[str]) -> bool:
    """Tell whether lines, none of them blank, have few words."""
    return _has_fewer_words(" ".join(lines[:_NOTICE]), _NOTICE)


def _has_fewer_words(text: str, most: int) -> bool:
    return len(text.split(maxsplit=most - 1)) < most


def says_search(text: str) -> bool:
    """Tell whether a text says that it is what a search has found."""
    return _SEARCH.search(text) is not None


def is_search(lines: list[str]) -> bool:
    """Tell whether a text is what a search has found: it says so at its beginning, and lists titles."""
    said = any(len(line.split()) <= _LONGEST_SEARCH and says_search(line) for line in lines[:_TOP])
    return said and sum(len(line.split()) in _FOUND and not _is_stopped(line) for line in lines) >= _LEAST_FOUND


def is_comments(lines: list[str]) -> bool:
    """Tell whether a text is what readers say, without the article: below what each says stand buttons for answers."""
    short = (line for line in lines if len(line) <= _LONGEST_BUTTON)
    if sum(_LIKED.fullmatch(line) is not None for line in short) < _LEAST_LIKED:
        return False
    said = [index for index, line in enumerate(lines) if _is_prose(line)]
    answered = [any(map(_ANSWER.fullmatch, lines[index + 1 : index + 1 + _NEAR])) for index in said]
    return sum(answered) >= max(_LEAST_SAID, _SAID_SHARE * len(said)) and answered[0]


def is_offer(text: str) -> bool:
    """Tell whether a text with little prose is what a shop offers: a price and the button that buys or asks."""
    return _BUTTON.search(text) is not None and _PRICE.search(text) is not None


def is_official(lines: list[str]) -> bool:
    """Tell whether a text begins with the heading of a paper of the state, a contract or an application."""
    head = fold(" ".join(lines[:_HEADING]))
    return _STATE in head and _MOTTO.search(head) is not None
