"""What each line of a copied page is, decided over the whole document by a model (`bench.train_blocks` trains it)."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import has_credit, is_credit
from articles.importing.cleaning.furniture import is_bare_number, is_furniture, starts_tail
from articles.importing.cleaning.mail_addresses import is_mail
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.parsing.bare_captions import bare_captions
from articles.importing.parsing.page_lines import (
    LEAST_CAPTION,
    is_byline,
    is_heading,
    is_long,
    is_long_paragraph,
    is_paragraph,
    is_section,
    is_sentence,
    is_signature,
    is_subheading,
    is_unsigned_caption,
    prose_words,
)
from articles.importing.parsing.page_reading import PageReading, read_copied
from articles.importing.parsing.page_top import PageTop, lead_below_head
from articles.importing.parsing.teasers import is_among, is_glued_teaser, is_last_teaser, is_stamped_teaser
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline

_FEW, _MOST = 3, 2_000  # lines of a text that is too short, and of the longest that is placed
# How likely a line must be no part of the article to be left out: among its paragraphs it must be surer, and a
# paragraph the surest.
_LEFT_OUT, _LEFT_OUT_AMONG, _LEFT_OUT_BELOW_TITLE, _LEFT_OUT_PARAGRAPH, _LEFT_OUT_BYLINE = 0.55, 0.8, 0.8, 0.9, 0.96
_LEFT_OUT_LONG_BELOW_TITLE: Final = 0.98
_LEFT_OUT_SECTION: Final = 0.8
_DOUBTFUL: Final = 0.85  # less likely than this, a line that is left out may be a wrong one
_CAPTION, _TEXT = 0.8, 0.8
# Where the author of the text made the pictures too, captions have no credits of their own.
_CAPTION_SIGNED: Final = 0.45
_SIGNED_PICTURES: Final = re.compile(r"(?:tin|bài)\W{0,3}(?:và\s+|bài\W{1,3})?(?:ảnh|hình)\b.{0,20}:", re.IGNORECASE)
_SHORTEST_SIGNED: Final = 6  # words
_LONGEST_BOX: Final = 3  # lines
_SURE, _LEAST_ANSWERS = 0.95, 2  # how likely a question must be left out, and lines below it
_LINKED_TITLE: Final = range(7, 26)  # words
_BARE_CAPTION: Final = range(5, 16)  # words
_LONGEST_TOOL: Final = 5  # words
_LONGEST_UNSIGNED: Final = 60  # words of a caption without a credit; a longer line is a paragraph that lost its stop


@dataclass(frozen=True, slots=True)
class PlacedLines:
    """The blocks of the article, the texts of captions, those left out, and how many of these are in doubt.

    `bare` counts the captions that nothing but their language tells. `text` holds the lines that the model takes for
    paragraphs. `section`, `source` and `paper` are what the top of the page names (see `PageTop`), "" for none.
    """

    blocks: tuple[Block, ...]
    captions: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    doubtful: int = 0
    bare: int = 0
    text: frozenset[str] = frozenset()
    section: str = ""
    source: str = ""
    paper: str = ""

    def with_captions(self, blocks: list[Block]) -> list[Block]:
        """Return blocks in which those that the model takes for captions have that role."""
        return [
            block.with_role(Role.CAPTION) if block.role is Role.TEXT and block.text in self.captions else block
            for block in blocks
        ]


@dataclass(slots=True)
class _Sorted:
    """The lines that were kept and left out so far; `doubtful` counts those of which the model was not sure."""

    kept: list[Block] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    doubtful: int = 0
    gap: bool = False


def place(blocks: tuple[Block, ...], always: Collection[str] = (), titles: Collection[str] = ()) -> PlacedLines:
    """Leave out the lines that are no part of the article, and name title and captions where the model is sure.

    Headings of what follows an article stay: the rules for its end go by them. So do short numbers, and the lines that
    stay `always`. `titles` holds the keys of the lines of which one is the title for sure.
    """
    if not _FEW < len(blocks) <= _MOST:
        return PlacedLines(blocks)
    blocks = lead_below_head(blocks)
    page = read_copied(blocks, titles)
    if page is None:
        return PlacedLines(blocks)
    lines = _sort(page, always)
    if _knows_too_little(page, lines):
        return PlacedLines(blocks)
    if prose_words(lines.left_out) > prose_words(block.text for block in lines.kept):
        lines.doubtful = max(lines.doubtful, sum(map(is_long_paragraph, lines.left_out)))
    sure = page.likely[:, page.column["text"]] >= _TEXT
    text = frozenset(blocks[index].text for index in {*page.own, *(one for one in page.texts if sure[one])})
    named = (page.top.section, page.top.source, page.top.paper) if page.top else ()
    # The first line is the title where no other is.
    signs = any(_SIGNED_PICTURES.match(block.text) for block in page.blocks)
    no_caption = {*lines.left_out, *([lines.kept[0].text] if page.titled is None else [])}
    bare = frozenset(filter(_may_be_caption, bare_captions(page, is_signed=signs))) - no_caption
    captions = (_captions(page, is_signed=signs) - no_caption) | bare
    return PlacedLines(
        *(tuple(lines.kept), captions, tuple(lines.left_out), lines.doubtful, len(bare), text),
        *named,
    )


def _sort(page: PageReading, always: Collection[str]) -> _Sorted:
    """Keep or leave out each line."""
    blocks, end = page.blocks, page.end
    # Below a byline or a heading sentences are of something else.
    headed_below = 0 <= end < len(blocks) and is_byline(blocks[end].text)
    lines = _Sorted()
    for index, block in enumerate(blocks):
        if page.top and index < page.top.text:
            _place_in_top(blocks, index, page.top, lines.kept, lines.left_out)
            continue
        headed_below = headed_below or (index > end and is_heading(block.text))
        is_said = is_sentence(block.text) and not _asks_readers(page, index)
        if index > end and (headed_below or not is_said) and block.text not in always:
            lines.left_out.append(block.text)
            is_unsure = is_paragraph(block.text) and bool(page.out[index] < _DOUBTFUL)
            lines.doubtful += is_unsure or (not headed_below and has_credit(block.text))
        elif _is_above_title(page, index, always) or _goes(page, lines, index, always):
            lines.gone.add(index)
            lines.left_out.append(block.text)
            is_prose = is_among(page, index) and is_long_paragraph(block.text)
            lines.doubtful += bool(page.out[index] < _DOUBTFUL) or is_prose
            lines.gap = True
        else:
            titled = block.with_role(Role.TITLE) if index == page.titled else block
            lines.kept.append(titled.below_gap(lines.gap))
            lines.gap = False
    return lines


def _is_above_title(page: PageReading, index: int, always: Collection[str]) -> bool:
    """Tell whether a line above the title neither dates the article nor signs it, and names no section."""
    text = page.blocks[index].text
    if page.titled is None or index >= page.titled or text in always or page.blocks[index].role is not Role.TEXT:
        return False
    is_said = is_sentence(text) or has_credit(text)
    return not (is_said or is_section_name(text) or is_byline(text) or read_dateline(text))


def _asks_readers(page: PageReading, index: int) -> bool:
    """Tell whether a question below the article is one to its readers: short answers to choose from stand below it."""
    below = [block.text for block in page.blocks[index + 1 : index + 1 + _LEAST_ANSWERS]]
    is_sure = page.blocks[index].text[-1] == "?" and page.out[index] >= _SURE
    return bool(is_sure) and len(below) == _LEAST_ANSWERS and not any(map(is_sentence, below))


def _goes(page: PageReading, lines: _Sorted, index: int, always: Collection[str]) -> bool:
    """Tell whether a line up to the end of the article is no part of it."""
    block, blocks, out = page.blocks[index], page.blocks, page.out
    headed = index - 1 in lines.gone and out[index - 1] >= _LEFT_OUT_AMONG and is_heading(blocks[index - 1].text)
    is_title = index == page.titled or (page.titled is None and not lines.kept and not is_furniture(block.text))
    if is_title or block.text in always or index == page.end or index in page.kept or page.is_dateline(index):
        return False
    if are_names(block.text) and index + 1 < len(blocks) and is_mail(blocks[index + 1].text):
        return False
    # A caption that tells of what the article tells, whatever stands above it, and the credit of one that stays.
    if page.shares[index] and has_credit(block.text) and not is_credit(block.text):
        return False
    if index - 1 in page.alone and is_credit(block.text):
        return False
    if is_stamped_teaser(page, index, headed=headed) or is_glued_teaser(page, index, headed=headed):
        return True
    if is_last_teaser(page, index, headed=headed) or _is_link_among(page, index):
        return True
    least = _least(block, among=is_among(page, index), headed=headed, shares=page.shares[index])
    if _is_beside_tools(blocks, index):
        least = min(least, _LEFT_OUT)
    return bool(out[index] >= least) and _may_go(blocks, index, lines.gone, out[index])


def _is_beside_tools(blocks: tuple[Block, ...], index: int) -> bool:
    """Tell whether a line of few words stands below a tool of the page, or above one, and is no byline."""
    text = blocks[index].text
    if len(text.split()) > _LONGEST_TOOL or is_byline(text) or is_bare_number(text):
        return False
    beside = [blocks[place].text for place in (index - 1, index + 1) if 0 <= place < len(blocks)]
    return any(is_furniture(line) and not is_bare_number(line) and not starts_tail(line) for line in beside)


def _is_link_among(page: PageReading, index: int) -> bool:
    """Tell whether a line among the paragraphs is the title of another article.

    The model takes it for a caption or a line to be left out, but other captions of the page have credits and it has
    none, nor words of this article.
    """
    text = page.blocks[index].text
    if (
        page.shares[index]
        or page.blocks[index].role is Role.CAPTION
        or not page.is_credited
        or len(text.split()) not in _LINKED_TITLE
        or not is_among(page, index)
    ):
        return False
    if has_credit(text) or is_sentence(text) or is_credit(page.blocks[index + 1].text) or text[-1] in ":?":
        return False
    return float(page.out[index] + page.likely[index, page.column["caption"]]) >= _CAPTION


def _knows_too_little(page: PageReading, lines: _Sorted) -> bool:
    """Tell whether the page is better left to the rules: more lines are unsure than kept, or no text is left."""
    gone = frozenset(lines.left_out)
    unsure = sum(
        bool(sure < _DOUBTFUL) and block.text in gone for sure, block in zip(page.out, page.blocks, strict=True)
    )
    return unsure > len(lines.kept) or not any(block.role in {Role.TEXT, Role.LEAD} for block in lines.kept)


def _captions(page: PageReading, *, is_signed: bool) -> frozenset[str]:
    """Return the lines that are captions for sure; with less certainty where the author signs for the pictures."""
    likely = _CAPTION_SIGNED if is_signed and not page.is_credited else _CAPTION
    captioned = page.likely[:, page.column["caption"]]
    found = [page.blocks[index].text for index in np.flatnonzero(captioned >= likely) if index not in page.own]
    # A sentence without a credit is rather a short paragraph.
    found = [text for text in found if is_signed or has_credit(text) or not (is_sentence(text) or is_subheading(text))]
    alone = (page.blocks[index].text for index in sorted(page.alone))
    # Where other pictures have credits, such a line is rather a sub-heading.
    least = _SHORTEST_SIGNED if is_signed else LEAST_CAPTION
    unsigned = [] if page.is_credited else [text for text in alone if is_unsigned_caption(text, least)]
    found += [text for text in unsigned if not text.isupper()]
    # A colon introduces what stands below: a list, or what somebody says.
    found = [text for text in found if has_credit(text) or (len(text.split()) <= _LONGEST_UNSIGNED and text[-1] != ":")]
    return frozenset(filter(_may_be_caption, found))


def _may_be_caption(text: str) -> bool:
    return not (are_names(text) or is_signature(text))


def _place_in_top(blocks: tuple[Block, ...], index: int, top: PageTop, kept: list[Block], left_out: list[str]) -> None:
    """Put a line above the text of a page where the page's top has it."""
    block = blocks[index]
    if index in top.left_out:
        left_out.append(block.text)
    elif index == top.title:
        kept.append(block.with_role(Role.TITLE))
    else:
        kept.append(block.with_role(Role.CAPTION) if _is_of_picture(block, index, top) else block)


