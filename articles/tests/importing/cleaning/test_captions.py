import pytest

from articles.importing.cleaning.captions import cut_captions, merge_captions, split_credit
from articles.importing.parsed_article import Caption


@pytest.mark.parametrize(
    ("line", "text", "credit"),
    [
        ("Ông Hòa phát biểu. Ảnh: BNG", "Ông Hòa phát biểu.", "BNG"),
        ("Ông Hòa phát biểu - Ảnh: NGỌC HIỂN", "Ông Hòa phát biểu", "NGỌC HIỂN"),
        ("Ruộng khảo nghiệm. (Ảnh: Lê Diệu Anh/TTXVN)", "Ruộng khảo nghiệm.", "Lê Diệu Anh/TTXVN"),
        ("Cá chờ cân (Ảnh: CTV).", "Cá chờ cân", "CTV"),
        ("Nhà vườn (Nguồn: AFP)", "Nhà vườn", "AFP"),
        ("Bão số 4. Ảnh: Ban chỉ huy phòng chống lụt bão tỉnh", "Bão số 4.", "Ban chỉ huy phòng chống lụt bão tỉnh"),
        ("Ảnh: Ban chỉ huy họp bàn chống bão lụt trong đêm", "Ảnh: Ban chỉ huy họp bàn chống bão lụt trong đêm", ""),
        ("Công an khám nghiệm. (Ảnh H.T)", "Công an khám nghiệm.", "H.T"),
        ("Chân dung (ảnh minh họa)", "Chân dung (ảnh minh họa)", ""),
        ("Vốn của dự án. Nguồn: ngân sách tỉnh.", "Vốn của dự án. Nguồn: ngân sách tỉnh.", ""),
    ],
)
def test_a_credit_goes_apart_with_its_own_punctuation(line: str, text: str, credit: str) -> None:
    assert split_credit(line) == Caption(text, credit)


def test_the_name_before_the_credit_of_all_pictures_signs_the_text() -> None:
    assert cut_captions("Tập hai phát lúc 21 giờ. Phan Phan. Ảnh: NVCC") == ["Tập hai phát lúc 21 giờ. Phan Phan"]


def test_copies_of_a_caption_give_its_fullest_text_with_its_first_credit() -> None:
    copies = [Caption("CHỢ ĐÊM"), Caption("Chợ đêm."), Caption("Chợ  đêm", "BNG"), Caption("Chợ đêm", "CACC")]
    assert merge_captions(copies) == (Caption("Chợ đêm.", "BNG"),)


@pytest.mark.parametrize(
    ("text", "caption", "after"),
    [
        (
            "Bến xe. Ảnh: Công an cung cấp Phòng Cảnh sát nói.",
            Caption("Bến xe.", "Công an cung cấp"),
            "Phòng Cảnh sát nói.",
        ),
        ("Bến xe. Ảnh: AFP Trong khi đó.", Caption("Bến xe.", "AFP"), "Trong khi đó."),
        ("Bến xe. Ảnh: Nguyễn Văn Lực Bước đầu.", Caption("Bến xe.", "Nguyễn Văn Lực"), "Bước đầu."),
        ("Bến xe. Ảnh: Tiến_Dũng Trong khi đó.", Caption("Bến xe.", "Tiến_Dũng"), "Trong khi đó."),
        ("Bến xe. Ảnh: Vĩnh Nhân. Chủ tịch nói.", Caption("Bến xe.", "Vĩnh Nhân"), "Chủ tịch nói."),
        ("Bến xe. Ảnh: Lê Sơn – TTXVN Để chăm sóc.", Caption("Bến xe.", "Lê Sơn – TTXVN"), "Để chăm sóc."),
        ("Bến xe. Ảnh: Hải An. Chủ tịch nói.", Caption("Bến xe.", "Hải An"), "Chủ tịch nói."),
        ("Bến xe. Ảnh: Thu HàÔng Tám nói.", Caption("Bến xe.", "Thu Hà"), "Ông Tám nói."),
        ("Bến xe. (Ảnh: Jeff Mitchell/Getty) Sau đó.", Caption("Bến xe.", "Jeff Mitchell/Getty"), "Sau đó."),
    ],
)
def test_a_caption_that_runs_on_is_cut_out(text: str, caption: Caption, after: str) -> None:
    assert cut_captions(f"Xe đến. {text}") == ["Xe đến.", caption, after]
