"""Adds posts, and the places where articles say who holds them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0051_quotations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=200, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('folded_title', models.CharField(db_index=True, editable=False, max_length=200)),
                ('in_body', models.BooleanField(default=False, editable=False)),
                ('body', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='posts', to='articles.entity')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['folded_title'],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('mention_start', models.PositiveIntegerField()),
                ('former', models.BooleanField(default=False)),
                ('acting', models.BooleanField(default=False)),
                ('article', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='articles.article')),
                ('mention', models.ForeignObject(from_fields=['article', 'mention_start'], on_delete=django.db.models.deletion.DO_NOTHING, related_name='offices', to='articles.mention', to_fields=['article', 'start'])),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='offices', to='articles.post')),
            ],
            options={
                'verbose_name': 'office',
                'verbose_name_plural': 'offices',
                'ordering': ['article', 'start'],
            },
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='post_has_title'),
        ),
        migrations.AddIndex(
            model_name='office',
            index=models.Index(fields=['post', 'article'], name='office_of_post'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.UniqueConstraint(fields=('article', 'start', 'mention_start'), name='office_once'),
        ),
        migrations.AddConstraint(
            model_name='office',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='office_has_length'),
        ),
    ]
