import unicodedata

import pytest

from articles.nlp.annotation import annotate
from articles.nlp.offices.office_forms import office_form, says_all_of
from articles.nlp.offices.typed_offices import full_offices


def _offices(text: str) -> set[tuple[str, str]]:
    return {(mention.name, office.text) for mention in annotate(text).mentions for office in mention.offices}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "Thứ trưởng Bộ Ngoại giao Hà Kim Ngọc đã tiếp bà Wendy Sherman, Thứ trưởng Ngoại giao Mỹ.",
            {("Hà Kim Ngọc", "Thứ trưởng Bộ Ngoại giao"), ("Wendy Sherman", "Thứ trưởng Ngoại giao Mỹ")},
        ),
        (
            "Ông Nguyễn Văn Thành - phó giám đốc Sở Y tế TP Cần Thơ - cho biết dịch đã giảm.",
            {("Nguyễn Văn Thành", "phó giám đốc Sở Y tế TP Cần Thơ")},
        ),
        (
            "Bà Lê Thị Hoa (45 tuổi, nguyên chủ tịch UBND xã Tân Phú) nói bà không nhận tiền.",
            {("Lê Thị Hoa", "nguyên chủ tịch UBND xã Tân Phú")},
        ),
        (
            "Phó thủ tướng, Bộ trưởng Bộ Ngoại giao Phạm Bình Minh đã tới Lào.",
            {("Phạm Bình Minh", "Phó thủ tướng"), ("Phạm Bình Minh", "Bộ trưởng Bộ Ngoại giao")},
        ),
        (
            "Ông Trần Quốc Tuấn được bổ nhiệm làm Giám đốc Công an tỉnh Bình Định từ tháng 5.",
            {("Trần Quốc Tuấn", "Giám đốc Công an tỉnh Bình Định")},
        ),
        ("Tổng thống Mỹ Donald Trump gặp Thủ tướng Nhật Bản Shinzo Abe.", None),
        ("Hai nghệ sĩ Việt Hương và Hoài Linh cùng ca sĩ Mỹ Tâm lên sân khấu.", None),
    ],
)
def test_offices_stand_before_beside_and_after_names(text: str, offices: set[tuple[str, str]] | None) -> None:
    if offices is None:
        offices = {
            "T": {("Donald Trump", "Tổng thống Mỹ"), ("Shinzo Abe", "Thủ tướng Nhật Bản")},
            "H": {("Việt Hương", "nghệ sĩ"), ("Hoài Linh", "nghệ sĩ"), ("Mỹ Tâm", "ca sĩ")},
        }[text[0]]
    assert _offices(text) == offices


def test_a_title_before_a_name_is_not_the_office_of_the_name_before_it() -> None:
    text = "Tham dự có ca sĩ Mỹ Linh, đạo diễn Trần Anh Hùng, diễn viên Ngô Thanh Vân."
    assert _offices(text) == {
        ("Mỹ Linh", "ca sĩ"),
        ("Trần Anh Hùng", "đạo diễn"),
        ("Ngô Thanh Vân", "diễn viên"),
    }


