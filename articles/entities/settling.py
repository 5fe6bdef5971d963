"""Mentions moved to the entity that they mean by the rules."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from articles.entities.article_counts import count_moves
from articles.entities.rules import Rules
from articles.entities.stored_rules import rules_for
from articles.models import Article, Mention
from articles.models.bulk_rows import in_chunks
from articles.text.terms import name_key

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _StoredMention:
    """A row of a mention."""

    pk: int
    article: int
    recognised: int
    entity: int
    start: int
    end: int


def settle(recognised: Collection[int], articles: Collection[int] = ()) -> set[int]:
    """Move the mentions recognised as these entities to the ones that they mean, in all articles or in some.

    Returns the ids of the articles in which a mention moved. For use within a transaction.
    """
    rules = rules_for(recognised)
    mentions = Mention.objects.filter(recognised__in=recognised)
    if articles:
        mentions = mentions.filter(article__in=articles)
    rows = mentions.order_by("article", "start").values_list("pk", "article", "recognised", "entity", "start", "end")
    read = [_StoredMention(*row) for row in rows]
    touched: set[int] = set()
    for chunk in in_chunks(read, _CHUNK):
        moves = _moves(chunk, rules)
        moving = {one.article for moved in moves.values() for one in moved}
        with count_moves({*moves, *(one.entity for moved in moves.values() for one in moved)}, moving):
            for target, moved in moves.items():
                Mention.objects.filter(pk__in=[one.pk for one in moved]).update(entity=target)
        touched |= moving
    return touched


def _moves(mentions: list[_StoredMention], rules: Rules) -> dict[int, list[_StoredMention]]:
    """Return the mentions that mean another entity than stored, by that entity."""
    moves: dict[int, list[_StoredMention]] = defaultdict(list)
    for mention, form in _with_forms(mentions, rules):
        target = rules.entity_of(mention.recognised, mention.article, form)
        if target != mention.entity:
            moves[target].append(mention)
    return moves


def _with_forms(mentions: list[_StoredMention], rules: Rules) -> Iterator[tuple[_StoredMention, str]]:
    """Yield each mention with the form that it is written in; with "", unread, where no rule depends on forms."""
    if not rules.by_form:
        yield from ((mention, "") for mention in mentions)
        return
    texts = {a.pk: a.text for a in Article.objects.filter(pk__in={mention.article for mention in mentions})}
    for mention in mentions:
        yield mention, name_key(texts[mention.article][mention.start : mention.end])
