"""The signature below a text, in the shapes that only stand there: with a telephone, in brackets, of initials alone.

Above a text, or amid it, such lines may be anything.
"""

import re
from typing import Final

from articles.importing.cleaning.byline_names import are_names, is_paper, is_person, split_names
from articles.importing.cleaning.bylines import GENRE, read_byline
from articles.importing.cleaning.mail_addresses import without_mail
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signed_names import Byline
from articles.importing.cleaning.stamps import is_place
from articles.nlp.dates import Dateline, read_dateline
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER
from articles.text.papers import paper_named
from articles.text.written_dates import written_period

_LONGEST: Final = 120  # characters
_FRAME: Final = " \t-–—*_•~·."
# "Nh. A.", "Tr. Ng.", "D.MY", "H.D.My": letters of names, each with its point.
_INITIALS: Final = re.compile(
    rf"(?:[{UPPER}][{LOWER}]{{0,2}}\.\s?){{1,3}}[{UPPER}][{LOWER}]{{0,5}}\.?"
    rf"|(?:[{UNMARKED_UPPER}]{{1,2}}\.\s?){{1,3}}[{UPPER}]{{2,6}}\.?|(?:[{UPPER}][{LOWER}]{{0,2}}\.\s?){{2,4}}"
)
_TELEPHONE: Final = re.compile(r"(?<!\d)(?:\(?\+?84\)?|\(?0\d{0,3}\)?)(?:[\s.-]?\d){7,9}(?!\d)")
_CONTACT_LABEL: Final = re.compile(
    r"(?<!\w)(?:(?:số )?(?:điện thoại|đt|sđt|đtdđ|dđ|di động|tel|phone|mobile|hotline|zalo)|e-?mail|mail|thư điện tử"
    r"|hộp thư|liên hệ|liên lạc|địa chỉ(?: e-?mail)?|facebook|fb)\s*[:.]?(?!\w)",
    re.IGNORECASE,
)
# "STK: 4300205112233 – Agribank chi nhánh Bình Định", the bank or the owner before or behind the number.
_ACCOUNT: Final = re.compile(
    r"(?:[^\d.]{2,60}[-–,;:] ?)?(?:(?:số )?(?:tài khoản|tk)(?: (?:ngân hàng|số))?|stk|(?:bank )?account(?: no\.?)?"
    r"|mã số thuế(?: cá nhân)?|mst|(?:số )?(?:cccd|cmnd))\s*(?:[:.]\s*[^\d.]{0,40})?(?:\d[ .-]?){7,18}\d[^.?!…]{0,80}",
    re.IGNORECASE,
)
_EMPTY_BRACKETS: Final = re.compile(r"[(\[][\s,;:/|.–-]*[)\]]")
# What stands below an author of a series, or beside the name.
_CONTINUED: Final = re.compile(
    r"[(\[]?\s*(?:còn nữa|còn tiếp|hết|(?:xem|đọc|mời (?:bạn đọc|độc giả)?\s*(?:xem|đọc|đón đọc)) tiếp\b.{0,40}"
    r"|(?:kỳ|số|bài) (?:sau|tới|cuối|tiếp(?: theo)?)\s*[:.–-].{0,100})\s*[.…]*\s*[)\]]?",
    re.IGNORECASE,
)
_CONTINUED_BESIDE: Final = re.compile(r"\s*[(\[]\s*(?:còn nữa|còn tiếp|hết)\s*[.…]*\s*[)\]]$", re.IGNORECASE)
_BODY: Final = re.compile(
    r"(?:đại học|trường|học viện|viện|khoa|sở|phòng|ban|hội|bộ|trung tâm|công ty|tập đoàn|chủ tịch|phó|giám đốc"
    r"|bí thư|nguyên|nhà báo|nhà văn|nhà thơ|luật sư|bác sĩ|giảng viên|xã|huyện|tỉnh|thành phố|tp)(?!\w)",
    re.IGNORECASE,
)
# Who else worked on the page: "Trình bày: Lê An", "Lê An (ảnh)".
_HELPED: Final = re.compile(
    r"(?:biên tập(?: viên)?|trình bày|thiết kế|đồ h[ọo][aạ]|minh h[ọo][aạ]|kỹ thuật|dựng|quay phim|ảnh|video|clip)"
    r"(?:(?:\s*[,&/-]\s*|\s+và\s+)(?:đồ h[ọo][aạ]|ảnh|video|thiết kế|kỹ thuật))*\s*:\s*(?P<names>\S.*)"
    r"|(?P<name>\S.*?)\s*\((?:ảnh|đồ h[ọo][aạ]|minh h[ọo][aạ]|trình bày|video)\)",
    re.IGNORECASE,
)
_LONGEST_BODY: Final = 12  # words
_LONGEST_NOTE: Final = 400  # characters of what stands below a signature
_PLACED: Final = re.compile(
    r"(?P<place>[^\d,;:]{2,30}?)\s*[,;-]?\s*(?P<rest>(?:tháng|năm|mùa|ngày|\d).{2,30})", re.IGNORECASE
)
_ON_DAY: Final = re.compile(r"[ ,]ngày \d")
_SEASON: Final = re.compile(r"(?:mùa\s+)?(?:xuân|hạ|hè|thu|đông)\s+(?:năm\s+)?(?:19|20)\d\d", re.IGNORECASE)
_SEPARATED: Final = re.compile(r"\s+[-–—|]\s+|\s*[,;]\s*")
_OPENED: Final = {"(": ")", "[": "]"}


