"""Copied pages of several papers' layouts; the articles are made up."""

from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.parsed_article import Caption, ParsedArticle
from articles.importing.parsing import parse_document


def _parse(text: str) -> ParsedArticle:
    return parse_document(text.encode())


def test_a_page_with_promotion_doubled_captions_and_a_tail() -> None:
    article = _parse(
        "Bão số 3 làm đổ chuối ở Khoái Châu\n\nTheo dõi Báo Hưng Yên trên Google News\n\n"
        "Hơn 300 ha chuối đổ gãy sau một đêm.\n\n\xa0\n\n"
        " Nông dân chặt chuối gãy. Ảnh: Đức Toản\nNông dân chặt chuối gãy. Ảnh: Đức Toản\n\n\n"
        "Bà Mận nói mất trắng.\n\n\xa0\n\nTheo Đặng Quế Chi (TNO)\n\nCó thể bạn quan tâm\n\n"
        "Nhãn lồng được mùa\n\n(HYO)- Ngày 2-8-2024, giá nhãn tăng.\n\nnull"
    )
    assert article.lead == "Hơn 300 ha chuối đổ gãy sau một đêm."
    assert article.body == ("Bà Mận nói mất trắng.",)
    assert article.captions == (Caption("Nông dân chặt chuối gãy.", "Đức Toản"),)
    assert (article.authors, article.source) == (("Đặng Quế Chi",), "TNO")
    assert (article.published, article.inferred) == ("", None)


def test_a_page_with_section_and_dateline_above_a_stamped_lead() -> None:
    article = _parse(
        "Pháp luật\nThứ sáu, 10/3/2023, 21:05 (GMT+7)\nTài xế xe ôm trả lại 300 triệu đồng khách bỏ quên\n"
        "TP HCMÔng Tấn tìm chủ chiếc túi suốt hai giờ.\n\nÔng chở khách về chợ.\n\n"
        'Ông Tấn tại công an phường. Ảnh: Đình Văn\n\n"Tiền của người ta", ông nói.\n\nĐình Văn\n\n'
        "Trở lại Pháp luật\nCopy link thành công\n×\n"
    )
    assert (article.section, article.published) == ("Pháp luật", "2023-03-10T21:05:00+07:00")
    assert article.lead == "Ông Tấn tìm chủ chiếc túi suốt hai giờ."
    assert article.body == ("Ông chở khách về chợ.", '"Tiền của người ta", ông nói.')
    assert article.authors == ("Đình Văn",)


def test_a_box_of_links_inside_an_article_goes_alone() -> None:
    article = _parse(
        "Hai cha con vá đường ở Cà Mau\n\nSuốt tám năm, hai cha con vá 400 ổ gà.\n\nÔng bắt đầu năm 2014.\n\n"
        "Tin liên quan\n\nNgười vá đường ở Hậu Giang\n\nÔng nói sẽ còn làm.\n\nGia Bách"
    )
    assert article.body == ("Ông bắt đầu năm 2014.", "Ông nói sẽ còn làm.")
    assert article.authors == ("Gia Bách",)


def test_a_credit_in_capitals_under_a_caption_is_no_paragraph() -> None:
    article = _parse(
        "Hai cha con vá đường\n\nSuốt tám năm, họ vá 400 ổ gà.\n\n"
        "Ông Đực trộn đá\nÔNG ĐỰC TRỘN ĐÁ\nGIA BÁCH\n\nÔng cười."
    )
    assert article.captions == (Caption("Ông Đực trộn đá", "GIA BÁCH"),)
    assert article.body == ("Ông cười.",)


def test_running_text_gives_up_its_captions_their_copies_and_its_byline() -> None:
    article = _parse(
        "Xe lật ở quốc lộ 5\nVụ lật xe xảy ra lúc 5h.\n"
        "Hiện trường vụ lật xe. Ảnh: CTV Thép tràn ra đường. Hiện trường vụ lật xe. Đến 9h, đường thông. Phạm Hòa"
    )
    assert article.body == ("Thép tràn ra đường. Đến 9h, đường thông.",)
    assert article.captions == (Caption("Hiện trường vụ lật xe.", "CTV"),)
    assert article.authors == ("Phạm Hòa",)


