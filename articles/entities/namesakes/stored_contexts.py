"""Reads the bearer contexts of a name from the archive."""

from collections import defaultdict
from collections.abc import Iterable
from math import log
from typing import Final

from django.db.models.functions import Coalesce

from articles.entities.namesakes.bearer_context import BearerContext, Span, read_bearer_context
from articles.models import Article, EntityKind, Mention
from articles.models.bulk_rows import in_chunks
from articles.text.terms import name_key

_AT_ONCE: Final = 200
# The bearers of another name count as one entity, so that the order in which names are split makes no difference.
_BEARERS: Final = Coalesce("entity__namesake_of", "entity")
# A person named beside the name says more than an organisation, and that more than a place.
_WEIGHTS: Final = {EntityKind.PERSON: 1.3, EntityKind.ORGANIZATION: 1.1, EntityKind.PLACE: 1.0}


def stored_contexts(name: str, articles: Iterable[int]) -> dict[int, BearerContext]:
    """Return the context of a name in each of these articles that the archive has, by the id of the article, in order.

    The places are those where it was recognised as a name; in an article without such a place, all where it stands.
    """
    size = Article.objects.count()
    found: dict[int, BearerContext] = {}
    for chunk in in_chunks(sorted(set(articles)), _AT_ONCE):
        own, co_mentions = _mentions(name_key(name), chunk, size)
        rows = Article.objects.filter(pk__in=chunk).defer(None).only("title", "lead", "body", "captions", "words")
        for article in rows.order_by("pk"):
            places = own[article.pk] or _places(article.text, name)
            found[article.pk] = read_bearer_context(article.text, article.word_spans(), places, co_mentions[article.pk])
    return found


def _mentions(
    key: str, articles: Iterable[int], size: int
) -> tuple[dict[int, list[Span]], dict[int, dict[int, float]]]:
    """Return where each article mentions the name, and the other entities that it mentions, with their weights."""
    own: dict[int, list[Span]] = defaultdict(list)
    co_mentions: dict[int, dict[int, float]] = defaultdict(dict)
    rows = Mention.objects.filter(article__in=articles).order_by("article", "start")
    columns = ("article", "start", "end", _BEARERS, "entity__kind", "entity__name", "entity__article_count")
    for article, start, end, entity, kind, named, count, found_key in rows.values_list(
        *columns, "recognised__name_key"
    ):
        if key in (found_key, name_key(named)):
            own[article].append((start, end))
        else:
            co_mentions[article][entity] = _WEIGHTS[EntityKind(kind)] * max(0.0, log(max(1, size) / (count + 1)))
    return own, co_mentions


def _places(text: str, name: str) -> list[Span]:
    """Return where a name stands in a text, in its letters."""
    places, at = [], text.find(name)
    while at >= 0:
        places.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return places