def test_an_office_of_whom_somebody_speaks_for_is_not_theirs() -> None:
    text = "Thừa ủy quyền của Thủ tướng Chính phủ, Phó Thủ tướng Vương Đình Huệ vừa ký quyết định."
    assert _offices(text) == {("Vương Đình Huệ", "Phó Thủ tướng")}


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        (
            "Báo cáo Thủ tướng, Bộ trưởng Bộ Giao thông vận tải Nguyễn Văn Thể nói cầu đã xong.",
            {("Nguyễn Văn Thể", "Bộ trưởng Bộ Giao thông vận tải")},
        ),
        (
            "Gặp Ngoại trưởng Philippines Alan Peter Cayetano, Phó thủ tướng, Bộ trưởng Ngoại giao Phạm Bình Minh nói.",
            {
                ("Alan Peter Cayetano", "Ngoại trưởng Philippines"),
                ("Phạm Bình Minh", "Phó thủ tướng"),
                ("Phạm Bình Minh", "Bộ trưởng Ngoại giao"),
            },
        ),
        (
            "Sau cuộc điện đàm với Tổng thống Mỹ, tân Tổng thống Hàn Quốc Moon Jae-in sang Đức.",
            {("Moon Jae-in", "tân Tổng thống Hàn Quốc")},
        ),
        ("Ông Moon Jae-in đắc cử Tổng thống, Mỹ muốn hợp tác.", {("Moon Jae-in", "Tổng thống")}),
        ("Phát ngôn viên của Tổng thống Nga là ông Dmitry Peskov cho biết như vậy.", set()),
        ("Người phát ngôn của Tổng thống Nga Dmitry Peskov cho biết như vậy.", set()),
        ("Từ khi ông Donald Trump đắc cử tổng thống Mỹ, ông Hun Sen lo.", {("Donald Trump", "tổng thống Mỹ")}),
        ("Khi tôi nhậm chức Giám đốc Sở Y tế, ông Trần Văn Nam đã nghỉ.", set()),
        ("Tới viếng cố Thủ tướng, thiếu tướng Trần Văn Nam đã khóc.", {("Trần Văn Nam", "thiếu tướng")}),
        ("Trước linh cữu ông Trần Văn Nam, Phó thủ tướng hứa sẽ cố gắng.", set()),
        ("Theo ông Trần Văn Nam, Giám đốc Sở Y tế Hà Nội đã ký.", set()),
        (
            "Ông gửi thư cho Phó thủ tướng Vũ Đức Đam, bộ trưởng Bộ Y tế, bộ trưởng Bộ Tài chính.",
            {("Vũ Đức Đam", "Phó thủ tướng")},
        ),
        (
            "Ông gửi thư cho Phó thủ tướng Vũ Đức Đam, bộ trưởng - chủ nhiệm Văn phòng Chính phủ, bộ trưởng các bộ.",
            {("Vũ Đức Đam", "Phó thủ tướng")},
        ),
        (
            "Nói về ông Trần Văn Nam, cựu chủ tịch HĐND TP.HCM - đại biểu Quốc hội Lê Thị Hoa - cho rằng chưa đủ.",
            {("Lê Thị Hoa", "cựu chủ tịch HĐND TP.HCM"), ("Lê Thị Hoa", "đại biểu Quốc hội")},
        ),
        (
            "Phó chủ tịch UBND Đà Nẵng Trần Văn Nam, Giám đốc Sở Y tế, TS Lê Thị Hoa cùng dự.",
            {
                ("Trần Văn Nam", "Phó chủ tịch UBND Đà Nẵng"),
                ("Lê Thị Hoa", "Giám đốc Sở Y tế"),
                ("Lê Thị Hoa", "TS"),
            },
        ),
        ("Trong đơn cầu cứu gửi Chủ tịch nước, ông Trần Văn Nam nhắc lại việc cũ.", set()),
        (
            "Thay mặt Chủ tịch Quốc hội, Phó chủ tịch Quốc hội Lê Thị Hoa đã tiếp khách.",
            {("Lê Thị Hoa", "Phó chủ tịch Quốc hội")},
        ),
        (
            "Trong vai trò Chủ tịch Hội Nhà văn, ông Trần Văn Nam nhắc lại.",
            {("Trần Văn Nam", "Chủ tịch Hội Nhà văn")},
        ),
        ("Người duy nhất không phải là Chủ tịch HĐQT, ông Trần Văn Nam, đã im lặng.", set()),
        (
            "Thỏa thuận giữa ông Trần Văn Nam, Chủ tịch HĐQT Tập đoàn Sao Mai và Chủ tịch HĐQT Oceanbank còn hiệu lực.",
            {("Trần Văn Nam", "Chủ tịch HĐQT Tập đoàn Sao Mai")},
        ),
        ("Bà nói rằng với việc sa thải giám đốc FBI, ông Trần Văn Nam có thể sai.", set()),
        (
            "Từng giúp việc dưới thời Tổng thống George W. Bush trước khi được bổ nhiệm làm Giám đốc FBI.",
            {("George W. Bush", "Tổng thống")},
        ),
        (
            "Có nguyên Phó chủ tịch nước Trương Mỹ Hoa, Phó thủ tướng thường trực Trương Hoà Bình.",
            {("Trương Mỹ Hoa", "nguyên Phó chủ tịch nước"), ("Trương Hoà Bình", "Phó thủ tướng thường trực")},
        ),
        (
            "Các bị cáo Phan Văn Vĩnh, cựu Trung tướng, Nguyễn Thanh Hoá, cựu Cục trưởng Cục Cảnh sát hình sự, đã đến.",
            {("Phan Văn Vĩnh", "cựu Trung tướng"), ("Nguyễn Thanh Hoá", "cựu Cục trưởng Cục Cảnh sát hình sự")},
        ),
        ("Vụ việc làm hỏng cơ hội của người ra tranh cử Tổng thống Pháp Francois Fillon.", set()),
        ("Người thay ông Trần Văn Nam giữ chức Giám đốc Sở Y tế còn trẻ.", set()),
        ("Con trai ông Trần Văn Nam là giám đốc công ty Sao Mai.", set()),
        ("Ông từng làm việc dưới thời ông Trần Văn Nam trước khi được bổ nhiệm làm Giám đốc Sở Y tế.", set()),
        ("Đất cấp dưới thời ông Trần Văn Nam làm giám đốc.", {("Trần Văn Nam", "giám đốc")}),
        ("Ông Trần Văn Nam có thể không đủ sức làm Giám đốc Sở Y tế.", set()),
        ("Ông Trần Văn Nam báo với họ là Thủ tướng đồng ý bán.", set()),
        ("Khi nói đến ông Trần Văn Nam, Giám đốc Sở Y tế đã nêu nhiều việc.", set()),
        ("Chủ tịch và phó chủ tịch UBND TP Hà Nội Trần Văn Nam, Lê Thế Hùng kiểm tra đột xuất.", set()),
        ("Tổ đại biểu Quốc hội gồm bà Trần Thị Nam tiếp xúc cử tri.", {("Trần Thị Nam", "đại biểu Quốc hội")}),
    ],
)
def test_an_office_named_beside_is_not_given_to_a_neighbour(text: str, offices: set[tuple[str, str]]) -> None:
    assert _offices(text) == offices


