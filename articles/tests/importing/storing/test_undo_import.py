"""Imports undone: what they added goes, what they replaced comes back, index and counts with it."""

from typing import Any

import pytest
from django.utils import timezone

from articles.importing.storing import undo_import
from articles.importing.storing.store import store
from articles.importing.storing.undo_import import undo_batch
from articles.models import Article, BatchStatus, Entity, ImportBatch, Mention, Outcome, Revision
from articles.nlp.annotation import RecognisedName
from articles.search import SearchRequest, reindex, search
from articles.search.index.outbox import drain
from articles.tests.importing.storing.preparing import prepared

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = {
    "title": "Bùi Thanh Sang thăm cảng",
    "key": "v1",
    "mentions": [RecognisedName(0, 14, "person", "Bùi Thanh Sang", "Bùi Thanh Sang")],
}
SECOND = {
    "title": "Lục Phú Khiêm thăm cảng",
    "key": "v1",
    "mentions": [RecognisedName(0, 13, "person", "Lục Phú Khiêm", "Lục Phú Khiêm")],
}
THIRD = {"title": "Cảng vắng khách", "key": "v1"}


@pytest.fixture(autouse=True)
def index() -> None:
    reindex()


def _import(*articles: dict[str, Any]) -> ImportBatch:
    batch = ImportBatch.objects.create(label="test")
    store(batch, [prepared(path=f"{n}.txt", **article) for n, article in enumerate(articles)])
    drain()
    batch.status, batch.finished_at = BatchStatus.FINISHED, timezone.now()
    batch.save()
    return batch


def _rows() -> list[tuple[Any, ...]]:
    """Return all that is kept of the articles, but for when they were changed."""
    columns = [field.attname for field in Article._meta.fields if field.name != "updated_at"]
    articles = list(Article.objects.order_by("pk").values_list(*columns))
    mentions = list(Mention.objects.order_by("article", "start").values_list("article", "start", "end", "entity__name"))
    entities = list(Entity.objects.order_by("pk").values_list("name", "article_count"))
    return [*articles, *mentions, *entities]


def _found(query: str) -> int:
    return search(SearchRequest(query=query)).total


def test_what_an_import_added_goes() -> None:
    _import({"title": "Bài ở lại"})
    before = _rows()
    batch = _import(FIRST)
    undo_batch(batch)
    assert _rows() == before
    assert (_found("Bùi Thanh Sang"), _found("ở lại")) == (0, 1)
    assert (batch.status, batch.counts()[Outcome.UNDONE]) == (BatchStatus.UNDONE, 1)


def test_what_an_import_replaced_comes_back_as_it_was() -> None:
    _import(FIRST)
    before = _rows()
    batch = _import(SECOND)
    assert (_found("Bùi Thanh Sang"), _found("Lục Phú Khiêm")) == (0, 1)
    undo_batch(batch)
    assert _rows() == before
    assert (_found("Bùi Thanh Sang"), _found("Lục Phú Khiêm")) == (1, 0)


def test_an_article_added_and_replaced_by_one_import_goes() -> None:
    undo_batch(_import(FIRST, SECOND))
    assert not Article.objects.exists()
    assert not Entity.objects.exists()


def test_an_article_replaced_twice_by_one_import_comes_back_as_it_was_before() -> None:
    _import(FIRST)
    before = _rows()
    undo_batch(_import(SECOND, THIRD))
    assert _rows() == before


def test_what_a_later_import_replaced_is_that_ones_to_undo() -> None:
    earlier, later = _import(FIRST), _import(SECOND)
    undo_batch(earlier)
    assert Article.objects.get().title == SECOND["title"]
    undo_batch(later)
    assert not Article.objects.exists()


def test_undone_in_between_the_last_import_brings_back_the_first() -> None:
    _import(FIRST)
    before = _rows()
    middle, last = _import(SECOND), _import(THIRD)
    undo_batch(middle)
    assert Article.objects.get().title == THIRD["title"]
    undo_batch(last)
    assert _rows() == before


def test_an_earlier_text_that_is_another_article_now_stays_away() -> None:
    _import(FIRST)
    batch = _import(SECOND)
    other = _import({**FIRST, "key": ""})
    undo_batch(batch)
    assert Article.objects.count() == 2
    assert str(other.items.get().article_id) in batch.items.get().reason
    assert batch.items.get().outcome == Outcome.FAILED


def test_an_undoing_that_was_killed_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo_import, "_AT_ONCE", 2)
    batch = _import(*({"title": f"Bài {n}"} for n in range(5)))
    undo_some = undo_import._undo

    def die_at_the_second(*arguments: Any) -> None:
        if Article.objects.count() < 5:
            raise SystemExit
        undo_some(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(undo_import, "_undo", die_at_the_second)
        with pytest.raises(SystemExit):
            undo_batch(batch)
    assert (batch.status, Article.objects.count()) == (BatchStatus.UNDOING, 3)
    undo_batch(batch)
    assert (Article.objects.count(), _found(""), Revision.objects.count()) == (0, 0, 0)


def test_an_entity_that_others_name_stays() -> None:
    _import(FIRST)
    undo_batch(_import({**FIRST, "key": "v2", "title": "Bùi Thanh Sang trở lại"}))
    assert Entity.objects.get().article_count == 1
