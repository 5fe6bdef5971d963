"""Suggested merges in the admin, most useful first: merge the two entities, or mark them as not the same."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from articles.admin.decision_pages import editor
from articles.admin.entity import may_decide
from articles.admin.read_only import RecordAdmin
from articles.entities.deciding import Proposal, ProposalRefused, decide
from articles.entities.suggesting.merge_suggestions import suggest_merges
from articles.models import DecisionKind, MergeSuggestion
from articles.text.typed_numbers import page_number

_A_PAGE: Final = 50
_LIST: Final = "admin:articles_mergesuggestion_changelist"


@admin.register(MergeSuggestion)
class MergeSuggestionAdmin(RecordAdmin):
    """Suggestions without a decision."""

    def get_urls(self) -> list[URLPattern]:
        """Add the URLs of the buttons."""
        view = self.admin_site.admin_view
        return [
            path("again/", view(self.again), name="articles_mergesuggestion_again"),
            path("<int:pk>/apart/", view(self.apart), name="articles_mergesuggestion_apart"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Show the suggestions in pages."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        paginator = Paginator(MergeSuggestion.objects.open(), _A_PAGE)
        number = page_number(request.GET.get("page", ""), most=paginator.num_pages)
        latest = MergeSuggestion.objects.first()
        context = self.admin_site.each_context(request) | {
            "title": _("Suggested merges"),
            "suggestions": paginator.page(number),
            "made_at": latest.made_at if latest else None,
            "may_decide": may_decide(request),
        }
        return render(request, "entities/suggestions.html", context)

    def apart(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record the decision that two entities are not the same."""
        if not may_decide(request) or request.method != "POST":
            raise PermissionDenied
        suggestion = get_object_or_404(MergeSuggestion.objects.select_related("one", "other"), pk=pk)
        try:
            decide(Proposal(DecisionKind.DISTINCT, suggestion.one, target=suggestion.other), editor(request))
        except ProposalRefused as error:
            messages.error(request, str(error))
        return redirect(_LIST)

    def again(self, request: HttpRequest) -> HttpResponse:
        """Queue a search for new suggestions for the worker."""
        if not may_decide(request) or request.method != "POST":
            raise PermissionDenied
        suggest_merges.enqueue()
        messages.info(request, _("The suggestions are being updated. This takes a minute or two."))
        return redirect(_LIST)
