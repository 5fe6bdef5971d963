import pytest

from articles.models import QUERY_LENGTH, RowReason
from articles.query_lists.given_lines import (
    MOST_LINES,
    GivenLine,
    ListColumn,
    ListProblem,
    ListRefused,
    read_list,
)


def _queries(text: str, column: ListColumn | None = None) -> list[str]:
    return [line.query for line in read_list(text, column).lines]


def test_each_line_is_a_query_and_blank_ones_are_counted() -> None:
    given = read_list("Bùi Thanh Sơn, bộ trưởng\n\n  \nđuối nước   nghệ an\n")
    assert given.lines == (GivenLine(1, "Bùi Thanh Sơn, bộ trưởng"), GivenLine(4, "đuối nước nghệ an"))
    assert given.blank == 2


def test_bad_lines_are_kept_with_their_reason() -> None:
    lines = read_list(f"Lan\n?!…\n{'a' * (QUERY_LENGTH + 1)}\nLan").lines
    assert [line.reason for line in lines] == ["", RowReason.NO_WORDS, RowReason.TOO_LONG, RowReason.SAME]
    assert (lines[3].number, lines[3].same_as) == (4, 1)
    assert len(lines[2].query) < QUERY_LENGTH


def test_lines_with_composed_and_decomposed_letters_are_the_same() -> None:
    assert read_list("Sơn\nSo\u031bn").lines[1].same_as == 1


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Lan,Hà Nội\nBình,Huế\n", ListColumn()),
        ("Hà Nội;Lan\nHuế;Bình\n", ListColumn("2")),
        ("STT\tHọ tên\n1\tLan\n2\tBình\n", ListColumn("họ tên")),
        ('\ufeffTên,Tuổi\n"Lan",30\n"Bình",40\n', ListColumn("1", header=True)),
    ],
)
def test_a_column_of_a_table_has_the_queries(text: str, column: ListColumn) -> None:
    assert _queries(text, column) == ["Lan", "Bình"]


def test_a_row_without_the_column_is_told() -> None:
    lines = read_list("1,Lan\n2\n,\n3,Bình\n", ListColumn("2")).lines
    assert [(line.number, line.reason) for line in lines] == [(1, ""), (2, RowReason.NO_COLUMN), (4, "")]


def test_a_quoted_cell_may_have_a_line_break() -> None:
    assert _queries('"Bùi Thanh\nSơn",1\nLan,2\n', ListColumn()) == ["Bùi Thanh Sơn", "Lan"]


@pytest.mark.parametrize(
    ("text", "column", "problem"),
    [
        (" \n\n", None, ListProblem.EMPTY),
        ("\n".join(f"tên {i}" for i in range(MOST_LINES + 1)), None, ListProblem.TOO_MANY),
        ("Tên,Tuổi\nLan,3\n", ListColumn("Họ tên"), ListProblem.NO_SUCH_COLUMN),
    ],
)
def test_a_list_that_cannot_be_taken_is_refused(text: str, column: ListColumn | None, problem: ListProblem) -> None:
    with pytest.raises(ListRefused) as refused:
        read_list(text, column)
    assert refused.value.problem is problem


def test_as_many_lines_as_allowed_are_taken() -> None:
    assert len(_queries("\n".join(f"tên {i}" for i in range(MOST_LINES)))) == MOST_LINES


def test_a_cell_too_long_for_the_csv_module_is_a_bad_line() -> None:
    lines = read_list(f"Lan,1\n{'a' * 200_000},2\n", ListColumn()).lines
    assert [line.reason for line in lines] == ["", RowReason.TOO_LONG]
