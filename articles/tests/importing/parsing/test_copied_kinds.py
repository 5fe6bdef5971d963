"""Kinds of copied pages: match reports, answers of lawyers, columns of opinion, appeals for help, texts of laws."""

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

LEAD = "Hai lần bị dẫn trước, đội khách đều có bàn gỡ để rời sân Tự Do với một điểm quý giá."
BODY = (
    "Ngay phút thứ 4, Đông Triều đánh đầu tung lưới thủ môn Văn Công sau quả tạt của Anh Tuấn bên cánh trái.",
    "Phút 71, Hoàng Minh Tâm đưa đội chủ nhà vượt lên bằng cú sút xa 25 mét từ ngoài vòng cấm địa.",
)
TITLE = "Huế 2-2 Long An: Rượt đuổi nghẹt thở bên sông Hương"


def read(*lines: str) -> ParsedArticle:
    return parse_document("\n\n".join(lines).encode())


def test_a_list_that_the_last_paragraph_introduces_is_of_the_article() -> None:
    teams = ("Huế: Thanh Bình, Mạnh Hùng, Văn Học, Đông Triều", "Long An: Văn Công, Anh Hùng, Tuấn Anh")
    below = ("Đội hình thi đấu:", *teams, "Chia sẻ:", "Đức Huy (Theo Bóng đá Plus)", "BÀI LIÊN QUAN", "Lịch thi đấu")
    article = read("Trang chủ", "Thể thao", TITLE, "13/05/2017 20:15", LEAD, *BODY, *below)
    assert article.body == (*BODY, "Đội hình thi đấu:", *teams)
    assert article.authors == ("Đức Huy",)


def test_a_path_of_sections_in_the_menu_is_above_the_title() -> None:
    menu = ("Bongda24h", "Lịch thi đấu", "BXH", "Chuyển nhượng", "Bóng đá Việt Nam > V-League")
    article = read(*menu, TITLE, "13/05/2017 20:15", LEAD, *BODY, "Chia sẻ")
    assert (article.title, article.published) == (TITLE, "2017-05-13T20:15:00+07:00")


def test_the_date_stands_below_the_question_of_a_reader() -> None:
    question = (
        "(PLVN) - Tôi mua mảnh đất ở Hóc Môn bằng giấy viết tay, đã trả 800 triệu đồng, nay chủ đất bán cho "
        "người khác. Tôi phải làm gì?"
    )
    title = "Bị lừa bán đất bằng giấy viết tay, đòi lại tiền thế nào?"
    top = ("Báo Pháp luật Việt Nam điện tử", "Trang chủ / Tư vấn", title, question, "Ngày đăng: 22/10/2018 14:30")
    article = read(*top, *BODY, "Hồng Mây (ghi)", "Ý kiến bạn đọc")
    assert (article.lead, article.body) == (question[len("(PLVN) - ") :], BODY)
    assert article.published == "2018-10-22T14:30:00+07:00"


def test_the_author_beside_the_menu_is_no_section() -> None:
    menu = ("Góc nhìn", "Chính trị & chính sách", "Y tế & sức khỏe", "Covid-19", "Thứ tư, 6/10/2021, 00:05 (GMT+7)")
    signed = ("Đinh Hồng Kỳ Sơn", "Đinh Hồng Kỳ Sơn", "Kỹ sư nông nghiệp")
    article = read(*menu, *signed, "Ai mua rau của mẹ tôi?", LEAD, *BODY, "Chia sẻ")
    assert (article.title, article.section) == ("Ai mua rau của mẹ tôi?", "Góc nhìn")


def test_a_line_that_says_what_must_be_is_a_subheading_and_no_caption() -> None:
    heading = "Đội chủ nhà không được quyền khiếu nại sau ba ngày"
    article = read("Thể thao", "Bóng đá", TITLE, "13/05/2017 20:15", LEAD, BODY[0], heading, BODY[1], "Chia sẻ")
    assert (article.body, article.captions) == ((BODY[0], heading, BODY[1]), ())


def test_a_stamped_sentence_below_the_title_of_a_box_is_of_another_article() -> None:
    box = ("Đọc thêm", "Hàng ngàn hộ khát nước", "(PLO)- Bà con mua nước bình về nấu ăn, nước giếng chỉ để tắm giặt.")
    article = read("Thể thao", "Bóng đá", TITLE, "13/05/2017 20:15", LEAD, BODY[0], *box, BODY[1], "Chia sẻ")
    assert article.body == BODY


def test_the_authors_above_the_text_sign_below_it_with_a_sign_between() -> None:
    top = ("Thể thao", TITLE, "Quỳnh Trang Lê Hiếu", "13/05/2017 20:15", LEAD)
    picture = "Cổ động viên trên khán đài. Ảnh: Tự Trung."
    article = read(*top, *BODY, picture, "Quỳnh Trang - Lê Hiếu", "Bạn có thể quan tâm", "Vé trận tới bán từ thứ hai")
    assert article.authors == ("Quỳnh Trang", "Lê Hiếu")


def test_a_name_of_the_title_below_the_text_is_a_topic_where_the_author_stands_above() -> None:
    title = "Nhạc sĩ Khắc Hưng: Muốn hợp tác phải có tâm, tài và tiền"
    top = ("Kenh14.vn", "TRANG CHỦ", "STAR", "CINE", title, "Mai Anh", ",", "Theo Trí Thức Trẻ", "10:00 18/07/2018")
    article = read(*top, LEAD, *BODY, "Khắc Hưng", "Theo dõi", "Chia sẻ", "Bài viết liên quan", "Mỹ Tâm ra album mới")
    assert (article.authors, article.source) == (("Mai Anh",), "Trí Thức Trẻ")


