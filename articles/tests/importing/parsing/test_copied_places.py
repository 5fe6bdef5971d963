"""Copied pages whose paragraphs, sub-headings, captions and names stand amid adverts, boxes, players and polls."""

import numpy as np
import pytest

from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.parsing.last_line import last_line
from articles.importing.readers.page import Block

TITLE = "Diêm dân Sa Huỳnh trải bạt làm muối sạch"
LEAD = "Gần 40 hộ ở đồng muối Sa Huỳnh đổi nền đất nện sang trải bạt, giá muối bán ra cao gấp đôi vụ trước."
BODY = (
    "Ruộng muối của ông Võ Tấn Đạt rộng 900 m², trải bạt từ tháng hai. Mỗi vụ gia đình ông thu 25 tấn, trắng và ráo "
    "hơn muối nền đất.",
    "Năm ngoái muối ế, giá chỉ còn 700 đồng mỗi ký, nhiều nhà bỏ ruộng đi làm thuê. Nay thương lái đặt cọc từ đầu mùa.",
    "Hợp tác xã mua chung máy bơm và bể lọc nước biển. Các xã viên trả dần trong ba năm, không phải vay ngân hàng.",
    "Xã dự tính mở rộng vùng muối sạch thêm 12 ha, gắn với khu trưng bày nghề muối cho khách tham quan vào năm tới.",
)
MENU = ("Báo Mẫu", "Thời sự", "Kinh tế", "Văn hóa", "Thể thao", "Kinh tế")
ABOVE = (*MENU, TITLE, "12/04/2022 08:30", LEAD)
BELOW = ("Từ khóa: muối, diêm dân", "Bình luận (2)", "Tin liên quan", "Cá cơm vào mùa ở cửa biển Mỹ Á")
OTHERS = ("Tàu cá 67 nằm bờ chờ ngày bán thanh lý", "Chợ cá Sa Huỳnh đông khách từ ba giờ sáng")


def read(*lines: str, above: tuple[str, ...] = ABOVE) -> ParsedArticle:
    return parse_document("\n".join([*above, *lines, *BELOW]).encode())


def test_a_paragraph_may_end_with_a_french_quotation() -> None:
    quoted = "Ông Đạt nói : « Muối trải bạt không lẫn đất. Người mua nhìn là biết, nên tôi không phải hạ giá. »"
    article = read(BODY[0], "Quảng cáo", "Đọc tiếp", quoted, *BODY[1:], "Lê An")
    assert article.body == (BODY[0], quoted, *BODY[1:])


def test_a_subheading_may_have_a_bullet() -> None:
    headings = ("• Nền bạt, muối trắng", "• Mùa này trúng giá")
    article = read(headings[0], BODY[0], headings[1], *BODY[1:])
    assert article.body == (headings[0], BODY[0], headings[1], *BODY[1:])


def test_numbered_subheadings_stay_with_the_paragraphs_below_them() -> None:
    places = ("1. Đồng muối Sa Huỳnh - Tân Diêm (3 km)", "2. Gành đá Châu Me - Phổ Châu (6 km)", "3. Đầm An Khê (2 km)")
    told = tuple(line for one in zip(places, BODY, strict=False) for line in one)
    article = read(*told[:4], f"    {OTHERS[0]}", *told[4:], BODY[3])
    assert article.body == (*told, BODY[3])


def test_a_subheading_above_a_paragraph_about_somebody_of_the_article_stays() -> None:
    heading = "Tốn công nhất vẫn là khâu lọc"
    told = "Ba năm trước, ông Đạt chở nước bằng xe rùa. Chiếc bể lọc đầu ông xây hết 40 triệu đồng, cả làng tới xem."
    article = read(*BODY[:2], heading, told, *BODY[2:], "Lê An")
    assert article.body == (*BODY[:2], heading, told, *BODY[2:])


@pytest.mark.parametrize(
    "player",
    [
        ("00:00", "03:12", "Nghe audio"),
        ("Clip: Diêm dân cào muối", "Current Time 0:00", "/", "Duration 2:05", "Fullscreen"),
    ],
)
def test_players_amid_the_text_are_left_out(player: tuple[str, ...]) -> None:
    article = read(*player, *BODY)
    assert (article.lead, article.body, article.captions) == (LEAD, BODY, ())


def test_a_question_to_readers_with_its_answers_is_left_out() -> None:
    article = read(*BODY, "Bạn mua muối vì điều gì?", "Giá rẻ", "Hạt trắng, ráo", "Có tên người làm", "Gửi lựa chọn")
    assert article.body == BODY


def test_a_name_below_lead_date_and_picture_is_the_author() -> None:
    above = (*MENU, TITLE, LEAD, "Đăng ngày: 12/04/2022 - 08:30", "3 phút Thời gian đọc")
    article = read("Ruộng muối trải bạt. Ảnh: AFP", "Thu Hằng", *BODY, above=above)
    assert (article.lead, article.body, article.authors) == (LEAD, BODY, ("Thu Hằng",))
    assert article.published == "2022-04-12T08:30:00+07:00"


