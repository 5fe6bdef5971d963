"""Boxes among the paragraphs of a copied page, the lines beside them, and who and when below its lead."""

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Rừng ngập mặn Đất Mũi có thêm trạm quan sát chim"
LEAD = "Trạm quan sát chim thứ ba ở Vườn quốc gia Mũi Cà Mau vừa mở cửa đón khách tham quan rừng ngập mặn."
BODY = (
    "Trạm cao mười hai mét, làm bằng gỗ đước, cách bến tàu chừng hai cây số. Mỗi lượt trạm đón tám người.",
    "Ông Lê Văn Sáu, người trông trạm, cho biết mùa chim về kéo dài từ tháng mười đến tháng ba năm sau.",
    "Vườn quốc gia dự kiến mở thêm hai trạm nữa ở phía bãi bồi. Kinh phí do một quỹ bảo tồn tài trợ.",
)
TOP = ("Báo Đất Mũi", "Trang chủ", "Thời sự", "Môi trường", "Thứ Hai, 05/03/2018 08:10", TITLE)
OTHER = "Giá cua biển Năm Căn tăng mạnh trước ngày rằm"
OF_OTHER = "Thương lái vào tận vuông mua cua gạch với giá cao hơn tuần trước gần một nửa."
END = ("Minh Đước", "Tin liên quan", "Gạch cua lên giá", "Bình luận (2)", "Gửi bình luận")


def read(*between: str, above: tuple[str, ...] = (*TOP, LEAD), joint: str = "\n") -> ParsedArticle:
    return parse_document(joint.join([*above, BODY[0], *between, *BODY[1:], *END]).encode())


@pytest.mark.parametrize(
    ("between", "joint"),
    [
        ((f"VOV.VN - {OF_OTHER}", OTHER, OTHER), "\n"),
        ((OTHER, OTHER, f"TTO - {OF_OTHER}"), "\n"),
        ((f"{OTHER}{OTHER}ĐỌC NGAY",), "\n"),
        ((f"{OTHER}{OTHER}",), "\n\n"),
    ],
)
def test_the_box_of_another_article_goes_with_its_lead(between: tuple[str, ...], joint: str) -> None:
    article = read(*between, joint=joint)
    assert (article.title, article.lead, article.body, article.captions) == (TITLE, LEAD, BODY, ())


def test_a_subheading_stays_above_a_box_and_a_sentence_below_a_numbered_one() -> None:
    box = ("Tin liên quan:", OTHER, "Đồng muối Bạc Liêu vào vụ thu hoạch sớm")
    assert read("Mùa chim về", *box).body == (BODY[0], "Mùa chim về", *BODY[1:])
    row = ("1. Đi bằng gì?", "Khách đi xuồng máy từ bến Đất Mũi, mỗi chuyến chừng nửa giờ.", "2. Ở đâu?")
    assert read("XEM THÊM", OTHER, *row).body == (BODY[0], *row, *BODY[1:])


def test_author_and_time_below_the_lead_count_before_the_clock_of_the_page() -> None:
    article = read(above=(*TOP, LEAD, "Theo dõi Báo Đất Mũi", "Minh Đước", "04/03/2018 17:20"))
    assert (article.lead, article.body, article.authors) == (LEAD, BODY, ("Minh Đước",))
    assert article.published == "2018-03-04T17:20:00+07:00"


def test_the_stamp_names_the_paper_whose_bureau_signs() -> None:
    text = "\n\n".join([TITLE, f"VOV.VN - {LEAD}", *BODY, "Minh Đước/VOV-ĐBSCL"])
    assert (parse_document(text.encode()).source, parse_document(text.encode()).authors) == ("VOV.VN", ("Minh Đước",))


def test_a_row_of_sections_from_the_front_page_on_stands_above_the_title() -> None:
    article = read(above=("Trang chủ Kinh tế Nông nghiệp", TITLE, LEAD))
    assert (article.title, article.section) == (TITLE, "Nông nghiệp")


@pytest.mark.parametrize(
    "dated", ["Môi trườngThứ tư, 7/3/2018, 15:22 (GMT+7)", "Môi trường7/3/2018 15:22", "7/3/2018 15:22Môi trường"]
)
def test_a_section_that_is_glued_to_the_day_is_read(dated: str) -> None:
    text = "\n\n".join([dated, TITLE, f"Cà MauUBND tỉnh cho biết: {LEAD}", *BODY, *END])
    article = parse_document(text.encode())
    assert (article.title, article.section) == (TITLE, "Môi trường")
    assert article.published == "2018-03-07T15:22:00+07:00"
    assert article.lead.startswith("UBND tỉnh")


def test_the_line_in_the_box_of_a_text_for_a_picture_is_its_caption_however_long() -> None:
    caption = (
        "Đoàn khách của Hội Sinh vật cảnh đứng trên trạm quan sát chim giữa rừng đước, phía xa là bãi bồi và cửa sông "
        "nơi hàng nghìn con cò trắng về ngủ mỗi chiều khi nước ròng bắt đầu rút."
    )
    article = read(f"Môi trường - {TITLE}\n{caption}", joint="\n\n")
    assert ([one.text for one in article.captions], article.body) == ([caption], BODY)


