"""Where the article begins and ends on its page: furniture and what follows the article are left out."""

import re
from collections.abc import Collection
from itertools import groupby, zip_longest
from typing import Final

from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import is_credit
from articles.importing.cleaning.furniture import (
    heads_comments,
    is_bare_number,
    is_furniture,
    may_start_tail,
    starts_tail,
)
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline
from articles.text.word_pairs import word_pairs

# "2-1"
_SCORE: Final = re.compile(r"\d\s*[-–]\s*\d")
_PARAGRAPH, _LONGEST_SUBHEADING = 12, 6  # words
_LEAST_ABOVE: Final = 2  # lines above the heading of a box
_OWN: Final = frozenset({Role.TITLE, Role.LEAD, Role.TABLE})


def own_blocks(blocks: tuple[Block, ...], always: Collection[str] = (), text: Collection[str] = ()) -> list[Block]:
    """Return the blocks of the article, without furniture, up to a heading of what follows the article.

    Where the byline is still to come after such a heading, it belongs to a box inside the article: the box is left
    out and the rest kept. So it is where no paragraph stands above the heading, or one of `text` below it and no
    byline above, or most of the `text`. `always`: lines that stay whatever they look like.
    """
    kept: list[Block] = []
    own_numbers = _own_numbers(blocks)
    index, gap, in_text = 0, False, False
    while index < len(blocks):
        block = blocks[index]
        if (
            block.role is not Role.TITLE
            and block.text not in always
            and _ends_article(kept, block, blocks[index + 1 :])
        ):
            below = blocks[index + 1 :]
            stays = any(one.text in always for one in below) or _goes_on(below, kept, text)
            if not stays and (heads_comments(block.text) or not _is_mostly_below(below, kept, text)):
                break
            index = _past_box(blocks, index + 1, text)
            gap = True
            continue
        own = block.role in _OWN or index in own_numbers or block.text in always
        own = own or (not in_text and _states_time(block))
        is_heading = len(kept) >= _LEAST_ABOVE and may_start_tail(block.text)
        if not own and (is_heading or all(map(is_furniture, block.text.split("\n")))):
            gap = True
        else:
            kept.append(block.below_gap(gap))
            gap, in_text = False, in_text or _is_paragraph(block)
        index += 1
    return kept


def _states_time(block: Block) -> bool:
    """Tell whether a line above the text says when the article was posted, whatever buttons stand beside it."""
    dateline = read_dateline(block.text)
    return dateline is not None and "T" in dateline.published and is_furniture(dateline.rest)


def _ends_article(kept: list[Block], block: Block, below: tuple[Block, ...]) -> bool:
    """Tell whether a line heads what follows the article; a weak heading below a byline, or with no sentence below."""
    if len(kept) < _LEAST_ABOVE or block.role is Role.TABLE:
        return False
    if starts_tail(block.text):
        return True
    if not may_start_tail(block.text):
        return False
    listed = bool(below) and not any(one.role is not Role.TEXT or one.text[-1] in '.?!…:”"' for one in below)
    return _is_signature(kept[-1]) or (listed and _is_paragraph(kept[-1]))


def _own_numbers(blocks: tuple[Block, ...]) -> frozenset[int]:
    """Return the places of short numbers ("54", "2-1", "1.") that belong to the text: no line beside is furniture.

    A count of readers or comments stands by the furniture, or by the title of a copied page, its dateline or byline.
    Where several lines that read as bylines have numbers below, they are rows of a table: "Việt Nam", "54", "Thái Lan",
    "3". A score is never such a count.
    """
    own: set[int] = set()
    above: Block | None = None
    titled = False
    runs = [(number, list(run)) for number, run in groupby(enumerate(blocks), lambda one: is_bare_number(one[1].text))]
    rows = sum(_is_signature(run[-1][1]) for is_number, run in runs[:-1] if not is_number) > 1
    for (is_number, run), following in zip_longest(runs, runs[1:]):
        if is_number:
            below = following[1][0][1] if following else None
            of_table = rows or any(_SCORE.search(block.text) for _, block in run)
            if above is not None and (titled or above is not blocks[0]) and _are_text(above, below, of_table=of_table):
                own.update(index for index, _ in run)
        else:
            above = run[-1][1]
            titled = titled or any(block.role is Role.TITLE for _, block in run)
    return frozenset(own)


def _are_text(above: Block, below: Block | None, *, of_table: bool) -> bool:
    """Tell whether the lines around a number are of the text too; in a table a line that reads as a byline is."""
    dateline = read_dateline(above.text)
    if any(is_furniture(one.text) or starts_tail(one.text) for one in (above, below) if one is not None):
        return False
    return not (dateline and not dateline.rest) and (of_table or not _is_signature(above))


def _is_signature(block: Block) -> bool:
    return block.role is Role.BYLINE or read_named_byline(block.text) is not None


def _goes_on(below: tuple[Block, ...], kept: list[Block], text: Collection[str]) -> bool:
    """Tell whether the article continues below: it has captions there, its paragraphs, or its first byline."""
    if any(block.role is Role.CAPTION for block in below):
        return True
    if not any(map(_is_paragraph, kept)) and any(map(_is_paragraph, below)):
        return True
    # A name above the last paragraph stands at the top of the text.
    signed = kept[-1:] if kept and _is_paragraph(kept[-1]) else kept[-2:]
    if any(map(_is_signature, signed)):
        return False
    if any(block.text in text for block in below):
        return True
    last = next((block for block in reversed(below) if not is_furniture(block.text)), None)
    return last is not None and _is_signature(last)


def _is_mostly_below(below: tuple[Block, ...], kept: list[Block], text: Collection[str]) -> bool:
    """Tell whether paragraphs of the `text` below a box have more words than those above it."""
    words = sum(len(block.text.split()) for block in below if block.text in text)
    return words > sum(len(block.text.split()) for block in kept if _is_paragraph(block))


def _is_paragraph(block: Block) -> bool:
    is_stopped = block.text.rstrip(" ”»\"')").endswith((".", "…", ":"))
    return is_stopped and len(block.text.split(maxsplit=_PARAGRAPH)) >= _PARAGRAPH


def _past_box(blocks: tuple[Block, ...], index: int, text: Collection[str]) -> int:
    """Return the index after the titles in a box: lines that end without a full stop."""
    while index < len(blocks) and blocks[index].role is Role.TEXT and blocks[index].text[-1] not in '.…”»"!':
        below = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if blocks[index].text in text or (below and is_credit(below)) or _heads_text(blocks[index].text, below, text):
            break
        index += 1
    return index


def _heads_text(line: str, below: str, text: Collection[str]) -> bool:
    """Tell whether the last line of a box is a sub-heading: short, and its words are in the paragraph `below`."""
    is_short = 1 < len(line.split()) <= _LONGEST_SUBHEADING
    return is_short and below in text and set(word_pairs(line)) <= set(word_pairs(below))
