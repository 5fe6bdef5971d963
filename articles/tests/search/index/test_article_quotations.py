"""The quotations of articles as the index has them."""

import pytest

from articles.models import Article, Entity, Post
from articles.search.index.article_quotations import article_quotations, speakers
from articles.search.index.fingerprint import fingerprint
from articles.search_indexes import ArticleIndex
from articles.tests.making import Newsroom
from articles.tests.quoting import give_office, say

pytestmark = pytest.mark.django_db

LAN = "Trần Thị Lan"


@pytest.fixture
def quoting(newsroom: Newsroom) -> Article:
    """An article with a quotation over two paragraphs and one in the lead by nobody."""
    article = newsroom.article(
        "Cầu mới",
        f"Bà {LAN} nói: “Cầu đẹp.",
        "Đường rộng”, rồi bà về.",
        lead="Dân nói: “Mừng lắm”.",
        people=[LAN],
    )
    say(article, ("Cầu đẹp.\nĐường rộng", LAN), ("Mừng lắm", ""))
    return Article.objects.get(pk=article.pk)


def test_the_index_has_where_quotations_begin_and_end_and_who_speaks(quoting: Article) -> None:
    fields = ArticleIndex().full_prepare(quoting)
    speaker = Entity.objects.get().pk
    assert fields["speakers"] == [speaker]
    assert fields["lead_said"] == {"q": [2], "e": [4]}
    assert fields["text_said"] == {"q": [5], "e": [9], str(speaker): [5]}
    assert fields["title_said"] == {}


def test_the_index_has_the_posts_that_the_article_gives_the_speaker(quoting: Article) -> None:
    before = fingerprint(quoting)
    give_office(quoting, LAN, "Bà")
    speaker, post = Entity.objects.get().pk, Post.objects.get().pk
    held = Article.objects.get(pk=quoting.pk)
    assert ArticleIndex().full_prepare(held)["text_said"] == {"q": [5], "e": [9], str(speaker): [5], f"p{post}": [5]}
    assert fingerprint(held) != before


def test_a_hidden_speaker_is_nobody(quoting: Article) -> None:
    before = fingerprint(quoting)
    Entity.objects.update(hidden=True)
    hidden = Article.objects.get(pk=quoting.pk)
    assert speakers(hidden) == []
    assert [one.speaker for one in article_quotations(hidden)] == [None, None]
    assert fingerprint(hidden) != before


def test_the_fingerprint_tells_another_quotation(quoting: Article) -> None:
    before = fingerprint(quoting)
    quoting.quotations.filter(mention_start=None).update(end=1000)
    assert fingerprint(Article.objects.get(pk=quoting.pk)) != before
