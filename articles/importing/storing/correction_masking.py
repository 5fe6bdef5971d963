"""Forgotten names in corrections shown as initials; what was written is kept for an undo."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db import transaction

from articles.entities.forgotten_names import ForgottenName, shortened_names
from articles.models import Correction, MaskedArticle
from articles.text.initials import Mask, bare_names, masked, touches, whole_names, with_masks
from articles.text.packing import Span


@transaction.atomic
def mask_corrections(ids: Collection[int] | None = None) -> None:
    """Show in corrections, or in all of them, what the decisions in force now say of the names in them."""
    names = shortened_names()
    corrections = Correction.objects.select_for_update()
    if ids is not None:
        corrections = corrections.filter(pk__in=ids)
    elif not names:
        corrections = corrections.exclude(written="")
    found = list(corrections.order_by("pk"))
    by_article: dict[int, set[int]] = defaultdict(set)
    rows = MaskedArticle.objects.filter(article__in={one.article_id for one in found}) if names else ()
    for row in rows:
        by_article[row.article_id].add(row.decision_id)
    for one in found:
        _show(one, names, by_article[one.article_id])


def _show(correction: Correction, names: Sequence[ForgottenName], of_article: Collection[int]) -> None:
    written = correction.written or correction.text
    shown = _masked(written, names, of_article)
    if shown != correction.text or bool(correction.written) != (shown != written):
        correction.text, correction.written = shown, written if shown != written else ""
        correction.save(update_fields=["text", "written"])


def _masked(text: str, names: Sequence[ForgottenName], of_article: Collection[int]) -> str:
    """Return a note with the names; a given name alone counts beside the whole one, or where the article has that."""
    masks: dict[Span, Mask] = {}
    for name in names:
        spans = whole_names(text, name.forms)
        if spans or name.decision in of_article:
            spans = [*spans, *bare_names(text, name.forms, spans, ())]
        masks |= {span: masked(text, span, name.forms) for span in spans if not touches(span, masks)}
    return with_masks(text, masks.values())
