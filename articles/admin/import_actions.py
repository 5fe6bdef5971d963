"""Actions on an import: resume it, retry what failed, undo it, and download its failures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.contrib.admin import AdminSite, site
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from articles.admin.decision_pages import editor
from articles.importing.running import jobs
from articles.importing.storing.undo_import import edited_since
from articles.message_wording import worded, worded_place
from articles.models import Article, ImportBatch, Outcome
from articles.rights.source_scope import may_touch
from articles.spreadsheet_csv import csv_response
from articles.text.typed_numbers import is_row_id

_EDITED_SHOWN: Final = 50


@dataclass(frozen=True, slots=True)
class AllowedActions:
    """Which actions a user may take on an import in its present state."""

    resume: bool
    retry: bool
    undo: bool
    repeat: bool


@dataclass(frozen=True, slots=True)
class UndoEffect:
    """An import, with the numbers of articles that undoing it deletes and restores.

    `edited` is how many of these an editor has changed since; `shown` are the first of them.
    """

    batch: ImportBatch
    added: int
    replaced: int
    edited: int
    shown: list[Article]


def allowed_actions(request: HttpRequest, batch: ImportBatch) -> AllowedActions:
    """Return the actions allowed to a user who started the import, or who may delete imports."""
    allowed = may_act_on(request, batch)
    return AllowedActions(
        resume=allowed and jobs.can_resume(batch),
        retry=allowed and jobs.can_retry(batch),
        undo=allowed and jobs.can_undo(batch),
        repeat=allowed and jobs.can_repeat(batch),
    )


def urls(site: AdminSite) -> list[URLPattern]:
    """Return the URLs of the actions."""

    def at(route: str, view: Callable[..., HttpResponse | StreamingHttpResponse], name: str) -> URLPattern:
        return path(route, site.admin_view(view), name=f"articles_importbatch_{name}")

    return [
        at("<int:pk>/resume/", resume, "resume"),
        at("<int:pk>/retry/", retry, "retry"),
        at("<int:pk>/repeat/", repeat, "repeat"),
        at("<int:pk>/failures.csv", failures, "failures"),
        at("undo/", undo, "undo"),
    ]


@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Resume a stopped import where it stopped."""
    batch = _batch(request, pk)
    jobs.resume(batch)
    return redirect(batch.get_absolute_url())


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Retry the documents that failed."""
    batch = _batch(request, pk)
    jobs.retry_failed(batch)
    return redirect(batch.get_absolute_url())


@require_POST
def repeat(request: HttpRequest, pk: int) -> HttpResponse:
    """Import an undone upload again."""
    return redirect(jobs.repeat(_batch(request, pk), editor(request)).get_absolute_url())


def undo(request: HttpRequest) -> HttpResponse:
    """Show what undoing imports changes, and queue it for a worker once that is confirmed."""
    chosen = list(filter(is_row_id, request.GET.get("ids", "").split(",")))
    batches = [batch for batch in ImportBatch.objects.filter(pk__in=chosen).order_by("-pk") if jobs.can_undo(batch)]
    if not all(may_act_on(request, batch) for batch in batches):
        raise PermissionDenied
    if not batches:
        messages.warning(request, _("None of these imports can be undone."))
        return redirect("admin:articles_importbatch_changelist")
    if request.method == "POST":
        for batch in batches:
            jobs.undo_later(batch, undoes_edits="undo_edits" in request.POST)
        messages.info(request, _("The undo is running in the background."))
        return redirect(batches[0].get_absolute_url() if len(batches) == 1 else "admin:articles_importbatch_changelist")
    effects = [_undo_effect(batch) for batch in batches]
    context = site.each_context(request) | {
        "title": _("Undo"),
        "undoings": effects,
        "any_edited": any(effect.edited for effect in effects),
    }
    return render(request, "imports/undo.html", context)


@require_GET
def failures(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Return the failures as CSV for spreadsheets: file, position, reason."""
    if not request.user.has_perm("articles.view_importbatch"):
        raise PermissionDenied
    batch = get_object_or_404(ImportBatch, pk=pk)
    failed = batch.items.filter(outcome=Outcome.FAILED).values_list("path", "place", "reason")
    rows = ((file, worded_place(place), worded(reason)) for file, place, reason in failed.iterator())
    return csv_response(f"import-{pk}-failures.csv", [_("file"), _("position in the file"), _("reason")], rows)


def may_act_on(request: HttpRequest, batch: ImportBatch) -> bool:
    """Tell whether a user started an import, or may delete imports."""
    own = batch.created_by_id is not None and batch.created_by_id == request.user.pk
    may = request.user.has_perm("articles.delete_importbatch") or (
        own and request.user.has_perm("articles.add_importbatch")
    )
    return may and may_touch(request.user, batch)


def _batch(request: HttpRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch, pk=pk)
    if not may_act_on(request, batch):
        raise PermissionDenied
    return batch


def _undo_effect(batch: ImportBatch) -> UndoEffect:
    counts = batch.counts()
    edited = edited_since(batch)
    shown = Article.objects.filter(pk__in=edited[:_EDITED_SHOWN]).only("title").order_by("pk")
    return UndoEffect(batch, counts[Outcome.IMPORTED], counts[Outcome.UPDATED], len(edited), list(shown))
