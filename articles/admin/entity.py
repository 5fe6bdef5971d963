"""Entities in the admin: listed, shown with their history, and changed by decisions only."""

from typing import Any, Final

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.decision_forms import FORMS, DecisionForm, spellings
from articles.admin.decision_pages import DecisionPages, editor
from articles.admin.read_only import RecordAdmin
from articles.entities.deciding import Proposal, ProposalRefused, decide, foresee, foresee_undo, undo
from articles.entities.forgotten_names import is_forgotten
from articles.entities.stored_rules import canonical_entity
from articles.importing.running.masking_jobs import begin_masking
from articles.models import Decision, DecisionKind, Entity, EntityKind, Mention
from articles.text.normal import fold


@admin.register(Entity)
class EntityAdmin(RecordAdmin):
    """Entities, most frequent first, searched by name with or without marks."""

    list_display = ["name", "told_apart", "kind", "article_count", "standing"]
    list_filter = ["kind", "hidden"]
    list_select_related = ["merged_into"]
    ordering = ["-article_count", "sort_key"]
    search_fields = ["folded_name"]
    list_per_page = 50
    actions = ["merge"]

    def get_urls(self) -> list[URLPattern]:
        """Add the pages where decisions are made."""
        view = self.admin_site.admin_view(self.decide)
        return [path("<int:pk>/decide/<str:kind>/", view, name="articles_entity_decide"), *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entity], search_term: str
    ) -> tuple[QuerySet[Entity], bool]:
        """Search the folded names for the folded term."""
        return super().get_search_results(request, queryset, fold(search_term))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show an entity, the decisions that can be made about it, and those that were made."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entity = get_object_or_404(Entity, pk=object_id)
        context = self.admin_site.each_context(request) | {
            "title": entity.name,
            "entity": entity,
            "names": spellings(entity)[1:],
            "present": canonical_entity(entity),
            "choices": [(kind, FORMS[kind].heading) for kind in FORMS if _is_offered(request, entity, kind)],
            "history": Decision.objects.about(entity),
            "wording": _PAGES.wording,
            "undo_page": "admin:articles_decision_undo",
            "may_undo": may_decide(request),
            "may_forget": may_forget(request),
        }
        return render(request, "entities/entity.html", context)

    def decide(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Show the form of a decision, then how many articles it changes; decide once that is confirmed."""
        if not (may_forget(request) if kind == DecisionKind.FORGET else may_decide(request)):
            raise PermissionDenied
        entity = get_object_or_404(Entity, pk=pk)
        return _PAGES.deciding(request, entity, _form(request, entity, kind))

    @admin.action(description=gettext_lazy("Merge the selected entities"))
    def merge(self, request: HttpRequest, queryset: QuerySet[Entity]) -> HttpResponse | None:
        """Ask which of the selected entities to keep, and merge the others into it."""
        if not may_decide(request):
            raise PermissionDenied
        chosen = list(queryset.order_by("-article_count", "pk"))
        into = next((entity for entity in chosen if str(entity.pk) == request.POST.get("into")), None)
        if into is None:
            context = {"title": _("Merge the selected entities"), "entities": chosen}
            return render(request, "entities/merge.html", self.admin_site.each_context(request) | context)
        for entity in chosen:
            if entity != into:
                self._merge_one(request, entity, into)
        return redirect("admin:articles_entity_change", into.pk)

    def _merge_one(self, request: HttpRequest, entity: Entity, into: Entity) -> None:
        try:
            decide(Proposal(DecisionKind.MERGE, entity, target=into), editor(request))
        except ProposalRefused as error:
            messages.error(request, str(error))

    @admin.display(description=gettext_lazy("status"))
    def standing(self, entity: Entity) -> str:
        """Return whether the entity is hidden or merged into another."""
        if entity.merged_into:
            return _("another name for “%(whole)s”") % {"whole": entity.merged_into}
        return _("hidden") if entity.hidden else ""


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    """Decisions, newest first. Each is undone on a page of its own."""

    list_display = ["made_at", "kind", "entity", "target", "text", "made_by", "undone_at", "undone_by"]
    list_filter = ["kind", ("undone_at", admin.EmptyFieldListFilter)]
    list_select_related = ["entity", "target", "made_by", "undone_by"]
    search_fields = ["entity__folded_name", "target__folded_name"]

    def get_urls(self) -> list[URLPattern]:
        """Add the page where a decision is undone."""
        view = self.admin_site.admin_view(self.undo)
        return [path("<int:pk>/undo/", view, name="articles_decision_undo"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Redirect to the page of the entity, which has the history."""
        decision = get_object_or_404(Decision, pk=object_id)
        return redirect("admin:articles_entity_change", decision.entity_id)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how many articles undoing changes, and undo once that is confirmed."""
        decision = get_object_or_404(Decision.objects.select_related("entity", "target"), pk=pk)
        if not (may_forget(request) if decision.kind == DecisionKind.FORGET else may_decide(request)):
            raise PermissionDenied
        return _PAGES.undoing(request, decision.entity, decision)


@admin.register(Mention)
class MentionAdmin(RecordAdmin):
    """Mentions, read-only: the annotation of a text makes them."""

    list_display = ["entity", "article", "start", "end"]
    search_fields = ["entity__folded_name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        """Return the mentions with entity and title (one SQL query)."""
        columns = ("start", "end", "entity__name", "article__title")
        return super().get_queryset(request).select_related("entity", "article").only(*columns)


def may_decide(request: HttpRequest) -> bool:
    """Return whether the user may decide about entities."""
    return request.user.has_perm("articles.change_entity")


def may_forget(request: HttpRequest) -> bool:
    """Return whether the user may have the archive forget a person, which is for administrators."""
    return request.user.has_perm("articles.delete_entity")


def _is_offered(request: HttpRequest, entity: Entity, kind: str) -> bool:
    if is_forgotten(entity):
        return False
    if kind == DecisionKind.FORGET:
        return may_forget(request) and entity.kind == EntityKind.PERSON
    return may_decide(request) and not (kind == DecisionKind.HIDE and entity.hidden)


def _done(message: str) -> str:
    """Rewrite the articles in which a name is to be shortened, or no longer; return what the user is told."""
    return message if begin_masking() else _("Done. The articles are rewritten in the background.")


def _form(request: HttpRequest, entity: Entity, kind: str) -> DecisionForm:
    if kind not in FORMS:
        raise Http404
    more = {"words": request.GET.get("q", "")} if kind == DecisionKind.SPLIT else {}
    given = request.POST if request.method == "POST" else None
    return FORMS[kind](entity, given, initial=request.GET.dict(), **more)


_PAGES: Final = DecisionPages(
    name="entity",
    base="entities/base.html",
    wording="entities/decision.html",
    page="admin:articles_entity_change",
    refused=ProposalRefused,
    decide=decide,
    foresee=foresee,
    undo=undo,
    foresee_undo=foresee_undo,
    told=_done,
)
