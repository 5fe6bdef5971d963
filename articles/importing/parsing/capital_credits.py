"""Credits of pictures that some papers print on a line of their own, in capitals, below the caption."""

import re
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.captions import sentences
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.parsing.page_lines import is_byline, is_paragraph
from articles.importing.readers.page import Block, Role
from articles.text.letter_classes import UNMARKED_UPPER
from articles.text.papers import paper_named
from articles.text.word_pairs import word_pairs

_CAPTION: Final = range(4, 41)  # words
_LONGEST_CREDIT: Final = 6  # words
# "H.Q.L", "BNG", "TTXVN": letters that make no word.
_INITIALS: Final = re.compile(
    rf"(?:[{UNMARKED_UPPER}Đ]{{1,2}}\.){{1,3}}[{UNMARKED_UPPER}Đ]*|[B-DF-HJ-NP-TV-XZĐ]{{2,6}}"
)
_ORIGIN: Final = re.compile(r".+ CUNG CẤP|(?:ẢNH )?(?:INTERNET|TƯ LIỆU|MINH H(?:ỌA|OẠ)|CHỤP MÀN HÌNH)")


def mark_capital_credits(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Mark as captions, with their credits, the sentences above a name in capitals and the paragraph below it.

    A sub-heading in capitals has words of the text, a photographer's name has none. Lines that stay `always` are kept.
    """
    first = next((index for index, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    able = [index for index in range(first + 2, len(blocks) - 1) if _may_be_credit(blocks[index], always)]
    if not able:
        return list(blocks)
    written = set(chain.from_iterable(word_pairs(block.text) for block in blocks if not block.text.isupper()))
    named = {index for index in able if _names_photographer(blocks[index].text, written)}
    shown = {
        index - 1: blocks[index].text
        for index in named
        if _may_be_caption(blocks[index - 1]) and (is_paragraph(blocks[index + 1].text) or index + 2 in named)
    }
    return [
        Block(block.text, Role.CAPTION, block.gap, shown[index]) if index in shown else block
        for index, block in enumerate(blocks)
        if index - 1 not in shown
    ]


def _may_be_credit(block: Block, always: Collection[str]) -> bool:
    text = block.text
    is_line = block.role is Role.TEXT and text.isupper() and len(text.split()) <= _LONGEST_CREDIT
    return is_line and text not in always and not (is_furniture(text) or is_section_name(text) or starts_tail(text))


def _names_photographer(text: str, written: Collection[str]) -> bool:
    """Tell whether a line in capitals says whose a picture is; `written` are the pairs of words of the text."""
    if _INITIALS.fullmatch(text) or _ORIGIN.fullmatch(text) or paper_named(text):
        return True
    return are_names(text) and not any(pair in written for pair in word_pairs(text))


def _may_be_caption(block: Block) -> bool:
    text = block.text
    if block.role not in {Role.TEXT, Role.CAPTION} or len(text.split()) not in _CAPTION or text.isupper():
        return False
    if is_furniture(text) or starts_tail(text) or may_start_tail(text) or is_byline(text) or text[-1] == ":":
        return False
    return not block.credit and len(sentences(text)) == 1
