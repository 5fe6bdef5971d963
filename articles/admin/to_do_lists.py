"""What editors have to do: articles that lack something or were read doubtfully, suspected duplicates, failures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.importing.options import BASIS
from articles.models import (
    Article,
    ArticleDecision,
    ArticleDecisionKind,
    ArticleQuerySet,
    BatchStatus,
    ChangeKind,
    ImportItem,
    Outcome,
)
from articles.models.article_indexes import WITH_INFERRED_DATE, WITHOUT_AUTHOR
from articles.models.imports import WITH_REASON
from articles.rights.source_scope import Anyone, rows_of

_STORED: Final = (Outcome.IMPORTED, Outcome.UPDATED)
# Warnings that are no doubt: an editor chose these values for the import.
_CHOSEN: Final = tuple(f"{field}: {BASIS}" for field in ("source", "section"))
_NOT_DOUBTFUL: Final = (*_CHOSEN, "; ".join(_CHOSEN))
_NO_ARTICLES: Final = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class ToDoList:
    """One list of articles: those that lack a value, after those that have a doubtful one.

    `change` sets the value, None where only the article's own page can mend what is doubtful. Who decides to leave an
    article as it is takes it off the list (`ArticleDecision` of the kind `key`).
    """

    key: ArticleDecisionKind
    label: Any
    leave: Any
    missing: Q
    doubtful: Q = _NO_ARTICLES
    change: ChangeKind | None = None


TO_DO_LISTS: Final[Mapping[str, ToDoList]] = {
    one.key: one
    for one in (
        ToDoList(
            key=ArticleDecisionKind.DATE,
            label=_("no date, or one that was inferred"),
            leave=_("Leave the date as it is"),
            missing=Q(published_on=None),
            doubtful=WITH_INFERRED_DATE,
            change=ChangeKind.DATE,
        ),
        ToDoList(
            key=ArticleDecisionKind.AUTHORS,
            label=_("no author"),
            leave=_("They state no author"),
            missing=WITHOUT_AUTHOR,
            change=ChangeKind.AUTHORS,
        ),
        ToDoList(
            key=ArticleDecisionKind.SECTION,
            label=_("no section"),
            leave=_("They state no section"),
            missing=Q(section=None),
            change=ChangeKind.SECTION,
        ),
        ToDoList(
            key=ArticleDecisionKind.SOURCE,
            label=_("no source"),
            leave=_("They state no source"),
            missing=Q(source=None),
            change=ChangeKind.SOURCE,
        ),
        ToDoList(
            key=ArticleDecisionKind.READING,
            label=_("read with doubts"),
            leave=_("They were read correctly"),
            missing=_NO_ARTICLES,
        ),
    )
}


class Joined(Sequence[int]):
    """The ids of several lists of articles as one, in order; it reads only what is asked for."""

    def __init__(self, parts: Sequence[ArticleQuerySet]) -> None:
        self._ids = [part.values_list("pk", flat=True) for part in parts]
        self._counts = [ids.count() for ids in self._ids]

    def __len__(self) -> int:
        return sum(self._counts)

    @overload
    def __getitem__(self, wanted: int) -> int: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[int]: ...
    def __getitem__(self, wanted: int | slice) -> int | list[int]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        return list(self._between(*wanted.indices(len(self))[:2]))

    def _between(self, start: int, stop: int) -> Iterator[int]:
        for ids, count in zip(self._ids, self._counts, strict=True):
            yield from ids[max(0, start) : max(0, min(stop, count))]
            start, stop = start - count, stop - count


def articles_of(request: HttpRequest) -> ArticleQuerySet:
    """Return the articles that a user sees in the admin, to change them; raises PermissionDenied."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    seen: Any = admin.site.get_model_admin(Article).get_queryset(request)
    articles: ArticleQuerySet = seen
    return articles


def waiting(articles: ArticleQuerySet, to_do: ToDoList) -> Joined:
    """Return the articles on a list: with a doubtful value, then lacking one, first those of a doubtful reading."""
    articles = articles.not_withdrawn().order_by("-pk").exclude(pk__in=_decided(to_do.key))
    doubtful = Q(pk__in=doubtful_items().values("article"))
    if to_do.key == ArticleDecisionKind.READING:
        return Joined([articles.filter(doubtful)])
    missing = articles.filter(to_do.missing)
    parts = [missing.filter(doubtful), missing.exclude(doubtful)]
    return Joined([articles.filter(to_do.doubtful), *parts] if to_do.doubtful != _NO_ARTICLES else parts)


def doubtful_items() -> QuerySet[ImportItem]:
    """Return the last document of each article, of those in which the import warned of something."""
    stored = ImportItem.objects.filter(outcome__in=_STORED)
    later = stored.filter(article=OuterRef("article"), pk__gt=OuterRef("pk"))
    warned = stored.filter(WITH_REASON, article__isnull=False).exclude(reason__in=_NOT_DOUBTFUL).order_by("pk")
    return warned.exclude(Exists(later))


def failed_items(user: Anyone = None) -> QuerySet[ImportItem]:
    """Return the documents that failed, except those of imports that were undone; those that a user may touch."""
    failed = ImportItem.objects.filter(WITH_REASON, outcome=Outcome.FAILED)
    return rows_of(user, failed.exclude(batch__status=BatchStatus.UNDONE))


def suspected_pairs(articles: ArticleQuerySet) -> QuerySet[Article, tuple[int, int]]:
    """Return pairs of articles that may be one twice, the later one first: of one story, and of one newspaper.

    An article without a source may be of any. Pairs about which an editor has decided are left out.
    """
    newspaper = Coalesce("source__merged_into_id", "source_id", 0, output_field=BigIntegerField())
    decided = ArticleDecision.objects.in_force().filter(article=OuterRef(OuterRef("pk")), other=OuterRef("pk"))
    earlier = (
        Article.objects.not_withdrawn()
        .filter(Q(pk=OuterRef("story")) | Q(story=OuterRef("story")), pk__lt=OuterRef("pk"))
        .alias(newspaper=newspaper, later=ExpressionWrapper(OuterRef("newspaper"), BigIntegerField()))
        .filter(Q(newspaper=F("later")) | Q(newspaper=0) | Q(later=0))
        .exclude(Exists(decided))
        .order_by("pk")
    )
    told_again = articles.not_withdrawn().filter(story__isnull=False).order_by("-pk").alias(newspaper=newspaper)
    pairs = told_again.annotate(twin=Subquery(earlier.values("pk")[:1])).filter(twin__isnull=False)
    return pairs.values_list("pk", "twin")


def may_be_one_twice(later: Article, earlier: Article) -> bool:
    """Tell whether two articles are such a pair, whether or not an editor has decided or one was withdrawn since."""
    stories = {article.story_id or article.pk for article in (later, earlier)}
    newspapers = {article.source and article.source.canonical.pk for article in (later, earlier)}
    return later.pk > earlier.pk and len(stories) == 1 and (len(newspapers) == 1 or None in newspapers)


def _decided(kind: ArticleDecisionKind) -> QuerySet[ArticleDecision, Any]:
    return ArticleDecision.objects.in_force().filter(kind=kind).order_by().values("article")
