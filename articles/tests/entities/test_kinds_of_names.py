"""All articles in which a name stands decide together what it is, and where it begins and ends."""

import pytest

from articles.entities.resolving.automatic import Resolved, resolve
from articles.models import Entity, EntityKind
from articles.tests.entities.conftest import listed
from articles.tests.making import Newsroom


def test_a_person_taken_for_a_place_once_is_the_person_everywhere(misread: None) -> None:
    resolve()
    assert listed(EntityKind.PERSON) == {"Trương Hòa Bình": 5}
    assert listed(EntityKind.PLACE) == {}


def test_a_street_is_not_the_general_whose_name_it_has(newsroom: Newsroom) -> None:
    for number in range(4):
        newsroom.article(f"Tin {number}", "Kẹt xe trên đường Trần Hưng Đạo", places=["Trần Hưng Đạo"])
    newsroom.article("Lịch sử", "Đại tướng Trần Hưng Đạo thắng giặc", people=["Trần Hưng Đạo"])
    resolve()
    assert listed(EntityKind.PLACE) == {"Trần Hưng Đạo": 4}
    assert listed(EntityKind.PERSON) == {"Trần Hưng Đạo": 1}


def test_a_name_found_as_a_place_alone_becomes_the_person_that_its_words_speak_for(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Ca sĩ Đức Phúc hát ở lễ hội", places=["Đức Phúc"])
    newsroom.article("Tin ngắn", "Đêm nhạc có Đức Phúc và bạn bè", places=["Đức Phúc"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Đức Phúc": 4}
    assert listed(EntityKind.PLACE) == {}
    assert resolve() == Resolved(made=0, undone=0)


@pytest.mark.parametrize("title", ["Nghệ sĩ ưu tú", "NSND", "PGS.TS"])
def test_a_title_before_a_name_is_no_part_of_it(newsroom: Newsroom, title: str) -> None:
    newsroom.article("Một", f"{title} Minh Vương hát", organizations=[f"{title} Minh Vương"])
    newsroom.article("Hai", "Nghệ sĩ Minh Vương hát", people=["Minh Vương"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Minh Vương": 2}
    assert listed(EntityKind.ORGANIZATION) == {}


def test_what_a_title_and_a_country_name_is_no_person_of_that_name(newsroom: Newsroom) -> None:
    newsroom.article("Một", "Hôm qua HLV Nhật Bản tới", organizations=["HLV Nhật Bản"])
    resolve()
    assert not Entity.objects.filter(kind=EntityKind.PERSON, name="Nhật Bản").exists()


def test_a_full_name_is_no_organisation(newsroom: Newsroom) -> None:
    newsroom.article("Một", "Giám đốc công ty Nguyễn Thùy Trang nói", organizations=["Nguyễn Thùy Trang"])
    newsroom.article("Hai", "Hôm qua Nguyễn Thùy Trang tới", people=["Nguyễn Thùy Trang"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Nguyễn Thùy Trang": 2}


def test_a_contestant_taken_for_a_body_is_a_person(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Ca sĩ Thiên Nga tới. Thiên Nga chia sẻ", organizations=["Thiên Nga"])
        newsroom.article(
            f"Vàng {number}", "Giám đốc Hòa Phát tới. Công ty Hòa Phát chia sẻ", organizations=["Hòa Phát"]
        )
    resolve()
    assert listed(EntityKind.PERSON) == {"Thiên Nga": 3}
    assert listed(EntityKind.ORGANIZATION) == {"Hòa Phát": 3}


def test_a_company_of_a_foreign_name_is_no_person(newsroom: Newsroom) -> None:
    for number in range(3):
        text = f"Hãng Lockheed Martin giao máy bay {number}"
        newsroom.article(f"Tin {number}", text, organizations=["Lockheed Martin"])
    newsroom.article("Tin khác", "Cùng Lockheed Martin tới", people=["Lockheed Martin"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {"Lockheed Martin": 4}
    assert listed(EntityKind.PERSON) == {}


def test_a_company_is_not_the_ward_of_its_name(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Thép {number}", "Lợi nhuận của Hòa Phát tăng mạnh", organizations=["Hòa Phát"])
    for number in range(2):
        newsroom.article(f"Tai nạn {number}", "Đoạn qua phường Hòa Phát bị kẹt xe", places=["Hòa Phát"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {"Hòa Phát": 3}
    assert listed(EntityKind.PLACE) == {"Hòa Phát": 2}


def test_an_actor_taken_for_a_place_is_one_where_no_word_speaks_for_a_place(newsroom: Newsroom) -> None:
    for number in range(2):
        newsroom.article(f"Kịch {number}", "Vở diễn có Kim Xuân, Đình Toàn và bạn bè", places=["Đình Toàn"])
    newsroom.article("Phim", "Vai pháp sư do diễn viên Đình Toàn đóng", people=["Đình Toàn"])
    resolve()
    assert listed(EntityKind.PERSON) == {"Đình Toàn": 3}
    assert listed(EntityKind.PLACE) == {}


def test_a_city_taken_for_a_body_is_the_city(newsroom: Newsroom) -> None:
    for number in range(3):
        newsroom.article(f"Tin {number}", "Thành phố Hội An cho biết", organizations=["Thành phố Hội An"])
    resolve()
    assert listed(EntityKind.ORGANIZATION) == {}
    assert listed(EntityKind.PLACE) == {"Thành phố Hội An": 3}
