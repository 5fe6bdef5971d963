"""Imports and their previews in words."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.admin.correction_forms import corrected_fields, made_corrections, rules_text
from articles.admin.upload_forms import FIELD_LABELS, ON_KNOWN, OptionsForm
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.readers import form_labels
from articles.importing.running.preview import RecordField, Sample
from articles.importing.running.progress import Progress
from articles.importing.storing.deduplication import StoreAction
from articles.views.parts.wording import basis_words, iso_date_text

# Paragraphs of an article in a preview.
PARAGRAPHS: Final = 3


def left_text(progress: Progress) -> str:
    """Return the remaining time of an import, "" where it is unknown."""
    if progress.seconds_left is None:
        return ""
    minutes = round(progress.seconds_left / 60)
    if not minutes:
        return _("less than a minute left")
    return ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes) % {"n": minutes}


def options_text(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the options of an import that are not the default, with their labels."""
    labels = OptionsForm.base_fields
    shown = [
        (str(labels[name].label), str(options[name]))
        for name in ("encoding", "source", "section", "published")
        if options.get(name)
    ]
    shown += [(str(FIELD_LABELS[field]), name) for field, name in options.get("fields", [])]
    chosen = ImportOptions.from_json(options)
    shown += rules_text(chosen)
    shown += [(one.text, one.value or "–") for one in made_corrections(chosen)]
    if options.get("on_known") not in (None, ON_KNOWN[0][0]):
        shown.append((str(labels["on_known"].label), str(dict(ON_KNOWN)[options["on_known"]])))
    return shown


def field_text(field: RecordField) -> tuple[str, RecordField]:
    """Return the label of the article field that a record field is read as, "" for none, and the record field."""
    return str(FIELD_LABELS[field.field]) if field.field else "", field


def sample_text(sample: Sample, number: int = 0) -> dict[str, Any]:
    """Return the template variables of a sample."""
    shown: dict[str, Any] = {"sample": sample, "article": sample.article, "reason": sample.reason}
    if (article := sample.article) is None:
        return shown
    return shown | {
        "form": form_labels().get(article.form, article.form),
        "outcome": _outcome(sample),
        "more": max(0, len(article.body) - PARAGRAPHS),
        "metadata": _metadata(article),
        "number": number,
        "fields": corrected_fields(number, article),
    }


def _outcome(sample: Sample) -> str:
    if sample.action is StoreAction.ADD:
        return _("new")
    words = (
        _("would replace article %(n)s")
        if sample.action is StoreAction.REPLACE
        else _("already in the archive as article %(n)s")
    )
    return words % {"n": sample.article_id}


def _metadata(article: ParsedArticle) -> list[tuple[str, str]]:
    stated = {name: getattr(article, name) for name in METADATA_FIELDS}
    metadata = stated | {
        "authors": ", ".join(article.authors),
        "source": _source(article),
        "published": iso_date_text(article.published) or _inferred(article),
        "captions": " · ".join(caption.text for caption in article.captions),
    }
    return [
        (str(FIELD_LABELS[field]), value or "–") for field, value in metadata.items() if value or field == "published"
    ]


def _source(article: ParsedArticle) -> str:
    inferred = {"paper": article.inferred_source}
    return _("%(paper)s, inferred from its page") % inferred if article.inferred_source else article.source


def _inferred(article: ParsedArticle) -> str:
    if article.inferred is None:
        return ""
    return f"{iso_date_text(article.inferred.date)}, {basis_words(article.inferred.basis)}"
