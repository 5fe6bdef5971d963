"""Revisions that imports kept before every change was kept say by whom and when they were made."""

from importlib import import_module

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles.models import ImportBatch, Revision
from articles.models.revision import packed_values
from articles.tests.making import Newsroom

migration = import_module("articles.migrations.0041_revisions_of_all_changes")


def test_a_revision_of_an_import_is_by_who_began_it(newsroom: Newsroom) -> None:
    article, began = newsroom.article("Cảng cá"), timezone.now()
    lan = User.objects.create_user("lan")
    batch = ImportBatch.objects.create(label="tệp", created_by=lan, started_at=began)
    by_command = ImportBatch.objects.create(label="lệnh")
    for one in (batch, by_command):
        Revision.objects.create(batch=one, article=article, packed=packed_values({"title": "Cảng"}))
    migration._say_by_whom(apps, connection.schema_editor())
    found = Revision.objects.order_by("pk").values_list("made_by_name", "made_at")
    assert list(found) == [("lan", began), ("", by_command.created_at)]
