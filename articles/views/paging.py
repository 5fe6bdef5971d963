"""Links to the pages of a list: the first, the last, and those around the present one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Pages shown on each side of the present one.
_AROUND = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page; a gap between pages has number 0."""

    number: int
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """The links of one page of a list; "" where there is no page before or after."""

    number: int
    pages: int
    links: tuple[PageLink, ...]
    previous: str
    next: str


def pager(number: int, pages: int, address: Callable[[int], str]) -> Pager:
    """Return the links that page `number` of `pages` shows; `address` gives the address of a page."""
    return Pager(
        number=number,
        pages=pages,
        links=tuple(_link(shown, number, address) for shown in _shown(number, pages)),
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < pages else "",
    )


def _link(shown: int, number: int, address: Callable[[int], str]) -> PageLink:
    return PageLink(shown, address(shown) if shown else "", current=shown == number)


def _shown(number: int, pages: int) -> Iterator[int]:
    """Yield the numbers of the pages shown, 0 for what is left out; a gap of one page is that page."""
    last = 0
    for page in range(1, pages + 1):
        if page not in (1, pages) and abs(page - number) > _AROUND:
            continue
        if page - last > 1:
            yield last + 1 if page - last == 2 else 0
        yield page
        last = page
