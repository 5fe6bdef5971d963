"""Searches that are offered beside the one asked for: a date as a filter, other words for the same thing."""

from datetime import date

import pytest

from articles.search import SearchRequest, search
from articles.search.answer.side_offers import SideOfferKind
from articles.tests.making import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def prices(newsroom: Newsroom) -> Newsroom:
    newsroom.article("Giá 1", "Giá heo tăng.", published="2018-05-12")
    newsroom.article("Giá 2", "Giá lợn tăng.", published="2018-06-12")
    newsroom.article("Giá 3", "Giá heo tháng 5 năm 2018.", published="2019-06-12")
    return newsroom


def test_another_word_for_the_same_is_offered_with_its_articles_and_never_taken(prices: Newsroom) -> None:
    page = search(SearchRequest(query="giá heo"))
    assert {hit.article.title for hit in page.hits[: page.strict]} == {"Giá 1", "Giá 3"}
    offers = [(offer.kind, offer.text, offer.articles) for offer in page.offers]
    assert offers == [(SideOfferKind.WORDS, "lợn", 3)]
    found = search(page.offers[0].request)
    assert {hit.article.title for hit in found.hits} == {"Giá 1", "Giá 2", "Giá 3"}
    assert found.read.either is None


@pytest.mark.parametrize("typed", ["5/2018", "tháng 5/2018", "tháng 5 năm 2018"])
def test_a_date_is_offered_as_a_filter(prices: Newsroom, typed: str) -> None:
    days = [one for one in search(SearchRequest(query=f"giá heo {typed}")).offers if one.kind is SideOfferKind.DAYS]
    assert [(offer.text, offer.articles) for offer in days] == [(typed, 1)]
    request = days[0].request
    assert (request.query, request.since, request.until) == ("giá heo", date(2018, 5, 1), date(2018, 5, 31))


def test_a_year_is_offered_as_a_filter(prices: Newsroom) -> None:
    days = [one for one in search(SearchRequest(query="giá heo 2018")).offers if one.kind is SideOfferKind.DAYS]
    assert [(offer.text, offer.articles) for offer in days] == [("2018", 1)]


def test_nothing_is_offered_that_finds_nothing(prices: Newsroom) -> None:
    assert search(SearchRequest(query="giá bắp 1999")).offers == ()
    assert search(SearchRequest(query='"giá heo" 2018')).offers == ()


def _without(query: str) -> list[tuple[str, str, int]]:
    """Return what a search offers to leave out, the query that is left, and how many articles that finds."""
    offers = search(SearchRequest(query=query)).offers
    return [(one.text, one.request.query, one.articles) for one in offers if one.kind is SideOfferKind.WITHOUT]


def test_where_little_is_found_the_search_without_its_number_is_offered(prices: Newsroom) -> None:
    assert _without("giá heo 37%") == [("37%", "giá heo", 2)]
    assert _without("giá heo MH370") == [("MH370", "giá heo", 2)]


def test_where_enough_is_found_nothing_is_left_out(prices: Newsroom) -> None:
    for number in range(5):
        prices.article(f"Giá cao {number}", "Giá heo tăng 37%.")
    assert _without("giá heo 37%") == []


def test_words_are_offered_as_a_phrase_where_many_others_have_them_apart(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Xe {number}", "Xe máy điện bán chạy.", compounds=["Xe máy"])
    newsroom.article("Mất trộm 0", "Mất xe máy và điện thoại.", compounds=["xe máy"])
    assert SideOfferKind.PHRASE not in {one.kind for one in search(SearchRequest(query="xe máy điện")).offers}
    newsroom.article("Mất trộm 1", "Mất xe máy và điện thoại.", compounds=["xe máy"])
    offer = search(SearchRequest(query="xe máy điện")).offers[0]
    assert (offer.kind, offer.text, offer.articles) == (SideOfferKind.PHRASE, "xe máy điện", 3)
    found = search(offer.request)
    assert {hit.article.title for hit in found.hits} == {"Xe 0", "Xe 1", "Xe 2"}


@pytest.fixture
def exchange(newsroom: Newsroom) -> Newsroom:
    for number in range(12):
        newsroom.article(f"Phiên {number}", "Thị trường chứng khoán tăng.", compounds=["chứng khoán", "Thị trường"])
    for number in range(3):  # what stands side by side several times is no slip that is corrected by itself
        newsroom.article(f"Xã luận {number}", "Bằng chứng về khoáng sản có chừng khoảng ba mẫu.")
    return newsroom


def _spellings(query: str) -> list[tuple[str, int]]:
    offers = search(SearchRequest(query=query)).offers
    return [(one.text, one.articles) for one in offers if one.kind is SideOfferKind.SPELLING]


@pytest.mark.parametrize(
    ("typed", "usual"), [("Chứng khoáng", "Chứng khoán"), ("thị trường chứng khoáng", "thị trường chứng khoán")]
)
def test_the_usual_spelling_is_offered_where_a_few_articles_have_the_words_as_typed(
    exchange: Newsroom, typed: str, usual: str
) -> None:
    assert _spellings(typed) == [(usual, 12)]


def test_what_several_articles_write_so_has_no_other_spelling(exchange: Newsroom) -> None:
    for number in range(3):
        exchange.article(f"Tin {number}", "Chứng khoáng là một từ.")
    assert _spellings("chứng khoáng") == []


def test_a_word_that_differs_by_letters_and_marks_is_no_other_spelling(exchange: Newsroom) -> None:
    assert _spellings("chứng khoang") == []
    assert _spellings("chứng khôn") == []


@pytest.mark.parametrize("typed", ["31/12/9999", "1/1/0001", "9999-12-31", "12/9999"])
def test_a_day_at_an_end_of_the_calendar_is_searched_for_as_any(prices: Newsroom, typed: str) -> None:
    assert search(SearchRequest(query=typed)).total == 0


def test_where_few_articles_have_the_words_short_and_common_syllables_are_looked_at_too(newsroom: Newsroom) -> None:
    for number in range(40):
        newsroom.article(f"Tin {number}", "Lực lượng hí trường của tỉnh.")
    for number in range(12):
        newsroom.article(f"Giá {number}", "Giá cả trên thị trường tăng.", compounds=["thị trường"])
    for number in range(3):
        newsroom.article(f"Khác {number}", "Lâm trường hi vọng; chí trường.")
    assert _spellings("hị trường") == [("thị trường", 12)]
