"""Excel workbooks (.xlsx): each row under the names of columns is a record, as in a table of CSV."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any

from articles.importing.document import Found, RefusedDocument
from articles.importing.opening.delimited import MOST_ABOVE, MOST_COLUMNS
from articles.importing.opening.inner import Inner, record_data
from articles.importing.options import ImportOptions
from articles.importing.readers.records.record_names import are_field_names


def workbook_rows(file: IO[bytes], path: str, inner: Inner) -> Iterator[Found]:
    """Yield the rows of each sheet whose columns name the fields of articles; a workbook without any is refused.

    Hidden sheets are left out.
    """
    import openpyxl  # few imports need it

    file.seek(0)
    any_sheet = False
    try:
        workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
        sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            rows = enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1)
            names = _names(rows, inner.options)
            any_sheet = any_sheet or bool(names)
            for number, row in rows if names else ():
                filled = ((name, cell) for name, cell in zip(names, row, strict=False) if name and cell is not None)
                record = {name: _value(cell) for name, cell in filled}
                if record:
                    place = f"row {number}" if len(sheets) == 1 else f"{sheet.title}, row {number}"
                    yield inner.document(path, place, record_data(record), form="table")
    except Exception as error:  # openpyxl lets through whatever a broken part raises
        yield RefusedDocument(path, "", f"the workbook is damaged: {error!r}")
        return
    if not any_sheet:
        yield RefusedDocument(path, "", "no sheet of the workbook has columns that name a title or a text")


def _names(rows: Iterator[tuple[int, Sequence[Any]]], options: ImportOptions) -> list[str]:
    """Consume the rows down to the names of the columns and return these, [] where no row names any."""
    for _, row in islice(rows, MOST_ABOVE):
        names = ["" if cell is None else str(cell).strip() for cell in row]
        if sum(map(bool, names)) > 1 and are_field_names(names, options):
            return names
    return []


def _value(cell: Any) -> Any:
    """Return the value of a cell as JSON can hold it; midnight is a day without a time, as workbooks keep it."""
    if isinstance(cell, datetime) and cell.time() == time.min:
        return cell.date().isoformat()
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return cell if isinstance(cell, int | float | str) else str(cell)
