"""How many visible articles name each entity, kept with the entity so that lists need not count mentions."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Article, Entity, Mention

Pairs = set[tuple[int, int]]


def entity_article_pairs(articles: Collection[int]) -> Pairs:
    """Return (entity, article) for each entity that each of the articles names, the visible ones."""
    mentions = Mention.objects.filter(article__in=articles, article__withdrawn=False).order_by()
    return set(mentions.values_list("entity", "article").distinct())


def count_change(before: Pairs, after: Pairs) -> None:
    """Bring the counts up to date with what some articles named before and name now."""
    change = Counter(entity for entity, _ in after)
    change.subtract(Counter(entity for entity, _ in before))
    changed = {entity: n for entity, n in change.items() if n}
    _locked(changed)
    for n in set(changed.values()):
        same = [entity for entity, its in changed.items() if its == n]
        Entity.objects.filter(pk__in=same).update(article_count=F("article_count") + n)


@transaction.atomic
def recount_articles(entities: Iterable[int]) -> None:
    """Count the articles of these entities anew."""
    wanted = set(entities)
    withdrawn = Article.objects.filter(withdrawn=True).order_by()
    mentions = Mention.objects.filter(entity=OuterRef("pk")).exclude(article__in=withdrawn.values("pk")).order_by()
    counts = mentions.values("entity").annotate(n=Count("article", distinct=True)).values("n")
    _locked(wanted)
    Entity.objects.filter(pk__in=wanted).update(article_count=Coalesce(Subquery(counts), 0))


def _locked(entities: Iterable[int]) -> None:
    """Lock the rows in one order, so that two who count at once wait for each other and don't deadlock."""
    list(Entity.objects.select_for_update().filter(pk__in=list(entities)).order_by("pk").values_list("pk"))


def follow_article(instance: Article, **_: Any) -> None:
    """Count again what an article names that is saved by itself, shown again or withdrawn, or deleted.

    For Django's post_save and pre_delete.
    """
    named = set(Mention.objects.filter(article=instance.pk).order_by().values_list("entity", flat=True).distinct())
    if named:
        transaction.on_commit(lambda: recount_articles(named))
