"""The outbox of the index: nothing that was committed is lost, and nobody who writes waits for the index or fails."""

from collections.abc import Callable, Iterable
from functools import partial
from threading import Thread

import pytest
from django.db import connection, transaction
from haystack import connections

from articles.entities.deciding import Proposal, decide
from articles.importing.document import Document
from articles.importing.options import ImportOptions
from articles.importing.running.batch import import_documents
from articles.importing.storing.editing import save_edited
from articles.models import Article, DecisionKind, Entity, ImportBatch, IndexOutbox, Source, index_outbox
from articles.models.index_outbox import drain_outbox, drain_with, note_changed
from articles.search import IndexDifferences, SearchFailed, SearchRequest, differences, reindex, search, update_index
from articles.search.index import outbox
from articles.search.index.lifecycle import index_lock
from articles.search.index.outbox import AT_ONCE, drain, outbox_size
from articles.tests.making import Newsroom

INDEXING = "articles.search.index.outbox.update_index"
SAME = [IndexDifferences((), (), ())]


@pytest.fixture
def article(newsroom: Newsroom) -> Article:
    return newsroom.article("Cảng cá mở cửa", "Bà Lan Chi về.", people=["Lan Chi"], source="Báo A")


def _retitle(article: Article, title: str, *, index_on_commit: bool = False) -> None:
    Article.objects.filter(pk=article.pk).update(title=title)
    note_changed([article.pk], index_on_commit=index_on_commit)


