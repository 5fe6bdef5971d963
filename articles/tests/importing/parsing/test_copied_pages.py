"""Pages as they are copied, with what no list of furniture has: the lines are placed over the whole document."""

import pytest

from articles.importing.options import ImportOptions
from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.parsing.last_line import past_line_alone
from articles.importing.readers.page import Block

TITLE = "Bến Tre: Cống ngăn mặn Tân Phú vận hành thử"
LEAD = "Cống rộng 40 m trên sông Ba Lai được đóng thử nghiệm từ sáng 11/3, sớm hơn kế hoạch hai tuần."
BODY = (
    "Ông Phan Thanh Liêm, phó giám đốc Sở Nông nghiệp và Môi trường Bến Tre, cho biết độ mặn phía trong cống đã giảm.",
    "Theo thiết kế, công trình bảo vệ 8.000 ha vườn cây và cấp nước cho 12 xã ven sông, trong đó có ba xã thiếu nước.",
    '"Mấy năm trước tôi phải mua nước từng xe, năm nay chắc đỡ", bà Huỳnh Thị Gấm ở xã Tân Phú nói.',
)
ABOVE = f"{TITLE}\nThứ Tư, 12/03/2025 - 06:40\n3 phút đọc\nLưu bài viết\n{LEAD}\n\n"
BELOW = "\n\n12 bình luận\nBến Tre\nhạn mặn\ncống ngăn mặn\n"


def read(text: str, **options: tuple[str, ...]) -> ParsedArticle:
    return parse_document(text.encode(), options=ImportOptions(**options))  # type: ignore[arg-type]


def test_furniture_that_no_list_has_is_left_out() -> None:
    article = read(ABOVE + "\n\n".join(BODY) + BELOW)
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert article.published == "2025-03-12T06:40:00+07:00"
    assert {"3 phút đọc", "Lưu bài viết", "hạn mặn"} <= set(article.left_out)


def test_a_teaser_of_two_lines_inside_the_article_is_left_out() -> None:
    teaser = "Sầu riêng Cái Mơn được giá đầu vụ\nTTO - Thương lái mua tại vườn 92.000 đồng/kg, cao hơn năm ngoái 15%."
    article = read(ABOVE + "\n\n".join([*BODY[:2], teaser, BODY[2], "Phạm Đức Lộc"]) + BELOW)
    assert (article.body, article.authors) == (BODY, ("Phạm Đức Lộc",))


def test_a_caption_glued_above_a_paragraph_needs_no_mark() -> None:
    glued = f"Cống ngăn mặn Tân Phú nhìn từ cầu Ba Lai.\n{BODY[1]}"
    article = read(ABOVE + "\n\n".join([BODY[0], glued, BODY[2], "Bài và ảnh: Phạm Đức Lộc"]) + BELOW)
    assert (article.body, article.authors) == (BODY, ("Phạm Đức Lộc",))
    assert article.captions == (Caption("Cống ngăn mặn Tân Phú nhìn từ cầu Ba Lai."),)


def test_numbered_copies_of_the_title_stand_for_pictures() -> None:
    picture = f"{TITLE} - Ảnh 1.\nVoọc mẹ và con trên cành sấu già."
    article = read("\n\n".join([TITLE, LEAD, BODY[0], picture, *BODY[1:], f"{TITLE} - Ảnh 2.", "Lê An"]))
    assert (article.body, article.authors) == (BODY, ("Lê An",))
    assert article.captions == (Caption("Voọc mẹ và con trên cành sấu già."),)


def test_theo_need_not_stand_in_the_last_line() -> None:
    article = read(
        "\n\n".join([TITLE, LEAD, *BODY, "Theo Hồ Đình Chiến (Báo Giao thông)", "Xem thêm trên Báo Giao thông"])
    )
    assert (article.body, article.authors, article.source) == (BODY, ("Hồ Đình Chiến",), "Báo Giao thông")


