"""The background worker's part, done at once in the test's own process."""

from django_tasks_db.models import DBTaskResult


def work() -> None:
    """Do the tasks that wait, the oldest first, as a worker would; an error in one is raised here."""
    for result in DBTaskResult.objects.ready().order_by("enqueued_at"):
        result.claim("test")
        result.task.func(*result.args_kwargs["args"])
        result.set_successful(None)
