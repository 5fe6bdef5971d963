import pytest

from articles.importing.cleaning.stamps import Stamped, take_stamp


@pytest.mark.parametrize(
    ("lead", "source"),
    [
        ("(GLO)- Sáng 2/3, tỉnh họp.", "GLO"),
        ("(Dân trí) - Sáng 2/3, tỉnh họp.", "Dân trí"),
        ("TTO - Sáng 2/3, tỉnh họp.", "TTO"),
        ("NĐT - Sáng 2/3, tỉnh họp.", "NĐT"),
        ("TT - Sáng 2/3, tỉnh họp.", "TT"),
        ("VTV.vn - Sáng 2/3, tỉnh họp.", "VTV.vn"),
        ("Tiền Phong - Sáng 2/3, tỉnh họp.", "Tiền Phong"),
        ("Hà Nội (TTXVN) - Sáng 2/3, tỉnh họp.", "TTXVN"),
        ("Nhật BảnSáng 2/3, tỉnh họp.", ""),
        ("TP HCMSáng 2/3, tỉnh họp.", ""),
        ("TP HCM – Sáng 2/3, tỉnh họp.", ""),
        ("MỹSáng 2/3, tỉnh họp.", ""),
        ("Bình ThuậnSáng 2/3, tỉnh họp.", ""),
        ("CẦN THƠ Sáng 2/3, tỉnh họp.", ""),
        ("Dân trí Sáng 2/3, tỉnh họp.", "Dân trí"),
        ("(Dân Việt) Sáng 2/3, tỉnh họp.", "Dân Việt"),
        ("(CMO) Sáng 2/3, tỉnh họp.", "CMO"),
    ],
)
def test_a_stamp_is_taken_off_and_its_paper_named(lead: str, source: str) -> None:
    assert take_stamp(lead) == Stamped("Sáng 2/3, tỉnh họp.", source)


@pytest.mark.parametrize(
    "lead",
    [
        "EU - Mỹ đạt thỏa thuận.",
        "Tiền phong - tinh thần của tuổi trẻ.",
        "Facebook - mạng xã hội lớn nhất - bị phạt.",
        "NATO - Nga nối lại đối thoại.",
        "Hãng OpenAI ra mắt mô hình.",
        "Ông VinFast không phải là người.",
        "TikTok Việt Nam họp báo.",
        "Liên minh châu Âu (EU) họp.",
        "TPHCM - Nhiều bến xe vắng khách.",
        "(Ảnh minh họa) là thứ ông ghét.",
        "Dân trí Việt Nam được nâng cao.",
        "NATO Nga họp.",
        "Hà Nội – Hải Phòng thông xe.",
        "Hà Nội – Thủ đô của cả nước.",
    ],
)
def test_names_that_look_like_stamps_stay(lead: str) -> None:
    assert take_stamp(lead) == Stamped(lead)
