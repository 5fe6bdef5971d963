"""The background worker's part, done at once in the test's own process."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.importing.annotating.worker_processes import Pending
from articles.search import drain


class WorkerHere:
    """Does the work of a worker process in the test's own, where a test has put something in the work's place."""

    def submit(self, work: Callable[[Any], Any], items: Sequence[Any]) -> Pending[Any]:
        """Return the work on each item, done when it is asked for."""
        return Pending(lambda: [work(item) for item in items])


def work() -> None:
    """Do the tasks that wait, the oldest first, and empty the index's outbox; an error in a task is raised here."""
    for result in DBTaskResult.objects.ready().order_by("enqueued_at"):
        result.claim("test")
        result.task.func(*result.args_kwargs["args"])
        result.set_successful(None)
    drain()


def minutes_to_wait() -> list[int]:
    """Return in how many minutes each task that waits is to be run."""
    rows = DBTaskResult.objects.filter(status="READY").values_list("run_after", flat=True)
    return [round((at - timezone.now()).total_seconds() / 60) for at in rows]
