"""A number and what it counts are one amount, whose value tells it from numbers that end alike."""

import pytest

from articles.text.amounts import amounts, typed_amounts


def _terms(text: str) -> set[str]:
    return {amount.term for amount in amounts(text)}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("phạt 5 triệu đồng", "5000000_đồng"),
        ("phạt 5.000.000 đồng", "5000000_đồng"),
        ("phạt 5.000.000đ", "5000000_đồng"),
        ("phạt 1,5 triệu đồng", "1500000_đồng"),
        ("phạt 1.5 triệu VNĐ", "1500000_đồng"),
        ("vốn 1.000 tỉ đồng", "1000000000000_đồng"),
        ("vốn 1,000 tỷ đồng", "1000000000000_đồng"),
        ("vốn 1 nghìn tỉ đồng", "1000000000000_đồng"),
        ("vốn 1.234,5 tỉ đồng", "1234500000000_đồng"),
        ("tăng 7,5%", "7.5_%"),
        ("tăng 7,5 phần trăm", "7.5_%"),
        ("rộng 12 héc ta", "12_ha"),
        ("rộng 12ha", "12_ha"),
        ("chạy 60 km/h", "60_km/giờ"),
        ("nặng 0,125 tấn", "0.125_tấn"),
        ("vay 20 triệu đô la Mỹ", "20000000_USD"),
        ("trên 30 m²", "30_m2"),
    ],
)
def test_an_amount_is_known_by_its_value_and_measure(text: str, term: str) -> None:
    assert _terms(text) == {term}


def test_both_numbers_of_a_range_are_amounts() -> None:
    assert _terms("giá 1,5-5 triệu đồng") == {"1500000_đồng", "5000000_đồng"}
    assert _terms("từ 5 đến 7 km") == {"5_km", "7_km"}


@pytest.mark.parametrize(
    "text", ["ngày 12 tháng 5 năm 2018", "tháng 5 năm 2018", "năm 2018", "điều 66", "lớp 12", "5G"]
)
def test_dates_and_numbers_of_things_are_none(text: str) -> None:
    assert _terms(text) == set()


def test_one_typed_without_marks_is_the_same() -> None:
    assert [amount.term for amount in typed_amounts("phat 5 trieu dong")] == ["5000000_đồng"]


def test_an_amount_has_its_usual_ways_to_write_it() -> None:
    forms = next(amounts("1.000 tỉ đồng")).forms()
    assert {("1", "000", "tỉ", "đồng"), ("1000", "tỉ", "đồng"), ("1000000000000", "đồng")} <= set(forms)
    assert {("5", "km"), ("5km",)} <= set(next(amounts("5km")).forms())
