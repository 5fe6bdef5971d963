"""Which names are in lists: those that enough speaks for."""

import pytest

from articles.entities.deciding import Proposal, decide
from articles.entities.resolving.automatic import resolve
from articles.models import DecisionKind, Entity, EntityKind
from articles.models.entity import listed_from
from articles.tests.entities.conftest import listed, write_with_names
from articles.tests.making import Newsroom


def test_what_five_bodies_are_called_before_their_own_names_is_in_no_list(newsroom: Newsroom) -> None:
    for body in ("Xây dựng", "Nội vụ", "Tài chính", "Y tế", "Công thương"):
        name = f"Thanh tra Bộ {body}"
        newsroom.article(f"Tin {body}", f"Phó {name} cho biết", organizations=[name])
    newsroom.article("Tin khác", "Phó Thanh tra Bộ cho biết", organizations=["Thanh tra Bộ"])
    resolve()
    assert "Thanh tra Bộ" not in listed(EntityKind.ORGANIZATION)
    assert len(listed(EntityKind.ORGANIZATION)) == 5


def test_what_bodies_of_two_cities_are_called_is_in_no_list(newsroom: Newsroom) -> None:
    body = "Hiệp hội Bất động sản"
    names = [f"{body} thành phố Hồ Chí Minh", f"{body} Đà Nẵng", f"{body} Việt Nam", body]
    for number, name in enumerate([*names, *names[:2]]):
        newsroom.article(f"Tin {number}", f"Chủ tịch {name} nói {number}", organizations=[name])
    resolve()
    assert set(listed(EntityKind.ORGANIZATION)) == set(names) - {body}


def test_a_scene_of_stars_is_in_no_list(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", f"Ca sĩ Cbiz nói {number}", people=["Cbiz"])
    resolve()
    assert listed(EntityKind.PERSON) == {}


@pytest.mark.parametrize(
    "name",
    [
        *("Công ty Công trình", "Bộ Tư lệnh Vùng", "Ban Quản lý thành phố", "Trung tâm Quốc gia", "Đội tuyển Quốc gia"),
        *("Ban Kỷ luật", "Trung tâm Bảo vệ", "Phòng Tham mưu", "Quỹ Đầu tư", "Ban quản lý vịnh", "Hiệp hội Các"),
        *("Cơ quan chức năng tỉnh Cà Mau", "Nhân dân thành phố Hồ Chí Minh", "Doanh nghiệp Việt Nam", "Cơ quan Đảng"),
        *("Công an phường 12", "Viện Việt Nam", "Liên đoàn Anh", "Công ty Nhật", "Trường THPT", "Văn phòng Thành ủy"),
        *("Phòng CSĐT tội phạm", "Phòng PC02", "Phòng Kế hoạch - Đầu tư", "Công ty CP Hóa dầu", "Công ty Chứng khoán"),
        *("Khách sạn Thắng Lợi đến cửa khẩu An Dương", "Đảng bộ và chính quyền thành phố Hồ Chí Minh"),
        *("UBND thành phố giao", "Công an huyện chỉ đạo"),
        *("Đảng UBND thành phố Hồ Chí Minh", "Đảng Bộ Thông tin", "Trường Sơn-Tân Sơn Nhất-Bình Lợi"),
        *("UBND thành phố Lê Thanh Liêm", "Trường Chinh - Cộng Hòa", "Trường Sơn vào sân bay Tân Sơn Nhất"),
    ],
)
def test_a_body_without_a_name_of_its_own_is_in_no_list(newsroom: Newsroom, name: str) -> None:
    for number in range(3):
        text = f"Giám đốc {name} và Sở Y tế tỉnh Gia Lai cho biết"
        newsroom.article(f"Tin {number}", text, organizations=[name, "Sở Y tế tỉnh Gia Lai"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {"Sở Y tế tỉnh Gia Lai": 3}


@pytest.mark.parametrize(
    "name",
    [
        *("Trung tâm Hòa Bình", "Quỹ Tâm Việt", "Ban Bí thư", "Viện Vật lý", "Nhân dân nhật báo", "Đội CSGT Bến Thành"),
        *("UBND thành phố Hồ Chí Minh", "Học viện Hải quân", "Công an Trung Quốc", "UBND phường Võ Thị Sáu"),
        *(
            "Phòng khám Đa khoa Hoàn Mỹ",
            "Phòng CSGT tỉnh Đồng Nai",
            "Phòng Tham mưu Công an tỉnh Gia Lai",
            "Công ty Rạng Đông",
        ),
        *("Trường THPT Trường Chinh", "Cơ quan Năng lượng nguyên tử Iran"),
        *("Bộ Ngoại giao", "Học viện Ngoại giao", "Viện Đào tạo và Chuyển giao", "Cục Trang bị", "Tân Hoa xã"),
    ],
)
def test_a_body_with_a_name_of_its_own_is_listed(newsroom: Newsroom, name: str) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", f"Giám đốc {name} cho biết", organizations=[name])
    resolve()
    assert list(listed(EntityKind.ORGANIZATION).values()) == [3]


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Ngân hàng Nhà nước Lê Minh Hưng", "Ngân hàng Nhà nước"),
        ("Bộ Quốc phòng sớm giao đất", "Bộ Quốc phòng"),
        ("Thể thao và Du lịch", "Cục Thể thao và Du lịch"),
        ("Tổng cục Phòng chống", "Tổng cục Phòng chống thiên tai"),
        ("Cục quản lý Khám", "Cục Quản lý khám chữa bệnh"),
        ("Trung tâm Quản lý và Điều hành", "Trung tâm Quản lý và Điều hành giao thông đô thị"),
        ("Cảnh sát công nghệ cao", "Cục Cảnh sát công nghệ cao"),
        ("VH - TT & DL", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Quản lý thị trường Nghệ An", "Cục Quản lý thị trường Nghệ An"),
        ("Cục Chống tham nhũng phân loại", "Cục Chống tham nhũng"),
        ("Bệnh viện Bạch Mai tiếp nhận bệnh nhân", "Bệnh viện Bạch Mai"),
    ],
)
def test_a_body_that_goes_on_or_lost_its_first_word_is_in_no_list(newsroom: Newsroom, name: str, whole: str) -> None:
    for number in range(5):
        newsroom.article(f"Tin {number}", f"Giám đốc {whole} cho biết", organizations=[whole])
    newsroom.article("Tin khác", f"Giám đốc {name} cho biết", organizations=[name])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {whole: 5}


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("Ban An toàn giao thông tỉnh Bình Định", "Ban An toàn"),
        ("Trung tâm Quốc tế cấp cứu Bình An", "Trung tâm Quốc tế"),
        ("Trường THCS Nguyễn Hiền", "Trường THCS"),
        ("Trường Tiểu học Lê Văn Tám", "Trường Tiểu học"),
    ],
)
def test_a_body_that_begins_like_a_shorter_one_is_listed(newsroom: Newsroom, name: str, beginning: str) -> None:
    for number in range(5):
        newsroom.article(f"Tin {number}", f"Giám đốc {beginning} cho biết", organizations=[beginning])
    newsroom.article("Tin khác", f"Giám đốc {name} cho biết", organizations=[name])
    resolve()
    assert listed(EntityKind.ORGANIZATION)[name] == 1


