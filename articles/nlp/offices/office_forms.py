"""The normal form of an office, in which its spellings and short forms are one."""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

from articles.nlp.coreference.local_bodies import is_common_body, is_placed
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.offices.office_words import PhraseTable, either, phrases
from articles.nlp.offices.offices_of_places import with_body_of_place
from articles.text.normal import fold, nfc, spelling
from articles.text.short_forms import canonical, expansions, with_parts_written_out

_FORMER: Final = re.compile(rf"(?:{either('former')}\s+)+", re.IGNORECASE)
_ACTING: Final = re.compile(rf"(?:{either('acting')}\s+)+", re.IGNORECASE)
_SEX: Final = re.compile(r"(?:nữ|nam|tân|đương kim)\s+(?=\w)", re.IGNORECASE)
# "TP.HCM" is a name; "TP", "UBND" and "ThS" are words.
_SHORT: Final = re.compile(
    r"(?<!\w)TP\.?\s?[A-ZĐ]{2,}(?!\w)|(?<!\w)[A-ZĐƯ][A-ZĐƯ&.-]*[A-ZĐƯ](?!\w)|(?<!\w)TP\.?(?!\w)|(?<!\w)(?:Th|T)S(?!\w)"
)
_DEGREES: Final = re.compile(r"[.-]")
_WORD: Final = re.compile(r"[^\W_]+")
# "Bộ trưởng Bộ Y tế" is "Bộ trưởng Y tế".
_MINISTER: Final = re.compile(r"((?:bộ|thứ) trưởng(?: thường trực)?) bộ (?!trưởng)")
_FOLDED_MINISTER: Final = re.compile(r"((?:bo|thu) truong(?: thuong truc)?) bo (?!truong)")
# "Chủ tịch Ủy ban nhân dân thành phố": of which, only the article knows.
_OF_SOME_PLACE: Final = re.compile(
    r" (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|này|đó|"
    r"(?:tỉnh|thành|huyện|quận|thị|đảng) (?:ủy|uỷ)|ban cán sự đảng|đảng đoàn|ban thường vụ|"
    r"(?:hạ|thượng|nghị) viện|(?:tổng )?công ty|tập đoàn|ngân hàng|(?:phường|xã) \d+|"
    rf"huyện {either('districts_of_several_provinces')})$"
)
# Ministers and their deputies.
_MINISTERIAL: Final = re.compile(r"(?:bộ|thứ) trưởng ")
_POSTS: Final = PhraseTable("posts")
_NOUNS: Final = PhraseTable("also_fields")
# A profession that is a post where a team follows: "HLV trưởng đội tuyển Việt Nam", "HLV U23 Việt Nam".
_COACH: Final = re.compile(
    r"huấn luyện viên(?: trưởng)?(?: của)?(?= (?:(?:đội|đội tuyển|tuyển|câu lạc bộ) \S|u[ .-]?\d\d?(?!\w)))",
    re.IGNORECASE,
)
_LAST_WORDS: Final = re.compile(r"(?<= )\S+")
# "Ủy ban nhân dân Quảng Ngãi" is that of the province; its city of the same name has its own.
_UNIT: Final = re.compile(
    r"(?<= )(?:(?:của|tại|ở|tỉnh) |thành phố (?=(?:hà nội|hồ chí minh|đà nẵng|hải phòng|cần thơ|huế)(?!\w)))"
)
# "Trưởng phòng Tài chính" is the head of a unit of some body, and so is "Trưởng ban Chỉ đạo".
_HEAD_OF_A_UNIT: Final = re.compile(r"(?:phòng|khoa|ban)$")
_CENTRAL: Final = re.compile(r" (?:trung ương|quốc gia|quốc hội|chính phủ)$", re.IGNORECASE)
_OWN_STATE: Final = re.compile(
    r"(thủ tướng|chủ tịch nước|chủ tịch quốc hội|tổng bí thư|(?:bộ|thứ) trưởng .+) việt nam$"
)
_GOVERNMENT: Final = re.compile(r"thủ tướng chính phủ(?= |$)")
# "U.23", "U-23" and "U23" are one age of players.
_AGE: Final = re.compile(r"(?<!\w)u (?=\d\d?(?!\w))")
_TWICE: Final = re.compile(r"(ban chấp hành )\1")
# "Bộ Giao thông vận tải (GTVT)"; "(TP.HCM)" says where it is.
_SHORT_BESIDE: Final = re.compile(r"(?<=\w)\s*\((?P<short>(?!TP)[A-ZĐƯ][A-ZĐƯ\d&.-]+)\)")
# Copied texts may have a space in "TX.".
_PARTED_TOWN: Final = re.compile(r"(?<!\w)T X(?:\.\s*|\s+)(?=[A-ZĐ])|(?<!\w)TX\.\s*")
_TERM: Final = re.compile(r"\s+(?:khóa|khoá|nhiệm k[ìỳ])\s+[IVXL\d]+(?:\s?[-–]\s?\d+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OfficeForm:
    """An office: the `key` that all its spellings share, its `title` to show, and whether it is a former or acting one.

    The title is without "nguyên", "quyền" and "khóa XIV", and has its short forms written out. `in_body` tells a post
    with its body ("Giám đốc Sở Y tế"), or one that a state has once ("Thủ tướng"), from ranks, professions and bare
    posts.
    """

    key: str
    title: str
    former: bool
    acting: bool
    in_body: bool


@lru_cache(maxsize=20_000)
def office_form(written: str) -> OfficeForm:
    """Return the normal form of an office as a text writes it.

    "nguyên PCT UBND TP.HCM" has the title "Phó chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh" and is former; so has
    "Phó chủ tịch TP.HCM".
    """
    text = " ".join(written.split())
    rest = _FORMER.sub("", text, count=1) if _FORMER.match(text) else text
    is_former = rest != text
    acting = _ACTING.match(rest)
    rest = rest[acting.end() :] if acting else rest
    rest = _SEX.sub("", rest, count=1) if _SEX.match(rest) else rest
    full = with_body_of_place(_written_out(_TERM.sub("", _SHORT_BESIDE.sub(_unless_known, rest))))
    key = _key(full)
    return OfficeForm(key, full[:1].upper() + full[1:], is_former, acting is not None, _is_in_body(full, key))


def folded_key(key: str) -> str:
    """Return the key of an office, or of one typed without marks, without its marks."""
    return _FOLDED_MINISTER.sub(r"\1 ", fold(key))


def title_words(form: OfficeForm) -> list[str]:
    """Return the words of an office, folded, by which its titles are found, long and short ones: without "và" and "bộ".

    "Bộ trưởng Bộ Giáo dục và Đào tạo" has the words of "Bộ trưởng Giáo dục & Đào tạo".
    """
    words = " ".join(_WORD.findall(fold(form.title)))
    return [word for word in _FOLDED_MINISTER.sub(r"\1 ", words).split() if word != "va"]


def in_other_state(form: OfficeForm) -> OfficeForm:
    """Return an office of a state whose words name no other, as that of a foreign name: it has no page."""
    is_states = is_of_a_state(form.key) or _MINISTERIAL.match(form.key)
    return replace(form, key=f"{form.key} nước khác", in_body=False) if is_states else form


def is_of_a_state(key: str) -> bool:
    """Tell whether a post is one of a state or of its party, without their name: "thủ tướng"."""
    return key in phrases("posts_of_a_state")


def names_other_country(title: str) -> bool:
    """Tell whether an office's title ends with a country other than Vietnam."""
    # "Tư pháp" is justice, and no office of France.
    words = title.lower().replace("tư pháp", "").split()
    endings = (" ".join(words[-length:]) for length in (1, 2, 3))
    known = shipped_gazetteer()
    named = [ending for ending in endings if known.has_any(("countries", "regions"), ending)]
    return bool(named) and phrases("own_country").isdisjoint(named)


def is_post(words: str) -> bool:
    """Tell whether words begin with a post and go on, in whatever case: "bộ trưởng y tế"."""
    lower = nfc(words).strip().lower()
    return 0 < _head_end(lower, lower) < len(lower)


def _head_end(title: str, lower: str) -> int:
    """Return where the post ends that a title begins with, 0 where it begins with none."""
    coach = _COACH.match(title)
    return coach.end() if coach else _POSTS.end_at(title, lower, 0)


def begins_with_post(words: str) -> bool:
    """Tell whether words begin with a post, in whatever case: "Bí thư", "Chủ tịch Hà Nội"."""
    return _POSTS.end_at(words, words.lower(), 0) > 0


def _is_in_body(title: str, key: str) -> bool:
    if is_of_a_state(key):
        return True
    lower = title.lower()
    head = _head_end(title, lower)
    if not head or _OF_SOME_PLACE.search(lower) or _NOUNS.end_at(title, lower, 0) == head:
        return False
    # A post with a body names it by a capital, and "Giám đốc Sở Y tế" is of some place, as "chủ tịch xã" is.
    body = title[head:].strip()
    if _HEAD_OF_A_UNIT.search(lower[:head]) and not (
        is_placed(body) or _CENTRAL.search(body) or _names_other_body(body)
    ):
        return False
    return any(word[:1].isupper() for word in body.split()) and not is_common_body(body)


def _names_other_body(unit: str) -> bool:
    """Tell whether the name of a unit goes on with the body that it is in: "Cấp cứu Bệnh viện Chợ Rẫy"."""
    words = unit.split()
    lists = shipped_gazetteer()
    # The last word is no body by itself: "đường bộ".
    return any(lists.head_of("organization_heads", " ".join(words[start:])) for start in range(1, len(words) - 1))


def says_all_of(full: OfficeForm, short: OfficeForm) -> bool:
    """Tell whether an office says all that another does: "Bộ trưởng Y tế" of "Bộ trưởng", "TS.BS" of "bác sĩ".

    Both begin with the same word, or the other is a rank; "Phó chủ tịch" does not say "Chủ tịch".
    """
    if short.former and not full.former:
        return False
    if short.key in _rank_keys():
        return f" {short.key} " in f" {full.key} "
    words, of_short = full.key.split(), short.key.split()
    return words[:1] == of_short[:1] and set(of_short) <= set(words)


@cache
def _short_offices() -> dict[str, str]:
    return dict(phrase.split(" = ") for phrase in phrases("short_offices"))


@cache
def _same_posts() -> dict[str, str]:
    return dict(phrase.split(" = ") for phrase in phrases("same_posts"))


@cache
def _rank_keys() -> frozenset[str]:
    return frozenset(_key(_written_out(rank)) for rank in phrases("ranks"))


def _unless_known(bracket: re.Match[str]) -> str:
    return "" if _written_out(bracket["short"]) != bracket["short"] else bracket[0]


def _written_out(text: str) -> str:
    parts = with_parts_written_out(_PARTED_TOWN.sub("TX ", text)).replace("TP.", "TP ").replace("  ", " ")
    return " ".join(_SHORT.sub(lambda match: _full(match[0]), parts).split())


def _full(short: str) -> str:
    """Return a short form written out, each part of "TS.BS" by itself."""
    whole = _short_offices().get(short) or next(iter(expansions(short)), "")
    whole = whole or (canonical(short) if canonical(short) != short else "")
    parts = _DEGREES.split(short)
    return whole or (" ".join(_full(part) for part in parts if part) if len(parts) > 1 else short)


def _key(title: str) -> str:
    # "Thông tin - truyền thông" is "Thông tin và Truyền thông".
    words = " ".join(spelling(word) for word in _WORD.findall(title) if word.lower() != "và")
    words = _with_usual_country(_MINISTER.sub(r"\1 ", _AGE.sub("u", words)))
    words = _TWICE.sub(r"\1", _GOVERNMENT.sub("thủ tướng", _UNIT.sub("", words)))
    return _same_posts().get(words) or _OWN_STATE.sub(r"\1", words)


def _with_usual_country(words: str) -> str:
    """Return the words of an office with the usual name of the country at their end: "hoa kì" is "mĩ"."""
    for match in list(_LAST_WORDS.finditer(words))[-3:]:
        ending = words[match.start() :]
        usual = canonical(ending)
        if usual != ending:
            return words[: match.start()] + " ".join(spelling(word) for word in usual.split())
    return words
