import pytest
from underthesea.address import convert_address

from articles.text.phrase_lists import entries
from articles.text.province_mergers import former_provinces, is_renamed, province_of_today
from articles.text.short_forms import DATA

# Provinces before the mergers of 2025, and those of them that were left as they were, under their names.
FORMER, UNCHANGED = 63, 10


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


def test_the_table_agrees_with_that_of_underthesea() -> None:
    pairs = [(former, today) for today, formers in former_and_todays() for former in formers]
    assert len(pairs) + UNCHANGED == FORMER
    for former, today in pairs:
        if not is_renamed(former):
            assert convert_address(former).new.province.endswith(f" {today.removeprefix('Thành phố ')}")


def former_and_todays() -> list[tuple[str, list[str]]]:
    """Return today's provinces with those that each was made of."""
    pairs = (entry.split(" = ") for entry in entries(DATA / "provinces_2025.txt"))
    return [(today, formers.split(" + ")) for today, formers in pairs]