def test_words_that_describe_a_holder_end_an_office_but_not_the_name_of_a_body() -> None:
    for paper in ("Tuổi Trẻ", "Tuổi trẻ"):
        office = f"Tổng biên tập báo {paper}"
        assert _offices(f"Ông Lê Thế Chữ, {office}, nói.") == {("Lê Thế Chữ", office)}
    assert _offices("Ông Lê Văn Thăng, Bí thư Thành ủy TP HCM tại buổi làm việc chiều 10-2") == {
        ("Lê Văn Thăng", "Bí thư Thành ủy TP HCM")
    }


def test_a_title_that_follows_according_to_is_kept_between_commas() -> None:
    text = "Theo ông Trần Văn Nam, Giám đốc Sở Y tế Hà Nội, dịch đã giảm."
    assert _offices(text) == {("Trần Văn Nam", "Giám đốc Sở Y tế Hà Nội")}


def test_of_one_office_only_the_fullest_words_are_kept() -> None:
    text = "Bộ trưởng Trần Hồng Hà trả lời.\nÔng Trần Hồng Hà, Bộ trưởng Tài nguyên và Môi trường, hứa sẽ kiểm tra."
    assert _offices(text) == {("Trần Hồng Hà", "Bộ trưởng Tài nguyên và Môi trường")}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offices_stand_where_they_say_in_any_form_of_unicode(form: str) -> None:
    text = unicodedata.normalize(form, "Thứ trưởng Bộ Y tế Đỗ Xuân Tuyên đã đến Huế.")  # type: ignore[arg-type]
    (office,) = (office for mention in annotate(text).mentions for office in mention.offices)
    assert text[office.start : office.end] == office.text
    assert unicodedata.normalize("NFC", office.text) == "Thứ trưởng Bộ Y tế"
    assert office.body == "Bộ Y tế"


def test_what_somebody_was_is_told_apart() -> None:
    text = (
        "Ông Phạm Văn Bình từng là Giám đốc Sở Tài chính.\nÔng Lê Minh Đức hiện là Giám đốc Sở Nội vụ.\n"
        "Ông Trần Văn Nam bị miễn nhiệm chức vụ Giám đốc Sở Y tế."
    )
    found = annotate(text).mentions
    assert [(mention.name, office.former) for mention in found for office in mention.offices] == [
        ("Phạm Văn Bình", True),
        ("Lê Minh Đức", False),
        ("Trần Văn Nam", True),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PCT UBND TP.HCM", "Phó chủ tịch Uỷ ban nhân dân thành phố Hồ Chí Minh"),
        ("Bộ trưởng Bộ GD-ĐT", "bộ trưởng Giáo dục và Đào tạo"),
        ("Tổng thống Hoa Kỳ", "Tổng thống Mỹ"),
        ("GĐ Sở Y tế Hà Nội", "Giám đốc Sở Y tế TP Hà Nội"),
        ("HLV", "huấn luyện viên"),
        ("Bộ trưởng Thông tin - truyền thông", "Bộ trưởng Bộ Thông tin và Truyền thông"),
        ("Uỷ viên BCH Trung ương Đảng khoá XII", "Uỷ viên Trung ương"),
        ("Tổng Bí thư Ban Chấp hành Trung ương Đảng", "Tổng Bí thư"),
        ("Trưởng Công an T X.Kỳ Anh", "Trưởng Công an thị xã Kỳ Anh"),
        ("Bộ trưởng Bộ Giao thông vận tải (GTVT)", "Bộ trưởng Bộ Giao thông vận tải"),
        ("Chủ tịch Hà Nội", "Chủ tịch UBND TP Hà Nội"),
        ("Phó chủ tịch thường trực TP.HCM", "PCT thường trực UBND TP.HCM"),
        ("Bí thư Đà Nẵng", "Bí thư Thành ủy TP Đà Nẵng"),
        ("bí thư quảng ngãi", "Bí thư Tỉnh ủy Quảng Ngãi"),
        ("Chủ tịch huyện Sóc Sơn", "Chủ tịch UBND huyện Sóc Sơn"),
        ("Bí thư xã Đồng Tâm", "Bí thư Đảng ủy xã Đồng Tâm"),
        ("Bí thư quận 1", "Bí thư Quận ủy Quận 1"),
        ("HLV trưởng của U.23 Việt Nam", "huấn luyện viên trưởng U23 Việt Nam"),
    ],
)
def test_spellings_of_an_office_have_one_key(one: str, other: str) -> None:
    assert office_form(one).key == office_form(other).key