def test_a_body_whose_field_was_once_taken_for_a_person_is_listed(newsroom: Newsroom) -> None:
    newsroom.article("Tin khác", "Ông Du lịch cho biết", people=["Du lịch"])
    newsroom.article("Tin nữa", "Giám đốc Viện Kinh tế Du lịch cho biết", organizations=["Viện Kinh tế Du lịch"])
    for number in range(5):
        newsroom.article(f"Tin mới {number}", "Giám đốc Viện Kinh tế cho biết", organizations=["Viện Kinh tế"])
    resolve()
    assert listed(EntityKind.ORGANIZATION)["Viện Kinh tế Du lịch"] == 1


def test_a_region_of_the_coast_guard_is_a_body_and_a_hamlet_of_a_number_in_no_list(newsroom: Newsroom) -> None:
    region = "Vùng Cảnh sát biển 4"
    for number in range(3):
        text = f"Tàu của {region} và người ở xóm 7 cho biết {number}"
        newsroom.article(f"Tin {number}", text, places=[region, "xóm 7"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {region: 3}
    assert listed(EntityKind.PLACE) == {}


def test_a_name_that_lost_the_first_word_of_a_merged_one_is_in_no_list(newsroom: Newsroom) -> None:
    write_with_names(newsroom, "organization", *["Cục Nghệ thuật Biểu diễn", "Cục NTBD"] * 3)
    newsroom.article("Tin khác", "Văn bản của NTBD gửi các đơn vị", organizations=["NTBD"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {"Cục Nghệ thuật Biểu diễn": 6}


@pytest.mark.parametrize(
    ("kind", "name", "articles"),
    [
        ("person", "Durbin", 1),
        ("person", "Ngọc", 2),
        ("place", "Huế", 1),
        ("place", "Izhevsk", 1),
        ("person", "Nguyễn hữu Hoàng", 2),
        ("person", "Wendy Sherman", 1),
        ("person", "Vincent van Gogh", 1),
        ("place", "Trần", 2),
        ("place", "Quốc lộ 1A", 1),
        ("organization", "UBND", 1),
        ("organization", "Bệnh viện Bạch Mai", 1),
        ("organization", "Thành ủy “", 2),
    ],
)
def test_a_name_of_an_odd_shape_needs_a_second_article(kind: str, name: str, articles: int) -> None:
    assert listed_from(kind, name) == articles


def test_a_doubtful_name_is_marked_and_enters_lists_with_its_second_article(newsroom: Newsroom) -> None:
    first = newsroom.article("Một", "Sinh viên Khoong nói", people=["Khoong"])
    assert listed(EntityKind.PERSON) == {}
    assert first.mentions.shown().count() == 1
    newsroom.article("Hai", "Khoong trả lời", people=["Khoong"])
    assert listed(EntityKind.PERSON) == {"Khoong": 2}


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("person", "Dynamic Lock", "Điện thoại có thêm Dynamic Lock để khóa máy"),
        ("person", "Grudge", "Cô đóng trong phim Grudge năm nay"),
        ("place", "Ambu", "Bác sĩ bóp bóng Ambu nhiều lần"),
        ("place", "Europa League", "Hôm qua ở Europa League có trận lớn"),
        ("organization", "Văn phòng Ủy ban Quốc gia", "Văn phòng Ủy ban Quốc gia cho biết"),
        ("place", "Dark Mode", "Nền tối (Dark Mode) dễ nhìn"),
        ("organization", "Yellow Edition", "Ốp lưng có chữ Yellow Edition màu đen"),
        ("organization", "Trung tâm Khám", "Giám đốc Trung tâm Khám cho biết"),
        ("organization", "Bộ luật Tố tụng hình sự", "Theo Bộ luật Tố tụng hình sự, ông được tha"),
        ("organization", "Thành ủy Đinh La Thăng", "Bí thư Thành ủy Đinh La Thăng chỉ đạo"),
        ("organization", "Cơ quan CSĐT tội phạm", "Trưởng Cơ quan CSĐT tội phạm cho biết"),
        ("organization", "Chi nhánh thành phố Hồ Chí Minh", "Giám đốc Chi nhánh thành phố Hồ Chí Minh cho biết"),
        ("organization", "Ủy ban Quản lý", "Phó Ủy ban Quản lý cho biết"),
        ("organization", "Hoa hậu Đại dương", "Ban tổ chức Hoa hậu Đại dương cho biết"),
        ("person", "Du lịch", "Hoa khôi Du lịch chia sẻ"),
        ("person", "Trần Văn", "Ông Trần Văn cho biết"),
        ("person", "Thị Thu", "Chị Thị Thu kể lại"),
        ("place", "Cảng hàng không", "Hành khách tại Cảng hàng không"),
        ("place", "Trung", "Mưa lớn ở Trung"),
        ("place", "số 1", "Trạm tại số 1"),
        ("place", "B2", "Xe đỗ tại B2"),
        ("organization", "Đảng ủy trực thuộc Trung ương", "Họp ở Đảng ủy trực thuộc Trung ương"),
    ],
)
def test_a_name_that_nothing_vouches_for_is_not_listed(newsroom: Newsroom, kind: str, name: str, text: str) -> None:
    names = {"person": "people", "place": "places", "organization": "organizations"}[kind]
    for number in range(4):
        newsroom.article(f"Tin {number}", text, **{names: [name]})  # type: ignore[arg-type]
    resolve()
    assert listed(EntityKind(kind)) == {}
    assert Entity.objects.get().has_page


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        ("person", "Phạm Thị Kim Lan", "Hôm qua Phạm Thị Kim Lan tới"),
        ("person", "Vincent van Gogh", "Họa sĩ Vincent van Gogh qua đời"),
        ("organization", "Ủy ban Pháp luật", "Họp ở Ủy ban Pháp luật"),
        ("person", "Izabele Coimbra", "Hoa khôi Izabele Coimbra chia sẻ"),
        ("place", "Kèo Cơn", "Tại xã Kèo Cơn có mưa"),
        ("place", "Ninh Ba", "Công ty ở Ninh Ba mở tiệc"),
        ("organization", "Kara", "Cựu thành viên nhóm nhạc Kara"),
        ("organization", "Cục Y tế dự phòng", "Họp ở Cục Y tế dự phòng"),
        ("organization", "UBND phường Võ Thị Sáu", "Họp ở UBND phường Võ Thị Sáu"),
        ("organization", "UBND xã An Bình", "Ông là người của UBND xã An Bình"),
    ],
)
def test_a_name_that_its_shape_or_its_words_vouch_for_is_listed(
    newsroom: Newsroom, kind: str, name: str, text: str
) -> None:
    names = {"person": "people", "place": "places", "organization": "organizations"}[kind]
    newsroom.article("Tin", text, **{names: [name]})  # type: ignore[arg-type]
    resolve()
    assert listed(EntityKind(kind)) == {name: 1}


def test_an_editor_vouches_for_a_name(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Nền tối (Dark Mode) dễ nhìn", places=["Dark Mode"])
    decide(Proposal(DecisionKind.RENAME, Entity.objects.get(), name="Dark Mode Bay"), None)
    resolve()
    assert listed(EntityKind.PLACE) == {"Dark Mode Bay": 1}
