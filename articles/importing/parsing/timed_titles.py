"""The titles of other articles that a page prints below the lead, each under its time: "1 giờ trước", "10/06/2019"."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline
from articles.text.sentences import ends_sentence

_AGO: Final = re.compile(
    r"(?:khoảng |cách đây )?\d{1,2} (?:giây|phút|giờ|tiếng|ngày|tuần|tháng) trước"
    r"|(?:an?|\d{1,2}) (?:minute|hour|day|week)s? ago",
    re.IGNORECASE,
)
_TITLE: Final = range(5, 31)  # words
_LONGEST_TIME: Final = 8  # words
# "Giá vàng SJC quay đầu giảm 14:01, 08/02/2017".
_TITLE_AND_TIME: Final = re.compile(
    r"(?:\S+\s+){4,29}\S*[^\s.]\s+\(?(?:\d{1,2}[:h]\d\d\W{1,3}\d{1,2}[/-]\d{1,2}[/-]\d{4}"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{4}\W{1,3}\d{1,2}[:h]\d\d)\)?"
)


def without_timed_titles(blocks: Sequence[Block], lead: int, always: Collection[str] = ()) -> Sequence[Block]:
    """Return the lines of a copied page without the times and titles directly below its `lead`.

    The article is dated above the lead: else the time may be its own. Where times stand amid the text as well, it is
    a report that was written while something happened. Lines that stay `always` are not touched.
    """
    below = lead + 1
    while below + 2 < len(blocks) and _is_time(blocks[below]) and _is_title(blocks[below + 1]):
        below += 2
    gone = range(lead + 1, below)
    if not gone or not ends_sentence(blocks[below].text) or not any(map(_has_time, blocks[:lead])):
        return blocks
    if any(_is_time(block) and ends_sentence(above.text) for above, block in pairwise(blocks[below:])):
        return blocks
    return [block for index, block in enumerate(blocks) if index not in gone or block.text in always]


def titles_with_times(blocks: Sequence[Block], text: int) -> set[int]:
    """Return the titles below the first paragraph that stand before a time on their line, two or more in a run."""
    able = {
        index
        for index in range(text + 1, len(blocks))
        if blocks[index].role is Role.TEXT and _TITLE_AND_TIME.fullmatch(blocks[index].text)
    }
    return {index for index in able if index - 1 in able or index + 1 in able}


def _is_time(block: Block) -> bool:
    if block.role is not Role.TEXT or len(block.text.split()) > _LONGEST_TIME:
        return False
    dateline = read_dateline(block.text)
    return _AGO.fullmatch(block.text) is not None or (dateline is not None and not dateline.rest)


def _has_time(block: Block) -> bool:
    return read_dateline(block.text) is not None


def _is_title(block: Block) -> bool:
    text = block.text
    if block.role is not Role.TEXT or len(text.split()) not in _TITLE or ends_sentence(text):
        return False
    return not (has_credit(text) or read_byline(text) is not None or _has_time(block))
