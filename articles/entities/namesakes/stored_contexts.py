"""The contexts of a name, read from the archive."""

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
# The bearers of another name count as one, so that it makes no difference which name was parted first.
_BEARERS: Final = Coalesce("entity__namesake_of", "entity")
# A person says more than a body, and a body more than a place.
_WEIGHTS: Final = {EntityKind.PERSON: 1.3, EntityKind.ORGANIZATION: 1.1, EntityKind.PLACE: 1.0}


def stored_contexts(name: str, articles: Iterable[int]) -> dict[int, BearerContext]:
    """Return the context of a name in each of these articles that the archive has, by the article's number, in order.

    The name counts where it was recognised as a person's; where it nowhere was, wherever it stands.
    """
    size = Article.objects.count()
    found: dict[int, BearerContext] = {}
    for chunk in in_chunks(sorted(set(articles)), _AT_ONCE):
        own, company = _mentions(name_key(name), chunk, size)
        rows = Article.objects.filter(pk__in=chunk).defer(None).only("title", "lead", "body", "captions", "words")
        for article in rows.order_by("pk"):
            places = own[article.pk] or _places(article.text, name)
            found[article.pk] = read_bearer_context(article.text, article.word_spans(), places, company[article.pk])
    return found


def _mentions(
    key: str, articles: Iterable[int], size: int
) -> tuple[dict[int, list[Span]], dict[int, dict[int, float]]]:
    """Return where each article mentions the name, and the other entities that it mentions, with their weights."""
    own: dict[int, list[Span]] = defaultdict(list)
    company: dict[int, dict[int, float]] = defaultdict(dict)
    rows = Mention.objects.filter(article__in=articles).order_by("article", "start")
    columns = ("article", "start", "end", _BEARERS, "entity__kind", "entity__name", "entity__article_count")
    for article, start, end, entity, kind, named, count, found_key in rows.values_list(
        *columns, "recognised__name_key"
    ):
        if key in (found_key, name_key(named)):
            own[article].append((start, end))
        else:
            company[article][entity] = _WEIGHTS[EntityKind(kind)] * max(0.0, log(max(1, size) / (count + 1)))
    return own, company


def _places(text: str, name: str) -> list[Span]:
    """Return where a name stands in a text, in its letters."""
    places, at = [], text.find(name)
    while at >= 0:
        places.append((at, at + len(name)))
        at = text.find(name, at + len(name))
    return places
