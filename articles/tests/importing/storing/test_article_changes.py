"""Columns set on chosen articles: when they changed, and who has them indexed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from articles.importing.storing.article_changes import carry_out
from articles.models import Article, ArticleChange, ChangedArticle, ChangeKind, IndexOutbox
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2024, 6, 14, tzinfo=UTC)
Captured = Callable[[], AbstractContextManager[list[Callable[[], object]]]]


@pytest.fixture
def items(newsroom: Newsroom) -> list[ChangedArticle]:
    """Return what a change of the section is to do for one of two articles."""
    newsroom.article("Cảng cá Gành Hào", "Tàu về.")
    article = newsroom.article("Cảng cá Cửa Lò", "Tàu về.")
    Article.objects.update(updated_at=LONG_AGO)
    IndexOutbox.objects.all().delete()
    change = ArticleChange.objects.create(kind=ChangeKind.SECTION, values={"section": "Kinh tế"})
    return [ChangedArticle.objects.create(change=change, article=article, before={}, after={})]


def test_a_changed_article_says_when_it_was_edited_and_the_others_do_not(items: list[ChangedArticle]) -> None:
    carry_out(items[0].change, items)
    article, other = Article.objects.get(pk=items[0].article_id), Article.objects.exclude(pk=items[0].article_id).get()
    assert article.edited_at
    assert article.edited_at == article.updated_at > LONG_AGO
    assert (other.edited_at, other.updated_at) == (None, LONG_AGO)


@pytest.mark.parametrize("index_on_commit", [True, False])
def test_the_worker_indexes_what_is_not_indexed_on_commit(
    items: list[ChangedArticle], index_on_commit: bool, django_capture_on_commit_callbacks: Captured
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        carry_out(items[0].change, items, index_on_commit=index_on_commit)
    assert bool(callbacks) is index_on_commit
    assert list(IndexOutbox.objects.values_list("article_id", flat=True)) == [items[0].article_id]
