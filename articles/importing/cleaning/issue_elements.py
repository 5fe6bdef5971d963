"""What a line that names a printed issue is made of, beside the paper: its day, number, pages and year of issue."""

import re
from dataclasses import dataclass, field
from typing import Final

from articles.text.date_values import date_value, english_date, without_english_dates
from articles.text.written_dates import full_dates, stated_date, without_dates

# What stands for an element that was taken out: elements part what stands around them.
PARTED: Final = " ; "

_RANGE: Final = re.compile(
    r"(?:từ\s+)?(?:ngày\s+)?(?<![\d./-])(?P<day>\d{1,2})(?:\s?[-/.]\s?(?P<month>\d{1,2}))?"
    r"\s*(?:đến(?: hết)?|tới|và|[-–—])\s*(?:ngày\s+)?$",
    re.IGNORECASE,
)
# "12-13/4/2003": two days glued by a sign.
_GLUED_DAYS: Final = re.compile(r"(?<=\d)[-–](?=\d{1,2}([/.])\d{1,2}\1\d{4})")
_BEHIND_LABEL: Final = re.compile(r"(?:số|kỳ|no|tr|trang)\W*$", re.IGNORECASE)
# Papers of the colonial time are dated in French.
_FRENCH: Final = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre"),
    "décembre",
)
_FRENCH_DAY: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{'|'.join(_FRENCH)})\s+(?P<year>1[89]\d\d)", re.IGNORECASE
)
_SHORT_YEAR: Final = re.compile(r"(?<![\d./-])\d{1,2}([/.-])\d{1,2}\1\d{2}(?![\d./-])")
_NUMERALS: Final = r"(?:một|nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm)"
_YEAR_OF_ISSUE: Final = re.compile(
    rf"(?<!\w)năm\s+thứ\s+(?:\d{{1,3}}|[IVXLC]+|{_NUMERALS}(?:\s+{_NUMERALS}){{0,3}})(?!\w)"
    r"|(?<!\w)năm\s+(?-i:[IVXLC]{2,})(?!\w)|(?<!\w)(?:bộ mới|loại mới|tục bản)(?!\w)",
    re.IGNORECASE,
)
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d\d)"
_SEVERAL: Final = r"(?:\s?(?:[-–+,&/]|và|đến)\s?"
# "số 16.842", "Số: 12+13", "N° 4823", "số 35-2003", "số 118 (5.432)".
_NUMBER: Final = re.compile(
    r"(?<!\w)(?:(?:số|s(?=\.)|kỳ|tập|quyển|vol|no|q)(?:\s+(?:báo|thứ|phát hành))?\.?\s*:?|n[°º]|#)\s*"
    rf"(?P<number>\d{{1,3}}(?: \d{{3}})+(?!\d)|\d[\d.,]*(?<!,)[a-z]?{_SEVERAL}\d{{1,3}}(?![\d./-]))*)"
    rf"(?:\s?[-/]\s?(?:(?P<month>\d{{1,2}})\s?[-/.]\s?)?{_YEAR})?(?![\w/])"
    r"(?:\s*\(\s*(?:(?:số|tổng số)\s*:?\s*)?\d[\d.]*\s*\))?",
    re.IGNORECASE,
)
# "254/2001", where the number is no month.
_NUMBER_ALONE: Final = re.compile(rf"(?<![\w/.-])(?:1[3-9]|[2-9]\d|\d{{3,5}})/{_YEAR}(?![\w/-])")
# "số 254/9-10-2001"
_NUMBER_BEFORE_DAY: Final = re.compile(r"(?<=\d)/(?=\d{1,2}([-.])\d{1,2}\1\d{4})")
_SPECIAL: Final = re.compile(
    r"(?<!\w)số\s+(?:báo\s+)?(?:tết|xuân|tân niên|tất niên|giáng sinh|đặc biệt|chuyên đề|kỷ niệm|cuối tuần|cuối tháng"
    r"|giữa tháng|đầu tháng|cuối năm|chủ nhật|thứ bảy|thường kỳ|hè|thu)(?!\w)[^;,|()\d•]*",
    re.IGNORECASE,
)
_PAGE: Final = r"(?:\d{1,3}[a-d]?|nhất|bìa|đầu|cuối|[ivx]{1,4})(?!\w)"
_PAGES: Final = re.compile(
    rf"(?<!\w)(?:(?:các )?trang|tr|pp?|tờ|cột)\b\s*\.?\s*:?\s*(?:số\s*)?{_PAGE}"
    rf"(?:\s*(?:[-–,+&/]|và|đến)\s*(?:(?:trang|tr|p|cột)\b\.?\s*)?{_PAGE})*(?:\s*/\s*\d+)?",
    re.IGNORECASE,
)
_DAY_MONTH: Final = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)(?P<month>\d{1,2})(?!\d|[./-]\d|\s?%)", re.IGNORECASE
)
_MONTH_YEAR: Final = re.compile(
    rf"(?<![\d./-])(?:tháng\s*)?(?P<month>\d{{1,2}})(?:\s?[/.-]\s?|,?\s*(?:năm\s+))(?:năm\s+)?{_YEAR}(?!\d|[./-]\d)",
    re.IGNORECASE,
)
_YEAR_ALONE: Final = re.compile(rf"(?<![\w./-])(?:năm\s+)?{_YEAR}(?![\w/])(?!-\d)", re.IGNORECASE)
_MONTH_ALONE: Final = re.compile(r"(?<!\w)tháng\s+(?P<month>\d{1,2})(?!\w)", re.IGNORECASE)