def test_a_line_that_is_taken_back_stays() -> None:
    article = read(ABOVE + "\n\n".join(BODY) + BELOW, kept=("12 bình luận",))
    assert article.body == (*BODY, "12 bình luận")


def test_a_text_that_shows_nothing_of_a_page_is_left_as_it_is() -> None:
    lines = ("Chuyện bến sông", "Sông rộng.", "Đò nhỏ.", "Khách vắng", "Ai còn qua bến?", "Bà Sáu vẫn chờ")
    article = read("\n\n".join(lines))
    assert (article.title, article.lead, *article.body) == lines
    assert article.left_out == ()


TOP = (
    *("baoquangnam.vn", "Liên hệ", "Đặt báo", "Trang nhất", "Thời sự", "Kinh tế", "Nông thôn mới", "Giáo dục"),
    *("Nông thôn mới", "Mô hình hay"),
)


def test_the_top_of_a_page_is_not_taken_for_its_article() -> None:
    tools = ("Phạm Đức Lộc", "phamduclob@baoquangnam.vn", "12/03/2025 06:40 (GMT+7)", "00:00", "/", "03:27", "1x")
    article = read("\n".join([*TOP, TITLE, *tools, "Giọng nữ miền Nam", LEAD, *BODY, "Bình luận (2)"]))
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.section) == (("Phạm Đức Lộc",), "Nông thôn mới")
    assert article.published == "2025-03-12T06:40:00+07:00"


def test_a_path_above_the_title_ends_with_the_section() -> None:
    article = read("\n".join(["Liên hệ", "Xã hội", "Trang chủ > Kinh tế > Thủy lợi", TITLE, LEAD, *BODY]))
    assert (article.title, article.section) == (TITLE, "Thủy lợi")


@pytest.mark.parametrize("top", [("Châu Á-TBD", TITLE, "06/02/2017 21:14"), ("Châu Á-TBD", "06/02/2017 21:14", TITLE)])
def test_a_short_line_above_the_title_and_its_date_is_the_section(top: tuple[str, ...]) -> None:
    article = read("\n\n".join(["\n".join([*top, LEAD]), *BODY]))
    assert (article.section, article.title, article.published[:10]) == ("Châu Á-TBD", TITLE, "2017-02-06")


def test_a_paper_named_above_the_title_is_inferred_as_the_source() -> None:
    article = read("\n".join(["Dân trí", "Menu", "XÃ HỘI", "Bạn đọc", TITLE, "12/03/2025 - 06:40", LEAD, *BODY]))
    assert (article.title, article.inferred_source) == (TITLE, "Dân trí")


def test_the_text_below_a_heading_of_comments_stays_where_none_stands_above() -> None:
    tools = ("12/03/2025 06:40 GMT+7", "PHẠM ĐỨC LỘC", "A- A A+", "", "Lưu bài viết", "Bình luận")
    article = read("\n".join([TITLE, *tools, LEAD, *BODY, "PHẠM ĐỨC LỘC", "Chia sẻ"]))
    assert (article.lead, article.body, article.authors) == (LEAD, BODY, ("PHẠM ĐỨC LỘC",))


def test_an_article_goes_on_below_a_box_of_other_titles() -> None:
    box = "Tin liên quan\nMặn lên sớm, dân trữ nước ngọt\nThêm ba cống ở Ba Tri"
    article = read("\n\n".join([TITLE, LEAD, *BODY[:2], box, BODY[2], "Chia sẻ", "Tin cùng chuyên mục", "Hai con đò"]))
    assert article.body == BODY


def test_a_box_below_the_first_picture_does_not_end_the_article() -> None:
    picture = "Cống Tân Phú nhìn từ cầu Ba Lai\nCTV"
    boxes = ("Tin liên quan\nThêm ba cống ở Ba Tri", "Tin liên quan\nMặn lên sớm, dân trữ nước\nThêm ba cống ở Ba Tri")
    for box in boxes:
        lines = [
            MENU,
            "Kinh tế",
            TITLE,
            "12/03/2025 06:40",
            LEAD,
            BODY[0],
            picture,
            box,
            *BODY[1:],
            "Tin khác",
            "Hai con đò",
        ]
        article = read("\n".join(lines))
        assert (article.body, article.captions[0].text) == (BODY, "Cống Tân Phú nhìn từ cầu Ba Lai")


