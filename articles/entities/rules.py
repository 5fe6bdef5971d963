"""Which entity a recognised name means by the editors' decisions. Entities and articles are given by id."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rules:
    """The merges and splits in force.

    `merged` gives the entity that another was merged into. Splits give the entity that takes over some mentions of
    another: `by_article` its mentions in an article, `by_form` those written in a form (a `name_key`).
    """

    merged: Mapping[int, int] = field(default_factory=dict)
    by_article: Mapping[tuple[int, int], int] = field(default_factory=dict)
    by_form: Mapping[tuple[int, str], int] = field(default_factory=dict)

    def entity_of(self, recognised: int, article: int, form: str) -> int:
        """Return the entity that a recognised name means where it is written as `form` in an article."""
        entity, visited = recognised, set[int]()
        while entity not in visited:
            visited.add(entity)
            following = self._split_to(entity, article, form) or self.merged.get(entity)
            if following is None:
                break
            entity = following
        return entity

    def canonical(self, entity: int) -> int:
        """Return the entity that an entity was merged into, in any number of steps; itself where it was not."""
        visited = set[int]()
        while entity in self.merged and entity not in visited:
            visited.add(entity)
            entity = self.merged[entity]
        return entity

    def _split_to(self, entity: int, article: int, form: str) -> int | None:
        """Return the entity that a split gives the mention to, None where there is none or it was merged back."""
        target = self.by_article.get((entity, article)) or self.by_form.get((entity, form))
        return None if target is None or self.canonical(target) == entity else target
