"""Whom a recognised name means by the editors' decisions. Entities and articles are ids."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rules:
    """The decisions in force.

    `merged` leads from a name to the entity that it is a name of. A split leads from an entity to another one:
    `by_article` where that article names it, `by_form` wherever it is written in that form (a `name_key`).
    """

    merged: Mapping[int, int] = field(default_factory=dict)
    by_article: Mapping[tuple[int, int], int] = field(default_factory=dict)
    by_form: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def entity_of(self, recognised: int, article: int, form: str) -> int:
        """Return the entity that a name means where an article writes it so."""
        entity, passed = recognised, set[int]()
        while entity not in passed:
            passed.add(entity)
            following = self._split_to(entity, article, form) or self.merged.get(entity)
            if following is None:
                break
            entity = following
        return entity

    def present(self, entity: int) -> int:
        """Return the entity that an entity is a name of by now, in however many steps; itself where it is none."""
        passed = set[int]()
        while entity in self.merged and entity not in passed:
            passed.add(entity)
            entity = self.merged[entity]
        return entity

    def _split_to(self, entity: int, article: int, form: str) -> int | None:
        """Return where a split leads; one whose other half was merged back into the entity leads nowhere."""
        target = self.by_article.get((entity, article)) or self.by_form.get((entity, form))
        return None if target is None or self.present(target) == entity else target
