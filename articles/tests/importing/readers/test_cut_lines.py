from itertools import zip_longest
from textwrap import fill

import pytest

from articles.importing.parsing import parse_document
from articles.importing.readers.lines.cut_lines import whole_lines
from articles.importing.readers.lines.text_damage import mended

TITLE = "Chợ nổi Phong Điền vắng dần tiếng máy ghe"
FIRST = (
    "Trời chưa tỏ mặt người, bà Nguyễn Thị Sáu đã chống ghe ra giữa dòng. Bốn mươi năm trước, mẹ bà cũng bán bún riêu "
    "ở đúng khúc sông này, khi ghe thuyền đậu san sát từ vàm đến tận chân cầu Tây Đô."
)
SECOND = (
    "Theo Phòng Văn hóa và Thông tin huyện Phong Điền, năm 2010 chợ có khoảng 320 ghe, đến cuối năm ngoái chỉ còn 24. "
    "Hàng hóa từ vườn đi thẳng lên xe tải nên thương lái không còn cần đến bến nước."
)
VERSE = "Sông dài chảy lững lờ\nGhe ai gác mái đợi chờ nước lên\nChợ xưa còn một cái tên\nNgười đi nhớ bến chưa quên"


def _paragraphs(text: str) -> list[str]:
    return [line for line in whole_lines(text).split("\n") if line]


@pytest.mark.parametrize(("first", "others", "between"), [("    ", "", "\n"), ("", "   ", "\n"), ("", "", "\n\n\n")])
def test_paragraphs_are_whole_with_any_indents_and_gaps(first: str, others: str, between: str) -> None:
    cut = [fill(text, 56, initial_indent=first, subsequent_indent=others) for text in (FIRST, SECOND)]
    assert _paragraphs(f"{TITLE}\n\n{between.join(cut)}\n\nVũ Hoài An") == [TITLE, FIRST, SECOND, "Vũ Hoài An"]


def test_lines_with_a_blank_one_below_each_and_lines_of_so_many_bytes_are_whole_again() -> None:
    doubled = "\n\n".join(fill(text, 60).replace("\n", "\n\n") for text in (TITLE, FIRST, SECOND))
    assert _paragraphs(doubled) == [TITLE, FIRST, SECOND]
    lines: list[str] = []
    line = ""
    for word in f"{FIRST} {SECOND}".split():
        if len(f"{line} {word}".encode()) > 80:
            lines, line = [*lines, line], ""
        line = f"{line} {word}".strip()
    assert _paragraphs("\n".join([*lines, line])) == [f"{FIRST} {SECOND}"]


def test_lines_cut_amid_words_are_whole_again() -> None:
    text = f"{FIRST} {SECOND} {FIRST}"
    assert _paragraphs("\n".join(text[start : start + 60] for start in range(0, len(text), 60))) == [text]


def test_few_lines_cut_amid_words_are_whole_again() -> None:
    texts = [FIRST, SECOND]
    cut = ["\n".join(text[at : at + 72] for at in range(0, len(text), 72)) for text in texts]
    assert _paragraphs("\n\n".join([TITLE, *cut])) == [TITLE, *texts]


def test_few_lines_of_one_width_and_lines_in_capitals_are_whole_again() -> None:
    few = [text.split(". ")[0] + "." for text in (FIRST, SECOND, FIRST, SECOND)]
    assert _paragraphs("\n\n".join([TITLE, *(fill(text, 62) for text in few)])) == [TITLE, *few]
    heads = ["CHỢ NỔI PHONG ĐIỀN", "VẮNG DẦN TIẾNG MÁY"]
    capitals = [FIRST.upper(), SECOND.upper()]
    assert _paragraphs("\n\n".join(fill(text, 60) for text in (TITLE.upper(), *capitals))) == [TITLE.upper(), *capitals]
    cut = "\n\n".join(["\n".join(heads), fill(FIRST, 52), fill(SECOND, 52)])
    assert _paragraphs(cut) == [" ".join(heads), FIRST, SECOND]


def test_damage_of_every_line_is_mended() -> None:
    lines = "\n\n".join([TITLE, fill(FIRST, 60), fill(SECOND, 60)]).split("\n")
    left, right = fill(FIRST, 40).split("\n"), ["", *fill(SECOND, 40).split("\n")]
    columns = [f"{one:<46}{two}" for one, two in zip_longest(left, right, fillvalue="")]
    for damaged in (
        "\n".join(f"{number:6d}\t{line}" for number, line in enumerate(lines, 1)),
        "\n".join([TITLE, "", *columns]),
        "\n".join(f"{number:03d}: {line}" for number, line in enumerate(lines, 1)),
        "\n".join(["ZCZC VNA0123", *lines, "NNNN"]).replace(". ", ".\u00c2\u00a0"),
    ):
        assert _paragraphs(mended(damaged)) == [TITLE, FIRST, SECOND]
    outline = f"- {TITLE}\n  - {FIRST}\n  - {SECOND}\n  - {FIRST}"
    assert _paragraphs(mended(outline)) == [TITLE, FIRST, SECOND, FIRST]
    table = [f"Năm {year}            {year - 1980} ghe" for year in range(2000, 2010)]
    assert mended("\n".join([f"\uf0b7 {TITLE}", *table])) == "\n".join([TITLE, *table])