def test_a_name_alone_below_the_text_is_the_author_where_nobody_else_is_named() -> None:
    top = ("Thứ hai, 12/05/2014 - 07:15", "Chia sẻ", TITLE, LEAD, *BODY)
    assert read(*top, "Thiên Thư", "Báo Quê Mình trên facebook", "Tin liên quan").authors == ("Thiên Thư",)


def test_a_line_that_names_by_its_initial_whom_the_article_tells_of_is_its_caption() -> None:
    body = (
        "Khoảng 19h tối qua, người dân phát hiện ông H. nằm dưới sàn nhà nên đưa đi bệnh viện huyện cấp cứu.",
        "Sáng nay công an tỉnh đã khám nghiệm hiện trường, lấy lời khai của người nhà ông H. ở quê.",
        "Người này là cháu của nạn nhân, từng ở nhà ông H. ba năm để học nghề trước khi chuyển đi nơi khác sinh sống.",
        "Nhận tin báo, các lực lượng chức năng đã có mặt tại hiện trường, tiến hành các thủ tục điều tra vụ án.",
    )
    caption = "Gia đình đang tổ chức đám tang cho ông H"
    article = read("Xã hội", TITLE, "13/05/2017 20:15", LEAD, *body[:3], caption, body[3], "Mộc Miên", "Chia sẻ")
    assert [one.text for one in article.captions] == [caption]


def test_keywords_stand_for_each_picture_of_a_photo_story() -> None:
    shown = ("Xe ba gác chở quất về vườn trên đê.", "Anh Chính thuê bốn người bẻ quả.", "Phần còn xanh bán làm ô mai.")
    lines = [line for caption in shown for line in ("chơi quất, Tứ Liên, sau Tết", caption)]
    text = "\n".join(
        ["Đời sống", TITLE, "14/02/2017 05:00", LEAD, *BODY, "", *lines, "", "Lê An - Phạm Hải", "Chia sẻ"]
    )
    article = parse_document(text.encode())
    assert tuple(one.text for one in article.captions) == shown
    assert article.body == BODY


def test_a_page_that_takes_an_article_over_says_at_which_address_it_stood() -> None:
    below = ("Trúc Linh", "Nguồn Quảng Ninh: https://baoquangninh.vn/tha-giong-3361234.html", "Từ khóa")
    article = read("BAOMOI.COM", "NÓNG", "MỚI", "CHỦ ĐỀ", "Báo Quảng Ninh", "3 giờ", TITLE, LEAD, *BODY, *below)
    assert article.source == "Báo Quảng Ninh"


def test_a_site_calls_itself_the_news_of_its_paper_in_the_first_line() -> None:
    top = ("Tin tức Sài Gòn Giải Phóng", "Nhịp cầu bạn đọc", "Thứ Sáu, 3/11/2017 07:12", "Thư bạn đọc")
    article = read(*top, "Vỉa hè đường Phan Huy Ích thành chỗ đậu xe tải", LEAD, *BODY, "TRẦN THỊ BÍCH", "Các tin khác")
    assert (article.title, article.inferred_source) == (
        "Vỉa hè đường Phan Huy Ích thành chỗ đậu xe tải",
        "Sài Gòn Giải Phóng",
    )


def test_captions_are_no_headlines_of_a_list() -> None:
    parts = [
        line
        for name in ("Thùng bời lời", "Cá cơm than", "Muối Bà Rịa", "Chai thủy tinh")
        for line in (
            f"{name} ở nhà thùng của bà Liên. Ảnh: Trung Chánh",
            f"{name} được chọn kỹ từ đầu vụ, bà Liên nói.",
        )
    ]
    article = read("Kinh tế", TITLE, "15/3/2023, 10:41", LEAD, *parts, "Ngọc Hùng", "Chia sẻ")
    assert len(article.captions) == 4


def test_a_sentence_glued_above_a_short_paragraph_is_the_caption_of_its_picture() -> None:
    shown, told = "Vườn rau trên đảo Đá Nam.", "Vườn rau chỉ rộng 40m2 nhưng đủ mồng tơi, rau muống và ớt."
    text = "\n\n".join([TITLE, "27/04/2018 09:12", LEAD, *BODY, f"{shown}\n{told}", "Anh Lành khoe rau xanh.", "Lê An"])
    article = parse_document(text.encode())
    assert [one.text for one in article.captions] == [shown]
    assert told in article.body


def test_a_report_written_while_something_happens_is_no_list() -> None:
    parts = [
        (
            f"{hour}:15",
            f"Cấm đường ven biển xã {name}",
            f"Công an xã {name} cấm xe qua cầu cho đến khi gió giảm dưới cấp 8.",
        )
        for hour, name in ((11, "Vĩnh Linh"), (10, "Cửa Tùng"), (9, "Cồn Cỏ"), (8, "Gio Hải"))
    ]
    title = "Trực tiếp: Bão số 4 áp sát đất liền Quảng Trị, gió giật cấp 11"
    text = "\n".join(
        ["VTC NEWS", "Thời sự", title, "19/09/2024 06:00", LEAD, *(line for part in parts for line in part)]
    )
    assert parse_document(text.encode()).title == title


def test_the_paper_stands_above_the_path_and_a_slogan_is_no_part_of_its_name() -> None:
    path = f"Trang chủ / Thể thao / {TITLE}"
    assert read("Lao Động", path, TITLE, "13/05/2017 20:15", LEAD, *BODY, "Chia sẻ").inferred_source == "Lao Động"
    slogan = "Báo VnExpress - Báo tiếng Việt nhiều người xem nhất"
    assert read(slogan, "Thể thao", TITLE, "13/05/2017 20:15", LEAD, *BODY, "Chia sẻ").inferred_source == "VnExpress"
