"""Adds the corrections that readers see on articles."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0041_revisions_of_all_changes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='corrected_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('corrected_at__isnull', False)), fields=['-corrected_at', '-id'], name='article_corrected'),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(help_text='readers see it on the article’s page and in feeds', verbose_name='what was wrong, and how it is right')),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date of the correction')),
                ('made_by_name', models.CharField(blank=True, editable=False, max_length=150, verbose_name='user name')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='articles.article', verbose_name='article')),
                ('made_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['-noted_at', '-id'],
                'default_permissions': (),
                'indexes': [models.Index(fields=['-noted_at', '-id'], name='correction_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='correction_has_text')],
            },
        ),
    ]
