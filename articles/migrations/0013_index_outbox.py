"""Keeps the articles that the index has yet to follow in one outbox, also those that waited as background tasks."""

from django.db import migrations

TASK = "articles.search.index.tasks.index_articles"
_AT_ONCE = 1000


def fill(apps, schema_editor):
    """Note the articles of tasks that wait or were cut off, and drop the records of the task, which is no more."""
    IndexOutbox = apps.get_model("articles", "IndexOutbox")
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(task_path=TASK)
    for arguments in tasks.exclude(status="SUCCESSFUL").values_list("args_kwargs", flat=True).iterator():
        ids = [pk for given in (*arguments["args"], *arguments["kwargs"].values()) for pk in given]
        IndexOutbox.objects.bulk_create((IndexOutbox(article_id=pk) for pk in ids), batch_size=_AT_ONCE)
    tasks.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_forms_from_readers"),
        ("django_tasks_database", "0017_dbtaskresult_metadata"),
    ]

    operations = [
        migrations.RenameModel("Unannounced", "IndexOutbox"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
