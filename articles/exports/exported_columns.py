"""Articles, or other things that are listed, as rows of a table and as records, with the same columns."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any, Final, Generic, TypeVar

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from articles.exports.exported_articles import ExportedArticle
from articles.models import Article, DatePrecision, SaidHow
from articles.text.markup import xml_text

# The limits of Excel.
MOST_XLSX_ROWS: Final = 1_048_575
_MOST_XLSX_CHARACTERS: Final = 32_767

Cell = str | int
Value = Cell | list[str] | None

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name in records, its heading in the reader's language, and what stands in it for one listed thing.

    `T` is what is listed: an article, or a quotation. A value is a text, a number, a list of texts, None where nothing
    is known, or one of some choices: records have its English word, tables its label.
    """

    name: str
    heading: Promise
    value: Callable[[T], Value]


def columns(address: Callable[[Article], str]) -> list[Column[ExportedArticle]]:
    """Return the columns; `address` tells the full address of an article's page."""
    return [
        Column("date", _("date"), lambda one: date_cell(one.article)),
        Column("date_precision", _("date precision"), lambda one: DatePrecision(one.article.date_precision)),
        Column("source", _("source"), lambda one: one.article.publisher.name if one.article.publisher else ""),
        Column("section", _("section"), lambda one: one.article.section.name if one.article.section else ""),
        Column("title", _("title"), lambda one: one.article.title),
        Column("authors", _("authors"), lambda one: one.article.authors),
        Column("lead", _("lead"), lambda one: one.article.lead),
        Column("address", _("address in the archive"), lambda one: address(one.article)),
        Column("original_address", _("original address"), lambda one: one.article.url),
        Column("people", _("people"), lambda one: one.people),
        Column("places", _("places"), lambda one: one.places),
        Column("organisations", _("organisations"), lambda one: one.organisations),
        Column("length", _("length in words"), lambda one: one.length),
        Column("corrections", _("corrections"), lambda one: one.corrections),
    ]


def rows(listed: Iterable[T], of: Iterable[Column[T]]) -> Iterator[list[Cell]]:
    """Yield the cells of each thing listed; the texts of a list are joined by "; "."""
    shown = list(of)
    for one in listed:
        yield [_cell(column.value(one)) for column in shown]


def json_lines(listed: Iterable[T], of: Iterable[Column[T]]) -> Iterator[str]:
    """Yield a line of JSON for each thing listed, with the columns' names."""
    shown = list(of)
    for one in listed:
        yield json.dumps({column.name: _in_json(column.value(one)) for column in shown}, ensure_ascii=False) + "\n"


def xlsx_file(head: Iterable[str], cells: Iterable[list[Cell]]) -> IO[bytes]:
    """Return a workbook with one sheet as an open file that vanishes when it is closed; no cell is a formula.

    Rows are written to the disk as they come. Raises OSError where the disk is full.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    with ExitStack() as on_failure:
        file = on_failure.enter_context(TemporaryFile())
        try:
            sheet.append(list(head))
            for row in cells:
                sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
        finally:
            book.save(file)  # which removes the library's own file of the rows too
        file.seek(0)
        on_failure.pop_all()
    return file


def _text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, xml_text(text)[:_MOST_XLSX_CHARACTERS])
    cell.data_type = "s"  # even where it begins with "=", as a formula does
    return cell


def date_cell(article: Article) -> str:
    """Return the date as precisely as it is known, as spreadsheets read it: 2022-06-14 10:15, 2022-06, 2022."""
    if article.published_at and article.date_precision == DatePrecision.TIME:
        return f"{localtime(article.published_at):%Y-%m-%d %H:%M}"
    return article.known_day


def _in_json(value: Value) -> Value:
    return value.word if isinstance(value, SaidHow) else value


def _cell(value: Value) -> Cell:
    if isinstance(value, DatePrecision | SaidHow):
        return str(value.label)
    return "; ".join(value) if isinstance(value, list) else "" if value is None else value
