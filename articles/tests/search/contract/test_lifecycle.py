from collections.abc import Iterator

import pytest
from haystack import connections

from articles.models import Article
from articles.models.index_outbox import note_changed
from articles.search import SearchFailed, SearchRequest, reason_to_reindex, reindex, search, update_index
from articles.search.index.lifecycle import article_index, stamp
from articles.search.index.outbox import drain
from articles.tests.making import Newsroom
from articles.tests.search.contract.conftest import embedded
from articles.text import terms


def _total(query: str = "") -> int:
    return search(SearchRequest(query=query)).total


def test_an_index_of_other_terms_must_be_rebuilt(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    assert reason_to_reindex() == ""
    monkeypatch.setattr(terms, "VERSION", "another")
    assert "another version" in reason_to_reindex()
    reindex()
    assert reason_to_reindex() == ""


def test_an_index_that_was_only_begun_is_told_apart_from_one_of_another_version(newsroom: Newsroom) -> None:
    connections["default"].get_backend().rebuild(None, (), stamp="")
    assert reason_to_reindex() == "it was not built whole yet"


def test_rebuilding_leaves_out_what_is_withdrawn(newsroom: Newsroom) -> None:
    newsroom.article("Một")
    newsroom.article("Hai", withdrawn=True)
    assert reindex() == 1
    assert reason_to_reindex() == ""


@embedded
def test_a_damaged_index_fails_aloud(newsroom: Newsroom) -> None:
    newsroom.article("Một")
    newsroom.index()
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