def _thread(work: Callable[[], None]) -> Thread:
    """Return a thread that closes its own connection to the database."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return Thread(target=run)


def _total(query: str) -> int:
    return search(SearchRequest(query=query)).total


@pytest.mark.django_db
def test_what_the_index_could_not_take_is_indexed_later(
    article: Article, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: object) -> None:
        raise SearchFailed("no space left on device")

    _retitle(article, "Bến cá mở cửa")
    with monkeypatch.context() as patch:
        patch.setattr(INDEXING, fail)
        assert not drain()
    assert outbox_size() == 1
    assert caplog.messages == ["Articles wait in the outbox until the index can be written again"]
    assert drain()
    assert (_total("bến"), outbox_size()) == (1, 0)


@pytest.mark.django_db
def test_a_change_while_its_article_is_indexed_stays_in_the_outbox(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    def index_and_change(ids: Iterable[int]) -> None:
        update_index(ids)
        monkeypatch.setattr(INDEXING, update_index)
        _retitle(article, "Chợ hoa")
        assert outbox_size() == 2

    _retitle(article, "Bến cá mở cửa")
    monkeypatch.setattr(INDEXING, index_and_change)
    assert drain([article.pk])
    assert (_total("bến"), _total("chợ"), outbox_size()) == (0, 1, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "at"), [(5, 2), (2, 0), (2, 1)])
def test_an_article_that_cannot_be_indexed_does_not_hold_up_the_others(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, count: int, at: int
) -> None:
    articles = [newsroom.article(f"Tin {n}") for n in range(count)]
    broken = articles[at].pk

    def index(ids: list[int]) -> None:
        if broken in ids:
            raise ValueError("its words are damaged")
        update_index(ids)

    for article in articles:
        _retitle(article, f"Bến {article.pk}")
    monkeypatch.setattr(INDEXING, index)
    assert not drain()
    assert (_total("bến"), list(IndexOutbox.objects.values_list("article_id", flat=True))) == (count - 1, [broken])
    assert caplog.messages == [f"Article {broken} cannot be indexed"]


@pytest.mark.django_db
def test_an_outbox_of_several_batches_is_emptied_whole(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "_BATCH", 1)
    note_changed(range(10**9, 10**9 + 3), index_on_commit=False)
    assert drain()
    assert outbox_size() == 0


@pytest.mark.django_db
def test_a_request_indexes_as_many_articles_as_it_may_and_leaves_more_to_the_worker(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "AT_ONCE", 2)
    articles = [newsroom.article(f"Tin {n}") for n in range(3)]
    ids = [article.pk for article in articles]
    note_changed(ids, index_on_commit=False)
    assert not drain(ids)
    assert outbox_size() == 3
    assert drain(ids[:2])
    assert list(IndexOutbox.objects.values_list("article_id", flat=True)) == ids[2:]


@pytest.mark.django_db(transaction=True)
def test_what_a_transaction_notes_is_one_commit_of_the_index(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[list[int]] = []
    one, other = newsroom.article("Cảng cá"), newsroom.article("Chợ hoa")
    monkeypatch.setattr(INDEXING, lambda ids: indexed.append(list(ids)))
    with transaction.atomic():
        _retitle(one, "Đèo Ngang", index_on_commit=True)
        _retitle(other, "Bến xe", index_on_commit=True)
        _retitle(one, "Đèo Cả", index_on_commit=True)
    assert indexed == [[one.pk, other.pk]]


@pytest.mark.django_db(transaction=True)
def test_a_failing_drain_does_not_fail_what_was_committed(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: list[int] | None) -> None:
        raise RuntimeError("the index is away")

    after: list[str] = []
    monkeypatch.setattr(index_outbox, "_drains", [])
    drain_with(fail)
    with transaction.atomic():
        note_changed([1])
        transaction.on_commit(partial(after.append, "sent"))
    assert (after, outbox_size()) == (["sent"], 1)
    with pytest.raises(RuntimeError, match="the index is away"):
        drain_outbox()


@pytest.mark.django_db(transaction=True)
def test_a_request_indexes_its_own_articles_and_leaves_the_others_to_the_worker(newsroom: Newsroom) -> None:
    one, other = newsroom.article("Cảng cá"), newsroom.article("Chợ hoa")
    _retitle(one, "Đèo Ngang")
    _retitle(other, "Bến xe", index_on_commit=True)
    assert (_total("đèo"), _total("bến")) == (0, 1)
    assert list(IndexOutbox.objects.values_list("article_id", flat=True)) == [one.pk]


@pytest.mark.django_db(transaction=True)
def test_a_request_does_not_wait_long_for_another_that_indexes(
    article: Article, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outbox, "_PATIENCE", 0.05)
    caplog.set_level("INFO", outbox.logger.name)
    complete: list[bool] = []
    with index_lock():
        for work in (
            partial(_retitle, article, "Bến cá", index_on_commit=True),
            lambda: complete.append(drain([article.pk])),
        ):
            request = _thread(work)
            request.start()
            request.join()
    assert (complete, _total("bến"), outbox_size()) == ([False], 0, 1)
    assert caplog.messages == ["Articles wait in the outbox: another process is writing the index"] * 2
    drain()
    assert (_total("bến"), outbox_size()) == (1, 0)


@pytest.mark.django_db
def test_a_rebuilt_index_needs_nothing_that_was_noted_before(article: Article) -> None:
    _retitle(article, "Bến cá mở cửa")
    reindex()
    assert (_total("bến"), outbox_size()) == (1, 0)


@pytest.mark.django_db
def test_what_is_noted_while_the_index_is_rebuilt_stays(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = type(connections["default"].get_backend())
    build = backend.build

    def build_and_note(self: object, *arguments: object) -> None:
        build(self, *arguments)
        note_changed([article.pk], index_on_commit=False)

    _retitle(article, "Bến cá mở cửa")
    monkeypatch.setattr(backend, "build", build_and_note)
    reindex()
    assert outbox_size() == 1


@pytest.mark.django_db(transaction=True)
def test_an_article_is_read_only_when_nobody_else_is_indexing(article: Article) -> None:
    with index_lock():
        other = _thread(partial(update_index, [article.pk]))
        other.start()
        other.join(timeout=0.3)
        Article.objects.filter(pk=article.pk).update(title="Bến cá mở cửa")
    other.join()
    assert (_total("cảng"), _total("bến")) == (0, 1)


class Killed(BaseException):
    """The process ends here."""


def _edit(article: Article) -> None:
    article.title = "Bến cá mở cửa"
    save_edited(article)


def _delete(article: Article) -> None:
    article.delete()


def _delete_chosen(article: Article) -> None:
    Article.objects.filter(pk=article.pk).delete()


def _merge(article: Article) -> None:
    whole = Entity.objects.create(kind="person", name="Lan Anh")
    decide(Proposal(DecisionKind.MERGE, Entity.objects.get(name="Lan Chi"), target=whole), None)


def _hide(article: Article) -> None:
    decide(Proposal(DecisionKind.HIDE, Entity.objects.get(name="Lan Chi")), None)


def _delete_entity(article: Article) -> None:
    Entity.objects.filter(name="Lan Chi").delete()


def _rename_source(article: Article) -> None:
    source = Source.objects.get()
    source.slug = "bao-khac"
    source.save()


def _import(article: Article) -> None:
    text = "Chợ nổi Cái Răng\nSáng nay chợ nổi đông khách.\nGhe xuồng nối nhau vào chợ từ bốn giờ."
    import_documents(
        ImportBatch.objects.create(label="test"), [Document("a.txt", "", text.encode())], options=ImportOptions()
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "write", [_edit, _delete, _delete_chosen, _merge, _hide, _delete_entity, _rename_source, _import]
)
def test_a_process_that_dies_before_it_indexes_loses_nothing(
    article: Article, monkeypatch: pytest.MonkeyPatch, write: Callable[[Article], None]
) -> None:
    def die(_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(INDEXING, die)
        with pytest.raises(Killed):
            write(article)
    assert list(differences()) != SAME
    drain()
    assert list(differences()) == SAME
    assert outbox_size() == 0


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_noted(article: Article) -> None:
    with transaction.atomic():
        _retitle(article, "Bến cá", index_on_commit=True)
        note_changed(range(1000, 1000 + AT_ONCE))
        transaction.set_rollback(True)
    assert outbox_size() == 0
    _retitle(article, "Chợ hoa", index_on_commit=True)
    assert (_total("chợ"), outbox_size()) == (1, 0)
