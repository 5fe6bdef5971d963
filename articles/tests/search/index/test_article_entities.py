import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import Article, Entity
from articles.search.index.article_entities import ArticlesWithEntities, article_entities
from articles.tests.making import Newsroom


@pytest.fixture
def articles(newsroom: Newsroom) -> list[Article]:
    """An article that names two entities, one of them twice; and one that names none."""
    return [
        newsroom.article("Bà Lan Chi về Gia Lai", "Bà Lan Chi vui.", people=["Lan Chi"], places=["Gia Lai"]),
        newsroom.article("Trời nắng"),
    ]


def _ids(*names: str) -> list[tuple[str, int]]:
    return sorted((entity.kind, entity.pk) for entity in Entity.objects.filter(name__in=names))


def test_each_entity_is_named_once(articles: list[Article]) -> None:
    assert [article_entities(article) for article in articles] == [_ids("Lan Chi", "Gia Lai"), []]


def test_many_articles_take_three_queries_more(
    articles: list[Article], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = Article.objects.order_by("pk")
    found._iterable_class = ArticlesWithEntities
    with django_assert_num_queries(4):
        read = [article_entities(article) for article in found]
    assert read == [_ids("Lan Chi", "Gia Lai"), []]
