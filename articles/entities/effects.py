"""What each kind of decision does when it is made and when it is undone; each returns the articles that it touched."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _

from articles.entities.proposals import Proposal, ProposalRefused
from articles.entities.provinces import articles_found_under
from articles.entities.settling import settle
from articles.entities.stored_rules import canonical_entity, leading_to
from articles.models import Decision, DecisionKind, Entity
from articles.text.terms import name_key


def _merge(proposal: Proposal, decision: Decision) -> set[int]:
    decision.target = _other(proposal)
    if decision.target.hidden:
        raise ProposalRefused(_("“%(name)s” is hidden. Undo that decision first.") % {"name": decision.target.name})
    return _lead(decision.entity, decision.target)


def _split(proposal: Proposal, decision: Decision) -> set[int]:
    if not (proposal.articles or proposal.form):
        raise ProposalRefused(_("Select articles, or one spelling of the name."))
    decision.target = _other(proposal) if proposal.target else _other_half(proposal)
    decision.text, decision.articles = proposal.form, sorted(proposal.articles)
    decision.save()  # the rules are read from the database
    return _settled(decision)


def _rename(proposal: Proposal, decision: Decision) -> set[int]:
    decision.before, decision.text = decision.entity.name, proposal.name
    touched = _claim(decision, decision.entity.kind, proposal.name, with_articles=False)
    _call(decision.entity, proposal.name)
    return touched


def _retype(proposal: Proposal, decision: Decision) -> set[int]:
    if proposal.to_kind is None or proposal.to_kind == decision.entity.kind:
        raise ProposalRefused(_("The entity already has this kind."))
    decision.before, decision.text = decision.entity.kind, proposal.to_kind
    touched = _claim(decision, proposal.to_kind, decision.entity.name, with_articles=False)
    Entity.objects.filter(pk=decision.entity.pk).update(kind=proposal.to_kind)
    return touched | articles_found_under(decision.entity)


def _hide(proposal: Proposal, decision: Decision) -> set[int]:
    if decision.entity.hidden:
        raise ProposalRefused(_("The entity is already hidden."))
    return _hidden(decision, hidden=True)


def _alias(proposal: Proposal, decision: Decision) -> set[int]:
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


def _other(proposal: Proposal) -> Entity:
    """Return the other entity of a proposal as it is by now; raises Refused where that is the same one."""
    other = canonical_entity(proposal.target) if proposal.target else proposal.entity
    if other.pk == proposal.entity.pk:
        raise ProposalRefused(_("Both are the same entity."))
    return other


def _other_half(proposal: Proposal) -> Entity:
    kind, name = proposal.entity.kind, proposal.name
    known = Entity.objects.called(kind, name).first()
    if known is None:
        return Entity.objects.create(kind=kind, name=name)
    if (half := canonical_entity(known)).pk == proposal.entity.pk:
        raise ProposalRefused(_("The second entity needs a different name, such as “%(name)s (2)”.") % {"name": name})
    return half


def _claim(decision: Decision, kind: str, name: str, *, with_articles: bool) -> set[int]:
    """Have a name that the recogniser may find mean the decision's entity; return the articles that touched.

    A name that stands for itself is taken with its articles, or refused. It becomes the decision's target.
    """
    entity = decision.entity
    row = Entity.objects.called(kind, name).first() or Entity.objects.create(kind=kind, name=name)
    meant = canonical_entity(row)
    namesake = Entity.objects.listed().filter(kind=kind, name=name).exclude(pk__in=[entity.pk, row.pk]).first()
    if meant.pk == entity.pk:
        return set()
    if meant.pk != row.pk or namesake or (row.article_count and not with_articles):
        other = namesake or meant
        raise ProposalRefused(
            _("“%(name)s” already exists as “%(whole)s”. Merge the two instead.") % {"name": name, "whole": other}
        )
    decision.target = row
    return _lead(row, entity)


def _lead(name: Entity, entity: Entity) -> set[int]:
    """Make one entity a name of another."""
    Entity.objects.filter(pk=name.pk).update(merged_into=entity)
    return _settled_name(name)


def _lead_back(name: Entity | None) -> set[int]:
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


def _settled(decision: Decision) -> set[int]:
    return settle(leading_to(decision.entity_id), decision.articles)


def _hidden(decision: Decision, *, hidden: bool) -> set[int]:
    Entity.objects.filter(pk=decision.entity_id).update(hidden=hidden)
    return articles_found_under(decision.entity)


def _unrename(decision: Decision) -> set[int]:
    _call(decision.entity, _value_without(decision))
    return _lead_back(decision.target)


def _unretype(decision: Decision) -> set[int]:
    Entity.objects.filter(pk=decision.entity_id).update(kind=_value_without(decision))
    return _lead_back(decision.target) | articles_found_under(decision.entity)


def _value_without(undone: Decision) -> str:
    """Return the name or kind that the remaining decisions leave: that of the last, else what there was first."""
    same = Decision.objects.filter(entity=undone.entity_id, kind=undone.kind).order_by("pk")
    last = same.in_force().last()
    return last.text if last else same[0].before


MAKING: Final[dict[DecisionKind, Callable[[Proposal, Decision], set[int]]]] = {
    DecisionKind.MERGE: _merge,
    DecisionKind.SPLIT: _split,
    DecisionKind.RENAME: _rename,
    DecisionKind.RETYPE: _retype,
    DecisionKind.HIDE: _hide,
    DecisionKind.ALIAS: _alias,
    DecisionKind.DISTINCT: _distinct,
}
UNDOING: Final[dict[DecisionKind, Callable[[Decision], set[int]]]] = {
    DecisionKind.MERGE: lambda decision: _lead_back(decision.entity),
    DecisionKind.SPLIT: _settled,
    DecisionKind.RENAME: _unrename,
    DecisionKind.RETYPE: _unretype,
    DecisionKind.HIDE: lambda decision: _hidden(decision, hidden=False),
    DecisionKind.ALIAS: lambda decision: _lead_back(decision.target),
    DecisionKind.DISTINCT: lambda decision: set(),
}
