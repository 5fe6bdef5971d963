"""Records of libraries, of databases and of those who keep cuttings: labels around a text say where it is from."""

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

TITLE = "Vỡ bờ bao, ba trăm héc-ta lúa ngập trắng"
LEAD = "Rạng sáng 12-9, bờ bao ở xã Vĩnh Lộc bị nước cuốn trôi, nhấn chìm 320 héc-ta lúa hè thu sắp gặt."
FIRST = "Ông Trần Văn Bảy, trưởng ấp, cho biết cả xóm thức trắng đêm đóng cừ tràm nhưng không giữ được."
LAST = "Đến trưa, huyện điều bốn máy bơm công suất lớn xuống cứu."
TEXT = f"{LEAD}\n\n{FIRST}\n\n{LAST}"
LIBRARY = (
    "THƯ VIỆN TỈNH - CSDL BÀI TRÍCH\nSố biểu ghi: 0012\nNhan đề: {title}\nTác giả: Lê An\n"
    "Nguồn trích: Báo Đồng Tháp. - 2000. - Số 1254 (13/9/2000). - Tr. 3\nTừ khóa: lũ\nToàn văn:\n{text}\n"
)
DATABASE = (
    "Document 1 of 1\n\n{title}\n\nAuthor: Lê An\n\n"
    "Publication info: Báo Đồng Tháp; Cao Lãnh [Cao Lãnh] 13 Sep 2000: 3.\n\nAbstract: None available.\n\n"
    "Full text: {text}\n\nSubject: Floods\n\nDatabase: Newspapers\n"
)
FORM = (
    "PHÒNG TƯ LIỆU\nPHIẾU CẮT BÁO số 3/96\nTên báo: Đồng Tháp     Số: 1254     Ngày: 13-9-2000\nĐề mục: Lũ\n"
    "Người cắt: T.\n\n{title}\n\n{text}\n\nLê An\n"
)
SERVICE = (
    "{title}\nBáo Đồng Tháp | 13/9/2000 | Trang 5\nTác giả: Lê An\nSố từ: 231\nMã tài liệu: DT-7\n\n{text}\n\n"
    "© 2000 Báo Đồng Tháp. Bản quyền đã được bảo hộ.\n"
)
FACTIVA = (
    "HD  {title}\nBY  Lê An\nWC  212 words\nPD  13 September 2000\nSN  Báo Đồng Tháp\nLP\n{text}\nTD\n\n"
    "NS  c24 : Floods\nAN  Document DT0001\n\nSearch Summary\nText  lũ\n"
)
MARC = (
    "LDR  00921nab a2200253 a 4500\n100  1_ $a Lê An\n245  10 $a {title} / $c Lê An\n"
    "773  0_ $t Báo Đồng Tháp $g Số 1254 (2000-09-13), tr. 3\n\nToàn văn:\n\n{text}\n"
)


def read(text: str) -> ParsedArticle:
    """Return the article that is read from a text."""
    return parse_document(text.encode())


@pytest.mark.parametrize("record", [LIBRARY, DATABASE, FORM, SERVICE, FACTIVA, MARC])
def test_labels_above_and_below_a_text_are_no_part_of_it(record: str) -> None:
    article = read(record.format(title=TITLE, text=TEXT))
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, (FIRST, LAST))
    assert article.source.removeprefix("Báo ") == "Đồng Tháp"
    assert (article.authors, article.published) == (("Lê An",), "2000-09-13")


def test_sentences_that_look_like_labels_stay() -> None:
    said = ("Giá vé: 20.000 đồng một người.", "Ông Nam: “Tôi mừng lắm.”", "Thời gian: từ 3 giờ sáng đến 9 giờ tối.")
    article = read("\n\n".join([TITLE, LEAD, FIRST, *said, LAST]))
    assert article.body == (FIRST, *said, LAST)


def test_a_text_goes_on_below_the_marks_of_a_page_and_gives_its_bracketed_captions() -> None:
    half, rest = LAST.split(", huyện ")
    picture = "[Ảnh: Nông dân chở lúa chạy lũ trên kênh – Ảnh Lê Nam]"
    marks = "(Xem tiếp trang 8)\n\n(Tiếp theo trang 1)"
    article = read(
        f"Chuyên mục: Xã hội\n{TITLE}\n\n{LEAD}\n\n{picture}\n\n{FIRST}\n\n{half}, huyện\n\n{marks}\n\n{rest}\n"
    )
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, (FIRST, LAST))
    assert [(one.text, one.credit) for one in article.captions] == [("Nông dân chở lúa chạy lũ trên kênh.", "Lê Nam")]
