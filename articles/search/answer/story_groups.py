"""The articles of a page of hits that tell one story in nearly the same words, under one hit.

Hits are ranked as articles, and so are pages and totals counted. A story stands where the best ranked article that
tells it stands; its other articles take no place of their own, on whatever page they would be.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from django.db.models import Q
from haystack.constants import ID
from haystack.utils import get_model_ct

from articles.models import Article
from haystack_engines.clauses import Clause, Filter, Or, Term

Ranked = Sequence[tuple[int, float]]
# Returns the numbers of the articles found by a search that also meet a clause, best first.
Ask = Callable[[Clause, int], Sequence[int]]

# Of the stories of one page; of a form letter that is printed every day, the first.
_MOST_TELLINGS: Final = 400
_LAST: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class StoryGroup:
    """An article found with its score, and the others found that tell its story, the first published first."""

    article: Article
    score: float
    others: tuple[Article, ...] = ()


def ungrouped(ranked: Ranked) -> list[StoryGroup]:
    """Return the articles as they are ranked (one SQL query); one withdrawn since the index was written is left out."""
    found = _load(pk for pk, _ in ranked)
    return [StoryGroup(found[pk], score) for pk, score in ranked if pk in found]


def group_by_story(ranked: Ranked, ask: Ask) -> list[StoryGroup]:
    """Return the articles as they are ranked, those of one story as one (two SQL queries, three with such stories).

    The first published stands for its story. `ask` is called where a story is told more than once.
    """
    alone = ungrouped(ranked)
    stories = _told_again({one.article.story_number for one in alone})
    if not stories:
        return alone
    numbers = [pk for tellings in stories.values() for pk in tellings]
    in_order = ask(Filter(Or(tuple(Term(ID, f"{get_model_ct(Article)}.{pk}") for pk in numbers))), len(numbers))
    groups = _groups(in_order, stories)
    articles = {one.article.pk: one.article for one in alone}
    articles |= _load(set(groups).union(*groups.values()) - articles.keys())
    return [
        _grouped(one, groups, articles)
        for one in alone
        if one.article.story_number not in stories or one.article.pk in groups
    ]


def _load(numbers: Iterable[int]) -> dict[int, Article]:
    return Article.objects.visible().select_related("source", "section").in_bulk(list(numbers))


def _told_again(numbers: set[int]) -> dict[int, list[int]]:
    """Return the visible articles of each of these stories that more than one article tells."""
    rows = Article.objects.visible().filter(Q(story__in=numbers) | Q(pk__in=numbers, retellings__isnull=False))
    stories: dict[int, list[int]] = defaultdict(list)
    for pk, story in rows.order_by("pk").distinct().values_list("pk", "story")[:_MOST_TELLINGS]:
        stories[story or pk].append(pk)
    return {story: told for story, told in stories.items() if len(told) > 1}


def _groups(in_order: Sequence[int], stories: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
    """Return for the best ranked article of each story all that were found of it."""
    story_of = {pk: story for story, told in stories.items() for pk in told}
    found: dict[int, list[int]] = defaultdict(list)
    for pk in in_order:
        found[story_of[pk]].append(pk)
    return {told[0]: told for told in found.values()}


def _grouped(one: StoryGroup, groups: Mapping[int, Sequence[int]], articles: Mapping[int, Article]) -> StoryGroup:
    told = [articles[pk] for pk in groups.get(one.article.pk, [one.article.pk]) if pk in articles]
    first, *others = sorted(told, key=lambda article: (article.published_at or _LAST, article.pk))
    return StoryGroup(first, one.score, tuple(others))
