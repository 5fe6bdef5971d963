"""Cuttings of print newspapers, typed into text files, with the line that names their issue."""

import pytest

from articles.importing.parsing import parse_document

TITLE = "Lớp học đêm ở xóm vạn đò"
LEAD = "Mười hai đứa trẻ theo cha mẹ đi lưới ban ngày, tối đến lại tụ về căn nhà sàn học chữ."
BODY = (
    "Thầy giáo là anh Võ Đình Khôi, thợ máy tàu đã nghỉ việc. Bảng đen làm từ tấm ván cũ của chiếc đò vỡ năm ngoái.",
    "Theo báo Tiền Phong, số 88, ra ngày 2-11-2001, cả xóm có 40 em chưa từng đến trường.",
    "Phường Vĩ Dạ hứa cấp sách vở trước ngày khai giảng, còn dầu đèn thì bà con góp mỗi nhà nửa lít.",
)
AUTHOR = "Hồ Diễm My"
ISSUE = "Báo Lao Động, số 254 (6.120), thứ Ba 9.10.2001, trang 3"


@pytest.mark.parametrize(
    "lines",
    [
        (ISSUE, TITLE, LEAD, *BODY, AUTHOR),
        (TITLE, ISSUE, LEAD, *BODY, AUTHOR),
        (TITLE, LEAD, *BODY, ISSUE, AUTHOR),
        (TITLE, LEAD, *BODY, AUTHOR, f"({ISSUE})"),
        (TITLE, LEAD, *BODY, f"{AUTHOR} (Trích {ISSUE})"),
        (TITLE, LEAD, *BODY[:2], f"{BODY[2]} [{ISSUE}]", AUTHOR),
        (f"{TITLE} ({ISSUE})", LEAD, *BODY, AUTHOR),
        ("BÁO LAO ĐỘNG", "Số 254 (6.120)", "Thứ Ba, 9.10.2001", "Trang 3", TITLE, LEAD, *BODY, AUTHOR),
    ],
)
def test_the_line_of_the_issue_may_stand_anywhere_around_the_text(lines: tuple[str, ...]) -> None:
    article = parse_document("\n\n".join(lines).encode())
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, BODY)
    assert (article.authors, article.source, article.published) == ((AUTHOR,), "Lao Động", "2001-10-09")
    assert (article.section, article.captions, article.warnings) == ("", (), ())


def test_the_lines_of_several_papers_below_a_text_are_references_and_stay() -> None:
    references = ("Báo Nhân Dân, số 16.842, ngày 9-10-2001", "Báo Tiền Phong, số 71, ngày 12-3-2004")
    article = parse_document("\n\n".join([TITLE, LEAD, *BODY, "Tài liệu tham khảo", *references]).encode())
    assert article.source == ""
    assert set(references) <= {*article.body, *article.left_out}


def test_a_paper_that_no_list_has_is_warned_of() -> None:
    article = parse_document("\n\n".join(["Tiếng Dân, số 412, 21-9-1931", TITLE, LEAD, *BODY]).encode())
    assert (article.source, article.published) == ("Tiếng Dân", "1931-09-21")
    assert article.warnings == ("the paper of the printed issue is in no list: “Tiếng Dân”",)


@pytest.mark.parametrize(
    ("below", "authors", "day"),
    [
        (("HỒ DIỄM MY", "LÊ THỊ THU"), ("HỒ DIỄM MY", "LÊ THỊ THU"), ""),
        ((AUTHOR, "hodiemmy@baohue.vn", "ĐT: 0905 123 456"), (AUTHOR,), ""),
        (("Huế, ngày 9-10-2001", AUTHOR, "(Còn nữa)"), (AUTHOR,), "2001-10-09"),
        (("DIỄM MY - LÊ THU", "• Xóm vạn đò đã lên bờ", "• Huế sắp xóa nhà chồ"), ("DIỄM MY", "LÊ THU"), ""),
    ],
)
def test_what_stands_around_the_names_below_a_text_is_no_text(
    below: tuple[str, ...], authors: tuple[str, ...], day: str
) -> None:
    article = parse_document("\n\n".join([TITLE, LEAD, *BODY, *below]).encode())
    assert (article.body, article.authors, article.published) == (BODY, authors, day)


def test_a_line_that_goes_on_below_a_shortened_word_is_no_name() -> None:
    article = parse_document("\n\n".join([TITLE, LEAD, *BODY, "Các em mơ được vào TP.", "Hồ Chí Minh."]).encode())
    assert (article.body[-1], article.authors) == ("Hồ Chí Minh.", ())


CONTACTS = ("ĐT: 0905 117 264 – Email: diemmy@example.vn", "STK: 4300205112233 – Agribank Huế", "(MST: 8012345678)")


@pytest.mark.parametrize("asks", [False, True])
def test_how_to_pay_an_author_named_above_is_left_out_and_whom_to_help_stays(asks: bool) -> None:
    last = ("Mọi sự giúp đỡ xin gửi về gia đình em Lụa ở xóm vạn đò.",) if asks else ()
    article = parse_document("\n\n".join((TITLE, AUTHOR, LEAD, *BODY, *last, *CONTACTS)).encode())
    assert article.authors == (AUTHOR,)
    assert article.body == (*BODY, *last, *(CONTACTS if asks else ()))