BARE = "Vợ chồng ông Võ Tấn Đạt cào muối trên ruộng bạt."


@pytest.mark.parametrize("place", [1, 4])
def test_a_sentence_that_shows_what_the_paragraph_tells_of_is_a_caption(place: int) -> None:
    caption = BARE if place == 1 else "Khu trưng bày nghề muối cho khách tham quan."
    article = read(*BODY[:place], caption, *BODY[place:], "Lê An")
    assert (article.body, article.captions) == (BODY, (Caption(caption),))
    assert "captions that nothing but their words tell: 1" in article.warnings


@pytest.mark.parametrize(
    "told",
    ["Nhưng ông Võ Tấn Đạt bán trước khi cào muối.", "Sau đó ông Võ Tấn Đạt nói chuyện với thương lái."],
)
def test_a_short_sentence_that_tells_stays_a_paragraph(told: str) -> None:
    article = read(BODY[0], told, *BODY[1:], "Lê An")
    assert (article.body, article.captions) == ((BODY[0], told, *BODY[1:]), ())


def test_where_pictures_have_credits_a_sentence_without_one_is_a_paragraph() -> None:
    article = read(BODY[0], BARE, BODY[1], "Muối sạch đóng bao. Ảnh: Lê An", *BODY[2:], "Lê An")
    assert BARE in article.body
    assert article.captions == (Caption("Muối sạch đóng bao.", "Lê An"),)


def test_a_picture_above_the_lead_needs_no_mark() -> None:
    caption = "Đồng muối Sa Huỳnh trải bạt nhìn từ đèo."
    article = read(*BODY, "Lê An", above=(*ABOVE[:-1], caption, LEAD))
    assert (article.lead, article.body, article.captions) == (LEAD, BODY, (Caption(caption),))


@pytest.mark.parametrize("where", ["(phải)", "(bìa trái)", "(thứ hai từ phải sang)", "(áo xanh)"])
def test_who_is_where_shows_a_caption(where: str) -> None:
    caption = f"Ông Võ Tấn Đạt {where} chỉ cách phủ bạt cho người mới vào nghề"
    article = read(BODY[0], caption, "- Quảng cáo -", *BODY[1:], "Bài và ảnh: Ca Dao")
    assert (article.body, article.captions) == (BODY, (Caption(caption),))


def test_the_name_of_the_photographer_below_a_line_is_its_credit() -> None:
    above = (*MENU, TITLE, "Lê Nam", "12/04/2022 08:30", LEAD)
    by_author = ("Ruộng bạt nhìn từ đèo Bình Đê", "Lê Nam", "Bể lọc nước biển đầu tiên của làng", "L.N")
    article = read(BODY[0], *by_author[:2], BODY[1], *by_author[2:], *BODY[2:], above=above)
    assert (article.body, article.authors) == (BODY, ("Lê Nam",))
    assert article.captions == (Caption(by_author[0], "Lê Nam"), Caption(by_author[2], "L.N"))
    by_other = read(BODY[0], by_author[0], "Lê Văn Thảo", *BODY[1:], "Hà Nam")
    assert (by_other.body, by_other.captions) == (BODY, (Caption(by_author[0], "Lê Văn Thảo"),))


def test_where_other_pictures_have_credits_a_line_alone_is_a_subheading() -> None:
    heading = "Giá tăng gấp đôi, muối vào siêu thị"
    article = read(BODY[0], "Muối sạch đóng bao. Ảnh: Lê An", BODY[1], heading, *BODY[2:], "Lê An")
    assert article.body == (*BODY[:2], heading, *BODY[2:])


def test_of_an_author_who_signs_for_the_pictures_a_caption_needs_less() -> None:
    caption = "Diêm dân trẻ bên đống muối trải bạt."
    article = read(BODY[0], caption, *BODY[1:], "Tin, ảnh: LÊ AN")
    assert (article.body, article.captions) == (BODY, (Caption(caption),))
    assert caption in read(BODY[0], caption, *BODY[1:], "LÊ AN").body


def test_below_the_dates_of_other_articles_the_last_paragraph_stays() -> None:
    last = "Bà Lê Thị Hường, phó phòng kinh tế thị xã, nói sẽ đưa nghề vào danh mục được vay vốn lãi suất thấp."
    box = ("LIÊN QUAN", OTHERS[0], "BẢO TRÂN | 11/03/2022", OTHERS[1], "HÀ CHIẾN | 02/03/2022")
    above = (*MENU, TITLE, "HOÀI ANH", "12/04/2022 08:30", LEAD)
    assert read(*BODY, *box, last, "HOÀI ANH", above=above).body == (*BODY, last)


def test_a_caption_twice_on_its_line_is_one() -> None:
    once = "Diêm dân cào muối buổi trưa. Ảnh: Hà Nam."
    article = read(BODY[0], f"{once}{once}", *BODY[1:], "Hà Nam")
    assert article.captions == (Caption("Diêm dân cào muối buổi trưa.", "Hà Nam"),)


