"""Documents of office programs and pages of several articles: each is read by itself; chapters are none."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.enum.text import WD_BREAK

from articles.importing.document import Document
from articles.importing.opening.files import open_file
from articles.importing.opening.unpack_limits import UnpackLimits
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document

_ARTICLES = (
    (
        "Chợ nổi Cái Răng còn 180 ghe, thành phố tính chuyện giữ lại",
        "Sau mười năm, số ghe ở chợ nổi Cái Răng giảm hai phần ba, khách đến xem nhiều hơn người đi bán.",
        "Thành phố dự tính hỗ trợ mỗi hộ thương hồ 5 triệu đồng một năm và nạo vét đoạn sông trước chợ.",
        "Mai Quốc Ấn",
    ),
    (
        "Lão nông Krông Pắc ghép sầu riêng lên gốc bản địa",
        "Vườn cây 40 năm tuổi của ông Ama H'Ring ở Đắk Lắk cho trái sớm hơn một tháng nhờ cách ghép riêng.",
        "Hội Nông dân huyện tổ chức cho 62 hộ tới học, mỗi người được tặng một bó mắt ghép mang về trồng.",
        "Trần Hoài Sơn",
    ),
)
_CHAPTERS = (
    (
        "Sống cùng sạt lở",
        "Cứ sau mỗi mùa nước, cù lao Long Khánh lại mất thêm một dãy vườn, 63 hộ phải dời.",
    ),
    ("Mất đất", "Ở cù lao Long Khánh, nhiều nhà dời tới lần thứ tư sau mỗi mùa nước, vườn cũ nay nằm giữa dòng."),
    ("Giữ đất", "Tỉnh làm kè đá dài 1,8 km cho cù lao Long Khánh, người dân trồng thêm bần phía ngoài chân kè."),
)


def _word(style: str | None = "Heading 1") -> bytes:
    word = docx.Document()
    for number, (title, *paragraphs) in enumerate(_ARTICLES):
        if number and style is None:
            word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        word.add_paragraph(title, style=style)
        for text in paragraphs:
            word.add_paragraph(text)
    word.save(stream := io.BytesIO())
    return stream.getvalue()


def _open_text() -> bytes:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    texts = "".join(
        f'<text:h text:outline-level="1">{title}</text:h>{"".join(f"<text:p>{text}</text:p>" for text in paragraphs)}'
        for title, *paragraphs in _ARTICLES
    )
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:text="{spaces}:text:1.0"><office:body>'
            f"<office:text>{texts}</office:text></office:body></office:document-content>",
        )
    return stream.getvalue()


def _rich_text() -> bytes:
    pages = ("\\par".join(f"\\pard {text}" for text in article) for article in _ARTICLES)
    text = "\\par\\page ".join(pages)
    coded = "".join(letter if letter.isascii() else f"\\u{ord(letter)} ?" for letter in text)
    return f"{{\\rtf1\\ansi\\uc1 {coded}\\par}}".encode()


def _page() -> bytes:
    articles = (
        f"<article><h2>{title}</h2>{''.join(f'<p>{text}</p>' for text in paragraphs)}</article>"
        for title, *paragraphs in _ARTICLES
    )
    return f"<html><title>Bài đã đăng</title><body><main>{''.join(articles)}</main></body></html>".encode()


def _read(data: bytes) -> list[ParsedArticle]:
    found = open_file(io.BytesIO(data), "tập", ImportOptions(), UnpackLimits.of_settings())
    return [parse_document(one.data) for one in found if isinstance(one, Document)]


@pytest.mark.parametrize(
    "make",
    [_word, lambda: _word(None), _open_text, _rich_text, _page],
    ids=["Word", "page breaks", "OpenDocument", "rich text", "page"],
)
def test_each_article_of_a_document_is_read_by_itself(make: Callable[[], bytes]) -> None:
    articles = _read(make())
    assert [(one.title, one.lead, *one.body, *one.authors) for one in articles] == list(_ARTICLES)


def test_the_chapters_of_an_article_are_one() -> None:
    word = docx.Document()
    for title, text in _CHAPTERS:
        word.add_paragraph(title, style="Heading 1")
        word.add_paragraph(text)
        word.add_paragraph(text.replace("Long Khánh", "Long Thuận"))
    word.save(stream := io.BytesIO())
    (article,) = _read(stream.getvalue())
    assert article.title == _CHAPTERS[0][0]
