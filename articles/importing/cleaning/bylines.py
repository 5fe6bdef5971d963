"""Bylines: the authors of an article and the paper that it came from."""

import re
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.byline_names import SENTENCE_OPENERS, SURNAMES, are_capitals, are_names, split_names
from articles.importing.cleaning.mail_addresses import without_mail
from articles.importing.cleaning.signed_names import (
    COMPILED,
    INITIALS,
    LONGEST_BYLINE,
    Byline,
    names_paper,
    read_english_names,
    read_signed_names,
)
from articles.importing.cleaning.stamps import is_place
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER
from articles.text.papers import is_sign_off, paper_named

_PHOTO: Final = r"(?:ảnh|clip|video|hình|đồ họa|đồ hoạ|photo)"
_WRITTEN_BY: Final = re.compile(
    rf"(?:(?:tin|bài|tin bài|bài viết)(?:(?:\s*[,/&+-]\s*|\s+và\s+){_PHOTO})*|ảnh và bài|tác giả(?: bài viết)?"
    r"|thực hiện|phóng viên|biên dịch|biên soạn|tổng hợp|người viết|nhóm tác giả|nội dung)\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
# "Phóng sự của Lê An", "Ghi chép: LÊ AN".
GENRE: Final = re.compile(
    r"(?:phóng sự(?: ảnh)?|ghi chép|ghi|bút ký|ký sự|ký|tùy bút|tuỳ bút|tản văn|điều tra|bình luận|bài viết|tường thuật"
    r"|lược thuật|lược dịch|lược ghi|thuật|dịch|phỏng vấn|sưu tầm|(?:cộng tác|biên tập) viên|ctv|pv|btv|phóng viên)"
    r"(?:(?P<of>\s+của)\s*:?|\s*:)\s*(?P<names>\S.*)",
    re.IGNORECASE,
)
_AUTHOR_OF_BBC: Final = re.compile(r"^tác giả,\s*(?=\S)", re.IGNORECASE)
# "Tin Trần Giáp", "Bài và ảnh Lê An": the label of a byline without its colon.
_TOLD_BY: Final = re.compile(r"(?:tin|bài|tin,? bài|tin,? ảnh|bài,? ảnh|bài và ảnh|ảnh và bài) ", re.IGNORECASE)
_PHOTO_OF_ARTICLE: Final = re.compile(
    rf"\s*[-–—|,;(·•]?\s*(?<![^\W_]){_PHOTO}(?:\s*,\s*{_PHOTO})*\s*:.*$", re.IGNORECASE | re.DOTALL
)
_GLUE: Final = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
_LONGEST_CREDIT: Final = 8  # words
# The button that a page puts behind the name of a source, glued to it when it is copied.
_BUTTON: Final = re.compile(r"(?:copy link|sao chép (?:link|liên kết|đường dẫn)|lấy link)!?$", re.IGNORECASE)
_ENDS_OF_BUTTONS: Final = frozenset("kKtTnN!")
_LONGEST_BUTTON: Final = 20  # characters
_BY: Final = re.compile(rf"(?:(?:Reported|Written|Compiled) )?[Bb]y\s+(?=[{UPPER}])|BY\s+(?=[{UPPER}]{{2}})")
_IN_NO_BYLINE: Final = re.compile(r"\d{3}|[?!“”\"]")
_WRITTEN_HERE: Final = re.compile(
    r"^(?:(?:được |bài )?(?:đăng|viết|gửi|posted|written|published)\s+)?"
    r"(?:(?:on\s+)?(?:bởi|by)|tác giả|người (?:viết|đăng|gửi))\s*(?::\s*|\s)(?=\S)",
    re.IGNORECASE,
)
# What stands around a paper in a cutting: "Đăng trên Báo Đất Mũi số 27".
_PRINTED_IN: Final = re.compile(
    r"^(?:(?:bài )?(?:đã )?(?:đăng|in)(?: lại)?(?: trên| ở| trong)? |trích(?: từ)? )|\W*\bsố(?: báo)?(?: ra| \d+)?$",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(r"(?P<name>[\w.-]{2,20})(?:\s+on)?|quản trị(?: viên)?|ban biên tập", re.IGNORECASE)
# Accounts that are nobody's own.
_SHARED_ACCOUNT: Final = re.compile(
    r"admin\w*|quan-?tri\w*|bbt|ban-?bien-?tap|editors?|mod(?:erator)?|webmaster|super\s?user|root|guest|user\d*|ctv"
    r"|btv|pv|tin-?tuc|toa-?soan|wp\w*|\d+",
    re.IGNORECASE,
)
# A pen name of one word behind the last sentence of a long text: "... chăm sóc gia đình. Mon".
_PEN_NAME: Final = re.compile(rf"(?<=[.!?…”\"])\s+(?P<name>[{UPPER}][{LOWER}]{{1,9}})$")
_LONGEST_END: Final = 120  # characters
_ENDED: Final = re.compile(r"(?:(?<=[.!?…”\"’)])|(?<=\./\.)|(?<=:)(?=\s+theo\s))\s+(?=\S)", re.IGNORECASE)
_COUNTS: Final = re.compile(r"(?:(?:\s+(?:lượt|lần|số|views?)(?:\s\S+){0,3})?\s+\d[\d.,k]*)+$", re.IGNORECASE)
_AT_TIME: Final = re.compile(r"\s+(?:vào )?lúc \d{1,2}[:h]\d\d$")
# A letter that is no initial: "nhiệt độ cao nhất từ 16 - 19 độ C."
_GRADED: Final = re.compile(r"(?:\bđộ|°|\b(?:vitamin|hạng|loại|nhóm|lớp|khu|bảng)) [A-ZĐ]\.$", re.IGNORECASE)
# The name or title before a full stop that ends no sentence.
_ABBREVIATED: Final = re.compile(
    rf"(?:^|[\s.])(?:TP|Tr|TS|ThS|Th\.S|BS|GS|PGS|KTS|LS|Mr|Mrs|Dr|St|Q|P|[{UNMARKED_UPPER}])\.$"
)
_LONGEST_GRADED: Final = 25  # characters
_LONGEST_ABBREVIATED: Final = 10  # characters, with the sign before
_LONGEST_LINE: Final = 200  # characters, with an address, an age and a button
# "3 giờ trước", as pages say when an article appeared.
_AGO: Final = re.compile(r"\s*[-–|•·,]?\s*\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước$", re.IGNORECASE)


@lru_cache(maxsize=1000)
def read_byline(line: str) -> Byline | None:
    """Read a whole line as a byline; return None where it is not one.

    Forms: "Như Tâm", "HỒ A - LÊ B", "H.Y (tổng hợp)", "Theo Đậu Tiến Đạt (TNO)", "Bảo Anh (Theo Reuters)",
    "Theo Người Đưa Tin", "Lê An/TTXVN", "By Thien Huong", "Bài và ảnh: Tấn Đạt".
    """
    if len(line) > _LONGEST_LINE:
        return None
    line = (without_mail(line) if "@" in line else line).strip().lstrip("•●▪ \xa0")
    line = _AGO.sub("", line) if line.endswith(("trước", "TRƯỚC")) else line
    line = without_button(line)
    if by := _BY.match(line):
        return read_english_names(line[by.end() :])
    line = _unglued(_AUTHOR_OF_BBC.sub("Tác giả: ", line)) if len(line) <= LONGEST_BYLINE else ""
    if not line or len(line) > LONGEST_BYLINE or _IN_NO_BYLINE.search(line):
        return None
    if here := _WRITTEN_HERE.match(line):
        named = _AT_TIME.sub("", line[here.end() :])
        if is_shared_account(named):
            return Byline()
        if are_names(named):
            return Byline(split_names(named))
    if (genre := GENRE.fullmatch(line)) and are_names(genre["names"]):
        names = split_names(genre["names"])
        return Byline(names) if genre["of"] or _is_signed(names[0]) else None
    if ":" not in line:
        told = _TOLD_BY.match(line)
        unlabelled = line[told.end() :] if told else ""
        is_signed = are_names(unlabelled) and unlabelled.split()[0].lower() in SURNAMES
        return read_signed_names(unlabelled if is_signed else line.strip())
    if match := _WRITTEN_BY.fullmatch(line):
        return _written_by(_PHOTO_OF_ARTICLE.sub("", match["names"]).strip(" ."))
    credit = _PHOTO_OF_ARTICLE.search(line)
    if credit and len(credit[0].split()) > _LONGEST_CREDIT:
        return None
    return read_signed_names((line[: credit.start()] if credit else line).strip())


def _is_signed(name: str) -> bool:
    """Tell whether a name behind a label alone is that of an author: "Phóng sự: Lê An", not "Phóng sự: Chợ Nổi"."""
    return name.split()[0].lower() in SURNAMES or name.isupper()


def without_button(line: str) -> str:
    """Return a line without the button that a page puts behind the name of a source: "Trí Thức Trẻ Copy link"."""
    may_be = line[-1:] in _ENDS_OF_BUTTONS
    button = _BUTTON.search(line, max(0, len(line) - _LONGEST_BUTTON)) if may_be else None
    return line[: button.start()].strip() if button else line


def _unglued(line: str) -> str:
    """Return a line with brackets around what is glued to the name: "Nhã PhongTổng hợp", "Y NguyênVnExpress"."""
    for glue in _GLUE.finditer(line):
        name, rest = line[: glue.start()], line[glue.start() :]
        if COMPILED.fullmatch(rest) or (is_sign_off(rest) and are_names(name)):
            return f"{name} ({rest})"
    return line


def read_named_byline(line: str) -> Byline | None:
    """Read a whole line as a byline that names somebody; return None where it is none, or names nobody ("Theo")."""
    byline = read_byline(line)
    return None if byline == Byline() else byline


def is_age(line: str) -> bool:
    """Tell whether a line says how long ago an article appeared, and nothing else: "3 giờ trước"."""
    return _AGO.fullmatch(line) is not None


def read_beside_date(rest: str) -> Byline | None:
    """Read what a dateline says beside its date: "bởi Lê Minh", "TTO", "Viết bởi Ban biên tập", "Báo Đất Mũi, số ra".

    Return None where it says anything else. The desk, and an account that several people share ("admin"), are nobody.
    """
    if INITIALS.fullmatch(rest):
        return Byline(source=paper_named(rest))
    printer = _PRINTED_IN.sub("", rest.strip(" ,;.-–—|"))
    printer = re.sub(r"^báo(?= )", "Báo", printer)
    if names_paper(printer) or (are_capitals(printer) and paper_named(printer) == printer != ""):
        return Byline(source=printer)
    named = _WRITTEN_HERE.sub("", _COUNTS.sub("", rest))
    account = _ACCOUNT.fullmatch(named) if named != rest else None
    return read_byline(named) or (_of_account(account["name"] or "") if account else None)


def is_shared_account(name: str) -> bool:
    """Tell whether a name is that of an account of a whole desk or of a program: "admin", "Super User"."""
    return _SHARED_ACCOUNT.fullmatch(name) is not None


def _of_account(name: str) -> Byline:
    """Return the byline that an account is: "phonui" is the author's own, "admin" is nobody."""
    return Byline((name,)) if name and not is_shared_account(name) else Byline()


def _written_by(names: str) -> Byline | None:
    if read := read_signed_names(names):
        return read
    parts = split_names(names)
    short = parts and all(len(part.split()) <= 5 and part[0].isupper() for part in parts) and not names.endswith(".")
    return Byline(parts) if short else None


def cut_byline(text: str) -> tuple[str, Byline | None]:
    """Cut off the byline after the last sentence of a running text: "... làm rõ. Nguyễn Nhâm"."""
    for match in reversed(list(_ENDED.finditer(text[-_LONGEST_END:]))):
        at = max(0, len(text) - _LONGEST_END) + match.end()
        rest = text[at:]
        if (byline := read_byline(rest)) and is_ended(text[:at]) and not _ends_address(byline):
            return text[:at].rstrip(), byline
        if len(rest.split()) > 12:
            break
    pen_name = _PEN_NAME.search(text, max(0, len(text) - _LONGEST_END)) if len(text) > _LONGEST_END else None
    if pen_name and pen_name["name"].lower() not in SENTENCE_OPENERS and is_ended(text[: pen_name.start()]):
        return text[: pen_name.start()], Byline((pen_name["name"],))
    return text, None


def _ends_address(byline: Byline) -> bool:
    """Tell whether several names are rather the end of an address: "(nhà 48) Giảng Võ, Hà Nội"."""
    return len(byline.authors) > 1 and any(map(is_place, byline.authors))


def is_ended(before: str) -> bool:
    """Tell whether the text before a byline does not end with an abbreviation ("TP. ", "ông A. ")."""
    before = before.rstrip()
    if _GRADED.search(before, max(0, len(before) - _LONGEST_GRADED)):
        return True
    return not _ABBREVIATED.search(before, max(0, len(before) - _LONGEST_ABBREVIATED))
