"""Imports in the admin: upload, progress, and what became of each file."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import import_actions
from articles.admin.import_preview import show_preview
from articles.admin.import_wording import left_text, options_text
from articles.admin.read_only import RecordAdmin
from articles.admin.upload_forms import UploadForm
from articles.importing.running.jobs import is_dead, upload
from articles.importing.running.progress import progress_of
from articles.models import BatchStatus, ImportBatch, ImportItem, Outcome
from articles.text.page_numbers import page_number

_ITEMS_A_PAGE = 100
# How often the page of a running import looks again, in seconds.
_REFRESH = 3
# Columns of an article that its title needs not.
_UNSEEN = [f"article__{column}" for column in ("raw", "words", "signature", "lead", "body", "captions", "authors")]
_AT_WORK = (BatchStatus.QUEUED, BatchStatus.RUNNING, BatchStatus.UNDOING)


@admin.register(ImportBatch)
class ImportBatchAdmin(RecordAdmin):
    """Imports: adding one is uploading files, and its page is its report. Nobody edits or deletes the record."""

    list_display = ["label", "status", "imported", "updated", "duplicates", "failed", "created_by", "created_at"]
    list_filter = ["status", "origin"]
    list_select_related = ["created_by"]
    actions = ["undo_chosen"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        """Return the imports with the number of things of each outcome."""
        counts = {f"{o.value}_count": Count("items", filter=Q(items__outcome=o)) for o in Outcome}
        batches: QuerySet[ImportBatch] = super().get_queryset(request)
        return batches.annotate(**counts)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever may add imports may upload."""
        return request.user.has_perm("articles.add_importbatch")

    def get_urls(self) -> list[URLPattern]:
        """Add what can be asked of an import."""
        return [*import_actions.urls(self.admin_site), *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        """Show the upload form, or take files and lead to their preview or to the page of their import."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            try:
                begin = "preview" not in request.POST
                batch = upload(form.chosen(), _user(request), form.options(), begin=begin)
                return redirect(batch.get_absolute_url())
            except OSError as error:
                messages.error(request, _("The files could not be saved: %(reason)s") % {"reason": error})
        context = self.admin_site.each_context(request) | {"title": _("Upload articles"), "form": form}
        return render(request, "imports/upload.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show how far an import is and what became of each thing in it; looks again by itself until it ends."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = get_object_or_404(ImportBatch.objects.select_related("created_by"), pk=object_id)
        context = self.admin_site.each_context(request)
        if batch.status == BatchStatus.PREVIEW:
            return show_preview(request, batch, context)
        response = render(request, "imports/batch.html", context | self._report(request, batch))
        if batch.status in _AT_WORK:
            response["Refresh"] = str(_REFRESH)
        return response

    def _report(self, request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
        outcome = request.GET.get("outcome", "")
        items = batch.items.select_related("article").defer(*_UNSEEN)
        if outcome in Outcome:
            items = items.filter(outcome=outcome)
        counts = batch.counts()
        paginator = Paginator(items, _ITEMS_A_PAGE)
        number = page_number(request.GET.get("page", ""), most=paginator.num_pages)
        progress = progress_of(batch, sum(counts.values()), timezone.now())
        return {
            "title": batch.label,
            "batch": batch,
            "counts": [(Outcome(value), count) for value, count in counts.items() if count or value != Outcome.UNDONE],
            "progress": progress,
            "left": left_text(progress),
            "at_work": batch.status in _AT_WORK,
            "dead": is_dead(batch),
            "failed": counts[Outcome.FAILED],
            "may": import_actions.may(request, batch),
            "options": options_text(batch.options),
            "outcome": outcome,
            "items": paginator.page(number),
        }

    @admin.action(description=gettext_lazy("Undo the selected imports"), permissions=["add"])
    def undo_chosen(self, request: HttpRequest, chosen: QuerySet[ImportBatch]) -> HttpResponse:
        """Lead to the page that asks whether they shall be undone."""
        ids = ",".join(str(pk) for pk in chosen.values_list("pk", flat=True))
        return redirect(f"{reverse('admin:articles_importbatch_undo')}?ids={ids}")

    @admin.display(description=gettext_lazy("imported"))
    def imported(self, batch: ImportBatch) -> int:
        """Return how many articles were new."""
        return int(getattr(batch, "imported_count", 0))

    @admin.display(description=gettext_lazy("updated"))
    def updated(self, batch: ImportBatch) -> int:
        """Return how many articles were replaced by a new version."""
        return int(getattr(batch, "updated_count", 0))

    @admin.display(description=gettext_lazy("already in the archive"))
    def duplicates(self, batch: ImportBatch) -> int:
        """Return how many were there already."""
        return int(getattr(batch, "duplicate_count", 0))

    @admin.display(description=gettext_lazy("failed"))
    def failed(self, batch: ImportBatch) -> int:
        """Return how many could not be imported."""
        return int(getattr(batch, "failed_count", 0))


@admin.register(ImportItem)
class ImportItemAdmin(RecordAdmin):
    """Imported things, to look at and search."""

    list_display = ["path", "place", "outcome", "reason", "batch"]
    list_filter = ["outcome"]
    list_select_related = ["batch"]
    search_fields = ["path", "reason"]


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
