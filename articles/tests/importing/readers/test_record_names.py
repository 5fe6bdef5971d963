import json
from typing import Any

import pytest

from articles.importing.parsed_article import ParsedArticle
from articles.importing.parsing import parse_document
from articles.importing.readers.records.record_names import compact, listed_names

TITLE = "Bến đò Cồn Én có cầu mới"
TEXT = (
    "Sáng 3/5, Ủy ban nhân dân xã Cồn Én họp bàn kế hoạch xây cầu thay bến đò, người dân góp một phần tiền. "
    "Bà Lê Thị Sáu, chủ bến đò, nói bà đã đưa khách qua sông suốt ba mươi năm và mừng khi có cầu mới."
)

LEAD = "Người dân xã Cồn Én sắp hết cảnh chờ đò."


def read(record: dict[str, Any]) -> ParsedArticle:
    return parse_document(json.dumps(record).encode())


@pytest.mark.parametrize(
    "record",
    [
        {"art_title": TITLE, "art_paragraphs": f"['{TEXT}']", "art_author": "Lê An", "art_pub_date": "2026-05-04"},
        {"title": TITLE, "news_content": TEXT, "news_author": "Lê An", "news_time": "2026-05-04 07:15:00"},
        {"ArticleTitle": TITLE, "bodyText": TEXT, "AuthorName": "x", "byline": "Lê An", "timeCreatePost": "2026/05/04"},
        {"Tiêu đề": TITLE, "NỘI DUNG": TEXT, "Tác giả": "Lê An", "Ngày đăng": "04/05/2026"},
        {"title": TITLE, "cot_7": TEXT, "author": "Lê An", "publication": 1777853700, "crawled_at": 1790000000},
        {"title": f"['{TITLE}']", "body": f"['{TEXT}']", "author": "['Lê An']", "date": "['4/5/2026']"},
    ],
)
def test_a_field_is_understood_by_its_name_or_by_what_it_holds(record: dict[str, Any]) -> None:
    article = read(record)
    assert (article.title, article.body, article.authors) == (TITLE, (TEXT,), ("Lê An",))
    assert article.published[:10] == "2026-05-04"


def test_a_number_is_no_author_and_an_address_of_a_section_gives_its_name() -> None:
    article = read(
        {"title": TITLE, "body": TEXT, "author": 1278077694, "category": "https://b.example/xa-hoi/giao-thong-p2"}
    )
    assert (article.authors, article.section) == ((), "Giao thông")


def test_each_long_text_that_is_not_used_is_named() -> None:
    warnings = read({"title": TITLE, "body": TEXT, "phan_hoi": TEXT, "views": 3}).warnings
    assert warnings == ("the field “phan_hoi” holds a long text and is not used",)


def test_a_part_of_an_article_is_taken_with_a_warning() -> None:
    article = read({"title": TITLE, "preview": TEXT})
    assert (article.body, article.warnings) == (
        (TEXT,),
        ("the text is the field “preview”, which may be a part of the article",),
    )


def test_a_text_without_a_title_is_taken_with_its_first_sentence_as_title() -> None:
    first = TEXT.split(". ")[0]
    for article in (read({"document": TEXT, "summary": "Cầu mới sắp có."}), parse_document(TEXT.encode())):
        assert (article.title, article.body) == (first, (TEXT,))
        assert article.warnings == ("the text has no title: its first sentence stands in for it",)


def test_the_address_names_the_paper() -> None:
    record = {"title": TITLE, "body": TEXT, "url": "https://tuoitre.vn/ben-do-con-en-20260504.htm"}
    assert read(record).source == "Tuổi Trẻ"
    assert read(record | {"source": "Báo Đất Mũi"}).source == "Báo Đất Mũi"


def test_theo_before_the_stated_author_names_no_source() -> None:
    article = read({"title": TITLE, "body": f"{TEXT} Theo Lê An", "author": "Lê An"})
    assert (article.authors, article.source, article.body) == (("Lê An",), "", (TEXT,))


