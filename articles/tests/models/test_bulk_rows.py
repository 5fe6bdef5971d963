import pytest
from django.db import IntegrityError

from articles.models import Entity, NameStart, StoryKey, bulk_rows
from articles.models.bulk_rows import add_rows
from articles.tests.making import Newsroom


def keys() -> list[int]:
    return list(StoryKey.objects.order_by("key").values_list("key", flat=True))


def test_rows_are_written_some_at_a_time(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_rows, "_AT_ONCE", 2)
    article = newsroom.article("Bài")
    add_rows(StoryKey, ["key", "article"], ((key, article.pk) for key in (-1, 0, 1, 2, 3)))
    assert keys() == [-1, 0, 1, 2, 3]


def test_no_rows_are_no_statement(newsroom: Newsroom) -> None:
    add_rows(StoryKey, ["key", "article"], [])
    assert keys() == []


def test_rows_that_are_there_already_are_passed_over_as_asked(newsroom: Newsroom) -> None:
    entity = Entity.objects.create(kind="person", name="Sang")
    before = NameStart.objects.count()
    add_rows(NameStart, ["key", "entity"], [(b"sang", entity.pk), (b"s\xff", entity.pk)], ignore_known=True)
    assert NameStart.objects.count() == before + 1


def test_rows_that_are_there_already_are_an_error_otherwise(newsroom: Newsroom) -> None:
    article = newsroom.article("Bài")
    with pytest.raises(IntegrityError):
        add_rows(StoryKey, ["key", "article"], [(1, article.pk), (1, article.pk)])
