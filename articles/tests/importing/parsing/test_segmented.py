import pytest

from articles.importing.parsed_article import Caption
from articles.importing.parsing import parse_document

ONE_LINE = (
    "Việt_Nam - Lào lập đường_dây nóng chống buôn_lậu gỗ Hai bên trực đường_dây 24 / 24 giờ tại sáu cặp cửa_khẩu . "
    "Thỏa_thuận được ký tại Vinh ( Nghệ_An ) chiều 13/7 . Cán_bộ kiểm_tra bãi gỗ sáng_12/7 . Ảnh : Tiến_Dũng Trong "
    'trao_đổi với báo_chí , ông Bounmy nói đó là " bước_tiến " . Hoài Bình'
)


def test_one_line_is_parted_into_title_lead_body_caption_and_author() -> None:
    article = parse_document(ONE_LINE.encode())
    assert article.title == "Việt Nam - Lào lập đường dây nóng chống buôn lậu gỗ"
    assert article.lead == "Hai bên trực đường dây 24/24 giờ tại sáu cặp cửa khẩu."
    assert article.body == (
        "Thỏa thuận được ký tại Vinh (Nghệ An) chiều 13/7.",
        'Trong trao đổi với báo chí, ông Bounmy nói đó là "bước tiến".',
    )
    assert article.captions == (Caption("Cán bộ kiểm tra bãi gỗ sáng 12/7.", "Tiến Dũng"),)
    assert (article.authors, article.form, article.inferred) == (("Hoài Bình",), "segmented", None)


def test_a_line_a_sentence_keeps_its_lines_and_joins_broken_ones() -> None:
    article = parse_document(
        (
            "Bắt nhóm trộm chó ở Hải_Dương\n\nNhóm này gây ra 40 vụ trộm .\n\n"
            "Tang_vật vụ án .\nCông_an đã bắt Nguyễn_Văn Tr .\n( 32 tuổi , trú TP .\nHải_Dương ) .\n"
            "Vụ_việc đang điều_tra .\n"
            "Vũ_Trọng_Khanh\n\nTang_vật vụ án ( Ảnh : CTV ) .\n"
            "Bấm vào hình để xem chi_tiết .\nHai đối_tượng .\n( Ảnh H.T )\n"
        ).encode()
    )
    assert article.body == ("Công an đã bắt Nguyễn Văn Tr. (32 tuổi, trú TP. Hải Dương).", "Vụ việc đang điều tra.")
    assert article.captions == (Caption("Tang vật vụ án", "CTV"), Caption("Hai đối tượng.", "H.T"))
    assert article.authors == ("Vũ Trọng Khanh",)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        (
            "Vì_sao cà_phê Việt_Nam được giá ? Nguồn cung thiếu_hụt khiến giá lên đỉnh ba mươi năm . Giá tăng .",
            "Vì sao cà phê Việt Nam được giá?",
        ),
        (
            "Tỉnh Cà_Mau cấm tàu_cá ra khơi từ 12h Tàu_cá phải neo_đậu trước 10h để tránh bão . Lệnh có hiệu_lực .",
            "Tỉnh Cà Mau cấm tàu cá ra khơi từ 12h",
        ),
        (
            'Sóc_Trăng thu 3 tỷ đồng nhờ bán " vàng rơm " Bà Thạch_Thị_Vươl gom rơm sau gặt để trồng nấm . Cuộn nặng .',
            'Sóc Trăng thu 3 tỷ đồng nhờ bán "vàng rơm"',
        ),
    ],
)
def test_the_title_ends_where_the_lead_s_sentence_begins(line: str, title: str) -> None:
    assert parse_document(line.encode()).title == title


SEGMENTED = (
    "Ngày 12/3 , tại Hà_Nội , Bộ_trưởng Bùi_Thanh_Sơn đã tiếp Đại_sứ Lào đến chào nhân_dịp nhận nhiệm_vụ mới .",
    "Tại buổi tiếp , Bộ_trưởng chúc_mừng Đại_sứ và khẳng_định Việt_Nam coi_trọng quan_hệ hữu_nghị với Lào .",
    "Đại_sứ cảm_ơn Bộ_trưởng đã dành thời_gian , bày_tỏ mong_muốn đóng_góp cho quan_hệ hai nước .",
)
PRINTED = (
    "Ngày 12/3, tại Hà Nội, Bộ trưởng Bùi Thanh Sơn đã tiếp Đại sứ Lào đến chào nhân dịp nhận nhiệm vụ mới.",
    "Tại buổi tiếp, Bộ trưởng chúc mừng Đại sứ và khẳng định Việt Nam coi trọng quan hệ hữu nghị với Lào.",
    "Đại sứ cảm ơn Bộ trưởng đã dành thời gian, bày tỏ mong muốn đóng góp cho quan hệ hai nước.",
)


