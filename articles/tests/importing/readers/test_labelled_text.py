from pathlib import Path

import pytest

from articles.importing.annotating.preparation import completed_article
from articles.importing.document import Document
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions
from articles.importing.parsing import parse_document

TITLE = "Bến đò Cồn Én có cầu mới"
FIRST = "Sáng 3/5, Ủy ban nhân dân xã Cồn Én họp bàn kế hoạch xây cầu thay bến đò."
LAST = "Bà Lê Thị Sáu, chủ bến đò, nói bà mừng khi có cầu | và đường mới."


def test_labels_with_bars_between_them_stand_on_one_line() -> None:
    text = f"Tiêu đề: {TITLE} | Sapo: Cầu sắp có. | Tác giả: Lê An | Ngày: 04/05/2026 | Nội dung: {FIRST} {LAST}"
    article = parse_document(text.encode())
    assert (article.form, article.title, article.lead) == ("labels", TITLE, "Cầu sắp có.")
    assert (article.body, article.authors, article.published) == ((f"{FIRST} {LAST}",), ("Lê An",), "2026-05-04")


def test_a_callout_below_labels_is_of_the_text() -> None:
    text = f"# {TITLE}\n\nTác giả: Lê An\nURL: https://x.vn/a\n\n<aside>\n💡 {FIRST}\n\n</aside>\n\n{LAST}\n\n{FIRST}"
    article = parse_document(text.encode())
    assert (article.url, article.lead, article.body) == ("https://x.vn/a", FIRST, (LAST, FIRST))


def test_a_labelled_caption_amid_the_text_stands_for_its_line_alone() -> None:
    text = f"Tiêu đề: {TITLE}\nTác giả: Lê An\nNội dung:\n{FIRST}\nCHÚ THÍCH ẢNH: Cầu mới. Ảnh: Lê An\n{LAST}"
    article = parse_document(text.encode())
    assert article.body[-1] == LAST
    assert [(caption.text, caption.credit) for caption in article.captions] == [("Cầu mới.", "Lê An")]


def test_front_matter_of_markdown_gives_the_metadata_and_its_pictures_their_captions() -> None:
    front = f'title: "{TITLE}"\ndate: 2026-05-04\nauthor: Lê An\ncategory: Giao thông\nsource: Báo Đất Mũi\ntags: [cầu]'
    text = f"---\n{front}\n---\n\n**Cầu sắp có.**\n\n{FIRST}\n\n![](img/cau.jpg)\n*Cầu mới. Ảnh: Lê An*\n\n{LAST}\n"
    article = parse_document(text.encode())
    assert (article.title, article.lead, article.body) == (TITLE, "Cầu sắp có.", (FIRST, LAST))
    assert (article.published, article.authors) == ("2026-05-04", ("Lê An",))
    assert (article.section, article.source) == ("Giao thông", "Báo Đất Mũi")
    assert [(caption.text, caption.credit) for caption in article.captions] == [("Cầu mới.", "Lê An")]


def test_quotations_tables_and_footnotes_of_markdown_lose_their_marks() -> None:
    marked = (
        "> “Nước là máu”, già làng nói.\n\n| Buôn | ha |\n|---|---|\n| Drai Sí | **140** |\n\n[^1]: Theo sổ của xã."
    )
    article = parse_document(f"---\ntitle: {TITLE}\n---\n{FIRST}\n\n{LAST}[^1]\n\n{marked}\n".encode())
    assert article.body == (LAST, "“Nước là máu”, già làng nói.", "Buôn | ha\nDrai Sí | 140", "Theo sổ của xã.")


def test_lists_and_folded_lines_of_front_matter_are_read() -> None:
    front = "title: >\n  Bến đò Cồn Én\n  có cầu mới\nauthors:\n  - Lê An\n  - Trần Bình"
    article = parse_document(f"---\n{front}\n---\n{FIRST}\n\n{LAST}\n".encode())
    assert (article.title, article.authors) == (TITLE, ("Lê An", "Trần Bình"))


