"""Which words of a query an article must have, on every engine."""

from dataclasses import replace

import pytest

from articles.search import Choice, SearchPage, SearchRequest, article_ids, search
from articles.tests.making import Newsroom

ASKED = SearchRequest(query="cháy xưởng gỗ bến cảng")
ORDERS = ("cháy gỗ bến", "gỗ cháy bến", "bến cháy gỗ", "bến gỗ cháy", "cháy bến gỗ")


def _titles(page: SearchPage) -> list[str]:
    return [hit.article.title for hit in page.hits]


@pytest.fixture
def fires(newsroom: Newsroom) -> Newsroom:
    """One article has all words together, another has them too, a third has some of them apart."""
    newsroom.article("Xưởng gỗ", "Cháy xưởng gỗ ở bến cảng.")
    newsroom.article("Xưởng mộc", "Cháy lớn, xưởng gỗ cạnh bến cảng cháy rụi.", "Cháy xưởng gỗ gần bến.")
    newsroom.article("Chuyện khác", "Bến xe đông người, giá gỗ tăng.")
    return newsroom


def test_articles_with_a_telling_pair_come_after_those_with_all_words(fires: Newsroom) -> None:
    fires.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.")
    page = search(ASKED)
    assert set(_titles(page)[:2]) == {"Xưởng gỗ", "Xưởng mộc"}
    assert _titles(page)[2] == "Thiếu một từ"
    assert "Chuyện khác" not in _titles(page)


def test_the_page_counts_the_articles_with_all_words(fires: Newsroom) -> None:
    fires.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.")
    page = search(ASKED)
    assert (page.total, page.strict, page.widened) == (3, 2, True)


def test_pages_of_a_widened_list_follow_each_other(fires: Newsroom) -> None:
    fires.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.")
    pages = [search(replace(ASKED, page_size=1, page=number)) for number in (1, 2, 3)]
    assert [title for page in pages for title in _titles(page)] == _titles(search(ASKED))
    assert {(page.total, page.strict) for page in pages} == {(3, 2)}


def test_facets_of_a_widened_list_count_all_its_articles(newsroom: Newsroom) -> None:
    newsroom.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.", authors=["Lê Nam"])
    request = SearchRequest(query="cháy xưởng gỗ bến cảng")
    assert _authors(search(request)) == [("Lê Nam", 1)]  # the strict list is empty
    newsroom.article("Xưởng gỗ", "Cháy xưởng gỗ ở bến cảng.", authors=["Lê Nam"])
    assert _authors(search(request)) == [("Lê Nam", 2)]
    assert _authors(search(replace(request, page_size=1, page=2))) == [("Lê Nam", 2)]


def _authors(page: SearchPage) -> list[tuple[str, int]]:
    return [(v.label, v.count) for found in page.facets if found.facet.name == "author" for v in found.values]


def test_ids_of_a_widened_list_are_those_of_its_page(fires: Newsroom) -> None:
    fires.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.")
    assert article_ids(ASKED, most=9, relax=True) == [hit.article.pk for hit in search(ASKED).hits]
    assert len(article_ids(ASKED, most=9)) == 2


def test_every_word_can_be_required(fires: Newsroom) -> None:
    fires.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.")
    page = search(replace(ASKED, as_typed=True))
    assert (page.total, page.widened) == (2, False)


def test_enough_articles_with_all_words_together_hide_those_with_some(fires: Newsroom) -> None:
    for number in range(5):
        fires.article(f"Tin {number}", "Cháy xưởng gỗ bến cảng.")
    fires.article("Thiếu một từ", "Khói ở xưởng gỗ bến cảng.")
    assert "Thiếu một từ" not in _titles(search(ASKED))


def test_words_scattered_over_long_articles_are_not_enough(fires: Newsroom) -> None:
    for number in range(5):
        fires.article(f"Tin {number}", "Cảng mới. Gỗ quý. Bến sông. Xưởng may. Cháy rừng.")
    fires.article("Cảng cá", "Khói ở xưởng gỗ bến cảng.")
    assert "Cảng cá" in _titles(search(ASKED))


def test_a_filter_never_brings_in_articles_that_were_not_counted(fires: Newsroom) -> None:
    for number in range(5):
        fires.article(f"Tin {number}", "Cháy xưởng gỗ bến cảng.", published="2024-06-14")
    fires.article("Khói", "Khói ở xưởng gỗ bến cảng.", published="2023-06-14")
    assert search(ASKED.with_choice(Choice("year", "2023"))).total == 0