def test_items_with_hanging_indents_are_whole_beside_paragraphs_without_any() -> None:
    items = [f"1. {FIRST}", f"2. {SECOND}", f"3. {FIRST}"]
    cut = "\n".join(fill(item, 58, subsequent_indent="   ") for item in items)
    assert _paragraphs(f"{fill(SECOND, 58)}\n\n{cut}\n\n{fill(FIRST, 58)}") == [SECOND, *items, FIRST]


def test_verse_items_rows_labels_and_headings_keep_their_lines() -> None:
    own = [*VERSE.split("\n"), "- Chợ còn đông không?", "- Còn hai chục ghe.", "Năm     Số ghe", "2010    320"]
    text = "\n".join([fill(FIRST, 42), *own, "Bến vắng", fill(SECOND, 42), "Tác giả: Vũ Hoài An"])
    assert _paragraphs(text) == [FIRST, *own, "Bến vắng", SECOND, "Tác giả: Vũ Hoài An"]


def test_words_divided_at_the_end_of_a_line_are_whole_again() -> None:
    text = (
        "Thời trẻ ông theo tàu đi khắp nước Anh, tới Man-\nchester rồi về quê bán trái cây ở khúc sông thu-\n"
        "ộc xã Nhơn Ái, nơi bà con ngày nào cũng pha xi-\nrô cho khách uống. Tuyến xe khách Ninh Thuận-\n"
        "Bình Thuận chạy ngang đây từ những năm đầu mở\ncửa, ngày ngày chở trái cây từ các vườn ven sông\n"
        "ra chợ đầu mối, nên ghe thuyền ở bến cứ thưa\ndần đi rồi vắng hẳn."
    )
    whole = whole_lines(text)
    assert "Manchester rồi" in whole
    assert "sông thuộc xã" in whole
    assert "pha xi-rô cho" in whole
    assert "Ninh Thuận-Bình Thuận chạy" in whole


def test_a_cut_article_is_no_list_of_headlines_and_a_text_that_was_not_cut_stays_as_it_is() -> None:
    cut = "\n\n".join(fill(text, 52) for text in (TITLE, FIRST, SECOND, FIRST.replace("Sáu", "Bảy")))
    article = parse_document(cut.encode())
    assert (article.title, article.lead, article.body[0]) == (TITLE, FIRST, SECOND)
    for text in (f"{TITLE}\n\n{FIRST}\n\n{SECOND}", VERSE, "sân golf\nmở rộng\nsân bay\nga mới"):
        assert whole_lines(text) == text


def test_heads_of_pages_go_and_tell_the_paper_and_the_day() -> None:
    head = "Thứ Năm, 12-1-2023            Báo Ấp Bắc            Trang 1"
    other = "Trang 2            Báo Ấp Bắc            Thứ Năm, 12-1-2023"
    first, rest = fill(FIRST, 60).split("\n", 1)
    pages = f"{head}\n\n{TITLE}\n\n{fill(SECOND, 60)}\n\n{first}\n\n1\n\f{other}\n\n{rest}\n\nVũ Hoài An\n\n2\n\f"
    article = parse_document(pages.encode())
    assert (article.title, article.lead, article.body) == (TITLE, SECOND, (FIRST,))
    assert (article.source, article.published) == ("Báo Ấp Bắc", "2023-01-12")


def test_tabs_between_the_words_of_sentences_make_no_table() -> None:
    tabbed = "\r".join(text.replace(" ở", "\tở").replace(" còn", "\tcòn") for text in (SECOND, FIRST, SECOND))
    article = parse_document(f"{TITLE}\r\r{tabbed}\r\rVũ Hoài An".encode())
    assert (article.lead, article.body) == (SECOND, (FIRST, SECOND))


@pytest.mark.parametrize("title", ["Chợ nổi vắng\ndần tiếng\nmáy ghe", "CHỢ NỔI VẮNG\nDẦN TIẾNG MÁY GHE"])
def test_titles_on_several_lines_and_heads_of_pages_do_not_part_the_text(title: str) -> None:
    body = fill(f"{FIRST} {SECOND}", 36).split("\n")
    head = "BÁO CẦN THƠ      Thứ Sáu, 8-11-2024      {}"
    pages = (head.format(4), title, "\n".join(body[:5]), "4", head.format(5), "\n".join(body[5:]))
    read = parse_document("\n\n".join(pages).encode())
    assert (read.title, *read.body) == (title.replace("\n", " "), f"{FIRST} {SECOND}")
    assert (read.source, read.published[:10]) == ("Báo Cần Thơ", "2024-11-08")
    alone = parse_document("\n\n".join((title, pages[2], "Báo Cần Thơ, 8-11-2024 / Tr. 4", pages[5])).encode())
    assert (alone.body, alone.published[:10]) == (read.body, read.published[:10])