def test_the_labels_of_a_newsroom_and_the_date_of_the_issue_are_read() -> None:
    head = "Số: 27 - 04/05/2026\nTrang: 3\n\n"
    labels = f"Tít phụ: Dân góp tiền\nTít chính: {TITLE}\nSapô: Cầu sắp có.\nNgười viết: Lê An\nMục: Giao thông\n"
    article = parse_document(f"{head}{labels}Nguồn: Báo Đất Mũi\n\nBài:\n{FIRST}\n\n{LAST}\n".encode())
    assert (article.title, article.lead, article.body) == (TITLE, "Cầu sắp có.", (FIRST, LAST))
    assert (article.authors, article.section) == (("Lê An",), "Giao thông")
    assert (article.source, article.published) == ("Báo Đất Mũi", "2026-05-04")
    assert article.warnings == ("the field “Tít phụ” is not used",)


@pytest.mark.parametrize("label", ["CHÚ THÍCH ẢNH {}:", "Ghi chú hình {}:", "Ảnh {}:", "Chú thích ảnh {}:\n"])
def test_numbered_captions_below_the_text_are_no_paragraphs(label: str) -> None:
    captions = (f"{label.format(1)} Bến đò sáng nay", f"{label.format(2)} Cầu mới. Ảnh: Lê An")
    text = "\n".join((f"Tiêu đề: {TITLE}", "Tác giả: Lê An", "Nội dung:", FIRST, LAST, *captions))
    article = parse_document(text.encode())
    assert (article.lead, article.body) == (FIRST, (LAST,))
    assert [caption.text for caption in article.captions] == ["Bến đò sáng nay", "Cầu mới."]


def test_a_credit_below_the_text_is_no_caption() -> None:
    text = f"Tiêu đề: {TITLE}\nBáo: Đất Mũi\nNội dung:\n{FIRST}\n{LAST}\nẢnh: Công an tỉnh Cà Mau cung cấp\n"
    assert parse_document(text.encode()).captions == ()


NOTATIONS = (
    "[{}] {}",
    "【{}】{}",
    "<{}> {}",
    "{}\t{}",
    "| {} | {} |",
    "{} => {}",
    "@{}: {}",
    "1. {}: {}",
    "**{}:** {}",
    "{}:{}",
)


@pytest.mark.parametrize("notation", [*NOTATIONS, "\n## {}\n{}", "\n{}\n----\n{}"])
def test_labels_are_read_in_any_notation(notation: str) -> None:
    fields = {
        "Tựa": TITLE,
        "Dẫn": "Cầu sắp có.",
        "PV": "Lê An",
        "Ban": "Giao thông",
        "Ngày": "4/5/2026",
        "Bài viết": FIRST,
    }
    labelled = "\n".join(notation.format(label, value) for label, value in fields.items())
    caption = notation.format("Chú thích ảnh 1", "Cầu mới. Ảnh: Lê An")
    article = parse_document(f"{labelled}\n\n{LAST}\n\n{caption}\n".encode())
    assert (article.form, article.title, article.lead, article.body) == ("labels", TITLE, "Cầu sắp có.", (FIRST, LAST))
    assert (article.authors, article.section, article.published) == (("Lê An",), "Giao thông", "2026-05-04")
    assert [caption.text for caption in article.captions] == ["Cầu mới."]


def test_a_part_may_have_a_mark_at_its_end_and_labels_of_any_name_below_it() -> None:
    above = f"[TỰA] {TITLE}\n[DẪN] Cầu sắp có.\n[NỘI DUNG]\n{FIRST}\n[Trích] {LAST}\n[/NỘI DUNG]\n"
    article = parse_document(f"{above}[KÝ TÊN] Lê An\n[TRANG] 3\n[RA NGÀY] 4/5/2026\n".encode())
    assert (article.lead, article.body) == ("Cầu sắp có.", (FIRST, f"[Trích] {LAST}"))
    assert (article.authors, article.published) == (("Lê An",), "2026-05-04")


def test_a_label_that_no_list_has_is_understood_by_its_value_or_named() -> None:
    labels = f"Tiêu đề: {TITLE}\nKhung: Giao thông\nKẻ bút: Lê Văn An\nLên khuôn: 4/5/2026\nHậu kỳ: Cần ảnh lớn"
    text = f"{labels}\nIn ở: Thanh Niên\nSapo: Cầu sắp có.\nNội dung:\n{FIRST}\n{LAST}\n"
    article = parse_document(text.encode())
    assert (article.section, article.authors, article.source) == ("Giao thông", ("Lê Văn An",), "Thanh Niên")
    assert article.published == "2026-05-04"
    assert "the field “Hậu kỳ” is not used" in article.warnings
    assert "the field “Khung” is taken for the section, by what it holds" in article.warnings