def test_a_signed_poem_keeps_every_line() -> None:
    article = _parse(
        "Thơ mùa gặt\n\nTòa soạn giới thiệu bài thơ của bạn đọc.\n\nXem thêm mùa nước lũ\nTheo dõi cánh cò bay\n"
        "Chia sẻ với đồng bằng\nHạ sĩ Lê Văn Biển\n\nBài thơ được viết trong đêm mưa.\n\nAn Nhiên"
    )
    assert article.body[0] == "Xem thêm mùa nước lũ\nTheo dõi cánh cò bay\nChia sẻ với đồng bằng\nHạ sĩ Lê Văn Biển"
    assert article.authors == ("An Nhiên",)


def test_bullets_are_paragraphs_and_keep_their_dash() -> None:
    article = _parse("Ba việc khuyến học\n\nHọ Bùi làm ba việc.\n\nĐó là:\n- Lập sổ vàng;\n- Trao thưởng.\n")
    assert article.body == ("Đó là:", "- Lập sổ vàng;", "- Trao thưởng.")


def test_a_brief_of_one_sentence_has_no_lead() -> None:
    article = _parse("Thả rùa về biển\nTheo Đồn Biên phòng, con rùa đã được thả lúc 9h30.")
    assert (article.lead, article.body) == ("", ("Theo Đồn Biên phòng, con rùa đã được thả lúc 9h30.",))


def test_a_title_with_a_date_in_it_is_no_dateline() -> None:
    article = _parse("Giá cà phê ngày 06/02/2017\nGiá tăng nhẹ.\nTại Đắk Lắk, giá 45.000 đồng/kg.")
    assert (article.title, article.published) == ("Giá cà phê ngày 06/02/2017", "")


FURNITURE = "Theo|Xem thêm|Chia sẻ|Bình luận về|Quảng cáo|Tin liên quan đến|Theo dõi|Đọc tiếp|Nguồn|Ảnh"
OPENINGS = st.sampled_from(FURNITURE.split("|"))
ENDINGS = st.sampled_from(
    ["vụ việc, bà Thoa nói đã bỏ thuốc.", "ông Nghĩa, mức phạt 45-70 triệu đồng là nhẹ.", "lúc 22h, xã đã họp dân."]
)
SENTENCES = st.tuples(OPENINGS, ENDINGS, st.integers(1, 999)).map(lambda s: f"{s[0]} {s[1]} Đó là vụ thứ {s[2]}.")


@given(st.lists(SENTENCES, min_size=2, max_size=8, unique=True))
def test_no_sentence_is_lost_for_its_first_words(sentences: list[str]) -> None:
    article = _parse("Thái Nguyên phạt sáu phòng khám\n\n" + "\n\n".join(sentences))
    assert [article.lead, *article.body] == sentences


def test_an_author_and_date_over_the_title_are_no_title() -> None:
    article = parse_document(
        "Kinh tế\nMinh Phương - 07:45 05/09/2022\nXuất khẩu gạo tăng trở lại\n"
        "Cả nước xuất 4,8 triệu tấn gạo.\nGiá tăng 10 USD mỗi tấn.".encode()
    )
    assert (article.title, article.authors, article.section) == (
        "Xuất khẩu gạo tăng trở lại",
        ("Minh Phương",),
        "Kinh tế",
    )
    assert article.published == "2022-09-05T07:45:00+07:00"


