"""Pages of lists: the page number of an address, and the links to other pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest

from articles.text.typed_numbers import page_number

# Pages shown on each side of the present page, and at each end.
_AROUND: Final = 2
_AT_ENDS: Final = 1


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
