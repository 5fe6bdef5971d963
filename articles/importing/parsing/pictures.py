"""The captions of an article, taken out of its text: marked as such, credited, doubled, or inside a paragraph."""

from collections.abc import Collection
from itertools import groupby, pairwise

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import (
    caption_key,
    cut_captions,
    has_credit,
    is_credit,
    merge_captions,
    sentences,
    split_credit,
)
from articles.importing.cleaning.furniture import may_start_tail, starts_tail
from articles.importing.parsed_article import Caption
from articles.importing.parsing.picture_texts import mark_alternatives
from articles.importing.readers.page import Block, Role
from articles.text.sentences import ends_sentence

_LONGEST_CAPTION = 90  # words; a longer block is a paragraph that ends with a caption
_LONGEST_DOUBLE = 600  # characters of a caption
_SHORTEST_DOUBLE = 4
_LONGEST_CREDITED = 60
_MOST_BYLINES = 8  # lines that end an article
_LONGEST_BELOW = 15  # words of a caption that stands below its credit
_LONGEST_UNSIGNED = 30  # words of a caption that nothing but its place shows
_MARKS_OF_CREDITS = ("nh:", "nguồn:")  # in small letters


def take_captions(
    blocks: list[Block], title: str = "", always: Collection[str] = ()
) -> tuple[tuple[Caption, ...], list[Block]]:
    """Return the captions, each once, and the remaining blocks of text, without copies of captions.

    A sentence of a paragraph is a copy only of a caption with a credit: others are made of the text.
    Lines that stay `always` are no texts for pictures.
    """
    shown = mark_alternatives(blocks, (title,) if title else (), always)
    marked = _mark_credit_lines(_mark_doubles(_cut_running(_mark_glued(shown))))
    captions = merge_captions(_caption(block) for block in marked if block.role is Role.CAPTION)
    keys = {caption_key(caption.text) for caption in captions}
    signed = {caption_key(caption.text) for caption in captions if caption.credit}
    rest: list[Block] = []
    gap = False
    for block in marked:
        opening = not rest and block.role is not Role.CAPTION
        if block.role is Role.CAPTION or (keys and not opening and caption_key(block.text) in keys):
            gap = True
            continue
        text = block.text if opening else _without_copies(block.text, signed)
        if text:
            rest.append(block.with_text(text).below_gap(gap))
            gap = False
    if not any(block.role in {Role.TEXT, Role.LEAD, Role.TABLE} for block in rest):
        return (), [block.with_text(split_credit(block.text).text) for block in blocks]
    return captions, rest


def _caption(block: Block) -> Caption:
    caption = split_credit(" ".join(block.text.split()))
    return Caption(caption.text, block.credit or caption.credit)


def _mark_glued(blocks: list[Block]) -> list[Block]:
    """Mark as captions single sentences glued to a paragraph above or below, where blank lines part paragraphs."""
    if sum(not block.gap for block in blocks[1:]) > len(blocks) / 3:
        return blocks
    marked = list(blocks)
    for index, (block, below) in enumerate(pairwise(blocks)):
        if index == 0 or block.gap == below.gap or not _may_be_glued(block) or below.role is not Role.TEXT:
            continue
        words = len(block.text.split())
        told = len((below if block.gap else blocks[index - 1]).text.split())
        if block.gap and (told > _LONGEST_UNSIGNED - 10 or told >= 2 * words):
            marked[index] = block.with_role(Role.CAPTION)
            marked[index + 1] = Block(below.text, below.role, True, below.credit)
        elif below.gap and index > 1 and blocks[index - 1].gap and told > words:
            marked[index] = block.with_role(Role.CAPTION)
    return marked


def _may_be_glued(block: Block) -> bool:
    is_sentence = block.role is Role.TEXT and block.text[-1] == "." and len(sentences(block.text)) == 1
    return is_sentence and _SHORTEST_DOUBLE <= len(block.text.split()) <= _LONGEST_UNSIGNED


def _cut_running(blocks: list[Block]) -> list[Block]:
    """Make each caption inside a paragraph a block of its own."""
    cut: list[Block] = []
    for block in blocks:
        if block.role is not Role.TEXT or not _may_run(block.text) or read_byline(block.text):
            cut.append(_mark_credited(block))
            continue
        parts = cut_captions(block.text)
        cut.extend(
            Block(part.text, Role.CAPTION, True, part.credit)
            if isinstance(part, Caption)
            else Block(part, gap=block.gap)
            for part in parts
        )
    return cut


def _may_run(text: str) -> bool:
    """Tell whether a text may have captions inside: the mark of a credit, unless it is a caption as a whole."""
    if ":" not in text or not any(mark in text.lower() for mark in _MARKS_OF_CREDITS):
        return False
    is_whole = has_credit(text) and len(text.split()) <= _LONGEST_CAPTION and len(sentences(text)) <= 4
    return not is_whole


