"""Tasks that an older version queued are found after their modules moved."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from articles.importing.running.jobs import run_import

migration = import_module("articles.migrations.0011_moved_tasks")


@pytest.mark.parametrize("path", migration.MOVED.values())
def test_every_new_path_is_a_task(path: str) -> None:
    assert isinstance(import_string(path), Task)


def test_a_queued_task_is_renamed(db: None) -> None:

    queued = run_import.enqueue(7)
    DBTaskResult.objects.filter(pk=queued.id).update(task_path="articles.importing.jobs.run_import")
    migration.forwards(apps, connection.schema_editor())
    assert DBTaskResult.objects.get(pk=queued.id).task_path == run_import.module_path
