import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from articles.models.locks import named_lock
from articles.models.task_records import enqueue_once, resume_task, waits_with, work_alone

pytestmark = pytest.mark.django_db
done: list[str] = []


@task()
def sweep() -> None:
    """Stand for a task that one worker at a time does."""
    work_alone(sweep, lambda: done.append("swept"))


@task()
def index_one(number: int) -> None:
    """Stand for a task about one row."""


def _waiting() -> int:
    return DBTaskResult.objects.filter(status="READY").count()


def test_a_task_that_another_worker_is_at_is_done_later() -> None:
    done.clear()
    with named_lock(f"task-{sweep.module_path}"):
        sweep.call()
        sweep.call()
        assert (done, _waiting()) == ([], 1)
        resume_task(sweep)
        assert _waiting() == 1
    sweep.call()
    assert done == ["swept"]


def test_what_no_worker_is_at_is_queued_once() -> None:
    resume_task(sweep)
    resume_task(sweep)
    enqueue_once(sweep)
    assert _waiting() == 1


def test_a_run_is_known_by_its_argument() -> None:
    index_one.enqueue(7)
    assert waits_with(index_one, 7)
    assert not waits_with(index_one, 8)
    assert not waits_with(sweep, 7)