def test_an_unsigned_caption_between_paragraphs_is_kept_as_one() -> None:
    shown = "Cống Tân Phú nhìn từ phía cầu Ba Lai sáng 11/3"
    article = read(ABOVE + "\n".join([BODY[0], shown, *BODY[1:], "Phạm Đức Lộc"]) + BELOW)
    assert (article.captions, article.body) == ((Caption(shown),), BODY)


def test_a_credit_on_its_own_line_belongs_to_the_short_line_beside_it() -> None:
    above = "\n\n".join(["Cống Tân Phú sáng 11/3", "ẢNH: ĐỨC LỘC"])
    below = "Ảnh: Đức Lộc.\nNgười dân chở nước về nhà."
    article = read(ABOVE + "\n\n".join([BODY[0], above, BODY[1], BODY[2]]) + BELOW)
    assert (article.captions, article.body) == ((Caption("Cống Tân Phú sáng 11/3", "ĐỨC LỘC"),), BODY)
    article = read(ABOVE + "\n".join([BODY[0], below, BODY[1], BODY[2]]) + BELOW)
    assert (article.captions, article.body) == ((Caption("Người dân chở nước về nhà.", "Đức Lộc"),), BODY)


def test_keywords_and_sections_below_the_author_are_left_out() -> None:
    article = read(ABOVE + "\n".join([*BODY, "Phạm Đức Lộc", "Tag: Bến Tre", "hạn mặn", "cống ngăn mặn", "Xã hội"]))
    assert (article.body, article.authors) == (BODY, ("Phạm Đức Lộc",))


@pytest.mark.parametrize(
    "appeal",
    [
        "Cảm ơn bạn đã quan tâm đến nội dung trên. Hãy tặng sao để tiếp thêm động lực cho tác giả viết hay hơn.",
        "Xin cám ơn quý độc giả đã theo dõi bài viết này!",
        "Hãy chia sẻ bài viết để nhiều người cùng biết nhé.",
    ],
)
def test_an_appeal_to_readers_below_the_author_is_no_text(appeal: str) -> None:
    article = read("\n".join([MENU, "Kinh tế", TITLE, "12/03/2025 06:40", LEAD, *BODY, "Đức Lộc (tổng hợp)", appeal]))
    assert (article.body, article.authors) == (BODY, ("Đức Lộc",))
    article = read("\n\n".join([TITLE, LEAD, *BODY, "Đức Lộc (tổng hợp)", appeal]))
    assert (article.body, article.authors) == (BODY, ("Đức Lộc",))


def test_who_wrote_a_text_is_read_below_an_address() -> None:
    source = "Nguồn: https://tinmoi.vn/cong-ngan-man-c1.html"
    article = read(ABOVE + "\n".join([*BODY, source, "Theo Hoài Thu (tinmoi.vn)"]) + BELOW)
    assert (article.body, article.authors) == (BODY, ("Hoài Thu",))


MENU = "\n".join([*TOP[3:8], "Nhịp sống", "Video"])
TEASER = "Quả sầu riêng Cái Mơn đầu vụ được thương lái mua tại vườn với giá 92.000 đồng một ký, cao hơn năm ngoái."
LIST = "\n".join(["MỚI - NÓNG", "Sầu riêng được giá đầu vụ", "Kinh tế", TEASER, "XEM THÊM KINH TẾ", "Hai con đò ngang"])


def test_teasers_below_an_article_are_left_out_under_headings_that_no_list_has() -> None:
    article = read("\n".join([MENU, "Kinh tế", TITLE, "12/03/2025 06:40", LEAD, *BODY, "Phạm Đức Lộc", LIST]))
    assert (article.body, article.authors) == (BODY, ("Phạm Đức Lộc",))
    assert TEASER in article.left_out


