"""From how many articles on lists have a name: from the first where its shape or what stands beside it speaks for it.

What is doubtful is marked in its articles and in no list, facet or suggestion: a name that nothing vouches for, the
beginning of a longer one, a film taken for a person.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from articles.entities.resolving.evidence import Evidence
from articles.entities.resolving.known_names import (
    has_head,
    has_holder,
    is_full_name,
    is_holder,
    is_listed_place,
    is_numbered_place,
    is_sure_name,
    is_thing,
    is_unfinished,
    is_unit,
    joins_streets,
)
from articles.entities.suggesting.full_forms import written_out
from articles.entities.suggesting.name_pairs import is_of_a_field
from articles.models import EntityKind, MentionContext
from articles.models.entity import NEVER_LISTED, listed_from
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.nlp.rule_words import either
from articles.text.name_shapes import is_odd_name
from articles.text.normal import spelling
from articles.text.syllables import is_unmarked_syllable

# Articles that must have a name of an odd shape, and one that nothing but a word or two speaks for.
_ODD_FROM: Final = 3
# Share of its mentions that must speak for a name that is none by its shape.
_LEAST: Final = 0.04
_SPEAKING: Final = {
    EntityKind.PERSON: (MentionContext.PERSON, MentionContext.ACTS),
    EntityKind.PLACE: (MentionContext.PLACE, MentionContext.AT),
    EntityKind.ORGANIZATION: (MentionContext.ORGANIZATION, MentionContext.ACTS),
}
_HALF: Final = 0.5


# What goes on with the sentence behind a body's name.
_SENTENCE: Final = re.compile(
    rf"(?:{either('sentence_words')}|bị|cho|chỉ đạo|có|cấp|gửi|như|nhận|phối hợp|sớm|theo|tới|vào|xử phạt|đóng)\s"
    r"|(?:cập nhật|giao)(?:\s|$)"
)
_AND: Final = re.compile(r",?\s+(?:(?:và|-|–|&)\s+)?")
_FAR_MORE: Final = 5
_LEAST_BEGUN: Final = 3
# First words of public bodies, which a name may have lost.
_HEADS: Final = ("bộ", "sở", "phòng", "ban", "cục", "tổng cục", "chi cục", "cảnh sát", "thanh tra", "bộ đội")
# Bodies whose names go on from a name, from which on it is what each of them is called, and no body's own.
_OF_MANY: Final = 5


def names_of_many(articles: Mapping[str, int]) -> set[str]:
    """Return the names of bodies that many places have: "Thanh tra Bộ", "Đoàn Luật sư"; given all with their articles.

    At least five others begin so, not counting those of other countries ("Bộ Tư pháp Mỹ"), and are in as many articles.
    """
    by_form: dict[str, int] = defaultdict(int)
    for name, number in articles.items():
        by_form[written_out(EntityKind.ORGANIZATION, name)] += number
    longer: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for form, number in by_form.items():
        words = form.split()
        for length in range(1, len(words)):
            beginning, rest = " ".join(words[:length]), " ".join(words[length:])
            if beginning in by_form and not shipped_gazetteer().has("countries", rest):
                longer[beginning] += 1
                total[beginning] += number
    many = {form for form in longer if longer[form] >= _OF_MANY and total[form] >= by_form[form]}
    of_many = (name for name in articles if written_out(EntityKind.ORGANIZATION, name) in many)
    return {name for name in of_many if all(map(is_unmarked_syllable, name.split()))}


def names_begun(articles: Mapping[str, int]) -> set[str]:
    """Return the names of public bodies with which others begin and go on in small letters: "Tổng cục Phòng chống".

    Those others must be in as many articles: then it is the longer name, cut.
    """
    longer: dict[str, int] = defaultdict(int)
    for name, number in articles.items():
        words = name.split()
        for length in range(_LEAST_BEGUN, len(words)):
            begun, rest = " ".join(words[:length]), words[length:]
            if rest[0].islower() and begun in articles and is_of_a_field(begun) and not is_unit(" ".join(rest)):
                longer[begun] += number
    return {name for name, number in longer.items() if number >= articles[name]}


def names_with_more(articles: Mapping[str, int], people: Collection[str]) -> set[str]:
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
            if _SENTENCE.match(rest) or is_holder(rest) or (" " in rest and rest in people):
                found.add(name)
    return found


def names_without_head(articles: Mapping[str, int]) -> set[str]:
    """Return the names that are those of public bodies without their first word: "Thể thao và Du lịch"."""
    forms: dict[str, int] = defaultdict(int)
    for name, number in articles.items():
        forms[_form(name)] += number
    return {
        name
        for name, number in articles.items()
        if not has_head(EntityKind.ORGANIZATION, name)
        and any(forms.get(f"{head} {_form(name)}", 0) >= number for head in _HEADS)
    }


def _form(name: str) -> str:
    """Return the words of a name, without "và" and the signs for which it stands."""
    return _AND.sub(" ", spelling(written_out(EntityKind.ORGANIZATION, name)))


def articles_needed(kind: str, name: str, evidence: Evidence) -> int:
    """Return the number of articles from which on lists have a name of a kind with this evidence."""
    by_shape = listed_from(kind, name)
    if not evidence.mentions or by_shape == NEVER_LISTED:
        return by_shape
    if is_thing(name):
        return NEVER_LISTED
    if evidence.share(MentionContext.CUT) > _HALF or _is_something_else(kind, name, evidence):
        return NEVER_LISTED
    if kind == EntityKind.PLACE and is_numbered_place(name):
        return NEVER_LISTED
    if kind == EntityKind.ORGANIZATION and (has_holder(name) or is_unfinished(name) or joins_streets(name)):
        return NEVER_LISTED
    speaking = evidence.share(*_SPEAKING[EntityKind(kind)])
    if not is_sure_name(kind, name) and speaking < _LEAST:
        return NEVER_LISTED
    return _ODD_FROM if is_odd_name(kind, name) else 1


def _is_something_else(kind: str, name: str, evidence: Evidence) -> bool:
    """Tell whether most words beside a name speak for another kind, or for a thing of none."""
    own = evidence.share_of_kind(kind)
    if kind == EntityKind.ORGANIZATION:
        # Office holders are named before bodies: "giám đốc Vingroup".
        others = [] if is_sure_name(kind, name) else [evidence.share(MentionContext.PLACE)]
    elif is_full_name(name):
        others = [evidence.share(MentionContext.PLACE)] if kind == EntityKind.PERSON else []
    else:
        others = [evidence.share_of_kind(other) for other in EntityKind.values if other != kind]
    thing = 0.0 if is_sure_name(kind, name) else evidence.share(MentionContext.THING)
    return any(other > max(own, 1 / 3) for other in (*others, thing))
