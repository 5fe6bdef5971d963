"""Lists of articles to take away: whole, in each format, in the order in which their page shows them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from errno import ECONNRESET
from functools import wraps
from threading import BoundedSemaphore
from typing import Any, Final, Generic, TypeVar

from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.exports.citation import Citation, citation
from articles.exports.citation_formats import bibtex, csl_list, plain, ris
from articles.exports.exported_articles import ExportedArticle, exported_articles
from articles.exports.exported_columns import MOST_XLSX_ROWS, Cell, Column, columns, json_lines, rows, xlsx_file
from articles.middleware import has_gone
from articles.models import Article
from articles.models.source import slug_of
from articles.search import SearchFailed
from articles.spreadsheet_csv import csv_response, in_language
from articles.views.parts.listings import Listing
from articles.views.parts.search_http import RETRY_AFTER_SECONDS, search_failed

T = TypeVar("T")

_TOO_LARGE: Final = 413
_TOO_MANY: Final = 429
# Downloads that a process makes at once, so that half of gunicorn's threads are left for pages.
_ROOM: Final = BoundedSemaphore(2)
_ROWS_UNASKED: Final = 500
_PIECE: Final = 64 * 1024
_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/jsonl; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class TableFile(Generic[T]):
    """A table that somebody takes away: its number of rows, a file name without extension, and what each row shows."""

    request: HttpRequest
    count: int
    name: str
    columns: list[Column[T]]
    listed: Iterable[T]


@dataclass(frozen=True, slots=True)
class Download:
    """Articles that somebody takes away: their number, their ids in order, and a file name without extension.

    Where there are `notes`, tables have a column more.
    """

    request: HttpRequest
    count: int
    ids: Iterable[int]
    name: str
    notes: Mapping[int, str] | None = None

    def table(self) -> TableFile[ExportedArticle]:
        """Return the table of the articles, with the names that they mention."""
        shown, notes = columns(self.address), self.notes
        if notes is not None:
            shown.append(Column("note", gettext_lazy("note"), lambda one: notes.get(one.article.pk, "")))
        return TableFile(self.request, self.count, self.name, shown, exported_articles(self.ids))

    def address(self, article: Article) -> str:
        """Return the full address of an article's page."""
        return self.request.build_absolute_uri(article.get_absolute_url())

    def citations(self) -> Iterator[Citation]:
        """Yield the references to the articles."""
        for one in exported_articles(self.ids, with_names=False):
            yield citation(one.article, self.address(one.article))


def _streamed(name: str, extension: str, pieces: Iterator[str] | Iterator[bytes]) -> HttpResponseBase:
    """Return a file that is sent as it is made."""
    response = StreamingHttpResponse(pieces, _TYPES[extension])
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def _csv(table: TableFile[Any]) -> HttpResponseBase:
    lines = ([str(cell) for cell in row] for row in rows(table.listed, table.columns))
    return csv_response(f"{table.name}.csv", [str(column.heading) for column in table.columns], lines)


def _xlsx(table: TableFile[Any]) -> HttpResponseBase:
    if table.count > MOST_XLSX_ROWS:
        context = {"most": MOST_XLSX_ROWS, "count": table.count}
        return render(table.request, "413.html", context, status=_TOO_LARGE)
    cells = _while_wanted(table.request, in_language(get_language(), rows(table.listed, table.columns)))
    return _streamed(table.name, "xlsx", _xlsx_pieces([str(column.heading) for column in table.columns], cells))


def _while_wanted(request: HttpRequest, cells: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    """Yield the rows; raises ConnectionResetError once the reader has gone.

    Nothing of a workbook is sent before its last row, so the server would not notice.
    """
    for number, row in enumerate(cells):
        if number % _ROWS_UNASKED == 0 and has_gone(request):
            raise ConnectionResetError(ECONNRESET, "the reader has gone")
        yield row


def _xlsx_pieces(head: list[str], cells: Iterator[list[Cell]]) -> Iterator[bytes]:
    """Yield the workbook in pieces. It is made as the answer is sent, since the time of a request is limited."""
    with xlsx_file(head, cells) as file:
        yield from iter(lambda: file.read(_PIECE), b"")


def _json_lines(table: TableFile[Any]) -> HttpResponseBase:
    return _streamed(table.name, "jsonl", json_lines(table.listed, table.columns))


TABLE_FORMATS: Final[dict[str, Callable[[TableFile[Any]], HttpResponseBase]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "jsonl": _json_lines,
}


def _plain(download: Download) -> HttpResponseBase:
    return _streamed(download.name, "txt", (f"{plain(one)}\n" for one in download.citations()))


def _bibtex(download: Download) -> HttpResponseBase:
    return _streamed(download.name, "bib", (f"{bibtex(one)}\n" for one in download.citations()))


def _ris(download: Download) -> HttpResponseBase:
    return _streamed(download.name, "ris", map(ris, download.citations()))


def _csl(download: Download) -> HttpResponseBase:
    return _streamed(download.name, "csl.json", csl_list(download.citations()))


_CITATIONS: Final[dict[str, Callable[[Download], HttpResponseBase]]] = {
    "txt": _plain,
    "bib": _bibtex,
    "ris": _ris,
    "csl.json": _csl,
}


class _Counted:
    """The pieces of a download, which counts among those at once until the answer is closed."""

    def __init__(self) -> None:
        self.pieces: Iterator[bytes] = iter(())
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces

    def close(self) -> None:
        """Make room for another download."""
        if self._is_open:
            self._is_open = False
            _ROOM.release()

    __del__ = close  # for an answer that nobody closed


def one_of_few(make: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 429 where as many downloads as the process makes at once are not yet closed."""

    @wraps(make)
    def view(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not _ROOM.acquire(blocking=False):
            return _busy(request)
        counted = _Counted()
        try:
            response = make(request, **kwargs)
        except BaseException:
            counted.close()
            raise
        if isinstance(response, StreamingHttpResponse):
            counted.pieces = iter(response)
            response.streaming_content = counted
        else:
            counted.close()
        return response

    return view


def of_list(listing: Listing[Any]) -> Callable[..., HttpResponseBase]:
    """Return the view that gives all articles of a list in the format which "download" in the address names.

    The file's name says what it holds and how many articles, so that a part can be told from the whole. Answers 503
    while the index cannot be read, 429 while other downloads leave no room, 422 where the search takes too long, and
    413 where a spreadsheet cannot hold so many rows.
    """

    @require_safe
    @cache_control(no_store=True)
    @one_of_few
    def view(request: HttpRequest, download: str, **kwargs: Any) -> HttpResponseBase:
        try:
            about = listing.get_object(request, **kwargs)
            count, ids = listing.ids(about)
        except SearchFailed as error:
            return search_failed(request, error)
        counted = ngettext("%(count)s article", "%(count)s articles", count) % {"count": count}
        taken = Download(request, count, ids, file_name(listing.subject(about), counted), listing.notes(about))
        return TABLE_FORMATS[download](taken.table()) if download in TABLE_FORMATS else _CITATIONS[download](taken)

    return view


def _busy(request: HttpRequest) -> HttpResponseBase:
    response = render(request, "429.html", status=_TOO_MANY)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def file_name(subject: str, counted: str) -> str:
    """Return a name in letters that every system knows, of what is listed and how much: "tim-lu-quet-312-bai"."""
    return f"{slug_of(subject.replace('/', '-'))}-{slug_of(counted)}"