def test_labelled_text_is_a_record() -> None:
    text = (
        f"Title: {TITLE} - Báo Đất Mũi\nNguồn: Báo Đất Mũi\nLink: https://datmui.example/a.html\nNgày đăng: 4/5/2026\n"
        f"Tác giả: Lê An\nTags: cầu, đò\nContent: {TEXT}\nXã nói: sẽ làm nhanh.\n"
    )
    article = parse_document(text.encode())
    assert (article.title, article.body[-1], article.authors) == (TITLE, "Xã nói: sẽ làm nhanh.", ("Lê An",))
    assert (article.source, article.url, article.published) == (
        *("Báo Đất Mũi", "https://datmui.example/a.html"),
        "2026-05-04",
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Tên bài viết", "Mở đầu", "Toàn văn", "Ghi chú hình", "Phóng viên", "Đơn vị", "Chuyên trang"),
        ("tua_de", "loi_dan", "noi_dung_bai", "chu_thich_hinh", "nguoi_viet", "co_quan", "danh_muc"),
        ("headline", "standfirst", "fullText", "photoCaptions", "reporter", "outlet", "rubric"),
        ("Bài", "Sapô", "Bài viết", "Ảnh 1", "Người thực hiện", "Tòa soạn", "Mục"),
        ("Nhan đề", "Lời dẫn", "Toàn văn", "news_img_note", "Ký tên", "Xuất xứ", "cat_title"),
    ],
)
def test_the_names_of_newsrooms_are_understood(names: tuple[str, ...]) -> None:
    values = (TITLE, "Cầu mới sắp có.", TEXT, "Bến đò sáng nay.", "Lê An", "Báo Đất Mũi", "Giao thông")
    article = read(dict(zip(names, values, strict=True)))
    assert (article.title, article.lead, article.body) == (TITLE, "Cầu mới sắp có.", (TEXT,))
    assert [caption.text for caption in article.captions] == ["Bến đò sáng nay."]
    assert (article.authors, article.source, article.section) == (("Lê An",), "Báo Đất Mũi", "Giao thông")
    assert article.warnings == ()


@pytest.mark.parametrize(
    "pictures",
    [
        {"photos": [{"url": "a.jpg", "alt_text": "Bến đò."}, {"url": "b.jpg", "chuThichAnh": "Cầu mới."}]},
        {"Ghi chú hình": "Bến đò.\nCầu mới."},
        {"news_img_note": "Bến đò.\nCầu mới."},
        {"moTaAnh": "Bến đò.", "article_photo_description": "Cầu mới."},
        {"caption_1": "Bến đò.", "caption_2": "Cầu mới.", "images": ["a.jpg", "b.jpg"]},
    ],
)
def test_each_caption_of_a_record_is_read(pictures: dict[str, Any]) -> None:
    article = read({"title": TITLE, "body": TEXT, **pictures})
    assert [caption.text for caption in article.captions] == ["Bến đò.", "Cầu mới."]
    assert article.warnings == ()


@pytest.mark.parametrize("name", ["cat_title", "newsCategoryTitle", "chuyen_muc_label"])
def test_a_name_of_two_parts_is_that_of_a_section(name: str) -> None:
    article = read({"title": TITLE, "body": TEXT, name: "Biên giới"})
    assert (article.title, article.section, article.warnings) == (TITLE, "Biên giới", ())


def test_pictures_whose_text_is_no_caption_are_named() -> None:
    article = read({"title": TITLE, "body": TEXT, "images": [{"src": "a.jpg", "thong_tin": "Bến đò sáng nay."}]})
    assert (article.captions, article.warnings) == ((), ("the field “images” is not used",))


def test_each_text_that_is_not_used_is_named_but_no_number_or_code() -> None:
    unused = {"toa_do": "Cồn Én, Cà Mau", "slug": "ben-do-con-en", "views": "1 203", "sapo": "Một.", "mota": "Hai chữ."}
    warnings = read({"title": TITLE, "body": TEXT, **unused}).warnings
    assert warnings == ("the field “toa_do” is not used", "the field “mota” is not used")


@pytest.mark.parametrize("name", ["mo_ta_ngan", "sapo_text", "leadText", "short-content", "Nội dung ngắn"])
def test_a_lead_is_known_with_words_around_its_name(name: str) -> None:
    article = read({"titleMain": TITLE, name: "Cầu mới sắp có.", "noi_dung_text": TEXT})
    assert (article.title, article.lead, article.body) == (TITLE, "Cầu mới sắp có.", (TEXT,))


def test_the_answer_of_a_server_gives_its_article_in_blocks() -> None:
    first, last = TEXT.split(". ")
    blocks = [
        {"type": "text", "value": f"{first}."},
        {"type": "image", "url": "https://b.example/a.jpg", "caption": "Bến đò Cồn Én.", "credit": "Lê An"},
        {"type": "text", "value": last},
    ]
    record = {
        "title": TITLE,
        "leadText": "Cầu mới sắp có.",
        "publishTime": 1777853700000,
        "category": {"id": 7, "name": "Giao thông"},
        "authors": [{"display_name": "Lê An"}, {"display_name": "Trần Bình"}],
        "blocks": blocks,
    }
    article = read({"code": 200, "data": {"article": record, "related": [{"title": "Chợ nổi", "leadText": "Ghe về."}]}})
    assert (article.title, article.body, article.section) == (TITLE, (f"{first}.", last), "Giao thông")
    assert (article.authors, article.published[:10]) == (("Lê An", "Trần Bình"), "2026-05-04")
    assert [(caption.text, caption.credit) for caption in article.captions] == [("Bến đò Cồn Én.", "Lê An")]


