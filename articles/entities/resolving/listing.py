"""From how many articles on lists have a name: from the first where its shape or what stands beside it speaks for it.

What is doubtful is marked in its articles and in no list, facet or suggestion: a name that nothing vouches for, the
beginning of a longer one, a film taken for a person.
"""

from typing import Final

from articles.entities.resolving.evidence import Evidence
from articles.entities.resolving.known_names import (
    has_holder,
    is_common_place,
    is_full_name,
    is_numbered_place,
    is_part_of_person,
    is_sure_name,
    is_thing,
    joins_streets,
)
from articles.entities.resolving.nameless_bodies import is_nameless
from articles.models import EntityKind, MentionContext
from articles.models.entity import NEVER_LISTED, listed_from
from articles.text.name_shapes import is_odd_name

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


def articles_needed(kind: str, name: str, evidence: Evidence) -> int:
    """Return the number of articles from which on lists have a name of a kind with this evidence."""
    by_shape = listed_from(kind, name)
    if not evidence.mentions or by_shape == NEVER_LISTED:
        return by_shape
    if is_thing(name):
        return NEVER_LISTED
    if evidence.share(MentionContext.CUT) > _HALF or _is_something_else(kind, name, evidence):
        return NEVER_LISTED
    if kind == EntityKind.PLACE and (is_numbered_place(name) or is_common_place(name)):
        return NEVER_LISTED
    if kind == EntityKind.PERSON and is_part_of_person(name):
        return NEVER_LISTED
    if kind == EntityKind.ORGANIZATION and (has_holder(name) or is_nameless(name) or joins_streets(name)):
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
