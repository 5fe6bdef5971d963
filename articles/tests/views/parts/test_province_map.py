"""The map of provinces: every shape is there, colours go by steps, and the archipelagos are always drawn."""

import re
from pathlib import Path

import pytest

from articles.text.province_mergers import former_provinces, province_of_today
from articles.text.terms import name_key
from articles.views.parts.province_map import ProvinceMap, province_map, province_points

SHAPES = Path(__file__).resolve().parents[4] / "static" / "map"
IDS = {point.name: number for number, point in enumerate(province_points(todays=False), start=1)}


def drawn(*, todays: bool) -> dict[str, str]:
    file = SHAPES / f"provinces-{'today' if todays else 'then'}.svg"
    return dict(re.findall(r'<path id="([a-z-]+)" d="([^"]+)"/>', file.read_text()))


def example(counts: dict[str, int], whole: dict[str, int] | None = None, *, shares: bool = False) -> ProvinceMap:
    by_id = {IDS[name]: count for name, count in counts.items()}
    of_all = {IDS[name]: count for name, count in (whole or {}).items()}
    return province_map(IDS, by_id, of_all, lambda pk: f"/{pk}", todays=False, shares=shares)


@pytest.mark.parametrize(("todays", "number"), [(False, 63), (True, 34)])
def test_every_province_has_a_shape_of_its_own(todays: bool, number: int) -> None:
    points = province_points(todays=todays)
    assert len(points) == number
    assert {point.shape for point in points} == set(drawn(todays=todays))


def test_todays_provinces_are_those_that_the_mergers_made() -> None:
    then = {name_key(point.name): point.name for point in province_points(todays=False)}
    merged = {name_key(province_of_today(name) or name) for name in then.values()}
    assert merged == {name_key(point.name) for point in province_points(todays=True)}
    formers = {name_key(one) for point in province_points(todays=True) for one in former_provinces(point.name)}
    assert formers <= set(then)


@pytest.mark.parametrize("todays", [False, True])
@pytest.mark.parametrize(("province", "islands"), [("da-nang", 5), ("khanh-hoa", 20)])
def test_hoang_sa_and_truong_sa_are_drawn_with_their_provinces(todays: bool, province: str, islands: int) -> None:
    shape = drawn(todays=todays)[province]
    starts = [float(x) for x in re.findall(r"M([\d.]+)", shape)]
    assert sum(x > 402 for x in starts) >= islands  # in the insets, right of the mainland


def test_provinces_come_by_count_and_the_first_ten_have_a_rank() -> None:
    counts = {point.name: number for number, point in enumerate(province_points(todays=False)[:12], start=1)}
    found = example(counts)
    assert [one.count for one in found.provinces[:13]] == [*range(12, 0, -1), 0]
    assert [one.rank for one in found.provinces[:12]] == [*range(1, 11), 0, 0]
    assert found.provinces[0].address
    assert found.provinces[12].address == ""


def test_steps_reach_from_the_lowest_to_the_highest_colour_and_equal_numbers_share_one() -> None:
    found = example({"Nghệ An": 17, "Hà Nội": 4, "Quảng Nam": 4, "Gia Lai": 1})
    assert [(one.point.name, one.step) for one in found.provinces[:5]] == [
        ("Nghệ An", 5),
        ("Hà Nội", 3),
        ("Quảng Nam", 3),
        ("Gia Lai", 1),
        ("An Giang", 0),
    ]
    assert [(step.step, step.least, step.most) for step in found.steps] == [
        (1, "1", "1"),
        (3, "4", "4"),
        (5, "17", "17"),
    ]


def test_shares_are_of_all_articles_that_mention_the_province() -> None:
    found = example({"Hà Nội": 10, "Gia Lai": 5}, {"Hà Nội": 1000, "Gia Lai": 50}, shares=True)
    assert [(one.point.name, one.share, one.step) for one in found.provinces[:2]] == [
        ("Gia Lai", "10%", 5),
        ("Hà Nội", "1,0%", 1),
    ]
    assert [step.least for step in found.steps] == ["1,0%", "10%"]
