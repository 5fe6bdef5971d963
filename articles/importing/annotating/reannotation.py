"""Articles annotated again that an older recogniser annotated: in parallel, and again from where it was cut off."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from django.db import transaction

from articles.importing.annotating.pool import ahead
from articles.importing.annotating.reannotate_text import StoredAnnotation, StoredText, reannotate
from articles.importing.annotating.worker_processes import Here, Workers
from articles.importing.opening.files import RefusedDocument
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.index_steps import IndexSteps
from articles.models import Article, ArticleQuerySet
from articles.models.index_outbox import drain_outbox, note_changed
from articles.nlp.annotation import VERSION

# Articles stored in one transaction, and how many such chunks wait for each process.
_CHUNK: Final = 50
_WAITING: Final = 2


def outdated() -> ArticleQuerySet:
    """Return the articles that this version of the recogniser has not annotated, in order."""
    return Article.objects.exclude(annotated_by=VERSION).order_by("pk")


def forget_versions() -> None:
    """Have all articles count as outdated."""
    Article.objects.update(annotated_by="")


def annotate_outdated(*, processes: int, progress: Callable[[int], None]) -> int:
    """Annotate what is outdated, and have the index follow; return how many articles failed, which are logged.

    Each chunk is committed by itself, so a run that was cut off is taken up by the next. `progress` is told the size
    of each chunk.
    """
    index_steps = IndexSteps()
    failed = 0
    with Here() if processes == 1 else Workers(processes) as workers:
        window = 1 if processes == 1 else processes * _WAITING
        for chunk in ahead((workers.submit(reannotate, texts) for texts in _texts()), window):
            failed += sum(isinstance(one, RefusedDocument) for one in chunk)
            index_steps.changed(_store([one for one in chunk if isinstance(one, StoredAnnotation)]))
            progress(len(chunk))
    drain_outbox()
    return failed


def _texts() -> Iterator[list[StoredText]]:
    """Yield the texts of outdated articles, read some at a time: what fails is not met twice."""
    last = 0
    while articles := list(islice(outdated().filter(pk__gt=last), _CHUNK)):
        last = articles[-1].pk
        yield [StoredText(a.pk, a.path, str(a.pk), a.text, a.updated_at) for a in articles]


@transaction.atomic
def _store(readings: Sequence[StoredAnnotation]) -> int:
    """Store what was read of texts that nobody changed meanwhile; return of how many."""
    ids = [one.text.pk for one in readings]
    unchanged = dict(Article.objects.select_for_update().filter(pk__in=ids).values_list("pk", "updated_at"))
    kept = [one for one in readings if unchanged.get(one.text.pk) == one.text.updated_at]
    Article.objects.bulk_update(
        [Article(pk=one.text.pk, words=one.words, annotated_by=VERSION) for one in kept], ["words", "annotated_by"]
    )
    write_mentions({one.text.pk: one.mentions for one in kept})
    note_changed((one.text.pk for one in kept), index_on_commit=False)
    return len(kept)
