"""The head of an article: its section, title, dateline and, on some pages, its byline."""

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from articles.importing.cleaning.byline_names import are_capitals, are_names
from articles.importing.cleaning.bylines import read_beside_date, read_named_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signed_names import Byline, names_paper
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import Dateline, read_dateline, read_update
from articles.text.papers import paper_named

_PATH: Final = re.compile(r"[>/›»|]")
# The tags that blogs print behind the date.
_TAGS: Final = re.compile(r"\s*\b(?:Nhãn|Labels?|Tags?|Thẻ)\s.*$")
_MAX_SECTION_WORDS: Final = 5
_LONGEST_OF_TOP: Final = 20  # words of a line above an article's text


@dataclass(slots=True)
class Head:
    """What is read above the lead; "" or () where it is missing. `updated` dates an update, as ISO."""

    title: str = ""
    section: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    source: str = ""
    updated: str = ""


def take_head(blocks: list[Block]) -> tuple[Head, list[Block]]:
    """Return the head of an article and the blocks below it."""
    titled = next((index for index, block in enumerate(blocks) if block.role is Role.TITLE), None)
    head = Head()
    if titled is not None:
        head.title = " ".join(blocks[titled].text.split())
        blocks = blocks[:titled] + blocks[titled + 1 :]
    # A form or a letterhead above the title is a table of the text.
    above = list(takewhile(lambda block: block.role is Role.TABLE, blocks))
    blocks, index = blocks[len(above) :], 0
    pictures: list[Block] = []
    while index < len(blocks) and (_belongs_to_head(head, blocks, index) or _is_picture_in_head(head, blocks, index)):
        if blocks[index].role is Role.CAPTION:
            pictures.append(blocks[index])
        index += 1
    rest = _without_late_dateline(head, pictures + blocks[index:])
    # The date of an update is the only one that some papers print.
    head.published = head.published or head.updated
    return head, above + rest


def _without_late_dateline(head: Head, blocks: list[Block]) -> list[Block]:
    """Read a dateline that stands below other lines of a page's top, such as its sections, unless one is read.

    A day without a time is not one: many pages print the day on which they are read.
    """
    if head.published:
        return blocks
    for index, block in enumerate(takewhile(lambda block: len(block.text.split()) <= _LONGEST_OF_TOP, blocks)):
        dateline = read_dateline(block.text) if block.role in {Role.TEXT, Role.LEAD} else None
        if dateline and "T" in dateline.published and not dateline.rest and index + 1 < len(blocks):
            head.published = dateline.published
            return blocks[:index] + blocks[index + 1 :]
    return blocks


def _belongs_to_head(head: Head, blocks: list[Block], index: int) -> bool:
    """Read a block into `head` and return True, or return False where the article's text begins."""
    block = blocks[index]
    if block.role in {Role.LEAD, Role.CAPTION, Role.TABLE}:
        return False
    below = blocks[index + 1].text if index + 1 < len(blocks) else ""
    if (dateline := read_dateline(block.text)) and _take_dateline(head, dateline, below):
        if not head.section and "|" in block.text and _is_filed(dateline):
            head.section = dateline.rest
        head.updated = head.updated or read_update(block.text)
        return True
    if index + 1 < len(blocks) and _is_section(blocks, index, titled=bool(head.title)):
        head.section = head.section or _PATH.split(block.text)[-1].strip(" -.:")
        return True
    if not head.title:
        head.title = block.text
        return True
    if len(blocks) > index + 1 and block.text.casefold() == head.title.casefold():
        return True
    return len(blocks) > index + 1 and _take_byline(head, block)


def _is_picture_in_head(head: Head, blocks: list[Block], index: int) -> bool:
    """Tell whether a block is the caption of a picture between the title and the author or the date."""
    below = blocks[index + 1 : index + 2]
    if blocks[index].role is not Role.CAPTION or not head.title or not below or below[0].role is not Role.TEXT:
        return False
    dateline = read_dateline(below[0].text)
    is_signed = are_names(below[0].text) or read_named_byline(below[0].text) is not None
    return is_signed or (dateline is not None and not dateline.rest)


def _take_dateline(head: Head, dateline: Dateline, below: str) -> bool:
    """Read a dateline and the byline or section beside it; return False where it is a text with a date in it."""
    rest = "" if is_furniture(dateline.rest) else _TAGS.sub("", dateline.rest)
    byline = read_beside_date(rest) if rest else None
    # "Lao Động" is a paper, "Lao động" a section.
    named = is_section_name(rest) and not (are_capitals(rest) and paper_named(rest) == rest)
    beside_title = bool(head.title) or _is_title_like(below)
    # "15:45 11/10/2024 | Thị trường chứng khoán": a time and the name of a section that no list has.
    timed = bool(head.title) and "T" in dateline.published and byline is None and _is_label(rest)
    if rest and not timed and not (beside_title and (named or (byline and (head.title or dateline.published)))):
        return False
    head.published = head.published or dateline.published
    if byline and not named:
        # A name alone above it may be that of a section: "Sao Việt".
        head.authors = byline.authors or head.authors
        head.source = head.source or byline.source
    head.section = head.section or (rest if named else "")
    return True


def _is_filed(dateline: Dateline) -> bool:
    """Tell whether what stands beside a time, behind a bar, is a section that no list has, and no name."""
    is_timed = "T" in dateline.published and _is_label(dateline.rest) and not is_furniture(dateline.rest)
    return is_timed and read_beside_date(dateline.rest) is None and not names_paper(dateline.rest)


def _is_label(text: str) -> bool:
    return 0 < len(text.split()) <= _MAX_SECTION_WORDS and text[0].isupper() and text[-1] not in ".?!:,"


def _take_byline(head: Head, block: Block) -> bool:
    byline = Byline(source=block.text) if names_paper(block.text) else read_named_byline(block.text)
    if byline is None:
        return False
    head.authors = head.authors or byline.authors
    head.source = head.source or byline.source
    return True


def _is_section(blocks: list[Block], index: int, *, titled: bool) -> bool:
    """Tell whether a line names a section, by its words or by its place above title and dateline, in any order."""
    text = blocks[index].text
    if _are_sections(text):
        return True
    below = [block.text for block in blocks[index + 1 : index + 3]]
    if titled or len(below) < 2 or len(text.split()) > _MAX_SECTION_WORDS or text[-1] in ".?!":
        return False
    return any(read_dateline(date) and _is_title_like(title) for date, title in (below, below[::-1]))


def _are_sections(text: str) -> bool:
    """Tell whether a line is the name of a section or a path of sections ("Trang chủ > Thời sự")."""
    names = [part.strip(" -.:") for part in _PATH.split(text.lower())]
    return any(names) and all(is_section_name(name) for name in names if name)


def _is_title_like(text: str) -> bool:
    return len(text.split()) > _MAX_SECTION_WORDS and text[-1] not in ".…:" and not has_credit(text)
