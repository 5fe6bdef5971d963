import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing.options import OnKnown
from articles.importing.storing.deduplication import StoreAction, StoreDecision, matches_of, passed_over_positions
from articles.importing.storing.store import store
from articles.models import Article, ImportBatch, Source
from articles.tests.importing.storing.preparing import prepared, read

pytestmark = pytest.mark.django_db


def test_what_is_known_needs_no_annotation() -> None:
    store(ImportBatch.objects.create(label="test"), [prepared(key="v1")])
    coming = [read(key="v1"), read(key="v1", title="Tựa mới"), read(title="Bài khác")]
    assert passed_over_positions(OnKnown.UPDATE)(coming) == {0}
    assert passed_over_positions(OnKnown.SKIP)(coming) == {0, 1}


def test_articles_stored_before_there_was_a_hash_of_them_are_known_by_their_text() -> None:
    store(ImportBatch.objects.create(label="test"), [prepared(key="v1")])
    Article.objects.update(imported_hash="")
    assert passed_over_positions(OnKnown.UPDATE)([read(key="v1", section="Văn hóa")]) == {0}


def test_a_chunk_is_looked_up_at_once() -> None:
    with CaptureQueriesContext(connection) as queries:
        passed_over_positions(OnKnown.UPDATE)([read(key=f"v{n}", url=f"https://bao.vn/{n}") for n in range(30)])
    assert len(queries) == 4


def test_a_decision_names_the_article_that_is_in_the_archive_already() -> None:
    batch = ImportBatch.objects.create(label="test")
    store(batch, [prepared(key="v1", source="TNO"), prepared(path="b.txt", title="Bài khác", key="v2", source="TNO")])
    first, second = Article.objects.order_by("pk")
    coming = [
        read(key="v1", source="TNO"),
        read(key="v1", source="VNE"),
        read(title="Bài khác", key="v1", source="TNO"),
        read(title="Tựa mới", key="v1", source="TNO"),
        read(title="Tin mới"),
    ]
    matches = matches_of(coming)
    assert [matches.decide(one, OnKnown.UPDATE) for one in coming] == [
        StoreDecision(StoreAction.PASS_OVER, first.pk),
        StoreDecision(StoreAction.PASS_OVER, first.pk),
        StoreDecision(StoreAction.PASS_OVER, second.pk),
        StoreDecision(StoreAction.REPLACE, first.pk),
        StoreDecision(StoreAction.ADD),
    ]
    assert matches.decide(coming[3], OnKnown.SKIP) == StoreDecision(StoreAction.PASS_OVER, first.pk)


def test_a_record_is_known_by_the_old_and_the_new_name_of_its_source_and_not_without_one() -> None:
    store(ImportBatch.objects.create(label="test"), [prepared(key="v1", source="Báo Gia Lai")])
    Source.objects.update(name="Báo Tây Nguyên")
    newer = [
        read(key="v1", source="Báo Gia Lai", title="Tựa mới"),
        read(key="v1", source="Báo Tây Nguyên", title="Tựa mới"),
        read(key="v1", title="Tựa mới"),
    ]
    matches = matches_of(newer)
    same = StoreDecision(StoreAction.REPLACE, Article.objects.get().pk)
    assert [matches.decide(one, OnKnown.UPDATE) for one in newer] == [same, same, StoreDecision(StoreAction.ADD)]


def test_a_record_without_a_source_is_known_by_its_id() -> None:
    store(ImportBatch.objects.create(label="test"), [prepared(key="v1")])
    newer = [read(key="v1", title="Tựa mới"), read(key="v1", source="Báo Gia Lai", title="Tựa mới")]
    matches = matches_of(newer)
    assert [matches.decide(one, OnKnown.UPDATE).action for one in newer] == [StoreAction.REPLACE, StoreAction.ADD]
