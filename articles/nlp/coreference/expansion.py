"""Writes out the short forms in a name: "Sở GD-ĐT TP.HCM" is "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh"."""

import re
from functools import lru_cache
from typing import Final

from articles.text.normal import spelling
from articles.text.short_forms import expansions, with_parts_written_out
from articles.text.syllables import is_unmarked_syllable

# Short forms that names keep, and the full forms that are shortened to them.
_KEPT: Final = frozenset({"CP", "HTX", "TH", "NXB", "PCCC", "ĐT", "TT"})
_SHORTENED: Final = {
    "UBND": "[uủ][ỷy] ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "TNHH": "trách nhiệm hữu hạn",
    "MTV": "một thành viên",
    "TMCP": "thương mại cổ phần",
    "CP": "cổ phần",
    "THPT": "trung học phổ thông",
    "THCS": "trung học cơ sở",
    "CLB": "câu lạc bộ",
    "CSĐT": "cảnh sát điều tra",
    "CSGT": "cảnh sát giao thông",
}
_FULL: Final = {short: re.compile(rf"\b{full}\b", re.IGNORECASE) for short, full in _SHORTENED.items()}
_HO_CHI_MINH_CITY: Final = re.compile(r"(?:\b(?:TP|thành phố)[\s.]*(?:HCM|Hồ Chí Minh)|\bTPHCM|\bHCM)\b", re.IGNORECASE)
_CITY_OF: Final = re.compile(r"\bTP[\s.]+(?=\w)", re.IGNORECASE)
_UNITS: Final = {"H": "huyện", "Q": "quận", "P": "phường", "X": "xã", "TX": "thị xã", "TT": "thị trấn"}
# "TAND H.Gò Dầu", "Công an Q.5"; "TT" without a dot may be "Trung tâm", except after "UBND".
_UNIT_OF: Final = re.compile(r"(?<=\s)(?:(H|Q|P|X|TX|TT)\.\s?|(?<=UBND\s)(TT)\s)(?=\w)")
# Short forms that some papers print with a space inside: "T X.Ba Đồn", "Bộ Q. P".
_APART: Final = ((re.compile(r"\bT X\.(?=\s?\w)"), "TX."), (re.compile(r"\bBộ Q\.\s?P\b"), "Bộ QP"))
_LETTERS_THEN_DIGITS: Final = re.compile(r"(?<=[^\W\d_])(?=\d)")
CENTRAL_CITIES: Final = ("Hà Nội", "Hồ Chí Minh", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế")
_CENTRAL_CITY: Final = re.compile(rf"thành phố ({'|'.join(CENTRAL_CITIES).lower()})\b")
# Words that do not count: "Sở Y tế Gia Lai" is "Sở Y tế tỉnh Gia Lai". "Công an TP Bạc Liêu" is another body.
_IDLE: Final = frozenset({"và", "tỉnh"})


@lru_cache(maxsize=50_000)
def expand(name: str) -> str:
    """Return a name with its short forms written out, except those better known than their full forms."""
    for apart, whole in _APART:
        name = apart.sub(whole, name)
    name = _HO_CHI_MINH_CITY.sub("Thành phố Hồ Chí Minh", name)
    name = _UNIT_OF.sub(lambda match: f"{_UNITS[match[1] or match[2]]} ", _CITY_OF.sub("thành phố ", name))
    is_shouted = " " in name and name.isupper()
    words = (name if is_shouted else with_parts_written_out(name)).split()
    name = " ".join(word if is_shouted and is_unmarked_syllable(word) else _expanded(word) for word in words)
    for short, full in _FULL.items():
        name = full.sub(short, name)
    return name[:1].upper() + name[1:]


def _expanded(word: str) -> str:
    if word == word.lower() or word.upper() in (*_KEPT, *_SHORTENED):
        return word
    return next(iter(expansions(word)), word)


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """Return the key that different writings of one name share."""
    words = [spelling(word) for word in re.split(r"[\W_]+", expand(_LETTERS_THEN_DIGITS.sub(" ", name)))]
    joined = " ".join(word for word in words if word and word not in _IDLE)
    return _CENTRAL_CITY.sub(r"\1", joined)
