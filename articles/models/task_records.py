"""The records of a background task: its runs that wait, and its past runs, which are kept for a day."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from articles.models.locks import LockTaken, is_held, named_lock

_KEPT: Final = timedelta(days=1)
# When a worker looks again for what another was doing.
_SOON: Final = timedelta(seconds=5)


def waiting_runs(task: Task[..., Any]) -> DBTaskResultQuerySet:
    """Return the runs of a task that are queued and have not begun."""
    return _runs(task).filter(status=TaskResultStatus.READY)


def waits_with(task: Task[..., Any], argument: int) -> bool:
    """Tell whether a run of a task with this one argument is queued and has not begun."""
    return waiting_runs(task).filter(args_kwargs__args=[argument]).exists()


def enqueue_once(task: Task[..., Any], *, after: timedelta = timedelta()) -> None:
    """Queue a task without arguments, unless a run of it waits already."""
    if not waiting_runs(task).exists():
        (task.using(run_after=timezone.now() + after) if after else task).enqueue()


def work_alone(task: Task[..., Any], work: Callable[[], object]) -> None:
    """Do the work of a task while no other worker does; where one is at it, have it done again in some seconds."""
    try:
        with named_lock(_lock_name(task)):
            work()
    except LockTaken:
        enqueue_once(task, after=_SOON)


def resume_task(task: Task[..., Any]) -> None:
    """Queue a task that has something to do, unless a worker is at it or will be."""
    if not is_held(_lock_name(task)):
        enqueue_once(task)


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


def _lock_name(task: Task[..., Any]) -> str:
    return f"task-{task.module_path}"
