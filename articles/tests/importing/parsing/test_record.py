import json
from typing import Any

import pytest

from articles.importing.parsed_article import Caption, ParsedArticle, UnreadableDocument
from articles.importing.parsing import parse_document


def _parse(record: Any) -> ParsedArticle:
    return parse_document(json.dumps(record).encode())


def test_vietnamese_field_names_and_caption_objects() -> None:
    article = _parse(
        {
            "mã bài": 88123,
            "tieu_de": "Huế mở tuyến xe đạp",
            "tomTat": "Tuyến mới dài 6 km.",
            "noi_dung": ["Có 120 xe.", "Giá 10.000 đồng."],
            "chú thích": [{"noi_dung": "Trạm xe.", "tac_gia": "Phúc Đạt"}, "Quét mã. Ảnh: P.Đ"],
            "tac_gia": ["Phúc Đạt", {"ten": "Ngọc Minh"}],
            "nguon": "Báo Huế",
            "chuyen_muc": {"ten": "Giao thông"},
            "ngay_dang": "28/06/2023 07:45",
        }
    )
    assert (article.title, article.lead) == ("Huế mở tuyến xe đạp", "Tuyến mới dài 6 km.")
    assert article.body == ("Có 120 xe.", "Giá 10.000 đồng.")
    assert article.captions == (Caption("Trạm xe.", "Phúc Đạt"), Caption("Quét mã.", "P.Đ"))
    assert (article.authors, article.source, article.section) == (("Phúc Đạt", "Ngọc Minh"), "Báo Huế", "Giao thông")
    assert (article.published, article.key) == ("2023-06-28T07:45:00+07:00", "88123")


def test_the_head_of_the_page_and_the_line_of_the_issue_give_the_source_of_a_record() -> None:
    head = {"og_site_name": "Báo Huế", "title": "Huế mở tuyến xe đạp công cộng - Báo Huế", "author": "admin"}
    record = {"title": "Huế mở tuyến xe đạp công cộng", "content": "Có 120 xe. Giá 10.000 đồng."}
    article = _parse(record | {"yoast_head_json": head})
    assert (article.title, article.source, article.authors) == (record["title"], "Báo Huế", ())
    printed = _parse(record | {"nguon": "Báo Lao Động, số 254, ngày 9-10-2001, tr. 3"})
    assert (printed.source, printed.published) == ("Lao Động", "2001-10-09")


def test_an_html_body_with_the_lead_again_and_the_author_signed_below() -> None:
    article = _parse(
        {
            "author": None,
            "publish": 1655170500,
            "title": " Giữ nhà mái dừa\n",
            "sapo": "(QNO) - Nhà được dời đi.",
            "body": "<div><p>(QNO) - Nhà được dời đi.</p><p>Mái bền 12 năm &amp; chịu gió.</p>"
            '<p class="caption">Nhà mái dừa. Ảnh: H.S</p><p>&nbsp;</p><p>HOÀI SA</p></div>',
        }
    )
    assert (article.title, article.lead) == ("Giữ nhà mái dừa", "Nhà được dời đi.")
    assert article.body == ("Mái bền 12 năm & chịu gió.",)
    assert (article.authors, article.source) == (("HOÀI SA",), "QNO")
    assert article.published == "2022-06-14T08:35:00+07:00"


def test_an_envelope_and_typed_blocks_are_opened() -> None:
    article = _parse(
        {
            "data": {
                "article": {
                    "headline": "Giữ nghề dệt",
                    "content": [
                        {"type": "paragraph", "text": "Lớp mở tối thứ bảy."},
                        {"type": "image", "url": "a.jpg", "caption": "Bên khung cửi", "credit": "Ảnh: Dương Phong"},
                        {"type": "paragraph", "text": "Nay bà đã 70."},
                    ],
                }
            }
        }
    )
    assert (article.lead, article.body) == ("Lớp mở tối thứ bảy.", ("Nay bà đã 70.",))
    assert article.captions == (Caption("Bên khung cửi", "Dương Phong"),)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            {
                "ops": [
                    {"insert": "Lớp mở tối thứ bảy.\nBà Y B", "attributes": {"bold": True}},
                    {"insert": "lum dạy "},
                    {"insert": "12 em", "attributes": {"italic": True}},
                    {"insert": {"image": "a.jpg"}},
                    {"insert": "Nay bà đã 70.\n"},
                ]
            },
            id="Quill",
        ),
        pytest.param(
            {
                "type": "doc",
                "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "Lớp mở tối thứ bảy."}]},
                    {
                        "type": "paragraph",
                        "content": [
                            {"type": "text", "marks": [{"type": "bold"}], "text": "Bà Y B"},
                            {"type": "text", "text": "lum dạy 12 em"},
                        ],
                    },
                    {"type": "paragraph", "content": [{"type": "text", "text": "Nay bà đã 70."}]},
                ],
            },
            id="ProseMirror",
        ),
        pytest.param(
            [
                {"_type": "block", "children": [{"_type": "span", "text": "Lớp mở tối thứ bảy."}]},
                {
                    "_type": "block",
                    "children": [{"_type": "span", "text": "Bà Y B"}, {"_type": "span", "text": "lum dạy 12 em"}],
                },
                {
                    "type": "paragraph",
                    "children": [{"text": "Nay bà "}, {"type": "link", "children": [{"text": "đã 70."}]}],
                },
            ],
            id="Portable Text and Slate",
        ),
    ],
)
def test_the_runs_of_a_paragraph_in_an_editor_are_joined(content: Any) -> None:
    article = _parse({"title": "Giữ nghề dệt", "content": content})
    assert (article.lead, article.body) == ("Lớp mở tối thứ bảy.", ("Bà Y Blum dạy 12 em", "Nay bà đã 70."))