def _is_of_picture(block: Block, index: int, top: PageTop) -> bool:
    """Tell whether a line between title and text is the caption of a picture: short, without a stop, and no byline."""
    text = block.text
    if block.role is not Role.TEXT or index < top.title or len(text.split()) not in _BARE_CAPTION:
        return False
    return text[-1] not in ".:?!…" and read_dateline(text) is None and read_byline(text) is None and not text.isupper()


def _may_go(blocks: tuple[Block, ...], index: int, gone: set[int], out: float) -> bool:
    """Tell whether a line may be left out at all.

    A sentence goes only below the title or heading of something else that goes too: a teaser, a comment. A section
    that stands alone above the article, and a number below its beginning, are for other rules.
    """
    block = blocks[index]
    beside = [blocks[place].text for place in (index - 1, index + 1) if 0 <= place < len(blocks)]
    if block.role is not Role.TEXT or starts_tail(block.text):
        return False
    if is_bare_number(block.text) and not any(is_furniture(text) and not is_bare_number(text) for text in beside):
        return False
    if is_sentence(block.text):
        above = range(max(0, index - _LONGEST_BOX), index)
        return any(place in gone and is_heading(blocks[place].text) for place in above)
    return out >= _LEFT_OUT_SECTION or not is_section(block.text) or any(map(is_section, beside))


def _least(block: Block, *, among: bool, headed: bool, shares: bool) -> float:
    """Return how likely no part of the article a line must be to be left out."""
    if is_byline(block.text):
        return _LEFT_OUT_BYLINE
    if not among:
        return _LEFT_OUT
    long = is_long(block.text)
    if headed:
        return _LEFT_OUT_LONG_BELOW_TITLE if long and shares else _LEFT_OUT_BELOW_TITLE
    return _LEFT_OUT_PARAGRAPH if long else _LEFT_OUT_AMONG
