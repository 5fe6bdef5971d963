"""Suggestions while typing, on every engine."""

import pytest

from articles.models import Article, Entity
from articles.search import Choice, SuggestionKind, suggest
from articles.search.suggestions import MOST_TYPED
from articles.tests.making import Newsroom


def suggested(typed: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.label) for one in suggest(typed)]


@pytest.fixture
def news(newsroom: Newsroom) -> Newsroom:
    """An article on the price of coffee, and one on a singer that names a minister."""
    newsroom.article(
        "Giá cà phê Gia Lai tăng", "Gia Lai.", places=["Gia Lai"], section="Kinh tế", published="2024-06-14", source="A"
    )
    newsroom.article(
        "Phê bình ca sĩ Mỹ", "Bùi Thanh Sơn.", people=["Bùi Thanh Sơn"], section="Văn hóa", published="2024-06-15"
    )
    return newsroom


def test_names_sections_and_headlines_are_suggested(news: Newsroom) -> None:
    cases = [
        ("thanh s", ("person", "Bùi Thanh Sơn")),
        ("GIA L", ("place", "Gia Lai")),
        ("kinh", ("section", "Kinh tế")),
        ("hoá", ("section", "Văn hóa")),
        ("ca phe", ("article", "Giá cà phê Gia Lai tăng")),
        ("cà phê g", ("article", "Giá cà phê Gia Lai tăng")),
        ("tăng", ("article", "Giá cà phê Gia Lai tăng")),
        ("my", ("article", "Phê bình ca sĩ Mỹ")),
    ]
    for typed, first in cases:
        assert suggested(typed)[0] == first


def test_marks_that_are_typed_are_respected_in_headlines(news: Newsroom) -> None:
    assert suggested("tàng") == []
    assert suggested("cá phê") == []
    assert suggested("cà phe") == [("article", "Giá cà phê Gia Lai tăng")]


def test_a_headline_with_the_words_side_by_side_comes_first(news: Newsroom) -> None:
    assert suggested("ca phe")[0] == ("article", "Giá cà phê Gia Lai tăng")
    assert ("article", "Phê bình ca sĩ Mỹ") in suggested("ca phe")


def test_a_name_may_end_what_is_typed(news: Newsroom) -> None:
    found = next(one for one in suggest("xuất khẩu gia l") if one.kind is SuggestionKind.PLACE)
    assert found.before == "xuất khẩu"
    assert found.choice == Choice("place", str(Entity.objects.get(name="Gia Lai").pk))


def test_a_headline_that_has_all_words_comes_before_a_name_that_has_the_last(news: Newsroom) -> None:
    assert suggested("cà phê gia l") == [("article", "Giá cà phê Gia Lai tăng"), ("place", "Gia Lai")]


def test_a_withdrawn_article_is_not_suggested(news: Newsroom) -> None:
    Article.objects.update(withdrawn=True)
    assert suggested("tang") == []


def test_nothing_is_suggested_where_nothing_can_be_meant(news: Newsroom) -> None:
    cases = ["", "g", " ", "?!", '"gia l', "-gia", "nơi:gia", "(gia", "\x00\x00", "🦀🦀", "x" * 5000]
    for typed in cases:
        assert suggested(typed) == []


def test_a_long_text_is_read_as_far_as_it_goes(news: Newsroom) -> None:
    assert len(suggest("gia lai " * MOST_TYPED)) < 20
