"""All articles in which a name stands decide together what it is; editors stand above them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from articles.entities.deciding import Proposal, decide, undo
from articles.entities.resolving.automatic import Resolved, resolve, resolve_entities, resolve_soon
from articles.entities.resolving.evidence import read_new_contexts
from articles.entities.resolving.same_names import kind_merges
from articles.models import Decision, DecisionKind, Entity, EntityKind, Mention, MentionContext
from articles.models.entity import listed_from
from articles.tests.making import Newsroom
from articles.tests.working import minutes_to_wait
from articles.text.house_style import house_name


def _of_kind(kind: EntityKind, name: str) -> Entity:
    return Entity.objects.get(found_kind=kind, name=name)


def _listed(kind: EntityKind) -> dict[str, int]:
    return dict(Entity.objects.listed().filter(kind=kind).values_list("name", "article_count"))


@pytest.fixture
def misread(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Phó thủ tướng Trương Hoà Bình chỉ đạo", people=["Trương Hoà Bình"])
    newsroom.article("Tin khác", "Ông cùng Trương Hoà Bình đến dự", places=["Trương Hoà Bình"])


def test_a_person_taken_for_a_place_once_is_the_person_everywhere(misread: None) -> None:
    resolve()
    assert _listed(EntityKind.PERSON) == {"Trương Hòa Bình": 5}
    assert _listed(EntityKind.PLACE) == {}


def test_a_street_is_not_the_general_whose_name_it_has(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Kẹt xe trên đường Trần Hưng Đạo", places=["Trần Hưng Đạo"])
    newsroom.article("Lịch sử", "Đại tướng Trần Hưng Đạo thắng giặc", people=["Trần Hưng Đạo"])
    resolve()
    assert _listed(EntityKind.PLACE) == {"Trần Hưng Đạo": 4}
    assert _listed(EntityKind.PERSON) == {"Trần Hưng Đạo": 1}


def test_a_name_found_as_a_place_alone_becomes_the_person_that_its_words_speak_for(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Ca sĩ Đức Phúc hát ở lễ hội", places=["Đức Phúc"])
    newsroom.article("Tin ngắn", "Đêm nhạc có Đức Phúc và bạn bè", places=["Đức Phúc"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Đức Phúc": 4}
    assert _listed(EntityKind.PLACE) == {}
    assert resolve() == Resolved(made=0, undone=0)


def test_what_stands_beside_names_is_read_without_a_query_for_each_article(
    newsroom: Newsroom, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        newsroom.article(f"Tin {number}", "Ca sĩ Đức Phúc hát ở lễ hội", people=["Đức Phúc"])
    with django_assert_max_num_queries(10):
        read_new_contexts(again=True)
    assert set(Mention.objects.values_list("context", flat=True)) == {MentionContext.PERSON}


@pytest.mark.parametrize("title", ["Nghệ sĩ ưu tú", "NSND", "PGS.TS"])
def test_a_title_before_a_name_is_no_part_of_it(newsroom: Newsroom, title: str) -> None:
    newsroom.article("Một", f"{title} Minh Vương hát", organizations=[f"{title} Minh Vương"])
    newsroom.article("Hai", "Nghệ sĩ Minh Vương hát", people=["Minh Vương"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Minh Vương": 2}
    assert _listed(EntityKind.ORGANIZATION) == {}


def test_what_a_title_and_a_country_name_is_no_person_of_that_name(newsroom: Newsroom) -> None:
    newsroom.article("Một", "Hôm qua HLV Nhật Bản tới", organizations=["HLV Nhật Bản"])
    resolve()
    assert not Entity.objects.filter(kind=EntityKind.PERSON, name="Nhật Bản").exists()


def test_a_full_name_is_no_organisation(newsroom: Newsroom) -> None:
    newsroom.article("Một", "Giám đốc công ty Nguyễn Thùy Trang nói", organizations=["Nguyễn Thùy Trang"])
    newsroom.article("Hai", "Hôm qua Nguyễn Thùy Trang tới", people=["Nguyễn Thùy Trang"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Nguyễn Thùy Trang": 2}


def test_a_contestant_taken_for_a_body_is_a_person(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Ca sĩ Thiên Nga tới. Thiên Nga chia sẻ", organizations=["Thiên Nga"])
        newsroom.article(
            f"Vàng {number}", "Giám đốc Hòa Phát tới. Công ty Hòa Phát chia sẻ", organizations=["Hòa Phát"]
        )
    resolve()
    assert _listed(EntityKind.PERSON) == {"Thiên Nga": 3}
    assert _listed(EntityKind.ORGANIZATION) == {"Hòa Phát": 3}


def test_a_surname_of_which_two_spellings_are_known_is_one_person(newsroom: Newsroom) -> None:
    names = ("Jurgen Klopp", "Jurgen Klopp", "Jurgen Klopp", "Juergen Klopp", "Juergen Klopp", "Klopp")
    for number, name in enumerate(names):
        _name(newsroom, f"Tin {number}", "person", name)
    resolve()
    assert Entity.objects.get(name="Klopp").merged_into == Entity.objects.get(name="Jurgen Klopp")


def test_a_given_name_is_found_beside_one_that_differs_by_marks(newsroom: Newsroom) -> None:
    names = ("Nguyễn Hữu Thắng", "Nguyễn Hữu Thắng", "Nguyễn Hữu Thắng", "Hữu Thắng", "Hữu Thăng")
    for number, name in enumerate(names):
        _name(newsroom, f"Tin {number}", "person", name)
    resolve()
    assert Entity.objects.get(name="Hữu Thắng").merged_into == Entity.objects.get(name="Nguyễn Hữu Thắng")


def test_a_company_of_a_foreign_name_is_no_person(newsroom: Newsroom) -> None:
    for number in range(3):
        text = f"Hãng Lockheed Martin giao máy bay {number}"
        newsroom.article(f"Tin {number}", text, organizations=["Lockheed Martin"])
    newsroom.article("Tin khác", "Cùng Lockheed Martin tới", people=["Lockheed Martin"])
    resolve()
    assert _listed(EntityKind.ORGANIZATION) == {"Lockheed Martin": 4}
    assert _listed(EntityKind.PERSON) == {}


def test_a_surname_alone_is_the_one_whose_name_stands_in_several_lengths(newsroom: Newsroom) -> None:
    for number, name in enumerate(["Tayyip Erdogan"] * 4 + ["Recep Tayyip Erdogan"] * 3 + ["Erdogan"]):
        newsroom.article(f"Tin {number}", f"{name} gặp Kim Jong-un", people=[name, "Kim Jong-un"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Tayyip Erdogan": 8, "Kim Jong-un": 8}


def test_what_five_bodies_are_called_before_their_own_names_is_in_no_list(newsroom: Newsroom) -> None:
    for body in ("Xây dựng", "Nội vụ", "Tài chính", "Y tế", "Công thương"):
        name = f"Thanh tra Bộ {body}"
        newsroom.article(f"Tin {body}", f"Phó {name} cho biết", organizations=[name])
    newsroom.article("Tin khác", "Phó Thanh tra Bộ cho biết", organizations=["Thanh tra Bộ"])
    resolve()
    assert "Thanh tra Bộ" not in _listed(EntityKind.ORGANIZATION)
    assert len(_listed(EntityKind.ORGANIZATION)) == 5


def test_what_bodies_of_two_cities_are_called_is_in_no_list(newsroom: Newsroom) -> None:
    body = "Hiệp hội Bất động sản"
    names = [f"{body} thành phố Hồ Chí Minh", f"{body} Đà Nẵng", f"{body} Việt Nam", body]
    for number, name in enumerate([*names, *names[:2]]):
        newsroom.article(f"Tin {number}", f"Chủ tịch {name} nói {number}", organizations=[name])
    resolve()
    assert set(_listed(EntityKind.ORGANIZATION)) == set(names) - {body}


def test_a_scene_of_stars_is_in_no_list(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", f"Ca sĩ Cbiz nói {number}", people=["Cbiz"])
    resolve()
    assert _listed(EntityKind.PERSON) == {}


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
    assert _listed(EntityKind.ORGANIZATION) == {"Sở Y tế tỉnh Gia Lai": 3}


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
    assert list(_listed(EntityKind.ORGANIZATION).values()) == [3]


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
    assert _listed(EntityKind.ORGANIZATION) == {whole: 5}


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
    assert _listed(EntityKind.ORGANIZATION)[name] == 1


def test_a_body_whose_field_was_once_taken_for_a_person_is_listed(newsroom: Newsroom) -> None:
    newsroom.article("Tin khác", "Ông Du lịch cho biết", people=["Du lịch"])
    newsroom.article("Tin nữa", "Giám đốc Viện Kinh tế Du lịch cho biết", organizations=["Viện Kinh tế Du lịch"])
    for number in range(5):
        newsroom.article(f"Tin mới {number}", "Giám đốc Viện Kinh tế cho biết", organizations=["Viện Kinh tế"])
    resolve()
    assert _listed(EntityKind.ORGANIZATION)["Viện Kinh tế Du lịch"] == 1


def test_a_region_of_the_coast_guard_is_a_body_and_a_hamlet_of_a_number_in_no_list(newsroom: Newsroom) -> None:
    region = "Vùng Cảnh sát biển 4"
    for number in range(3):
        text = f"Tàu của {region} và người ở xóm 7 cho biết {number}"
        newsroom.article(f"Tin {number}", text, places=[region, "xóm 7"])
    resolve()
    assert _listed(EntityKind.ORGANIZATION) == {region: 3}
    assert _listed(EntityKind.PLACE) == {}


def test_a_name_that_lost_the_first_word_of_a_merged_one_is_in_no_list(newsroom: Newsroom) -> None:
    for number in range(3):
        for name in ("Cục Nghệ thuật Biểu diễn", "Cục NTBD"):
            _name(newsroom, f"Tin {number} {name}", "organization", name)
    newsroom.article("Tin khác", "Văn bản của NTBD gửi các đơn vị", organizations=["NTBD"])
    resolve()
    assert _listed(EntityKind.ORGANIZATION) == {"Cục Nghệ thuật Biểu diễn": 6}


def test_a_city_taken_for_a_body_is_the_city(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Thành phố Hội An cho biết", organizations=["Thành phố Hội An"])
    resolve()
    assert _listed(EntityKind.ORGANIZATION) == {}
    assert _listed(EntityKind.PLACE) == {"Thành phố Hội An": 3}


def test_a_name_found_as_a_place_is_joined_as_the_body_that_it_is(newsroom: Newsroom) -> None:
    for number in range(4):
        text = f"Trường Đại học Harvard nói {number} với Mỹ Tâm"
        newsroom.article(f"Tin {number}", text, organizations=["Đại học Harvard"], people=["Mỹ Tâm"])
    for number in range(3):
        text = "Trường Harvard mời Mỹ Tâm"
        newsroom.article(f"Tin khác {number}", text, places=["Harvard"], people=["Mỹ Tâm"])
    resolve()
    assert _listed(EntityKind.ORGANIZATION) == {"Đại học Harvard": 7}


def test_a_middle_and_given_name_is_the_one_bearer_in_the_same_company(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Nguyễn Công Phượng gặp Văn Toàn", people=["Nguyễn Công Phượng", "Văn Toàn"])
    newsroom.article("Tin khác", "Cầu thủ Công Phượng gặp cầu thủ Văn Toàn", people=["Công Phượng", "Văn Toàn"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Nguyễn Công Phượng": 4, "Văn Toàn": 4}


def test_a_name_without_its_middle_word_that_is_a_singers_as_well_stays_for_itself(newsroom: Newsroom) -> None:
    names = ["Trần Thị Thu Hà"] * 3 + ["Trần Thu Hà"] * 4 + ["Hà Trần"]
    for number, name in enumerate(names):
        _name(newsroom, f"Tin {number}", "person", name)
    resolve()
    assert _listed(EntityKind.PERSON) == {"Trần Thị Thu Hà": 3, "Trần Thu Hà": 5, "Mỹ Tâm": 8}


def test_a_given_name_of_two_people_stays_for_itself(newsroom: Newsroom) -> None:
    for surname in ("Nguyễn", "Lê"):
        for number in range(3):
            name = f"{surname} Quang Dũng"
            newsroom.article(f"Tin {number} {surname}", f"Ông {name} gặp Mỹ Tâm", people=[name, "Mỹ Tâm"])
    newsroom.article("Tin khác", "Ca sĩ Quang Dũng gặp ca sĩ Mỹ Tâm", people=["Quang Dũng", "Mỹ Tâm"])
    resolve()
    assert _listed(EntityKind.PERSON)["Quang Dũng"] == 1


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("organization", "Bộ Lao động", "Bộ Lao động, Thương binh và Xã hội"),
        ("organization", "Sở Giao thông thành phố Hà Nội", "Sở Giao thông vận tải thành phố Hà Nội"),
        ("organization", "Leicester", "Leicester City"),
        ("organization", "Sở Kế hoạch - đầu tư tỉnh Sơn La", "Sở Kế hoạch và Đầu tư tỉnh Sơn La"),
        ("organization", "Liên đoàn Lao động Đồng Nai", "Liên đoàn Lao động tỉnh Đồng Nai"),
        ("organization", "Sở GT - VT thành phố Hà Nội", "Sở Giao thông vận tải thành phố Hà Nội"),
        ("organization", "Chính phủ Nhật", "Chính phủ Nhật Bản"),
        ("organization", "ĐT U23 Việt Nam", "U23 Việt Nam"),
        ("organization", "Quốc hội thành phố Đà Nẵng", "Đoàn đại biểu Quốc hội thành phố Đà Nẵng"),
        ("organization", "Cơ quan Công an thành phố Lào Cai", "Công an thành phố Lào Cai"),
        ("organization", "Phòng Giáo dục quận Hai Bà Trưng", "Phòng Giáo dục và Đào tạo quận Hai Bà Trưng"),
        ("organization", "Viện kiểm sát Đà Nẵng", "Viện kiểm sát nhân dân Đà Nẵng"),
        ("organization", "Tòa án Quân khu 7", "Tòa án quân sự Quân khu 7"),
        ("organization", "Ủy ban Quốc phòng an ninh Quốc hội", "Ủy ban Quốc phòng và An ninh"),
        ("organization", "Tổng cục Cảnh sát - Bộ Công an", "Tổng cục Cảnh sát"),
        ("organization", "Tổng công ty Cảng hàng không Việt Nam - ACV", "ACV"),
        ("organization", "Cục Đăng kiểm", "Cục Đăng kiểm Việt Nam"),
        ("organization", "Công ty Thiên Sơn", "Công ty CP Dược phẩm Thiên Sơn"),
        ("organization", "Công ty Quảng Đà", "Công ty CP đầu tư và phát triển Quảng Đà"),
        ("organization", "Đại học Harvard", "Harvard"),
        ("organization", "Trường đại học Luật Huế", "Đại học Luật Huế"),
        ("organization", "Công ty Daimler AG", "Daimler"),
        ("organization", "Pomina", "Công ty CP thép Pomina"),
        ("organization", "Quốc hội Hà Nội", "Đoàn đại biểu Quốc hội thành phố Hà Nội"),
        ("organization", "Hội đồng Bảo an Liên Hiệp Quốc", "Hội đồng Bảo an Liên Hợp Quốc"),
        ("organization", "Biên phòng tỉnh Quảng Bình", "Bộ đội Biên phòng tỉnh Quảng Bình"),
        ("organization", "Trạm thu phí BOT Cai Lậy", "Trạm BOT Cai Lậy"),
        ("organization", "Công ty luật Hòa Lợi", "Công ty luật TNHH Hòa Lợi"),
        ("organization", "Công ty MGA", "Công ty TNHH MGA Việt Nam"),
        ("organization", "Bệnh viện Hữu nghị Việt Đức", "Bệnh viện Việt Đức"),
        ("organization", "Bệnh viện Hòa Bình", "Bệnh viện Đa khoa tỉnh Hòa Bình"),
        ("organization", "Bệnh viện đa khoa Ba Vì", "Bệnh viện đa khoa huyện Ba Vì"),
        ("organization", "Bệnh viện Chợ Rẫy thành phố Hồ Chí Minh", "Bệnh viện Chợ Rẫy"),
        ("organization", "Mầm non tư thục Hoa Sen", "Trường mầm non Hoa Sen"),
        ("organization", "Trường Tô Hiệu", "Trường THPT Tô Hiệu"),
        ("organization", "Cục Y tế dự phòng Bộ Y tế", "Cục Y tế dự phòng"),
        ("organization", "Tổ chức Y tế", "Tổ chức Y tế Thế giới"),
        ("organization", "Cục Điều tiết", "Cục Điều tiết điện lực"),
        ("organization", "Cục NTBD", "Cục Nghệ thuật Biểu diễn"),
        ("organization", "Tổng công ty ĐSVN", "Tổng công ty Đường sắt Việt Nam"),
        ("organization", "Công an T xã Dĩ An", "Công an thị xã Dĩ An"),
        ("organization", "Biên phòng Quảng Ngãi", "Bộ đội Biên phòng tỉnh Quảng Ngãi"),
        ("organization", "Phòng CSGT tỉnh Bắc Ninh", "Phòng CSGT Công an tỉnh Bắc Ninh"),
        ("organization", "Tòa án nhân dân cấp cao Hà Nội", "Tòa án nhân dân cấp cao tại Hà Nội"),
        ("organization", "Tỉnh ủy tỉnh Cà Mau", "Tỉnh ủy Cà Mau"),
        ("organization", "Mặt trận Tổ quốc Việt Nam tỉnh Gia Lai", "Mặt trận Tổ quốc tỉnh Gia Lai"),
        ("organization", "CLB bóng đá Hà Nội", "Hà Nội FC"),
        ("organization", "CLB Gangwon", "Gangwon FC"),
        ("organization", "The Washington Post", "Washington Post"),
        ("organization", "Ngân hàng BIDV", "BIDV"),
        ("organization", "Đại sứ quán Mỹ tại Hà Nội", "Đại sứ quán Mỹ"),
        ("organization", "UBND thành phố Hội An, tỉnh Quảng Nam", "UBND thành phố Hội An"),
        ("organization", "UBND tỉnh Đăk Lăk", "UBND tỉnh Đắk Lắk"),
        ("organization", "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam", "Ban Chấp hành Trung ương Đảng"),
        ("organization", "Tòa án phúc thẩm Liên bang Mỹ", "Tòa phúc thẩm Liên bang Mỹ"),
        ("organization", "Công ty Đại Quang Minh", "Công ty CP đầu tư địa ốc Đại Quang Minh"),
        ("organization", "Cục Cảnh sát công nghệ cao – C 50", "Cục Cảnh sát công nghệ cao"),
        ("organization", "Tập đoàn viễn thông Quân đội - Viettel", "Viettel"),
        ("organization", "Hòa Phát Dung Quất", "Công ty CP thép Hòa Phát Dung Quất"),
        ("organization", "Formosa Hà Tĩnh", "Công ty TNHH Gang thép Hưng Nghiệp Formosa Hà Tĩnh"),
        ("organization", "Cơ quan điều tra Công an tỉnh Nghệ An", "Cơ quan CSĐT Công an tỉnh Nghệ An"),
        ("organization", "Cơ quan CSĐT quận 4", "Cơ quan CSĐT Công an quận 4"),
        ("organization", "CSGT Đồng Nai", "Phòng CSGT Công an tỉnh Đồng Nai"),
        ("organization", "CSGT huyện Diễn Châu", "Đội CSGT Công an huyện Diễn Châu"),
        ("organization", "CSGT Diễn Châu", "Đội CSGT Công an huyện Diễn Châu"),
        ("organization", "CSGT thành phố Hà Nội", "Phòng CSGT Công an thành phố Hà Nội"),
        ("organization", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Phú Yên", "Bộ đội Biên phòng tỉnh Phú Yên"),
        ("organization", "Chính phủ nước Cộng hòa Dân chủ Nhân dân Lào", "Chính phủ Lào"),
        ("organization", "Mầm non Sen Vàng", "Trường mầm non Sen Vàng"),
        ("organization", "Đội tuyển bóng đá quốc gia Đức", "Đội tuyển Đức"),
        ("organization", "Thanh tra Nhà nước tỉnh Cà Mau", "Thanh tra tỉnh Cà Mau"),
        ("organization", "Tòa phúc thẩm liên bang Mỹ khu vực 9", "Tòa phúc thẩm khu vực số 9"),
        ("organization", "Cục Quản lý đường bộ IV", "Cục Quản lý đường bộ 4"),
        ("organization", "Ngân hàng TMCP An Bình", "Ngân hàng An Bình"),
        ("organization", "Hải quan Hải Phòng", "Cục Hải quan thành phố Hải Phòng"),
        (
            "organization",
            "Sở NN - phát triển nông thôn tỉnh Đắk Nông",
            "Sở Nông nghiệp và Phát triển nông thôn tỉnh Đắk Nông",
        ),
        ("organization", "Yonhap News", "Yonhap"),
        ("organization", "Hãng hàng không Qatar Airways", "Qatar Airways"),
        ("organization", "CLB Than Quảng Ninh", "Than Quảng Ninh"),
        ("organization", "Công ty Trâm Anh", "Công ty TNHH Xử lý nước Trâm Anh"),
        ("organization", "Công ty CP Nghe nhìn toàn cầu AVG", "AVG"),
        ("organization", "Bảo Tín Minh Châu", "Công ty Vàng bạc đá quý Bảo Tín Minh Châu"),
        ("organization", "Tập Đoàn Mường Thanh", "Mường Thanh"),
        ("organization", "Tổng công ty Thương mại Sài Gòn", "Satra"),
        ("organization", "Đài truyền hình kỹ thuật số VTC", "VTC"),
        ("organization", "Viện kiệm sát nhân dân quận Cầu Giấy", "Viện kiểm sát nhân dân quận Cầu Giấy"),
        ("organization", "UBND huyện Chư Pah", "UBND huyện Chư Păh"),
        ("person", "Bùi Kim Thu", "Bùi Thị Kim Thu"),
        ("person", "Trung Quân Idol", "Trung Quân"),
        ("person", "Assad", "Bashar al-Assad"),
        ("person", "Tayyip Erdogan", "Recep Tayyip Erdogan"),
        ("person", "Trump Michael Flynn", "Michael Flynn"),
        ("person", "Enrique Penã Nieto", "Enrique Pena Nieto"),
        ("person", "Richard R. Clifton", "Richard Clifton"),
        ("person", "Jolie Phương Trinh", "Phương Trinh Jolie"),
        ("place", "Đăk Pơ", "Đắk Pơ"),
        ("place", "đường Láng", "Láng"),
        ("place", "T X.Dĩ An", "Dĩ An"),
        ("place", "Q. 11", "Quận 11"),
        ("place", "T X.Kỳ Anh", "Kỳ Anh"),
        ("place", "KCN Cát Lái", "Khu công nghiệp Cát Lái"),
        ("place", "Cảng hàng không quốc tế Vinh", "Sân bay Vinh"),
        ("place", "Cách Mạng Tháng 8", "Cách mạng tháng Tám"),
        ("place", "Phố Hàng Đào", "Hàng Đào"),
        ("place", "Cư Jut", "Cư Jút"),
        ("place", "Nou Camp", "Camp Nou"),
        ("place", "Thành phố Cần Thơ", "Cần Thơ"),
    ],
)
def test_two_forms_of_a_name_are_one(newsroom: Newsroom, kind: str, one: str, other: str) -> None:
    for number in range(4):
        _name(newsroom, f"Tin {number}", kind, other)
    _name(newsroom, "Tin khác", kind, one)
    resolve()
    merged = Entity.objects.get(name__in=[one, house_name(kind, one)], merged_into__isnull=False)
    assert merged.merged_into == Entity.objects.get(name=other, merged_into=None)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("organization", "Bộ Tư pháp", "Bộ Tư pháp Mỹ"),
        ("organization", "UBND xã Phú Hòa", "UBND xã Phù Hóa"),
        ("place", "T X.Quảng Trị", "Quảng Trị"),
        ("organization", "Công an thành phố Hải Dương", "Công an Hải Dương"),
        ("organization", "Apple", "Apple Music"),
        ("organization", "Công ty CP Nhựa Hòa Bình", "Công ty CP Dược phẩm Hòa Bình"),
        ("organization", "Cục Cảnh sát hình sự", "Cục Cảnh sát kinh tế"),
        ("place", "Cầu Giấy", "Giấy"),
        ("person", "Khánh Nguyễn", "Nguyễn Khánh"),
        ("person", "George H.W. Bush", "George W. Bush"),
        ("organization", "Đại học Luật", "Luật"),
        ("organization", "Bệnh viện thành phố Hòa Bình", "Bệnh viện tỉnh Hòa Bình"),
        ("organization", "Bệnh viện Nhi Nghệ An", "Bệnh viện Sản Nhi Nghệ An"),
        ("organization", "Trường THCS Lê Lợi", "Trường THPT Lê Lợi"),
        ("organization", "Trường THPT chuyên Bạc Liêu", "Trường THPT Bạc Liêu"),
        ("organization", "Trường đại học Giao thông vận tải", "Đại học Giao thông vận tải thành phố Hồ Chí Minh"),
        ("organization", "Bệnh viện Tâm thần Trung ương", "Bệnh viện Tâm thần thành phố Hồ Chí Minh"),
        ("organization", "Cục Quản lý đường bộ 3", "Cục Quản lý đường bộ"),
        ("organization", "Cục QLTT", "Cục Quản lý cạnh tranh"),
        ("organization", "Giao thông vận tải", "Bộ Giao thông vận tải"),
        ("organization", "Công ty Eapay", "Công ty Thìn Phát và Eapay"),
        ("organization", "Ngân hàng MHB", "Công ty CP chứng khoán Ngân hàng MHB"),
        ("organization", "Tổng công ty Thái Sơn", "Công ty CP Phát triển đầu tư Thái Sơn"),
        ("organization", "Cơ quan An ninh điều tra Công an tỉnh Sơn La", "Cơ quan CSĐT Công an tỉnh Sơn La"),
        ("organization", "ASEAN", "Liên đoàn cà phê ASEAN"),
        ("person", "Donald Trump", "Donald Trump Jr"),
        ("person", "Nguyễn Kim Thu", "Bùi Thị Kim Thu"),
        ("place", "Tân Sơn", "Sân bay Tân Sơn"),
    ],
)
def test_two_names_that_look_alike_are_two(newsroom: Newsroom, kind: str, one: str, other: str) -> None:
    for number in range(4 if one != "Apple" else 1):
        _name(newsroom, f"Tin {number}", kind, other)
    for number in range(1 if one != "Apple" else 8):
        _name(newsroom, f"Tin khác {number}", kind, one)
    assert resolve().made == 0


def test_a_name_that_two_hospitals_may_be_called_by_stays_for_itself(newsroom: Newsroom) -> None:
    for number in range(3):
        for name in ("Bệnh viện Nhi Đồng 1", "Bệnh viện Nhi Đồng 2"):
            _name(newsroom, f"Tin {number} {name}", "organization", name)
    _name(newsroom, "Tin khác", "organization", "Bệnh viện Nhi Đồng")
    assert resolve().made == 0


def test_a_body_with_its_holder_behind_it_is_not_what_it_is_called(newsroom: Newsroom) -> None:
    body = "Bộ Quốc phòng Hàn Quốc"
    for number in range(4):
        text = f"Người phát ngôn {body} Moon Sang-gyun nói {number}"
        newsroom.article(f"Tin {number}", text, organizations=[f"{body} Moon Sang-gyun"])
    text = f"{body} và ông Moon Sang-gyun nói"
    newsroom.article("Tin khác", text, organizations=[body], people=["Moon Sang-gyun"])
    assert resolve().made == 0


def test_the_end_of_a_company_that_a_ministry_has_as_well_stays_for_itself(newsroom: Newsroom) -> None:
    for number in range(4):
        _name(newsroom, f"Tin {number}", "organization", "Tổng công ty Tư vấn Giao thông vận tải")
        _name(newsroom, f"Tin khác {number}", "organization", "Bộ Giao thông vận tải")
    _name(newsroom, "Tin nữa", "organization", "Giao thông vận tải")
    assert resolve().made == 0


def _name(newsroom: Newsroom, title: str, kind: str, name: str) -> None:
    plural = {"person": "people", "place": "places", "organization": "organizations"}[kind]
    found: dict[str, list[str]] = {"people": ["Mỹ Tâm"]}
    found.setdefault(plural, []).append(name)
    newsroom.article(title, f"Hôm qua {name} đón ca sĩ Mỹ Tâm", **found)  # type: ignore[arg-type]


def test_a_surname_alone_is_the_one_bearer_that_the_archive_knows(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Donald Trump gặp Kim Jong-un", people=["Donald Trump", "Kim Jong-un"])
    newsroom.article("Tin khác", "Trump gặp Kim Jong-un lần nữa", people=["Trump", "Kim Jong-un"])
    resolve()
    assert _listed(EntityKind.PERSON) == {"Donald Trump": 5, "Kim Jong-un": 5}


def test_a_slip_of_a_frequent_name_is_that_name_and_is_not_shown(newsroom: Newsroom, client) -> None:  # type: ignore[no-untyped-def]
    _write_with_slip(newsroom)
    resolve()
    assert _listed(EntityKind.PERSON) == {"Donald Trump": 101}
    page = client.get(_of_kind(EntityKind.PERSON, "Donald Trump").get_absolute_url()).content.decode()
    assert "Donad" not in page.split("<main")[1].split("entity-names")[0]
    assert "Tên gọi khác" not in page


def _write_with_slip(newsroom: Newsroom) -> None:
    article = newsroom.article("Tin đầu", "Donald Trump phát biểu", people=["Donald Trump"])
    trump = _of_kind(EntityKind.PERSON, "Donald Trump")
    for number in range(99):
        other = newsroom.article(f"Tin {number}", "Donald Trump phát biểu")
        start = other.text.index("Donald")
        Mention.objects.create(article=other, entity=trump, start=start, end=start + 12)
    newsroom.article("Tin cuối", "Donad Trump phát biểu", people=["Donad Trump"])
    Entity.objects.filter(pk=trump.pk).update(article_count=100)
    assert article.pk


def test_it_comes_to_the_same_whenever_it_is_done_and_undoes_what_nothing_speaks_for(misread: None) -> None:
    assert resolve().made == 1
    again = resolve()
    assert (again.made, again.undone) == (0, 0)
    place = _of_kind(EntityKind.PLACE, "Trương Hòa Bình")
    Mention.objects.filter(recognised=_of_kind(EntityKind.PERSON, "Trương Hòa Bình")).delete()
    assert resolve().undone == 1
    place.refresh_from_db()
    assert place.merged_into is None


def test_what_an_editor_undid_is_never_made_again(misread: None) -> None:
    resolve()
    editor = User.objects.create_user("bien-tap")
    undo(Decision.objects.automatic().get(), editor)
    assert resolve().made == 0
    assert _listed(EntityKind.PLACE) == {"Trương Hòa Bình": 1}


def test_what_an_editor_decided_about_a_name_stands_above_it(misread: None) -> None:
    place, person = _of_kind(EntityKind.PLACE, "Trương Hoà Bình"), _of_kind(EntityKind.PERSON, "Trương Hoà Bình")
    decide(Proposal(DecisionKind.DISTINCT, place, target=person), User.objects.create_user("bien-tap"))
    assert resolve().made == 0


def _record_run(seconds: int, ended: timedelta) -> None:
    end = timezone.now() - ended
    started = end - timedelta(seconds=seconds)
    run = resolve_entities.enqueue()
    DBTaskResult.objects.filter(pk=run.id).update(status="SUCCESSFUL", started_at=started, finished_at=end)


def test_imports_of_the_next_minutes_are_resolved_together(db: None) -> None:
    resolve_soon()
    resolve_soon()
    assert minutes_to_wait() == [5]


def test_an_archive_that_takes_long_to_resolve_is_resolved_less_often(db: None) -> None:
    _record_run(seconds=10, ended=timedelta(hours=2))
    _record_run(seconds=400, ended=timedelta(hours=1))
    resolve_soon()
    assert minutes_to_wait() == [60]


def test_records_of_past_runs_do_not_grow_for_ever(db: None) -> None:
    _record_run(seconds=400, ended=timedelta(days=2))
    resolve_soon()
    assert DBTaskResult.objects.count() == 1


def test_only_the_names_asked_for_are_looked_at(misread: None) -> None:
    assert kind_merges(["hà nội"]) == {}
    assert len(kind_merges(["trương hòa bình"])) == 1


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
    assert _listed(EntityKind.PERSON) == {}
    assert first.mentions.shown().count() == 1
    newsroom.article("Hai", "Khoong trả lời", people=["Khoong"])
    assert _listed(EntityKind.PERSON) == {"Khoong": 2}


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
    assert _listed(EntityKind(kind)) == {}
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
    assert _listed(EntityKind(kind)) == {name: 1}


def test_an_editor_vouches_for_a_name(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Nền tối (Dark Mode) dễ nhìn", places=["Dark Mode"])
    decide(Proposal(DecisionKind.RENAME, Entity.objects.get(), name="Dark Mode Bay"), None)
    resolve()
    assert _listed(EntityKind.PLACE) == {"Dark Mode Bay": 1}


def test_contexts_are_read_once_and_again_on_demand(newsroom: Newsroom) -> None:
    newsroom.article("Tin", "Ca sĩ Mỹ Tâm hát", people=["Mỹ Tâm"])
    resolve()
    assert Mention.objects.get().context == MentionContext.PERSON
    Mention.objects.update(context=MentionContext.NOTHING)
    resolve()
    assert Mention.objects.get().context == MentionContext.NOTHING
    resolve(again=True)
    assert Mention.objects.get().context == MentionContext.PERSON