def test_the_short_form_above_a_caption_stands_for_the_picture() -> None:
    article = read(BODY[0], "Diêm dân cào muối", "Diêm dân cào muối lúc giữa trưa (Ảnh: Hà Nam)", *BODY[1:], "Lê An")
    assert (article.body, article.captions) == (BODY, (Caption("Diêm dân cào muối lúc giữa trưa", "Hà Nam"),))


@pytest.mark.parametrize(
    ("masthead", "stamp", "source", "stored"),
    [
        ("TUỔI TRẺ ONLINE", "TTO - ", "TTO", "TTO"),
        ("Báo Nghệ An", "(Baonghean.vn) - ", "Baonghean.vn", "Baonghean.vn"),
        ("Báo Quảng Ngãi", "(QNĐT)- ", "QNĐT", "Báo Quảng Ngãi"),
        ("VOV.VN", "Quảng Ngãi (TTXVN) - ", "TTXVN", "TTXVN"),
        ("SÀI GÒN GIẢI PHÓNG ONLINE", "SGGP\n", "SGGP", "SGGP"),
        ("Báo Quảng Ngãi", "", "", "Báo Quảng Ngãi"),
    ],
)
def test_the_stamp_is_the_source_as_it_is_written_and_the_masthead_an_inferred_one(
    masthead: str, stamp: str, source: str, stored: str
) -> None:
    article = read(*BODY, above=(masthead, *MENU[1:], TITLE, "12/04/2022 08:30", f"{stamp}{LEAD}"))
    assert (article.source, article.stored_source, article.lead) == (source, stored, LEAD)


def test_the_paper_for_which_the_author_works_is_the_source() -> None:
    above = (*MENU[1:], TITLE, "Tác giả, Lê Thu An", "Vai trò, BBC News Tiếng Việt", "12 tháng 4 2022", LEAD)
    article = read(*BODY, above=above)
    assert (article.authors, article.source) == (("Lê Thu An",), "BBC News Tiếng Việt")


def read_spaced(*lines: str) -> ParsedArticle:
    return parse_document("\n".join([*ABOVE, "", "\n\n".join(lines), "", *BELOW]).encode())


def test_a_title_with_a_mark_of_recordings_amid_the_text_is_of_something_else() -> None:
    article = read(*BODY[:2], "[Video] Một ngày trên đồng muối", *BODY[2:], "Lê An")
    assert article.body == BODY
    assert read(*BODY, above=(*MENU, f"[Video] {TITLE}", *ABOVE[-2:])).title == f"[Video] {TITLE}"


def test_a_longer_line_below_the_text_for_a_picture_is_a_caption_as_those_of_the_others_are() -> None:
    captions = (
        "Diêm dân trẻ cào muối.",
        "Dù trời chưa sáng nhưng các xã viên vẫn tranh thủ ra đồng trải lại bạt cho kịp một ngày nắng to giữa mùa khô.",
        "Muối sạch đóng bao.",
    )
    pictures = [f"{TITLE} - Ảnh {number}.\n{caption}" for number, caption in enumerate(captions, start=1)]
    article = read(BODY[0], pictures[0], BODY[1], pictures[1], BODY[2], pictures[2], BODY[3], "Lê An")
    assert (article.body, article.captions) == (BODY, tuple(map(Caption, captions)))


def test_a_caption_without_a_stop_stands_below_the_title_again_between_blank_lines() -> None:
    caption = "Ruộng muối trải bạt nhìn từ đèo Bình Đê"
    article = read_spaced(*BODY[:2], f"{TITLE}\n{caption}", *BODY[2:], "Lê An")
    assert (article.body, article.captions) == (BODY, (Caption(caption),))


def test_a_caption_stands_below_a_list_and_no_caption_says_until_when_something_is() -> None:
    listed = ("Khu trưng bày nghề muối có ba phần, gồm các chủ đề sau đây:", "- Ruộng muối xưa;", "- Ruộng muối nay.")
    caption = "Nhiều dụng cụ của diêm dân được bày tại khu trưng bày."
    below = (
        "Xã dự tính đưa khu trưng bày này vào các chuyến tham quan nghề muối cho học sinh trong huyện từ năm học tới."
    )
    last = "Khu trưng bày mở cửa đến hết ngày 29-5-2022."
    article = read_spaced(*BODY, *listed, caption, below, last, "Bài và ảnh: LÊ AN")
    assert (article.body, article.captions) == ((*BODY, *listed, below, last), (Caption(caption),))


def test_the_author_signs_below_the_title_and_a_sentence_of_another_article() -> None:
    teaser = "Chủ tàu xin bán lại với giá bằng một phần ba lúc đóng."
    lines = (TITLE, *BODY, OTHERS[0], teaser, "M.Phượng", "Quốc lộ 1 qua Sa Huỳnh hẹp dần")
    out = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.9, 0.7, 0.6, 1.0])
    assert lines[last_line([Block(line) for line in lines], out)] == "M.Phượng"
    named = (TITLE, "Lê Nam", *lines[2:])
    assert named[last_line([Block(line) for line in named], out)] == BODY[-1]
