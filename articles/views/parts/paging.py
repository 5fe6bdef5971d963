"""Pages of lists: the page number of an address, and the links to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest

from articles.text.typed_numbers import page_number

# Pages shown on each side of the present page, and at each end.
_AROUND: Final = 2
_AT_ENDS: Final = 1

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page. A gap between pages has number 0 and no address."""

    number: int
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The links of one page of a list. `previous` and `next` are "" where there is no such page."""

    number: int
    pages: int
    links: tuple[PageLink, ...]
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class RowsOfPage(Generic[Row]):
    """The rows that one page of a list shows: the number of the first, and how many the list has in all."""

    rows: list[Row]
    first: int
    total: int
    pager: Pager

    def context(self) -> dict[str, Any]:
        """Return what the templates of such a page need, except the rows."""
        return {"first": self.first, "total": self.total, "pager": self.pager}


def rows_of_page(request: HttpRequest, rows: QuerySet[Row], size: int, address: str) -> RowsOfPage[Row]:
    """Return the rows of the page that a request asks for, `size` on each (two SQL queries).

    `address` is that of the list, with its own parameters if it has any. Raises Http404 where no page has the number.
    """
    total = rows.count()
    pages = max(1, -(-total // size))
    number = requested_page(request, last=pages)
    start = (number - 1) * size
    before = f"{address}{'&' if '?' in address else '?'}page="
    links = pager(number, pages, lambda page: f"{before}{page}")
    return RowsOfPage(list(rows[start : start + size]), start + 1, total, links)


def requested_page(request: HttpRequest, *, last: int) -> int:
    """Return the page number of an address ("page"), 1 where it has none; raises Http404 where no page has it."""
    typed = request.GET.get("page") or "1"
    number = page_number(typed, most=last)
    if str(number) != typed:
        raise Http404
    return number


def pager(number: int, pages: int, address: Callable[[int], str]) -> Pager:
    """Return the links shown on page `number` of `pages`. `address` returns the address of a page."""
    every_page = Paginator(range(pages), per_page=1)
    shown = every_page.get_elided_page_range(number, on_each_side=_AROUND, on_ends=_AT_ENDS) if pages else ()
    return Pager(
        number=number,
        pages=pages,
        links=tuple(
            PageLink(page, address(page), current=page == number) if isinstance(page, int) else PageLink(0, "")
            for page in shown
        ),
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < pages else "",
    )
