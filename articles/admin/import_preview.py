"""The preview of an upload: how its first articles would be imported, and the options to change that."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles.admin.import_wording import PARAGRAPHS, field_text, sample_text
from articles.admin.upload_forms import OptionsForm
from articles.importing.options import ImportOptions
from articles.importing.running.jobs import begin_upload, discard, files_of
from articles.importing.running.preview import preview, with_remembered_fields
from articles.models import ImportBatch


def show_preview(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """Show the first articles of an upload; change its options, start the import, or discard the upload."""
    if not request.user.has_perm("articles.add_importbatch"):
        raise PermissionDenied
    if "discard" in request.POST:
        discard(batch)
        messages.info(request, _("The upload was discarded; nothing was imported."))
        return redirect("admin:articles_importbatch_changelist")
    seen = preview(files_of(batch), ImportOptions.from_json(batch.options))
    names = [field.name for field in seen.record_fields]
    if request.method == "GET" and (remembered := with_remembered_fields(batch, names)):
        messages.info(request, _("The fields are those chosen for an earlier upload with the same columns."))
        return _with_options(request, batch, remembered)
    if request.method == "POST":
        form = OptionsForm(request.POST, names=names)
        if form.is_valid():
            return _with_options(request, batch, form.options())
    else:
        form = OptionsForm.showing(ImportOptions.from_json(batch.options), names)
    context |= {
        "title": _("Preview"),
        "batch": batch,
        "files": len(files_of(batch)),
        "samples": [sample_text(sample) for sample in seen.samples],
        "record_fields": [field_text(field) for field in seen.record_fields],
        "form": form,
        "kept": ImportOptions.from_json(batch.options).kept,
        "paragraphs": f":{PARAGRAPHS}",
    }
    return render(request, "imports/preview.html", context)


def _with_options(request: HttpRequest, batch: ImportBatch, options: ImportOptions) -> HttpResponse:
    """Save the options; start the import if the user asked for it, else show the preview again."""
    batch.options = options.as_json()
    batch.save(update_fields=["options"])
    if "begin" in request.POST:
        begin_upload(batch)
    return redirect(batch.get_absolute_url())
