from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from haystack import connections
from haystack.utils import get_identifier

from articles.models import Article
from articles.models.index_outbox import note_changed
from articles.search.answer.search_page import search
from articles.search.errors import SearchFailed
from articles.search.index.lifecycle import article_index, reason_to_reindex, reindex, stamp, update_index
from articles.search.index.outbox import drain
from articles.search.request import SearchRequest
from articles.tests.making import Newsroom
from articles.text import terms
from haystack_engines.index_versions import IndexMissing, IndexVersions


def _total(query: str = "") -> int:
    return search(SearchRequest(query=query)).total


def test_an_index_of_other_terms_must_be_rebuilt(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason_to_reindex() == ""
    monkeypatch.setattr(terms, "VERSION", "another")
    assert "another version" in reason_to_reindex()
    reindex()
    assert reason_to_reindex() == ""


def test_rebuilding_leaves_out_what_is_withdrawn(newsroom: Newsroom) -> None:
    newsroom.article("Một")
    newsroom.article("Hai", withdrawn=True)
    assert reindex() == 1
    assert reason_to_reindex() == ""


def test_a_rebuild_that_fails_leaves_the_old_index(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.article("Một")
    backend = connections["default"].get_backend()
    before = backend.versions.current()

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("articles.search_indexes._term_fields", fail)
    with pytest.raises(OSError, match="no space"):
        reindex()
    assert backend.versions.current() == before
    assert _total("một") == 1
    assert [p for p in before.parent.iterdir() if p.is_dir()] == [before]


def test_a_damaged_index_fails_aloud(newsroom: Newsroom) -> None:
    newsroom.article("Một")
    folder = connections["default"].get_backend().versions.current()
    for file in folder.iterdir():
        if file.name != "stamp":
            file.unlink()
    connections.reload("default")
    with pytest.raises(SearchFailed, match=r"cannot be (opened|read)"):
        _total()
    assert "cannot be" in reason_to_reindex()


@pytest.mark.django_db(transaction=True)
def test_saving_an_article_brings_it_into_the_index() -> None:
    reindex()
    article = Article.objects.create(title="Cảng cá", content_hash="1" * 64)
    assert _total("cảng") == 1
    article.title = "Chợ hoa"
    article.save()
    assert (_total("cảng"), _total("chợ")) == (0, 1)
    article.delete()
    assert _total() == 0


def test_what_was_written_in_bulk_is_indexed_when_noted(newsroom: Newsroom) -> None:
    [article] = Article.objects.bulk_create([Article(title="Cảng cá", content_hash="1" * 64)])
    note_changed([article.pk])
    drain()
    assert _total("cảng") == 1


def test_another_connection_sees_a_commit_at_once(newsroom: Newsroom) -> None:
    reader = connections["default"].get_backend()
    assert reader.document_count() == 0
    connections.reload("default")
    newsroom.article("Cảng cá")
    assert reader.document_count() == 1


def test_only_two_generations_are_kept(newsroom: Newsroom) -> None:
    for _ in range(4):
        reindex()
    folder = connections["default"].get_backend().versions.path
    assert len([path for path in folder.iterdir() if path.is_dir()]) == 2


def test_no_generation_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        IndexVersions(tmp_path / "none").current()


def test_what_changes_while_the_index_is_rebuilt_is_in_the_new_one(newsroom: Newsroom) -> None:
    changed, gone, _ = (newsroom.article(title) for title in ("Cảng cá", "Chợ nổi", "Đèo Ngang"))
    backend, index = connections["default"].get_backend(), article_index()

    def rows_while_others_write() -> Iterator[Article]:
        yield from list(index.index_queryset())
        Article.objects.filter(pk=changed.pk).update(title="Chợ hoa")
        Article.objects.filter(pk=gone.pk).update(withdrawn=True)
        update_index([changed.pk, gone.pk])
        assert (_total("hoa"), _total("nổi")) == (1, 0)  # in the old index at once

    before = backend.versions.current()
    backend.rebuild(index, rows_while_others_write(), stamp=stamp())
    assert backend.versions.current() != before
    assert [_total(word) for word in ("cảng", "hoa", "nổi", "ngang")] == [0, 1, 0, 1]


def test_a_writer_does_not_wait_for_a_rebuild(newsroom: Newsroom) -> None:
    article = newsroom.article("Cảng cá")
    backend, index = connections["default"].get_backend(), article_index()
    identifier = get_identifier(article)

    def write() -> None:
        connections["default"].get_backend().replace(None, (), gone=[identifier])

    def rows_while_a_writer_is_awaited() -> Iterator[Article]:
        writer = Thread(target=write)
        writer.start()
        writer.join(timeout=20)
        assert not writer.is_alive()
        yield from index.index_queryset()

    backend.rebuild(index, rows_while_a_writer_is_awaited(), stamp=stamp())
    assert _total("cảng") == 1  # the database has it still
