"""CSV that spreadsheets open as text: UTF-8 with a mark at its start, and no cell that runs as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override

T = TypeVar("T")

# Excel needs it to detect UTF-8.
_MARK: Final = "\ufeff"
# Spreadsheets run cells with these beginnings as formulas, some those with wide signs too.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class _Echo:
    """A file whose `write` returns the text, as csv.writer needs for streaming."""

    def write(self, text: str) -> str:
        return text


def csv_response(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """Return a download of a table by the file name `name`, its rows as they come, in the language of the request."""
    lines = _lines(head, in_language(get_language(), rows))
    response = StreamingHttpResponse(lines, "text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def in_language(language: str | None, rows: Iterable[T]) -> Iterator[T]:
    """Yield the rows, each made in a language: the answer is sent after the request's own language has ended."""
    each = iter(rows)
    while True:
        with override(language):
            row = next(each, None)
        if row is None:
            return
        yield row


def _lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _MARK
    for row in chain([head], rows):
        yield writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
