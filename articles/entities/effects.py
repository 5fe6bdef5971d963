"""What each kind of decision changes when it is made and when it is undone.

Each function returns the ids of the articles that readers or the index see differently by it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from articles.entities.province_entities import articles_found_under
from articles.entities.settling import settle
from articles.entities.stored_rules import canonical_entity, leading_to
from articles.models import NAMESAKES, Decision, DecisionKind, Entity, EntityKind, MaskedArticle, ShownAs
from articles.models.entity import listed_from
from articles.text.protected_names import is_protected_name
from articles.text.terms import name_key

# The decisions by which an entity is hidden.
_HIDING: Final = (DecisionKind.HIDE, DecisionKind.FORGET)
_AT_ONCE: Final = 1000


class ProposalRefused(ValueError):
    """A proposal that cannot be carried out; its text says why, for editors."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an editor proposes about an entity.

    `name` is the new name, the alias, or the name of the entity that is split off; `to_kind` is the new kind. A split
    takes the mentions in `articles`, by id, or those written as `form`. An entity that is forgotten is `shown_as` an
    initial or not marked in its articles and in `articles` besides, for a `reason`.
    """

    kind: DecisionKind
    entity: Entity
    target: Entity | None = None
    name: str = ""
    to_kind: EntityKind | None = None
    form: str = ""
    articles: tuple[int, ...] = ()
    shown_as: ShownAs = ShownAs.INITIAL
    reason: str = ""


def _merge(proposal: Proposal, decision: Decision) -> set[int]:
    decision.target = _other(proposal)
    if decision.target.hidden:
        raise ProposalRefused(_("“%(name)s” is hidden. Undo that decision first.") % {"name": decision.target.name})
    return _merge_into(decision.entity, decision.target)


def _split(proposal: Proposal, decision: Decision) -> set[int]:
    if not (proposal.articles or proposal.form):
        raise ProposalRefused(_("Select articles, or one spelling of the name."))
    _refuse_protected(proposal)
    decision.target = _other(proposal) if proposal.target else _split_off(proposal)
    decision.text, decision.articles = proposal.form, sorted(proposal.articles)
    decision.save()  # the rules are read from the database
    return _settled(decision)


def _rename(proposal: Proposal, decision: Decision) -> set[int]:
    _refuse_protected(proposal)
    decision.before, decision.text = decision.entity.name, proposal.name
    touched = _claim(decision, decision.entity.kind, proposal.name, with_articles=False)
    _call(decision.entity, proposal.name)
    return touched


def _retype(proposal: Proposal, decision: Decision) -> set[int]:
    if proposal.to_kind is None or proposal.to_kind == decision.entity.kind:
        raise ProposalRefused(_("The entity already has this kind."))
    decision.before, decision.text = decision.entity.kind, proposal.to_kind
    touched = _claim(decision, proposal.to_kind, decision.entity.name, with_articles=False)
    _give_kind(decision.entity, proposal.to_kind)
    return touched | articles_found_under(decision.entity)


def _hide(proposal: Proposal, decision: Decision) -> set[int]:
    if decision.entity.hidden:
        raise ProposalRefused(_("The entity is already hidden."))
    return _hidden(decision, hidden=True)


def _alias(proposal: Proposal, decision: Decision) -> set[int]:
    _refuse_protected(proposal)
    decision.text = proposal.name
    if name_key(proposal.name) == name_key(decision.entity.name):
        raise ProposalRefused(_("The entity already has this name."))
    touched = _claim(decision, decision.entity.kind, proposal.name, with_articles=True)
    if decision.target is None:
        raise ProposalRefused(_("The entity already has this name."))
    return touched


def _distinct(proposal: Proposal, decision: Decision) -> set[int]:
    decision.target = _other(proposal)
    return set()


def _forget(proposal: Proposal, decision: Decision) -> set[int]:
    if decision.entity.kind != EntityKind.PERSON:
        raise ProposalRefused(_("Only a person can be forgotten."))
    decision.text, decision.reason = proposal.shown_as, proposal.reason
    decision.save()  # the articles refer to it
    touched = _hidden(decision, hidden=True)
    if proposal.shown_as != ShownAs.INITIAL:
        return touched
    touched |= set(proposal.articles)
    masked = [MaskedArticle(decision=decision, article_id=pk, waiting=True) for pk in sorted(touched)]
    MaskedArticle.objects.bulk_create(masked, batch_size=_AT_ONCE)
    return touched


def _remember(decision: Decision) -> set[int]:
    masked = MaskedArticle.objects.filter(decision=decision)
    masked.update(waiting=True)
    return _shown_again(decision) | set(masked.values_list("article", flat=True))


def refuse_forgotten(*entities: Entity | None) -> None:
    """Raise ProposalRefused where one of the entities is forgotten."""
    for entity in entities:
        if entity and Decision.objects.forgetting(entity).exists():
            raise ProposalRefused(_("“%(name)s” is forgotten. Undo that decision first.") % {"name": entity.name})


def _refuse_protected(proposal: Proposal) -> None:
    """Raise ProposalRefused where the proposed name is one that papers shorten to protect somebody."""
    if is_protected_name(proposal.entity.kind, proposal.name):
        raise ProposalRefused(
            _(
                "“%(name)s” is shortened to protect somebody. It means a different person in each article, "
                "so it cannot be an entity."
            )
            % {"name": proposal.name}
        )


def _other(proposal: Proposal) -> Entity:
    """Return the canonical entity of the proposal's target. Raises ProposalRefused if that is the entity itself."""
    other = canonical_entity(proposal.target) if proposal.target else proposal.entity
    if other.pk == proposal.entity.pk:
        raise ProposalRefused(_("Both are the same entity."))
    refuse_forgotten(other)
    return other


