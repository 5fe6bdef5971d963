"""What stands above the text of a copied page: in forums, blogs, views for reading, and pages that repeat the title."""

import numpy as np
import pytest

from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.parsing.page_reading import _title
from articles.importing.readers.lines.line_blocks import plain_blocks

TITLE = "Vườn quốc gia Pù Mát thả bảy con tê tê về rừng"
LEAD = "Bảy con tê tê Java được cứu khỏi đường dây buôn bán đã về rừng Pù Mát sau sáu tháng chăm sóc."
BODY = (
    "Trung tâm cứu hộ cho biết mỗi con được gắn thẻ định vị nhỏ ở vảy lưng để theo dõi trong một năm.",
    "Người dân bản Cò Phạt được mời tham gia đội tuần tra, mỗi tháng đi rừng hai mươi ngày.",
    "Năm nay vườn đã tháo hơn ba nghìn bẫy dây, phần lớn ở vùng giáp biên giới với nước Lào.",
)


def read(*above: str, below: tuple[str, ...] = ()) -> ParsedArticle:
    article = parse_document("\n".join([*above, LEAD, *BODY, *below]).encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    return article


def test_a_view_for_reading_has_the_host_alone_above_the_title() -> None:
    article = read("vietnamnet.vn", TITLE, "Vũ Điệp", "6–8 minutes", below=("Vũ Điệp",))
    assert (article.authors, article.inferred_source) == (("Vũ Điệp",), "VietNamNet")


@pytest.mark.parametrize(
    ("above", "likely", "titled"),
    [
        ("Thời sự", (0.0, 0.45, 0.0), 1),
        ("Thời sự", (0.2, 0.05, 0.0), 1),
        ("Chuyện rừng", (0.0, 0.45, 0.0), None),
    ],
)
def test_the_one_line_above_the_text_that_may_be_the_title_is_it(
    above: str, likely: tuple[float, ...], titled: int | None
) -> None:
    assert _title(plain_blocks(f"{above}\n{TITLE}\n{LEAD}"), np.array(likely), texts=[2]) == titled


def test_a_forum_has_its_tools_above_the_title() -> None:
    top = ("Cộng đồng xe", "Diễn đàn", "Bài mới", "Quán cà phê", TITLE, "Thread starter maytrang", "Ngày gửi 5/6/2017")
    article = read(*top, "maytrang", "Số km 1.245", "#1", below=("Nguồn: Báo Giao thông", "Reactions: xedap"))
    assert (article.source, article.published) == ("Báo Giao thông", "2017-06-05")


def test_the_author_and_the_source_stand_in_two_datelines_above_the_title_again() -> None:
    dated = ("Minh Nhân | 21/09/2022 13:45", "13", "Minh Nhân", "theo Đời sống và Pháp luật | 21/09/2022 13:45")
    article = read("Soha.vn", "Gửi bài", "Xã hội", TITLE, *dated, TITLE)
    assert (article.authors, article.source) == (("Minh Nhân",), "Đời sống và Pháp luật")
    assert article.published == "2022-09-21T13:45:00+07:00"


def test_the_tags_of_a_blog_stand_behind_the_date() -> None:
    article = read(TITLE, "Đăng bởi: Thu Hà | Thứ Hai, 14 tháng 3, 2011 | Nhãn: rừng, thú")
    assert (article.published, article.authors) == ("2011-03-14", ("Thu Hà",))


def test_the_section_may_stand_below_the_title() -> None:
    menu = ("Menu", "Báo Nghệ An", "Kinh tế", "Xã hội", "Giáo dục")
    assert read(*menu, TITLE, "Thứ Tư, ngày 20/1/2021 - 10:05", "Xã hội").section == "Xã hội"


def test_the_author_stands_below_a_caption_that_an_agency_signs() -> None:
    shown = ("Một con tê tê bò vào hốc cây trong rừng Pù Mát. AFP - STR", "Thanh Phương", "1 phút")
    article = read("RFI", "Trang nhất", "Quốc tế", "Đăng ngày: 14/08/2020 - 13:21", TITLE, *shown)
    assert article.captions == (Caption("Một con tê tê bò vào hốc cây trong rừng Pù Mát.", "AFP - STR"),)
    assert article.authors == ("Thanh Phương",)


def test_a_menu_of_names_that_no_list_has_is_above_the_title() -> None:
    top = ("Đường dẫn", "Tới nội dung chính", "VOA Tiếng Việt", "Biên giới")
    article = read(*top, TITLE, "Th12 7, 2019", "VOA Tiếng Việt", "Chia sẻ", "Xem bình luận")
    assert (article.authors, article.source, article.published) == ((), "VOA Tiếng Việt", "2019-12-07")


def test_a_path_alone_is_above_the_title() -> None:
    article = read("Trang nhất » Tin Tức » Tin trong tỉnh", TITLE, "Thứ sáu - 14/10/2016 09:37")
    assert (article.section, article.published) == ("Tin trong tỉnh", "2016-10-14T09:37:00+07:00")


def test_a_text_that_somebody_shares_has_its_title_in_capitals_and_its_source_in_brackets() -> None:
    lines = ("Đăng lại từ Facebook nhóm Rừng Xanh", TITLE.upper(), "--------------------", LEAD, *BODY)
    article = parse_document(
        "\n".join([*lines, "(Sưu tầm - Nguồn: Báo Nghệ An)", "12 bình luận · 45 lượt thích"]).encode()
    )
    assert (article.title, article.lead, article.body) == (TITLE.upper(), LEAD, BODY)
    assert (article.source, article.captions) == ("Báo Nghệ An", ())


def test_the_paper_stands_before_the_date() -> None:
    assert read("Bản in", TITLE, "Báo Cần Thơ - Ngày 25/10/2010 | 8 giờ 30").source == "Báo Cần Thơ"


def test_a_button_for_sharing_is_no_source() -> None:
    article = read("Thời sự", "Pháp luật", TITLE, "17/03/2026 06:12 GMT+7", "Google News", "Facebook", "3:12")
    assert article.source == ""


@pytest.mark.parametrize(
    "wall",
    [
        "Bạn đã đọc 1/3 bài miễn phí trong tháng. Đăng ký gói VIP để đọc không giới hạn.",
        "Vui lòng đăng nhập để đọc tiếp bài viết này.",
        "Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn. Tìm hiểu thêm",
    ],
)
def test_what_asks_for_a_subscription_is_no_paragraph(wall: str) -> None:
    read("Thời sự", "Pháp luật", TITLE, "17/03/2026 06:12 GMT+7", below=(wall, "Tin mới nhất"))


def test_the_initials_of_the_paper_stand_before_the_lead() -> None:
    copy = f"Báo Bình Phước Online\nThứ 4, 22/07/2015, 09:31\n{TITLE}\nBP - {LEAD}\n"
    assert parse_document((copy + "\n".join(BODY)).encode()).lead == LEAD
    other = copy.replace("BP - ", "EU - ")
    assert parse_document((other + "\n".join(BODY)).encode()).lead == f"EU - {LEAD}"


def test_the_title_stands_again_above_the_caption_of_a_picture_amid_the_text() -> None:
    caption = "Một con tê tê Java trước giờ được thả về rừng Pù Mát."
    top = (
        "Báo Nghệ An",
        "Thời sự Kinh tế Xã hội Giáo dục Thể thao Giải trí",
        "Xã hội",
        "25/04/2019 13:08 GMT+7",
        TITLE,
    )
    text = "\n".join([*top, LEAD, *BODY[:2], TITLE, caption, BODY[2]])
    article = parse_document(text.encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert article.captions == (Caption(caption),)


def test_the_bbc_prints_its_menus_on_one_line_and_its_boxes_amid_the_text() -> None:
    menu = "Trang chủ   Thế giới   Việt Nam   Diễn đàn   Văn hóa   Kinh tế   Chuyên đề   Thể thao   Học tiếng Anh"
    box = ("Các bài liên quan", "Giá vàng trong nước lại tăng", "Chủ đề liên quan", "Việt Nam")
    lines = ("BBC", "Mục lục", "Tin tức   Thể thao   Thời tiết   Radio   Khác…", menu, TITLE, "Tác giả, Mỹ Hằng")
    text = "\n".join([*lines, "Vai trò, BBC News Tiếng Việt", "12 tháng 4 năm 2022", LEAD, *BODY[:2], *box, BODY[2]])
    article = parse_document(text.encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.source, article.published) == (
        ("Mỹ Hằng",),
        "BBC News Tiếng Việt",
        "2022-04-12",
    )


def test_a_post_of_a_social_network_has_pictographs_for_labels() -> None:
    above = ("Báo Đắk Lắk Điện tử", "21 tháng 12, 2025 lúc 08:46 · Đã chia sẻ với Công khai", f"🔴 {TITLE} 🔥")
    below = ("📷: Hoàng Ân", "✍️: Vân Anh", "#baodaklak", "👉 Chi tiết: https://bao.example/1", "1,2K", "87 bình luận")
    article = read(*above, below=(*below, "Thích", "Chia sẻ", "Lê Hạnh", "Mong mọi người bình an 🙏", "2 ngày"))
    assert (article.authors, article.inferred_source) == (("Vân Anh",), "Báo Đắk Lắk")
    assert article.published == "2025-12-21T08:46:00+07:00"


def test_an_article_in_a_forum_begins_where_its_title_stands_again() -> None:
    posted = (
        "#1",
        "15-11-2010, 22:07",
        "hungcuong",
        f"[Tin tức] {TITLE}",
        "Các cụ vào đọc nhé, em copy về từ báo Hà Nội mới:",
    )
    article = read("Diễn đàn", "Trả lời chủ đề", *posted, TITLE, "17:47 | 15/11/2010", below=("(Nguồn: Hà Nội mới)",))
    assert (article.source, article.published) == ("Hà Nội mới", "2010-11-15T17:47:00+07:00")


def test_a_request_to_take_cookies_is_not_the_text() -> None:
    asked = "Chúng tôi sử dụng cookie để cải thiện trải nghiệm của bạn. Dùng tiếp trang này là bạn đồng ý với điều đó."
    article = read(asked, "Đồng ý", "Menu", "thanhnien.vn", "Đăng nhập", "Thời sự", "Dân sinh", TITLE, "Bùi Ngọc Diễm")
    assert (article.inferred_source, article.section, article.authors) == ("Thanh Niên", "Dân sinh", ("Bùi Ngọc Diễm",))


def test_a_short_line_without_a_stop_above_the_lead_is_a_caption() -> None:
    article = read("Trang chủ", "Xã hội", TITLE, "20/1/2021 10:05", "Chia sẻ", "Tê tê được thả về rừng (Ảnh tư liệu)")
    assert article.captions == (Caption("Tê tê được thả về rừng", "tư liệu"),)


def test_a_byline_in_capitals_stands_below_a_box_and_above_a_bar_of_buttons() -> None:
    box = ("Thu tiền trước, giải trình sau", "TTO - Nhiều hộ dân cho biết họ phải đóng tiền trước khi xem hợp đồng.")
    bar = "Trở thành người đầu tiên tặng sao cho bài viết 0 0 0"
    article = read(
        "Trang chủ", "Xã hội", TITLE, "20/1/2021 10:05", below=(*box, "QUỐC THẮNG - MINH CHIẾN", bar, "Chia sẻ")
    )
    assert article.authors == ("QUỐC THẮNG", "MINH CHIẾN")


NAMES = ("Trang chính", "Việt Nam", "Thế giới", "Diễn đàn", "Kinh tế", "Video")


@pytest.mark.parametrize(
    ("above", "section"),
    [
        (("BBC News Tiếng Việt", *NAMES, *NAMES), ""),
        (("BBC News Tiếng Việt", *NAMES, *NAMES, "Thế giới"), "Thế giới"),
        (("Thời sự", "Thế giới", "Kinh doanh", "Thể thao", "Giáo dục", "Thời sự", "Giao thông", "Mekong"), "Thời sự"),
        (("Thời sự", "Thế giới", "Kinh doanh", "Thể thao", "Giáo dục", "Thời sự", "Giao thông"), "Giao thông"),
        (
            (
                "Gió ngàn",
                "Blog của một người làm rẫy",
                "Trang chủ",
                "Truyện ngắn",
                "Ghi chép",
                "Liên lạc với chủ blog",
            ),
            "",
        ),
    ],
)
def test_a_second_menu_and_the_menu_of_a_section_name_no_section(above: tuple[str, ...], section: str) -> None:
    assert read(*above, TITLE, "9 tháng 2 2017").section == section


def test_a_paper_that_is_called_like_a_section_stands_above_the_menu() -> None:
    menu = ("Đăng nhập", "Thời sự", "Thế giới", "Công đoàn", "Xã hội", "Trang chủ", "Thời sự")
    article = read("Lao Động", *menu, TITLE, "VƯƠNG TRẦN - Thứ ba, 17/07/2018 18:40", below=("Ban Thời sự (tổng hợp)",))
    assert article.inferred_source == "Lao Động"


def test_the_desk_of_a_paper_signs_a_text() -> None:
    article = read("Trang chủ", "Xã hội", TITLE, "17/07/2018 18:40", below=("Ban Thời sự (tổng hợp)",))
    assert article.authors == ("Ban Thời sự",)


@pytest.mark.parametrize(("first", "source"), [("Trang thông tin điện tử tổng hợp", ""), ("Báo Pù Mát",) * 2])
def test_what_a_site_is_names_no_paper(first: str, source: str) -> None:
    assert read(first, "Trang chủ", "Xã hội", "Kinh tế", TITLE, "20/1/2021 10:05").inferred_source == source


@pytest.mark.parametrize("dated", ["14/08/2020 | 13:21", "Cập nhật lúc 13:21, Thứ sáu, 14/08/2020"])
def test_author_and_time_may_stand_below_the_lead_and_the_time_of_the_visit_above_the_menu(dated: str) -> None:
    menu = ("15/11/2024 09:12", "Trang chủ", "Thời sự", "Kinh tế", "Môi trường")
    tools = ("Chọn cỡ chữ: nhỏ | vừa | lớn", "A-", "0:00 / 4:36")
    page = (*menu, TITLE, LEAD, "Lê Thu Hàha.le@baomau.example", dated, *tools, *BODY, "Chia sẻ")
    article = parse_document("\n".join(page).encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.published) == (("Lê Thu Hà",), "2020-08-14T13:21:00+07:00")


def test_the_title_that_pictures_repeat_stands_below_a_section_that_no_list_has() -> None:
    dated = "Mộc Trà, Theo Trí Thức Trẻ 08:15 12/05/2018"
    shown = (f"{TITLE} - Ảnh 1.", "Tê tê về rừng lúc chiều muộn.")
    page = "\n".join(["CHUYỆN RỪNG", TITLE, dated, "Chia sẻ", "0", LEAD, BODY[0], *shown, *BODY[1:], "Bình luận (3)"])
    article = parse_document(page.encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.published[:10]) == (("Mộc Trà",), "2018-05-12")
    assert [one.text for one in article.captions] == ["Tê tê về rừng lúc chiều muộn."]
