"""The blocks of a page or a fragment in page order: paragraphs, captions, tables, in the roles of their labels."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile
from math import inf
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.cleaning.furniture import starts_tail
from articles.importing.readers.page import LONGEST_CELL, Block, Role, holds_data, table_block
from articles.importing.readers.web.html_boxes import SHORTEST_LINK, is_box_beside
from articles.importing.readers.web.html_breaks import is_date, parted_by_breaks
from articles.importing.readers.web.html_bylines import is_quoted
from articles.importing.readers.web.html_elements import (
    BLOCK_TAGS,
    PICTURES,
    SKIPPED_TAGS,
    Element,
    has_blocks,
    is_element,
    is_hidden,
    is_unseen,
    label,
    own_text,
    runs,
    tail_text,
)
from articles.importing.readers.web.html_labels import is_byline, is_caption, is_lead, is_photographer

# Words of the cells of a table of data, on average, where pictures stand in it.
_LONGEST_CELL_BY_PICTURES: Final = 6
_MOST_LINKED: Final = 0.8
_LONGEST_BYLINE, _LONGEST_LEAD = 200, 1500  # characters
_LONGEST_CAPTION: Final = 400  # characters of the text below a picture
_CENTRED: Final = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_SMALL: Final = re.compile(
    r"font-size\s*:\s*(?:(?:[5-9]|1[0-3])(?:\.\d+)?p[xt]|0?\.\d+r?em|(?:x-|xx-)?small)", re.IGNORECASE
)
_LONGEST_SMALL_PRINT: Final = 250  # characters
_CAPTION_TAGS: Final = frozenset({"td", "p", "div", "span"})
_PARTS: Final = BLOCK_TAGS - {"br", *PICTURES, "hr"}
_MOST_LINKED_LEAD: Final = 0.5


class Region(Enum):
    """Where a block stands: before the title, between title and content, in the content, or after it."""

    BEFORE = "before"
    ABOVE = "above"
    INSIDE = "inside"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and its region; `element` is the one that it comes from."""

    block: Block
    region: Region
    element: Element


