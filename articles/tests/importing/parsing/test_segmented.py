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
