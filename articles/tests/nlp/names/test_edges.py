import pytest

from articles.nlp.names.edges import with_edges
from articles.nlp.names.found_names import FoundName, NameKind


def _mended(text: str, *names: tuple[NameKind, str]) -> list[tuple[str, str]]:
    """Return kind and text of each name, given those found in `text` in order."""
    found: list[FoundName] = []
    for kind, form in names:
        start = text.index(form, found[-1].end if found else 0)
        found.append(FoundName(start, start + len(form), kind))
    return [(name.kind, text[name.start : name.end]) for name in with_edges(text, found)]


@pytest.mark.parametrize(
    ("text", "kind", "found", "whole"),
    [
        ("Ông Kim Jong - nam đến Malaysia", "person", "Kim Jong", ("person", "Kim Jong - nam")),
        ("Ông Mai Tiến Dũng - cũng là", "person", "Mai Tiến Dũng - cũng", ("person", "Mai Tiến Dũng")),
        ("Đại học Kinh tế – trường", "organization", "Đại học Kinh tế –", ("organization", "Đại học Kinh tế")),
        ("gặp U22 Thái Lan ở bảng B", "place", "Thái Lan", ("organization", "U22 Thái Lan")),
        ("Bí thư huyện uỷ Hoài Ân", "place", "Hoài Ân", ("organization", "huyện uỷ Hoài Ân")),
        ("công an xã Phú An cho biết", "place", "Phú An", ("organization", "công an xã Phú An")),
        ("trưởng văn phòng luật sư Thành Sơn", "person", "Thành Sơn", ("organization", "văn phòng luật sư Thành Sơn")),
        ("trưởng văn phòng luật sư Vũ Gia Minh", "person", "Vũ Gia Minh", ("person", "Vũ Gia Minh")),
        ("Jean - Luc Melenchon nói", "person", "Jean - Luc Melenchon", ("person", "Jean - Luc Melenchon")),
        ("ca sĩ Sơn Tùng M-TP hát", "person", "Sơn Tùng M", ("person", "Sơn Tùng M-TP")),
        ("huyện Đắk R'Lấp mưa", "place", "Đắk R", ("place", "Đắk R'Lấp")),
        ("huyện Cư M’gar mưa", "place", "Cư M", ("place", "Cư M’gar")),
        ("huyện Ea H ' leo mưa", "place", "Ea H", ("place", "Ea H ' leo")),
        ("xã Nâm N ’ Đir mưa", "place", "Nâm N", ("place", "Nâm N ’ Đir")),
        ("H ' Hen Niê thi", "person", "H", ("person", "H ' Hen")),
        ("thanh tra Bộ. Hoàn thành", "organization", "thanh tra Bộ. Hoàn", ("organization", "thanh tra Bộ")),
        ("lương y TP. Hội An", "place", "TP. Hội An", ("place", "TP. Hội An")),
        ("ở TP. HCM mưa", "organization", "HCM", ("place", "TP. HCM")),
        ("ở TP.\nHCM mưa", "organization", "HCM", ("place", "HCM")),
        ("UBND TP.HCM họp", "organization", "HCM", ("organization", "UBND TP.HCM")),
        ("cán bộ Bộ Tư lệnh Vùng 2 họp", "organization", "Bộ Tư lệnh Vùng", ("organization", "Bộ Tư lệnh Vùng 2")),
        (
            "Tổng Liên đoàn Lao động họp",
            "organization",
            "Liên đoàn Lao động",
            ("organization", "Tổng Liên đoàn Lao động"),
        ),
        ("tại Viện Kiểm sát (KSND họp", "organization", "Viện Kiểm sát (KSND", ("organization", "Viện Kiểm sát")),
        ("phía công ty TNHH Hoa Mai nói", "organization", "TNHH Hoa Mai", ("organization", "công ty TNHH Hoa Mai")),
        ("gặp đảng Dân chủ họp", "organization", "đảng Dân chủ", ("organization", "đảng Dân chủ")),
        ("CSGT khu vực 4 đến", "organization", "CSGT khu vực", ("organization", "CSGT khu vực 4")),
        (
            "Ban cán sự đảng Bộ Y tế họp",
            "organization",
            "đảng Bộ Y tế",
            ("organization", "Ban cán sự đảng Bộ Y tế"),
        ),
        ("đề nghị UBND Q. 2 họp", "organization", "UBND Q.", ("organization", "UBND Q. 2")),
        (
            "công ty cổ phần đầu tư Á Châu mua",
            "organization",
            "Á Châu",
            ("organization", "công ty cổ phần đầu tư Á Châu"),
        ),
        ("mua công ty cổ phần Nhật Bản", "place", "Nhật Bản", ("place", "Nhật Bản")),
        ("một công ty ở Huế", "place", "Huế", ("place", "Huế")),
        ("Cục C50 điều tra", "organization", "Cục C", ("organization", "Cục C50")),
        ("Donald Trump's tweet", "person", "Donald Trump", ("person", "Donald Trump")),
        ("đường Hà Nội-Hải Phòng", "place", "Hà Nội", ("place", "Hà Nội")),
    ],
)
def test_a_name_is_given_the_edges_that_newspapers_mean(
    text: str, kind: NameKind, found: str, whole: tuple[str, str]
) -> None:
    assert _mended(text, (kind, found)) == [whole]


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("Thanh Tuấn - Tống Huệ", "person", ["Thanh Tuấn", "Tống Huệ"]),
        (
            "Công an xã Lộc Yên phối hợp Công an xã Hương Xuân",
            "organization",
            ["Công an xã Lộc Yên", "Công an xã Hương Xuân"],
        ),
    ],
)
def test_two_names_are_not_one(text: str, kind: NameKind, parts: list[str]) -> None:
    assert _mended(text, (kind, text)) == [(kind, part) for part in parts]


