"""Pages that are no articles: lists of articles, sign-in walls, error pages, offers of shops."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import urlsplit

from articles.importing.cleaning.phrases import is_section_name
from articles.importing.parsed_article import ARTICLE_LIST, COMMENTS, ERROR_PAGE, OF_SITE, SIGN_IN
from articles.importing.readers.kinds.service_texts import (
    asks_consent,
    asks_to_sign_in,
    is_comments,
    is_form,
    is_of_site,
    is_offer,
    names_somebody,
    says_search,
)
from articles.importing.readers.web.html_cards import find_cards
from articles.importing.readers.web.html_content import PageMeasures
from articles.importing.readers.web.html_elements import Element
from articles.importing.readers.web.html_metadata import PageHead
from articles.nlp.dates import read_dateline

_STATUS: Final = r"(?:40[0134]|410|429|50[0-4])"
_ERROR: Final = re.compile(
    rf"(?:^|\|)\W*(?:(?:lỗi|error) )?{_STATUS}(?:\W*$|\s*[-–|:(]|\s+(?:not|error|page|forbidden|bad|internal|gateway"
    rf"|service|unauthori))|\b(?:lỗi|error):? {_STATUS}\b|not found|không tìm thấy|không tồn tại|forbidden"
    r"|access denied|\btrang (?:(?:web|này|bạn)(?: \w+){0,3} )?không còn tồn tại"
    r"|bad gateway|service unavailable|gateway time-?out|just a moment|attention required|internal server error"
    r"|đã bị (?:xóa|xoá|gỡ)|trang lỗi|lỗi (?:trang|kết nối|máy chủ|hệ thống)|đang bảo trì|bảo trì hệ thống"
    r"|(?:bật|enable|turn on) javascript|javascript is (?:disabled|required)"
    r"|(?:^|\|)\W*(?:hệ thống|trang(?: web| này)?|website|máy chủ)(?: \w+)? (?:đang|tạm) (?:được )?"
    r"(?:nâng cấp|ngừng hoạt động)\W*(?:$|\|)"
    r"|too many requests|checking your browser|are you (?:a )?(?:human|robot)|xác minh bạn không phải",
    re.IGNORECASE,
)
_SIGN_IN: Final = re.compile(
    r"^\W*(?:đăng nhập|đăng ký|đăng kí|sign in|log ?in|login|register|sign up)\b"
    r"|(?:đăng nhập|đăng ký|sign in|log in|subscribe)(?:\s\S+){0,6}? (?:để|to) (?:đọc|xem|tiếp tục|read|continue|view)"
    r"|(?:dành (?:riêng )?cho|chỉ) (?:thành viên|hội viên|thuê bao|người dùng|độc giả|bạn đọc) (?:đã )?(?:đăng|trả|có)",
    re.IGNORECASE,
)
# Pages that a site has about itself, by their heading.
_OF_SITE: Final = re.compile(
    r"\W*(?:liên hệ(?: (?:quảng cáo|tòa soạn|toà soạn))?|(?:thông tin )?(?:tòa|toà) soạn|về chúng tôi"
    r"|giới thiệu(?: chung)?|đặt báo(?: dài hạn)?|báo giá quảng cáo|(?:contact|about|advertise)(?: with)?(?: us)?)"
    r"\W*(?:[-–|].*)?$",
    re.IGNORECASE,
)
_FOUND_WORDS: Final = 5  # of the title of an article, as a link
_LITTLE: Final = 900  # characters of prose of a page that says what is wrong
_SOME_PROSE, _MUCH_PROSE = 250, 600
_LEAST_LINKS: Final = 4
# How much a date tells for an article, and one right below its title.
_DATED, _DATED_BELOW = 1.5, 3.0
# Of a page that shows data: a row and the notes below the rows, in characters and words; rows with numbers.
_NUMBER: Final = re.compile(r"\d")
_LONGEST_ROW, _LONGEST_NOTES = 60, 60
_LEAST_ROWS, _LEAST_NUMBERED = 5, 0.4
_STOPS: Final = (".", "!", "?", "…")
_NAME_OF_LIST: Final = re.compile(
    r"\b(?:tin tức|tin mới|mới nhất|trang chủ|chuyên mục|tìm kiếm|kết quả|từ khóa|tag|chủ đề|báo điện tử|trang \d+"
    r"|sơ đồ (?:trang|web|site)|bản đồ trang|site ?map"
    r"|latest news|home|search results?)\b",
    re.IGNORECASE,
)


def page_kind(root: Element, head: PageHead, measures: PageMeasures, content: Element, heading: str) -> str:
    """Return what a page is that is no article, such as ERROR_PAGE or ARTICLE_LIST; "" where it is one.

    `heading` is the text of its title element.
    """
    prose = measures.of[content].weight if content in measures.of else 0.0
    titles = f"{head.title} | {heading}"
    if prose < _LITTLE:
        shown = " ".join(root.text_content().split()[:80])[:_LITTLE] if prose < _SOME_PROSE else ""
        if _ERROR.search(titles) or (prose < _SOME_PROSE and _ERROR.search(shown) and not head.is_article):
            return ERROR_PAGE
        asks = any(field.get("type") == "password" for field in root.iter("input"))
        if _SIGN_IN.search(heading or head.title) or (asks and prose < _SOME_PROSE):
            return SIGN_IN
        if prose < _SOME_PROSE and asks_to_sign_in(_lines_of(root).split("\n")):
            return SIGN_IN
        if prose < _MUCH_PROSE and not measures.of[root].titles and _SIGN_IN.search(measures.shown_text(content)):
            return SIGN_IN
        if not head.is_article and asks_consent(_lines_of(root)):
            return OF_SITE
        if not head.is_article and (_OF_SITE.match(heading or head.title) or is_offer(root.text_content())):
            return OF_SITE
    if not head.is_article and is_of_site([heading or head.title, *_lines_of(content).split("\n")]):
        return OF_SITE
    if not head.is_article and (_is_search(root, titles) or _is_of_cards(root, measures)):
        return ARTICLE_LIST
    lines = _lines_of(root).split("\n")
    if is_comments(lines):
        return COMMENTS
    links = measures.of[root].titles
    if max(links, measures.teasers) < _LEAST_LINKS:
        return ""
    score = _evidence(head, measures, content, heading)
    if score < 0 and not head.metadata.published and _is_dated(lines, heading or head.title):
        score += _DATED_BELOW
    return ARTICLE_LIST if score < 0 else ""


def _is_of_cards(root: Element, measures: PageMeasures) -> bool:
    """Tell whether a page shows cards that lead to other pages, and little text beside them."""
    cards = find_cards(root)
    beside = measures.of[root].prose - sum(measures.of[card].prose for card in cards if card in measures.of)
    return bool(cards) and beside < _SOME_PROSE


def shows_data(lines: list[str]) -> bool:
    """Tell whether a page, by the lines of its text, is a table or a list of data, with no more than notes below."""
    last = max((at for at, line in enumerate(lines) if _NUMBER.search(line) and len(line) < _LONGEST_ROW), default=-1)
    notes = " ".join(lines[last + 1 :])
    if len(notes.split()) > _LONGEST_NOTES or names_somebody(notes):
        return False
    rows = lines[: last + 1]
    numbered = sum(_NUMBER.search(line) is not None for line in rows)
    is_plain = not any(len(line) >= _LONGEST_ROW or line.endswith(_STOPS) for line in rows)
    return is_form(rows) or (is_plain and numbered >= max(_LEAST_ROWS, _LEAST_NUMBERED * len(rows)))


def _is_search(root: Element, titles: str) -> bool:
    """Tell whether a page shows what a search has found: it says so, and links to several articles."""
    shown = " ".join(root.text_content().split()[:80])
    if not any(map(says_search, (*titles.split(" | "), shown))):
        return False
    return sum(len(link.text_content().split()) >= _FOUND_WORDS for link in root.iter("a")) >= _LEAST_LINKS


def _lines_of(root: Element) -> str:
    return "\n".join(filter(None, (" ".join(part.split()) for part in root.itertext())))


def _evidence(head: PageHead, measures: PageMeasures, content: Element, heading: str) -> float:
    """Return how much more a page looks like an article than like a list of them."""
    whole = measures.of[content]
    own = whole.weight
    score = 3.0 if own >= _MUCH_PROSE else 1.5 if own >= _SOME_PROSE else -2.0
    score -= 2.0 if measures.teased > own else 0.0
    score += 2.0 if head.is_article else 0.0
    score -= 1.5 if head.is_list and not head.is_article else 0.0
    score += _DATED if head.metadata.published else 0.0
    score += _of_address(head.metadata.url)
    words = len(heading.split())
    score += 1.0 if words > 4 else -1.5 if not words or is_section_name(heading) else 0.0
    score -= 1.0 if _NAME_OF_LIST.search(heading or head.title) else 0.0
    return score


def _is_dated(lines: Sequence[str], heading: str) -> bool:
    """Tell whether a day with its time stands right below the heading, as that of an article does."""
    below = [line for title, line in pairwise(lines) if title == heading and len(title.split()) > _FOUND_WORDS]
    datelines = [read_dateline(line) for line in below]
    return any(one is not None and "T" in one.published for one in datelines)


def _of_address(address: str) -> float:
    if not address:
        return 0.0
    try:
        path = urlsplit(address).path.strip("/")
    except ValueError:
        return 0.0
    last = path.rpartition("/")[2]
    words = len(re.findall(r"[a-z]+", last))
    if not path:
        return -3.0
    if words > 4:
        return 1.5
    return -1.5 if words <= 3 and not re.search(r"\d{4}", last) else 0.0
