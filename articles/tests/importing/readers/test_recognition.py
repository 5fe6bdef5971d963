import codecs
import json

import pytest

from articles.importing.parsed_article import UnreadableDocument
from articles.importing.parsing import parse_document

PLAIN = "Chợ nổi vào mùa cá linh\n\nGiá cá đầu mùa cao.\n\nSáng 2/9, bà Sal chở 40 kg cá ra chợ.\n"
SEGMENTED = "Chợ nổi vào mùa cá_linh\n\nGiá cá đầu mùa cao .\n\nSáng 2/9 , bà Sal chở 40 kg cá ra chợ_nổi .\n"
HTML = "<h1>Chợ nổi vào mùa cá linh</h1><p>Giá cá đầu mùa cao.</p><p>Sáng 2/9, bà Sal chở 40 kg cá ra chợ.</p>"
RECORD = json.dumps({"title": "Chợ nổi vào mùa cá linh", "body": ["Giá cá đầu mùa cao.", "Bà Sal chở cá ra chợ."]})


@pytest.mark.parametrize(("text", "form"), [(PLAIN, "raw"), (SEGMENTED, "segmented"), (HTML, "html"), (RECORD, "json")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_form_is_told_by_content_in_every_encoding(text: str, form: str, encoding: str) -> None:
    article = parse_document(text.encode(encoding), name="tên-không-nói-gì.bin")
    assert (article.form, article.title) == (form, "Chợ nổi vào mùa cá linh")


def test_stray_tags_and_entities_make_no_html_of_plain_text() -> None:
    text = PLAIN.replace("\n\n", "\n\n<br />\n\n", 1).replace("à", "&agrave;")
    assert parse_document(text.encode()).form == "raw"


@pytest.mark.parametrize(
    ("data", "reason", "place"),
    [
        (b"", "the document is empty", ""),
        (codecs.BOM_UTF8 + b" \n", "the document is empty", ""),
        (b"PK\x03\x04\x00\x00", "the document is binary, not text", "byte 4"),
        (
            "Chợ nổi".encode() + b"\xff",
            "the document is not UTF-8 text, nor in an older encoding of Vietnamese",
            "byte 11",
        ),
        (b'{"title": "a"', "the JSON is broken: Expecting ',' delimiter", "line 1, column 14"),
        (b'{"title": }', "the JSON is broken: Expecting value", "line 1, column 11"),
        (b'{"gia": 1, "x": 2}', "the record has no field that names a title or a text", ""),
        (b"<html><body><script>1</script></body></html>", "the page holds no article text", ""),
        ("Một tựa đề đứng một mình".encode(), "the document holds no article: no text after a title", ""),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(data: bytes, reason: str, place: str) -> None:
    with pytest.raises(UnreadableDocument) as error:
        parse_document(data)
    assert (str(error.value), error.value.place) == (reason, place)


def test_a_path_s_date_is_a_hint() -> None:
    article = parse_document(PLAIN.encode(), name="2023/09/02/cho-noi.txt")
    assert article.inferred is not None
    assert (article.inferred.date, article.inferred.basis) == ("2023-09-02", "path: 2023/09/02")