def test_an_office_of_what_is_no_place_keeps_its_words() -> None:
    for title in ("Chủ tịch Hồ Chí Minh", "Chủ tịch Trung Quốc", "Bí thư Huyện đoàn Sóc Sơn", "Chủ tịch Hà Nội FC"):
        assert office_form(title).title == title


def test_short_forms_of_offices_may_be_typed_in_small_letters() -> None:
    typed = ("ct ubnd tphcm", "PCT", "bộ trưởng bộ gtvt", "giám đốc sở gd-đt hà nội", "ca sĩ")
    assert [full_offices(one) for one in typed] == [
        ("chủ tịch UBND TPHCM",),
        ("phó chủ tịch",),
        ("bộ trưởng bộ GTVT",),
        ("giám đốc sở GD-ĐT hà nội",),
        ("ca sĩ",),
    ]
    assert full_offices("bt y tế") == ("bộ trưởng y tế", "bí thư y tế")


def test_a_province_and_its_city_of_one_name_have_two_posts() -> None:
    city, province = (office_form(f"Chủ tịch UBND {unit} Quảng Ngãi").key for unit in ("TP", "tỉnh"))
    assert city != province


def test_former_and_acting_are_flags_beside_the_office() -> None:
    former, acting = office_form("nguyên Chủ tịch nước"), office_form("quyền Chủ tịch nước")
    assert (former.former, former.acting, acting.former, acting.acting) == (True, False, False, True)
    assert former.key == acting.key == office_form("Chủ tịch nước").key
    assert former.title == "Chủ tịch nước"


def test_a_deputy_is_not_the_head() -> None:
    deputy, head = office_form("Phó chủ tịch UBND tỉnh"), office_form("Chủ tịch")
    assert not says_all_of(deputy, head)
    assert says_all_of(office_form("TS.BS"), office_form("bác sĩ"))


def test_the_end_of_another_word_is_not_acting() -> None:
    assert _offices("Chính quyền Tổng thống Mỹ Donald Trump im lặng.") == {("Donald Trump", "Tổng thống Mỹ")}


@pytest.mark.parametrize(
    ("title", "in_body"),
    [
        ("Bộ trưởng Y tế", True),
        ("Chủ tịch UBND TP Hà Nội", True),
        ("Thủ tướng", True),
        ("Chủ tịch UBND thành phố", False),
        ("Phó chủ tịch UBND", False),
        ("Chủ tịch UBND phường 6", False),
        ("Chủ tịch UBND quận 6", True),
        ("Bí thư Đảng đoàn", False),
        ("Chủ tịch Hạ viện", False),
        ("Chủ tịch HĐQT Tổng Công ty", False),
        ("Chủ tịch Hạ viện Mỹ", True),
        ("Trưởng phòng Cảnh sát giao thông đường bộ", False),
        ("Chủ tịch UBND huyện Châu Thành", False),
        ("Giám đốc Trung tâm Xúc tiến đầu tư", False),
        ("Giám đốc Sở Kế hoạch - đầu tư", False),
        ("Giám đốc Sở Y tế Hà Nội", True),
        ("Trưởng khoa Hồi sức tích cực", False),
        ("Trưởng khoa Cấp cứu Bệnh viện Chợ Rẫy", True),
        ("Trưởng ban Chỉ đạo", False),
        ("Trưởng ban Tuyên giáo Trung ương", True),
        ("Phó bí thư Tỉnh uỷ", False),
        ("HLV trưởng đội tuyển Việt Nam", True),
        ("HLV U23 Việt Nam", True),
        ("HLV trưởng", False),
        ("ca sĩ", False),
        ("Đại tá", False),
    ],
)
def test_a_post_in_a_body_names_the_body(title: str, in_body: bool) -> None:
    assert office_form(title).in_body is in_body
