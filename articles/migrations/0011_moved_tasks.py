"""Tasks queued before their modules moved are found at the new paths."""

from django.db import migrations

MOVED = {
    "articles.search.background.index_articles": "articles.search.index.tasks.index_articles",
    "articles.importing.jobs.run_import": "articles.importing.running.jobs.run_import",
    "articles.importing.jobs.undo_import": "articles.importing.running.jobs.undo_import",
    "articles.importing.editing.annotate_article": "articles.importing.storing.editing.annotate_article",
    "articles.entities.suggesting.task.suggest_merges": "articles.entities.suggesting.merge_suggestions.suggest_merges",
}


def _rename(apps, paths):
    tasks = apps.get_model("django_tasks_database", "DBTaskResult")
    for old, new in paths:
        tasks.objects.filter(task_path=old).update(task_path=new)


def forwards(apps, schema_editor):
    _rename(apps, MOVED.items())


def backwards(apps, schema_editor):
    _rename(apps, ((new, old) for old, new in MOVED.items()))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0010_merge_suggestions"),
        ("django_tasks_database", "0017_dbtaskresult_metadata"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