def test_the_date_above_and_the_byline_below_paragraphs_are_no_title_and_no_caption() -> None:
    lines = ["Thứ_năm , 12/03/2020 , 17:25", "Bộ_trưởng tiếp Đại_sứ Lào", *SEGMENTED, "Hoàng_Minh", "Theo TTXVN"]
    article = parse_document("\n\n".join(lines).encode())
    assert (article.title, article.lead, *article.body) == ("Bộ trưởng tiếp Đại sứ Lào", *PRINTED)
    assert (article.authors, article.source, article.captions) == (("Hoàng Minh",), "TTXVN", ())
    assert article.published == "2020-03-12T17:25:00+07:00"


def test_the_last_of_many_paragraphs_is_no_caption() -> None:
    article = parse_document(
        "\n\n".join(["Bộ_trưởng tiếp Đại_sứ Lào", *SEGMENTED, SEGMENTED[1][:-2] + "anh_em ."]).encode()
    )
    assert article.captions == ()
    assert len(article.body) == 3


RECORD = {"title": "Bộ_trưởng tiếp Đại_sứ Lào", "author": "Hoàng_Minh , Lê_Thu_Hà", "section": "Thời_sự"}


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("labels", "Tiêu_đề : {title}\nTác_giả : {author}\nChuyên_mục : {section}\nNội_dung :\n{text}"),
        ("json", '{{"title": "{title}", "author": "{author}", "section": "{section}", "body": "{escaped}"}}'),
        ("html", "<html><body><h1>{title}</h1><p class=author>{author}</p><div>{elements}</div></body></html>"),
    ],
)
def test_segmented_text_in_other_forms_is_printed_too(form: str, text: str) -> None:
    elements = "".join(f"<p>{one}</p>" for one in SEGMENTED)
    document = text.format(**RECORD, text="\n".join(SEGMENTED), escaped="\\n".join(SEGMENTED), elements=elements)
    article = parse_document(document.encode())
    assert (article.form, article.title) == (form, "Bộ trưởng tiếp Đại sứ Lào")
    assert [one for one in (article.lead, *article.body) if one] == list(PRINTED)
    assert article.authors == ("Hoàng Minh", "Lê Thu Hà")
    assert article.section == ("" if form == "html" else "Thời sự")


def test_the_date_of_a_segmented_record_is_read() -> None:
    record = f'{{"title": "Tiếp Đại_sứ Lào", "date": "Thứ_năm , 12/03/2020 , 17:25", "body": "{" ".join(SEGMENTED)}"}}'
    assert parse_document(record.encode()).published == "2020-03-12T17:25:00+07:00"


TAGGED = (
    "Bến_đò/N Cồn_Én/Np sắp/R có/V cầu/N mới/A\n\nXã/N Cồn_Én/Np họp/V bàn/V xây/V cầu/N thay/V bến_đò/N ./CH\n\n"
    "Bà/N Lê_Thị_Sáu/Np ,/CH chủ/N bến_đò/N ,/CH nói/V khách/N vẫn/R đông/A ./CH\nCầu/N dài/A 180/M mét/N ./CH\n"
)


def test_a_tagged_article_is_read_without_its_tags() -> None:
    article = parse_document(TAGGED.encode())
    assert (article.form, article.title) == ("segmented", "Bến đò Cồn Én sắp có cầu mới")
    assert article.lead == "Xã Cồn Én họp bàn xây cầu thay bến đò."
    assert article.body == ("Bà Lê Thị Sáu, chủ bến đò, nói khách vẫn đông.", "Cầu dài 180 mét.")


def test_a_name_below_the_text_is_its_author_and_a_title_has_no_stop() -> None:
    text = "Bến_đò có cầu_mới .\n\nXã họp bàn .\n\nBà Sáu nói khách vẫn đông .\nCầu dài 180 mét .\n\nNguyễn_Văn Hải\n"
    article = parse_document(text.encode())
    assert (article.title, article.authors, article.captions) == ("Bến đò có cầu mới", ("Nguyễn Văn Hải",), ())