def test_a_heading_above_the_labels_is_left_out_and_a_text_needs_no_label() -> None:
    text = f"PHIẾU GỬI BÀI\n\nTiêu đề: {TITLE}\nTác giả: Lê An\nSapo: Cầu sắp có.\n\n{FIRST}\n\n{LAST}\n\n{FIRST}"
    article = parse_document(text.encode())
    assert (article.form, article.title, article.body) == ("labels", TITLE, (FIRST, LAST, FIRST))
    assert article.left_out == ("PHIẾU GỬI BÀI",)


def test_labels_in_a_table_and_in_headings_of_markdown_are_read() -> None:
    table = "| Mục | Giao thông |\n|---|---|\n| **Tác giả** | Lê An |\n| **Ngày đăng** | 4/5/2026 |\n"
    article = parse_document(
        f"# {TITLE}\n\n{table}\n## Tóm tắt\n\nCầu sắp có.\n\n## Toàn văn\n\n{FIRST}\n\n{LAST}\n".encode()
    )
    assert (article.form, article.title, article.lead, article.body) == ("labels", TITLE, "Cầu sắp có.", (FIRST, LAST))
    assert (article.authors, article.section, article.published) == (("Lê An",), "Giao thông", "2026-05-04")


def test_labels_in_brackets_may_stand_on_one_line_with_marks_that_close_them() -> None:
    head = f"[TÍT] {TITLE} [/TÍT] [DẪN] Cầu sắp có. [/DẪN]"
    article = parse_document(f"{head}\n[TEXT]\n{FIRST}\n{LAST}\n[/TEXT] [KÝ TÊN] Lê An [RA NGÀY] 04-05-2026\n".encode())
    assert (article.title, article.lead, article.body) == (TITLE, "Cầu sắp có.", (FIRST, LAST))
    assert (article.authors, article.published) == (("Lê An",), "2026-05-04")


ENTRIES = tuple(
    f"Đầu đề: {TITLE} số {n}\nLời dẫn: Cầu sắp có.\nBút danh: Lê An\nNội dung bài:\n{FIRST}\n----\n\n{LAST}\n"
    for n in (1, 2, 3)
)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ENTRIES),
        "=====\n".join(ENTRIES),
        "".join(f"Bài số {n}\n{entry}" for n, entry in enumerate(ENTRIES, start=1)),
        "DANH SÁCH BÀI TUẦN 18\n\n" + "\n".join(ENTRIES),
        "DANH SÁCH BÀI TUẦN 18\n=====\n" + "=====\n".join(ENTRIES) + "=====\nHết\n",
    ],
    ids=["first label", "rules", "numbers", "heading", "heading and rules"],
)
def test_each_of_several_labelled_articles_in_one_text_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "tuan.txt").write_text(text, "utf-8")
    found = list(find_documents([tmp_path / "tuan.txt"]))
    articles = [completed_article(one, ImportOptions()) for one in found if isinstance(one, Document)]
    assert [one.title for one in articles] == [f"{TITLE} số {n}" for n in (1, 2, 3)]
    assert {(one.form, one.lead, one.body, one.authors) for one in articles} == {
        ("labels", "Cầu sắp có.", (FIRST, LAST), ("Lê An",))
    }
    assert [one.place for one in found] == ["record 1", "record 2", "record 3"]


