"""Similar articles, on every engine."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.search import similar_articles, update_index
from articles.search.index.article_entities import article_entities
from articles.search.related.similar_articles import MOST_SIMILAR
from articles.tests.making import Newsroom


def like(title: str) -> list[str]:
    article = Article.objects.defer(None).get(title=title)
    return [found.title for found in similar_articles(article, article_entities(article))]


@pytest.fixture
def rail(newsroom: Newsroom) -> Newsroom:
    """Two articles on one railway, and two on other things."""
    newsroom.article(
        "Đường sắt qua Gia Lai",
        "Bộ Xây dựng trình dự án đường sắt tốc độ cao qua Gia Lai.",
        places=["Gia Lai"],
        compounds=["Đường sắt", "đường sắt", "dự án", "tốc độ"],
    )
    newsroom.article(
        "Gia Lai chờ đường sắt",
        "Người Gia Lai chờ dự án đường sắt tốc độ cao.",
        places=["Gia Lai"],
        compounds=["đường sắt", "dự án", "tốc độ"],
    )
    newsroom.article("Đường làng", "Đường đất, sắt vụn, xe cao su.", compounds=["cao su"])
    newsroom.article("Chợ hoa Huế", "Hoa nở sớm ở Huế.", places=["Huế"])
    return newsroom


def test_what_shares_words_and_names_is_similar(rail: Newsroom) -> None:
    assert like("Đường sắt qua Gia Lai") == ["Gia Lai chờ đường sắt"]


def test_what_shares_nothing_has_nothing_similar(rail: Newsroom) -> None:
    assert like("Chợ hoa Huế") == []


def test_the_same_story_is_not_called_similar(rail: Newsroom) -> None:
    first = Article.objects.get(title="Đường sắt qua Gia Lai")
    Article.objects.filter(title="Gia Lai chờ đường sắt").update(story=first)
    assert like("Đường sắt qua Gia Lai") == []


def test_one_article_of_another_story_is_enough(rail: Newsroom) -> None:
    first = Article.objects.get(title="Gia Lai chờ đường sắt")
    rail.article("Dự án đường sắt Gia Lai", "Gia Lai: dự án đường sắt tốc độ cao.", places=["Gia Lai"], story=first)
    assert len(like("Đường sắt qua Gia Lai")) == 1


def test_a_withdrawn_article_is_neither_shown_nor_compared(rail: Newsroom) -> None:
    article = Article.objects.get(title="Gia Lai chờ đường sắt")
    Article.objects.filter(pk=article.pk).update(withdrawn=True)
    assert like("Đường sắt qua Gia Lai") == []
    update_index([article.pk])
    assert like("Gia Lai chờ đường sắt") == []


def test_a_few_are_enough_and_take_one_sql_query(newsroom: Newsroom) -> None:
    for number in range(12):
        newsroom.article(f"Lũ ở Gia Lai {number}", "Mưa to, nước dâng cao.", places=["Gia Lai"])
    newsroom.article("Tin khác", "Không liên quan.")
    article = Article.objects.defer(None).get(title="Lũ ở Gia Lai 3")
    mentioned = article_entities(article)
    with CaptureQueriesContext(connection) as captured:
        assert len(similar_articles(article, mentioned)) == MOST_SIMILAR
    assert len(captured) == 1
