"""Deleting articles in the admin: what goes is shown first, a reason is asked for, and a record stays."""

from collections.abc import Sequence

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.chosen_articles import ChosenArticlesForm, chosen_context, is_confirmed
from articles.admin.read_only import RecordAdmin
from articles.importing.running.deletion_jobs import delete_for_good, foresee_deletion
from articles.models import DeletedArticle


class DeletionForm(ChosenArticlesForm):
    """Why articles are deleted."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=gettext_lazy("kept with the title, your name and the time; such as the number of a court’s order"),
    )


def deletion_page(request: HttpRequest, ids: Sequence[int]) -> HttpResponse:
    """Show what deleting these articles deletes; delete them once that is confirmed with a reason."""
    form = DeletionForm(len(ids), request.POST if is_confirmed(request) else None)
    if form.is_valid() and isinstance(request.user, User):
        try:
            _delete(request, request.user, ids, form.cleaned_data["reason"])
            return redirect("admin:articles_article_changelist")
        except OSError as error:
            form.add_error(None, _("An uploaded file cannot be deleted: %(reason)s") % {"reason": error})
    context = chosen_context(request, ids, form) | {
        "title": _("Delete articles"),
        "effect": foresee_deletion(ids),
    }
    return render(request, "articles_admin/delete.html", context)


def _delete(request: HttpRequest, user: User, ids: Sequence[int], reason: str) -> None:
    if delete_for_good(ids, user, reason):
        messages.success(request, _("Deleted for good: %(n)s.") % {"n": len(ids)})
    else:
        messages.info(request, _("The articles are being deleted in the background: %(n)s.") % {"n": len(ids)})


@admin.register(DeletedArticle)
class DeletedArticleAdmin(RecordAdmin):
    """The records of deleted articles, read-only."""

    list_display = ["title", "article_id", "asked_by_name", "asked_at", "deleted_at", "reason"]
    search_fields = ["title", "reason", "asked_by_name"]
    date_hierarchy = "asked_at"

    def has_view_permission(self, request: HttpRequest, obj: DeletedArticle | None = None) -> bool:
        """Return whether the user may delete articles."""
        return request.user.has_perm("articles.delete_article")
