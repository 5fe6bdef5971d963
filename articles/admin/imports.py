"""Imports in the admin: the upload form, and each import with its progress and the outcome of every document."""

from typing import Any, Final

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import import_actions
from articles.admin.failed_documents import all_failures_page
from articles.admin.import_preview import show_preview
from articles.admin.import_wording import left_text, options_text
from articles.admin.read_only import RecordAdmin
from articles.admin.upload_forms import UploadForm
from articles.admin.upload_receiving import announce_upload, begin, receive_file, unfinished
from articles.importing.readers import READERS
from articles.importing.running.import_lock import is_dead
from articles.importing.running.jobs import upload
from articles.importing.running.progress import progress_of
from articles.message_wording import worded, worded_place
from articles.models import BatchStatus, ImportBatch, ImportItem, Outcome, Source
from articles.rights.source_scope import scope_of
from articles.text.typed_numbers import page_number

_ITEMS_A_PAGE: Final = 100
# Seconds after which the page of a running import reloads.
_REFRESH: Final = 3
# Large columns of articles, of which the page shows only titles.
_LARGE_COLUMNS: Final = ("raw", "words", "signature", "lead", "body", "captions", "authors")
# Outcomes whose number is shown only where there are any.
_SHOWN_WHERE_ANY: Final = (Outcome.UNDONE, Outcome.PASSED_OVER)
_RUNNING: Final = (BatchStatus.QUEUED, BatchStatus.RUNNING, BatchStatus.UNDOING)


