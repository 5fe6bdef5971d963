"""Bylines: the authors of an article and the paper that it came from."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.byline_names import (
    SENTENCE_OPENERS,
    SURNAMES,
    are_capitals,
    are_names,
    is_paper,
    is_person,
    split_names,
)
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.mail_addresses import without_mail
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.stamps import is_place
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER
from articles.text.papers import is_sign_off, paper_named

_PHOTO: Final = r"(?:ảnh|clip|video|hình|đồ họa|đồ hoạ|photo)"
_WRITTEN_BY: Final = re.compile(
    rf"(?:(?:tin|bài|tin bài|bài viết)(?:(?:\s*[,/&+-]\s*|\s+và\s+){_PHOTO})*|ảnh và bài|tác giả(?: bài viết)?"
    r"|thực hiện|phóng viên|biên dịch|biên soạn|tổng hợp|người viết|nhóm tác giả|nội dung)\s*:\s*(?P<names>.+)",
    re.IGNORECASE,
)
_AUTHOR_OF_BBC: Final = re.compile(r"^tác giả,\s*(?=\S)", re.IGNORECASE)
# "Tin Trần Giáp", "Bài và ảnh Lê An": the label of a byline without its colon.
_TOLD_BY: Final = re.compile(r"(?:tin|bài|tin,? bài|tin,? ảnh|bài,? ảnh|bài và ảnh|ảnh và bài) ", re.IGNORECASE)
_PHOTO_OF_ARTICLE: Final = re.compile(
    rf"\s*[-–—|,;(·•]?\s*(?<![^\W_]){_PHOTO}(?:\s*,\s*{_PHOTO})*\s*:.*$", re.IGNORECASE | re.DOTALL
)
_GLUE: Final = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}])")
_COMPILED: Final = re.compile(
    r"(?:^|\s+|\s*[(\[]\s*|(?<=[^\W\d_]\.))"
    r"(?:tổng hợp|t\s*/\s*h|th|lược dịch|biên dịch|dịch|lược ghi|ghi|thực hiện|biên soạn|sưu tầm|st)"
    r"\s*[)\]]?$",
    re.IGNORECASE,
)
_COMPILING: Final = ("hợp", "h", "dịch", "ghi", "hiện", "soạn", "tầm", "st")  # the ends of those words
_SOURCED: Final = re.compile(
    r"(?P<names>.*?)\s*[(\[]?\s*(?<![^\W_])(?:(?:t\s*/\s*h |tổng hợp |lược dịch )?theo(?!\s+dõi\b)"
    r"|nguồn(?: tin| bài(?: viết)?)?|dịch từ|tổng hợp từ)(?:\s*:\s*|\s+)(?P<source>[^()\[\]]+?)\s*[)\]]?",
    re.IGNORECASE,
)
# Whatever names a source has one of these words.
_NAMING_SOURCE: Final = ("theo", "nguồn", "dịch từ", "tổng hợp từ")
_BRACKET: Final = re.compile(r"(?P<names>[^()]+?)\s*[(\[]\s*(?P<source>[^()\[\]]+?)\s*[)\]]")
_WITH_AGENCY: Final = re.compile(r"(?P<names>(?!theo )[^/]+?)\s*/\s*(?P<source>(?P<paper>[^/]+).*)", re.IGNORECASE)
_AGENCY_ALONE: Final = re.compile(r"(?:TTXVN|VOV|VTV|VTC|VTC News|Vietnam\+|VietnamPlus|AFP|AP|Reuters)(?:/[\w+ .-]+)?")
_CREDITED: Final = re.compile(r"\btheo\b|^(?:nguồn|dịch từ)\b", re.IGNORECASE)
_LONGEST_CREDIT: Final = 8  # words
_LONGEST_PAPER: Final = 6  # words of the name of a paper that stands alone
_CALLED_PAPER: Final = re.compile(
    rf"(?:(?:Báo|BÁO|Tạp chí|TẠP CHÍ|Thời báo|Đài)(?: điện tử)?|VOA|BBC|RFA|RFI|VOV|VTV|VTC|HTV|CNN) [{UPPER}][^:;,.]*"
)
# A pen name of one word, which only a mark after it shows: "Mon (tổng hợp)".
_ONE_WORD: Final = re.compile(rf"[{UPPER}][^\W\d_]+")
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
# Those of a paper, as some write before the date.
# A pen name of one word behind the last sentence of a long text: "... chăm sóc gia đình. Mon".
_PEN_NAME: Final = re.compile(rf"(?<=[.!?…”\"])\s+(?P<name>[{UPPER}][{LOWER}]{{1,9}})$")
_LONGEST_END: Final = 120  # characters
_ENDED: Final = re.compile(r"(?:(?<=[.!?…”\"’)])|(?<=\./\.)|(?<=:)(?=\s+theo\s))\s+(?=\S)", re.IGNORECASE)
_DESK: Final = re.compile(r"(?:CTV|PV|BTV|TTV|cộng tác viên|phóng viên|thực hiện)", re.IGNORECASE)
_COUNTS: Final = re.compile(r"(?:(?:\s+(?:lượt|lần|số|views?)(?:\s\S+){0,3})?\s+\d[\d.,k]*)+$", re.IGNORECASE)
_AT_TIME: Final = re.compile(r"\s+(?:vào )?lúc \d{1,2}[:h]\d\d$")
_INITIALS: Final = re.compile(rf"[{UNMARKED_UPPER}]{{2,5}}")
# A letter that is no initial: "nhiệt độ cao nhất từ 16 - 19 độ C."
_GRADED: Final = re.compile(r"(?:\bđộ|°|\b(?:vitamin|hạng|loại|nhóm|lớp|khu|bảng)) [A-ZĐ]\.$", re.IGNORECASE)
# The name or title before a full stop that ends no sentence.
_ABBREVIATED: Final = re.compile(
    rf"(?:^|[\s.])(?:TP|Tr|TS|ThS|Th\.S|BS|GS|PGS|KTS|LS|Mr|Mrs|Dr|St|Q|P|[{UNMARKED_UPPER}])\.$"
)
_LONGEST_GRADED: Final = 25  # characters
_LONGEST_ABBREVIATED: Final = 10  # characters, with the sign before
_LONGEST_LINE, _LONGEST_BYLINE = 200, 110  # characters, with and without an address, an age and a button
# "3 giờ trước", as pages say when an article appeared.
_AGO: Final = re.compile(r"\s*[-–|•·,]?\s*\d+ (?:giây|phút|giờ|ngày|tuần|tháng|năm) trước$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Byline:
    """The authors and the paper that a byline names; either may be empty."""

    authors: tuple[str, ...] = ()
    source: str = ""


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
        return _written_by_english(line[by.end() :])
    line = _unglued(_AUTHOR_OF_BBC.sub("Tác giả: ", line)) if len(line) <= _LONGEST_BYLINE else ""
    if not line or len(line) > _LONGEST_BYLINE or _IN_NO_BYLINE.search(line):
        return None
    if here := _WRITTEN_HERE.match(line):
        named = _AT_TIME.sub("", line[here.end() :])
        if is_shared_account(named):
            return Byline()
        if are_names(named):
            return Byline(split_names(named))
    if ":" not in line:
        told = _TOLD_BY.match(line)
        unlabelled = line[told.end() :] if told else ""
        is_signed = are_names(unlabelled) and unlabelled.split()[0].lower() in SURNAMES
        return _read_names(unlabelled if is_signed else line.strip())
    if match := _WRITTEN_BY.fullmatch(line):
        return _written_by(_PHOTO_OF_ARTICLE.sub("", match["names"]).strip(" ."))
    credit = _PHOTO_OF_ARTICLE.search(line)
    if credit and len(credit[0].split()) > _LONGEST_CREDIT:
        return None
    return _read_names((line[: credit.start()] if credit else line).strip())


def without_button(line: str) -> str:
    """Return a line without the button that a page puts behind the name of a source: "Trí Thức Trẻ Copy link"."""
    may_be = line[-1:] in _ENDS_OF_BUTTONS
    button = _BUTTON.search(line, max(0, len(line) - _LONGEST_BUTTON)) if may_be else None
    return line[: button.start()].strip() if button else line


def _unglued(line: str) -> str:
    """Return a line with brackets around what is glued to the name: "Nhã PhongTổng hợp", "Y NguyênVnExpress"."""
    for glue in _GLUE.finditer(line):
        name, rest = line[: glue.start()], line[glue.start() :]
        if _COMPILED.fullmatch(rest) or (is_sign_off(rest) and are_names(name)):
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
    if _INITIALS.fullmatch(rest):
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


def names_paper(text: str) -> bool:
    """Tell whether a short line is the name of a paper and nothing else: "Nhịp sống kinh tế", not "Kinh tế"."""
    if (
        len(text) > _LONGEST_BYLINE
        or is_section_name(text)
        or is_furniture(text)
        or len(text.split()) > _LONGEST_PAPER
        or text[-1:] in ".?!"
    ):
        return False
    return bool(paper_named(text)) or _CALLED_PAPER.fullmatch(text) is not None


def _read_names(line: str) -> Byline | None:
    bare = _without_compiling(line)
    if bare.lower().rstrip(" :") in {"", "theo", "nguồn"}:
        return Byline()
    if _ONE_WORD.fullmatch(bare) and line.endswith((")", "]")):
        return Byline((bare,))
    if _AGENCY_ALONE.fullmatch(bare.strip("()")):
        return Byline(source=bare.strip("()"))
    if agency := _agency(bare):
        return agency
    if are_names(bare) and not _CREDITED.search(bare):
        *names, last = split_names(bare)
        # "Hoàng Yến | Báo Công Thương".
        is_signed = names_paper(last) if names else is_sign_off(last) or _CALLED_PAPER.fullmatch(last) is not None
        return Byline(_unique(tuple(names)), last) if is_signed else Byline(_unique((*names, last)))
    return _sourced(bare) or _bracketed(bare)


def _without_compiling(line: str) -> str:
    """Return a byline without the word behind it that says how the text was made: "H.Y (tổng hợp)"."""
    is_compiled = line.rstrip(")]").rstrip().lower().endswith(_COMPILING)
    return (_COMPILED.sub("", line) if is_compiled else line).strip()


def _written_by(names: str) -> Byline | None:
    if read := _read_names(names):
        return read
    parts = split_names(names)
    short = parts and all(len(part.split()) <= 5 and part[0].isupper() for part in parts) and not names.endswith(".")
    return Byline(parts) if short else None


def _written_by_english(names: str) -> Byline | None:
    """Read what follows "By": names of people, or that of a paper or agency."""
    if is_paper(names) or paper_named(names):
        return Byline(source=names) if _short(names) else None
    return _read_names(names) if are_names(names) or " / " in names else None


def _sourced(line: str) -> Byline | None:
    lower = line.lower()
    match = _SOURCED.fullmatch(line) if any(word in lower for word in _NAMING_SOURCE) else None
    if match is None:
        return None
    names, source = (
        _COMPILED.sub("", match["names"].strip(" -–—(.,/|")),
        _COMPILED.sub("", match["source"]).strip(" .-–"),
    )
    source = re.sub(r"^báo (?=[^\W\d_])", "", source)
    if not source:
        return Byline(split_names(names)) if not names or are_names(names) else None
    if names:
        # "Bơ, Theo Đời sống & Pháp luật".
        is_pen_name = _ONE_WORD.fullmatch(names) is not None and _is_source(source)
        return Byline(split_names(names), source) if is_pen_name or (are_names(names) and _short(source)) else None
    if is_person(source) or _is_short_name(source):
        return Byline((source,))
    return _theo_pair(source) or (Byline(source=source) if _short(source) else None)


def _is_short_name(text: str) -> bool:
    """Tell whether a text is a person's name of two syllables, surname first: "Hoàng An", not "Lao Động"."""
    words = text.split()
    is_pair = len(words) == 2 and words[0].lower() in SURNAMES and are_names(text)
    return is_pair and not (is_paper(text) or paper_named(text) or is_place(text) or is_section_name(text))


