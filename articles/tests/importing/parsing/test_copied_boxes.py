"""Copied pages with lists of results, boxes of service, teasers of their own paper, and e-mails that forward a page."""

import pytest

from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Hội thi đua ghe ngo ở Sóc Trăng về đích sau ba ngày"
LEAD = "Sau ba ngày tranh tài trên sông Maspero, hội thi đua ghe ngo năm nay có 48 đội và hơn 2.500 tay chèo dự."
BODY = (
    "Ông Thạch Sơn, trưởng ban tổ chức hội thi, cho biết nước sông năm nay lên sớm nên các đội chèo nhanh hơn mọi năm.",
    "Đội ghe chùa Tum Pok Sok tập từ tháng bảy. Mỗi chiều, 55 tay chèo xuống bến, trai tráng trong phum thay nhau.",
    "Người xem đứng kín hai bờ sông từ ba giờ sáng. Nhiều gia đình từ Trà Vinh, Bạc Liêu thuê xe sang cổ vũ đội nhà.",
    "Ban tổ chức sẽ mở rộng hội thi vào năm tới, mời thêm các đội ghe ngo của tỉnh bạn và của Campuchia sang dự.",
)
ABOVE = ("Trang chủ", "Thời sự", "Văn hóa", "Thể thao", "Văn hóa", TITLE, "Thứ Ba, 12/11/2019 08:30")
BELOW = ("Chia sẻ", "Tin liên quan", "Lúa mùa chín sớm ở vùng ven biển", "Chợ nổi Ngã Năm vắng khách")
OTHER = "Chùa Dơi trùng tu chánh điện sau năm năm bị cháy"


def read(*lines: str, lead: str = LEAD, between: str = "\n") -> ParsedArticle:
    return parse_document("\n".join([between.join([*ABOVE, lead, *lines]), *BELOW]).encode())


def test_results_and_a_box_with_place_and_hours_are_of_the_article() -> None:
    results = ("- Giải nhất ghe nam: chùa Tum Pok Sok", "- Giải nhì: chùa Pong Tưk Chắs", "- Ghe nữ: chùa Bâng Kok")
    box = ("Địa chỉ: bến sông Maspero, phường 1, Sóc Trăng", "Giờ mở cửa: 6h-17h hàng ngày")
    article = read(*BODY[:2], *results, *BODY[2:], *box)
    assert article.body == (*BODY[:2], *results, *BODY[2:], *box)


def test_subheadings_without_a_blank_line_above_their_paragraph_are_no_captions() -> None:
    headings = ("Nước sông năm nay", "Đội ghe chùa Tum Pok Sok")
    shown = "Các tay chèo xuống bến tập buổi chiều (Ảnh: Hà Thu)."
    article = read(f"{headings[0]}\n{BODY[0]}", shown, f"{headings[1]}\n{BODY[1]}", *BODY[2:], "Lê An", between="\n\n")
    assert article.body == (headings[0], BODY[0], headings[1], *BODY[1:])
    assert article.captions == (Caption("Các tay chèo xuống bến tập buổi chiều", "Hà Thu"),)


@pytest.mark.parametrize(
    "box",
    [
        (OTHER, f"{OTHER}TTO - Chiều 8-11, nhà chùa khởi công trùng tu, kinh phí do phật tử góp."),
        (f"{OTHER} TTO - Chiều 8-11, nhà chùa khởi công trùng tu, kinh phí do phật tử góp.",),
        (f"{OTHER} ĐỌC NGAY",),
        (f"👉 {OTHER}", "👉 Toàn cảnh lễ hội Oóc Om Bóc ở Trà Vinh"),
        ("TIN MỚI", f"{OTHER} 14:05, 12/11/2019", "Giá lúa nếp quay đầu giảm mạnh 14:01, 12/11/2019"),
        ("Theo dòng sự kiện: Lễ hội Oóc Om Bóc (31 bài)",),
    ],
)
def test_titles_and_teasers_of_other_articles_amid_the_text_are_left_out(box: tuple[str, ...]) -> None:
    assert read(BODY[0], *box, *BODY[1:], "Lê An", lead=f"TTO - {LEAD}").body == BODY


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        (("Hồ Giáp", OTHER, "Nhà chùa khởi công trùng tu chiều 8-11, kinh phí do phật tử góp."), ("Hồ Giáp",)),
        (("QM", "Theo ICTPress Copy link"), ("QM",)),
        (("Báo Mẫu tiếp tục cập nhật.", "HÀ THU – LÊ AN", "hathu@baomau.example"), ("HÀ THU", "LÊ AN")),
    ],
)
def test_what_stands_around_the_author_is_no_text(below: tuple[str, ...], authors: tuple[str, ...]) -> None:
    article = read(*BODY, *below)
    assert (article.body, article.authors) == (BODY, authors)


def test_captions_stand_in_brackets_or_only_say_that_they_illustrate() -> None:
    shown = "[Ảnh 1: Các tay chèo xuống bến tập buổi chiều]"
    article = read(BODY[0], shown, BODY[1], "Hình minh hoạ.", *BODY[2:], "Lê An")
    assert (article.body, [one.text for one in article.captions]) == (BODY, [shown[8:-1], "Hình minh hoạ."])


def test_the_caption_that_repeats_a_sentence_leaves_it_in_the_text() -> None:
    shown = "Người xem đứng kín hai bờ sông từ ba giờ sáng."
    article = read(*BODY[:3], f"{TITLE} - Ảnh 1.", shown, BODY[3], "Lê An")
    assert (article.body, article.captions) == (BODY, (Caption(shown),))


def test_the_paper_beside_the_date_outranks_the_sources_in_brackets() -> None:
    dated = "Pam Pam, Theo Trí Thức Trẻ 10:35 16/11/2019"
    lines = (*ABOVE[:-1], dated, LEAD, *BODY, "(Nguồn: Ilgan Sports)", *BELOW)
    article = parse_document("\n".join(lines).encode())
    assert (article.authors, article.source) == (("Pam Pam",), "Trí Thức Trẻ")


def test_a_forwarded_mail_gives_the_article_in_it() -> None:
    head = "---------- Forwarded message ---------\nFrom: Lê An <an@baomau.example>\nDate: Th 4, 13 thg 11, 2019\n"
    note = "Subject: Fwd: doc bai nay\nTo: <tulieu@baomau.example>\n\nChị lưu bài này giúp em nhé.\n"
    address = "https://tuoitre.vn/ghe-ngo-20191112.htm"
    page = "\n\n".join(
        [address, "Văn hóa", TITLE, "12/11/2019 08:30", LEAD, *BODY, "Hà Thu", "--\nLê An\nĐT: 0901 234"]
    )
    article = parse_document(f"{head}{note}\n{page}".encode())
    assert (article.title, article.lead, article.body, article.authors) == (TITLE, LEAD, BODY, ("Hà Thu",))
    assert (article.url, article.source, article.published) == (address, "Tuổi Trẻ", "2019-11-12T08:30:00+07:00")