CODES = {
    "Factiva": "HD   {title}\nBY   Lê An\nWC   51\nPD   4 May 2026\nSN   Báo Đất Mũi\nLP\nCầu sắp có.\nTD\n{text}",
    "RIS": "TI  - {title}\nAU  - Lê An\nDA  - 2026/5/4\nJO  - Báo Đất Mũi\nAB  - Cầu sắp có.\nN2  - {text}\nER  - ",
    "a wire": "SLUG: CAU-1\nHEADLINE: {title}\nBYLINE: Lê An\nDATE: May 4, 2026\nPAPER: Báo Đất Mũi\n"
    "LEDE: Cầu sắp có.\nBODY:\n{text}\n-30-",
    "two languages": "Tiêu đề / Title: {title}\nTác giả / Author: Lê An\nCơ quan báo chí / Media: Báo Đất Mũi\n"
    "Ngày (Date): 4/5/2026\nTóm tắt / Abstract: Cầu sắp có.\nNội dung / Content:\n{text}",
    "spaces": "TIEU DE      {title}\nTAC GIA      Lê An\nNGUON TIN    Báo Đất Mũi\nNGAY DANG    04-05-2026\n"
    "TOM TAT      Cầu sắp có.\nNOI DUNG     {text}",
    "a newsroom": "1) Tít: {title}\nTóm: Cầu sắp có.\nThân:\n{text}\nNgười thực hiện: Lê An\nBáo: Báo Đất Mũi\n"
    "Lên trang: 4/5/2026",
    "notes below": "TD: {title}\nTG: Lê An\nBáo: Báo Đất Mũi\nNgày: 4/5/2026\nSapo: Cầu sắp có.\nND:\n{text}\n\n"
    "Người duyệt: Lê Bình\nNhuận bút: 450.000đ\n(HẾT)",
}


@pytest.mark.parametrize("system", CODES)
def test_labels_of_other_systems_are_read(system: str) -> None:
    article = parse_document(CODES[system].format(title=TITLE, text=f"{FIRST}\n\n{LAST}").encode())
    assert (article.form, article.title, article.lead, article.body) == ("labels", TITLE, "Cầu sắp có.", (FIRST, LAST))
    assert (article.authors, article.source, article.published) == (("Lê An",), "Báo Đất Mũi", "2026-05-04")


LABELS = "Nguồn: Báo Đất Mũi\nNgày đăng: 4/5/2026\nTác giả: Lê An\nChuyên mục: Giao thông\nMã bài: 27\n"


@pytest.mark.parametrize("page", ["{labels}\n{text}", "{text}\n-----\n{labels}"])
def test_labels_around_an_article_say_where_it_is_from(page: str) -> None:
    text = f"{TITLE}\n\nCầu sắp có, bà con mừng.\n\n{FIRST}\n\n{LAST}\n"
    article = parse_document(page.format(labels=LABELS, text=text).encode())
    assert (article.title, article.body) == (TITLE, (FIRST, LAST))
    assert (article.source, article.published) == ("Báo Đất Mũi", "2026-05-04")
    assert (article.authors, article.section) == (("Lê An",), "Giao thông")


def test_one_label_below_an_article_is_its_byline() -> None:
    text = f"{TITLE}\n\nCầu sắp có, bà con mừng.\n\n{FIRST}\n\n{LAST}\n\nTác giả: Lê An\n"
    article = parse_document(text.encode())
    assert (article.form, article.body, article.authors) == ("raw", (FIRST, LAST), ("Lê An",))


def test_labels_may_stand_below_the_title_of_markdown() -> None:
    labels = "**Tác giả:** Lê An\n**Ngày đăng:** 4/5/2026\n**Nguồn:** Báo Đất Mũi"
    article = parse_document(
        f"# {TITLE}\n\n{labels}\n\n> Cầu sắp có, bà con mừng.\n\n{FIRST}\n\n{LAST}\n\n{FIRST}".encode()
    )
    assert (article.title, article.lead) == (TITLE, "Cầu sắp có, bà con mừng.")
    assert (article.authors, article.source, article.published) == (("Lê An",), "Báo Đất Mũi", "2026-05-04")


def test_values_may_be_quoted_and_a_paper_stand_beside_its_day() -> None:
    quoted = f'- tieu_de: "{TITLE}"\n  tom_tat: "Cầu \\"sắp\\" có."\n  bao: Thanh Niên, ngày 4-5-2026'
    article = parse_document(f"{quoted}\n  noi_dung: |\n    {FIRST}\n".encode())
    assert (article.title, article.lead) == (TITLE, 'Cầu "sắp" có.')
    assert (article.source, article.published) == ("Thanh Niên", "2026-05-04")
    one = parse_document(f'Tiêu đề: "Tôi mừng khi có cầu"\nTác giả: Lê An\nNội dung: {FIRST}'.encode())
    assert one.title == '"Tôi mừng khi có cầu"'


