"""Copied pages with texts that stand for pictures, doubled teasers, and captions below the last paragraph."""

import pytest

from articles.importing.cleaning.posting_notes import section_in_note
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.parsing.capital_credits import mark_capital_credits
from articles.importing.parsing.timed_titles import without_timed_titles
from articles.importing.readers.page import Block

TITLE = "Làng gốm Phù Lãng nhóm lò trở lại"
LEAD = "Mười hai hộ ở làng gốm Phù Lãng đỏ lửa từ đầu tuần, sau gần một năm không có đơn hàng nào."
BODY = (
    "Bà Trần Thị Nhung, chủ lò lớn nhất làng, cho biết khách đặt chum sành ngâm rượu nhiều gấp ba lần năm ngoái.",
    "Hợp tác xã đã xin vay vốn để thay lò củi bằng lò ga, nhưng các nghệ nhân già chưa đồng ý vì sợ men đổi màu.",
    "Theo ủy ban nhân dân xã, tuyến đường vào làng sẽ được trải nhựa trong quý tới để xe du lịch vào tận sân lò.",
)
ABOVE = ("Trang chủ", "Văn hóa", TITLE, "14/05/2021 09:12", LEAD)
BELOW = ("Chia sẻ", "Bình luận (3)", "Tin liên quan", "Chợ phiên Bắc Hà đông khách trở lại")
CAPTION = "Thợ gốm vuốt chum bên bàn xoay."


def read(*lines: str, above: tuple[str, ...] = ABOVE, **options: tuple[str, ...]) -> ParsedArticle:
    text = "\n".join([*above, *lines, *BELOW])
    return parse_document(text.encode(), options=ImportOptions(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "picture",
    [
        f"{TITLE} - 1",
        f"{TITLE} - Hình 1.",
        f"Văn hóa - {TITLE} (Hình 1).",
        "Lang gom Phu Lang nhom lo tro lai anh 1",
        "Làng gốm Phù Lãng - 1",
        TITLE,
    ],
)
def test_the_line_under_the_text_for_a_picture_is_its_caption(picture: str) -> None:
    article = read(BODY[0], picture, CAPTION, *BODY[1:])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION),))
    assert picture == TITLE or picture in article.left_out


@pytest.mark.parametrize("mark", ["[ảnh]", "[Hình 2]", "(Ảnh)"])
def test_a_mark_in_brackets_before_a_caption_is_no_part_of_it(mark: str) -> None:
    article = read(BODY[0], f"{mark} {CAPTION}", *BODY[1:], f"{mark} Lò củi. Ảnh: Lê An")
    assert article.body == BODY
    assert article.captions == (Caption(CAPTION), Caption("Lò củi.", "Lê An"))


def test_a_title_with_a_mark_in_brackets_stays_the_title() -> None:
    assert read(*BODY, above=(f"[Ảnh] {TITLE}", LEAD)).title == f"[Ảnh] {TITLE}"


def test_a_signed_caption_below_the_title_of_a_recording_stays() -> None:
    caption = "Bà Trần Thị Nhung khoe chum sành ngâm rượu trước khi khách tới."
    article = read(*BODY, "Video: Một ngày ở lò gốm", f"{caption} (Ảnh: Lê An)", "KHÁNH CHI")
    assert article.captions == (Caption(caption, "Lê An"),)


def test_a_long_paragraph_without_its_stop_is_no_caption() -> None:
    long = "; ".join(line.rstrip(".") for line in BODY)
    article = read(BODY[0], long, BODY[2])
    assert (article.body, article.captions) == ((BODY[0], long, BODY[2]), ())


@pytest.mark.parametrize("time", ["1 giờ trước", "12/05/2021"])
def test_titles_of_other_articles_under_their_time_below_the_lead_are_left_out(time: str) -> None:
    article = read(time, "Làng chiếu Định Yên bán hàng ở chợ đêm", time, "Gốm Bát Tràng vào mùa cuối năm", *BODY)
    assert (article.lead, article.body) == (LEAD, BODY)
    assert article.published[:10] == "2021-05-14"


def test_the_hours_of_a_live_report_stay() -> None:
    hours = ("1 giờ trước", "Lò đầu làng đã đỏ lửa", BODY[0], "2 giờ trước", "Khách vào tận trong sân lò", *BODY[1:])
    blocks = [Block(text) for text in (TITLE, "14/05/2021 09:12", LEAD, *hours)]
    assert list(without_timed_titles(blocks, 2)) == blocks


def test_numbers_of_pictures_go_on_with_other_words() -> None:
    article = read(BODY[0], f"{TITLE} - 1", CAPTION, BODY[1], "Nghệ nhân bên lò - 2", "Lò củi đầu làng.", BODY[2])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION), Caption("Lò củi đầu làng.")))


