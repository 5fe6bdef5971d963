import pytest

from articles.nlp.coreference.local_bodies import is_common_body, seats, with_place


@pytest.mark.parametrize(
    ("name", "places", "full"),
    [
        ("UBND thành phố", ["Đà Nẵng", "Đà Nẵng", "Hải Châu"], "UBND thành phố Đà Nẵng"),
        ("UBND thành phố", ["Thành phố Hồ Chí Minh"] * 3, "UBND thành phố Hồ Chí Minh"),
        ("UBND thành phố", ["Đà Nẵng", "Đà Nẵng", "Hà Nội"], "UBND thành phố"),
        ("UBND thành phố", ["Đà Nẵng"], "UBND thành phố"),
        ("UBND tỉnh", ["Gia Lai", "Gia Lai", "Hà Nội", "Hà Nội"], "UBND tỉnh Gia Lai"),
        ("Sở Y tế", ["Gia Lai", "Gia Lai"], "Sở Y tế tỉnh Gia Lai"),
        ("Sở Y tế", ["Gia Lai", "Gia Lai", "Hà Nội", "Hà Nội"], "Sở Y tế"),
        ("Sở Y tế Hà Nội", ["Gia Lai"] * 9, "Sở Y tế Hà Nội"),
        ("Công an", ["Gia Lai"] * 9, "Công an"),
        ("UBND huyện", ["Gia Lai"] * 9, "UBND huyện"),
        ("Bộ Y tế", ["Gia Lai"] * 9, "Bộ Y tế"),
    ],
)
def test_a_body_without_its_place_is_that_of_the_place_the_article_is_about(
    name: str, places: list[str], full: str
) -> None:
    assert with_place(name, seats(places)) == full


@pytest.mark.parametrize(
    "name",
    [
        "UBND thành phố",
        "Cơ quan CSĐT",
        "Phòng Cảnh sát hình sự",
        "Sở Giao thông vận tải",
        "Toà án nhân dân",
        "Công ty TNHH",
        "Ban Tổ chức",
    ],
)
def test_what_every_place_has_is_no_name_by_itself(name: str) -> None:
    assert is_common_body(name)


@pytest.mark.parametrize(
    "name",
    [
        "UBND xã Trà Bui",
        "Cơ quan CSĐT Bộ Công an",
        "Phòng Giáo dục và Đào tạo quận Hai Bà Trưng",
        "Phòng Thương mại và Công nghiệp Việt Nam",
        "Phòng khám Đa khoa Hồng Cường",
        "Sở Giao dịch Chứng khoán Hà Nội",
        "Công an Ngọc Lặc",
        "Ban Tổ chức Trung ương",
        "Thanh tra Chính phủ",
        "Đảng",
        "Chính phủ",
    ],
)
def test_a_body_of_its_own_is(name: str) -> None:
    assert not is_common_body(name)
