"""Prints URLs of pages, feeds and suggestions of the archive in DATA_DIR as JSON; `bench.web_speed` calls it."""

import json
import random
import re
from urllib.parse import urlencode

import django

django.setup()

from django.db.models import Count  # noqa: E402
from django.urls import reverse  # noqa: E402

from articles.models import Article, Entity, EntityKind, Mention  # noqa: E402
from articles.text.normal import fold  # noqa: E402

_EACH = 200
_SEED = 20220614
_MANY_MENTIONS = 10_000
_MOST_MENTIONED = 20
_LISTS = ("", "?letter=N", "?letter=%C4%90", "?q=son", "?q=ha+noi")


def page_urls() -> dict[str, list[str]]:
    """Return URLs by kind of page, the same in every run."""
    rng = random.Random(_SEED)  # noqa: S311
    articles = list(Article.objects.visible().order_by("pk")[:2000])
    dated = Article.objects.visible().dated_by_day().values_list("published_on", flat=True)
    days = sorted({day for day in dated if day})
    entities = sorted(set(Mention.objects.order_by("pk").values_list("entity", flat=True)[:2000]))
    some_days = rng.sample(days, min(_EACH, len(days)))
    some_entities = rng.sample(entities, min(_EACH, len(entities)))
    feeds = [reverse("feed-latest", kwargs={"format": "rss"})]
    feeds += [reverse("feed-day", kwargs={"day": day, "format": "atom"}) for day in some_days]
    feeds += [reverse("feed-entity", kwargs={"pk": pk, "format": "rss"}) for pk in some_entities]
    return {
        "article": [article.get_absolute_url() for article in rng.sample(articles, min(_EACH, len(articles)))],
        "day": [reverse("day", kwargs={"day": day}) for day in some_days],
        "entity": _most_mentioned(),
        "names": [reverse("entities", args=[kind]) + asked for kind in EntityKind for asked in _LISTS],
        "feed": feeds,
        "suggestions": [_typed(rng, name) for name in _names(some_entities)],
    }


def _most_mentioned() -> list[str]:
    """Return the pages of all entities with 10,000 mentions or more, else of the twenty most mentioned."""
    counts = Mention.objects.order_by().values_list("entity").annotate(n=Count("pk")).order_by("-n")[:_MOST_MENTIONED]
    most = [pk for pk, n in counts if n >= _MANY_MENTIONS] or [pk for pk, _ in counts]
    return [entity.get_absolute_url() for entity in Entity.objects.in_bulk(most).values()]


def _names(entities: list[int]) -> list[str]:
    return list(Entity.objects.filter(pk__in=entities).order_by("pk").values_list("name", flat=True))


def _typed(rng: random.Random, name: str) -> str:
    """Return the URL of suggestions for the beginning of a word of a name, typed with or without marks."""
    word = rng.choice([match.start() for match in re.finditer(r"\S+", name)])
    typed = name[word : word + rng.randint(2, 12)]
    return f"{reverse('suggest')}?{urlencode({'q': rng.choice([typed, fold(typed)])})}"


if __name__ == "__main__":
    print(json.dumps(page_urls()))