def test_a_ministry_of_foreign_affairs_is_one() -> None:
    name = "Bộ Ngoại giao Trung Quốc"
    assert _mended(name, ("organization", name)) == [("organization", name)]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Trường THPT chuyên Trần Đại Nghĩa", ("organization", "Trường THPT"), ("person", "Trần Đại Nghĩa")),
        (
            "Công ty TNHH Thương mại dịch vụ Tân Phát",
            ("organization", "Công ty TNHH Thương mại"),
            ("person", "Tân Phát"),
        ),
        ("Cty TNHH Nhã Khắc Lâm", ("organization", "Cty TNHH"), ("person", "Nhã Khắc Lâm")),
        ("Ủy ban liên Chính phủ Việt Nam - Lào", ("organization", "Ủy ban liên Chính phủ Việt Nam"), ("place", "Lào")),
        ("Đại sứ quán Việt Nam tại Hàn Quốc", ("organization", "Đại sứ quán Việt Nam"), ("place", "Hàn Quốc")),
    ],
)
def test_a_name_that_cannot_end_goes_on(text: str, first: tuple[NameKind, str], second: tuple[NameKind, str]) -> None:
    assert _mended(text, first, second) == [("organization", text)]


def test_an_organization_that_is_whole_stays_apart_from_what_follows() -> None:
    text = "Công an Hà Nội tại Đà Nẵng"
    names: list[tuple[NameKind, str]] = [("organization", "Công an Hà Nội"), ("place", "Đà Nẵng")]
    assert _mended(text, *names) == names


def test_a_particle_goes_on_with_a_name() -> None:
    text = "Salman Bin Abdul Aziz"
    assert _mended(text, ("person", "Salman Bin"), ("person", "Abdul Aziz")) == [("person", text)]


def test_a_name_read_as_two_people_side_by_side_is_one() -> None:
    text = "Bị cáo Phan Văn Anh Vũ tại phiên toà"
    assert _mended(text, ("person", "Phan Văn Anh"), ("person", "Vũ")) == [("person", "Phan Văn Anh Vũ")]


def test_people_in_a_list_stay_apart() -> None:
    names: list[tuple[NameKind, str]] = [("person", "Phan Văn Anh"), ("person", "Vũ")]
    assert _mended("các anh Phan Văn Anh, Vũ", *names) == names


