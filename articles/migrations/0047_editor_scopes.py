"""Adds the sources of editors who may touch no others."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0046_audit'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EditorScope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sources', models.ManyToManyField(blank=True, related_name='+', to='articles.source', verbose_name='sources')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='editor_scope', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'limit to sources',
                'verbose_name_plural': 'limits to sources',
                'default_permissions': (),
            },
        ),
    ]
