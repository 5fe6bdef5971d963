"""Letters around an article in an e-mail: greetings, forwarded heads, closings and signatures, which are left out."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from articles.importing.readers.messages.mail_quoting import without_quoting
from articles.text.phrase_lists import PhraseFolder

_PHRASES: Final = PhraseFolder(Path(__file__).parent / "letter_phrases")
# The line above a forwarded or answered e-mail, and the lines of its head.
_FORWARDED: Final = re.compile(
    rf"\W*(?:{_PHRASES.either('forwarded')})\W*|.{{0,200}}(?:đã viết|wrote)\s*:\s*", re.IGNORECASE
)
HEADERS: Final = _PHRASES.either("headers")
_HEADER: Final = re.compile(rf"\W*(?:{HEADERS})\W*:", re.IGNORECASE)
_SENDER: Final = re.compile(r"\W*(?:from|từ|người gửi)\W*:", re.IGNORECASE)
_LEAST_HEADERS: Final = 3
# The lines of a letter.
_GREETING: Final = re.compile(
    rf"(?:(?:em|cháu|con|tôi|mình)(?: xin)?(?: kính)? chào|{_PHRASES.either('greetings')})(?!\w)"
    r"|(?:\w+ ){1,5}(?:thân mến|kính mến|quý mến)\W*$"
    r"|(?:anh|chị|em|cô|chú|bác|thầy|bạn|sếp)(?: [^\s,.]+){1,3}\s*[,!]$",
    re.IGNORECASE,
)
# "Em gửi chị bài ...", "Bài chị cần đây ạ:", but not "Kính gửi tòa soạn, tôi đọc bài ...".
_SUBMITTED: Final = _PHRASES.either("submissions")
_SENT: Final = re.compile(
    rf"(?<!\w)(?:(?<!kính )(?:gửi|nộp|send|sending|submit|submitting)(?: [^\s,.;:!]+){{0,8}}? {_SUBMITTED}"
    rf"|{_SUBMITTED}(?: viết)? (?:dưới đây|sau đây|below)"
    rf"|{_SUBMITTED}(?: [^\s,.;:!?]+){{0,6}} đây(?=(?: (?:ạ|nhé|nha|anh|chị|em))*\W*$))(?!\w)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(rf"{_PHRASES.either('closings')}(?!\w)", re.IGNORECASE)
_WRITER: Final = re.compile(r"(?:em|tôi|cháu|mình|chúng (?:em|tôi)|xin|đây là|dưới đây|i|we|here)\b", re.IGNORECASE)
_CONTACT: Final = re.compile(
    r"\W*(?:đt|sđt|đtdđ|điện thoại|di động|tel|phone|mobile|hotline|fax|zalo|facebook|skype|website|e?-?mail|stk"
    r"|tk|số (?:tài khoản|tk|điện thoại|cmnd|cccd|đt)|(?:chủ )?tài khoản|ngân hàng|chi nhánh|mst|mã số thuế|cmnd|cccd"
    r"|(?:họ(?: và)? )?tên(?: thật)?|bút danh|địa chỉ|đơn vị|cơ quan|nơi công tác|chức vụ|lớp|nghề nghiệp|ngày sinh)"
    r"\b[^:]{0,30}:.*|\W*(?:đt|sđt|tel|mobile|email|e-mail)\b.*|\W*\+?\d[\d .-]{7,}|\S+@\S+|(?:https?://|www\.)\S+",
    re.IGNORECASE,
)
# The last words of a letter, alone on their line.
# What comes with an article, below it: "Bài viết: 820 chữ", "Ảnh: gửi kèm".
_ENCLOSED: Final = re.compile(
    r"\W*(?:số chữ|độ dài|dung lượng|bài(?: viết)?|ảnh|hình)\b[^:]{0,20}:\s*"
    r"(?:(?:khoảng )?[\d.]+ (?:chữ|từ|tấm|ảnh|hình|files?|bức)\b.*|(?:gửi|đính|xin gửi)? ?kèm\b.*)",
    re.IGNORECASE,
)
# What stands above it in brackets or as a subject: "(Bài 820 chữ, 3 ảnh)", "Re: bài sạt lở".
_NOTED: Final = re.compile(r"\(?bài\b.{0,30}\b[\d.]+ chữ\b.*|(?:re|fwd?)\s*:", re.IGNORECASE)
_FAREWELL: Final = re.compile(r"(?:thân|kính|trân trọng|tks|thks|thanks?|rgds|em|tb|p/?s)\s*[,.:!]+\s*", re.IGNORECASE)
_RULE: Final = re.compile(r"[-=*~_#]{3,}")
_SIGNATURE: Final = re.compile(r"(?:--|_{5,})\s*")
# A line that speaks to somebody of the newsroom: "Dạ bài đây chị ạ.", "Chị xem đăng giúp em nhé."
_SPOKEN_TO: Final = re.compile(
    r"(?<!\w)(?:anh|chị|em|cô|chú|bác|cháu|sếp|bạn|ban|mọi người|cả nhà|tòa soạn|toà soạn|mình|nhé|you|team)(?!\w)",
    re.IGNORECASE,
)
_SPOKEN: Final = re.compile(
    r"(?:dạ|vâng|ok|okie|nhờ|bài đây|đây ạ|gửi lại|em gửi|gửi)(?!\w).*|please .*|fyi.*|.*(?<!\w)(?:ạ|nhé|nha|nhá|nhe|"
    r"(?:giúp|hộ|giùm|dùm|cho|với) (?:em|anh|chị|mình|tôi|cháu)(?: (?:ạ|nhé|nha|với))?)(?:\W*|[,.!?:;…].*)",
    re.IGNORECASE,
)
_MOST_NOTE: Final = 8  # lines
_TITLE_WORDS, _LEAST_BELOW_TITLE = range(4, 31), 4
_LONGEST_SPOKEN: Final = 30  # words
# What mail programs and newsletters write at both ends, and an address alone.
_AT_EDGE: Final = re.compile(
    rf"\W*{_PHRASES.either('newsletter')}.*|(?:[^\s.]+ ){{0,6}}\W*https?://\S+\W*|\[(?:logo|banner|image|cid)\b[^\]]*\]",
    re.I,
)
_BELOW: Final = re.compile(rf"\W*{_PHRASES.either('disclaimers')}.*", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+")
_AUTHOR_AND_NAME, _LONGEST_AUTHOR = 2, 5  # lines, or words of the name; words
_HEAD: Final = 2_000  # characters
_TOP: Final = 8  # lines, below which no head of an e-mail begins a text
_MOST_AT_EDGE: Final = 8  # lines
_LONGEST_NOTE, _LONGEST_CLOSING = 300, 120  # characters
_MOST_CLOSING: Final = 18  # lines below the end of an article
# The heading of papers of the state, above what an office tells the press.
_MOTTO: Final = re.compile(r"độc lập\W+tự do\W+hạnh phúc", re.IGNORECASE)
_TO_PRESS: Final = re.compile(r"\W*(?:thông cáo|thông tin|tin)(?: báo chí)?\W*", re.IGNORECASE)
_DATED: Final = re.compile(r".*\b(?P<date>ngày\s+\d{1,2}\s.{1,40}\d{4})\s*$", re.IGNORECASE)
_LONGEST_LETTERHEAD: Final = 12  # lines
_SUBJECT: Final = re.compile(rf"(?:(?:{_PHRASES.either('subjects')})\s*[:：]\s*|\[[^\]]{{1,30}}\]\s*)+", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """Return the title in the subject of an e-mail: "Fwd: Bài CTV: Bến đò vắng khách" -> "Bến đò vắng khách"."""
    return _SUBJECT.sub("", subject.strip(), count=1) if _SUBJECT.match(subject.strip()) else subject.strip()


def article_in(text: str) -> str:
    """Return the text of an e-mail without the letter around it; "" where it is a letter that sends no article.

    Of forwarded e-mails it is the longest one.
    """
    lines = _without_edges(_without_letterhead(text.split("\n")))
    return max((_without_letter(without_quoting(part)[0]) for part in _parts(lines)), key=len)


def forwarded(text: str) -> tuple[str, str] | None:
    """Return the article of a forwarded e-mail that was copied as text, and the address that the letter names for it.

    None where a text does not begin with the head of an e-mail.
    """
    if not begins_as_mail(text):
        return None
    addresses = (line.strip() for line in text[:_HEAD].split("\n") if _ADDRESS.fullmatch(line.strip()))
    return article_in(text), next(addresses, "")


def without_note(text: str) -> str:
    """Return a text without what is said to the newsroom above its title: "Chị ơi, em gửi bài ạ."."""
    lines = text.split("\n")
    first = next((line.strip() for line in lines if line.strip()), "")
    if not (speaks_to_desk(first) or _GREETING.match(first) or _NOTED.match(first)):
        return text
    end = _note_end(lines) or 0
    return "\n".join(lines[end:]).strip() if end and _is_title(lines, end) else text


def begins_as_mail(text: str) -> bool:
    """Tell whether a text begins with the head of an e-mail, as a mail program forwards it."""
    lines = text[:_HEAD].strip().split("\n")
    return _head_end(lines, 0) > 0 or any(_head_length(lines, place) for place in range(1, min(_TOP, len(lines))))


def _without_edges(lines: list[str]) -> list[str]:
    """Return lines without those of a mail program or newsletter above and below, and the short ones beyond them."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    most = min(_MOST_AT_EDGE, len(filled) // 2)
    above = [number for number in filled[:most] if _AT_EDGE.fullmatch(lines[number].strip())]
    below = [number for number in filled[len(filled) - most :] if _is_at_end(lines[number].strip())]
    start = above[-1] + 1 if above else 0
    end = next((number for number in below if number >= start), len(lines))
    return lines[start:end]


