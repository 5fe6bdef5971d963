"""Sources and sections in the admin; what editors decide about sources can be undone."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.decision_forms import SubjectForm, offer_articles
from articles.admin.decision_pages import DecisionPages
from articles.admin.read_only import BoundedList
from articles.models import Article, Section, Source, SourceDecision, SourceDecisionKind
from articles.sources.source_decisions import (
    SourceProposal,
    SourceProposalRefused,
    decide_source,
    foresee_source,
    foresee_undo_source,
    undo_source,
)
from articles.text.typed_numbers import is_row_id

_LONGEST: Final = 200


class NamedAdmin(BoundedList):
    """The base of sources and sections: the slug is made from the name."""

    list_display: Any = ["name", "slug"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Section)
class SectionAdmin(NamedAdmin):
    """Sections."""


class SourceDecisionForm(SubjectForm):
    """A decision about a source. Its fields have the names of the arguments of a SourceProposal."""

    subject_name = "source"
    kind: ClassVar[SourceDecisionKind]

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        self.source = source
        super().__init__(source, *args, **kwargs)

    def proposal(self) -> SourceProposal:
        """Return the proposal of a valid form."""
        given = dict(self.cleaned_data)
        if "articles" in given:
            given["articles"] = tuple(article.pk for article in given["articles"])
        return SourceProposal(self.kind, self.source, **given)


class MergeSourceForm(SourceDecisionForm):
    """Merges a source into another."""

    kind = SourceDecisionKind.MERGE
    heading = gettext_lazy("Merge with another source")
    effect = gettext_lazy("“%(source)s” will become another name for “%(target)s”.")
    target = forms.ModelChoiceField(Source.objects.none(), label=gettext_lazy("Is the same as"))

    def __init__(self, source: Source, *args: Any, **kwargs: Any) -> None:
        super().__init__(source, *args, **kwargs)
        others = Source.objects.filter(merged_into=None, hidden=False).exclude(pk=source.pk)
        self.fields["target"].queryset = others.order_by("name")  # type: ignore[attr-defined]


class RenameSourceForm(SourceDecisionForm):
    """Renames a source."""

    kind = SourceDecisionKind.RENAME
    heading = gettext_lazy("Rename")
    effect = gettext_lazy("“%(source)s” will be renamed “%(name)s”.")
    name = forms.CharField(label=gettext_lazy("New name"), max_length=_LONGEST)


class SplitSourceForm(SourceDecisionForm):
    """Gives chosen articles of a source to another."""

    kind = SourceDecisionKind.SPLIT
    heading = gettext_lazy("Split into two sources")
    effect = gettext_lazy("The selected articles of “%(source)s” will be those of “%(name)s”.")
    name = forms.CharField(label=gettext_lazy("Name of the second source"), max_length=_LONGEST)
    articles = forms.ModelMultipleChoiceField(
        Article.objects.none(), label=gettext_lazy("Articles"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, source: Source, *args: Any, words: str = "", **kwargs: Any) -> None:
        super().__init__(source, *args, **kwargs)
        names = [source.pk, *source.names.values_list("pk", flat=True)]
        printed = Article.objects.filter(source__in=names).latest_first()
        offer_articles(self.fields["articles"], printed, words)


class HideSourceForm(SourceDecisionForm):
    """Hides what is no source."""

    kind = SourceDecisionKind.HIDE
    heading = gettext_lazy("Hide: it is no source")
    effect = gettext_lazy("“%(source)s” will be the source of no article.")


_FORMS: Final[dict[str, type[SourceDecisionForm]]] = {
    form.kind.value: form for form in (MergeSourceForm, RenameSourceForm, SplitSourceForm, HideSourceForm)
}


_PAGES: Final = DecisionPages(
    name="source",
    base="sources/base.html",
    wording="sources/decision.html",
    page="admin:articles_source_change",
    refused=SourceProposalRefused,
    decide=decide_source,
    foresee=foresee_source,
    undo=undo_source,
    foresee_undo=foresee_undo_source,
)


class _ListedFilter(admin.BooleanFieldListFilter):
    """The filter by whether lists show a source, with a title in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = gettext_lazy("shown in lists")


@admin.register(Source)
class SourceAdmin(NamedAdmin):
    """Sources, those that stand for themselves and their other names; changed by decisions, which can be undone."""

    list_display = ["name", "article_number", "standing", "slug"]
    list_filter = [("listed", _ListedFilter), "hidden"]
    list_select_related = ["merged_into"]
    change_form_template = "sources/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return the sources with the number of articles that each printed."""
        found: QuerySet[Any] = super().get_queryset(request).annotate(printed=Count("article"))
        return found

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Return the name of a source that is there: it changes by a decision."""
        return ["name"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """Return that the slug of a new source is made from its name."""
        return {} if obj else {"slug": ["name"]}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return that no source is deleted: it is hidden or merged, which can be undone."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Add the pages where decisions are made and undone."""
        decide = self.admin_site.admin_view(self.decide)
        undo = self.admin_site.admin_view(self.undo)
        return [
            path("<int:pk>/decide/<str:kind>/", decide, name="articles_source_decide"),
            path("undo/<int:pk>/", undo, name="articles_source_undo"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a source with the decisions that can be made about it, and those that were made."""
        sources = Source.objects.select_related("merged_into")
        source = sources.filter(pk=object_id).first() if is_row_id(object_id) else None
        if source is None:
            return super().change_view(request, object_id, form_url, extra_context)
        may = self.has_change_permission(request)
        more = {
            "source": source,
            "names": source.names.order_by("name"),
            "choices": [(kind, form.heading) for kind, form in _FORMS.items()] if may else [],
            "history": SourceDecision.objects.about(source),
            "wording": _PAGES.wording,
            "undo_page": "admin:articles_source_undo",
            "may_undo": may,
        }
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    def decide(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        """Show the form of a decision, then how many articles it changes; decide once that is confirmed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if kind not in _FORMS:
            raise Http404
        source = get_object_or_404(Source, pk=pk)
        more = {"words": request.GET.get("q", "")} if kind == SourceDecisionKind.SPLIT else {}
        form = _FORMS[kind](source, request.POST if request.method == "POST" else None, **more)
        return _PAGES.deciding(request, source, form)

    def undo(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show how many articles undoing changes, and undo once that is confirmed."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        decision = get_object_or_404(SourceDecision.objects.select_related("source", "target"), pk=pk)
        return _PAGES.undoing(request, decision.source, decision)

    @admin.display(description=gettext_lazy("articles"), ordering="printed")
    def article_number(self, source: Any) -> int:
        """Return the number of articles that it printed under this very name."""
        return int(source.printed)

    @admin.display(description=gettext_lazy("status"))
    def standing(self, source: Source) -> str:
        """Return whether the source is hidden or another name."""
        if source.merged_into:
            return _("another name for “%(whole)s”") % {"whole": source.merged_into}
        return _("hidden") if source.hidden else ""
