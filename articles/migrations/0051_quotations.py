"""Adds the quotations of articles; `annotate_articles` finds those of an older archive."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0050_search_match_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='Quotation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('kind', models.PositiveSmallIntegerField(choices=[(1, 'direct'), (2, 'indirect'), (3, 'mixed')])),
                ('speaker_start', models.PositiveIntegerField(null=True)),
                ('speaker_end', models.PositiveIntegerField(null=True)),
                ('mention_start', models.PositiveIntegerField(null=True)),
                ('cue_start', models.PositiveIntegerField()),
                ('cue_end', models.PositiveIntegerField()),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='quotations', to='articles.article')),
                ('mention', models.ForeignObject(from_fields=['article', 'mention_start'], null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='quotations', to='articles.mention', to_fields=['article', 'start'])),
            ],
            options={
                'verbose_name': 'quotation',
                'verbose_name_plural': 'quotations',
                'ordering': ['article', 'start'],
                'indexes': [models.Index(fields=['article', 'mention_start'], name='quotation_by_mention')],
                'constraints': [models.UniqueConstraint(fields=('article', 'start'), name='quotation_once'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='quotation_has_length')],
            },
        ),
    ]
