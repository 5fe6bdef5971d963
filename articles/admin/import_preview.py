"""The preview of an upload: how its first articles would be imported, and the options to change that."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles.admin.correction_forms import made_corrections, rule_scopes
from articles.admin.import_wording import PARAGRAPHS, field_text, sample_text
from articles.admin.upload_forms import OptionsForm
from articles.admin.upload_receiving import incomplete_page
from articles.importing.options import ImportOptions
from articles.importing.running.jobs import begin_upload, count_files, discard, files_of
from articles.importing.running.preview import LOOKED_THROUGH, SAMPLES, preview, with_remembered_fields
from articles.importing.running.receiving import arrival
from articles.models import ImportBatch
from articles.text.typed_numbers import is_row_id


def show_preview(request: HttpRequest, batch: ImportBatch, context: dict[str, Any]) -> HttpResponse:
    """Show the first articles of an upload; change its options, start the import, or discard the upload."""
    if not request.user.has_perm("articles.add_importbatch"):
        raise PermissionDenied
    if (state := arrival(batch)).missing:
        return incomplete_page(request, batch, state, context)
    if "discard" in request.POST:
        discard(batch)
        messages.info(request, _("The upload was discarded; nothing was imported."))
        return redirect("admin:articles_importbatch_changelist")
    options, first = ImportOptions.from_json(batch.options), _first_shown(request)
    seen = preview(files_of(batch), options, first)
    names = [field.name for field in seen.record_fields]
    scopes = rule_scopes((sample.article.form for sample in seen.samples if sample.article), options)
    if request.method == "GET" and (remembered := with_remembered_fields(batch, names)):
        messages.info(request, _("The fields are those chosen for an earlier upload with the same columns."))
        return _with_options(request, batch, remembered)
    if request.method == "POST":
        form = OptionsForm(request.POST, names=names, scopes=scopes)
        if form.is_valid():
            return _with_options(request, batch, form.options())
    else:
        form = OptionsForm.showing(options, names, scopes)
    context |= {
        "title": _("Preview"),
        "batch": batch,
        "files": count_files(batch),
        "samples": [sample_text(sample, number) for number, sample in enumerate(seen.samples)],
        "record_fields": [field_text(field) for field in seen.record_fields],
        "form": form,
        "kept": options.kept,
        "corrections": made_corrections(options),
        "paragraphs": f":{PARAGRAPHS}",
        "first": first,
        "before": max(0, first - SAMPLES) if first else None,
        "next": (first or 0) + SAMPLES if first is not None and seen.more and first < LOOKED_THROUGH else None,
    }
    return render(request, "imports/preview.html", context)


def _first_shown(request: HttpRequest) -> int | None:
    """Return the number of the first document to show of those in order, None for a few of each file."""
    typed = request.GET.get("from", "")
    return min(int(typed), LOOKED_THROUGH) if is_row_id(typed) or typed == "0" else None


def _with_options(request: HttpRequest, batch: ImportBatch, options: ImportOptions) -> HttpResponse:
    """Save the options; start the import if the user asked for it, else show the preview again."""
    batch.options = options.as_json()
    batch.save(update_fields=["options"])
    if "begin" in request.POST:
        begin_upload(batch)
        return redirect(batch.get_absolute_url())
    return redirect(request.get_full_path())
