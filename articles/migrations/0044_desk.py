"""Adds decisions about articles, authors set for many, indexes for the desk, and corrections with a name shortened."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0043_embargoes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(blank=True, max_length=200, verbose_name='text')),
                ('before', models.CharField(blank=True, max_length=200, verbose_name='previous value')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('undone_at', models.DateTimeField(blank=True, null=True, verbose_name='undone at')),
                ('kind', models.CharField(choices=[('date', 'its date is left as it is'), ('authors', 'its authors are left as they are'), ('section', 'its section is left as it is'), ('source', 'its source is left as it is'), ('reading', 'read well'), ('apart', 'another article than'), ('merge', 'merged into')], max_length=8, verbose_name='decision')),
            ],
            options={
                'verbose_name': 'decision about an article',
                'verbose_name_plural': 'decisions about articles',
                'ordering': ['-id'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='articlechange',
            name='article_change_kind',
        ),
        migrations.AddField(
            model_name='correction',
            name='written',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AlterField(
            model_name='articlechange',
            name='kind',
            field=models.CharField(choices=[('source', 'source set'), ('section', 'section set'), ('date', 'date set'), ('authors', 'authors set'), ('withdraw', 'withdrawn'), ('restore', 'made public again'), ('embargo', 'hidden until a moment'), ('undo', 'change undone')], max_length=8, verbose_name='change'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('authors', []), ('withdrawn', False)), fields=['id', 'authors'], name='article_without_author'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('date_basis__gt', ''), ('withdrawn', False)), fields=['id'], name='article_date_inferred'),
        ),
        migrations.AddIndex(
            model_name='importitem',
            index=models.Index(condition=models.Q(('reason__gt', '')), fields=['outcome', 'article'], name='item_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='articlechange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['source', 'section', 'date', 'authors', 'withdraw', 'restore', 'embargo', 'undo'])), name='article_change_kind'),
        ),
        migrations.AddField(
            model_name='articledecision',
            name='article',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='articles.article', verbose_name='article'),
        ),
        migrations.AddField(
            model_name='articledecision',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user'),
        ),
        migrations.AddField(
            model_name='articledecision',
            name='other',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='decisions_as_other', to='articles.article', verbose_name='other article'),
        ),
        migrations.AddField(
            model_name='articledecision',
            name='undone_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='undone by'),
        ),
        migrations.AddIndex(
            model_name='articledecision',
            index=models.Index(condition=models.Q(('undone_at', None)), fields=['kind', 'article'], name='article_decision_in_force'),
        ),
        migrations.AddConstraint(
            model_name='articledecision',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['date', 'authors', 'section', 'source', 'reading', 'apart', 'merge'])), name='article_decision_kind'),
        ),
        migrations.AddConstraint(
            model_name='articledecision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['apart', 'merge']), ('other__isnull', False)), models.Q(models.Q(('kind__in', ['apart', 'merge']), _negated=True), ('other__isnull', True)), _connector='OR'), name='article_decision_other'),
        ),
    ]
