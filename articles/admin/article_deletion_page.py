"""Deleting articles in the admin: what goes is shown first, a reason is asked for, and a record stays."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.read_only import RecordAdmin
from articles.importing.running.deletion_jobs import delete_for_good, foresee_deletion
from articles.models import Article, DeletedArticle

_TITLES_SHOWN: Final = 20
# What Django's list posts with an action, posted again with the confirmation.
_ACTION_FIELDS: Final = ("action", "select_across", ACTION_CHECKBOX_NAME)


class DeletionForm(forms.Form):
    """Why articles are deleted, and how many there were when the page was shown."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=gettext_lazy("kept with the title, your name and the time; such as the number of a court’s order"),
    )
    count = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, chosen: int, *args: object, **kwargs: object) -> None:
        self.chosen = chosen
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.initial["count"] = chosen

    def clean_count(self) -> int:
        """Refuse where other articles are chosen now than those that were shown."""
        if self.cleaned_data["count"] != self.chosen:
            self.data = {"reason": self.data.get("reason", ""), "count": self.chosen}
            self.add_error(None, _("The selection has changed meanwhile. Please look at it again."))
        return self.chosen


def deletion_page(request: HttpRequest, ids: Sequence[int]) -> HttpResponse:
    """Show what deleting these articles deletes; delete them once that is confirmed with a reason."""
    confirmed = "confirmed" in request.POST
    form = DeletionForm(len(ids), request.POST) if confirmed else DeletionForm(len(ids))
    if form.is_valid() and isinstance(request.user, User):
        try:
            _delete(request, request.user, ids, form.cleaned_data["reason"])
            return redirect("admin:articles_article_changelist")
        except OSError as error:
            form.add_error(None, _("An uploaded file cannot be deleted: %(reason)s") % {"reason": error})
    titles = Article.objects.filter(pk__in=ids[:_TITLES_SHOWN]).order_by("-pk").values_list("title", flat=True)
    context = admin.site.each_context(request) | {
        "title": _("Delete articles"),
        "form": form,
        "effect": foresee_deletion(ids),
        "titles": titles,
        "more": max(0, len(ids) - _TITLES_SHOWN),
        "kept": [(name, value) for name in _ACTION_FIELDS for value in request.POST.getlist(name)],
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