def test_a_picture_may_stand_above_the_lead() -> None:
    article = read(*BODY, above=(*ABOVE[:-1], f"{TITLE} - 1", CAPTION, LEAD))
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert article.captions == (Caption(CAPTION),)


def test_a_text_for_a_picture_is_taken_back() -> None:
    article = read(BODY[0], f"{TITLE} - 1", *BODY[1:], kept=(f"{TITLE} - 1",))
    assert f"{TITLE} - 1" in (*article.body, *(caption.text for caption in article.captions))


def test_a_doubled_title_with_its_stamped_lead_is_of_another_article() -> None:
    other = "Đình làng Đông Hồ được trùng tu"
    teaser = "TTO - Ngôi đình hơn ba trăm năm tuổi được sửa lại mái và hệ thống cột gỗ lim từ tháng sau."
    article = read(*BODY[:2], other, other, teaser, BODY[2], other, other, teaser, "Lê Hải An")
    assert (article.body, article.captions, article.authors) == (BODY, (), ("Lê Hải An",))


def test_signed_captions_below_the_last_paragraph_are_kept() -> None:
    article = read(*BODY, "Thợ gốm vuốt chum bên bàn xoay", "ẢNH: LÊ AN", "Theo dõi báo trên Zalo")
    assert (article.body, article.captions) == (BODY, (Caption("Thợ gốm vuốt chum bên bàn xoay", "LÊ AN"),))


@pytest.mark.parametrize(
    "imprint",
    [
        ("BÁO BẮC NINH ĐIỆN TỬ", "Cơ quan ngôn luận của Đảng bộ tỉnh Bắc Ninh"),
        ("© 1999-2021. Toàn bộ bản quyền thuộc Báo Bắc Ninh",),
        ("Báo điện tử Bắc Ninh", "Giấy phép số 12/GP-BTTTT"),
    ],
)
def test_the_paper_is_read_from_the_lines_at_the_foot(imprint: tuple[str, ...]) -> None:
    assert parse_document("\n".join([*ABOVE, *BODY, *BELOW, *imprint]).encode()).inferred_source == "Báo Bắc Ninh"


def test_a_masthead_in_capitals_names_the_paper_though_a_section_is_called_so() -> None:
    above = ("LAO ĐỘNG", "Thời sự", "Thế giới", "Lao động", *ABOVE[1:])
    assert read(*BODY, above=above).inferred_source == "Lao Động"


@pytest.mark.parametrize(
    ("menu", "section"),
    [
        (("Chính trị", "Xã hội", "Pháp luật", "Kinh tế", "Thể thao", "Quân sự"), ""),
        (("Chính trị", "Giải trí", "Pháp luật", "Thể thao", "Giải trí", "Phim ảnh"), "Phim ảnh"),
        (("Chính trị", "Xã hội", "Pháp luật", "Thể thao", "Xã hội"), "Xã hội"),
        (("Tin chính", "Diễn đàn", "Làng gốm", "Thế giới", "Kinh tế"), ""),
        (("Menu", "Home", "Giới thiệu", "Liên hệ"), ""),
        (("Góc nhỏ", "Trang chủ", "Khác…"), ""),
    ],
)
def test_the_end_of_a_menu_is_no_section(menu: tuple[str, ...], section: str) -> None:
    assert read(*BODY, above=(*menu, *ABOVE[2:])).section == section


def test_the_caption_itself_with_a_number_stands_for_the_picture() -> None:
    article = read(BODY[0], "Thợ gốm vuốt chum bên bàn xoay - 1", CAPTION, *BODY[1:])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION),))


def test_the_byline_with_a_paper_stands_below_a_signed_caption() -> None:
    article = read(*BODY, "Đoàn cứu trợ lên đường trong đêm", "Ảnh: REUTERS", "Kông Anh(Nguồn: Reuters)")
    assert (article.body, article.authors) == (BODY, ("Kông Anh",))
    assert article.captions == (Caption("Đoàn cứu trợ lên đường trong đêm", "REUTERS"),)


def test_a_caption_of_the_bbc_has_its_credit_above_it() -> None:
    shown = ("Thợ gốm vuốt chum", "Nguồn hình ảnh, Getty Images", "Chụp lại hình ảnh, Thợ gốm vuốt chum")
    article = read(*BODY, above=(*ABOVE[:-1], *shown, LEAD))
    assert (article.lead, article.body) == (LEAD, BODY)
    assert article.captions == (Caption("Thợ gốm vuốt chum", "Getty Images"),)


def test_a_credit_glued_to_its_caption_is_cut() -> None:
    article = read(BODY[0], f"Bản quyền hình ảnh ReutersImage caption {CAPTION}", *BODY[1:])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION, "Reuters"),))


