"""Bodies that a text names without a name of their own: a kind alone, what every office has, a cut name."""

import re
from typing import Final

from articles.entities.resolving.known_names import is_listed_place
from articles.nlp.coreference.local_bodies import is_common_body
from articles.nlp.names.edges import UNNAMED_COMPANY
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_unmarked_syllable

_ANYBODIES: Final = TEXT_LISTS.either("bodies_of_anybody")
_COMPANY: Final = r"(?:Tổng )?[Cc]ông ty(?: CP| TNHH| MTV)*"
# Bodies with one syllable for a name, as of a cut one: "Trung tâm Khám".
_ONE_SYLLABLE_MORE: Final = re.compile(
    r"(?:Trung tâm|Bệnh viện|Ủy ban|Hội đồng|Học viện|(?:Trường )?Đại học|Liên hiệp|Tập đoàn"
    rf"|{_COMPANY}) ([^\W\d_]\w+)"
)
_OF_THE_NATION: Final = re.compile(
    r"(?:.* )?(?:Ủy ban|Hội đồng|Đội tuyển|Đại học|Trung tâm|Viện|Quỹ) [Qq]uốc gia|U\.?\d\d"
)
_UNIT_AT_END: Final = re.compile(rf".+\s(?:{either('units')}|vùng|các)", re.IGNORECASE)
# What such a body is for, in small letters, is not named either: "Ban quản lý vịnh".
_SITE_AT_END: Final = re.compile(r".+\s(?:bến xe|cảng|chợ|dự án|hồ|khu|sân bay|sông|vịnh|vườn quốc gia)")
# A kind of body and its task in a word of two syllables, which every office or place has: "Ban Kỷ luật".
_KIND_AND_TASK: Final = re.compile(
    rf"(?:{_COMPANY}|Ban|Phòng|Trung tâm|Đội|Quỹ|Khoa|Tổ chức|Cao đẳng|Chi nhánh|Tiểu ban"
    r"|Nhà máy|Cơ quan) [^\W\d_]+ [^\W\d_]+|(?:Văn phòng )?Ủy ban (?:An toàn|Quản lý|Điều phối)"
)
# An office of the police or a department that is not said whose: "Phòng CSĐT tội phạm", "Phòng PC02".
_OFFICE_WITHOUT_OWNER: Final = re.compile(
    r"(?:Phòng(?! (?:khám|thí nghiệm|trà|vé))|Khoa|(?:Cơ quan|Đội) CSĐT)\b"
    r"(?!.*\b(?:Bộ|Công an|Cục|Sở|UBND|[Cc]ông ty)\b)(?: .*\w| P[AC]\d\d)?"
)
# What goes on from one body to another thing: "Khách sạn Thắng Lợi đến cửa khẩu An Dương".
_TWO_THINGS: Final = re.compile(rf".+\s(?:(?:như|nhiệm kỳ|tới|từ|đến)\s.+|và {_ANYBODIES}\b.*)")
# "ngoại giao" and "thiết bị" are words by themselves.
_VERB_AT_END: Final = re.compile(
    r".+\s(?:(?<![Tt]hiết )(?<![Tt]rang )bị|(?<![Bb]àn )(?<![Cc]huyển )(?<![Nn]goại )giao"
    r"|cho|chỉ đạo|cập nhật|của|như|sẽ|tại|và|về|đã|được)"
)
# An office of a committee that is not said which: "Văn phòng Thành ủy".
_OF_ANY_COMMITTEE: Final = re.compile(
    r".+ (?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) [uủ][yỷ]|UBND|HĐND|cơ quan (?:CSĐT|điều tra))", re.IGNORECASE
)
_UNIT_INSIDE: Final = re.compile(rf"\s{either('units')}\s")
# Kinds of bodies that a country has many of: "Viện Việt Nam".
_MANY_IN_A_COUNTRY: Final = re.compile(
    r"(?:Ban|Bệnh viện|Cao đẳng|Cục|Hiệp hội|Hội|Liên đoàn|Liên hiệp|Ngân hàng|Phòng|Quỹ|Sở|Tổ chức|Trung tâm|Trường"
    rf"|Tập đoàn|Viện|Vụ|[Dd]oanh nghiệp|{_COMPANY}|(?:Trường )?[ĐđDd]ại học) (.+)"
)
_OF_THE_CENTRE: Final = re.compile(r".+ trực thuộc [Tt]rung ương")
_NUMBERED_WARD: Final = re.compile(r".+\s(?:phường|khu phố|tổ dân phố)\s\d+", re.IGNORECASE)
# Words for whoever is in charge of a place, which are no body's name: "Cơ quan chức năng tỉnh Cà Mau".
_ANYBODY: Final = re.compile(
    rf"{_ANYBODIES}(?:$|\s(?:{either('units')}|ấp|thôn|TP)\s.+|\s(?P<place>.+))",
    re.IGNORECASE,
)
_BRANCH: Final = re.compile(rf"Chi nhánh (?:{either('units')} )?(?P<place>.+)")
_CUT_COMMITTEE: Final = re.compile(r"Đảng (?:Bộ [A-ZĐ]|UBND|HĐND).*")
_WITHOUT_NAME: Final = (
    _OF_THE_NATION,
    _UNIT_AT_END,
    _SITE_AT_END,
    UNNAMED_COMPANY,
    _OF_ANY_COMMITTEE,
    _CUT_COMMITTEE,
    _TWO_THINGS,
    _VERB_AT_END,
    _NUMBERED_WARD,
    _OF_THE_CENTRE,
)


def is_nameless(name: str) -> bool:
    """Tell whether a body has no name of its own.

    Its kind stands alone or with a syllable that is no place ("Trung tâm Khám"), it is a committee of the nation or a
    team by its age ("U23"), its unit is not named ("Bộ Tư lệnh Vùng"), a company has its field alone ("Công ty Công
    trình"), or every office, country or place has such a body.
    """
    is_listed = shipped_gazetteer().has("organizations", name)
    if not is_listed and any(form.fullmatch(name) for form in _WITHOUT_NAME):
        return True
    if is_common_body(name) or _is_kind_and_task(name) or _is_office_without_owner(name) or _is_anybody(name):
        return True
    branch = _BRANCH.fullmatch(name)
    if branch and is_listed_place(branch["place"]):
        return True
    of_country = _MANY_IN_A_COUNTRY.fullmatch(name)
    if of_country and shipped_gazetteer().has("countries", of_country[1]):
        return True
    match = _ONE_SYLLABLE_MORE.fullmatch(name)
    return match is not None and is_unmarked_syllable(match[1]) and not is_listed_place(match[1])


def _is_kind_and_task(name: str) -> bool:
    """Tell whether a body is called by its kind and a task whose last syllable is in small letters: "Ban Kỷ luật"."""
    last = name.split()[-1]
    is_word = last.islower() and is_unmarked_syllable(last) and not shipped_gazetteer().has("organizations", name)
    return is_word and _KIND_AND_TASK.fullmatch(name) is not None


def _is_office_without_owner(name: str) -> bool:
    last = name.split()[-1]
    has_no_place = last.islower() or last.isupper() or not last.isalpha()
    return has_no_place and _OFFICE_WITHOUT_OWNER.fullmatch(name) is not None and not _UNIT_INSIDE.search(name)


def _is_anybody(name: str) -> bool:
    match = _ANYBODY.fullmatch(name)
    return match is not None and (match["place"] is None or is_listed_place(match["place"]))