def test_the_author_and_the_time_may_stand_below_the_lead() -> None:
    head = ("Phạm Đức Lộc", "12/03/2025 06:40", "A-", "A", "A+")
    article = read("\n".join([MENU, "Kinh tế", TITLE, LEAD, *head, *BODY, "Tin cùng chuyên mục", "Hai con đò ngang"]))
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.published) == (("Phạm Đức Lộc",), "2025-03-12T06:40:00+07:00")


def test_the_time_of_an_update_dates_a_page_that_has_no_other() -> None:
    article = read("\n".join([MENU, "KINH TẾ", "Cập nhật 06:40, Thứ tư, 12/03/2025 (GMT+7)", TITLE, LEAD, *BODY]))
    assert article.published == "2025-03-12T06:40:00+07:00"


def test_the_time_of_publishing_above_the_title_wins_over_an_update_below_it() -> None:
    head = ("Thứ Tư, 12/03/2025, 06:40 [GMT+7]", ".", TITLE, "Cập nhật lúc 09:10, Thứ Tư, 12/03/2025 (GMT+7)")
    article = read("\n".join([MENU, "Kinh tế", *head, LEAD, *BODY]))
    assert (article.title, article.lead, article.published) == (TITLE, LEAD, "2025-03-12T06:40:00+07:00")


@pytest.mark.parametrize(
    ("path", "section"),
    [("Kinh tế miệt vườn » Thủy lợi", "Thủy lợi"), ("Thời sự  Nông thôn mới", "Nông thôn mới")],
)
def test_a_path_directly_above_the_title_wins_over_the_menu(path: str, section: str) -> None:
    menu = [*TOP[3:8], "Kinh tế miệt vườn", "Phóng sự / Điều tra", "Video"]
    article = read("\n".join([*menu, path, "12/03/2025 06:40", TITLE, LEAD, *BODY]))
    assert (article.title, article.section) == (TITLE, section)


def test_a_paper_named_below_the_title_outranks_the_site_that_copied_it() -> None:
    article = read("\n".join(["Báo Mới", MENU, "Kinh tế", TITLE, "Tiền Phong", "12/03/2025 06:40", LEAD, *BODY]))
    assert (article.source, article.inferred_source, article.lead) == ("Tiền Phong", "", LEAD)


def test_the_imprint_below_an_article_names_its_paper() -> None:
    imprint = "© 2003-2019 Bản quyền thuộc về Báo Thanh Niên. Cấm sao chép dưới mọi hình thức."
    article = read("\n".join([MENU, "Kinh tế", TITLE, "12/03/2025 06:40", LEAD, *BODY, "Tin khác", imprint]))
    assert (article.body, article.inferred_source) == (BODY, "Thanh Niên")


def test_a_dash_before_the_lead_alone_is_no_part_of_it() -> None:
    article = read("\n".join([MENU, "Kinh tế", "12/03/2025 06:40", TITLE, f"- {LEAD}", *BODY, "• Phạm Đức Lộc"]))
    assert (article.lead, article.authors) == (LEAD, ("Phạm Đức Lộc",))
    assert read("\n\n".join([TITLE, f"- {LEAD}", *(f"- {text}" for text in BODY)])).lead == f"- {LEAD}"


def test_more_prose_left_out_than_kept_is_a_warning() -> None:
    head = (MENU, "Kinh tế", TITLE, "12/03/2025 06:40", LEAD, BODY[0], "Phạm Đức Lộc")
    teasers = (f"Sầu riêng vụ {year} được giá\nKinh tế\n{TEASER.replace('92', str(year))}" for year in range(21, 26))
    article = read("\n".join([*head, LIST, *teasers]))
    assert article.body == BODY[:1]
    assert any("left out wrongly" in warning for warning in article.warnings)


