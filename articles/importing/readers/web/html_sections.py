"""The section that a page shows, as its readers find it: the end of a path, the link above the title, a menu."""

import re
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.imprints import paper_called
from articles.importing.cleaning.phrases import is_front_page, is_section_name, is_site_page
from articles.importing.readers.web.html_elements import (
    Element,
    elements_above,
    elements_below,
    is_element,
    label,
    stated_title,
    text_of,
    title_parts,
)
from articles.importing.readers.web.html_labels import is_active, is_crumbs, is_marked, is_section
from articles.nlp.dates import read_dateline
from articles.text.papers import is_paper_name

# What a path may begin with besides the front page.
_NEWS: Final = frozenset({"tin mới", "tin nóng", "tin tức"})
_LONGEST_PATH: Final = 100  # characters of a path of sections
_LONGEST_NAME: Final = 6  # words of a section
_MOST_STEPS, _MOST_UNMARKED = 5, 2  # sections of a path, and of one without marks between them
_LINKED_PATH: Final = range(2, 4)  # links from the front page on with pictures between them
_STEP: Final = re.compile(r"\s*(?:[>›»/→]|::)+\s*")
_AROUND_NAME: Final = re.compile(r"^[\s|>›»/•·,–-]+|[\s|>›»/•·,–-]+$")
_SITE: Final = re.compile(r"^(?:https?:)?//[^/]*")
# The address of a section has words and no number: "/phap-luat.htm", "/the-thao/bong-da/".
_SECTION_PATH: Final = re.compile(
    r"(?!/(?:tac-gia|but-danh|authors?|users?|profile)\b)(?:/[a-z]+(?:-[a-z]+){0,4}){1,2}(?:\.\w+|/)?"
)


def shown_section(root: Element, title: Element | None) -> str:
    """Return the section that the page shows, as its readers find it.

    That is the end of the path of sections: an element with such a class, else links beside the title or its date.
    Else it is an element with the class of a category, or the item of the menu that is marked.
    """
    elements = [e for e in root.iter() if is_element(e) and e.tag not in {"body", "html"}]
    headline = text_of(title).casefold() if title is not None else ""
    crumbs = (_end_of_path(e, headline) for e in elements if _are_crumbs(e))
    if found := next(filter(None, crumbs), ""):
        return found
    if title is not None:
        beside = map(_section_beside_date, (*elements_above(title), *elements_below(title)))
        shown = (_link_above(title), *beside, *map(_unmarked_path, elements_above(title)), _name_above(title))
        if found := next(filter(None, shown), ""):
            return found
    tagged = (e for e in elements if is_section(label(e)) or "category" in (e.get("rel") or "").split())
    named = (_known_section(e) for e in (*tagged, *(e for e in elements if is_active(label(e)))))
    marked = map(_marked_item, elements)
    return next(filter(None, (*named, *marked)), "") or _section_titled(root) or _tagged_section(elements)


def _tagged_section(elements: list[Element]) -> str:
    """Return the known section in the labels that a blog gives a post, else the only step of a path: "Tin tức"."""
    tags = (text_of(e) for e in elements if "tag" in (e.get("rel") or "").split())
    known = next((tag for tag in tags if is_section_name(tag) and not _is_home(tag)), "")
    filed = (e for e in elements if "category" in (e.get("rel") or "").split())
    paths = (links[-1] for e in elements if _are_crumbs(e) and (links := list(e.iter("a"))))
    names = map(text_of, (*filed, *paths))
    return known or next((name for name in names if name.lower() in _NEWS), "")


def _section_titled(root: Element) -> str:
    """Return the known section that <title> has between the headline and the paper: "... | Sức khỏe | Báo X"."""
    _, *parts = title_parts(stated_title(root))
    return next((part for part in parts if is_section_name(part) and not _is_home(part)), "")


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
    # The front page and several sections, or another page of the site, without marks between them are the menu.
    if len(marked) == 1 and (len(steps) not in _LINKED_PATH or any(map(is_site_page, sections))):
        return ""
    from_home = _is_home(steps[0]) and (len(marked) > 1 or len(links) in _LINKED_PATH)
    return sections[-1] if from_home or any(is_section_name(section) for section in sections) else ""


def _link_above(title: Element) -> str:
    """Return the section whose link alone stands directly above the title: called a category, or with an address of
    few words; "" where another thing stands there.
    """
    above = next(elements_above(title), None)
    link = next(above.iter("a"), None) if above is not None else None
    name = text_of(link) if link is not None else ""
    if above is None or link is None or not _may_be_section(name) or text_of(above) != name:
        return ""
    if is_furniture(name) or paper_called(name) or is_paper_name(name) or not name[0].isupper():
        return ""
    return name if is_section(label(above)) or is_section(label(link)) or _leads_to_section(link) else ""


def _name_above(title: Element) -> str:
    """Return the known section whose name alone stands above the title, with no more than the date between."""
    lines = (text_of(element) for element in elements_above(title))
    line = next((line for line in lines if read_dateline(line) is None), "")
    return line if is_section_name(line) and not _is_home(line) else ""


def _section_beside_date(element: Element) -> str:
    """Return the section that stands on one line with a date: a known one, one with a mark, or a link to one."""
    text = text_of(element)
    dateline = read_dateline(text) if len(text) <= _LONGEST_PATH else None
    if not dateline or not dateline.rest:
        return ""
    linked = [text_of(link) for link in element.iter("a") if _leads_to_section(link)]
    if len(linked) == 1 and _letters(linked[0]) == _letters(dateline.rest):
        return linked[0] if _may_be_section(linked[0]) else ""
    name = _AROUND_NAME.sub("", dateline.rest)
    marked = text.startswith(name) and _STEP.match(text[len(name) :])
    return name if _may_be_section(name) and (is_section_name(name) or marked) else ""


def _letters(text: str) -> str:
    """Return the words of a text alone: what is read beside a date lacks the marks between them."""
    return "".join(filter(str.isalpha, text))


def _marked_item(element: Element) -> str:
    """Return the name of a menu's item that is marked as the one that is read, beside other links to sections."""
    if element.tag not in {"li", "a"} or not is_marked(element.get("class") or ""):
        return ""
    item = element.getparent() if element.tag == "a" else element
    menu = item if item is not None and item.tag != "li" else element.getparent()
    link, name = next(element.iter("a"), None), text_of(element)
    if link is None or menu is None or not _may_be_section(name) or not _leads_to_section(link):
        return ""
    return name if sum(map(_leads_to_section, menu.iter("a"))) > 1 else ""


def _leads_to_section(link: Element) -> bool:
    return _SECTION_PATH.fullmatch(_SITE.sub("", link.get("href") or "")) is not None


def _without(text: str, steps: list[str]) -> str:
    for step in steps:
        text = text.replace(step, "", 1)
    return text.strip()


def _is_home(name: str) -> bool:
    """Tell whether a step of a path is the front page, or the newest articles: no section."""
    return is_front_page(name) or name.lower() in _NEWS


def _may_be_section(text: str) -> bool:
    few = 0 < len(text.split()) <= _LONGEST_NAME and any(map(str.isalpha, text))
    return few and not _is_home(text) and text[-1] not in ".:!?" and read_dateline(text) is None
