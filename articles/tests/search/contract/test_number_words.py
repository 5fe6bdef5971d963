"""Words with digits are found however they are joined, on every engine."""

import pytest

from articles.search import SearchRequest, read_query, search
from articles.search.query.units import UnitKind
from articles.tests.making import Newsroom

ALIKE = [
    ("U23", "U.23", "U 23", "U-23", "u23", "u.23"),
    ("COVID-19", "Covid19", "COVID 19", "covid 19"),
    ("F-16", "F16", "F 16"),
    ("30/4", "30-4", "30.4"),
    ("CO₂", "CO2", "co2"),
    ("m²", "m2"),
    ("1.000.000", "1000000", "1 000 000", "1,000,000"),
    ("0912 345 678", "0912.345.678", "0912345678", "+84912345678"),
    ("U23 Việt Nam", "U.23 Việt Nam", "U 23 Việt Nam"),
]


@pytest.mark.parametrize("alike", ALIKE)
def test_the_list_is_the_same_however_digits_are_joined(newsroom: Newsroom, alike: tuple[str, ...]) -> None:
    newsroom.article("Đội 1", "U23 Việt Nam vào chung kết.", organizations=["U23 Việt Nam"])
    newsroom.article("Đội 2", "Vé xem U.23 Việt Nam.", organizations=["U.23 Việt Nam"])
    newsroom.article("Dịch", "Covid-19 lan rộng, gọi 0912 345 678.")
    newsroom.article("Dịch 2", "COVID19, gọi +84 912.345.678 trước 30-4.")
    newsroom.article("Máy bay", "F-16 rơi; F16 rộng 30 m2, giá 1.000.000 USD.")
    newsroom.article("Khí", "CO2 tăng, hơn 1000000 tấn trước 30/4 trên 5 m².")
    newsroom.article("Chuyện khác", "Trang 19: 23 người, 16 xe, 30 tháng 9, 4 ngày, 345 678 đồng.")
    lists = [{hit.article.title for hit in search(SearchRequest(query=query)).hits} for query in alike]
    assert lists[0]
    assert "Chuyện khác" not in lists[0]
    assert lists == [lists[0]] * len(alike)


