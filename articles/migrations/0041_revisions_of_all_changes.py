"""Keeps what articles were before every change, not before imports alone.

The revisions of earlier imports stay as they are: whole articles, by whom and when the import was begun.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def _say_by_whom(apps, schema_editor):
    """Write into the revisions that there are who began their import, and when."""
    batches = apps.get_model("articles", "ImportBatch").objects.select_related("created_by")
    for batch in batches.filter(revisions__isnull=False).distinct():
        user = batch.created_by
        batch.revisions.update(
            made_at=batch.started_at or batch.created_at, made_by=user, made_by_name=user.username if user else ""
        )


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0040_api_tokens'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='revision',
            name='revision_once',
        ),
        migrations.AddField(
            model_name='revision',
            name='back_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.revision'),
        ),
        migrations.AddField(
            model_name='revision',
            name='change',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.articlechange', verbose_name='change of articles'),
        ),
        migrations.AddField(
            model_name='revision',
            name='is_undone',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='revision',
            name='kind',
            field=models.CharField(choices=[('written', 'written here'), ('import', 'replaced by an import'), ('edit', 'edited'), ('change', 'changed with others'), ('decision', 'given to another source'), ('restored', 'earlier version restored'), ('undo', 'import undone')], default='import', max_length=8, verbose_name='change'),
        ),
        migrations.AddField(
            model_name='revision',
            name='made_at',
            field=models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at'),
        ),
        migrations.AddField(
            model_name='revision',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user'),
        ),
        migrations.AddField(
            model_name='revision',
            name='made_by_name',
            field=models.CharField(blank=True, max_length=150, verbose_name='user name'),
        ),
        migrations.AlterField(
            model_name='revision',
            name='batch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='revisions', to='articles.importbatch', verbose_name='import'),
        ),
        migrations.RunPython(_say_by_whom, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['written', 'import', 'edit', 'change', 'decision', 'restored', 'undo'])), name='revision_kind'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'import')), fields=('batch', 'article'), name='revision_once'),
        ),
    ]
