"""The first articles of an upload as they would be read and stored, before any of it is imported."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from articles.importing.annotating.opening_process import open_documents
from articles.importing.annotating.preparation import ReadArticle, read_document
from articles.importing.annotating.work_limits import Limits
from articles.importing.annotating.worker_processes import ProcessesDied, Workers
from articles.importing.document import Document, Found, RefusedDocument
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.readers.records.record_fields import guessed_names
from articles.importing.running.batch import numbered
from articles.importing.storing.deduplication import StoreAction, matches_of
from articles.models import ImportBatch

SAMPLES: Final = 8
# Documents that can be looked through one after another: opening what stands before them takes time.
LOOKED_THROUGH: Final = 2_000
# A reader waits.
_LIMITS: Final = Limits(seconds=10)
# Characters shown of a value in a record.
_VALUE: Final = 80


@dataclass(frozen=True, slots=True)
class Sample:
    """One document: its article and what storing would do with it, or the reason why it would be refused."""

    path: str
    place: str
    article: ParsedArticle | None = None
    action: StoreAction | None = None
    article_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RecordField:
    """A name that the records use, the beginning of one of its values, and the field of an article it is read as."""

    name: str
    value: str
    field: str


@dataclass(frozen=True, slots=True)
class Preview:
    """Some documents of an upload, and the names that the records among them use. `more`: others follow."""

    samples: tuple[Sample, ...]
    record_fields: tuple[RecordField, ...]
    more: bool = False


def preview(paths: Sequence[Path], options: ImportOptions, first: int | None = None) -> Preview:
    """Read some documents; nothing is stored.

    Those are a few of each file where there are few files or, from the document number `first` on, one after another.
    """
    try:
        found = list(_few_of_each(paths, options) if first is None else _from(paths, options, first))
        # A process for these alone: a web server keeps none.
        with Workers(1, _LIMITS) as workers:
            read = workers.submit(partial(read_document, options=options), found[:SAMPLES]).result()
    except ProcessesDied as error:
        return Preview((Sample(Path(error.path).name, error.place, reason=error.reason),), ())
    more = len(found) > SAMPLES
    found = found[:SAMPLES]
    matches = matches_of([one for one in read if isinstance(one, ReadArticle)])
    samples = []
    for one in read:
        if isinstance(one, RefusedDocument):
            samples.append(Sample(one.path, one.place, reason=one.reason))
        else:
            decision = matches.decide(one, options.on_known)
            samples.append(Sample(one.path, one.place, one.article, decision.action, decision.article_id))
    return Preview(tuple(samples), tuple(_record_fields(found, options)), more)


def with_remembered_fields(batch: ImportBatch, columns: Iterable[str]) -> ImportOptions | None:
    """Return the options of an import with the fields that an editor chose last for files with the same columns.

    Return None where none were chosen, or where somebody has chosen for this import already.
    """
    options, names = ImportOptions.from_json(batch.options), list(columns)
    if options.fields or options.columns or not names:
        return None
    earlier = ImportBatch.objects.filter(options__columns=names).exclude(pk=batch.pk).order_by("-pk").first()
    fields = ImportOptions.from_json(earlier.options).fields if earlier else ()
    return replace(options, fields=fields, columns=tuple(names)) if fields else None


def _few_of_each(paths: Sequence[Path], options: ImportOptions) -> Iterator[Found]:
    files = sum(1 for path in paths for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())
    of_each = max(1, SAMPLES // max(1, files))
    return _documents(paths, options, 0, most_of_each=of_each)


def _from(paths: Sequence[Path], options: ImportOptions, first: int) -> Iterator[Found]:
    return _documents(paths, options, min(first, LOOKED_THROUGH), most_of_each=None)


def _documents(
    paths: Sequence[Path], options: ImportOptions, first: int, *, most_of_each: int | None
) -> Iterator[Found]:
    """Yield the documents from one on, one more than a page has, with the places under which an import records them."""
    opened = open_documents(paths, options, _LIMITS, most_of_each=most_of_each)
    return islice((one for one in numbered(opened) if not one.passed_over), first, first + SAMPLES + 1)


def _record_fields(found: Sequence[Found], options: ImportOptions) -> Iterator[RecordField]:
    values: dict[str, str] = {}
    for record in filter(None, map(_record, found)):
        for name, value in record.items():
            values[name] = values.get(name) or _shown(value)
    taken = {name: field for field, name in guessed_names(values).items()}
    taken |= {name: field for field, name in options.fields}
    for name, value in values.items():
        yield RecordField(name, value, taken.get(name, ""))


def _record(found: Found) -> dict[str, Any] | None:
    """Return the record in a document, None where it holds none."""
    if not isinstance(found, Document) or not found.data.lstrip().startswith(b"{"):
        return None
    try:
        record = json.loads(found.data)
    except (ValueError, RecursionError):  # its sample gives the reason
        return None
    return record if isinstance(record, dict) else None


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text[:_VALUE] + "…" if len(text) > _VALUE else text
