"""What stands in the content of a page and is no part of the article: boxes of other articles, readers' comments.

A box has a label, such as "Đọc thêm", and a linked title below it.
"""

import re
from collections.abc import Iterator
from typing import Final

from articles.importing.cleaning.furniture import heads_comments, starts_tail
from articles.importing.readers.page import Role
from articles.importing.readers.web.html_blocks import Placed, Region
from articles.importing.readers.web.html_boxes import is_box_beside
from articles.importing.readers.web.html_elements import Element, is_element, is_unseen
from articles.text.sentences import ends_sentence

_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_COUNTED: Final = re.compile(r"\(\d+\)$")
_LONGEST_BOX: Final = 1000  # letters
_LEAST_LINKED: Final = 0.2  # share of the letters of a box
_PARAGRAPH: Final = 12  # words


def without_comments(placed: list[Placed]) -> list[Placed]:
    """Return the blocks of a page up to a heading with the number of comments below the article: "Bình luận (7)"."""
    paragraph = next((at for at, one in enumerate(placed) if _is_paragraph(one)), len(placed))
    headings = (at for at, one in enumerate(placed) if at > paragraph and _counts_comments(one))
    end = next(headings, len(placed))
    return [one for at, one in enumerate(placed) if at < end or one.region is not Region.INSIDE]


def _counts_comments(placed: Placed) -> bool:
    text = placed.block.text if placed.region is Region.INSIDE and placed.element.tag in _HEADINGS else ""
    return _COUNTED.search(text) is not None and heads_comments(text)


def without_inner_boxes(placed: list[Placed], content: Element) -> list[Placed]:
    """Return the blocks of a page without the labelled boxes after which a paragraph of the article follows.

    Where none follows, the label stays: it ends the article.
    """
    left_out: set[int] = set()
    for index, one in enumerate(placed):
        if not _is_label(one):
            continue
        within = {part for box in _boxes(one, content) for part in box.iter()}
        box = [at for at in range(index, len(placed)) if at == index or placed[at].element in within]
        after = next((other for at, other in enumerate(placed) if at > index and at not in box), None)
        if within and after is not None and _is_paragraph(after):
            left_out.update(box)
    return [one for index, one in enumerate(placed) if index not in left_out]


def _is_label(placed: Placed) -> bool:
    text = placed.block.text if placed.region is Region.INSIDE and placed.block.role is Role.TEXT else ""
    return starts_tail(text) and not heads_comments(text)


def _is_paragraph(placed: Placed) -> bool:
    is_text = placed.region is Region.INSIDE and placed.block.role is Role.TEXT
    return is_text and len(placed.block.text.split()) >= _PARAGRAPH and ends_sentence(placed.block.text)


def _boxes(label: Placed, content: Element) -> list[Element]:
    """Return the element that holds the label and what it heads, or the boxes directly below a label that is alone."""
    own = _letters(label.block.text)
    for element in (label.element, *label.element.iterancestors()):
        if element is content or element in content.iterancestors():
            return []
        if _letters(element.text_content()) != own:
            return [element] if _is_box(element, own) else []
        if below := list(_boxes_below(element)):
            return below
    return []


def _is_box(element: Element, label: str) -> bool:
    """Tell whether an element begins with the label, and has links to other articles and little else below it."""
    text = _letters(element.text_content())
    rest = len(text) - len(label)
    return text.startswith(label) and rest <= _LONGEST_BOX and _linked(element) >= _LEAST_LINKED * rest


def _boxes_below(element: Element) -> Iterator[Element]:
    """Yield the boxes of links that follow an element, up to the first thing that is none."""
    between = (element.tail or "").strip()
    for sibling in element.itersiblings():
        shown = _letters(sibling.text_content()) if is_element(sibling) and not is_unseen(sibling) else ""
        if between or (shown and not (is_box_beside(sibling) or _linked(sibling) == len(shown))):
            return
        if shown:
            yield sibling
        between = (sibling.tail or "").strip()


def _linked(element: Element) -> int:
    """Return how many letters of an element are in links."""
    return sum(len(_letters(link.text_content())) for link in element.iter("a"))


def _letters(text: str) -> str:
    """Return the letters of a text alone: between two blocks there may be no space."""
    return "".join(filter(str.isalnum, text))
