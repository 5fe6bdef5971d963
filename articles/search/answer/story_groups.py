"""Groups the hits of a page by story: articles that tell one story in nearly the same words become one hit.

Articles are ranked, counted and divided into pages one by one. A story stands at the rank of its best article, and its
other articles are left out, whatever page they would be on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import Q

from articles.models import Article
from articles.search.engine import EngineQuery, EngineSearch, articles_clause
from articles.search.request import Sort

Ranked = Sequence[tuple[int, float]]

# Articles read of all stories of a page. A form letter printed every day may have thousands: its first are read.
_MOST_ARTICLES: Final = 400
_LAST: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """An article and its score, and the other articles found of the same story, the first published first.

    `best` is the id of the best ranked of them all.
    """

    article: Article
    score: float
    best: int
    others: tuple[Article, ...] = ()


def ungrouped(ranked: Ranked) -> list[StoryGroup]:
    """Return a group for each article (one SQL query), without those withdrawn since they were indexed."""
    found = _load(pk for pk, _ in ranked)
    return [StoryGroup(found[pk], score, pk) for pk, score in ranked if pk in found]


def group_by_story(ranked: Ranked, query: EngineQuery, sort: Sort) -> list[StoryGroup]:
    """Return the articles that a query found grouped by story (two SQL queries, three with shared stories).

    The article that was published first stands for its story; in a list by date, the one that has its place there.
    `sort` is the order in which the articles are ranked. Where several articles tell one story, the query is run again.
    """
    alone = ungrouped(ranked)
    stories = _shared_stories({one.article.story_number for one in alone})
    if not stories:
        return alone
    groups = _groups(_found_of(stories, query, sort), stories)
    articles = {one.article.pk: one.article for one in alone}
    articles |= _load(set(groups).union(*groups.values()) - articles.keys())
    return [
        _grouped(one, groups, articles, by_date=sort is not Sort.RELEVANCE)
        for one in alone
        if one.article.story_number not in stories or one.article.pk in groups
    ]


def _load(ids: Iterable[int]) -> dict[int, Article]:
    return Article.objects.visible().with_source().in_bulk(list(ids))


def _shared_stories(numbers: set[int]) -> dict[int, list[int]]:
    """Return the visible articles of each of these stories that has more than one."""
    rows = Article.objects.visible().filter(Q(story__in=numbers) | Q(pk__in=numbers, retellings__isnull=False))
    stories: dict[int, list[int]] = defaultdict(list)
    for pk, story in rows.order_by("pk").distinct().values_list("pk", "story")[:_MOST_ARTICLES]:
        stories[story or pk].append(pk)
    return {story: articles for story, articles in stories.items() if len(articles) > 1}


def _found_of(stories: Mapping[int, Sequence[int]], query: EngineQuery, sort: Sort) -> list[int]:
    """Return the articles of the stories that the query finds, in order."""
    ids = [pk for articles in stories.values() for pk in articles]
    return EngineSearch(query.narrowed(articles_clause(ids)), size=len(ids), sort=sort).run().ids


def _groups(found: Sequence[int], stories: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Return by the best ranked article of each story all that were found of it."""
    story_of = {pk: story for story, articles in stories.items() for pk in articles}
    groups: dict[int, list[int]] = defaultdict(list)
    for pk in found:
        groups[story_of[pk]].append(pk)
    return {articles[0]: articles for articles in groups.values()}


def _grouped(
    one: StoryGroup, groups: Mapping[int, Sequence[int]], articles: Mapping[int, Article], *, by_date: bool
) -> StoryGroup:
    group = [articles[pk] for pk in groups.get(one.article.pk, [one.article.pk]) if pk in articles]
    ordered = sorted(group, key=lambda article: (article.published_at or _LAST, article.pk))
    shown = one.article if by_date else ordered[0]
    return StoryGroup(shown, one.score, one.best, tuple(other for other in ordered if other.pk != shown.pk))
