"""The record of decisions about articles in the admin: who left, kept apart or merged what; each can be undone."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.read_only import RecordAdmin
from articles.importing.running.article_decisions import undo_article_decision
from articles.models import ArticleDecision


@admin.register(ArticleDecision)
class ArticleDecisionAdmin(RecordAdmin):
    """Decisions about articles, newest first."""

    list_display = ["made_at", "kind", "article", "other", "made_by", "undone_at", "undone_by"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["article", "other", "made_by", "undone_by"]
    search_fields = ["article__title", "other__title"]
    exclude = ["text", "before"]
    date_hierarchy = "made_at"
    actions = ["undo_chosen"]

    def has_view_permission(self, request: HttpRequest, obj: ArticleDecision | None = None) -> bool:
        """Return whether the user may change articles."""
        return request.user.has_perm("articles.change_article")

    def has_undo_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may change articles."""
        return self.has_view_permission(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the decisions without the large columns of their articles."""
        large = [f"{one}__{column}" for one in ("article", "other") for column in ("body", "lead", "captions", "raw")]
        return super().get_queryset(request).defer(*large)

    @admin.action(description=gettext_lazy("Undo the selected decisions"), permissions=["undo"])
    def undo_chosen(self, request: HttpRequest, chosen: QuerySet[ArticleDecision]) -> None:
        """Undo decisions: their articles come back to the lists, and merged ones to the readers."""
        if not isinstance(request.user, User):
            return
        undone = sum(undo_article_decision(decision, request.user) for decision in chosen.order_by("-pk"))
        self.message_user(request, _("Undone: %(n)s.") % {"n": undone}, messages.SUCCESS)
