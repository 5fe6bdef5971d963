"""Keeps editors of some sources from every page of the admin that concerns another."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from articles.rights.source_scope import rows_of, scope_of

# Pages of the admin that concern no row.
_FREE: Final = frozenset(
    {"index", "login", "logout", "password_change", "password_change_done", "jsi18n", "app_list", "autocomplete"}
)


class SourceScopeMiddleware:
    """Answers 403 where a page of the admin concerns a row that the account may not touch, or no known kind of row.

    So a new page of the admin is closed to these accounts until `source_scope` has a rule for what it shows.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]) -> None:
        """Raise PermissionDenied."""
        match = request.resolver_match
        if match is None or match.app_name != "admin" or match.url_name in _FREE or scope_of(request.user) is None:
            return
        model = _model_of(match.url_name or "")
        if model is None or not admin.site.get_model_admin(model).has_module_permission(request):
            raise PermissionDenied
        row = kwargs.get("object_id", kwargs.get("pk"))
        if row is not None and not rows_of(request.user, model._base_manager.all()).filter(pk=row).exists():
            raise PermissionDenied


def _model_of(url_name: str) -> type[Model] | None:
    """Return the model whose admin has a page: that of "articles_article_change" is Article."""
    label, model_name = (*url_name.split("_"), "", "")[:2]
    for model in admin.site._registry:
        if (model._meta.app_label, model._meta.model_name) == (label, model_name):
            return model
    return None