def test_blocks_whose_data_stands_beside_their_type_keep_quotations_and_captions() -> None:
    blocks = [
        {"type": "paragraph", "data": {"text": "Lớp mở tối thứ bảy."}},
        {"type": "quote", "data": {"text": "Tôi dạy để nghề còn mãi.", "caption": "Bà Y Blum"}},
        {"type": "image", "data": {"caption": "Bên khung cửi. Ảnh: Dương Phong", "file": {"url": "a.jpg"}}},
        {"type": "paragraph", "data": {"text": "Nay bà đã 70."}},
    ]
    article = _parse({"title": "Giữ nghề dệt", "content": {"time": 1552526100000, "blocks": blocks}})
    assert article.body == ("Tôi dạy để nghề còn mãi.", "Bà Y Blum", "Nay bà đã 70.")
    assert article.captions == (Caption("Bên khung cửi.", "Dương Phong"),)


@pytest.mark.parametrize("record", [[{"title": "a"}, {"title": "b"}], [{"a": 1}, 2]])
def test_a_list_is_not_one_record(record: Any) -> None:
    with pytest.raises(Exception, match="not one record"):
        _parse(record)


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 4301])
def test_a_number_of_too_many_digits_is_refused_with_its_reason(number: str) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be read"):
        parse_document(f'{{"title": "Tin", "body": "Bài.", "views": {number}}}'.encode())


def test_what_a_record_states_outranks_the_sign_off_and_the_stamp_in_its_text() -> None:
    record = {
        "title": "Giữ nhà mái dừa",
        "body": "14/06/2022, 08:35\n(QNO) - Nhà được dời đi.\nMái bền 12 năm.\nTheo Hoài Sa (TTXVN)",
        "source": "Báo Quảng Nam",
        "author": "Lê Trung",
        "date": "15/06/2022 07:00",
    }
    article = _parse(record)
    assert (article.source, article.authors) == ("Báo Quảng Nam", ("Lê Trung",))
    assert article.published == "2022-06-15T07:00:00+07:00"
    assert article.body == ("Mái bền 12 năm.",)
    unstated = _parse({name: record[name] for name in ("title", "body")})
    assert (unstated.source, unstated.authors) == ("TTXVN", ("Hoài Sa",))


def test_the_site_of_a_web_page_stays_outranked_by_the_agency_in_its_text() -> None:
    page = (
        '<html><head><meta property="og:site_name" content="Báo Quảng Nam"></head><body><h1>Giữ nhà mái dừa</h1>'
        '<div class="article-body"><p>Nhà được dời đi.</p><p>Mái bền 12 năm.</p><p>Theo TTXVN</p></div></body></html>'
    )
    assert parse_document(page.encode()).source == "TTXVN"
    assert parse_document(page.replace("<p>Theo TTXVN</p>", "").encode()).source == "Báo Quảng Nam"


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"body": "Nhà được dời đi."}, "the record has a text but no title: name the field of its title"),
        ({"title": "Giữ nhà mái dừa", "body": ""}, "the record has a title but no text: name the field of its text"),
    ],
)
def test_a_record_that_lacks_something_says_what_and_what_to_do(record: dict[str, str], reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"^{reason} in the options of the import$"):
        _parse(record)


@pytest.mark.parametrize("form", ["table", "xml"])
def test_a_row_and_an_element_that_lack_a_text_say_so_as_records_do(form: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"^the record has a title but no text: name the field of its text"):
        parse_document(json.dumps({"title": "Giữ nhà mái dừa", "body": ""}).encode(), form=form)


@pytest.mark.parametrize("missing", ["NaN", "null", '""'])
def test_a_title_that_is_not_a_number_is_missing(missing: str) -> None:
    with pytest.raises(UnreadableDocument, match="has a text but no title"):
        parse_document(f'{{"title": {missing}, "body": "Nhà được dời đi. Cả xóm ra xem."}}'.encode())
