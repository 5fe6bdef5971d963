"""The line of a cutting that says where and when it was printed: "Báo Đất Mũi, số 15.020, ngày 14-3-2019, trang 4".

Clerks, libraries and databases word it in many ways. It is told by what it is made of: the name of a paper that is
known, or stands behind "báo", "nguồn", "trích" and the like, a number, a day, a page, a year of issue, and no more.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.byline_names import are_names, is_person, split_names
from articles.importing.cleaning.issue_elements import PARTED, issue_elements
from articles.importing.cleaning.phrases import are_section_names, either, is_section_name, phrases
from articles.importing.cleaning.stamps import is_place
from articles.text.letter_classes import UPPER
from articles.text.papers import paper_key, paper_named, papers

LONGEST: Final = 180  # characters
_MOST_WORDS: Final = 32
_MOST_NAMES: Final = 2
_LONGEST_NAME: Final = 6  # words
_DIGIT: Final = re.compile(r"\d|(?<!\w)(?:trang|tr\.|năm thứ)\s", re.IGNORECASE)
# What says that a text is taken from the paper behind it.
_TAKEN: Final = re.compile(
    r"(?:(?:bài|tin|ảnh|bản|tư liệu|tài liệu) )?(?:(?:viết |này )?(?:đã )?(?:được )?)?"
    r"(?:nguồn(?: tin| bài| gốc| trích| tư liệu)?|(?:theo|dẫn|trích|chép|đánh máy|gõ|rút|cắt|sao|copy|lấy|sưu tầm|dịch"
    r"|in|đăng|đăng tải|công bố|xuất bản|chụp|photo)"
    r"(?: (?:lại|trên|ở|trong|tại|từ|theo|nguồn|bởi|nguyên văn|lần đầu(?: tiên)?|(?:\d+|hai|ba|nhiều) kỳ))*"
    r"|xuất xứ|đã đăng)"
    r"\s*(?::\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_SMALL: Final = rf"(?:{either('issue_words')}|(?<!thứ )năm)"
_FILED: Final = phrases("filed_words")
# "Cơ quan Trung ương của Đảng", behind the name of a paper.
_PUBLISHER: Final = re.compile(r"(?:cơ quan|tiếng nói|diễn đàn)\s", re.IGNORECASE)
# "Ngày Nay" is a paper.
_BEFORE: Final = re.compile(rf"^(?:{_SMALL}(?!\w)[\s.:]*)+(?=[^\s.:])")
_AFTER: Final = re.compile(rf"(?:(?<!\w){_SMALL}[\s.:]*)+$", re.IGNORECASE)
_WEEKDAY: Final = re.compile(
    r"(?<!\w)(?:thứ\s*(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s*nhật|CN|T[2-7])$", re.IGNORECASE
)
_PARTING: Final = re.compile(r"\s*(?:[,;|•·()\[\]{}“”\"*_#=]+|//|/|[.:](?=\s|$|-)|\s[-–—]+\s|^[-–—]+|[-–—]+$|—)\s*")
# The papers beside a daily: "Tuổi Trẻ Chủ nhật", "Nhân Dân hằng tháng".
_EDITION: Final = re.compile(
    r"\s+(?:cuối tuần|cuối tháng|giữa tháng|đầu tháng|(?:hằng|hàng) (?:ngày|tuần|tháng)|nguyệt san|tuần san|chủ nhật"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy)|buổi (?:sáng|chiều)|xuân|đặc biệt|điện tử|online)$",
    re.IGNORECASE,
)
_KIND: Final = (
    r"(?:nhật báo|tuần báo|bán nguyệt san|nguyệt san|tuần san|đặc san|nội san|tập san|chuyên san|tờ tin|tờ báo|tờ"
    r"|bản tin|tạp chí|thời báo|báo)"
)
_CALLED: Final = re.compile(
    rf"(?i:{_KIND})(?: điện tử| ảnh)?\s+(?=[{UPPER}])"
    rf"|(?:[{UPPER}]\w*\s){{2,4}}(?i:nhật báo|tuần báo|tạp chí|thời báo|tân văn|báo)$"
)
_SMALL_KIND: Final = re.compile(r"^(?:tờ\s+)?(?:báo|tờ)\s+(?=[^\W\d_])", re.IGNORECASE)
_MAGAZINE: Final = re.compile(r"(?<!\w)t/c\b\.?\s*", re.IGNORECASE)
_SECTION: Final = re.compile(r"(?:trang|mục|chuyên mục|chuyên trang|phần|chuyên đề)\s+(?P<name>\S.*)", re.IGNORECASE)
_OF_PRINT: Final = re.compile(
    r"(?<!\w)(?:số(?: báo)? ra|ra (?:ngày|thứ|chủ)|số báo|phát hành ngày|báo (?:in|giấy)|trích|(?:đăng|in) trên)(?!\w)",
    re.IGNORECASE,
)
_DASHED: Final = re.compile(
    "|".join(re.escape(name) for paper in papers() for name in (paper.name, *paper.other_names) if " - " in name)
)
_EDGES: Final = " .:-–—'’‘"
_TIME: Final = re.compile(r"T\d")
# What a paper prints may be of the agency beside it.
_AGENCY: Final = "TTXVN"
_NO_PAPERS: Final = tuple(sorted(phrases("numbered_papers")))


@dataclass(frozen=True, slots=True)
class PrintedIssue:
    """What a line says of the issue that a text was printed in; "" and () for what it does not say.

    `day` is ISO, and may lack its day or month. `is_known`: the paper is known or called one. `is_whole`: the line is
    sure to be about an issue; else it is so only beside others of the kind ("Trang 3") or at the end of a text.
    """

    source: str = ""
    day: str = ""
    section: str = ""
    authors: tuple[str, ...] = ()
    is_known: bool = True
    is_whole: bool = True


@dataclass(slots=True)
class _Named:
    """The names in a line: papers, those who may be papers or authors, a section."""

    papers: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    section: str = ""
    is_taken: bool = False

    def any(self) -> bool:
        """Tell whether a name was found."""
        return bool(self.papers or self.others or self.section)


@lru_cache(maxsize=2000)
def read_issue(line: str) -> PrintedIssue | None:
    """Read a whole line, which may be several joined by line breaks; None where it says anything else."""
    if len(line) > LONGEST or not _DIGIT.search(line) or len(line.split()) > _MOST_WORDS:
        return None
    elements = issue_elements(line.replace("\n", PARTED))
    if not elements.found and not elements.day:
        return None
    rest = _MAGAZINE.sub("Tạp chí ", _DASHED.sub(lambda name: name[0].replace(" - ", "-"), elements.rest))
    rest = rest.lstrip(" ([-–—/*")
    taken = _TAKEN.match(rest)
    named = _Named()
    for piece in _pieces(rest[taken.end() :] if taken else rest):
        if piece.lower() in _FILED or (named.papers and _PUBLISHER.match(piece)):
            continue
        inside = _TAKEN.match(piece)
        named.is_taken = inside is not None or (taken is not None and not named.any())
        if not _sort(named, piece[inside.end() :] if inside else piece):
            return None
    return _told(line, elements.found, elements.day, named, taken=taken is not None)


def _pieces(rest: str) -> list[str]:
    """Return what is left of a line beside its elements, without the small words around these."""
    bare = (_bare(_bare(part)) for part in _PARTING.split(rest))
    return [part for part in bare if part]


def _bare(part: str) -> str:
    part = _BEFORE.sub("", _AFTER.sub("", part.strip(_EDGES))).strip(_EDGES)
    found = _WEEKDAY.search(part)
    # "Tuổi Trẻ Chủ nhật" is a paper.
    return part if found is None or _known(part) else part[: found.start()].strip(_EDGES)


def _sort(named: _Named, name: str) -> bool:
    """Put a name where it belongs; return False where it is none."""
    section = _SECTION.fullmatch(name)
    known = _known(name)
    if not known and (signed := _signed(name))[1]:
        named.others += filter(None, [signed[0]])
        name, known = signed[1], _known(signed[1])
    if is_place(name) and not (known or named.is_taken):
        return True
    if named.section and (section or (are_section_names(name) and known != name)):
        return False
    if section and (is_section_name(section["name"]) or len(section["name"].split()) <= _LONGEST_NAME):
        named.section = section["name"].strip()
    elif are_section_names(name) and known != name and not named.is_taken:
        if known and not named.papers:
            named.others.append(name)
        else:
            named.section = name
    elif paper := known or _paper(name, is_taken=named.is_taken):
        if is_place(name) and not named.is_taken:
            named.others.append(name)
        else:
            named.papers.append(paper)
    elif are_names(name) or _may_be_paper(name):
        named.others.append(name)
    else:
        return not re.search(r"\w", name)
    return True


def _signed(name: str) -> tuple[str, str]:
    """Return the author and the paper of a piece with nothing between them: "Lê An Nhân Dân", "Tin TTXVN"."""
    words = name.split()
    for at in range(1, len(words)):
        author, paper = " ".join(words[:at]), " ".join(words[at:])
        is_filed = author.lower() in _FILED
        if is_filed and _known(paper):
            return "", paper
        if paper_named(paper) == paper and are_names(author):
            return author, paper
    return "", ""


def _known(name: str) -> str:
    """Return a known paper as it is written, without "báo"; in small letters where it is not in capitals alone.

    It may be one of its editions: "Lao Động cuối tuần". "Báo" stays before the name of a place.
    """
    edition = _EDITION.search(name)
    if not (usual := paper_named(name) or (edition and paper_named(name[: edition.start()])) or ""):
        return ""
    bare = _SMALL_KIND.sub("", name)
    if bare.isupper() and (edition or bare.casefold() != usual.casefold()):
        return bare if edition or paper_key(bare) == paper_key(usual) else usual
    if bare.isupper() or "-" in bare:
        return usual
    return bare if bare == name or edition or paper_key(bare) == paper_key(usual) else name[0].upper() + name[1:]


def _paper(name: str, *, is_taken: bool) -> str:
    """Return the paper that a name is called, or that stands behind what says so; "" for any other name."""
    if _CALLED.match(name):
        return name[0].upper() + name[1:] if len(name.split()) <= _LONGEST_NAME + 2 else ""
    return name if is_taken and _may_be_paper(name) and not is_person(name) else ""


def _may_be_paper(name: str) -> bool:
    lower = name.lower()
    is_short = len(name.split()) <= _LONGEST_NAME
    return is_short and name[0].isupper() and not any(lower.startswith(other) for other in _NO_PAPERS)


def _told(line: str, found: set[str], day: str, named: _Named, *, taken: bool) -> PrintedIssue | None:
    """Weigh what a line has; None where that is not enough for the line of an issue."""
    of_print = bool(found & {"number", "page", "issue year"}) or _OF_PRINT.search(line) is not None
    dated = bool(found & {"day", "month"})
    printers = {paper for paper in named.papers if paper != _AGENCY} or set(named.papers)
    others = named.others
    is_known = True
    if not printers and others:
        if not (paper := _unmarked_paper(others, found, dated=dated, of_print=of_print)):
            return None
        others = [name for name in others if name != paper]
        is_known = bool(_known(paper))
        printers = {_known(paper) or paper}
    if len(printers) > 1 or not all(map(are_names, others)) or not (of_print or (dated and printers)):
        return None
    authors = tuple(name for one in others for name in split_names(one))
    is_timed = _TIME.search(day) is not None
    if printers:
        is_whole = (of_print and not (is_timed and "number" not in found)) or (taken and not is_timed)
    else:
        is_whole = "number" in found and dated
    return PrintedIssue("".join(printers), day, named.section, authors, is_known, is_whole)


def _unmarked_paper(names: list[str], found: set[str], *, dated: bool, of_print: bool) -> str:
    """Return the name that is a paper's, though no list has it and no word says so; "" where none is.

    It has a number, and a day or a page: "Đông Pháp, số 4823, ngày 6-1-1940". A place by which a paper is known needs
    one of these, or what says that it was printed: "Hải Phòng, 14-8-1982, tr. 2", "Phú Yên, số ra ngày 8-6-2017".
    """
    if of_print and (known := next(filter(_known, names), "")):
        return known
    able = [name for name in names if _may_be_paper(name) and not is_person(name) and len(name.split()) > 1]
    is_told = "number" in found and (dated or bool(found & {"page", "issue year"}))
    return able[-1] if able and is_told and len(names) <= _MOST_NAMES else ""