def test_text_with_loose_marks_alone_is_printed_as_papers_do() -> None:
    text = (
        "Bến đò có cầu mới\n\nXã họp , bà con mừng .\n\nBà Sáu ( 60 tuổi ) nói : khách vẫn đông .\n\nCầu dài 180 mét ."
    )
    article = parse_document(text.encode())
    assert (article.form, article.lead) == ("raw", "Xã họp, bà con mừng.")
    assert article.body == ("Bà Sáu (60 tuổi) nói: khách vẫn đông.", "Cầu dài 180 mét.")


def test_a_line_that_ends_in_a_short_form_may_end_its_sentence() -> None:
    text = "Bến_đò có cầu_mới\nXã họp bàn .\nBà Sáu nói cầu nối với TP .\nÔng Tư , ngụ TP .\nCần_Thơ , mừng .\n"
    article = parse_document(text.encode())
    assert article.body == ("Bà Sáu nói cầu nối với TP.", "Ông Tư, ngụ TP. Cần Thơ, mừng.")


FIRE = "Cháy nhà_máy bánh_kẹo ở Bỉm_Sơn"
FIRE_LINES = (
    "Sáng nay , lực_lượng chức_năng đã dập tắt đám cháy ở xưởng .",
    "Chủ xưởng cho_biết thiệt_hại khoảng hai tỉ đồng .",
    "Không có ai bị thương trong vụ cháy này .",
    "Công_an đang điều_tra nguyên_nhân .",
)
FIRE_PRINTED = (
    "Sáng nay, lực lượng chức năng đã dập tắt đám cháy ở xưởng.",
    "Chủ xưởng cho biết thiệt hại khoảng hai tỉ đồng.",
    "Không có ai bị thương trong vụ cháy này.",
    "Công an đang điều tra nguyên nhân.",
)


def in_columns(sentence: str) -> str:
    return "\n".join(f"{number}\t{word}\tN\tO" for number, word in enumerate(sentence.split(), start=1))


def in_xml(sentence: str) -> str:
    words = (word.replace("_", " ") for word in sentence.split())
    return "<p><s>" + "\n".join(f'<w pos="N">{word}</w>' for word in words) + "</s></p>"


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(map(in_columns, (FIRE, *FIRE_LINES))),
        f"<doc>{''.join(map(in_xml, (FIRE, *FIRE_LINES)))}</doc>",
        "\n\n".join(" ".join(f"{word}_N" for word in line.split()) for line in (FIRE, *FIRE_LINES)),
    ],
)
def test_words_in_columns_in_xml_and_with_tags_are_an_article(text: str) -> None:
    article = parse_document(text.encode(), form="segmented")
    assert (article.title, article.lead, article.body) == (
        "Cháy nhà máy bánh kẹo ở Bỉm Sơn",
        FIRE_PRINTED[0],
        FIRE_PRINTED[1:],
    )


def test_paragraphs_between_blank_lines_have_a_sentence_a_line() -> None:
    parts = (FIRE, FIRE_LINES[0], "\n".join(FIRE_LINES[:2]), "\n".join(FIRE_LINES[1:3]), "\n".join(FIRE_LINES[::2]))
    article = parse_document("\n\n".join(parts).encode())
    assert article.body == (" ".join(FIRE_PRINTED[:2]), " ".join(FIRE_PRINTED[1:3]), " ".join(FIRE_PRINTED[::2]))
    assert article.captions == ()


def test_the_paper_and_the_day_stand_above_the_title_or_in_the_stamp() -> None:
    above = parse_document("\n".join(["Báo Ninh_Thuận", "Thứ_Năm , 27/06/2019", FIRE, *FIRE_LINES]).encode())
    assert (above.source, above.published, above.lead) == ("Báo Ninh Thuận", "2019-06-27", FIRE_PRINTED[0])
    stamped = parse_document(
        "\n\n".join([FIRE, f"Hà_Nội ( TTXVN 1/2/2017 ) - {FIRE_LINES[0]}", *FIRE_LINES[1:]]).encode()
    )
    assert (stamped.source, stamped.published, stamped.lead) == ("TTXVN", "2017-02-01", FIRE_PRINTED[0])


def test_the_paper_and_the_day_may_stand_on_one_line_above_the_title() -> None:
    article = parse_document("\n\n".join(["Báo Ninh_Thuận , 27/06/2019", FIRE, *FIRE_LINES]).encode())
    assert (article.title, article.lead) == ("Cháy nhà máy bánh kẹo ở Bỉm Sơn", FIRE_PRINTED[0])
    assert (article.source, article.published) == ("Báo Ninh Thuận", "2019-06-27")