SITE = "Tuần tin Ba Lai\nTrang chủ\nTin trong nước\nĐời sống\nThể thao\n"
IMPRINT = "\n\nBài viết khác\nDừa sáp được mùa\nChợ nổi đông khách\n© 2025 Tuần tin Ba Lai. Giao diện bởi ABC\n"


@pytest.mark.parametrize(
    ("dated", "authors"),
    [
        ("Đăng ngày 12/03/2025 bởi Ban biên tập", ()),
        ("Đăng bởi: Phan Hữu | Ngày đăng: 12/03/2025 | Lượt đọc: 1.203", ("Phan Hữu",)),
        ("Bởi Thu Hà - 12 Tháng Ba, 2025 1024 0", ("Thu Hà",)),
        ("Thứ tư, 12 Tháng 3 2025 Viết bởi Minh Tú", ("Minh Tú",)),
    ],
)
def test_the_dateline_of_a_blog_is_read(dated: str, authors: tuple[str, ...]) -> None:
    path = f"Trang chủ › Tin trong nước › {TITLE}"
    article = read(f"{SITE}{path}\n{TITLE}\n{dated}\n{LEAD}\n\n" + "\n\n".join(BODY) + IMPRINT)
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.published[:10], article.authors) == ("2025-03-12", authors)
    assert (article.section, article.inferred_source) == ("Tin trong nước", "Tuần tin Ba Lai")


def test_a_path_may_be_cut_in_the_title() -> None:
    path = f"Trang chủ › Ven sông › {TITLE[:25]}..."
    text = "\n\n".join(BODY)
    article = read(f"Tuần tin Ba Lai\n{path}\n{TITLE}\n12/03/2025 06:40\n{LEAD}\n\n{text}{IMPRINT}")
    assert (article.title, article.lead, article.section) == (TITLE, LEAD, "Ven sông")


def test_a_section_is_known_before_a_part_of_it_that_nothing_names() -> None:
    article = read(f"{SITE}Đời sống Miệt Vườn\n{TITLE}\n12/03/2025 06:40\n{LEAD}\n\n" + "\n\n".join(BODY) + IMPRINT)
    assert article.section == "Đời sống"


def test_the_title_with_the_section_before_it_stands_for_a_picture() -> None:
    picture = f"Đời sống - {TITLE}\n\nCống ngăn mặn nhìn từ bờ Ba Lai."
    article = read(ABOVE + "\n\n".join([BODY[0], picture, *BODY[1:], "Lê An"]) + BELOW)
    assert (article.body, article.authors) == (BODY, ("Lê An",))
    assert article.captions == (Caption("Cống ngăn mặn nhìn từ bờ Ba Lai."),)


def test_a_caption_below_the_titles_of_a_box_stays() -> None:
    box = "TIN LIÊN QUAN\nGiá dừa khô tăng trở lại\nBa trường có hiệu trưởng mới\nCống Tân Phú đóng thử\nẢNH: CTV"
    article = read(ABOVE + "\n".join([*BODY[:2], box, BODY[2]]) + BELOW)
    assert (article.body, article.captions) == (BODY, (Caption("Cống Tân Phú đóng thử", "CTV"),))


def test_a_teaser_above_the_byline_is_left_out() -> None:
    teaser = "Loạt ghe hoa khoe sắc trên bến Bình Đông\nNgười bán chuộng mai vàng và cúc mâm xôi."
    article = read(ABOVE + "\n".join([*BODY, teaser, "Lê Hoài An"]) + BELOW)
    assert (article.body, article.authors) == (BODY, ("Lê Hoài An",))


@pytest.mark.parametrize(("below", "end"), [(BODY[1:], 4), (BODY[1:2], 1)])
def test_an_article_goes_on_below_one_line_among_several_paragraphs(below: tuple[str, ...], end: int) -> None:
    blocks = [Block(text) for text in (TITLE, BODY[0], "Cống Tân Phú nhìn từ xa", *below)]
    shares = [text in BODY for text in (block.text for block in blocks)]
    assert past_line_alone(blocks, 1, {2}, shares) == end
