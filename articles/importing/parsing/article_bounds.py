"""Where the article is on its page: furniture left out, and what follows the article cut off."""

from articles.importing.cleaning.bylines import Byline, read_byline
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.readers.page import Block, Role


def own_blocks(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the blocks without furniture, up to the heading of what follows the article.

    A box of links may also stand inside an article; then the byline is still to come, and only the box goes.
    """
    kept: list[Block] = []
    index, parted = 0, False
    while index < len(blocks):
        block = blocks[index]
        if block.role is not Role.TITLE and _ends_article(kept, block):
            if not _goes_on(blocks[index + 1 :], kept):
                break
            index = _past_box(blocks, index + 1)
            parted = True
            continue
        if block.role not in {Role.TITLE, Role.LEAD} and is_furniture(block.text):
            parted = True
        else:
            kept.append(Block(block.text, block.role, block.gap or parted, block.credit))
            parted = False
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
    """Tell whether the article goes on below: unsigned so far, and signed (or captioned by its form) further down."""
    if any(block.role is Role.CAPTION for block in below):
        return True
    if any(_is_signature(block) for block in kept[-2:]):
        return False
    last = next((block for block in reversed(below) if not is_furniture(block.text)), None)
    return last is not None and _is_signature(last)


def _past_box(blocks: tuple[Block, ...], index: int) -> int:
    """Return the place after the titles of a box: lines that end without a stop."""
    while index < len(blocks) and blocks[index].role is Role.TEXT and blocks[index].text[-1] not in '.…”"!':
        index += 1
    return index