@pytest.mark.parametrize(
    ("query", "title", "strict"), [("UBND xã Đắk Hà", "Một", 1), ("ủy ban nhân dân xã Ia Pa", "Hai", 0)]
)
def test_short_and_full_forms_find_each_other(newsroom: Newsroom, query: str, title: str, strict: int) -> None:
    newsroom.article("Một", "Ủy ban nhân dân xã Đắk Hà họp.")
    newsroom.article("Hai", "UBND xã Ia Pa họp.")
    page = search(SearchRequest(query=query))
    assert _titles(page)[0] == title
    assert page.strict == strict


def test_the_words_as_typed_rank_above_their_other_forms(newsroom: Newsroom) -> None:
    newsroom.article("Đầy đủ", "Ủy ban nhân dân xã họp bàn.")
    newsroom.article("Viết tắt", "UBND xã họp bàn.")
    assert _titles(search(SearchRequest(query="UBND xã họp bàn"))) == ["Viết tắt", "Đầy đủ"]


def test_other_forms_are_told_and_can_be_turned_off(newsroom: Newsroom) -> None:
    newsroom.article("Đầy đủ", "Ủy ban nhân dân xã họp bàn.")
    page = search(SearchRequest(query="UBND"))
    assert [(form.typed, form.text) for form in page.synonyms] == [("UBND", "Ủy ban nhân dân")]
    assert _titles(page) == ["Đầy đủ"]
    strict = search(SearchRequest(query="UBND", as_typed=True))
    assert (strict.total, strict.synonyms) == (0, ())


def test_a_short_form_that_reads_as_a_word_is_not_searched_for_its_full_form(newsroom: Newsroom) -> None:
    newsroom.article("Ca nhạc", "Đêm ca nhạc.")
    assert search(SearchRequest(query="công an")).total == 0


@pytest.fixture
def fugitive(newsroom: Newsroom) -> Newsroom:
    """Ten articles name the one who fled, one of them the flight too; ten others tell of somebody else's flight."""
    for number in range(10):
        newsroom.article(f"Phiên tòa {number}", "Hôm nay xử ông Trịnh Xuân Thanh.", people=["Trịnh Xuân Thanh"])
        newsroom.article(f"Bắt cướp {number}", "Tên cướp bỏ trốn trong đêm.", compounds=["bỏ trốn"])
    newsroom.article("Truy nã", "Trịnh Xuân Thanh bỏ trốn.", people=["Trịnh Xuân Thanh"], compounds=["bỏ trốn"])
    return newsroom


@pytest.mark.parametrize("query", ["Trịnh Xuân Thanh bỏ trốn", "bỏ trốn Trịnh Xuân Thanh"])
def test_a_widened_list_stays_with_the_name_that_was_typed(fugitive: Newsroom, query: str) -> None:
    page = search(SearchRequest(query=query))
    assert (page.strict, page.total, _titles(page)[0]) == (1, 11, "Truy nã")
    assert {title.rstrip(" 0123456789") for title in _titles(page)} == {"Truy nã", "Phiên tòa"}


@pytest.mark.parametrize(("query", "unknown"), [("máy bay MH370", "MH370"), ("máy bay 37%", "37%")])
def test_a_number_or_code_that_no_article_has_is_not_dropped(newsroom: Newsroom, query: str, unknown: str) -> None:
    for number in range(6):
        newsroom.article(f"Chuyến {number}", "Máy bay hạ cánh.", compounds=["Máy bay"])
    page = search(SearchRequest(query=query))
    assert (page.total, page.unknown) == (0, (unknown,))
    assert [search(offer.request).total for offer in page.offers] == [6]


