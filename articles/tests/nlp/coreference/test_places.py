import pytest

from articles.nlp.coreference.places import join_places


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (["TP.HCM", "TP HCM", "Thành phố Hồ Chí Minh", "Sài Gòn"], "Thành phố Hồ Chí Minh"),
        (["Mỹ", "Hoa Kỳ", "nước Mỹ"], "Mỹ"),
        (["TP. Đà Nẵng", "Đà Nẵng"], "Đà Nẵng"),
        (["H.Đại Lộc", "Đại Lộc", "huyện Đại Lộc"], "Đại Lộc"),
        (["QL 1A", "QL1A", "quốc lộ 1A"], "Quốc lộ 1A"),
        (["Đại lộ Thăng Long", "Thăng Long"], "Đại lộ Thăng Long"),
        (["Hoà Bình", "Hòa Bình"], "Hoà Bình"),
        (["Việt", "Việt Nam"], "Việt Nam"),
        (["Q.8", "Q. 8", "Quận 8"], "Quận 8"),
        (["ĐBSCL", "Đồng bằng sông Cửu Long"], "Đồng bằng sông Cửu Long"),
    ],
)
def test_one_place_has_one_name(names: list[str], name: str) -> None:
    assert join_places(names) == [name] * len(names)


def test_a_city_that_shares_the_name_of_its_province_is_not_the_province() -> None:
    assert join_places(["Hà Tĩnh", "TP Hà Tĩnh"]) == ["Hà Tĩnh", "Thành phố Hà Tĩnh"]


def test_a_numbered_district_keeps_its_kind() -> None:
    assert join_places(["Quận 1"]) == ["Quận 1"]