def test_an_earlier_title_with_a_number_stands_for_a_picture() -> None:
    article = read("Khai trương: Rừng ngập mặn Đất Mũi có thêm trạm quan sát chim - 1", "Khách ngắm chim. Ảnh: Lê An")
    assert ([one.text for one in article.captions], article.body) == (["Khách ngắm chim."], BODY)


def test_a_bare_caption_is_read_beside_one_with_its_credit_and_above_the_lead() -> None:
    shown = "Khách đứng trên trạm quan sát chim ở Vườn quốc gia Mũi Cà Mau."
    article = read(above=(*TOP[:-1], TITLE, "Chia sẻ", shown, LEAD), joint="\n\n")
    assert (article.lead, [one.text for one in article.captions]) == (LEAD, [shown])


def test_a_name_below_a_byline_stays_the_author() -> None:
    text = "\n".join([*TOP, LEAD, *BODY, "Tin-ảnh: Đ.Trinh", "Đ.Trinh", "Chia sẻ", "Đọc thêm"])
    article = parse_document(text.encode())
    assert (article.authors, article.captions, article.body) == (("Đ.Trinh",), (), BODY)


def test_the_stops_of_initials_are_of_the_credit() -> None:
    article = read("Khách ngắm chim trên trạm. Ảnh: N.N.")
    assert [(one.text, one.credit) for one in article.captions] == [("Khách ngắm chim trên trạm.", "N.N.")]


@pytest.mark.parametrize("picture", ["Rung ngap man Dat Mui hinh anh 1", f"{TITLE} - Ảnh 1.", f"{TITLE} 1\n"])
def test_the_text_for_a_picture_goes_also_where_its_caption_is_glued_to_it(picture: str) -> None:
    article = read(f"{picture}Khách ngắm chim trên trạm. (Ảnh: Lê An)")
    assert (article.body, [one.text for one in article.captions]) == (BODY, ["Khách ngắm chim trên trạm."])


def test_buttons_beside_the_time_and_headings_of_boxes_leave_the_article_whole() -> None:
    article = read("Copied", above=(*TOP[:-2], TITLE, "16/04/2018 17:46 Google News", LEAD, "TIN MỚI"))
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert article.published == "2018-04-16T17:46:00+07:00"


def test_titles_of_recordings_numbers_of_slides_and_titles_glued_to_the_lead_are_left_out() -> None:
    slides = ("1/2", "Chim về bãi bồi. Ảnh: Minh Đước", "2/2", "Khách lên trạm. Ảnh: Minh Đước")
    article = read("Video: Đàn cò trắng bay về rừng đước", OTHER + " - play", *slides)
    assert (article.lead, article.body) == (LEAD, BODY)
    assert [one.text for one in article.captions] == ["Chim về bãi bồi.", "Khách lên trạm."]
    glued = "\n".join([*TOP, LEAD, OTHER, "Đồng muối Bạc Liêu vào vụ thu hoạch sớm"])
    article = parse_document("\n\n".join([glued, *BODY, *END]).encode())
    assert (article.lead, article.body, article.captions) == (LEAD, BODY, ())


def test_a_sentence_glued_below_a_paragraph_is_a_caption() -> None:
    article = parse_document(
        "\n\n".join([TITLE, LEAD, f"{BODY[0]}\nKhách đứng trên trạm nhìn ra bãi bồi.", *BODY[1:]]).encode()
    )
    assert (article.body, [one.text for one in article.captions]) == (BODY, ["Khách đứng trên trạm nhìn ra bãi bồi."])


def test_a_list_of_guests_and_signed_pictures_below_it_are_of_the_article() -> None:
    listed = (
        "Lễ mở trạm có sự tham gia của các nhà khoa học, người trông rừng và chủ tàu du lịch trong vùng, gồm những ai"
        " thì vườn quốc gia đã công bố như sau:",
        "- Ông Lê Văn Sáu, trưởng trạm quan sát chim Đất Mũi",
        "- Bà Trần Thị Lụa, hội đồng quản lý Vườn quốc gia",
    )
    shown = (f"{TITLE} - Ảnh 1.", "Khách mời ở lễ mở trạm - Ảnh: MINH ĐƯỚC")
    article = parse_document("\n\n".join([*TOP, LEAD, *BODY, *listed, "\n".join(shown), *END]).encode())
    assert (article.body, article.authors) == ((*BODY, *listed), ("Minh Đước",))
    assert [one.credit for one in article.captions] == ["MINH ĐƯỚC"]


def test_a_name_signs_above_its_address_of_mail() -> None:
    article = read(above=("Môi trường", TITLE, "Hàm Yên", "hamyen@dat-mui.example", "05/03/2018 08:10", "Thích", LEAD))
    assert (article.title, article.lead, article.published[:10]) == (TITLE, LEAD, "2018-03-05")
