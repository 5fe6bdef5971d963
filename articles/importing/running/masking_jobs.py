"""Articles in which a decision has names shortened, or no longer: some at once, many by the worker."""

from typing import Final

from django_tasks import task

from articles.importing.storing.correction_masking import mask_corrections
from articles.importing.storing.masking import mask_again
from articles.models import MaskedArticle
from articles.models.bulk_rows import in_chunks
from articles.models.index_outbox import drain_outbox
from articles.models.task_records import resume_task, work_alone

# More articles than these are left to the worker.
AT_ONCE: Final = 100
_CHUNK: Final = 50


@task()
def mask_waiting() -> None:
    """Rewrite the articles that wait. Called again after it was killed, it goes on where it was."""
    work_alone(mask_waiting, _mask_all)


def _mask_all() -> None:
    while ids := _waiting(_CHUNK):
        mask_again(ids, index_on_commit=False)
    drain_outbox()


def begin_masking() -> bool:
    """Rewrite the articles that wait where they are few, else queue them; tell whether they are done.

    Corrections, which are few, are rewritten in any case.
    """
    mask_corrections()
    ids = _waiting(AT_ONCE + 1)
    if len(ids) > AT_ONCE:
        mask_waiting.enqueue()
        return False
    for chunk in in_chunks(ids, _CHUNK):
        mask_again(chunk)
    return True


def resume_masking() -> None:
    """Queue the articles that wait and that no worker is at."""
    if _waiting(1):
        resume_task(mask_waiting)


def _waiting(most: int) -> list[int]:
    waiting = MaskedArticle.objects.filter(waiting=True).order_by("article")
    return list(waiting.values_list("article", flat=True).distinct()[:most])
