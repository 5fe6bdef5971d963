"""Names of bodies that all names together cast doubt on: what many are called, names cut or with more behind them."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from articles.entities.resolving.known_names import (
    has_head,
    is_holder,
    is_listed_place,
    is_named_after_people,
    is_unit,
)
from articles.entities.suggesting.full_forms import written_out
from articles.models import EntityKind
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.normal import spelling
from articles.text.phrase_lists import TEXT_LISTS
from articles.text.syllables import is_unmarked_syllable

_VERBS: Final = (
    "(?:biết|bị|cho|chỉ đạo|có|cảnh báo|cấp|gửi|kiến nghị|như|nhận|phân loại|phối hợp|sớm|theo|tiếp nhận|tới|và số|vào"
    "|xử phạt|đóng)"
)
# What goes on with the sentence behind a body's name; "giao thông" is a word by itself, and goes on with the name.
_SENTENCE: Final = re.compile(
    r"(?!(?:giao (?:dịch|lưu|thông|tiếp)|cấp (?:cao|cứu|nước|thoát))\b)(?:"
    rf"(?:{either('sentence_words')}|{TEXT_LISTS.either('words_of_acts')}|{_VERBS})\s"
    rf"|(?:{TEXT_LISTS.either('words_of_acts')}|{_VERBS})$"
    r"|(?:cập nhật|giao)(?:\s|$))"
)
_AND: Final = re.compile(r",?\s+(?:(?:và|-|–|&)\s+)?")
_FAR_MORE: Final = 5
_LEAST_BEGUN: Final = 3
_BEGUN: Final = re.compile(
    r"(?:Tổng cục|Cục|Vụ|[ỦU][yỷ] ban|Học viện|Tổ chức|Trung tâm|Viện|Hiệp hội|Ban [Qq]uản lý)\s"
)
_OFTEN: Final = 3
_UNIT: Final = re.compile(r"^(?:tỉnh|thành phố)\s(?!Hồ Chí Minh)")
# First words of public bodies, which a name may have lost.
_HEADS: Final = ("bộ", "sở", "phòng", "ban", "cục", "tổng cục", "chi cục", "cảnh sát", "thanh tra", "bộ đội")
# Bodies whose names go on from a name, from which on it is what each of them is called, and no body's own.
_OF_MANY: Final = 5


def doubtful_names(articles: Mapping[str, int], merged: Mapping[str, int], people: Collection[str]) -> set[str]:
    """Return the names that no list should have.

    Takes those of all bodies with their articles, those merged into others with the articles of these, and those of
    people.
    """
    begun = _names_of_many(articles) | _names_begun(articles)
    return begun | _names_without_head(articles, merged) | _names_with_more(articles, people)


def _names_of_many(articles: Mapping[str, int]) -> set[str]:
    """Return the names of bodies that many places have: "Thanh tra Bộ", "Đoàn Luật sư"; given all with their articles.

    At least five others begin so, not counting those of other countries ("Bộ Tư pháp Mỹ"), and are in as many articles;
    or two that go on with a province or its city, in three times as many ("Hiệp hội Bất động sản").
    """
    by_form: dict[str, int] = defaultdict(int)
    for name, number in articles.items():
        by_form[written_out(EntityKind.ORGANIZATION, name)] += number
    longer: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    in_places: dict[str, set[str]] = defaultdict(set)
    for form, number in by_form.items():
        words = form.split()
        for length in range(1, len(words)):
            beginning, rest = " ".join(words[:length]), " ".join(words[length:])
            if beginning in by_form and not shipped_gazetteer().has("countries", rest):
                longer[beginning] += 1
                total[beginning] += number
                if is_listed_place(_UNIT.sub("", rest)) or is_listed_place(rest):
                    in_places[beginning].add(rest)
    many = {form for form in longer if longer[form] >= _OF_MANY and total[form] >= by_form[form]}
    many |= {form for form in in_places if len(in_places[form]) > 1 and total[form] >= _OFTEN * by_form[form]}
    of_many = (name for name in articles if written_out(EntityKind.ORGANIZATION, name) in many)
    return {name for name in of_many if all(map(is_unmarked_syllable, name.split()))}


def _names_begun(articles: Mapping[str, int]) -> set[str]:
    """Return the names of public bodies with which others begin and go on in small letters: "Tổng cục Phòng chống".

    Those others must be in as many articles: then it is the longer name, cut.
    """
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in articles:
        spellings[name.lower()].append(name)
    longer: dict[str, int] = defaultdict(int)
    for name, number in articles.items():
        words = name.split()
        for length in range(_LEAST_BEGUN, len(words)):
            begun, rest = " ".join(words[:length]), words[length:]
            if rest[0].islower() and _BEGUN.match(begun) and not is_unit(" ".join(rest)):
                for form in spellings.get(begun.lower(), ()):
                    longer[form] += number
    return {name for name, number in longer.items() if number >= articles[name]}


def _names_with_more(articles: Mapping[str, int], people: Collection[str]) -> set[str]:
    """Return the names of bodies that go on after a body's name, with the sentence or its holder's name.

    Takes all with their articles, and the names of people: "Bộ Quốc phòng sớm giao đất", "Ngân hàng Nhà nước Lê Minh
    Hưng". The body itself must be in five times as many articles.
    """
    found = set()
    for name, number in articles.items():
        words = name.split()
        for length in range(2, len(words)):
            body, rest = " ".join(words[:length]), " ".join(words[length:])
            if articles.get(body, 0) < _FAR_MORE * number or is_listed_place(rest):
                continue
            if _SENTENCE.match(rest) or (_is_person(rest, people) and not is_named_after_people(body)):
                found.add(name)
    return found


def _is_person(name: str, people: Collection[str]) -> bool:
    """Tell whether a name is a full name, or that of a known person; "Du lịch" was taken for one and is none."""
    is_known = " " in name and name in people and all(word[0].isupper() for word in name.split())
    return is_holder(name) or is_known


def _names_without_head(articles: Mapping[str, int], merged: Mapping[str, int]) -> set[str]:
    """Return the names that are those of public bodies without their first word: "Thể thao và Du lịch"."""
    forms: dict[str, int] = defaultdict(int)
    for name, number in (*articles.items(), *merged.items()):
        forms[_form(name)] += number
    return {
        name
        for name, number in articles.items()
        if (name.startswith("Cảnh sát ") or not has_head(EntityKind.ORGANIZATION, name))
        and any(forms.get(f"{head} {_form(name)}", 0) >= number for head in _HEADS)
    }


def _form(name: str) -> str:
    """Return the words of a name, without "và" and the signs for which it stands."""
    return _AND.sub(" ", spelling(written_out(EntityKind.ORGANIZATION, name)))
