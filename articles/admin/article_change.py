"""The record of changes of articles in the admin: what was changed, by whom, when and why; each can be undone."""

from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.read_only import RecordAdmin
from articles.importing.running.change_jobs import can_undo, undo_change
from articles.importing.storing.kept_columns import restored_values
from articles.models import Article, ArticleChange, ChangeKind, ChangeOutcome
from articles.views.parts.wording import moment_text, published_text

_ITEMS_SHOWN: Final = 100


@admin.register(ArticleChange)
class ArticleChangeAdmin(RecordAdmin):
    """Changes of articles, newest first. The page of one tells what became of each article."""

    list_display = ["made_at", "kind", "new_value", "articles", "made_by_name", "reason", "finished_at"]
    list_filter = ["kind"]
    search_fields = ["reason", "made_by_name"]
    date_hierarchy = "made_at"

    def has_view_permission(self, request: HttpRequest, obj: ArticleChange | None = None) -> bool:
        """Return whether the user may change articles."""
        return request.user.has_perm("articles.change_article")

    def get_urls(self) -> list[URLPattern]:
        """Add the address that undoes a change."""
        undo = path("<int:pk>/undo/", self.admin_site.admin_view(self.undo), name="articles_articlechange_undo")
        return [undo, *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a change with the outcome of its articles."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        change = get_object_or_404(ArticleChange, pk=object_id)
        outcomes = {outcome: change.items.filter(outcome=outcome).count() for outcome in ChangeOutcome}
        context = self.admin_site.each_context(request) | {
            "title": change.get_kind_display(),
            "change": change,
            "value": change_text(change),
            "outcomes": [(outcome.label, n) for outcome, n in outcomes.items() if n],
            "items": change.items.select_related("article").order_by("pk")[:_ITEMS_SHOWN],
            "more": max(0, sum(outcomes.values()) - _ITEMS_SHOWN),
            "can_undo": can_undo(change),
            "undone_by": change.undone_by.first(),
        }
        return render(request, "articles_admin/change_record.html", context)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Undo a change, once the button on its page is pressed."""
        if not self.has_view_permission(request) or not isinstance(request.user, User):
            raise PermissionDenied
        change = get_object_or_404(ArticleChange, pk=pk)
        if request.method != "POST" or not can_undo(change):
            return redirect(change)
        undone = undo_change(change, request.user)
        if left := undone.items.filter(outcome=ChangeOutcome.LEFT).count():
            messages.warning(request, _("Left as they are, because they were changed since: %(n)s.") % {"n": left})
        return redirect(undone)

    @admin.display(description=gettext_lazy("new values"))
    def new_value(self, change: ArticleChange) -> str:
        """Return what the change sets, in words."""
        return change_text(change)

    @admin.display(description=gettext_lazy("articles"))
    def articles(self, change: ArticleChange) -> int:
        """Return of how many articles the change is."""
        return change.items.count()


def change_text(change: ArticleChange) -> str:
    """Return the value that a change sets, in words: a name, a date, or the public reason of a withdrawal."""
    if change.kind == ChangeKind.DATE:
        return published_text(Article(**restored_values(change.values)))
    if change.kind == ChangeKind.EMBARGO:
        return moment_text(restored_values(change.values)["visible_from"])
    if change.kind == ChangeKind.AUTHORS:
        return ", ".join(change.values["authors"])
    column = {ChangeKind.WITHDRAWAL: "withdrawal_reason"}.get(ChangeKind(change.kind), change.kind)
    return str(change.values.get(column) or "")
