"""Elements of HTML: their labels, whether they are shown, their text with its white space, what stands beside one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from lxml import etree, html

from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.phrases import phrases
from articles.importing.readers.web.html_labels import is_beside

Element = html.HtmlElement

# Elements in one another that the parser reads (libxml2), a few of which it adds itself.
_DEEPEST: Final = 250

BLOCK_TAGS: Final = phrases("block_tags")
SKIPPED_TAGS: Final = phrases("skipped_tags")
# The tags of pictures; AMP pages have their own.
PICTURES: Final = ("img", "amp-img", "amp-anim")
_LABELS: Final = ("class", "id", "itemprop", "type", "data-type", "data-role", "data-slot")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ICONS: Final = re.compile(
    r"(?:^|\s)(?:material-(?:icons|symbols)\S*|glyphicon\S*|fa[srlbd]?|icon|icons|ic|bi|ti|ico)(?:$|\s)", re.IGNORECASE
)
# The place that some papers print before the first words of a lead.
_STAMP: Final = re.compile(r"location-?stamp|(?:^|[\s_-])(?:location|dateline|dia-?danh)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_STAMP: Final = 40
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_LONGEST_LABEL: Final = 500
_TITLE_PARTS: Final = re.compile(r"\s+[|«»·•–—-]\s+")
_NEAR: Final = 6  # elements beside the title, on each side


def is_element(node: Any) -> bool:
    """Tell an element from a comment or a processing instruction."""
    return isinstance(node.tag, str)


def label(element: Element) -> str:
    """Return what the page calls an element: its classes, its id, and the attributes that name its part.

    A tag that the page makes up is a name too: <ai-summary>.
    """
    stated = dict(element.items())
    tag = str(element.tag)
    if not stated and "-" not in tag:
        return ""
    named = " ".join(filter(None, (tag if "-" in tag else "", *map(stated.get, _LABELS))))
    return named[:_LONGEST_LABEL].strip()


def is_hidden(element: Element) -> bool:
    """Tell whether a page says itself that an element is not shown."""
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _is_stand_in(element: Element) -> bool:
    """Tell whether AMP shows an element only where, or until, something else cannot be shown."""
    return element.get("fallback") is not None or element.get("placeholder") is not None


def is_icon(element: Element) -> bool:
    """Tell whether an element is a picture drawn by an icon font: its text is the name of the picture."""
    return _is_icon_class(element.get("class") or "") and not re.search(
        r"\s|[^\x00-\x7f]", element.text_content().strip()
    )


@lru_cache(maxsize=4000)
def _is_icon_class(classes: str) -> bool:
    return _ICONS.search(classes) is not None


def is_stamp(element: Element) -> bool:
    """Tell whether an element is the place that a paper prints before the first words of a lead."""
    classes = element.get("class")
    return bool(classes) and _is_stamp_class(classes) and len(element.text_content()) <= _LONGEST_STAMP


@lru_cache(maxsize=4000)
def _is_stamp_class(classes: str) -> bool:
    return _STAMP.search(classes) is not None


def is_unseen(element: Element) -> bool:
    """Tell whether an element shows no text of an article: scripts, forms, hidden elements, icons, place stamps."""
    if not is_element(element) or element.tag in SKIPPED_TAGS:
        return True
    # Attributes alone tell the rest.
    return bool(element.keys()) and (
        is_hidden(element) or _is_stand_in(element) or is_icon(element) or is_stamp(element)
    )


def has_blocks(element: Element) -> bool:
    """Tell whether an element, or one in it, stands apart from the text around it."""
    return element.tag in BLOCK_TAGS or any(True for _ in element.iterdescendants(*BLOCK_TAGS))


def own_text(element: Element) -> str:
    """Return the text before the first child, each run of white space as one space."""
    return _spaced(element, element.text)


def tail_text(element: Element) -> str:
    """Return the text after an element, each run of white space as one space."""
    return _spaced(element.getparent(), element.tail)


def _spaced(element: Element | None, text: str | None) -> str:
    if not text:
        return ""
    return text if element is not None and element.tag == "pre" else _SPACES.sub(" ", text)


def runs(element: Element) -> Iterator[str]:
    """Yield the text of an element and of those in it that are shown, with "\\n" for <br>."""
    yield own_text(element)
    for child in element:
        if is_element(child) and child.tag == "br":
            yield "\n"
        elif not is_unseen(child):
            yield from runs(child)
        yield tail_text(child)


def text_of(element: Element) -> str:
    """Return the shown text of an element on one line; elements that stand apart are separated by a space."""
    return clean_line("".join(_spaced_runs(element)))


def _spaced_runs(element: Element) -> Iterator[str]:
    apart = element.tag in BLOCK_TAGS or element.tag == "br"
    yield " " if apart else ""
    yield own_text(element)
    for child in element:
        if not is_unseen(child):
            yield from _spaced_runs(child)
        yield tail_text(child)
    yield " " if apart else ""


def stated_title(root: Element) -> str:
    """Return the <title> of a page on one line, "" where it has none."""
    return clean_line(root.findtext(".//title") or "")


def title_parts(title: str) -> list[str]:
    """Return the parts of a <title> between its marks: the headline, often the section, and the name of the site."""
    return _TITLE_PARTS.split(title)


def elements_above(title: Element) -> Iterator[Element]:
    """Yield the elements with text that stand above the title, the nearest first."""
    yield from _beside(title, "preceding")


def elements_below(title: Element) -> Iterator[Element]:
    """Yield the elements with text that stand below the title, the nearest first."""
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


def is_cut_short(root: Element) -> bool:
    """Tell whether a page is nested as deeply as the parser goes, which leaves out what is below."""
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest >= _DEEPEST
