"""Where the article begins and ends on its page: furniture and what follows the article are left out."""

from articles.importing.cleaning.bylines import Byline, read_byline
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.readers.page import Block, Role


def own_blocks(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the blocks of the article, without furniture, up to a heading of what follows the article.

    Where the byline is still to come after such a heading, it belongs to a box inside the article: the box is left
    out and the rest kept.
    """
    kept: list[Block] = []
    index, gap = 0, False
    while index < len(blocks):
        block = blocks[index]
        if block.role is not Role.TITLE and _ends_article(kept, block):
            if not _goes_on(blocks[index + 1 :], kept):
                break
            index = _past_box(blocks, index + 1)
            gap = True
            continue
        if block.role not in {Role.TITLE, Role.LEAD} and is_furniture(block.text):
            gap = True
        else:
            kept.append(Block(block.text, block.role, block.gap or gap, block.credit))
            gap = False
        index += 1
    return kept


def _ends_article(kept: list[Block], block: Block) -> bool:
    if len(kept) < 2:
        return False
    return starts_tail(block.text) or (may_start_tail(block.text) and _is_signature(kept[-1]))


def _is_signature(block: Block) -> bool:
    byline = read_byline(block.text)
    return block.role is Role.BYLINE or (byline is not None and byline != Byline())


def _goes_on(below: tuple[Block, ...], kept: list[Block]) -> bool:
    """Tell whether the article continues below: it has captions there, or a byline there and none so far."""
    if any(block.role is Role.CAPTION for block in below):
        return True
    if any(_is_signature(block) for block in kept[-2:]):
        return False
    last = next((block for block in reversed(below) if not is_furniture(block.text)), None)
    return last is not None and _is_signature(last)


def _past_box(blocks: tuple[Block, ...], index: int) -> int:
    """Return the index after the titles in a box: lines that end without a full stop."""
    while index < len(blocks) and blocks[index].role is Role.TEXT and blocks[index].text[-1] not in '.…”"!':
        index += 1
    return index
