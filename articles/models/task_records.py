"""The records of a background task: its run that waits, and its past runs, which are kept for a day."""

from datetime import timedelta
from typing import Any, Final

from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

_KEPT: Final = timedelta(days=1)


def waiting_runs(task: Task[..., Any]) -> DBTaskResultQuerySet:
    """Return the runs of a task that are queued and have not begun."""
    return _runs(task).filter(status=TaskResultStatus.READY)


def delete_old_runs(task: Task[..., Any]) -> None:
    """Delete the records of a task's runs that ended more than a day ago."""
    _runs(task).finished().filter(finished_at__lt=timezone.now() - _KEPT).delete()


def last_run_time(task: Task[..., Any]) -> timedelta:
    """Return how long the last run of a task took that did not fail; zero where no record of one is left."""
    ended = _runs(task).successful().order_by("-finished_at")
    taken = ended.values_list(F("finished_at") - F("started_at"), flat=True).first()
    return taken or timedelta()


def _runs(task: Task[..., Any]) -> DBTaskResultQuerySet:
    return DBTaskResult.objects.filter(task_path=task.module_path)
