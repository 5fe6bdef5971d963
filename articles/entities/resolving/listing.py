"""From how many articles on lists have a name: from the first where its shape or what stands beside it speaks for it.

What is doubtful is marked in its articles and in no list, facet or suggestion: a name that nothing vouches for, the
beginning of a longer one, a film taken for a person.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from articles.entities.resolving.evidence import Evidence
from articles.entities.resolving.known_names import has_holder, is_full_name, is_sure_name, is_thing, is_unfinished
from articles.entities.suggesting.full_forms import written_out
from articles.models import EntityKind, MentionContext
from articles.models.entity import NEVER_LISTED, listed_from
from articles.nlp.names.gazetteer import shipped_gazetteer
from articles.text.name_shapes import is_odd_name
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


def articles_needed(kind: str, name: str, evidence: Evidence) -> int:
    """Return the number of articles from which on lists have a name of a kind with this evidence."""
    by_shape = listed_from(kind, name)
    if not evidence.mentions or by_shape == NEVER_LISTED:
        return by_shape
    if is_thing(name):
        return NEVER_LISTED
    if evidence.share(MentionContext.CUT) > _HALF or _is_something_else(kind, name, evidence):
        return NEVER_LISTED
    if kind == EntityKind.ORGANIZATION and (has_holder(name) or is_unfinished(name)):
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
