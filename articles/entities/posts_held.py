"""Who holds which post, and when, as the visible articles say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.utils.http import urlencode

from articles.entities.other_states import of_other_states
from articles.entities.same_holders import NamedHolder, one_person_each
from articles.models import Article, Entity, Office, Post
from articles.nlp.offices.office_forms import (
    OfficeForm,
    is_of_a_state,
    says_all_of,
)
from articles.text.syllables import is_unmarked_syllable

# How many lines of a list are shown at most.
_MOST: Final = 60
# What so many articles say is sure; what fewer say may be a passing word.
_SURE_FROM: Final = 2
# A holder whom so many times fewer articles name than another one of the same days is doubtful.
_FAR_FEWER: Final = 20


@dataclass(frozen=True, slots=True)
class SaidIn:
    """An article that says it, and the words there."""

    article: Article
    words: str

    @property
    def address(self) -> str:
        """The address of the article, which browsers open at the words."""
        fragment = urlencode({"": self.words})[1:].replace("+", "%20").replace("-", "%2D")
        return f"{self.article.get_absolute_url()}#:~:text={fragment}"


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody said to hold, have held (`former`) or hold for a time (`acting`) a post, and in how many articles.

    `first` and `last` are the first and the last article that say so.
    """

    holder: Entity
    post: Post
    former: bool
    acting: bool
    articles: int
    first: SaidIn
    last: SaidIn

    @property
    def is_sure(self) -> bool:
        """Whether more than one article says so."""
        return self.articles >= _SURE_FROM


def posts_of(entity: Entity) -> list[Tenure]:
    """Return the posts, ranks and professions of a person, those of most articles first (five SQL queries).

    A shorter form of a post is counted with a fuller one that says the same: "Bộ trưởng" with "Bộ trưởng Y tế".
    """
    return _joined(_tenures(visible_offices().filter(mention__entity=entity)))


def holders_of(post: Post) -> list[Tenure]:
    """Return who held a post, the one that was named so last first (five SQL queries).

    Of a post whose state is not named ("Thủ tướng"), those who hold one of another state are left out (three SQL
    queries more). A holder whom articles name in two ways has one line, under the name of most articles (one SQL query
    more where two names look like one person).
    """
    found = _tenures(visible_offices().filter(post=post))
    # A given name alone does not say who it is.
    found = [one for one in found if not is_unmarked_syllable(one.holder.name)] or found
    if is_of_a_state(post.key):
        foreign = of_other_states(visible_offices().filter(post=post), {one.holder.pk for one in found})
        found = [one for one in found if one.holder.pk not in foreign]
    return sorted(
        _of_each_person(found), key=lambda one: (_day(one.last.article), _day(one.first.article)), reverse=True
    )


def _of_each_person(found: Sequence[Tenure]) -> list[Tenure]:
    """Return the lines of those who hold one post, with those of a person under two names as one."""
    persons = one_person_each([NamedHolder(one.holder, one.articles, _moments(one)) for one in found])
    lines: dict[tuple[int, bool, bool], list[Tenure]] = defaultdict(list)
    for one in found:
        lines[persons[one.holder.pk].pk, one.former, one.acting].append(one)
    return _with_past_as_former(
        [replace(_together(same), holder=persons[same[0].holder.pk]) for same in lines.values()]
    )


def _with_past_as_former(lines: Sequence[Tenure]) -> list[Tenure]:
    """Return the lines with those of who is spoken of in the past counted with the lines that call him a former holder.

    He was called so before others called him the holder last, by at least half as many articles: "Thủ tướng Võ Văn
    Kiệt" in an article of later years.
    """
    former = {one.holder.pk: one for one in lines if one.former and not one.acting}
    past = [one for one in lines if not one.former and one.holder.pk in former and _is_past(one, former[one.holder.pk])]
    joined = {one.holder.pk: one for one in past}
    return [
        replace(_together([one, joined[one.holder.pk]]), former=True, acting=False)
        if one.holder.pk in joined and one is former[one.holder.pk]
        else one
        for one in lines
        if one not in past
    ]


def _is_past(held: Tenure, former: Tenure) -> bool:
    return 2 * former.articles >= held.articles and _day(former.first.article) <= _day(held.last.article)


def _moments(one: Tenure) -> list[datetime]:
    return [said.article.published_at for said in (one.first, one.last) if said.article.published_at]


def posts_in(body: Entity) -> list[Post]:
    """Return the posts in a body that visible articles speak of, the most frequent first (one SQL query)."""
    return list(listed_posts().filter(body=body)[:_MOST])


def listed_posts() -> QuerySet[Post]:
    """Return the posts in bodies that visible articles speak of, the most frequent first."""
    is_spoken_of = Exists(visible_offices().filter(post=OuterRef("pk")))
    return Post.objects.filter(is_spoken_of, in_body=True).annotate(times=Count("offices")).order_by("-times", "pk")