@dataclass(slots=True)
class BlockWalk:
    """A walk over the elements of a page in their order.

    `held` are the elements that hold title or content: they are never left out for their labels.
    """

    title: Element | None = None
    content: Element | None = None
    region: Region = Region.INSIDE
    held: set[Element] = field(default_factory=set)

    def __post_init__(self) -> None:
        for one in (self.title, self.content):
            if one is not None:
                self.held.update((one, *one.iterancestors()))

    def blocks(self, element: Element, role: Role = Role.TEXT) -> Iterator[Placed]:
        """Yield the blocks in an element that are not empty."""
        entered = element is self.content
        # Where the title stands in the content, what is before it is no part of the article.
        if entered and not (self.region is Region.BEFORE and self._holds_title(element)):
            self.region = Region.INSIDE
        yield from self._inside(element, self._role(element, role))
        if entered:
            self.region = Region.BELOW

    def _holds_title(self, element: Element) -> bool:
        return self.title is not None and any(one is element for one in self.title.iterancestors())

    def _inside(self, element: Element, role: Role) -> Iterator[Placed]:
        inline: list[str] = [own_text(element)]
        for child in element:
            if child is self.title:
                yield from self._paragraphs(inline, role, element)
                if self.region is Region.BEFORE:
                    within = self.content is None or self._holds_title(self.content)
                    self.region = Region.INSIDE if within else Region.ABOVE
                inline = [tail_text(child)]
                continue
            if is_element(child) and not self._is_left_out(child) and (has_blocks(child) or child in self.held):
                yield from self._paragraphs(inline, role, element)
                yield from self._table(child) if role is Role.TEXT and is_data(child) else self.blocks(child, role)
                inline = [tail_text(child)]
                continue
            if is_element(child) and child.tag == "br":
                inline.append("\n")
            elif not self._is_left_out(child):
                inline.extend(_as_credit(child, inline) if role is Role.CAPTION else runs(child))
            inline.append(tail_text(child))
        yield from self._paragraphs(inline, role, element)

    def _paragraphs(self, inline: list[str], role: Role, element: Element) -> Iterator[Placed]:
        """Yield the paragraphs of inline text, as its line breaks part them."""
        for text in parted_by_breaks(clean_text("".join(inline)).strip()):
            dated, _, below = text.partition("\n")
            if below and is_date(dated):
                yield Placed(Block(dated, role), self.region, element)
                text = below
            # A credit on a line of its own, which the rules for captions add to the one above it.
            if role is Role.CAPTION and "\n" not in text and self._is_photographer(element):
                text = text if has_credit(text) else f"Ảnh: {text}"
            for line in _above_tail(text):
                yield Placed(Block(line, role), self.region, element)

    def _is_photographer(self, element: Element) -> bool:
        above = element.getparent()
        own = (element, above) if above is not None else (element,)
        return any(is_photographer(label(one)) or is_byline(label(one)) for one in own)

    def _table(self, table: Element) -> Iterator[Placed]:
        for caption in table.iter("caption"):
            if text := clean_line("".join(_cell(caption))):
                yield Placed(Block(text), self.region, table)
        if (block := table_block(_rows(table))).text:
            yield Placed(block, self.region, table)

    def _is_left_out(self, element: Element) -> bool:
        """Tell whether an element is unseen, or a box beside the text: related articles, sharing, advertisements."""
        if not is_element(element):
            return True
        if element in self.held:
            return False
        return is_unseen(element) or is_box_beside(element)

    def _role(self, element: Element, inherited: Role) -> Role:
        named = label(element)
        if element.tag == "figcaption" or (named and (is_caption(named) or is_photographer(named))):
            return Role.CAPTION
        if _is_below_picture(element) or _is_line_of_picture(element):
            return Role.CAPTION
        if element.tag in {"body", "html"} or element in self.held or not (named or element.tag == "address"):
            return inherited
        if (is_byline(named) or element.tag == "address") and len(element.text_content()) < _LONGEST_BYLINE:
            # In a caption it names who made the picture.
            if inherited is Role.CAPTION:
                return Role.CAPTION
            return Role.TEXT if is_quoted(element) else Role.BYLINE
        if is_lead(named) and element.tag != "article" and _may_be_lead(element):
            return Role.LEAD
        return inherited


def _as_credit(child: Element, above: list[str]) -> Iterator[str]:
    """Yield the text in an element of a caption; a name that is labelled as the photographer's is a credit.

    It needs no mark where one stands before it: 'Ảnh: <span class="author">Đông Hà</span>'.
    """
    text = child.text_content().strip()
    before = "".join(above).rstrip()
    named = label(child)
    is_name = bool(before and named) and (is_photographer(named) or is_byline(named)) and are_names(text)
    if is_name and before[-1] not in ":/-–—(":
        yield f" Ảnh: {text}"
    else:
        yield from runs(child)


def _above_tail(text: str) -> list[str]:
    """Return the lines of a paragraph apart from where one heads what follows the article: "Các tin khác", and links.

    Others stay together.
    """
    lines = text.split("\n")
    tail = next((index for index, line in enumerate(lines) if starts_tail(line)), len(lines))
    return ["\n".join(lines[:tail]), *lines[tail:]] if 0 < tail < len(lines) else lines if not tail else [text]


def is_data(element: Element) -> bool:
    """Tell whether an element is a table of data, not one that lays out pictures, links or paragraphs."""
    if element.tag != "table" or any(True for _ in element.iterdescendants("table", "h1", "h2", "figure")):
        return False
    rows = [[cell for cell in row if cell] for row in _rows(element)]
    words = [len(cell.split()) for row in rows for cell in row]
    linked = sum(len(link.text_content().split()) for link in element.iter("a"))
    if linked > _MOST_LINKED * sum(words) and sum(words) >= SHORTEST_LINK * len(words):
        return False
    if next(element.iter("th"), None) is not None:
        return holds_data(rows, inf)
    return holds_data(rows, _LONGEST_CELL_BY_PICTURES if _has_picture(element) else LONGEST_CELL)