@dataclass(slots=True)
class IssueElements:
    """What a line says of an issue: `day` is ISO, and may lack its day or month; `rest` is the line without it all."""

    rest: str
    day: str = ""
    found: set[str] = field(default_factory=set)


def issue_elements(line: str) -> IssueElements:
    """Return the elements of an issue in a line; `found` names them: day, number, page, issue year.

    A day may have a year of two digits, begin a range ("28-5 đến 3-6-2010" is its first day), or have its year at
    another place of the line, as catalogues write it: "2001. - Số 16842. - Ngày 9 tháng 10".
    """
    elements = IssueElements(line)
    _take_day(elements)
    for name, pattern in (("issue year", _YEAR_OF_ISSUE), ("page", _PAGES)):
        _take(elements, name, pattern)
    number = _NUMBER.search(elements.rest)
    alone = _NUMBER_ALONE.search(elements.rest)
    _take(elements, "number", _NUMBER)
    _take(elements, "number", _NUMBER_ALONE)
    if not elements.day:
        year = (number and number["year"]) or (alone and alone["year"]) or ""
        _take_parts_of_day(elements, year, (number and number["month"]) or "")
    _take(elements, "number", _SPECIAL)
    return elements


def _take(elements: IssueElements, name: str, pattern: re.Pattern[str]) -> None:
    rest = pattern.sub(PARTED, elements.rest)
    if rest != elements.rest:
        elements.rest = rest
        elements.found.add(name)


def _take_day(elements: IssueElements) -> None:
    """Take the first day that is written in full, and all others."""
    line = _FRENCH_DAY.sub(_in_numbers, _GLUED_DAYS.sub(" - ", _NUMBER_BEFORE_DAY.sub(" / ", elements.rest)))
    day = stated_date(line) or english_date(line)
    first = next(full_dates(line), None)
    begun = _RANGE.search(line[: first.start]) if first is not None else None
    if first and begun and not _BEHIND_LABEL.search(line[: begun.start()]):
        month, year = int(begun["month"] or first.day.month), first.day.year
        day = _iso(year if month <= first.day.month else year - 1, month, int(begun["day"])) or day
        line = line[: begun.start()] + PARTED + line[first.start :]
    if not day and (short := _SHORT_YEAR.search(line)):
        day = date_value(short[0])
        line = line[: short.start()] + PARTED + line[short.end() :]
    if day:
        parted = re.sub(r"\s{2,}", PARTED, without_dates(without_english_dates(f" {line} ")))
        elements.rest, elements.day = parted, day
        elements.found.add("day")


def _take_parts_of_day(elements: IssueElements, year: str, month: str) -> None:
    """Take a day whose year stands elsewhere, or a month or year alone."""
    rest, day = elements.rest, ""
    if found := _MONTH_YEAR.search(rest):
        year, month = found["year"], found["month"]
        rest = rest[: found.start()] + PARTED + rest[found.end() :]
    elif found := _YEAR_ALONE.search(rest):
        year = found["year"]
        rest = rest[: found.start()] + PARTED + rest[found.end() :]
    if found := _DAY_MONTH.search(rest):
        day, month = found["day"], found["month"]
        rest = rest[: found.start()] + PARTED + rest[found.end() :]
    elif not month and (found := _MONTH_ALONE.search(rest)):
        month = found["month"]
        rest = rest[: found.start()] + PARTED + rest[found.end() :]
    elements.rest = rest
    if day and month and year and (iso := _iso(int(year), int(month), int(day))):
        elements.day = iso
        elements.found.add("day")
    elif year and month and 1 <= int(month) <= 12:
        elements.day = f"{year}-{int(month):02}"
        elements.found.add("month")
    else:
        elements.day = year
        elements.found |= {"yearless day"} if day else set()


def _in_numbers(day: re.Match[str]) -> str:
    return f"{day['day']}/{_FRENCH.index(day['month'].lower()) + 1}/{day['year']}"


def _iso(year: int, month: int, day: int) -> str:
    return date_value(f"{day}/{month}/{year}")