def _is_at_end(line: str) -> bool:
    return _AT_EDGE.fullmatch(line) is not None or _BELOW.fullmatch(line) is not None


def _parts(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of an e-mail and of each one that it forwards or answers, without their heads."""
    parts: list[list[str]] = [[]]
    start = 0
    while start < len(lines):
        end = _head_end(lines, start)
        if end > start:
            parts.append([])
        else:
            parts[-1].append(lines[start])
        start = max(end, start + 1)
    return parts


def _head_end(lines: Sequence[str], start: int) -> int:
    """Return where the head of a forwarded e-mail that begins at `start` ends; `start` where none begins."""
    marked = bool(lines[start].strip()) and _FORWARDED.fullmatch(lines[start]) is not None
    first = start + marked
    while marked and first < len(lines) and not lines[first].strip():
        first += 1
    end = first
    while end < len(lines) and (_HEADER.match(lines[end]) or (end > first and "@" in lines[end])):
        end += 1
    return end if marked or _head_length(lines, first) else start


def _head_length(lines: Sequence[str], start: int) -> int:
    """Return how many lines at a place are the head of an e-mail, by the names in it; 0 where they are none."""
    end = start
    while end < len(lines) and (_HEADER.match(lines[end]) or (end > start and "@" in lines[end])):
        end += 1
    return end - start if end - start >= _LEAST_HEADERS and any(map(_SENDER.match, lines[start:end])) else 0


def _without_letter(lines: Sequence[str]) -> str:
    """Return the lines of one e-mail without greeting, closing and signature; "" where it is all a letter."""
    signature = next((n for n, line in enumerate(lines) if _SIGNATURE.fullmatch(line)), len(lines))
    written = list(lines[:signature])
    while written and (not written[-1].strip() or _is_enclosed(written[-1].strip())):
        written.pop()
    begin = _note_end(written)
    own = [] if begin is None else written[begin : _closing(written, begin)]
    own = [line for line in own if not _RULE.fullmatch(line.strip())]
    return "\n".join(own[: _above_given_name(own)]).strip()


def _above_given_name(lines: Sequence[str]) -> int:
    """Return how many lines stand above the name that signs the letter, where the author's full name is above it."""
    named = [(number, line.strip()) for number, line in enumerate(lines) if line.strip()][-2:]
    if len(named) < _AUTHOR_AND_NAME:
        return len(lines)
    author, name = named[0][1].split(), named[1][1].split()
    is_short = len(name) <= _AUTHOR_AND_NAME < len(author) <= _LONGEST_AUTHOR
    return named[1][0] if is_short and author[-1].casefold() == name[-1].casefold() else len(lines)


def _without_letterhead(lines: Sequence[str]) -> list[str]:
    """Return lines without the heading of an office above what it tells the press, but for the date in it."""
    head = lines[:_LONGEST_LETTERHEAD]
    motto = next((number for number, line in enumerate(head) if _MOTTO.search(line)), None)
    if motto is None:
        return list(lines)
    below = lines[motto + 1 : motto + 1 + _LONGEST_LETTERHEAD]
    end = motto + next((number for number, line in enumerate(below, start=2) if _TO_PRESS.fullmatch(line)), 1)
    dates = filter(None, map(_DATED.match, lines[motto + 1 : end]))
    return [*(date["date"] for date in dates), "", *lines[end:]]


def _is_enclosed(line: str) -> bool:
    return _CONTACT.fullmatch(line) is not None or _ENCLOSED.fullmatch(line) is not None


def _note_end(lines: Sequence[str]) -> int | None:
    """Return where the note that sends an article ends, 0 where there is none; None for a letter that sends none."""
    end, greeted, sent, spoken = 0, False, False, False
    for number, line in enumerate(map(str.strip, lines)):
        if not line or _RULE.fullmatch(line):
            continue
        is_greeting, sends = _GREETING.match(line) is not None, _SENT.search(line) is not None
        writes = bool(_WRITER.match(line)) and (not sent or sends)
        goes_on = spoken and bool(lines[number - 1].strip()) and len(line.split()) <= _LONGEST_SPOKEN
        speaks = goes_on or speaks_to_desk(line) or _NOTED.match(line) is not None
        is_note = is_greeting or writes or speaks or (greeted and (sends or bool(_CLOSING.match(line))))
        if not is_note or (len(line) > _LONGEST_NOTE and not is_greeting):
            break
        # Below a greeting it takes a title to tell an article from a letter.
        end, sent, spoken = number + 1, sent or sends, spoken or (speaks and not greeted)
        greeted = greeted or is_greeting
    if sent or spoken:
        return end
    return _above_title(lines, end) if greeted else 0


def _above_title(lines: Sequence[str], start: int) -> int | None:
    """Return where the title of an article stands below a greeting and what else is said, None where none does."""
    for place in range(start, min(start + _MOST_NOTE, len(lines))):
        if lines[place].strip() and _is_title(lines, place):
            return place
        if len(lines[place]) > _LONGEST_NOTE:
            break
    return None


def _is_title(lines: Sequence[str], start: int) -> bool:
    """Tell whether the first line from a place on is a title, which letters have not: alone, and without a stop."""
    texts = [(number, line.strip()) for number, line in enumerate(lines[start:], start=start) if line.strip()]
    if len(texts) < _LEAST_BELOW_TITLE or not lines[start - 1 : start] or lines[texts[0][0] - 1].strip():
        return False
    title, below = texts[0][1], texts[1][1]
    is_alone = texts[1][0] > texts[0][0] + 1 and len(below) > len(title)
    return is_alone and len(title.split()) in _TITLE_WORDS and title[-1].isalnum() and not speaks_to_desk(title)


def speaks_to_desk(line: str) -> bool:
    """Tell whether a line is what one says to somebody of the newsroom, and no sentence of an article."""
    is_short = len(line.split()) <= _LONGEST_SPOKEN
    return is_short and _SPOKEN.fullmatch(line) is not None and _SPOKEN_TO.search(line) is not None


def _closing(lines: Sequence[str], begin: int) -> int:
    """Return where the closing of a letter begins, with only short lines below it; the end where there is none.

    The article begins at `begin`.
    """
    end = len(lines)
    for number in range(len(lines) - 1, max(len(lines) - 1 - _MOST_CLOSING, begin), -1):
        if len(lines[number]) > _LONGEST_CLOSING:
            break
        line = lines[number].strip()
        if _CLOSING.match(line) or _CONTACT.fullmatch(line) or _FAREWELL.fullmatch(line) or speaks_to_desk(line):
            end = number
    # Above the closing one may still speak to the newsroom: "Cần gì thêm anh gọi em ạ."
    while 1 < end < len(lines) and (not lines[end - 1].strip() or speaks_to_desk(lines[end - 1].strip())):
        end -= 1
    return end