SECOND = "Cầu dài 120 mét, rộng 4 mét, dự kiến khởi công vào tháng 9 và thông xe trước Tết Nguyên đán năm sau."
SAID = f"Ông nói: {LAST}"
CAPTION = "Bến đò sáng nay. Ảnh: Tư Râu"
HEADS = {
    "credit beside the caption": f"Title: {TITLE}\nBy: Lê An\nDate: 4/5/2026\nStandfirst: Cầu sắp có.\n"
    f"Caption: Bến đò sáng nay\nPhoto credit: Tư Râu\n\n{SECOND}\n\n{SAID}\n\nHet\n",
    "numbers": f"PHIẾU SỐ 5\n1. Đầu đề: {TITLE}\n2. Người viết: Lê An\n3. Ngày ra: 4/5/2026\n4. Lời dẫn: Cầu sắp có.\n"
    f"5. Chú thích ảnh: {CAPTION}\n6. Toàn văn bài báo:\n{SECOND}\n{SAID}\n7. Ảnh kèm: có\n8. Người lưu: Hoa\n",
    "notes": f"Đầu đề: {TITLE}\nTác giả: Lê An\nNgày: 4/5/2026\nSapo: Cầu sắp có.\nChú thích ảnh: {CAPTION}\n"
    f"Nội dung:\n{SECOND}\n{SAID}\n\nKệ: 12\nNgười chép lại: Hoa\n",
    "Markdown": f"# {TITLE}\n\n- **Tác giả:** *Lê An*\n- **Ngày:** 4/5/2026\n- **Mục:** Đời sống\n\n> Cầu sắp có.\n\n"
    f"![{CAPTION}](a.jpg)\n\n{SECOND}\n\n{SAID}\n\n---\n*Lưu ở kho, mã 17*\n",
    "headings": f"# Tiêu đề\n{TITLE}\n# Tác giả\nLê An\n# Ngày\n4/5/2026\n# Sapo\nCầu sắp có.\n# Chú thích ảnh\n"
    f"{CAPTION}\n# Nội dung\n{SECOND}\n\n{SAID}\n# Ghi chú\nĐã kiểm tra\n",
}


@pytest.mark.parametrize("form", HEADS)
def test_what_stands_around_the_text_of_a_form_is_no_paragraph(form: str) -> None:
    article = parse_document(HEADS[form].encode())
    assert (article.title, article.lead, article.authors) == (TITLE, "Cầu sắp có.", ("Lê An",))
    assert article.body == (SECOND, SAID)
    assert [(caption.text.rstrip("."), caption.credit) for caption in article.captions] == [
        ("Bến đò sáng nay", "Tư Râu")
    ]


def test_a_label_may_say_that_there_is_nothing_and_the_kind_is_no_section() -> None:
    labels = (
        f"Tiêu đề: {TITLE}\nTác giả: (không ghi)\nThể loại: Phóng sự\nChuyên mục: Kinh tế\nNgười lưu: Hoàng Thị Yến"
    )
    article = parse_document(f"{labels}\nNội dung: {FIRST} {LAST}".encode())
    assert (article.authors, article.section) == ((), "Kinh tế")


def test_a_caption_and_its_credit_may_stand_among_the_labels_below_an_article() -> None:
    labels = "Bút danh: Lê An\nẢnh: Tư Râu\nChú thích ảnh: Bến đò sáng nay\nNơi đăng: Báo Đất Mũi\nNgày: 4/5/2026"
    article = parse_document(f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{LAST}\n\n----\n{labels}\n".encode())
    assert (article.authors, article.source, article.body[-1]) == (("Lê An",), "Báo Đất Mũi", LAST)
    assert [(one.text.rstrip("."), one.credit) for one in article.captions] == [("Bến đò sáng nay", "Tư Râu")]


def test_each_heading_of_markdown_may_begin_a_labelled_article(tmp_path: Path) -> None:
    parts = (f"## {TITLE} số {n}\n\nTác giả: Lê An | Báo: Đất Mũi | Ngày: {n}/5/2026\n\n{SECOND}\n" for n in (1, 2))
    (tmp_path / "tuan.md").write_text("\n".join(parts), "utf-8")
    found = [one for one in find_documents([tmp_path / "tuan.md"]) if isinstance(one, Document)]
    articles = [completed_article(one, ImportOptions()) for one in found]
    assert [(one.title, one.published) for one in articles] == [
        (f"{TITLE} số 1", "2026-05-01"),
        (f"{TITLE} số 2", "2026-05-02"),
    ]
