"""The audit trail in the admin: every act with who, what, when and from where; read, filtered and exported only."""

import re
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.health_page import health_page
from articles.admin.read_only import RecordAdmin
from articles.models import (
    ArticleDecisionKind,
    AuditAct,
    AuditEntry,
    ChangeKind,
    DecisionKind,
    Revision,
    SourceDecisionKind,
)
from articles.spreadsheet_csv import csv_response
from articles.views.parts.wording import moment_text

_PEOPLE_OFFERED: Final = 100
# Acts after which there is nothing left to go to.
_GONE: Final = {AuditAct.ACCOUNT_DELETED, AuditAct.ARTICLE_DELETED, AuditAct.DELETED, AuditAct.TOKEN_REVOKED}
_NOBODY: Final = "-"
_COLUMNS: Final = re.compile(r"\b(is_superuser|is_staff|is_active|username|email|first_name|last_name)\b")


class _ActFilter(admin.SimpleListFilter):
    title = gettext_lazy("act")
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in AuditAct.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(act=self.value()) if self.value() else queryset


class _PersonFilter(admin.SimpleListFilter):
    title = gettext_lazy("user")
    parameter_name = "user"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = AuditEntry.objects.order_by("actor_name").values_list("actor_name", flat=True).distinct()
        return [(name or _NOBODY, name or _("nobody signed in")) for name in names[:_PEOPLE_OFFERED]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        name = self.value()
        return queryset if name is None else queryset.filter(actor_name="" if name == _NOBODY else name)


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    """The audit trail, newest first. It can be exported as it is filtered."""

    change_list_template = "audit/list.html"
    list_display = ["moment", "actor", "act_shown", "concerning", "details", "address"]
    list_display_links = None
    list_filter = [_PersonFilter, _ActFilter, "at"]
    search_fields = ["actor_name", "subject_name", "detail", "address"]
    date_hierarchy = "at"
    ordering = ["-id"]
    list_per_page = 100

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the export, of what an entry concerns, and of the archive's health."""
        own = path("export.csv", self.admin_site.admin_view(self.export), name="articles_auditentry_export")
        subject = path(
            "<int:pk>/subject/", self.admin_site.admin_view(self.subject), name="articles_auditentry_subject"
        )
        health = path("health/", self.admin_site.admin_view(self.health), name="articles_auditentry_health")
        return [own, health, subject, *super().get_urls()]

    def health(self, request: HttpRequest) -> HttpResponse:
        """Show the state of the archive to those who may see the trail."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return health_page(request)

    def subject(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go to what an entry concerns: the version that an edit made, or the row's page; say so where it is gone."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if address := _subject_address(get_object_or_404(AuditEntry, pk=pk)):
            return redirect(address)
        self.message_user(request, _("It is no longer there."), messages.INFO)
        return redirect("admin:articles_auditentry_changelist")

    def get_fields(self, request: HttpRequest, obj: AuditEntry | None = None) -> list[Any]:
        """Return what the page of one entry shows."""
        return ["moment", "actor", "act_shown", "concerning", "details", "address"]

    def get_readonly_fields(self, request: HttpRequest, obj: AuditEntry | None = None) -> list[Any]:
        """Return all fields."""
        return self.get_fields(request, obj)

    def export(self, request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        """Return the entries that the list shows by its filters, on all its pages, as CSV.

        Goes to the whole list where the filters are none of the list's, as the list does.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return redirect(f"{reverse('admin:articles_auditentry_changelist')}?{ERROR_FLAG}=1")
        head = [_("time"), _("user"), _("act"), _("concerning"), _("number"), _("details"), _("network address")]
        return csv_response("audit.csv", head, _rows(found))

    @admin.display(description=gettext_lazy("time"), ordering="id")
    def moment(self, entry: AuditEntry) -> str:
        """Return when it was done."""
        return moment_text(entry.at)

    @admin.display(description=gettext_lazy("user"), ordering="actor_name")
    def actor(self, entry: AuditEntry) -> str:
        """Return by whom it was done."""
        return actor_text(entry)

    @admin.display(description=gettext_lazy("act"), ordering="act")
    def act_shown(self, entry: AuditEntry) -> str:
        """Return what was done."""
        return act_text(entry)

    @admin.display(description=gettext_lazy("concerning"), ordering="subject_name")
    def concerning(self, entry: AuditEntry) -> str:
        """Return upon what it was done, as a link; whether that is still there is looked up when it is followed."""
        if entry.subject_id is None or entry.act in _GONE:
            return entry.subject_name
        address = reverse("admin:articles_auditentry_subject", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', address, entry.subject_name)

    @admin.display(description=gettext_lazy("details"))
    def details(self, entry: AuditEntry) -> str:
        """Return what else is known of it."""
        return detail_text(entry)


def act_text(entry: AuditEntry) -> str:
    """Return what was done, with the kind of a change or decision: "decision made: merged"."""
    kinds: dict[str, Any] = {
        **{"articlechange": ChangeKind, "article": ArticleDecisionKind},
        **{"entity": DecisionKind, "source": SourceDecisionKind},
    }
    kind = kinds.get(entry.subject_kind)
    if entry.variant and kind and entry.variant in kind.values:
        return f"{entry.act_label}: {kind(entry.variant).label}"
    return str(entry.act_label)


def actor_text(entry: AuditEntry) -> str:
    """Return the name of who acted; where nobody was signed in, whether it came over the network."""
    if entry.actor_name:
        return entry.actor_name
    return _("nobody signed in") if entry.address else _("a command")


def detail_text(entry: AuditEntry) -> str:
    """Return what else is known of an act, with the columns of an account in the reader's language."""
    if entry.subject_kind != "user":
        return entry.detail
    labels = {field.name: str(field.verbose_name) for field in User._meta.concrete_fields}
    return _COLUMNS.sub(lambda found: labels[found[0]], entry.detail)


def _rows(entries: QuerySet[AuditEntry]) -> Iterator[list[str]]:
    for one in entries.iterator():
        number = str(one.subject_id or "")
        moment = one.at.isoformat(timespec="seconds")
        yield [moment, actor_text(one), act_text(one), one.subject_name, number, detail_text(one), one.address]


def _subject_address(entry: AuditEntry) -> str:
    """Return the address of the page in the admin of what an act concerned, "" where there is none."""
    if entry.subject_id is None:
        return ""
    if entry.revision_id and (number := _version_number(entry)):
        return reverse("admin:articles_article_version", args=[entry.subject_id, number])
    app = "auth" if entry.subject_kind in ("user", "group") else "articles"
    try:
        model = apps.get_model(app, entry.subject_kind)
        address = reverse(f"admin:{app}_{entry.subject_kind}_change", args=[entry.subject_id])
    except (LookupError, NoReverseMatch):
        return ""
    is_there = model._base_manager.filter(pk=entry.subject_id or 0).exists()
    return address if is_there else ""


def _version_number(entry: AuditEntry) -> int:
    """Return the number of the version that a revision made: each revision makes one, after the first version.

    0 where the article or its revisions are gone. An article written here has a revision for its first version too.
    """
    of_article = Revision.objects.filter(article=entry.subject_id)
    if not of_article.filter(pk=entry.revision_id or 0).exists():
        return 0
    earlier = of_article.filter(pk__lte=entry.revision_id or 0).count()
    first = of_article.order_by("pk").values_list("kind", flat=True).first()
    return earlier if first == "written" else earlier + 1
