"""The index follows what is saved, once it is committed, and its failures stop nothing else."""

import logging

import pytest
from django.db import transaction
from haystack import connections

from articles.models import Article, Entity, EntityKind, Section, Source
from articles.models.index_outbox import note_changed
from articles.search import (
    Choice,
    IndexDifferences,
    SearchFailed,
    SearchPage,
    SearchRequest,
    differences,
    reindex,
    search,
)
from articles.search.index.outbox import drain, outbox_size
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article() -> Article:
    return Newsroom().article("Cảng cá", "Bà Lan Chi.", people=["Lan Chi"], source="Báo A", section="Thời sự")


def _search(facet: str, value: str) -> SearchPage:
    return search(SearchRequest(choices=(Choice(facet, value),)))


def _names(page: SearchPage, facet: str) -> list[str]:
    return [value.label for result in page.facets if result.facet.name == facet for value in result.values]


def test_a_deleted_entity_leaves_the_facets(article: Article) -> None:
    Entity.objects.get(name="Lan Chi").delete()
    assert _names(search(SearchRequest()), "person") == []


def test_an_entity_of_another_kind_changes_its_facet(article: Article) -> None:
    entity = Entity.objects.get(name="Lan Chi")
    entity.kind = EntityKind.PLACE
    entity.save()
    page = search(SearchRequest())
    assert (_names(page, "person"), _names(page, "place")) == ([], ["Lan Chi"])


@pytest.mark.parametrize(("model", "facet"), [(Source, "source"), (Section, "section")])
def test_another_slug_chooses_the_same_articles(
    article: Article, model: type[Source] | type[Section], facet: str
) -> None:
    named = model.objects.get()
    named.slug = "moi"
    named.save()
    assert [hit.article for hit in _search(facet, "moi").hits] == [article]
    assert list(differences()) == [IndexDifferences((), (), ())]


def test_a_new_name_alone_indexes_nothing(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.search.index.outbox.update_index", lambda ids: pytest.fail(f"indexes {ids}"))
    source = Source.objects.get()
    source.name = "Báo B"
    source.save()
    assert _names(search(SearchRequest()), "source") == ["Báo B"]


def test_what_is_rolled_back_is_not_indexed(article: Article) -> None:
    with transaction.atomic():
        article.title = "Chợ hoa"
        article.save()
        transaction.set_rollback(True)
    assert search(SearchRequest(query="chợ")).total == 0


def test_what_a_transaction_changed_is_one_commit_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    reindex()
    followed: list[list[int]] = []
    monkeypatch.setattr("articles.search.index.outbox.update_index", followed.append)
    with transaction.atomic():
        articles = [Article.objects.create(title=f"Tin {n}", content_hash=f"{n:064}") for n in range(3)]
        articles[0].save()
    assert [ids[-3:] for ids in followed] == [[article.pk for article in articles]]


def test_an_index_that_fails_stops_no_writer_and_is_logged(
    article: Article, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise SearchFailed("no space left on device")

    with caplog.at_level(logging.ERROR), monkeypatch.context() as patch:
        patch.setattr(type(connections["default"].get_backend()), "change", fail)
        article.title = "Chợ hoa"
        article.save()
        note_changed([article.pk])
        assert not drain()
    assert "no space left" in caplog.text
    assert list(differences()) == [IndexDifferences((), (), (article.pk,))]
    assert outbox_size() == 2
    assert drain()
    assert list(differences()) == [IndexDifferences((), (), ())]
    assert outbox_size() == 0
