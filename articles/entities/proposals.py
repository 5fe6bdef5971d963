"""What an editor proposes about an entity."""

from dataclasses import dataclass

from articles.models import DecisionKind, Entity, EntityKind


class ProposalRefused(ValueError):
    """A decision that cannot be made; its text tells an editor why."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be decided about an entity.

    `name` is the new name, the further name, or that of a split's other half; `to_kind` the new kind. A split is
    of the mentions in `articles`, by id, or of those written as `form`.
    """

    kind: DecisionKind
    entity: Entity
    target: Entity | None = None
    name: str = ""
    to_kind: EntityKind | None = None
    form: str = ""
    articles: tuple[int, ...] = ()
