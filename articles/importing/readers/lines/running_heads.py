"""Running heads: the lines that repeat at the edges of pages, and what they tell of the paper."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from articles.importing.cleaning.printed_issues import read_issue
from articles.importing.readers.lines.line_widths import is_stopped
from articles.nlp.dates import read_dateline
from articles.text.papers import paper_named

_ADDRESS: Final = re.compile(r"https?://[^\s…]+")
_NUMBER: Final = re.compile(r"\d+")
_PAGE: Final = re.compile(r"^(?:trang|tr\.?)?\s*\d{1,3}(?=\s)|\s(?:trang|tr\.?)?\s*\d{1,3}$", re.IGNORECASE)
_PAGE_NUMBER: Final = re.compile(r"\W*(?:trang|tr\.?|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\W*", re.IGNORECASE)
_WIDE: Final = re.compile(r"\s{2,}")
_EDGE: Final = 3  # lines at the top and at the foot of a page of plain text
_LONGEST: Final = 120  # characters
_MAY_BE_HEAD: Final = re.compile(r"\d[-/.]\d|\d\s+tháng\s+\d", re.IGNORECASE)
_LEAST_PAGES: Final = 2
_LEAST_LINE: Final = 20  # characters of the lines that a head parts


def repeated_lines(edges: Iterable[tuple[int, str]], pages: int) -> frozenset[str]:
    """Return the lines that stand at the edge of half of the pages or more, but for their numbers; none of one page.

    `edges` are lines at the edges, each with the number of its page. Left and right pages may have the words of their
    heads in another order.
    """
    found = defaultdict(set)
    texts = defaultdict(set)
    for page, text in edges:
        bare = " ".join(sorted(_NUMBER.sub("#", text.casefold()).split()))
        found[bare].add(page)
        texts[bare].add(text)
    least = max(2, (1 + pages) // 2)
    return frozenset(text for bare, on in found.items() if len(on) >= least for text in texts[bare])


def told_by_heads(heads: Sequence[str]) -> dict[str, Any]:
    """Return what running heads tell: the paper with the day of its issue, or the address of a printed page."""
    address = next((found[0] for head in heads if (found := _ADDRESS.search(head))), "")
    for head in (*heads, "\n".join(heads)):
        dateline = read_dateline(_PAGE.sub("", head))
        name = _PAGE.sub("", dateline.rest).strip(" -–—|,/") if dateline and dateline.published else ""
        if dateline and (paper := paper_named(name)):
            return {"source": paper if name.isupper() else name, "published": dateline.published, "url": address}
    for head in (*heads, "\n".join(heads)):
        issue = read_issue(_WIDE.sub(", ", head))
        if issue and issue.source and issue.day:
            return {"source": issue.source, "published": issue.day, "url": address}
    return {"url": address}


def without_running_heads(text: str) -> tuple[str, tuple[str, ...]]:
    """Return plain text without the heads of its pages, and these lines: what repeats at the edges of pages that form
    feeds part, or lines of the paper and its day that come again or stand amid a sentence."""
    if "\f" not in text:
        return _without_lines_of_issues(text)
    pages = [page.split("\n") for page in text.split("\f")]
    edges = [(number, place) for number, page in enumerate(pages) for place in _edges(page)]
    filled = sum(any(map(str.strip, page)) for page in pages)
    heads = repeated_lines(((number, pages[number][place].strip()) for number, place in edges), filled)
    left_out: list[str] = []
    for number, place in reversed(edges):
        if (line := pages[number][place].strip()) in heads:
            del pages[number][place]
            left_out += [] if _PAGE_NUMBER.fullmatch(line) else [_WIDE.sub("  ", line)]
    return "\f".join("\n".join(page) for page in pages), tuple(dict.fromkeys(left_out[::-1]))


def _without_lines_of_issues(text: str) -> tuple[str, tuple[str, ...]]:
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if _MAY_BE_HEAD.search(line) and len(line) <= _LONGEST]
    places = [place for place in places if told_by_heads([lines[place].strip()]).get("published")]
    again = repeated_lines(((place, lines[place].strip()) for place in places), _LEAST_PAGES)
    heads = [place for place in places if lines[place].strip() in again or _is_amid_sentence(lines, place)]
    told = tuple(dict.fromkeys(_WIDE.sub("  ", lines[place].strip()) for place in heads))
    for place in reversed(heads):
        start, end = _around(lines, place)
        is_amid = _is_amid_sentence(lines, place)
        lines[start:end] = [] if is_amid or not start else [""]
    return "\n".join(lines), told


def _around(lines: Sequence[str], place: int) -> tuple[int, int]:
    """Return where the blank lines and the numbers of pages around a line begin and end."""
    start, end = place, place + 1
    while start and _is_between(lines[start - 1]):
        start -= 1
    while end < len(lines) and _is_between(lines[end]):
        end += 1
    return start, end


def _is_between(line: str) -> bool:
    return not line.strip() or _PAGE_NUMBER.fullmatch(line.strip()) is not None


def _is_amid_sentence(lines: Sequence[str], place: int) -> bool:
    """Tell whether a line that blank ones part from the text, with the number of a page, stands amid a sentence."""
    start, end = _around(lines, place)
    if not start or end == len(lines) or start == place or end == place + 1:
        return False
    has_page = _PAGE.search(lines[place].strip()) or any(map(str.strip, [*lines[start:place], *lines[place + 1 : end]]))
    above, below = lines[start - 1].strip(), lines[end].strip()
    is_long = min(len(above), len(below)) >= _LEAST_LINE
    return bool(has_page) and is_long and not is_stopped(above) and not above.isupper()


def _edges(page: Sequence[str]) -> list[int]:
    """Return the places of the first and last lines of a page that may be heads, in order."""
    filled = [place for place, line in enumerate(page) if line.strip()]
    edges = sorted({*filled[:_EDGE], *filled[-_EDGE:]})
    return [place for place in edges if len(" ".join(page[place].split())) <= _LONGEST]
