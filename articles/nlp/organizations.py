"""Organisations made one: "Bộ GD-ĐT" is Bộ Giáo dục và Đào tạo, "Sở Y tế" the "Sở Y tế Gia Lai" of the article."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from articles.nlp.expansion import expand, key
from articles.nlp.gazetteer import shipped_gazetteer
from articles.text.short_forms import canonical

# A ministry, a parliament or an army named without its country is Vietnam's, not that of one with the country.
_NATIONAL: Final = re.compile(r"(?:bộ|chính phủ|quốc hội|nhà nước|đảng|quân đội|hải quân|không quân|lục quân)\b")
_LOCAL: Final = re.compile(r"(?:tỉnh|thành phố|thị xã|thị trấn|huyện|quận|phường|xã)\b")
_PLACES: Final = ("provinces", "districts", "countries", "cities", "regions")
# What may be left off before the name proper: "Trường ĐH Quảng Bình", "báo Thanh Niên", "Công ty TNHH Formosa".
_KIND: Final = re.compile(
    r"(?:(?:công ti|công ty|tổng công ty|tập đoàn|ngân hàng|hãng|hãng tin|hãng hàng không|thông tấn xã"
    r"|trường|đại học|cao đẳng|học viện|bệnh viện|báo|tờ|tạp chí|kênh|đài|trang|trang tin|nhóm|ban nhạc|đội"
    r"|đội tuyển|đội bóng|clb|đảng|chuỗi|siêu thị|cổ phần|cp|tnhh|mtv|tmcp|đầu tư|xây dựng|thương mại"
    r"|dịch vụ|sản xuất|phát triển|du lịch|vận tải) )+"
)
_INITIALS: Final = re.compile(r"[^\W\d_a-z]{3,}")


def join_organizations(names: Sequence[str], introduced: Mapping[str, str]) -> list[str]:
    """Return the one name of each organisation, given the names in the article's order.

    `introduced` holds the full name of each short form that the article explains: {"EU": "Liên minh châu Âu"}.
    """
    full = {key(short): key(name) for short, name in introduced.items()}
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(key(name), _shown(name))
    joined = {own: _resolved(own, shown, full) for own in shown}
    return [canonical(shown[joined[key(name)]]) for name in names]


def _shown(name: str) -> str:
    known = canonical(name)
    return known if known != name else canonical(expand(name))


def _resolved(own: str, shown: Mapping[str, str], introduced: Mapping[str, str]) -> str:
    """Return the key of the fullest name that `own` stands for, following one short form to the next."""
    if introduced.get(own, own) != own and introduced[own] in shown:
        return introduced[own]
    longer = {other for other in shown if other != own and _stands_for(own, other, shown[own])}
    longer -= {other for other in longer if any(other != fuller and fuller.startswith(other) for fuller in longer)}
    return longer.pop() if len(longer) == 1 else own


def _stands_for(short: str, full: str, shown: str) -> bool:
    if full.startswith(f"{short} "):
        return not _NATIONAL.match(short) and (_is_generic(shown) or _is_place(full[len(short) + 1 :]))
    if full.endswith(f" {short}"):
        return bool(_KIND.fullmatch(full[: -len(short)]))
    return bool(_INITIALS.fullmatch(shown)) and _initials(full).startswith(shown.lower())


def _is_generic(shown: str) -> bool:
    """Tell whether a name is a common noun: "Ban quản lý dự án", "Hội đồng"."""
    is_head = any(shipped_gazetteer().has("organization_heads", head) for head in _beginnings(shown))
    return is_head and shown[1:] == shown[1:].lower()


def _beginnings(name: str) -> Iterable[str]:
    words = name.split()
    return (" ".join(words[:length]) for length in range(1, len(words) + 1))


def _is_place(rest: str) -> bool:
    return bool(_LOCAL.match(rest)) or any(shipped_gazetteer().has(title, rest) for title in _PLACES)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
