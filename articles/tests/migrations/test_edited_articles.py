"""Articles that editors changed before this was recorded are known from the admin's log."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from articles.models import Article
from articles.tests.making import Newsroom

edited_articles = import_module("articles.migrations.0016_edited_articles")


def test_an_article_counts_as_edited_unless_an_import_wrote_it_later(newsroom: Newsroom) -> None:
    edited, replaced = newsroom.article("Cảng cá"), newsroom.article("Bến xe")
    newsroom.article("Chợ quê")
    user, kind, now = User.objects.create_user("biên-tập"), ContentType.objects.get_for_model(Article), timezone.now()
    for article in (edited, replaced):
        entry = LogEntry.objects.create(user=user, content_type=kind, object_id=str(article.pk), action_flag=CHANGE)
        LogEntry.objects.filter(pk=entry.pk).update(action_time=now)
    Article.objects.filter(pk=edited.pk).update(updated_at=now - timedelta(milliseconds=5))
    Article.objects.filter(pk=replaced.pk).update(updated_at=now + timedelta(days=1))
    edited_articles.fill(apps, connection.schema_editor())
    assert list(Article.objects.exclude(edited_at=None)) == [edited]
