"""What a page shows around its article: a title without a heading, the head of the article, and its date."""

from collections.abc import Iterable
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.signatures import is_placed
from articles.importing.publication_dates import StatedDate, allowed_date, read_date_value
from articles.importing.readers.web.html_bylines import is_byline_row
from articles.importing.readers.web.html_elements import (
    Element,
    elements_above,
    elements_below,
    is_element,
    label,
)
from articles.importing.readers.web.html_labels import is_beside, is_date, is_head, is_info, is_today, is_updated
from articles.nlp.dates import read_dateline, read_update

_LONGEST_DATE: Final = 160  # characters of an element that shows the date
_MOST_BESIDE: Final = 6  # words beside a date
_LONGEST_HEAD: Final = 150  # words
_LONGEST_INFORMATION: Final = 60  # words


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


# --- the date


def shown_date(root: Element, near: list[Element], title: Element | None) -> StatedDate:
    """Return the posting date that the page shows; that of an update where it shows no other.

    In <time>, else in an element with the class of a date, first one with a time below the title, else in a line
    beside the title. Above the title a day without a time is the day of the visit.
    """
    if stated := _stamped(near):
        return stated
    everywhere = (e for e in root.iter() if is_element(e) and not is_beside(label(e)))
    below = list(elements_below(title)) if title is not None else []
    beside = (*elements_above(title), *below) if title is not None else ()
    lines = [
        *filter(_is_alone, _labelled_dates(below)),
        *_labelled_dates(near),
        *(line for e in beside if (line := _dateline(e)) and _is_alone(line)),
        *_labelled_dates(everywhere),
    ]
    read = [found for line in lines if (found := read_dateline(line)) and found.published]
    if not read and (stated := _stamped(root.iter("time", "abbr", "span"))):
        return stated
    published = read[0].published if read else next(filter(None, map(read_update, lines)), "")
    published = published or (_placed_day(title) if title is not None else "")
    return allowed_date(published, published) if published else StatedDate()


def _placed_day(title: Element) -> str:
    """Return the day, as ISO, that stands with a place in the line above the title: "Trà Vinh, thứ năm 15/02/2001"."""
    line = next(filter(None, map(_dateline, elements_above(title))), "")
    dateline = read_dateline(line) if is_placed(line) else None
    return dateline.published if dateline else ""


def is_time(element: Element) -> bool:
    """Tell whether all text of an element is the time that its tag says it is."""
    if next(element.iter("time"), None) is None:
        return False
    length = len("".join(element.text_content().split()))
    times = (len("".join(one.text_content().split())) for one in element.iter("time"))
    return 0 < length <= _LONGEST_DATE and sum(times) == length


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
