from articles.nlp.names.agreement import agree
from articles.nlp.names.found_names import FoundName
from articles.nlp.names.introductions import introductions


def _found(text: str, name: str, kind: str, after: int = 0) -> FoundName:
    start = text.index(name, after)
    return FoundName(start, start + len(name), kind)  # type: ignore[arg-type]


def test_a_name_found_once_is_found_throughout() -> None:
    text = "Vietlott mở thưởng. Theo Vietlott, vé trúng bán ở Huế."
    agreed = agree(text, [_found(text, "Vietlott", "organization")])
    assert [name.start for name in agreed] == [0, 25]


def test_a_syllable_that_may_be_a_word_is_not_sought_elsewhere() -> None:
    text = "Ông Còn khai. Còn lại bỏ trốn."
    assert agree(text, [_found(text, "Còn", "person")]) == [_found(text, "Còn", "person")]


def test_the_kind_of_most_occurrences_is_the_kind_of_all() -> None:
    text = "Pogba chuyền, Pogba sút, Pogba ghi bàn"
    starts = [0, 14, 25]
    found = [FoundName(s, s + 5, k) for s, k in zip(starts, ("person", "place", "person"), strict=True)]  # type: ignore[arg-type]
    assert {name.kind for name in agree(text, found)} == {"person"}


def test_a_short_form_in_brackets_is_the_organization_before_it() -> None:
    text = "Trung tâm Dự báo thủy văn (TTDB 2) tuần tra."
    full = _found(text, "Trung tâm Dự báo thủy văn", "organization")
    ((short, of),) = introductions(text, [full])
    assert (text[short.start : short.end], of) == ("TTDB 2", full)


def test_a_place_in_brackets_is_no_short_form() -> None:
    text = "UBND xã Đại Hưng (Quảng Nam)"
    assert introductions(text, [_found(text, "UBND xã Đại Hưng", "organization")]) == []


def test_the_given_name_of_a_person_is_no_country() -> None:
    text = "Em Phạm Văn Đức mất tích. Bạn bè tìm em Đức từ sáng."
    found = [_found(text, "Phạm Văn Đức", "person"), _found(text, "Đức", "place", after=20)]
    assert {name.kind for name in agree(text, found)} == {"person"}


def test_a_person_is_found_by_the_last_part_of_the_full_name() -> None:
    text = "Bắt Lê Văn Còn ở Huế. Theo lời khai, Còn bỏ trốn."
    assert _found(text, "Còn", "person", after=20) in agree(text, [_found(text, "Lê Văn Còn", "person")])


def test_part_of_another_name_is_no_call_by_it() -> None:
    text = "Lê Văn Bình khai. Bình Thuận mưa. Trần Bình vắng mặt."
    found = [_found(text, "Lê Văn Bình", "person")]
    assert agree(text, found) == found


def test_a_common_noun_in_short_is_no_name() -> None:
    text = "HS nghỉ học"
    assert agree(text, [FoundName(0, 2, "organization")]) == []


def test_a_city_left_unnamed_is_no_name() -> None:
    text = "Dự án của TP chậm"
    assert agree(text, [_found(text, "TP", "place")]) == []


def test_a_country_is_no_person_unless_somebody_bears_its_name() -> None:
    text = "Nhiều sao Việt dự tiệc"
    assert [name.kind for name in agree(text, [_found(text, "Việt", "person")])] == ["place"]
    text = "Lê Quốc Việt nói. Việt cười."
    found = [_found(text, "Lê Quốc Việt", "person"), _found(text, "Việt", "person", after=15)]
    assert {name.kind for name in agree(text, found)} == {"person"}


def test_what_was_mostly_read_as_no_name_is_not_made_one_throughout() -> None:
    text = "Xe MPV bền. MPV rẻ. MPV đẹp. MPV mới. MPV cũ."
    found = [_found(text, "MPV", "organization")]
    assert agree(text, found) == found


def test_a_numbered_road_is_a_place_wherever_it_stands() -> None:
    text = "Tai nạn trên QL 1A và ĐT743A"
    assert [text[name.start : name.end] for name in agree(text, [])] == ["QL 1A", "ĐT743A"]


def test_a_unit_that_has_a_number_for_a_name_is_a_place() -> None:
    text = "Ở thôn 12 và ấp 3B, quận 5.000 người"
    assert [text[name.start : name.end] for name in agree(text, [])] == ["thôn 12", "ấp 3B"]


def test_the_first_name_of_a_foreigner_is_a_person() -> None:
    text = "Joanne Schieble và Joanne"
    found = [_found(text, "Joanne Schieble", "person"), _found(text, "Joanne", "place", 5)]
    assert [name.kind for name in agree(text, found)] == ["person", "person"]


def test_a_given_name_in_a_list_of_people_is_no_country() -> None:
    text = "Bị cáo Trần Đình Nhật khai. Nghĩa và Nhật bỏ chạy."
    found = [
        _found(text, "Trần Đình Nhật", "person"),
        _found(text, "Nghĩa", "person"),
        _found(text, "Nhật", "place", 30),
    ]
    assert [name.kind for name in agree(text, found)] == ["person", "person", "person"]


def test_a_department_is_found_without_its_place_too() -> None:
    text = "Sở Y tế Gia Lai họp. Sau đó Sở Y tế báo cáo, còn Sở Y tế Hà Nội thì không."
    found = [_found(text, "Sở Y tế Gia Lai", "organization")]
    assert agree(text, found) == [*found, _found(text, "Sở Y tế", "organization", after=20)]


def test_a_ward_stays_a_place_in_an_article_of_the_paper_of_its_name() -> None:
    text = "Tiền Phong đưa tin cháy ở phường Tiền Phong. Theo Tiền Phong, phường Tiền Phong có 12 tổ."
    found = [_found(text, "Tiền Phong", "organization"), _found(text, "Tiền Phong", "organization", after=12)]
    kinds = [name.kind for name in agree(text, found)]
    assert kinds == ["organization", "place", "organization", "place"]


def test_a_person_is_found_after_the_name_of_a_country() -> None:
    text = "Donald Trump thắng cử. Tổng thống Mỹ Trump nhậm chức."
    found = [_found(text, "Donald Trump", "person"), _found(text, "Mỹ", "place")]
    assert _found(text, "Trump", "person", after=20) in agree(text, found)