@pytest.mark.parametrize(
    "record",
    [
        {"headline": {"main": TITLE}, "content": {"standfirst": LEAD, "elements": [{"type": "p", "text": TEXT}]}},
        {"type": "node--article", "attributes": {"title": TITLE, "field_sapo": LEAD, "body": {"value": TEXT}}},
        {"title": {"rendered": TITLE}, "excerpt": {"rendered": LEAD}, "content": {"rendered": f"<p>{TEXT}</p>"}},
        {"thong_tin": [{"ten": "Tiêu đề", "gia_tri": TITLE}, {"ten": "Sapo", "gia_tri": LEAD}], "noi_dung": TEXT},
        {"headlines": {"basic": TITLE}, "description": {"basic": LEAD}, "body": [{"type": "text", "content": TEXT}]},
        {"hl": TITLE, "tom_luoc": LEAD, "copy": TEXT},
    ],
)
def test_fields_in_objects_and_lists_of_other_systems_are_read(record: dict[str, Any]) -> None:
    article = read(record)
    assert (article.title, article.lead, article.body) == (TITLE, LEAD, (TEXT,))


def test_an_article_that_a_record_links_to_gives_it_nothing() -> None:
    article = read(
        {"title": TITLE, "body": TEXT, "related": {"title": "Cầu khác", "author": "Trần Bình", "body": TEXT}}
    )
    assert (article.title, article.authors) == (TITLE, ())


def test_an_author_given_by_number_is_named_by_the_object_beside_it() -> None:
    article = read({"title": TITLE, "body": TEXT, "author": 3, "_embedded": {"author": [{"id": 3, "name": "Lê An"}]}})
    assert article.authors == ("Lê An",)


def test_line_breaks_that_a_program_wrote_as_letters_part_paragraphs() -> None:
    first, second = TEXT.split(". ", 1)
    article = read({"title": TITLE, "sapo": LEAD, "noi_dung": f"{first}.\\n{second}"})
    assert article.body == (f"{first}.", second)


def test_a_field_of_another_meaning_is_not_taken_by_its_value() -> None:
    article = read({"title": TITLE, "body": TEXT, "editor": "Lê Văn An", "city": "Hà Nội", "updated": "4/5/2026"})
    assert (article.authors, article.section, article.published) == ((), "", "")
    assert "the field “editor” is not used" in article.warnings


def test_of_a_path_of_sections_its_end_is_read_and_pictures_may_have_several_captions() -> None:
    article = read(
        {"h1": TITLE, "desc": LEAD, "paragraphs": [TEXT], "breadcrumbs": ["Trang chủ", "Thời sự", "Giao thông"]}
        | {"img_captions": ["Bà Sáu chèo chuyến đò cuối.", "Cầu mới. Ảnh: Lê An"]}
    )
    assert article.section == "Giao thông"
    assert [caption.text for caption in article.captions] == ["Bà Sáu chèo chuyến đò cuối.", "Cầu mới."]


def test_names_in_two_languages_are_read_by_either() -> None:
    article = read(
        {"Tiêu đề (Title)": TITLE, "Bút danh | Pen name": "Lê An", "Nội dung/Content": TEXT, "Mục": "Giao thông"}
    )
    assert (article.title, article.body, article.authors) == (TITLE, (TEXT,), ("Lê An",))


def test_a_section_of_two_names_is_told_by_its_value_also_when_segmented() -> None:
    assert read({"title": TITLE, "body": TEXT, "label": "Chính_trị Xã_hội"}).section == "Chính_trị Xã_hội"
    assert read({"title": TITLE, "body": TEXT, "label": "Kinh doanh - Pháp luật"}).section == "Kinh doanh - Pháp luật"
    assert read({"title": TITLE, "body": TEXT, "label": "positive"}).section == ""


def test_a_field_without_a_list_of_names_goes_by_its_own_however_it_is_written() -> None:
    assert {compact(name) for name in ("print_page", "printPage", "Print page")} == set(listed_names("print_page"))
