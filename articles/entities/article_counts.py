"""The number of visible articles that mention each entity, kept in its row so that lists need not count mentions."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article, Entity, Mention
from articles.models.index_outbox import note_changed

Pairs = set[tuple[int, int]]


def entity_article_pairs(articles: Collection[int]) -> Pairs:
    """Return (entity, article) for each entity that each of these articles mentions; of visible articles alone."""
    visible = Article.objects.visible().filter(pk__in=articles).order_by()
    mentions = Mention.objects.filter(article__in=visible.values("pk")).order_by()
    return set(mentions.values_list("entity", "article").distinct())


@contextmanager
def count_moves(entities: Collection[int], articles: Collection[int]) -> Iterator[None]:
    """Keep the counts of these entities right while mentions of these articles move between them."""
    before = {pair for pair in entity_article_pairs(articles) if pair[0] in entities}
    yield
    count_change(before, {pair for pair in entity_article_pairs(articles) if pair[0] in entities})


def count_change(before: Pairs, after: Pairs) -> None:
    """Change the counts by what some articles mentioned before and mention now."""
    change = Counter(entity for entity, _ in after)
    change.subtract(Counter(entity for entity, _ in before))
    changed = {entity: n for entity, n in change.items() if n}
    _locked(changed)
    listed = _listed(changed)
    for n in set(changed.values()):
        same = [entity for entity, its in changed.items() if its == n]
        Entity.objects.filter(pk__in=same).update(article_count=F("article_count") + n)
    _note_listed(changed, listed)


@transaction.atomic
def recount_articles(entities: Iterable[int]) -> None:
    """Count the articles of these entities again."""
    wanted = set(entities)
    hidden = Article.objects.hidden().order_by()
    mentions = Mention.objects.filter(entity=OuterRef("pk")).exclude(article__in=hidden.values("pk")).order_by()
    counts = mentions.values("entity").annotate(n=Count("article", distinct=True)).values("n")
    _locked(wanted)
    listed = _listed(wanted)
    Entity.objects.filter(pk__in=wanted).update(article_count=Coalesce(Subquery(counts), 0))
    _note_listed(wanted, listed)


def _listed(entities: Iterable[int]) -> set[int]:
    """Return those of the entities that need several articles to be listed and have them."""
    several = Entity.objects.filter(pk__in=list(entities), listed_from__gt=1)
    return set(several.filter(article_count__gte=F("listed_from")).values_list("pk", flat=True))


def _note_listed(entities: Iterable[int], before: set[int]) -> None:
    """Have the index follow with all articles of the entities that became listed by a further article, or ceased."""
    if changed := before ^ _listed(entities):
        note_changed(Entity.objects.filter(pk__in=changed).article_ids(), index_on_commit=False)


def _locked(entities: Iterable[int]) -> None:
    """Lock the rows, always in the same order, so that two transactions wait for each other and don't deadlock."""
    list(Entity.objects.select_for_update().filter(pk__in=list(entities)).order_by("pk").values_list("pk"))


def recount_on_commit(instance: Article, **_: Any) -> None:
    """Recount the entities of an article that is saved, and maybe withdrawn, or deleted.

    Receives Django's post_save and pre_delete.
    """
    mentioned = set(Mention.objects.filter(article=instance.pk).order_by().values_list("entity", flat=True).distinct())
    if mentioned:
        transaction.on_commit(lambda: recount_articles(mentioned))
