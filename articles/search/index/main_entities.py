"""The rule by which an article is about an entity, rather than merely mentions it.

It goes by the mentions alone, so it needs no annotation and no editor. docs/entities.md has the figures.
"""

from dataclasses import dataclass
from math import log2
from typing import Final


@dataclass(frozen=True, slots=True)
class EntityMentions:
    """How an article mentions an entity: where first, in characters of its running text, and how often."""

    first: int
    times: int

    def joined(self, other: "EntityMentions") -> "EntityMentions":
        """Return the mentions of both."""
        return EntityMentions(min(self.first, other.first), self.times + other.times)


@dataclass(frozen=True, slots=True)
class MainRule:
    """What the mentions of an entity weigh, and the least weight of a main entity.

    They weigh log2(times) + early * fades / (fades + first), and `title` more where one stands in the title. So the
    first mention counts half as early at character `fades` as at the start.
    """

    title: float
    early: float
    fades: int
    least: float

    def holds(self, mentions: EntityMentions, title_length: int) -> bool:
        """Tell whether the entity is a main one; `title_length` is in characters."""
        in_title = self.title if mentions.first < title_length else 0.0
        return log2(mentions.times) + self.early * self.fades / (self.fades + mentions.first) + in_title >= self.least


# A change of it changes what is indexed: change `fingerprint.VERSION` with it.
# Once in the title or the first 214 characters, twice from 420 on, three times from 638 on, five times from 1225 on.
# Chosen by cross-validation (bench/main_entity_rule.py); the lead has no weight of its own, since it is early anyway.
MAIN_RULE: Final = MainRule(title=1.0, early=6.0, fades=300, least=3.5)