def _theo_pair(text: str) -> Byline | None:
    """Read "Minh Quang/Vietnam+" or "Minh Quang - Zing" after "Theo"."""
    parts = re.split(r"\s*/\s*|\s+[-–—]\s+", text)
    if len(parts) == 2 and are_names(_COMPILED.sub("", parts[0])) and not is_paper(parts[0]) and _is_source(parts[1]):
        return Byline((_COMPILED.sub("", parts[0]),), parts[1])
    return None


def _is_source(text: str) -> bool:
    return is_paper(text) or bool(paper_named(text)) or _INITIALS.fullmatch(text) is not None


def _agency(line: str) -> Byline | None:
    match = _WITH_AGENCY.fullmatch(line) if "/" in line else None
    if match and are_names(match["names"]) and is_paper(match["paper"]):
        return Byline(split_names(match["names"]), match["source"])
    names, slash, source = line.rpartition(" / ")
    if slash and are_names(names) and paper_named(source):
        return Byline(split_names(names), source)
    return None


def _bracketed(line: str) -> Byline | None:
    """Read "Theo Đậu Tiến Đạt (TNO)" or "Cao Phương (TTXVN)"."""
    match = _BRACKET.fullmatch(line) if line.endswith((")", "]")) else None
    if match is None:
        return None
    names = re.sub(r"^theo\s*:?\s+", "", match["names"], flags=re.IGNORECASE)
    source = re.sub(r"^(?:theo|nguồn|báo cáo từ)\s*:?\s+", "", match["source"], flags=re.IGNORECASE)
    if are_names(names) and _DESK.fullmatch(source):
        return Byline(split_names(names))
    if are_names(names) and _short(source) and (source[0].isupper() or is_paper(source)):
        return Byline(split_names(names), source)
    return None


