import pytest

from articles.text.provinces import former_provinces, is_renamed, province_of_today


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("Bình Định", "Gia Lai"),
        ("Hoà Bình", "Phú Thọ"),
        ("Bà Rịa-Vũng Tàu", "Thành phố Hồ Chí Minh"),
        ("Thừa Thiên Huế", "Huế"),
    ],
)
def test_a_former_province_is_part_of_one_of_today(former: str, today: str) -> None:
    assert province_of_today(former) == today
    assert former in former_provinces(today) or former in ("Hoà Bình", "Bà Rịa-Vũng Tàu")


@pytest.mark.parametrize("name", ["Gia Lai", "Hà Nội", "Nghệ An", "Quy Nhơn", ""])
def test_a_province_that_keeps_its_name_is_today_s_alike(name: str) -> None:
    assert province_of_today(name) == ""


@pytest.mark.parametrize(
    ("today", "formers"),
    [("Gia Lai", ("Bình Định",)), ("Ninh Bình", ("Hà Nam", "Nam Định")), ("Nghệ An", ()), ("Bình Định", ())],
)
def test_a_province_of_today_knows_what_went_into_it(today: str, formers: tuple[str, ...]) -> None:
    assert former_provinces(today) == formers


def test_a_province_may_be_another_by_name_alone() -> None:
    assert is_renamed("Thừa Thiên Huế")
    assert not is_renamed("Bình Định")
    assert not is_renamed("Huế")
