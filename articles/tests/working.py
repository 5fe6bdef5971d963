"""The background worker's part, done at once in the test's own process."""

from django_tasks_db.models import DBTaskResult

from articles.search import drain


def work() -> None:
    """Do the tasks that wait, the oldest first, and empty the index's outbox; an error in a task is raised here."""
    for result in DBTaskResult.objects.ready().order_by("enqueued_at"):
        result.claim("test")
        result.task.func(*result.args_kwargs["args"])
        result.set_successful(None)
    drain()
