"""Knows which articles an editor has changed since an import wrote them; for those of before from the admin's log."""

from django.db import migrations, models
from django.db.models import Max

_CHANGE = 2


def fill(apps, schema_editor):
    """Mark the articles whose last change is one that the admin logged: it logs just after it saves."""
    Article = apps.get_model("articles", "Article")
    log = apps.get_model("admin", "LogEntry").objects.filter(
        action_flag=_CHANGE, content_type__app_label="articles", content_type__model="article"
    )
    for pk, at in log.values_list("object_id").annotate(at=Max("action_time")).order_by():
        if (pk or "").isdecimal():
            Article.objects.filter(pk=pk, updated_at__lte=at).update(edited_at=at)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_deleted_articles"),
        ("admin", "0003_logentry_add_action_flag_choices"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="edited_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="importbatch",
            name="undoes_edits",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
