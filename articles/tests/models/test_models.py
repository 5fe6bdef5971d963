from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import Article, Entity, EntityAlias, ImportBatch, ImportItem, Mention, Source
from articles.models.source import slug_of

pytestmark = pytest.mark.django_db


def _article(**columns: Any) -> Article:
    return Article(**({"title": "Tựa", "content_hash": "0" * 64} | columns))


def _item(**columns: Any) -> ImportItem:
    batch = ImportBatch.objects.create(label="x")
    return ImportItem(**({"batch": batch, "path": "a.txt", "outcome": "failed"} | columns))


def _mention(start: int, end: int) -> Mention:
    article = _article()
    article.save()
    entity = Entity.objects.create(kind="person", name="Bùi Thanh Sang")
    return Mention(article=article, entity=entity, start=start, end=end)


@pytest.mark.parametrize(
    "make",
    [
        lambda: _article(title=""),
        lambda: _article(published_at=timezone.now()),
        lambda: _article(date_precision="day"),
        lambda: _article(published_at=timezone.now(), published_on=timezone.now(), date_precision="hour"),
        lambda: _article(form=""),
        lambda: Entity(kind="animal", name="Mèo"),
        lambda: Entity(kind="person", name=""),
        lambda: ImportBatch(label="x", status="lost"),
        lambda: _item(outcome="lost"),
        lambda: _mention(5, 5),
    ],
)
def test_the_database_refuses_what_makes_no_sense(make: Callable[[], Any]) -> None:
    row = make()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "make",
    [
        lambda n: _article(title=f"Tựa {n}"),
        lambda n: _article(content_hash=str(n) * 64, url="https://bao.vn/1"),
        lambda n: Entity(kind="person", name=["Thúy Hòa", "THUÝ  HOÀ"][n]),
        lambda n: Source(name="TNO", slug=f"tno-{n}"),
    ],
)
def test_the_database_refuses_the_same_thing_twice(make: Callable[[int], Any]) -> None:
    make(0).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        make(1).save()


def test_articles_without_an_address_are_many() -> None:
    Article.objects.bulk_create(_article(content_hash=str(n) * 64) for n in range(2))
    assert Article.objects.count() == 2


def test_a_removed_entity_takes_aliases_and_mentions_along() -> None:
    mention = _mention(0, 3)
    mention.save()
    EntityAlias.objects.create(entity=mention.entity, text="ông Sang")
    mention.entity.delete()
    assert not Mention.objects.exists()
    assert not EntityAlias.objects.exists()


@pytest.mark.parametrize(("name", "slug"), [("Bùi Thanh Sơn", "bui-thanh-son"), ("Đà Nẵng!", "da-nang"), ("東京", "x")])
def test_slugs_are_ascii(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_two_names_with_one_slug_get_two_addresses() -> None:
    first, second = Source.objects.named("Báo Án"), Source.objects.named("Báo An")
    assert (first.slug, second.slug) == ("bao-an", "bao-an-2")
    assert Source.objects.named("Báo Án") == first


def test_lists_leave_the_heavy_columns_in_the_database(django_assert_num_queries: Any) -> None:
    _article(raw=b"x", words=b"y").save()
    with django_assert_num_queries(1):
        article = Article.objects.visible().for_lists().get()
    assert {"raw", "words", "body"} <= article.get_deferred_fields()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads so small a table from end to end")
def test_entities_are_known_by_their_keys_without_reading_all_of_them() -> None:
    assert "SCAN articles_entity" not in Entity.objects.known_by(["hà nội", "mỹ"]).order_by().explain()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads so small a table from end to end")
def test_withdrawn_articles_are_found_without_reading_the_others() -> None:
    assert "USING INDEX article_withdrawn" in Article.objects.hidden().order_by().values("pk").explain()