def test_a_widened_list_has_the_amount_that_was_typed_and_something_else_of_the_query(newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.article(f"Phạt {number}", "Bị phạt 3 triệu USD.")
        newsroom.article(f"Bắt {number}", "Nhận hối lộ.", compounds=["hối lộ"])
    newsroom.article("Xử án", "Nhận hối lộ 3 triệu USD.", compounds=["hối lộ"])
    newsroom.article("Bản tin", "Nhận hối lộ. " + "Trời mưa. " * 40 + "Được thưởng 3 triệu USD.", compounds=["hối lộ"])
    page = search(SearchRequest(query="hối lộ 3 triệu USD"))
    assert (page.strict, _titles(page)) == (1, ["Xử án", "Bản tin"])


def test_a_widened_list_stays_with_the_code_that_was_typed(newsroom: Newsroom) -> None:
    for number in range(6):
        newsroom.article(f"Tập trận {number}", "F-16 cất cánh.")
        newsroom.article(f"Tai nạn {number}", "Máy bay rơi.", compounds=["Máy bay"])
    newsroom.article("Cả hai", "Máy bay F-16 rơi.", compounds=["Máy bay"])
    page = search(SearchRequest(query="máy bay F-16 rơi"))
    assert (page.strict, _titles(page)[0]) == (1, "Cả hai")
    assert {title.rstrip(" 0123456789") for title in _titles(page)[1:]} == {"Tập trận"}


def test_a_name_is_found_with_a_part_of_it_shortened(newsroom: Newsroom) -> None:
    for number in range(10):
        newsroom.article(f"Khám bệnh {number}", "Bệnh viện E mở rộng.", organizations=["Bệnh viện E"])
    newsroom.article("Tiêm chủng", "Trẻ được tiêm ở BV E.")
    assert "Tiêm chủng" in _titles(search(SearchRequest(query="Bệnh viện E tiêm")))


def test_the_order_of_the_words_does_not_change_the_list(fires: Newsroom) -> None:
    fires.article("Dài", "Cháy. " + "Người dân kể lại. " * 20 + "Xưởng gỗ ở bến cảng.")
    found = {frozenset(_titles(search(SearchRequest(query=query, as_typed=True)))) for query in ORDERS}
    assert found == {frozenset({"Xưởng gỗ", "Xưởng mộc"})}


def test_a_slip_in_a_name_leads_to_the_articles_with_the_name(newsroom: Newsroom) -> None:
    for number in range(10):
        newsroom.article(f"Họp {number}", "Ông Nguyễn Phú Trọng phát biểu.", people=["Nguyễn Phú Trọng"])
        newsroom.article(f"Lúa {number}", "Nguyễn Văn Phú được xem là trọng tài.")
    page = search(SearchRequest(query="ngyễn phú trọng"))
    assert {title.rstrip(" 0123456789") for title in _titles(page)} == {"Họp"}


@pytest.fixture
def quakes(newsroom: Newsroom) -> Newsroom:
    for number in range(10):
        newsroom.article(f"Leo núi {number}", "Du khách leo núi ở Nepal.", places=["Nepal"])
        newsroom.article(f"Động đất {number}", "Động đất mạnh ở Chile.", compounds=["Động đất"])
    return newsroom


def test_a_topic_at_a_place_that_no_article_has_is_widened_to_the_topic_too(quakes: Newsroom) -> None:
    page = search(SearchRequest(query="động đất Nepal", page_size=50))
    assert {title.rstrip(" 0123456789") for title in _titles(page)} == {"Leo núi", "Động đất"}


def test_beside_the_few_articles_with_all_words_none_stand_with_one_of_them(quakes: Newsroom) -> None:
    quakes.article("Tin quốc tế", "Động đất ở Nepal.", places=["Nepal"], compounds=["Động đất"], source="Báo A")
    quakes.article("Tin xa", "Động đất. " + "Trời mưa. " * 60 + "Nepal.", places=["Nepal"], compounds=["Động đất"])
    page = search(SearchRequest(query="động đất Nepal"))
    assert (_titles(page), page.strict, page.more) == (["Tin quốc tế"], 1, 1)
    assert search(SearchRequest(query="động đất Nepal", choices=(Choice("source", "bao-b"),))).total == 0


@pytest.mark.parametrize("query", ["Bùi Thanh Sơn", "bui thanh son"])
def test_a_known_name_alone_is_the_whole_answer_however_rare(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Tiếp khách", "Ông Bùi Thanh Sơn tiếp khách.", people=["Bùi Thanh Sơn"])
    for number in range(6):
        newsroom.article(f"Làng nghề {number}", "Bà Bùi Thị Mai đi Sơn Tây, thanh niên làng đi bùi ngùi.")
    page = search(SearchRequest(query=query))
    assert (_titles(page), page.strict, page.total) == (["Tiếp khách"], 1, 1)
    assert page.more > 0
    assert search(SearchRequest(query=query, wider=True)).total == 7


def test_a_filter_on_a_known_name_brings_in_no_other_article(newsroom: Newsroom) -> None:
    newsroom.article("Tiếp khách", "Ông Bùi Thanh Sơn tiếp khách.", people=["Bùi Thanh Sơn"], source="Báo A")
    newsroom.article("Làng nghề", "Bà Bùi Thị Mai đi Sơn Tây, thanh niên làng.", source="Báo B")
    narrowed = SearchRequest(query="Bùi Thanh Sơn", choices=(Choice("source", "bao-b"),))
    assert search(narrowed).total == 0