def test_labels_of_author_and_source_may_stand_alone_above_the_names() -> None:
    article = read(*BODY, "Tác giả:", "Lê Hoài An", "Nguồn tin", "Báo Bắc Ninh")
    assert (article.body, article.authors, article.source) == (BODY, ("Lê Hoài An",), "Báo Bắc Ninh")


@pytest.mark.parametrize("signed", [("Theo Quang Huy", "Nhịp sống kinh tế"), ("Quang Huy", "Nhịp sống kinh tế")])
def test_the_paper_stands_on_the_line_below_the_author(signed: tuple[str, str]) -> None:
    article = read(*BODY, *signed, "Copy link")
    assert (article.body, article.authors, article.source) == (BODY, ("Quang Huy",), "Nhịp sống kinh tế")


def test_a_source_below_the_author_is_no_short_line_of_the_page() -> None:
    article = read(*BODY, "Tác giả: Trần Thị Thu Hà", "Nguồn tin: bacninhtv.vn", "Xếp hạng: 5 - 1 phiếu bầu")
    assert (article.authors, article.source) == (("Trần Thị Thu Hà",), "bacninhtv.vn")


BLOG = ("Skip to content", "Góc phố núi", "Menu", "Home", "Liên hệ", TITLE, "Posted on 03/06/2014 by phonui", LEAD)
NOTES = ("Share this:", "This entry was posted in Chuyện đời and tagged xóm, quê by phonui.", "Blog at WordPress.com.")


def test_a_blog_is_named_by_its_page_and_its_notes() -> None:
    article = read(*BODY, *NOTES, above=BLOG)
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.section, article.inferred_source) == (("phonui",), "Chuyện đời", "Góc phố núi")


@pytest.mark.parametrize(
    ("note", "section"),
    [
        ("Filed under: Chuyện quê", "Chuyện quê"),
        ("Đăng trong Ký ức | 3 phản hồi", "Ký ức"),
        ("Chuyên mục: Đời sống", "Đời sống"),
        ("Posted in Uncategorized | Leave a comment", ""),
        ("Đăng vào Tháng Chín 7, 2013 bởi admin", ""),
        ("Mục này do bạn đọc viết.", ""),
    ],
)
def test_a_note_says_where_a_text_was_posted(note: str, section: str) -> None:
    assert section_in_note(note) == section


def test_a_caption_stands_apart_below_the_text_for_a_picture_though_the_menu_is_close() -> None:
    menu = ("Báo Mẫu", "Trang chủ", "Thời sự", "Kinh tế", "Thể thao", "Giáo dục", "Sức khỏe", "Đời sống", "Xe")
    spaced = [line for text in (BODY[0], f"{TITLE} - Ảnh 1.", CAPTION, *BODY[1:]) for line in ("", text)]
    article = read(*spaced, above=(*menu, *ABOVE))
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION),))


@pytest.mark.parametrize("label", ["(Chú thích ảnh: {})", "CT ảnh: {}", "Chú thích ảnh: {}"])
def test_a_label_of_captions_may_stand_in_brackets(label: str) -> None:
    article = read(BODY[0], label.format(CAPTION), *BODY[1:])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION),))


def test_a_source_that_stands_twice_is_no_caption() -> None:
    article = read(*BODY, "Theo Nhịp sống kinh tế", "Copy link", "Theo Nhịp sống kinh tế")
    assert (article.body, article.captions, article.source) == (BODY, (), "Nhịp sống kinh tế")


@pytest.mark.parametrize(
    "appeal",
    ["Mời quý vị theo dõi video bản tin làng nghề.", "* Mời bạn đọc cùng xem lại chùm ảnh về làng gốm Phù Lãng!"],
)
def test_an_appeal_to_watch_or_read_something_else_is_no_paragraph(appeal: str) -> None:
    article = read(*BODY, appeal)
    assert article.body == BODY
    assert appeal in article.left_out


@pytest.mark.parametrize("credit", ["HỒNG THẮM", "BNG", "H.Q.L", "TTXVN", "NGƯỜI DÂN CUNG CẤP"])
def test_a_credit_in_capitals_stands_below_a_caption(credit: str) -> None:
    article = read(BODY[0], CAPTION, credit, *BODY[1:])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION, credit),))


def test_a_heading_in_capitals_with_words_of_the_text_is_no_credit() -> None:
    shown = [Block(text) for text in (*BODY[:2], CAPTION, "THAY LÒ CỦI", BODY[2])]
    assert mark_capital_credits(shown) == shown


def test_an_article_goes_on_below_a_marked_title_and_ends_above_its_keywords() -> None:
    article = read(
        *BODY[:2], "• Nghệ nhân cuối cùng của làng tranh Đông Hồ", BODY[2], "gốm sành", "phù lãng", "làng nghề"
    )
    assert article.body == BODY
