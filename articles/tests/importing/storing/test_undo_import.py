"""Imports undone: what they added goes, what they replaced comes back, index and counts with it."""

from typing import Any

import pytest
from django.utils import timezone

from articles.entities.deciding import Proposal, decide
from articles.importing.storing import undo_import
from articles.importing.storing.editing import save_edited
from articles.importing.storing.kept_columns import kept_values
from articles.importing.storing.store import store
from articles.importing.storing.undo_import import edited_since, undo_batch
from articles.models import Article, BatchStatus, DecisionKind, Entity, ImportBatch, Mention, Outcome, Revision
from articles.models.revision import packed_values
from articles.nlp.annotation import RecognisedName
from articles.search import SearchRequest, drain, reindex, search
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


def test_two_articles_that_one_import_replaced_both_come_back() -> None:
    _import(FIRST, {"title": "Bến xe mở cửa", "key": "v2"})
    before = _rows()
    undo_batch(_import(SECOND, {"title": "Bến xe đóng cửa", "key": "v2"}))
    assert _rows() == before


def test_an_article_whose_text_the_import_left_as_it_was_comes_back() -> None:
    _import(FIRST)
    before = _rows()
    batch = _import({**FIRST, "section": "Văn hóa"})
    assert batch.counts()[Outcome.UPDATED] == 1
    undo_batch(batch)
    assert _rows() == before


def test_an_address_that_another_article_has_now_keeps_the_earlier_text_away() -> None:
    _import({**FIRST, "url": "https://bao.vn/1"})
    batch = _import({**SECOND, "url": "https://bao.vn/2"})
    other = _import({"title": "Bến xe mở cửa", "url": "https://bao.vn/1"})
    undo_batch(batch)
    assert str(other.items.get().article_id) in batch.items.get().reason
    assert Article.objects.get(record_id="v1").title == SECOND["title"]


def test_another_article_without_an_address_is_not_in_the_way() -> None:
    _import(FIRST, {"title": "Bến xe mở cửa"})
    before = _rows()
    undo_batch(_import(SECOND))
    assert _rows() == before


def test_only_entities_that_came_with_the_import_and_that_nothing_uses_are_deleted() -> None:
    before = Entity.objects.create(kind="person", name="Đặng Thúy Hòa", name_key="đặng thúy hòa")
    batch = _import(FIRST)
    _import({**FIRST, "key": "v2", "title": "Bùi Thanh Sang trở lại"})
    unused, target = (Entity(kind="person", name=name, name_key=name.lower()) for name in ("Lê Minh", "Lê Bình"))
    target.save()
    unused.merged_into = target
    unused.save()
    batch.finished_at = timezone.now()
    batch.save()
    after = Entity.objects.create(kind="person", name="Lục Phú Khiêm", name_key="lục phú khiêm")
    undo_batch(batch)
    used = Entity.objects.get(name="Bùi Thanh Sang")
    assert set(Entity.objects.all()) == {before, used, unused, target, after}


def test_undoing_writes_the_index_once_and_no_more_of_the_batch_than_it_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _import(FIRST)
    batch = _import(SECOND, {"title": "Chợ hoa ngày Tết", "key": "v2"})
    batch.error = "OSError"
    ImportBatch.objects.filter(pk=batch.pk).update(label="đổi tên")
    drains: list[object] = []
    monkeypatch.setattr("articles.models.index_outbox._drains", [drains.append])
    undo_batch(batch)
    assert drains == [None]
    batch.refresh_from_db()
    assert (batch.label, batch.error, batch.status) == ("đổi tên", "", BatchStatus.UNDONE)


def test_an_import_that_replaced_what_an_undone_one_had_added_is_recorded_as_its_import() -> None:
    _import({"title": "Bến xe mở cửa", "key": "v9"})
    earlier = _import(FIRST, SECOND)
    later = _import({"title": "Bến xe đóng cửa", "key": "v9"}, SECOND, THIRD, FIRST)
    undo_batch(earlier)
    counts = later.counts()
    assert (counts[Outcome.UPDATED], counts[Outcome.DUPLICATE], counts[Outcome.IMPORTED]) == (2, 1, 1)
    undo_batch(later)
    assert [article.title for article in Article.objects.all()] == ["Bến xe mở cửa"]


def _edit(title: str) -> None:
    article = Article.objects.get()
    article.title = title
    save_edited(article)


@pytest.mark.parametrize("earlier", [(), (FIRST,)])
def test_an_article_that_an_editor_has_changed_since_stays_unless_that_is_undone_too(earlier: tuple[Any, ...]) -> None:
    if earlier:
        _import(*earlier)
    batch = _import(SECOND)
    _edit("Lục Phú Khiêm thăm cảng cá")
    assert edited_since(batch) == [Article.objects.get().pk]
    undo_batch(batch)
    assert Article.objects.get().title == "Lục Phú Khiêm thăm cảng cá"
    assert batch.status == BatchStatus.UNDONE
    assert "an editor has changed the article since" in batch.items.get().reason
    batch.undoes_edits = True
    undo_batch(batch)
    assert [article.title for article in Article.objects.all()] == [one["title"] for one in earlier]


def test_an_edit_that_an_import_replaced_comes_back_with_its_undo() -> None:
    added = _import(FIRST)
    _edit("Ông Sang thăm cảng")
    replacing = _import(SECOND)
    assert (edited_since(added), edited_since(replacing)) == ([], [])
    undo_batch(replacing)
    assert Article.objects.get().title == "Ông Sang thăm cảng"
    assert edited_since(added) == [Article.objects.get().pk]


def test_an_edit_of_an_article_of_another_import_does_not_count() -> None:
    _import({"title": "Chợ hoa ngày Tết", "key": "v2"})
    _edit("Chợ hoa đông khách")
    assert edited_since(_import(FIRST)) == []


def test_what_comes_back_shows_somebody_forgotten_meanwhile_by_an_initial() -> None:
    _import(FIRST)
    batch = _import(SECOND)
    decide(Proposal(DecisionKind.FORGET, Entity.objects.get(name="Bùi Thanh Sang")), None)
    undo_batch(batch)
    assert Article.objects.get().title == "Bùi Thanh S. thăm cảng"


def test_an_address_that_the_article_kept_is_not_in_its_way() -> None:
    _import(FIRST | {"url": "https://bao.vn/cang"})
    batch = _import(SECOND | {"url": "https://bao.vn/cang"})
    # Until 0041 a revision held all columns, whether they had changed or not.
    [revision] = Revision.objects.all()
    whole = kept_values([revision.article_id], ["url"])[revision.article_id] | revision.before
    Revision.objects.update(packed=packed_values(whole))
    undo_batch(batch)
    assert Article.objects.get().title == FIRST["title"]
