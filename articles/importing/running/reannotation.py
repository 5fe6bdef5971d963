"""Articles annotated again that an older version of the recogniser annotated, in parallel and resumably."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from typing import Final

from django.db import transaction

from articles.importing.annotating.preparation import StoredAnnotation, StoredText, annotate_stored
from articles.importing.annotating.worker_processes import Workers, ahead, kept_worker
from articles.importing.document import RefusedDocument
from articles.importing.storing.entity_linking import write_mentions
from articles.importing.storing.masking import mask_articles
from articles.importing.storing.quoting import write_quotations
from articles.models import Article, ArticleQuerySet
from articles.models.index_outbox import IndexSteps, drain_outbox, note_changed
from articles.nlp.annotation import VERSION

# Articles stored in one transaction, and chunks that wait for each process.
_CHUNK: Final = 50
_WAITING: Final = 2


def outdated() -> ArticleQuerySet:
    """Return the articles that another version of the recogniser annotated, by id."""
    return Article.objects.exclude(annotated_by=VERSION).order_by("pk")


def forget_versions() -> None:
    """Make all articles outdated."""
    Article.objects.update(annotated_by="")


def annotate_outdated(*, processes: int, progress: Callable[[int], None]) -> int:
    """Annotate the outdated articles and update the index; return how many failed, which are logged.

    Each chunk is committed by itself, so the next run goes on where one was cut off. `progress` is called with the
    size of each chunk.
    """
    index_steps = IndexSteps()
    failed = 0
    with nullcontext(kept_worker()) if processes == 1 else Workers(processes) as workers:
        window = 1 if processes == 1 else processes * _WAITING
        for chunk in ahead((workers.submit(annotate_stored, texts) for texts in _texts()), window):
            failed += sum(isinstance(one, RefusedDocument) for one in chunk)
            index_steps.changed(_store([one for one in chunk if isinstance(one, StoredAnnotation)]))
            progress(len(chunk))
    drain_outbox()
    return failed


def _texts() -> Iterator[list[StoredText]]:
    """Yield the texts of the outdated articles in chunks, each article once even where its annotation fails."""
    last = 0
    while articles := list(islice(outdated().filter(pk__gt=last), _CHUNK)):
        last = articles[-1].pk
        yield [StoredText(a.pk, a.path, str(a.pk), a.text, a.updated_at) for a in articles]


@transaction.atomic
def _store(annotations: Sequence[StoredAnnotation]) -> int:
    """Store the annotations of articles that nobody has changed meanwhile; return how many those are."""
    ids = [one.text.pk for one in annotations]
    unchanged = dict(Article.objects.select_for_update().filter(pk__in=ids).values_list("pk", "updated_at"))
    kept = [one for one in annotations if unchanged.get(one.text.pk) == one.text.updated_at]
    Article.objects.bulk_update([_columns(one) for one in kept], ["words", "protected_names", "annotated_by"])
    write_mentions({one.text.pk: one.annotated.mentions for one in kept})
    write_quotations({one.text.pk: one.annotated.quotations for one in kept})
    mask_articles([one.text.pk for one in kept])
    note_changed((one.text.pk for one in kept), index_on_commit=False)
    return len(kept)


def _columns(one: StoredAnnotation) -> Article:
    found = one.annotated
    return Article(pk=one.text.pk, words=found.words, protected_names=found.protected_names, annotated_by=VERSION)
