"""Which names stood for which fields in an earlier import of files with the same columns, as an editor chose them."""

from collections.abc import Iterable
from dataclasses import replace

from articles.importing.options import ImportOptions
from articles.models import ImportBatch


def with_remembered_fields(batch: ImportBatch, columns: Iterable[str]) -> ImportOptions | None:
    """Return the options of an import with the fields that were chosen last for the same columns.

    Return None where none were chosen, or where somebody has chosen for this import already.
    """
    options, names = ImportOptions.from_json(batch.options), list(columns)
    if options.fields or options.columns or not names:
        return None
    earlier = ImportBatch.objects.filter(options__columns=names).exclude(pk=batch.pk).order_by("-pk").first()
    fields = ImportOptions.from_json(earlier.options).fields if earlier else ()
    return replace(options, fields=fields, columns=tuple(names)) if fields else None