def _is_below_picture(element: Element) -> bool:
    """Tell whether an element is the caption of a picture: the only text of a box or table that holds a picture."""
    if element.tag not in _CAPTION_TAGS or not 0 < len(element.text_content().strip()) <= _LONGEST_CAPTION:
        return False
    if (_is_centred(element) or _is_small_print(element)) and _is_picture(element.getprevious()):
        return True
    box = next(element.iterancestors("table"), None) if element.tag == "td" else element.getparent()
    if box is None or not _has_picture(box) or next(element.iter("a", *PICTURES), None) is not None:
        return False
    return len(box.text_content().strip()) == len(element.text_content().strip())


def _is_line_of_picture(element: Element) -> bool:
    """Tell whether an element is a picture with its caption under it, centred, all in italics or in a labelled span.

    So editors write both: '<div align="center"><img><br><em>...</em></div>'.
    """
    pictures = list(element.iter(*PICTURES)) if element.tag in {*_CAPTION_TAGS, "center"} else []
    text = element.text_content().strip() if pictures else ""
    if not 0 < len(text) <= _LONGEST_CAPTION or any(True for _ in element.iterdescendants(*_PARTS)):
        return False
    above = _text_above(element, pictures[-1]).strip()
    links = "".join(link.text_content() for link in element.iter("a")).strip()
    set_apart = sum(len(one.text_content().strip()) for one in element.iter("em", "i"))
    set_apart += sum(len(one.text_content().strip()) for one in element.iter("span") if is_caption(label(one)))
    return not (above or links) and (_is_centred(element) or element.tag == "center" or set_apart >= len(text))


def _text_above(element: Element, picture: Element) -> str:
    """Return the text in an element above a picture in it."""
    around = {picture, *picture.iterancestors()}
    before = takewhile(lambda one: one is not picture, element.iter())
    return "".join(own_text(one) + ("" if one in around else tail_text(one)) for one in before)


def _is_centred(element: Element) -> bool:
    return (element.get("align") or "").lower() == "center" or _CENTRED.search(element.get("style") or "") is not None


def _is_small_print(element: Element) -> bool:
    """Tell whether an element is set in small or slanted type as a whole, as editors set captions."""
    length = len(element.text_content().strip())
    if length > _LONGEST_SMALL_PRINT:
        return False
    set_apart = sum(len(one.text_content().strip()) for one in element.iterchildren("em", "i", "small"))
    return set_apart >= length or _SMALL.search(element.get("style") or "") is not None


def _is_picture(element: Element | None) -> bool:
    """Tell whether an element holds a picture and no text."""
    if element is None or not is_element(element) or element.text_content().strip():
        return False
    return _has_picture(element)


def _has_picture(element: Element) -> bool:
    """Tell whether an element is a picture, or one is in it."""
    return next(element.iter(*PICTURES), None) is not None


def _may_be_lead(element: Element) -> bool:
    """Tell whether an element can hold a lead: some words, most of them not in links."""
    text = element.text_content()
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    within = any(True for _ in element.iterancestors("a"))
    return not within and len(text) < _LONGEST_LEAD and linked < _MOST_LINKED_LEAD * max(1, len(text.strip()))


def _rows(table: Element) -> list[list[str]]:
    return [
        [clean_line("".join(_cell(cell))) for cell in row if cell.tag in {"td", "th"}]
        for row in table.iter("tr")
        if not is_hidden(row)
    ]


def _cell(element: Element) -> Iterator[str]:
    """Yield the text of a cell. Unlike outside of tables, a line of links belongs to it."""
    yield own_text(element)
    for child in element:
        if is_element(child) and child.tag not in SKIPPED_TAGS and not is_hidden(child):
            yield " " if child.tag in BLOCK_TAGS or child.tag == "br" else ""
            yield from _cell(child)
        yield tail_text(child)