@pytest.mark.parametrize(
    ("text", "kind", "found", "whole"),
    [
        ("Cục Hàng không yêu cầu các hãng", "organization", "Cục Hàng không yêu cầu", "Cục Hàng không"),
        ("Tổng công ty cũng nói", "organization", "Tổng công ty cũng", "Tổng công ty"),
        (
            "Ban Chỉ đạo Tây Nam Bộ - bị kỷ luật",
            "organization",
            "Ban Chỉ đạo Tây Nam Bộ - bị",
            "Ban Chỉ đạo Tây Nam Bộ",
        ),
        ("Tập đoàn Asanzo mà Tuổi Trẻ nêu", "organization", "Tập đoàn Asanzo mà Tuổi Trẻ", "Tập đoàn Asanzo"),
        ("theo Cục Di sản văn hoá.", "organization", "Cục Di sản văn hoá.", "Cục Di sản văn hoá"),
        (
            "ở Tổng công ty Cảng hàng không",
            "organization",
            "Tổng công ty Cảng hàng không",
            "Tổng công ty Cảng hàng không",
        ),
        ("của Nhà nước”, ông nói", "organization", "Nhà nước”", "Nhà nước"),
        ("- Nghệ sĩ Lan Hương", "person", "- Nghệ sĩ Lan Hương", "Nghệ sĩ Lan Hương"),
        ('Bùi Thanh Hiền (Hiền "Dần")', "person", 'Hiền "Dần"', 'Hiền "Dần"'),
        ("ông Robert Downey Jr. tới", "person", "Robert Downey Jr.", "Robert Downey Jr."),
        ("chị Trần Thị H. kể", "person", "Trần Thị H.", "Trần Thị H."),
    ],
)
def test_a_name_has_no_word_or_mark_of_the_sentence_at_its_edge(
    text: str, kind: NameKind, found: str, whole: str
) -> None:
    assert _mended(text, (kind, found)) == [(kind, whole)]


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("Chính phủ yêu cầu Bộ Văn hóa", "organization", ["Chính phủ", "Bộ Văn hóa"]),
        ("đường Lê Lợi → đường Pasteur →", "place", ["đường Lê Lợi", "đường Pasteur"]),
        ("Tăng Thanh Hà Tăng Thanh Hà", "person", ["Tăng Thanh Hà", "Tăng Thanh Hà"]),
    ],
)
def test_several_names_that_were_taken_for_one_are_parted(text: str, kind: NameKind, parts: list[str]) -> None:
    assert _mended(text, (kind, text)) == [(kind, part) for part in parts]


@pytest.mark.parametrize(("kind", "first"), [("place", "Vườn quốc gia"), ("organization", "Ban quản lý vườn quốc gia")])
def test_a_park_of_two_names_is_one_place(kind: str, first: str) -> None:
    text = f"{first} Phong Nha – Kẻ Bàng đón khách"
    halves = [(kind, f"{first} Phong Nha"), ("place", "Kẻ Bàng")]
    assert _mended(text, *halves) == [(kind, f"{first} Phong Nha – Kẻ Bàng")]  # type: ignore[arg-type]


def test_a_province_of_two_names_is_one_place() -> None:
    text = "ở Phú Lộc, Thừa Thiên – Huế và tuyến Hà Nội - Hải Phòng"
    places = [("place", name) for name in ("Phú Lộc", "Thừa Thiên", "Huế", "Hà Nội", "Hải Phòng")]
    whole = [("place", name) for name in ("Phú Lộc", "Thừa Thiên – Huế", "Hà Nội", "Hải Phòng")]
    assert _mended(text, *places) == whole  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "are_people"),
    [("Đoàn Minh – Phạm Yến", True), ("Bến Thành - Suối Tiên", False), ("Mai Linh Group - Hồ Tây", False)],
)
def test_a_pair_of_people_taken_for_a_body_is_two_people(text: str, are_people: bool) -> None:
    people = [("person", name) for name in text.split(" – ")]
    assert _mended(text, ("organization", text)) == (people if are_people else [("organization", text)])


def test_a_body_goes_on_behind_its_short_form() -> None:
    text = "tại Viện Kiểm sát nhân dân (KSND) tỉnh Bình Định từ ngày 1-10"
    names: list[tuple[NameKind, str]] = [("organization", "Viện Kiểm sát nhân dân (KSND"), ("place", "Bình Định")]
    assert _mended(text, *names) == [("organization", "Viện Kiểm sát nhân dân (KSND) tỉnh Bình Định")]