def _mark_credited(block: Block) -> Block:
    if block.role is not Role.TEXT or not has_credit(block.text) or read_byline(block.text):
        return block
    caption = split_credit(block.text)
    return block.with_role(Role.CAPTION) if caption.text else block


def _mark_doubles(blocks: list[Block]) -> list[Block]:
    """Mark as captions lines that a copied page has twice in a row: the title of a picture and the line under it."""
    marked: list[Block] = []
    for key, run in groupby(blocks, key=lambda block: _double_key(block.text)):
        same = list(run)
        is_lead = not marked and len(same) > 1 and same[1].gap
        is_caption = len(same) > 1 and not is_lead and _may_be_double(same[0], len(key.split()))
        marked += [block.with_role(Role.CAPTION) for block in same] if is_caption else same
    return marked


def _may_be_double(block: Block, words: int) -> bool:
    """Tell whether a line that stands twice may be a caption; `words` are those of its key."""
    is_text = block.role is Role.TEXT and _SHORTEST_DOUBLE <= words <= _LONGEST_CAPTION
    return is_text and read_byline(block.text) is None


def _double_key(text: str) -> str:
    """Return the key of a line that may be a caption; a longer one is its own."""
    return caption_key(text) if len(text) <= _LONGEST_DOUBLE else text


def _mark_credit_lines(blocks: list[Block]) -> list[Block]:
    """Add a line that is only a credit ("Ảnh: BNG", "(Ảnh minh họa)") to the caption above it."""
    marked: list[Block] = []
    for index, block in enumerate(_with_credits_below(blocks)):
        only_credit = block.role not in {Role.BYLINE, Role.TABLE} and is_credit(block.text)
        above = marked[-1] if marked else None
        if above and _is_photographer(block, above) and any(ends_sentence(below.text) for below in blocks[index + 1 :]):
            marked[-1] = Block(above.text, Role.CAPTION, above.gap, above.credit or block.text)
            continue
        if not only_credit or above is None or _is_of_all(block, blocks[index + 1 :], above):
            marked.append(block)
        elif above.role is Role.CAPTION or (
            above.role is not Role.TABLE
            and (not block.gap or _is_unsigned(above))
            and len(above.text.split()) <= _LONGEST_CREDITED
        ):
            marked[-1] = Block(above.text, Role.CAPTION, above.gap, above.credit or split_credit(block.text).credit)
    return marked


def _is_of_all(block: Block, below: list[Block], above: Block) -> bool:
    """Tell whether a credit is of all pictures: one of the last lines, which are bylines, and below no caption."""
    are_last = len(below) <= _MOST_BYLINES and all(read_byline(one.text) for one in (block, *below))
    return are_last and not _may_be_signed(above)


def _with_credits_below(blocks: list[Block]) -> list[Block]:
    """Put a credit between a paragraph and a short line below that line: it is the caption's, as some papers print."""
    placed = list(blocks)
    for index in range(1, len(placed) - 1):
        above, block, below = placed[index - 1 : index + 2]
        if not is_credit(block.text) or {above.role, below.role} != {Role.TEXT}:
            continue
        words, shown = len(above.text.split()), len(below.text.split())
        # The line above may itself be the caption, unless it is the longer of the two by far.
        if not has_credit(below.text) and _SHORTEST_DOUBLE <= shown <= _LONGEST_BELOW < words and 2 * shown <= words:
            placed[index : index + 2] = [below, Block(block.text, block.role, False)]
    return placed


def _is_unsigned(block: Block) -> bool:
    """Tell whether a line may be a caption for its shortness and lack of a stop."""
    return block.role is Role.TEXT and len(block.text.split()) <= _LONGEST_UNSIGNED and block.text[-1] not in ".?!:”"


def _may_be_signed(above: Block) -> bool:
    """Tell whether the credit under the last line is of that line alone: it is a caption, and no byline."""
    return _is_unsigned(above) and len(above.text.split()) >= _SHORTEST_DOUBLE and read_byline(above.text) is None


def _is_photographer(block: Block, above: Block) -> bool:
    """Tell whether a line is a name in capitals directly under a caption, as some papers print credits."""
    if block.gap or not block.text.isupper() or not are_names(block.text):
        return False
    if above.role is not Role.CAPTION and (above.role is not Role.TEXT or len(above.text.split()) > 40):
        return False
    copy = caption_key(block.text) == caption_key(above.text)
    return not (copy or starts_tail(block.text) or may_start_tail(block.text))


def _without_copies(text: str, keys: set[str]) -> str:
    """Drop sentences of a paragraph that repeat a caption word for word."""
    if not keys or "\n" in text:
        return text
    folded = text.casefold()
    if "  " not in text and not any(key in folded for key in keys):
        return text
    parts = sentences(text)
    kept = [part for part in parts if caption_key(part) not in keys]
    return text if len(kept) == len(parts) else " ".join(kept)
