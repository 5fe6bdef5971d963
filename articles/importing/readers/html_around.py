"""What a page shows around its article: a title without a heading, the head of the article, and its date."""

import re
from collections.abc import Iterable
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.publication_dates import StatedDate, allowed_date, read_date_value
from articles.importing.readers.html_bylines import is_byline_row
from articles.importing.readers.html_elements import (
    Element,
    elements_above,
    elements_below,
    is_element,
    is_unseen,
    label,
    text_of,
)
from articles.importing.readers.html_labels import is_beside, is_date, is_head, is_info, is_today, is_updated
from articles.importing.readers.html_papers import paper_titled
from articles.nlp.dates import read_dateline, read_update

_LONGEST_DATE: Final = 160  # characters of an element that shows the date
_MOST_BESIDE: Final = 6  # words beside a date
_LONGEST_TITLE: Final = 250  # characters
_LONGEST_HEAD: Final = 150  # words
_LONGEST_INFORMATION: Final = 60  # words
_FRONT: Final = re.compile(r"(?:(?:https?:)?//[^/]+)?/?(?:index\.\w+)?", re.IGNORECASE)
_TITLE_WORDS: Final = range(5, 36)
_FONT_SIZE: Final = re.compile(r"(?P<more>\+)?(?P<number>\d)")
_STYLE_SIZE: Final = re.compile(r"font-size\s*:\s*(?P<number>\d{1,2})\s*(?:px|pt)", re.IGNORECASE)
_COMMON_SIZE, _COMMON_PIXELS = 3, 16


# --- the title of a page without headings


def unmarked_title(root: Element, stated: str) -> Element | None:
    """Return the line in bold or large type that is the title of a page without headings; None where none is.

    It shares most of its words with the title that the page's head states. Where that names the paper alone, it is
    the line in the largest type.
    """
    lines = [e for e in root.iter("b", "strong", "big", "font", "span", "td", "div") if _is_title_line(e)]
    wanted = set(stated.casefold().split())
    alike = [e for e in lines if len(wanted & (words := set(text_of(e).casefold().split()))) * 2 > len(words)]
    if alike or (stated and not paper_titled(stated)):
        return alike[0] if alike else None
    return max(lines, key=_type_size, default=None)


def _is_title_line(element: Element) -> bool:
    if not _type_size(element) or len(element.text_content()) > _LONGEST_TITLE or is_unseen(element):
        return False
    text = text_of(element)
    alone = next(element.iter("a"), None) is None and next(element.iterancestors("a"), None) is None
    return alone and len(text.split()) in _TITLE_WORDS and text[-1] not in ".:," and read_dateline(text) is None


def _type_size(element: Element) -> int:
    """Return how large the type of an element is: 1 to 7 as in <font>, 3 for bold type, 0 for common type."""
    size = element.get("size") or ""
    if element.tag == "font" and (found := _FONT_SIZE.fullmatch(size)):
        number = int(found["number"]) + (3 if found["more"] else 0)
        return number if number > _COMMON_SIZE else 0
    if found := _STYLE_SIZE.search(element.get("style") or ""):
        return min(7, int(found["number"]) // 5) if int(found["number"]) > _COMMON_PIXELS else 0
    return _COMMON_SIZE if element.tag in {"b", "strong", "big"} else 0


def article_head(title: Element | None) -> Element | None:
    """Return the element that holds the title and what stands with it, such as author and date; None without one.

    It is a <header>, or has the label of one.
    """
    above = title.iterancestors() if title is not None else ()
    heads = (e for e in above if e.tag == "header" or is_head(label(e)))
    return next((e for e in heads if len(e.text_content().split()) <= _LONGEST_HEAD), None)


def is_information(element: Element) -> bool:
    """Tell whether an element is called what is told of the article, or shows it: author, date, section, hits."""
    called = is_info(label(element)) and len(element.text_content().split()) <= _LONGEST_INFORMATION
    return called or is_byline_row(element)


def links_home(heading: Element) -> bool:
    """Tell whether a heading is the name of the site: wholly a link to its front page."""
    link = next(heading.iter("a"), None)
    return (
        link is not None and _FRONT.fullmatch(link.get("href") or "") is not None and text_of(link) == text_of(heading)
    )


# --- the date


def shown_date(root: Element, near: list[Element], title: Element | None) -> StatedDate:
    """Return the posting date that the page shows; that of an update where it shows no other.

    In <time>, else in an element with the class of a date, else in a line beside the title. Above the title a day
    without a time is the day of the visit.
    """
    if stated := _stamped(near):
        return stated
    everywhere = (e for e in root.iter() if is_element(e) and not is_beside(label(e)))
    beside = (*elements_above(title), *elements_below(title)) if title is not None else ()
    lines = [
        *_labelled_dates(near),
        *(line for e in beside if (line := _dateline(e)) and _is_alone(line)),
        *_labelled_dates(everywhere),
    ]
    read = [found for line in lines if (found := read_dateline(line)) and found.published]
    if not read and (stated := _stamped(root.iter("time", "abbr", "span"))):
        return stated
    published = read[0].published if read else next(filter(None, map(read_update, lines)), "")
    return allowed_date(published, published) if published else StatedDate()


def _labelled_dates(elements: Iterable[Element]) -> list[str]:
    dated = (e for e in elements if e.tag == "time" or is_date(label(e)))
    return [line for e in dated if (line := _dateline(e))]


def _stamped(elements: Iterable[Element]) -> StatedDate | None:
    """Return the first time that elements state for programs, that of publishing before that of an update."""
    stamped = [element for element in elements if is_element(element) and _stamp(element)]
    times = (read_date_value(_stamp(element)) for element in sorted(stamped, key=_is_update))
    return next((time for time in times if time.iso), None)


def _stamp(element: Element) -> str:
    """Return the time that an element states for programs: of <time>, or of an element with the class of a date."""
    if element.tag == "time":
        return element.get("datetime") or ""
    value = element.get("content") or element.get("title") or ""
    return value if value[:4].isdigit() and is_date(label(element)) else ""


def _is_update(element: Element) -> bool:
    named = label(element)
    return is_updated(named) and "publish" not in named.lower()


def _dateline(element: Element) -> str:
    """Return the text of an element that may show the date of the article, "" of others."""
    if len(element.text_content()) >= _LONGEST_DATE or is_today(label(element)):
        return ""
    line = clean_line(" ".join(element.itertext()))
    return "" if line.lower().startswith("hôm nay") else line


def _is_alone(line: str) -> bool:
    """Tell whether a line states a day and a time and says little beside it."""
    dateline = read_dateline(line)
    if dateline is None or len(dateline.rest.split()) > _MOST_BESIDE:
        return False
    return "T" in (dateline.published or read_update(line))