@pytest.mark.parametrize("query", ["điều 66", "dieu 66", "Điều 66"])
def test_a_head_and_its_number_are_one_unit(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Luật", "Theo Điều 66 của luật.")
    newsroom.article("Chuyện khác", "Điều tra xong, 66 người bị phạt.")
    page = search(SearchRequest(query=query))
    assert [unit.kind for unit in page.read.own_units] == [UnitKind.NUMBERED]
    assert [hit.article.title for hit in page.hits[: page.strict]] == ["Luật"]


def test_a_weight_is_no_short_form(newsroom: Newsroom) -> None:
    newsroom.article("Mạng", "Phủ sóng 5G.")
    newsroom.article("Thuốc", "Mỗi gói 5 g.")
    assert [hit.article.title for hit in search(SearchRequest(query="5G")).hits] == ["Mạng"]


def test_a_number_behind_a_name_is_no_join(newsroom: Newsroom) -> None:
    newsroom.article("Mỹ", "Nhà ở San Francisco 9 tỷ.", places=["San Francisco"])
    units = read_query(SearchRequest(query="San Francisco 6 tỷ")).own_units
    assert [unit.text for unit in units] == ["San Francisco", "6 tỷ"]


def test_a_number_alone_is_never_looked_for_in_pieces(newsroom: Newsroom) -> None:
    newsroom.article("Chuyện khác", "Hơn 345 678 đồng, mã 0912.")
    assert search(SearchRequest(query="0912 345 678")).total == 0


def test_a_number_stands_beside_what_it_was_typed_beside(newsroom: Newsroom) -> None:
    newsroom.article("Máy mới", "Apple bán iPhone 11.")
    newsroom.article("Chuyện khác", "Bán iPhone trước ngày 11 tháng này, 12 người mua.")
    newsroom.article("Lũ", "Lũ ở Huế làm 6 người chết.")
    newsroom.article("Lũ khác", "Lũ ở Huế sau 6 ngày, 12 người chết.")
    found = {query: _strict(query) for query in ("iPhone 11", "lũ 6 người chết")}
    assert found == {"iPhone 11": {"Máy mới"}, "lũ 6 người chết": {"Lũ"}}


def test_a_law_is_found_with_the_word_for_number_and_without(newsroom: Newsroom) -> None:
    newsroom.article("Luật", "Theo Nghị định số 100 của Chính phủ.")
    newsroom.article("Luật 2", "Nghị định 100 đã có hiệu lực.")
    newsroom.article("Chuyện khác", "Nghị sĩ định mua 100 cây.")
    for query in ("nghị định 100", "nghị định số 100", "nghi dinh 100"):
        assert {hit.article.title for hit in search(SearchRequest(query=query)).hits} == {"Luật", "Luật 2"}


@pytest.mark.parametrize(
    "query", ["5 triệu đồng", "5 trieu dong", "5.000.000 đồng", "phạt 5 triệu đồng", "5 triệu VNĐ", "5 triệu"]
)
def test_an_amount_is_found_by_its_value(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Phạt", "Người này bị phạt 5 triệu đồng.")
    newsroom.article("Phạt 2", "Người kia bị phạt 5.000.000đ.")
    newsroom.article("Chuyện khác", "Bị phạt 7,5 triệu đồng hôm 5-6, mất 2 triệu đồng, 5.000 người xem.")
    assert _strict(query) == {"Phạt", "Phạt 2"}


def test_a_percentage_is_no_other_number(newsroom: Newsroom) -> None:
    newsroom.article("Giá", "Giá điện tăng 20%.")
    newsroom.article("Giá 2", "Giá điện tăng 20 phần trăm.")
    newsroom.article("Chuyện khác", "Giá điện tăng 3,20% từ ngày 20, có 20 hộ.")
    assert _strict("tăng 20%") == {"Giá", "Giá 2"}


def test_the_number_of_a_head_is_no_day(newsroom: Newsroom) -> None:
    newsroom.article("Bão", "Bão số 12 vào tháng 11/2017 gây mưa.", published="2018-02-01")
    newsroom.article("Ngày khác", "Cơn bão tan ngày 12/11/2017.", published="2018-02-01")
    units = [unit.text for unit in read_query(SearchRequest(query="bão số 12 tháng 11-2017")).own_units]
    assert units == ["bão số 12", "tháng 11-2017"]
    assert {hit.article.title for hit in search(SearchRequest(query="bão số 12 tháng 11-2017")).hits} == {"Bão"}


@pytest.mark.parametrize("query", ["30 tháng 4", "30/4", "30-4", "30 thang 4", "ngày 30 tháng 4"])
def test_a_day_is_the_same_in_words_and_digits(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Lễ", "Nghỉ lễ 30-4 ba ngày.")
    newsroom.article("Lễ 2", "Công viên 30 tháng 4 mở cửa.")
    newsroom.article("Chuyện khác", "Có 30 người đến trong tháng 4, mất 30,4 triệu đồng.")
    newsroom.article("Chuyện khác 2", "Nghe trong 30.4 giờ, đi 30,4 km.")
    assert _strict(query) == {"Lễ", "Lễ 2"}


@pytest.mark.parametrize("query", ["12/5/2018", "ngày 12 tháng 5 năm 2018", "12-05-2018", "2018-05-12"])
def test_a_date_is_found_by_its_articles_and_by_those_that_name_it(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Của ngày đó", "Trời mưa.", published="2018-05-12")
    newsroom.article("Nêu đủ", "Sự việc ngày 12/5/2018.", published="2020-01-01")
    newsroom.article("Nêu ngày", "Sự việc hôm 12-5.", published="2018-06-01")
    newsroom.article("Ngày khác", "Sự việc hôm 12-5.", published="2021-06-01")
    newsroom.article("Chuyện khác", "Ngày 13/5/2018, 12 người.", published="2018-05-13")
    newsroom.article("Chuyện khác 2", "Năm ngoái được 12,5 triệu đồng.", published="2018-05-20")
    assert _strict(query) == {"Của ngày đó", "Nêu đủ", "Nêu ngày"}


def test_a_month_is_found_by_its_articles_and_by_those_that_name_it(newsroom: Newsroom) -> None:
    newsroom.article("Lũ của tháng đó", "Lũ lên.", published="2018-05-12")
    newsroom.article("Lũ nêu tháng", "Lũ tháng 5 năm 2018.", published="2020-01-01")
    newsroom.article("Lũ khác", "Lũ tháng 6 năm 2018.", published="2018-06-12")
    for query in ("lũ 5/2018", "lũ tháng 5/2018", "lũ tháng 5 năm 2018"):
        assert _strict(query) == {"Lũ của tháng đó", "Lũ nêu tháng"}


@pytest.mark.parametrize("query", ["QL1A", "QL 1A", "ql1a", "quốc lộ 1A", "quoc lo 1a"])
def test_a_road_is_found_by_its_sign_and_its_name(newsroom: Newsroom, query: str) -> None:
    newsroom.article("Đường", "Xe tải lật trên quốc lộ 1A.")
    newsroom.article("Đường 2", "Xe tải lật trên QL1A.")
    newsroom.article("Đường 3", "Xe tải lật trên QL.1A.")
    newsroom.article("Chuyện khác", "Quốc hội họp, lộ đề thi 1A.")
    assert _strict(query) == {"Đường", "Đường 2", "Đường 3"}


@pytest.mark.parametrize("query", ["Ocean Bank", "OceanBank", "oceanbank"])
def test_a_foreign_name_is_one_word_or_two(newsroom: Newsroom, query: str) -> None:
    for number in range(3):
        newsroom.article(f"Ngân hàng {number}", "Vụ án Ocean Bank.")
    newsroom.article("Ngân hàng 3", "Vụ án OceanBank.")
    newsroom.article("Chuyện khác", "Ocean City và Bank of America.")
    assert _strict(query) == {f"Ngân hàng {number}" for number in range(4)}


def _strict(query: str) -> set[str]:
    page = search(SearchRequest(query=query))
    return {hit.article.title for hit in page.hits[: page.strict]}