def read_signature(line: str) -> Byline | None:
    """Read a whole line below a text as its signature; None where it is anything else."""
    if len(line) > _LONGEST:
        return None
    bare = _CONTINUED_BESIDE.sub("", _without_contact(line)).strip()
    if bare != line and not re.search(r"\w", bare):
        return None
    if _INITIALS.fullmatch(bare.strip(" ()[]")) and not is_place(bare):
        return Byline((bare.strip(" ()[]"),))
    if byline := read_byline(bare):
        return byline
    if (genre := GENRE.fullmatch(bare)) and are_names(genre["names"]):
        return Byline(split_names(genre["names"]))
    return _of_papers(bare.strip(" ()[]")) or _framed(bare) or _named_beside_paper(bare)


def _of_papers(text: str) -> Byline | None:
    """Read several papers in brackets: "(AFP, Reuters)"."""
    parts = split_names(text)
    return Byline(source=text) if len(parts) > 1 and all(map(paper_named, parts)) else None


def _framed(line: str) -> Byline | None:
    """Read a name in brackets, between dashes or with a stop: "(Lê An)", "- Lê An -", "Lê An./."."""
    inner = line.strip(_FRAME + "/")
    in_brackets = _OPENED.get(inner[:1]) == inner[-1:] != ""
    if in_brackets:
        inner = inner[1:-1].strip()
    if inner == line or is_place(inner) or is_section_name(inner):
        return None
    if is_paper(inner) or not are_names(inner):
        return read_byline(inner) if in_brackets else None
    is_signed = in_brackets or inner.isupper() or all(map(is_person, split_names(inner))) or line[0] in _FRAME
    return Byline(split_names(inner)) if is_signed else None


def _named_beside_paper(line: str) -> Byline | None:
    """Read names and the paper they are of: "LÊ AN - TTXVN", "Lê An, TTXVN"."""
    names, paper = line, ""
    if separated := list(_SEPARATED.finditer(line)):
        names, paper = line[: separated[-1].start()], line[separated[-1].end() :]
    is_signed = bool(paper) and are_names(names) and not paper_named(names) and bool(paper_named(paper))
    return Byline(split_names(names), paper) if is_signed else None


def _without_contact(line: str) -> str:
    """Return a line without telephones and addresses, and their labels."""
    if not ("@" in line or _TELEPHONE.search(line)):
        return line
    bare = _CONTACT_LABEL.sub(" ", _TELEPHONE.sub(" ", without_mail(line) if "@" in line else line))
    return " ".join(_EMPTY_BRACKETS.sub(" ", bare).split()).strip(" ,;:/|-–—.(")


def is_contact(line: str) -> bool:
    """Tell whether a line is a telephone, a mail address or a bank account, with its label and no other word."""
    if len(line) > _LONGEST:
        return False
    bare = _without_contact(line)
    return (bare != line and not re.search(r"\w", bare)) or _ACCOUNT.fullmatch(line.strip("()[] *•-–")) is not None


def is_below_signature(line: str) -> bool:
    """Tell whether a line is of what may stand below a signature.

    That is how to reach its author, the body that the author is of, a place with a day, the next part of a series.
    """
    if len(line) > _LONGEST_NOTE:
        return False
    if is_contact(line) or _CONTINUED.fullmatch(line) or is_placed(line):
        return True
    if (helped := _HELPED.fullmatch(line)) and are_names(helped["names"] or helped["name"]):
        return True
    inner = line.strip("()[] ")
    is_short = len(inner.split()) <= _LONGEST_BODY and line[-1:] not in '.?!…:”"'
    return is_short and _BODY.match(inner) is not None and re.search(r"\d", inner) is None


def is_placed(line: str) -> bool:
    """Tell whether a line is a place with a day, month, season or year: "Huế, tháng 10-2001".

    Before "ngày" any name is a place: "Cồn Én, ngày 14 tháng 3 năm 2019".
    """
    dateline: Dateline | None = read_dateline(line)
    if dateline is not None:
        place = dateline.rest.removesuffix("ngày").strip(" ,")
        return bool(place) and (is_place(place) or (_ON_DAY.search(line) is not None and are_names(place)))
    placed = _PLACED.fullmatch(line.strip("()[] .")) if len(line) <= _LONGEST else None
    if placed is None or not is_place(placed["place"]):
        return False
    return written_period(placed["rest"]) is not None or _SEASON.fullmatch(placed["rest"]) is not None
