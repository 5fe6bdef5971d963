"""Adds the moment from which readers see an article; the indexes of hidden and visible articles know of it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0042_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='articlechange',
            name='article_change_kind',
        ),
        migrations.RemoveIndex(
            model_name='article',
            name='article_withdrawn',
        ),
        migrations.RemoveIndex(
            model_name='article',
            name='article_visible_changed',
        ),
        migrations.RemoveIndex(
            model_name='article',
            name='article_holdings',
        ),
        migrations.AddField(
            model_name='article',
            name='visible_from',
            field=models.DateTimeField(blank=True, help_text='readers see it from this moment on; empty for at once', null=True, verbose_name='visible from'),
        ),
        migrations.AlterField(
            model_name='articlechange',
            name='kind',
            field=models.CharField(choices=[('source', 'source set'), ('section', 'section set'), ('date', 'date set'), ('withdraw', 'withdrawn'), ('restore', 'made public again'), ('embargo', 'hidden until a moment'), ('undo', 'change undone')], max_length=8, verbose_name='change'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('withdrawn', True), ('visible_from__isnull', False), _connector='OR'), fields=['id'], name='article_withdrawn'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('visible_from__isnull', False)), fields=['visible_from'], name='article_embargoed'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('withdrawn', False)), fields=['source', 'published_on', 'date_precision', 'date_basis', 'section', 'annotated_by', 'visible_from'], name='article_holdings'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('withdrawn', False)), fields=['updated_at', 'visible_from'], name='article_visible_changed'),
        ),
        migrations.AddConstraint(
            model_name='articlechange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['source', 'section', 'date', 'withdraw', 'restore', 'embargo', 'undo'])), name='article_change_kind'),
        ),
    ]