def _short(source: str) -> bool:
    """Tell whether the words after "Theo" are a paper's name rather than a sentence."""
    if "," in source:
        parts = [part.strip() for part in source.split(",")]
        return all(
            len(part.split()) <= 3 and part[:1].isupper() and (are_capitals(part) or bool(paper_named(part)))
            for part in parts
        )
    words = source.split()
    if not words or len(words) > 7:
        return False
    if len(words) > 1 and is_paper(source):
        return sum(word[0].islower() for word in words) <= 4
    return (words[0][0].isupper() and sum(word[0].islower() for word in words) <= 1) or len(words) == 1


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """Drop names that repeat one before them in another case ("THẢO MAI, Thảo Mai")."""
    return tuple(
        {name.casefold(): name for name in reversed(names)}[key] for key in dict.fromkeys(n.casefold() for n in names)
    )


def cut_byline(text: str) -> tuple[str, Byline | None]:
    """Cut off the byline after the last sentence of a running text: "... làm rõ. Nguyễn Nhâm"."""
    for match in reversed(list(_ENDED.finditer(text[-_LONGEST_END:]))):
        at = max(0, len(text) - _LONGEST_END) + match.end()
        rest = text[at:]
        if (byline := read_byline(rest)) and _alone(text[:at]) and not _ends_address(byline):
            return text[:at].rstrip(), byline
        if len(rest.split()) > 12:
            break
    pen_name = _PEN_NAME.search(text, max(0, len(text) - _LONGEST_END)) if len(text) > _LONGEST_END else None
    if pen_name and pen_name["name"].lower() not in SENTENCE_OPENERS and _alone(text[: pen_name.start()]):
        return text[: pen_name.start()], Byline((pen_name["name"],))
    return text, None


def _ends_address(byline: Byline) -> bool:
    """Tell whether several names are rather the end of an address: "(nhà 48) Giảng Võ, Hà Nội"."""
    return len(byline.authors) > 1 and any(map(is_place, byline.authors))


def _alone(before: str) -> bool:
    """Tell whether the text before a byline ends a sentence, not an abbreviation ("TP. ", "ông A. ")."""
    before = before.rstrip()
    if _GRADED.search(before, max(0, len(before) - _LONGEST_GRADED)):
        return True
    return not _ABBREVIATED.search(before, max(0, len(before) - _LONGEST_ABBREVIATED))
