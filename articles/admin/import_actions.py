"""What can be asked of an import: to go on, to try again what failed, to be undone, and a list of its failures."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, site
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.importing.running import jobs
from articles.models import Article, ImportBatch, Outcome
from articles.text.row_ids import is_row_id

# What a spreadsheet would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class May:
    """What somebody may ask of an import as it stands."""

    resume: bool
    retry: bool
    undo: bool


@dataclass(frozen=True, slots=True)
class Undoing:
    """An import that is about to be undone: what it added and replaced, and what people edited since."""

    batch: ImportBatch
    added: int
    replaced: int
    edited: int


def may(request: HttpRequest, batch: ImportBatch) -> May:
    """Tell what may be asked of an import as it stands, by who began it or who may delete imports."""
    allowed = _is_allowed(request, batch)
    return May(
        resume=allowed and jobs.can_resume(batch),
        retry=allowed and jobs.can_retry(batch),
        undo=allowed and jobs.can_undo(batch),
    )


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the addresses of all this."""

    def at(route: str, view: Callable[..., HttpResponse | StreamingHttpResponse], name: str) -> URLPattern:
        return path(route, site.admin_view(view), name=f"articles_importbatch_{name}")

    return [
        at("<int:pk>/resume/", resume, "resume"),
        at("<int:pk>/retry/", retry, "retry"),
        at("<int:pk>/failures.csv", failures, "failures"),
        at("undo/", undo, "undo"),
    ]


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Have an import that stopped go on where it was."""
    batch = _batch(request, pk)
    jobs.resume(batch)
    return redirect(batch.get_absolute_url())


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Have what failed tried again."""
    batch = _batch(request, pk)
    jobs.retry_failed(batch)
    return redirect(batch.get_absolute_url())


def undo(request: HttpRequest) -> HttpResponse:
    """Ask whether imports shall be undone, telling what that does; then have a worker do it."""
    chosen = list(filter(is_row_id, request.GET.get("ids", "").split(",")))
    batches = [batch for batch in ImportBatch.objects.filter(pk__in=chosen).order_by("-pk") if jobs.can_undo(batch)]
    if not all(_is_allowed(request, batch) for batch in batches):
        raise PermissionDenied
    if not batches:
        messages.warning(request, _("None of these imports can be undone."))
        return redirect("admin:articles_importbatch_changelist")
    if request.method == "POST":
        for batch in batches:
            jobs.undo_later(batch)
        messages.info(request, _("The undo is running in the background."))
        return redirect(batches[0].get_absolute_url() if len(batches) == 1 else "admin:articles_importbatch_changelist")
    context = site.each_context(request) | {"title": _("Undo"), "undoings": [_undoing(batch) for batch in batches]}
    return render(request, "imports/undo.html", context)


@require_GET
def failures(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Send what failed as CSV that spreadsheets open: file, place, reason."""
    if not request.user.has_perm("articles.view_importbatch"):
        raise PermissionDenied
    batch = get_object_or_404(ImportBatch, pk=pk)
    rows = batch.items.filter(outcome=Outcome.FAILED).values_list("path", "place", "reason")
    response = StreamingHttpResponse(
        _csv([_("file"), _("position in the file"), _("reason")], rows), "text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="import-{pk}-failures.csv"'
    return response


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(head: list[str], rows: "QuerySet[Any, tuple[str, ...]]") -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"  # by which Excel knows UTF-8
    yield writer.writerow(head)
    for row in rows.iterator():
        yield writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch, pk=pk)
    if not _is_allowed(request, batch):
        raise PermissionDenied
    return batch


def _is_allowed(request: HttpRequest, batch: ImportBatch) -> bool:
    own = batch.created_by_id is not None and batch.created_by_id == request.user.pk
    return request.user.has_perm("articles.delete_importbatch") or (
        own and request.user.has_perm("articles.add_importbatch")
    )


def _undoing(batch: ImportBatch) -> Undoing:
    counts = batch.counts()
    ours = Article.objects.filter(import_items__batch=batch, import_items__outcome__in=["imported", "updated"])
    edited = ours.filter(updated_at__gt=F("import_items__batch__finished_at")).distinct().count()
    return Undoing(batch, counts[Outcome.IMPORTED], counts[Outcome.UPDATED], edited)
