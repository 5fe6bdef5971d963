"""Tables as people make them: blank rows above, columns of one meaning, a quotation mark left open."""

from pathlib import Path

import pytest

from articles.importing.annotating.preparation import ReadArticle, read_document
from articles.importing.document import RefusedDocument
from articles.importing.opening.delimited import table_in
from articles.importing.opening.files import find_documents
from articles.importing.options import ImportOptions

HEADER = "Tiêu đề,Nội dung,Tác giả\n"


def _read(folder: Path, text: str, options: ImportOptions | None = None) -> list[ReadArticle | RefusedDocument]:
    (folder / "bài.csv").write_text(text, "utf-8", newline="")
    chosen = options or ImportOptions()
    return [read_document(found, chosen) for found in find_documents([folder / "bài.csv"], chosen)]


def _articles(folder: Path, text: str) -> list[ReadArticle]:
    read = _read(folder, text)
    assert all(isinstance(one, ReadArticle) for one in read)
    return [one for one in read if isinstance(one, ReadArticle)]


@pytest.mark.parametrize("above", ["\n", "\r\n\r\n", ",,\n", ' ; ;\n"",""\n', "sep=,\n\n", "\ufeff\n,,,\n\t\n"])
def test_blank_rows_above_the_header_are_skipped(tmp_path: Path, above: str) -> None:
    [article] = _articles(tmp_path, f"{above}{HEADER}Chợ nổi họp sớm,Giá cá linh cao.,Bà Sal\n")
    assert (article.place, article.article.title) == ("row 1", "Chợ nổi họp sớm")


@pytest.mark.parametrize("text", ["\n\n", ",,\n,,\n"])
def test_a_table_without_any_row_says_that_it_is_empty(tmp_path: Path, text: str) -> None:
    [refused] = _read(tmp_path, text)
    assert isinstance(refused, RefusedDocument)
    assert refused.reason == "the table is empty"


def test_a_table_of_names_alone_says_so(tmp_path: Path) -> None:
    [refused] = _read(tmp_path, HEADER)
    assert isinstance(refused, RefusedDocument)
    assert refused.reason == "the table has no rows below the names of its columns"


def test_a_page_of_one_line_is_no_table() -> None:
    page = '<html><script>{"@id":"#bai","author":[{"name":"Sa"}],"buildId":"x"}</script></body></html>'
    assert table_in(page, "bài.html", ImportOptions()) is None


@pytest.mark.parametrize(
    ("second", "body", "named"),
    [
        ("Nội dung", "Giá cá cao.", "“Nội dung”, “Nội dung”"),
        ("noi_dung", "Giá cá cao.", "“Nội dung”, “noi_dung”"),
        ("content", "Bán ế.", "“content”, “Nội dung”"),
    ],
)
def test_of_columns_of_one_meaning_the_first_filled_is_read_and_it_is_said_once(
    tmp_path: Path, second: str, body: str, named: str
) -> None:
    rows = "Chợ nổi,Giá cá cao.,Bán ế.\nMùa lũ,,Nước về muộn.\n"
    first, other = _articles(tmp_path, f"Tiêu đề,Nội dung,{second}\n{rows}")
    assert first.article.body == (body,)
    assert other.article.body == ("Nước về muộn.",)
    [warning] = first.article.warnings
    assert named in warning
    assert other.article.warnings == ()


def test_a_column_that_was_chosen_is_not_warned_of(tmp_path: Path) -> None:
    options = ImportOptions(fields=(("body", "content"),))
    [article] = _read(tmp_path, "Tiêu đề,Nội dung,content\nChợ nổi,Giá cá cao.,Bán ế.\n", options)
    assert isinstance(article, ReadArticle)
    assert (article.article.body, article.article.warnings) == (("Bán ế.",), ())


OPENED = [
    '"Chợ nổi họp sớm,Giá cá cao.,Bà Sal\n',
    'Chợ nổi họp sớm,"Giá cá cao.,Bà Sal\n',
    'Chợ nổi họp sớm,Giá cá cao.,"Bà Sal\n',
]
REST = 'Mùa lũ về muộn,Nước thấp.,Lê An\n"Cầu mới, đường mới","Xe ""tải"" qua.\nĐường rộng.",Vũ Bình\n'


@pytest.mark.parametrize("opened", OPENED)
@pytest.mark.parametrize("rest", [REST, REST + REST.replace("M", "N").replace("C", "X"), REST.splitlines()[0] + "\n"])
def test_a_quotation_mark_left_open_swallows_no_row(tmp_path: Path, opened: str, rest: str) -> None:
    first, *others = _articles(tmp_path, HEADER + opened + rest)
    assert first.article.title.strip('"') == "Chợ nổi họp sớm"
    assert first.article.warnings == ("a quotation mark is left open in this row",)
    alone = _articles(tmp_path, HEADER + rest)
    assert [one.article for one in others] == [one.article for one in alone]
    assert others[0].place == "row 2"


def test_an_open_mark_in_the_last_row_is_said(tmp_path: Path) -> None:
    [article] = _articles(tmp_path, HEADER + OPENED[1])
    assert article.article.authors == ("Bà Sal",)
    assert article.article.warnings == ("a quotation mark is left open in this row",)


def test_a_row_that_its_open_mark_leaves_without_its_cells_is_refused_alone(tmp_path: Path) -> None:
    refused, *others = _read(tmp_path, f'{HEADER}"Chợ nổi họp sớm,Giá cá\n{REST}')
    assert isinstance(refused, RefusedDocument)
    assert (refused.place, refused.reason) == ("row 1", "a quotation mark is left open in this row")
    assert [one.place for one in others] == ["row 2", "row 3"]


def test_cells_beyond_the_last_column_are_said(tmp_path: Path) -> None:
    [article] = _articles(tmp_path, f"{HEADER}Chợ nổi,Giá cá cao,Bà Sal,bán hết,\n")
    assert article.article.warnings == ("cells beyond the last column, left out: 1",)


@pytest.mark.parametrize("row", ['Chợ "nổi",Giá 5" một ống.,An\n', '"Chợ ""nổi""","Dòng một,\n\nDòng, hai, ba.",An\n'])
def test_quotation_marks_that_come_out_even_are_not_warned_of(tmp_path: Path, row: str) -> None:
    [article] = _articles(tmp_path, HEADER + row)
    assert article.article.title == 'Chợ "nổi"'
    assert article.article.warnings == ()
