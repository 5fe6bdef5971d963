"""What an editor of some sources may touch: the one place where this is decided.

`SourceScopeBackend` takes from such an account every permission but a few, `SourceScopeMiddleware` keeps it from each
page of the admin that shows a row it may not touch, and `rows_of` is what lists, actions and choices are made from.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from articles.models import (
    Article,
    ArticleChange,
    ArticleDecision,
    ChangedArticle,
    EditorScope,
    ImportBatch,
    ImportItem,
    Source,
)

T = TypeVar("T", bound=Model)

Anyone = User | AnonymousUser | None
Scope = frozenset[int]

# All that such an account may be allowed. What concerns every newspaper is not among it: names, sections, sources,
# feeds, accounts.
PERMISSIONS: Final = frozenset(
    {
        *("articles.view_article", "articles.add_article", "articles.change_article", "articles.delete_article"),
        *("articles.view_importbatch", "articles.add_importbatch", "articles.view_importitem"),
    }
)


def scope_of(user: Any) -> Scope | None:
    """Return the ids of the sources that an account may touch, None where it may touch all.

    The names that were merged into a source are of it. For the account of a request that has no scope no SQL query is
    made, for one that has a scope one.
    """
    if not isinstance(user, User) or user.is_superuser:
        return None
    if not hasattr(user, "_source_scope"):
        user._source_scope = _stored_scope(user)  # type: ignore[attr-defined]
    scope: Scope | None = user._source_scope  # type: ignore[attr-defined]
    return scope


def _stored_scope(user: User) -> Scope | None:
    found: EditorScope | None = getattr(user, "editor_scope", None)
    if found is None:
        return None
    chosen = found.sources.values("pk")
    return frozenset(Source.objects.filter(Q(pk__in=chosen) | Q(merged_into__in=chosen)).values_list("pk", flat=True))


def rows_of(user: Anyone, rows: QuerySet[T]) -> QuerySet[T]:
    """Return those of some rows that an account may touch: all, or those of its sources and what it did to them."""
    scope = scope_of(user)
    if scope is None or not isinstance(user, User):
        return rows
    rule = _RULES.get(rows.model)
    return rule(rows, user, scope) if rule else rows.none()


def may_touch(user: Anyone, row: Model) -> bool:
    """Tell whether an account may touch a row: those that `rows_of` returns."""
    return scope_of(user) is None or rows_of(user, type(row)._base_manager.all()).filter(pk=row.pk).exists()


def may_use_source(user: Anyone, source: Source | None) -> bool:
    """Tell whether an account may give an article this source, or none."""
    scope = scope_of(user)
    return scope is None or (source is not None and source.pk in scope)


def _own_articles(rows: QuerySet[Any], _user: User, scope: Scope) -> QuerySet[Any]:
    return rows.filter(source__in=scope)


def _own_batches(rows: QuerySet[Any], user: User, scope: Scope) -> QuerySet[Any]:
    """Return the account's own imports, but none that wrote an article which is not of its sources (any more)."""
    others = ImportItem.objects.filter(batch=OuterRef("pk"), article__isnull=False)
    return rows.filter(~Exists(_foreign(others, scope)), created_by=user)


def _own_items(rows: QuerySet[Any], user: User, scope: Scope) -> QuerySet[Any]:
    return rows.filter(batch__in=_own_batches(ImportBatch.objects.order_by(), user, scope).values("pk"))


def _own_changes(rows: QuerySet[Any], user: User, scope: Scope) -> QuerySet[Any]:
    """Return the account's own changes of its articles: undoing one of others could move an article elsewhere."""
    items = ChangedArticle.objects.filter(change=OuterRef("pk"))
    return rows.filter(~Exists(_foreign(items, scope)), made_by=user)


def _own_decisions(rows: QuerySet[Any], user: User, scope: Scope) -> QuerySet[Any]:
    of_own = Q(other=None) | Q(other__source__in=scope)
    return rows.filter(of_own, made_by=user, article__source__in=scope)


def _own_sources(rows: QuerySet[Any], _user: User, scope: Scope) -> QuerySet[Any]:
    return rows.filter(pk__in=scope)


def _foreign(items: QuerySet[Any], scope: Scope) -> QuerySet[Any]:
    return items.filter(Q(article__source=None) | ~Q(article__source__in=scope))


_RULES: Final[dict[type[Model], Callable[[QuerySet[Any], User, Scope], QuerySet[Any]]]] = {
    Article: _own_articles,
    ImportBatch: _own_batches,
    ImportItem: _own_items,
    ArticleChange: _own_changes,
    ArticleDecision: _own_decisions,
    Source: _own_sources,
}
