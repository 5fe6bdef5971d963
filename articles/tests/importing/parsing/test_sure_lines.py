"""Copied pages with texts that stand for pictures, doubled teasers, and captions below the last paragraph."""

import pytest

from articles.importing.options import ImportOptions
from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document

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
    [f"{TITLE} - 1", f"{TITLE} - Hình 1.", "Lang gom Phu Lang nhom lo tro lai anh 1", "Làng gốm Phù Lãng - 1", TITLE],
)
def test_the_line_under_the_text_for_a_picture_is_its_caption(picture: str) -> None:
    article = read(BODY[0], picture, CAPTION, *BODY[1:])
    assert (article.body, article.captions) == (BODY, (Caption(CAPTION),))
    assert picture == TITLE or picture in article.left_out


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
    assert parse_document("\n".join([*ABOVE, *BODY, *BELOW, *imprint]).encode()).source == "Báo Bắc Ninh"


def test_a_masthead_in_capitals_names_the_paper_though_a_section_is_called_so() -> None:
    above = ("LAO ĐỘNG", "Thời sự", "Thế giới", "Lao động", *ABOVE[1:])
    assert read(*BODY, above=above).source == "Lao Động"


@pytest.mark.parametrize(
    ("menu", "section"),
    [
        (("Chính trị", "Xã hội", "Pháp luật", "Kinh tế", "Thể thao", "Quân sự"), ""),
        (("Chính trị", "Giải trí", "Pháp luật", "Thể thao", "Giải trí", "Phim ảnh"), "Phim ảnh"),
        (("Chính trị", "Xã hội", "Pháp luật", "Thể thao", "Xã hội"), "Xã hội"),
    ],
)
def test_the_end_of_a_menu_is_no_section(menu: tuple[str, ...], section: str) -> None:
    assert read(*BODY, above=(*menu, *ABOVE[2:])).section == section
