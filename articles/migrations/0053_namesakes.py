"""Keeps the bearers of one name apart: whose namesake an entity is, and what tells it apart."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0052_offices'),
    ]

    operations = [
        migrations.AddField(
            model_name='entity',
            name='namesake_of',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='namesakes', to='articles.entity', verbose_name='namesake of'),
        ),
        migrations.AddField(
            model_name='entity',
            name='told_apart',
            field=models.CharField(blank=True, default='', editable=False, max_length=80, verbose_name='told apart by'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='entity',
            name='namesakes_seen',
            field=models.CharField(blank=True, default='', editable=False, max_length=16),
            preserve_default=False,
        ),
    ]