@admin.register(ImportBatch)
class ImportBatchAdmin(RecordAdmin):
    """Imports. To add one is to upload files; nobody edits or deletes one by hand."""

    list_display = ["label", "status", "imported", "updated", "duplicates", "failed", "created_by", "created_at"]
    list_filter = ["status", "origin"]
    list_select_related = ["created_by"]
    actions = ["undo_chosen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        """Return the imports with their numbers of documents by outcome."""
        counts = {f"{o.value}_count": Count("items", filter=Q(items__outcome=o)) for o in Outcome}
        batches: QuerySet[ImportBatch] = super().get_queryset(request)
        return batches.annotate(**counts)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may upload files."""
        return request.user.has_perm("articles.add_importbatch")

    def get_urls(self) -> list[URLPattern]:
        """Add the URLs of the actions on an import."""
        failures = path(
            "failures/", self.admin_site.admin_view(all_failures_page), name="articles_importbatch_all_failures"
        )
        view = self.admin_site.admin_view
        receiving = [
            path("announce/", view(announce_upload), name="articles_importbatch_announce"),
            path("<int:pk>/file/", view(receive_file), name="articles_importbatch_file"),
            path("<int:pk>/begin/", view(begin), name="articles_importbatch_begin"),
        ]
        return [failures, *receiving, *import_actions.urls(self.admin_site), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Show the upload form; redirect uploaded files to their preview or to the page of their import."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*sent, initial=_own_source(request))
        if form.is_valid():
            try:
                at_once = "preview" not in request.POST
                batch = upload(form.chosen(), _user(request), form.options(), begin=at_once)
                return redirect(batch.get_absolute_url())
            except OSError as error:
                messages.error(request, _("The files could not be saved: %(reason)s") % {"reason": error})
        context = self.admin_site.each_context(request) | {
            "title": _("Upload articles"),
            "form": form,
            "unfinished": unfinished(request),
            "forms": ", ".join(str(reader.label) for reader in READERS),
        }
        return render(request, "imports/upload.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the progress of an import and the outcome of each document. The page reloads until the import ends."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch.objects.select_related("created_by"), pk=object_id)
        context = self.admin_site.each_context(request)
        if batch.status == BatchStatus.PREVIEW:
            return show_preview(request, batch, context)
        response = render(request, "imports/batch.html", context | self._report(request, batch))
        if batch.status in _RUNNING:
            response["Refresh"] = str(_REFRESH)
        return response

    def _report(self, request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
        outcome = request.GET.get("outcome", "")
        items = batch.items.select_related("article").defer(*(f"article__{column}" for column in _LARGE_COLUMNS))
        alike = dict(batch.failures()) if outcome == Outcome.FAILED else {}
        if alike:
            items = items.filter(pk__in=batch.failures().values("first"))  # type: ignore[misc] # an annotation
        elif outcome in Outcome:
            items = items.filter(outcome=outcome)
        counts = batch.counts()
        paginator = Paginator(items, _ITEMS_A_PAGE)
        number = page_number(request.GET.get("page", ""), most=paginator.num_pages)
        progress = progress_of(batch, sum(counts.values()), timezone.now())
        return {
            "title": batch.label,
            "batch": batch,
            "counts": [
                (Outcome(value), count) for value, count in counts.items() if count or value not in _SHOWN_WHERE_ANY
            ],
            "progress": progress,
            "left": left_text(progress),
            "running": batch.status in _RUNNING,
            "dead": is_dead(batch),
            "failed": counts[Outcome.FAILED],
            "allowed": import_actions.allowed_actions(request, batch),
            "options": options_text(batch.options),
            "outcome": outcome,
            "items": (page := paginator.page(number)),
            "rows": [(item, alike.get(item.pk, 1) - 1) for item in page],
        }

    @admin.action(description=gettext_lazy("Undo the selected imports"), permissions=["add"])
    def undo_chosen(self, request: HttpRequest, chosen: QuerySet[ImportBatch]) -> HttpResponse:
        """Redirect to the page that asks to confirm the undo."""
        ids = ",".join(str(pk) for pk in chosen.values_list("pk", flat=True))
        return redirect(f"{reverse('admin:articles_importbatch_undo')}?ids={ids}")

    @admin.display(description=gettext_lazy("imported"))
    def imported(self, batch: ImportBatch) -> int:
        """Return the number of new articles."""
        return int(getattr(batch, "imported_count", 0))

    @admin.display(description=gettext_lazy("updated"))
    def updated(self, batch: ImportBatch) -> int:
        """Return the number of articles replaced by a new version."""
        return int(getattr(batch, "updated_count", 0))

    @admin.display(description=gettext_lazy("already in the archive"))
    def duplicates(self, batch: ImportBatch) -> int:
        """Return the number of articles that the archive had already."""
        return int(getattr(batch, "duplicate_count", 0))

    @admin.display(description=gettext_lazy("failed"))
    def failed(self, batch: ImportBatch) -> int:
        """Return the number of documents that could not be imported."""
        return int(getattr(batch, "failed_count", 0))


@admin.register(ImportItem)
class ImportItemAdmin(RecordAdmin):
    """Imported documents, read-only."""

    list_display = ["path", "place_shown", "outcome", "reason_shown", "batch"]
    list_filter = ["outcome"]
    list_select_related = ["batch"]
    search_fields = ["path", "reason"]
    fields = ["batch", "path", "place_shown", "outcome", "reason_shown", "article"]
    readonly_fields = ["place_shown", "reason_shown"]

    @admin.display(description=gettext_lazy("position in the file"), ordering="place")
    def place_shown(self, item: ImportItem) -> str:
        """Return where in its file the document stands, in the reader's language."""
        return worded_place(item.place)

    @admin.display(description=gettext_lazy("reason"), ordering="reason")
    def reason_shown(self, item: ImportItem) -> str:
        """Return the warnings, or why the document failed, in the reader's language."""
        return worded(item.reason)


def _own_source(request: HttpRequest) -> dict[str, str]:
    """Return the source that an editor of one source alone uploads articles of."""
    scope = scope_of(request.user)
    own = list(Source.objects.standing().filter(pk__in=scope)[:2]) if scope else []
    return {"source": own[0].name} if len(own) == 1 else {}


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
