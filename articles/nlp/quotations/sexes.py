"""The sex that words tell of somebody: 1 for a man, -1 for a woman, 0 where they tell neither."""

import re
from functools import lru_cache
from typing import Final

from articles.nlp.quotations.word_lists import phrases

_MALE: Final = phrases("male")
_FEMALE: Final = phrases("female")
_CALLING: Final = (
    "(?:ca s[iĩyỹ]|diễn viên|nghệ s[iĩyỹ]|danh hài|tài tử|người mẫu|cầu thủ|doanh nhân|MC|nhân viên|tài xế|sinh viên)"
)
_CALLED: Final = rf"(?:[Nn]am|[Nn]ữ) {_CALLING}|[Hh]oa (?:hậu|khôi)|[Áá] hậu|[Nn]gười đẹp"
_ADDRESS: Final = re.compile(rf"(?<!\w)([Ôô]ng|[Aa]nh|[Bb]ác|[Cc]ậu|[Cc]hú|[Tt]hầy|[Bb]à|[Cc]hị|[Cc]ô|{_CALLED})\s+$")
# "Phi Thanh Vân và chồng": a woman.
_SPOUSE: Final = re.compile(
    r"[ \xa0](?:và|cùng)[ \xa0](?:(?P<of_a_woman>chồng|ông xã|bạn trai)|vợ|bà xã|bạn gái)(?!\w)"
)
# "Chồng cũ của Phi Thanh Vân": a woman; "vợ chồng Phi Thanh Vân" tells nothing.
_SPOUSE_OF: Final = re.compile(
    r"(?<!\w)(?:(?P<of_a_woman>(?<!vợ )(?:chồng|ông xã|bạn trai))|vợ|bà xã|bạn gái)"
    r"(?:[ \xa0](?:cũ|sắp cưới|của))*[ \xa0]$",
    re.IGNORECASE,
)
# Characters before a name in which its address stands.
_LONGEST: Final = 24


def sex_of_name(name: str) -> int:
    """Return the sex that the middle name of a person tells: "Văn" or "Thị"."""
    return ("Văn " in name) - ("Thị " in name)


@lru_cache(maxsize=1000)
def sex_of(words: str) -> int:
    """Return the sex that a pronoun or description tells: "cô", "nam ca sĩ"."""
    spaced = f" {' '.join(words.lower().split())} "
    return any(f" {word} " in spaced for word in _MALE) - any(f" {word} " in spaced for word in _FEMALE)


def sex_by_spouse(text: str, name_start: int, name_end: int) -> int:
    """Return the sex that the husband or wife beside a name tells: "và chồng", "cùng vợ", "chồng cũ của"."""
    match = _SPOUSE.match(text, name_end) or _SPOUSE_OF.search(text, max(0, name_start - _LONGEST), name_start)
    return 0 if match is None else -1 if match["of_a_woman"] else 1


def sex_of_address(text: str, name_start: int) -> int:
    """Return the sex that the address before a name tells, which begins at an offset: "bà", "Hoa hậu"."""
    match = _ADDRESS.search(text, max(0, name_start - _LONGEST), name_start)
    return sex_of(match[1]) if match else 0