@pytest.mark.parametrize(
    "line", ["Thứ ba, 12/3/2024, 12:24 (GMT+7)", "12/03/2024 | 12:24", "12/03/2024 12:24 (GMT+07:00)"]
)
def test_a_dateline_below_lines_of_the_pages_top_is_stated(line: str) -> None:
    text = (
        f"Cháy xưởng may ở quận Tân Phú lúc rạng sáng\nDân sinh\nGiao thông đô thị\n{line}\n"
        "Hơn 60 cán bộ, chiến sĩ cùng chín xe chuyên dụng vẫn phun nước làm nguội khu nhà xưởng rộng 3.200 m2 trên "
        "đường Lê Trọng Tấn.\nLửa được khống chế sau hai giờ, không có ai bị thương, theo Công an quận Tân Phú."
    )
    article = parse_document(text.encode())
    assert article.published == "2024-03-12T12:24:00+07:00"
    assert line not in (article.lead, *article.body)


def test_a_quotation_behind_a_mark_is_of_the_article_and_a_link_or_an_answered_mail_is_not() -> None:
    first, last = "Sáng 12/3, hơn 200 người dân ra nạo vét kênh.", "Nước về tới đầu kênh lúc 15h ngày 13/3."
    quoted = "“Mất nước thì mất cả buôn”, già làng Ama H'Nhao nói."
    text = f"# Xã Ea Tar đào kênh dẫn nước\n\n{first}\n\n## Góp công\n\n> {quoted}\n\n{last}\n\n"
    article = _parse(f"{text}> Giá cà phê tăng ở Đắk Lắk\n\n>> Hồ Ea Nhái cạn đáy\n> Đập tràn vỡ.\n")
    assert (article.title, article.lead) == ("Xã Ea Tar đào kênh dẫn nước", first)
    assert article.body == ("Góp công", quoted, last)
    assert _parse(text.replace("dẫn nước\n", "dẫn nước\n====\n").removeprefix("# ")).lead == first
    answered = _parse(f"{text}Lê An đã viết:\n\n> Gửi chị bài này.\n")
    assert "Gửi chị bài này." not in answered.body
    whole = _parse("\n".join(f"> {line}" for line in ("Dân đào kênh", "", first, "", quoted, "", last)))
    assert (whole.title, whole.lead, whole.body) == ("Dân đào kênh", first, (quoted, last))


@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("   ", "\n")])
def test_lines_cut_at_a_narrow_width_are_whole_again(indent: str, between: str) -> None:
    lead = "Sau 45 ngày không mưa, người dân ba buôn góp công nạo vét kênh, đưa nước về kịp đợt tưới thứ ba."
    body = (
        "Sáng 12/3, hơn 200 người dân buôn Drai Sí và thôn 4 mang cuốc, xẻng ra nạo vét đoạn kênh cuối cùng.",
        "Ông Y Bliu Ayun cho biết toàn xã có 1.240 ha cà phê, trong đó 320 ha đã héo lá do hồ cạn tới đáy.",
    )
    cut = (fill(text, 40, initial_indent=indent) for text in (lead, *body))
    article = _parse(between.join(("Ea Tar đào kênh cứu cà phê", *cut, "Hoàng Bình")))
    assert (article.lead, article.body, article.authors) == (lead, body, ("Hoàng Bình",))


def test_the_line_of_an_issue_above_a_cutting_gives_its_paper_and_day() -> None:
    text = "ĐÀO KÊNH CỨU CÀ PHÊ Ở EA TAR\n\nDân đào kênh bảy ngày.\n\nNước về ruộng.\n\n✍️ Bài: Hoàng Bình"
    article = _parse(f"Báo Sài Gòn Giải Phóng, số 15.020, ngày 14-3-2019, trang 4\n\n{text}")
    assert (article.title, article.lead) == ("ĐÀO KÊNH CỨU CÀ PHÊ Ở EA TAR", "Dân đào kênh bảy ngày.")
    assert (article.source, article.published, article.authors) == ("Sài Gòn Giải Phóng", "2019-03-14", ("Hoàng Bình",))
    # A line of signs alone is none.
    assert _parse(f".\n\n{text}").lead == article.lead
