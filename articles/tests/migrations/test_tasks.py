"""Tasks that an older version queued are still done after their modules moved or went."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from articles.importing.running.jobs import run_import
from articles.models import IndexOutbox

moved_tasks = import_module("articles.migrations.0011_moved_tasks")
index_outbox = import_module("articles.migrations.0013_index_outbox")
TASKS = sorted(set(moved_tasks.MOVED.values()) - {index_outbox.TASK})


@pytest.mark.parametrize("path", TASKS)
def test_every_new_path_is_a_task(path: str) -> None:
    assert isinstance(import_string(path), Task)


@pytest.mark.django_db
def test_a_queued_task_is_renamed() -> None:
    queued = run_import.enqueue(7)
    DBTaskResult.objects.filter(pk=queued.id).update(task_path="articles.importing.jobs.run_import")
    moved_tasks.forwards(apps, connection.schema_editor())
    assert DBTaskResult.objects.get(pk=queued.id).task_path == run_import.module_path


@pytest.mark.django_db
def test_articles_that_waited_as_tasks_are_in_the_outbox() -> None:
    for status, ids in (("READY", [1, 2]), ("RUNNING", [3]), ("FAILED", [4]), ("SUCCESSFUL", [5])):
        queued = run_import.enqueue(7)
        arguments = {"args": [ids], "kwargs": {}}
        same = DBTaskResult.objects.filter(pk=queued.id)
        same.update(task_path=index_outbox.TASK, status=status, args_kwargs=arguments)
    other = run_import.enqueue(7)
    index_outbox.fill(apps, connection.schema_editor())
    assert sorted(IndexOutbox.objects.values_list("article_id", flat=True)) == [1, 2, 3, 4]
    assert [str(task.pk) for task in DBTaskResult.objects.all()] == [other.id]
