"""What a page shows around its article: its title, the path of its sections, its date."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.imprints import paper_called
from articles.importing.cleaning.phrases import is_front_page, is_section_name
from articles.importing.publication_dates import StatedDate, allowed_date, read_date_value
from articles.importing.readers.html_elements import Element, is_element, is_unseen, label, text_of
from articles.importing.readers.html_labels import (
    is_active,
    is_beside,
    is_crumbs,
    is_date,
    is_section,
    is_today,
    is_updated,
)
from articles.importing.readers.html_papers import paper_titled
from articles.nlp.dates import read_dateline, read_update
from articles.text.papers import is_paper_name

# What a path may begin with besides the front page.
_NEWS: Final = frozenset({"tin mới", "tin nóng", "tin tức"})
_LONGEST_DATE: Final = 160  # characters of an element that shows the date
_LONGEST_PATH: Final = 100  # characters of a path of sections
_LONGEST_NAME: Final = 6  # words of a section
_MOST_STEPS, _MOST_UNMARKED = 5, 2  # sections of a path, and of one without marks between them
_LINKED_PATH: Final = range(2, 4)  # links from the front page on with pictures between them
_TITLE_PARTS: Final = re.compile(r"\s+[|»·•–—-]\s+")
_STEP: Final = re.compile(r"\s*(?:[>›»/→]|::)+\s*")
_SITE: Final = re.compile(r"^(?:https?:)?//[^/]*")
# The address of a section has words and no number: "/phap-luat.htm", "/the-thao/bong-da/".
_SECTION_PATH: Final = re.compile(r"(?:/[a-z]+(?:-[a-z]+){0,4}){1,2}(?:\.\w+|/)?")
_NEAR: Final = 6  # elements beside the title, on each side
_LONGEST_TITLE: Final = 250  # characters
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


# --- the section


def shown_section(root: Element, title: Element | None) -> str:
    """Return the section that the page shows, as its readers find it.

    That is the end of the path of sections: an element with such a class, else links beside the title. Else it is an
    element with the class of a category, or the item of the menu that is marked.
    """
    elements = [e for e in root.iter() if is_element(e) and e.tag not in {"body", "html"}]
    headline = text_of(title).casefold() if title is not None else ""
    crumbs = (_end_of_path(e, headline) for e in elements if _are_crumbs(e))
    if found := next(filter(None, crumbs), ""):
        return found
    if title is not None:
        shown = (_link_above(title), *map(_unmarked_path, _above(title)))
        if found := next(filter(None, shown), ""):
            return found
    tagged = (e for e in elements if is_section(label(e)) or "category" in (e.get("rel") or "").split())
    named = (_known_section(e) for e in (*tagged, *(e for e in elements if is_active(label(e)))))
    return next(filter(None, named), "") or _section_titled(root)


def _section_titled(root: Element) -> str:
    """Return the known section that <title> has between the headline and the paper: "... | Sức khỏe | Báo X"."""
    parts = _TITLE_PARTS.split(clean_line(root.findtext(".//title") or ""))
    return next((part for part in parts[1:] if is_section_name(part) and not _is_home(part)), "")


def _are_crumbs(element: Element) -> bool:
    """Tell whether an element is called a path of sections: by its label, to screen readers, or in microdata."""
    kind = f"{element.get('itemtype') or ''} {element.get('typeof') or ''}".lower()
    return is_crumbs(label(element)) or "breadcrumb" in f"{kind} {element.get('aria-label') or ''}".lower()


def _known_section(element: Element) -> str:
    """Return the last known section that an element names."""
    if "category" in (element.get("rel") or "").split() and _may_be_section(name := text_of(element)):
        return name
    if len(element.text_content()) > 2 * _LONGEST_PATH:
        return ""
    names = [clean_line(part.text_content()) for part in (*element.iter("a", "li"), element)]
    known = [name for name in names if is_section_name(name) and not _is_home(name)]
    return known[-1] if known else ""


def _end_of_path(element: Element, headline: str) -> str:
    """Return the last step of a path of sections that is neither the front page nor the title."""
    if len(element.text_content()) > 2 * _LONGEST_PATH:
        return ""
    links = [clean_line(link.text_content()) for link in element.iter("a", "li")]
    steps = links or _STEP.split(clean_line(element.text_content()))
    named = [step for step in steps if _may_be_section(step) and step.casefold() not in headline]
    return named[-1] if named else ""


def _unmarked_path(element: Element) -> str:
    """Return the end of a path of sections that no class marks: links, or names with marks between them."""
    text = text_of(element)
    if not text or len(text) > _LONGEST_PATH:
        return ""
    links = [name for link in element.iter("a") if (name := text_of(link))]
    marked = [step for step in _STEP.split(text) if step]
    steps = links if len(links) > 1 else marked
    sections = [step for step in steps if not _is_home(step)]
    if not sections or len(steps) > _MOST_STEPS or not all(map(_may_be_section, sections)):
        return ""
    is_path = len(marked) > 1 or len(sections) < len(steps)
    if not is_path and (len(steps) > _MOST_UNMARKED or _without(text, steps)):
        return ""
    from_home = _is_home(steps[0]) and (len(marked) > 1 or len(links) in _LINKED_PATH)
    return sections[-1] if from_home or any(is_section_name(section) for section in sections) else ""


def _link_above(title: Element) -> str:
    """Return the section whose link alone stands directly above the title: called a category, or with an address of
    few words; "" where another thing stands there.
    """
    above = next(_above(title), None)
    link = next(above.iter("a"), None) if above is not None else None
    name = text_of(link) if link is not None else ""
    if above is None or link is None or not _may_be_section(name) or text_of(above) != name:
        return ""
    if is_furniture(name) or paper_called(name) or is_paper_name(name) or not name[0].isupper():
        return ""
    address = _SITE.sub("", link.get("href") or "")
    return name if is_section(label(above)) or is_section(label(link)) or _SECTION_PATH.fullmatch(address) else ""


def _without(text: str, steps: list[str]) -> str:
    for step in steps:
        text = text.replace(step, "", 1)
    return text.strip()


def _is_home(name: str) -> bool:
    """Tell whether a step of a path is the front page, or the newest articles: no section."""
    return is_front_page(name) or name.lower() in _NEWS


def _may_be_section(text: str) -> bool:
    few = 0 < len(text.split()) <= _LONGEST_NAME
    return few and not _is_home(text) and text[-1] not in ".:!?" and read_dateline(text) is None


def _above(title: Element) -> Iterator[Element]:
    """Yield the elements with text that stand above the title, the nearest first."""
    yield from _beside(title, "preceding")


def _below(title: Element) -> Iterator[Element]:
    yield from _beside(title, "following")


def _beside(title: Element, side: str) -> Iterator[Element]:
    """Yield a few elements beside the title or an element around it; of a longer one those in it."""
    left = _NEAR
    for one in (title, *title.iterancestors()):
        for sibling in one.itersiblings(preceding=side == "preceding"):
            if not is_element(sibling) or is_unseen(sibling) or not sibling.text_content().strip():
                continue
            if sibling.tag in {"nav", "header"} or (is_beside(label(sibling)) and side == "preceding"):
                return
            yield sibling
            if len(sibling) and side == "following":
                yield from (child for child in sibling if is_element(child) and not is_unseen(child))
            left -= 1
            if not left:
                return


# --- the date


def shown_date(root: Element, near: list[Element], title: Element | None) -> StatedDate:
    """Return the posting date that the page shows; that of an update where it shows no other.

    In <time>, else in an element with the class of a date, else in a line beside the title. Above the title a day
    without a time is the day of the visit.
    """
    if stated := _stamped(near):
        return stated
    everywhere = (e for e in root.iter() if is_element(e) and not is_beside(label(e)))
    beside = (*_above(title), *_below(title)) if title is not None else ()
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
    if dateline is None or len(dateline.rest.split()) > _LONGEST_NAME:
        return False
    return "T" in (dateline.published or read_update(line))