def _split_off(proposal: Proposal) -> Entity:
    """Return the entity that takes the split mentions, found by the proposal's name or made."""
    kind, name = proposal.entity.kind, proposal.name
    row = Entity.objects.called(kind, name).first()
    if row is None:
        namesake_of = proposal.entity if name_key(name).startswith(proposal.entity.name_key) else None
        return Entity.objects.create(kind=kind, name=name, namesake_of=namesake_of)
    if (found := canonical_entity(row)).pk == proposal.entity.pk:
        raise ProposalRefused(_("The second entity needs a different name, such as “%(name)s (2)”.") % {"name": name})
    refuse_forgotten(found)
    return found


def _claim(decision: Decision, kind: str, name: str, *, with_articles: bool) -> set[int]:
    """Make a name that the recogniser may find a name of the decision's entity; return the articles that change by it.

    The entity that had the name becomes the decision's target. Where that entity has articles of its own it is merged
    `with_articles`, else ProposalRefused is raised.
    """
    entity = decision.entity
    row = Entity.objects.called(kind, name).first() or Entity.objects.create(kind=kind, name=name)
    canonical = canonical_entity(row)
    refuse_forgotten(canonical)
    namesake = Entity.objects.listed().filter(kind=kind, name=name).exclude(pk__in=[entity.pk, row.pk]).first()
    if canonical.pk == entity.pk:
        return set()
    if canonical.pk != row.pk or namesake or (row.article_count and not with_articles):
        other = namesake or canonical
        raise ProposalRefused(
            _("“%(name)s” already exists as “%(whole)s”. Merge the two instead.") % {"name": name, "whole": other}
        )
    decision.target = row
    return _merge_into(row, entity)


def _merge_into(name: Entity, entity: Entity) -> set[int]:
    """Make one entity a name of another."""
    Entity.objects.filter(pk=name.pk).update(merged_into=entity)
    return _settled_name(name)


def _separate(name: Entity | None) -> set[int]:
    """Make an entity stand for itself again."""
    if name is None:
        return set()
    Entity.objects.filter(pk=name.pk).update(merged_into=None)
    return _settled_name(name)


def _settled_name(name: Entity) -> set[int]:
    """Return the articles whose mentions mean another entity now, and those found under it by a former province."""
    return settle(leading_to(name.pk)) | articles_found_under(name)


def _call(entity: Entity, name: str) -> None:
    entity.name = name
    entity.save()


def _give_kind(entity: Entity, kind: str) -> None:
    Entity.objects.filter(pk=entity.pk).update(kind=kind, listed_from=listed_from(kind, entity.name))


def _settled(decision: Decision) -> set[int]:
    return settle(leading_to(decision.entity_id), decision.articles)


def _unsplit(decision: Decision) -> set[int]:
    """Give the mentions back. The page of a namesake that has none any more leads to the entity that has them."""
    if decision.automatic == NAMESAKES and decision.target:
        Entity.objects.filter(pk=decision.target.pk, merged_into=None).update(merged_into=decision.entity)
    return _settled(decision)


def _hidden(decision: Decision, *, hidden: bool) -> set[int]:
    Entity.objects.filter(pk=decision.entity_id).update(hidden=hidden)
    return articles_found_under(decision.entity)


def _shown_again(undone: Decision) -> set[int]:
    """Show the entity again where no other decision hides it."""
    hiding = Decision.objects.in_force().filter(entity=undone.entity_id, kind__in=_HIDING).exclude(pk=undone.pk)
    return _hidden(undone, hidden=hiding.exists())


def _unrename(decision: Decision) -> set[int]:
    _call(decision.entity, _value_without(decision))
    return _separate(decision.target)


def _unretype(decision: Decision) -> set[int]:
    _give_kind(decision.entity, _value_without(decision))
    return _separate(decision.target) | articles_found_under(decision.entity)


def _value_without(undone: Decision) -> str:
    """Return the name or kind that the entity has now that a decision is undone."""
    return Decision.objects.filter(entity=undone.entity_id, kind=undone.kind).value_in_force()


MAKING: Final[dict[DecisionKind, Callable[[Proposal, Decision], set[int]]]] = {
    DecisionKind.MERGE: _merge,
    DecisionKind.SPLIT: _split,
    DecisionKind.RENAME: _rename,
    DecisionKind.RETYPE: _retype,
    DecisionKind.HIDE: _hide,
    DecisionKind.ALIAS: _alias,
    DecisionKind.DISTINCT: _distinct,
    DecisionKind.FORGET: _forget,
}
UNDOING: Final[dict[DecisionKind, Callable[[Decision], set[int]]]] = {
    DecisionKind.MERGE: lambda decision: _separate(decision.entity),
    DecisionKind.SPLIT: _unsplit,
    DecisionKind.RENAME: _unrename,
    DecisionKind.RETYPE: _unretype,
    DecisionKind.HIDE: _shown_again,
    DecisionKind.ALIAS: lambda decision: _separate(decision.target),
    DecisionKind.DISTINCT: lambda decision: set(),
    DecisionKind.FORGET: _remember,
}
