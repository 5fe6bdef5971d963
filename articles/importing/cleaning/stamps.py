"""Stamps of a paper or place before the first words of a lead: "(GLO)-", "TTO -", "Hà Nội (TTXVN) -"."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.byline_names import SENTENCE_OPENERS
from articles.importing.cleaning.phrases import either, phrases
from articles.text.letter_classes import LOWER, UNMARKED_UPPER, UPPER
from articles.text.normal import fold
from articles.text.papers import is_sign_off
from articles.text.province_mergers import former_provinces, province_of_today
from articles.text.written_dates import stated_date

_DASH_SIGN: Final = re.compile(r"[-–—]")
_DASH: Final = rf"\s*{_DASH_SIGN.pattern}+\s*"
_BRACKETED: Final = re.compile(rf"\((?P<source>[{UNMARKED_UPPER}][\w.+&/ -]{{1,24}}?)\)(?:\.?{_DASH}|\s*:\s*)")
_BRACKETS_ALONE: Final = re.compile(rf"\((?P<source>[{UPPER}][\w.+& ]{{1,24}})\)\s+(?=[{UPPER}“\"])")
# "(CMO) Chợ họp từ ba giờ sáng": initials alone, which stand in brackets before no sentence.
_BRACKETED_INITIALS: Final = re.compile(rf"\((?P<source>[{UNMARKED_UPPER}]{{2,4}}(?:O|ĐT))\)\s+(?=[{UPPER}“\"])")
_DATELINED: Final = re.compile(
    rf"(?P<place>[{UPPER}][\w.]*(?:[ -][{UPPER}][\w.]*){{0,4}})(?:,? (?:ngày )?\d{{1,2}}[/.-]\d{{1,2}})?\s*"
    rf"\((?P<source>[{UNMARKED_UPPER}][\w.+&/ -]{{1,20}}?)\){_DASH}"
)
_SITE: Final = re.compile(rf"(?P<source>[A-Za-zĐđ][\w-]*\.(?:vn|com|net|org)(?:\.vn)?){_DASH}", re.IGNORECASE)
# "TTO" and the like, a paper's initials with O for "online" or that word; and the names of papers, with capitals.
_INITIALS: Final = re.compile(
    rf"(?P<source>[{UNMARKED_UPPER}]{{2,5}}O|[{UNMARKED_UPPER}]{{2,6}} (?:Online|News|Plus|điện tử)"
    rf"|{either('dateline_papers')}){_DASH}(?=\S)"
)
# Papers that print their name before a lead without a sign: "Dân trí Mẹ mất vì sốt rét".
_UNMARKED: Final = re.compile(rf"(?P<source>{either('unmarked_papers')}) (?=[{UPPER}][{LOWER}]* [{LOWER}\d])")
_NAME: Final = re.compile(rf"(?P<source>[{UPPER}][^\s–—-]*(?: [{UPPER}][^\s–—-]*){{0,3}}){_DASH}(?=\S)")
_UNKNOWN_INITIALS: Final = re.compile(rf"(?P<source>[{UNMARKED_UPPER}]{{2,5}}){_DASH}(?=[{UPPER}])")
_OWN_INITIALS: Final = re.compile(rf"\(?(?P<initials>[{UNMARKED_UPPER}Đ]{{2,5}})\)?{_DASH}(?=[{UPPER}\"“'‘])")
_KIND_OF_PAPER: Final = re.compile(
    r"^(?:báo(?: điện tử)?|tạp chí|thời báo)\s+|\s+(?:online|điện tử|newspaper)$", re.IGNORECASE
)
_NO_PAPERS: Final = phrases("online_acronyms")
_ABBREVIATED_PLACE: Final = r"(?:TP\.? ?HCM|TPHCM|TP Hồ Chí Minh)"
_PLACE_DASH: Final = re.compile(rf"{_ABBREVIATED_PLACE}{_DASH}")
# "TP HCM – Đầu giờ chiều": a dash longer than that of a route, and a sentence that begins with a time or a report.
_PLACED: Final = re.compile(
    rf"(?P<place>(?P<short>{_ABBREVIATED_PLACE})|[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}})\s*[–—]\s*"
    r"(?=(?:Sáng|Trưa|Chiều|Tối|Đêm|Rạng|Ngày|Hôm|Lúc|Khoảng|Đầu|Cuối|Giữa|Sau|Theo) )"
)
_GLUE: Final = re.compile(rf"(?<=[{LOWER}])(?=[{UPPER}][{LOWER}]|[{UNMARKED_UPPER}]{{2,}}\b|[ỞÝÔ]\s)")
_GLUED_CAPITALS: Final = re.compile(rf"(?:[{UPPER}]+ ){{0,3}}[{UPPER}]{{2,}}(?=[{UPPER}][{LOWER}])")
# "CẦN THƠ Ba năm liền mặn lên sớm": the place has capitals alone, the sentence one.
_SPACED_CAPITALS: Final = re.compile(rf"(?P<place>[{UPPER}]{{2,}}(?: [{UPPER}]{{2,}}){{0,3}}) (?=[{UPPER}][{LOWER}]* )")
_ABBREVIATED_GLUE: Final = re.compile(rf"{_ABBREVIATED_PLACE}(?=[{UPPER}][{LOWER}])")
_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?(?:[aeiouy]{1,3})(?:ch|ng|nh|[cmnpt])?"
)
_DATED: Final = re.compile(r"[ ,-]+(?:ngày )?(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})$")
_PLACES: Final = phrases("glued_places")


@dataclass(frozen=True, slots=True)
class Stamped:
    """A paragraph without its stamp, and the paper or agency in the stamp ("" where it has a place only).

    `day` is the date in the stamp as ISO: "(TTXVN 1/2/2017)".
    """

    text: str
    source: str = ""
    day: str = ""


@lru_cache(maxsize=1000)
def take_stamp(text: str) -> Stamped:
    """Remove the stamp of a paper or place from a first paragraph; one without a stamp is returned unchanged."""
    unmarked = _UNMARKED.match(text)
    if text[:1] != "(" and not _DASH_SIGN.search(text):
        return _after(unmarked) if unmarked else Stamped(_without_glued_place(text))
    for pattern in (_BRACKETED, _DATELINED, _SITE, _INITIALS):
        match = pattern.match(text)
        if match and match["source"] not in _NO_PAPERS and text[match.end() :].strip():
            dated = _DATED.search(match["source"])
            source = match["source"][: dated.start()] if dated else match["source"]
            return Stamped(text[match.end() :], source, stated_date(dated["day"]) if dated else "")
    if (match := _BRACKETS_ALONE.match(text)) and is_sign_off(match["source"]):
        return Stamped(text[match.end() :], match["source"])
    if match := _BRACKETED_INITIALS.match(text):
        return _after(match)
    if unmarked:
        return _after(unmarked)
    if (match := _NAME.match(text)) and is_sign_off(match["source"]):
        return Stamped(text[match.end() :], match["source"])
    if (placed := _PLACED.match(text)) and (placed["short"] or is_place(placed["place"])):
        return Stamped(text[placed.end() :])
    match = None if _PLACE_DASH.match(text) else _UNKNOWN_INITIALS.match(text)
    if match and _opens_sentence(text[match.end() :]):
        return Stamped(text[match.end() :], match["source"])
    return Stamped(_without_glued_place(text))


def take_initials(text: str, paper: str) -> Stamped:
    """Remove the initials of its paper from a first paragraph: "TT - " on a page of Tuổi Trẻ.

    They may have the B of "Báo" or the O of "Online": "BHG - " of Hà Giang.
    """
    match = _OWN_INITIALS.match(text) if paper else None
    if match is None:
        return Stamped(text)
    initials = "".join(word[0].upper() for word in _KIND_OF_PAPER.sub("", paper).split())
    is_own = match["initials"] in {initials, f"B{initials}", f"{initials}O"}
    return Stamped(text[match.end() :], match["initials"]) if is_own else Stamped(text)


def _opens_sentence(text: str) -> bool:
    """Tell whether `text` begins with a word that opens sentences, not as the second of two names ("EU - Mỹ")."""
    return text.split()[0].rstrip(",").lower() in SENTENCE_OPENERS


def _after(stamp: re.Match[str]) -> Stamped:
    return Stamped(stamp.string[stamp.end() :], stamp["source"])


def _without_glued_place(text: str) -> str:
    """Drop a place that the page prints before the lead and that copying has joined to it: "Nhật BảnThị trấn"."""
    if match := _ABBREVIATED_GLUE.match(text):
        return text[match.end() :]
    if (spaced := _SPACED_CAPITALS.match(text)) and is_place(spaced["place"].lower()):
        return text[spaced.end() :]
    if (capitals := _GLUED_CAPITALS.match(text)) and _is_place(capitals[0], text[capitals.end() :]):
        return text[capitals.end() :]
    glue = _GLUE.search(text, 0, 40)
    if glue and _is_place(text[: glue.start()], text[glue.start() :]):
        return text[glue.start() :]
    return text


def is_place(text: str) -> bool:
    """Tell whether a text is a place that papers print before a lead, or a province: "Hà Nội", "Vĩnh Long"."""
    return text.lower() in _PLACES or bool(former_provinces(text) or province_of_today(text))


def _is_place(place: str, rest: str) -> bool:
    if place.lower() in _PLACES or (rest[:2].isupper() and is_place(place)):
        return True
    words = place.split()
    return (
        2 <= len(words) <= 4
        and all(word[0].isupper() for word in words)
        and all(_SYLLABLE.fullmatch(fold(word)) for word in [*words, rest.split()[0].rstrip(",.:")])
    )
