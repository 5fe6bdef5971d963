"""Files that a script sends one by one to an upload, and the page of an upload that has not arrived in whole."""

import json
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.admin.decision_pages import editor
from articles.admin.import_actions import may_act_on
from articles.admin.upload_forms import OptionsForm
from articles.importing.running.jobs import AT_WORK, begin_upload, discard
from articles.importing.running.receiving import Arrival, UploadRefused, announce, arrival, leave_missing, receive
from articles.models import BatchStatus, ImportBatch, Origin

# Files that the page of an incomplete upload lists.
_LISTED: Final = 20
# Uploads of a user that the upload page leads back to.
_UNFINISHED: Final = 5
_REASONS: Final = {
    "empty": gettext_lazy("No file was chosen."),
    "many": gettext_lazy("These are more than %(detail)s files: pack them as ZIP."),
    "large": gettext_lazy("The files are larger than %(mb)s MB in total."),
    "path": gettext_lazy("This file cannot be stored under its name: %(detail)s"),
    "unknown": gettext_lazy("This upload no longer needs the file."),
    "changed": gettext_lazy("This is not the file that was chosen: %(detail)s"),
}


@require_POST
def announce_upload(request: HttpRequest) -> HttpResponse:
    """Make the upload of the announced files; answer where to send them, or what is wrong with the form."""
    user = editor(request)
    if user is None or not request.user.has_perm("articles.add_importbatch"):
        raise PermissionDenied
    form = OptionsForm(request.POST)
    if not form.is_valid():
        return _refused([str(text) for texts in form.errors.values() for text in texts])
    try:
        batch = announce(_announced(request.POST.get("files", "")), user, form.options())
    except UploadRefused as error:
        return _refused([_reason(error)])
    return JsonResponse(addresses(batch))


@require_POST
def receive_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one file of an upload; answer how many have arrived."""
    batch, number = _own(request, pk), request.POST.get("number", "")
    file = request.FILES.get("file")
    if file is None or not (number.isascii() and number.isdecimal() and len(number) < 10):
        return _refused([str(_REASONS["unknown"])])
    try:
        receive(batch, int(number), file)
    except UploadRefused as error:
        return _refused([_reason(error)])
    except OSError as error:
        return _refused([_("The files could not be saved: %(reason)s") % {"reason": error}])
    return JsonResponse({})


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the import of an upload that has arrived in whole."""
    batch = _own(request, pk)
    if not arrival(batch).missing:
        begin_upload(batch)
    return redirect(batch.get_absolute_url())


def addresses(batch: ImportBatch) -> dict[str, str]:
    """Return where a script sends the files of an upload, begins its import, and shows it."""
    return {
        "file": reverse("admin:articles_importbatch_file", args=[batch.pk]),
        "begin": reverse("admin:articles_importbatch_begin", args=[batch.pk]),
        "page": batch.get_absolute_url(),
    }


def incomplete_page(request: HttpRequest, batch: ImportBatch, state: Arrival, context: dict[str, Any]) -> HttpResponse:
    """Show how much of an upload has arrived; go on with what has, or discard it."""
    if request.method == "POST":
        if "discard" in request.POST:
            discard(batch)
            messages.info(request, _("The upload was discarded; nothing was imported."))
            return redirect("admin:articles_importbatch_changelist")
        if "without" in request.POST:
            leave_missing(batch)
        return redirect(batch.get_absolute_url())
    context |= {
        "title": _("Upload"),
        "batch": batch,
        "state": state,
        "listed": state.missing[:_LISTED],
        "more": max(0, len(state.missing) - _LISTED),
        "waiting": {
            **addresses(batch),
            "missing": [[one.number, one.path, one.size] for one in state.missing],
            "arrived": state.size,
            "whole": state.whole_size,
        },
    }
    return render(request, "imports/incomplete.html", context)


def unfinished(request: HttpRequest) -> list[ImportBatch]:
    """Return the user's last uploads that have not arrived, begun or ended."""
    waiting = (BatchStatus.PREVIEW, *AT_WORK)
    own = ImportBatch.objects.filter(origin=Origin.UPLOAD, created_by=editor(request), status__in=waiting)
    return list(own[:_UNFINISHED])


def _own(request: HttpRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(ImportBatch, pk=pk, origin=Origin.UPLOAD)
    if not may_act_on(request, batch):
        raise PermissionDenied
    return batch


def _announced(posted: str) -> list[tuple[str, int]]:
    """Return the paths and sizes in what the script posts; raises UploadRefused for anything else."""
    try:
        return [(str(path), int(size)) for path, size in json.loads(posted)]
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise UploadRefused("empty") from error


def _reason(error: UploadRefused) -> str:
    return str(_REASONS[error.reason]) % {"detail": error.detail, "mb": error.detail}


def _refused(errors: list[str]) -> JsonResponse:
    return JsonResponse({"errors": errors}, status=400)