def visible_offices() -> QuerySet[Office]:
    """Return the offices in visible articles whose holders are shown, in no order."""
    # As a condition on each row: a list of all visible articles takes longer than most posts have rows.
    article = Article.objects.visible().out_by_now().filter(pk=OuterRef("article"))
    return Office.objects.filter(Exists(article), mention__entity__hidden=False).order_by()


def _tenures(offices: QuerySet[Office]) -> list[Tenure]:
    keys = ("mention__entity", "post", "former", "acting")
    groups = list(
        offices.values(*keys)
        .annotate(
            count=Count("article", distinct=True),
            first=Min("article__published_at"),
            last=Max("article__published_at"),
        )
        .order_by("-count", *keys)[:_MOST]
    )
    said = _said(offices, groups)
    entities = Entity.objects.in_bulk({group["mention__entity"] for group in groups})
    posts = Post.objects.in_bulk({group["post"] for group in groups})
    return [
        Tenure(
            entities[group["mention__entity"]],
            posts[group["post"]],
            group["former"],
            group["acting"],
            group["count"],
            *(said[tuple(group[key] for key in keys), group[end]] for end in ("first", "last")),
        )
        for group in groups
    ]


def _said(offices: QuerySet[Office], groups: Sequence[dict[str, Any]]) -> dict[tuple[Any, datetime | None], SaidIn]:
    """Return for each group and each of its two moments an article of then that says so."""
    moments = {group[end] for group in groups for end in ("first", "last")}
    of_then = Q(article__published_at__in=moments - {None}) | Q(article__published_at=None)
    rows = offices.filter(of_then, post__in={group["post"] for group in groups}).order_by("-article", "-start")
    columns = ("mention__entity", "post", "former", "acting", "article__published_at", "article", "start", "end")
    chosen = {(row[:4], row[4]): row[5:] for row in rows.values_list(*columns)}
    articles = Article.objects.in_bulk({article for article, _, _ in chosen.values()})
    return {
        key: SaidIn(articles[article], articles[article].text[start:end])
        for key, (article, start, end) in chosen.items()
    }


def _joined(found: Iterable[Tenure]) -> list[Tenure]:
    full: list[list[Tenure]] = []
    for one in sorted(found, key=lambda tenure: -len(tenure.post.key.split())):
        same = next((group for group in full if _says(group[0], one)), None)
        if same is None:
            full.append([one])
        else:
            same.append(one)
    return sorted(map(_together, full), key=lambda tenure: (-tenure.articles, tenure.post.key))


def _says(full: Tenure, short: Tenure) -> bool:
    same_state = (full.former, full.acting) == (short.former, short.acting)
    return same_state and says_all_of(
        *(OfficeForm(one.post.key, "", one.former, False, False) for one in (full, short))
    )


def _together(same: Sequence[Tenure]) -> Tenure:
    """Return tenures of one post as one, under the form in a body that most articles have: others may be cut badly."""
    shown = max(same, key=lambda one: (one.post.in_body, one.articles))
    first = min((one.first for one in same), key=lambda said: _day(said.article))
    last = max((one.last for one in same), key=lambda said: _day(said.article))
    return replace(shown, articles=sum(one.articles for one in same), first=first, last=last)


def _day(article: Article) -> str:
    return article.published_at.isoformat() if article.published_at else ""


def sure_and_passing(found: Iterable[Tenure]) -> tuple[list[Tenure], list[Tenure]]:
    """Return the lines that several articles say, and the others."""
    lines = list(found)
    sure = [one for one in lines if one.is_sure]
    return sure, [one for one in lines if not one.is_sure]


def likely_and_doubtful(found: Sequence[Tenure]) -> tuple[list[Tenure], list[Tenure]]:
    """Return the holders of a post who likely held it, and the doubtful ones by their number of articles.

    Of a doubtful one, one article alone says so, or far fewer than of another holder of the same days.
    """
    doubtful = [one for one in found if not one.is_sure or any(_outdoes(other, one) for other in found)]
    return [one for one in found if one not in doubtful], sorted(doubtful, key=lambda one: -one.articles)


def _outdoes(other: Tenure, one: Tenure) -> bool:
    same_state = (other.former, other.acting) == (one.former, one.acting)
    first, last = (_day(said.article) for said in (one.first, one.last))
    same_days = _day(other.first.article) <= first and last <= _day(other.last.article)
    return same_state and same_days and other.articles >= _FAR_FEWER * one.articles


def by_state(found: Sequence[Tenure]) -> Iterator[tuple[str, list[Tenure]]]:
    """Yield "holder", "acting" and "former" with their lines, those that have any."""
    states = {"holder": (False, False), "acting": (False, True), "former": (True, False)}
    for state, (former, acting) in states.items():
        lines = [one for one in found if one.former == former and (one.acting == acting or former)]
        if lines:
            yield state, lines
