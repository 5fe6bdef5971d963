"""Keeps what editors change of many articles at once, and the public reason of a withdrawal."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_passed_over'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='withdrawal_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='public reason'),
        ),
        migrations.CreateModel(
            name='ArticleChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('source', 'source set'), ('section', 'section set'), ('date', 'date set'), ('withdraw', 'withdrawn'), ('restore', 'made public again'), ('undo', 'change undone')], max_length=8, verbose_name='change')),
                ('values', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='new values')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('made_by_name', models.CharField(max_length=150, verbose_name='user name')),
                ('made_at', models.DateTimeField(auto_now_add=True, verbose_name='made at')),
                ('finished_at', models.DateTimeField(null=True, verbose_name='finished')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('undoes', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='articles.articlechange', verbose_name='undoes')),
            ],
            options={
                'verbose_name': 'change of articles',
                'verbose_name_plural': 'changes of articles',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ChangedArticle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('waiting', 'waiting'), ('changed', 'was changed'), ('same', 'was so already'), ('left', 'left as it is: it was changed since')], default='waiting', max_length=7, verbose_name='outcome')),
                ('before', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='earlier values')),
                ('after', models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='later values')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='articles.article', verbose_name='article')),
                ('change', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='articles.articlechange', verbose_name='change')),
            ],
            options={
                'verbose_name': 'changed article',
                'verbose_name_plural': 'changed articles',
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='articlechange',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['id'], name='article_change_waiting'),
        ),
        migrations.AddConstraint(
            model_name='articlechange',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['source', 'section', 'date', 'withdraw', 'restore', 'undo'])), name='article_change_kind'),
        ),
        migrations.AddConstraint(
            model_name='articlechange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'undo'), ('undoes__isnull', False)), models.Q(models.Q(('kind', 'undo'), _negated=True), ('undoes__isnull', True)), _connector='OR'), name='article_change_undoes'),
        ),
        migrations.AddConstraint(
            model_name='changedarticle',
            constraint=models.UniqueConstraint(fields=('change', 'article'), name='changed_article_once'),
        ),
        migrations.AddConstraint(
            model_name='changedarticle',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['waiting', 'changed', 'same', 'left'])), name='changed_article_outcome'),
        ),
    ]
