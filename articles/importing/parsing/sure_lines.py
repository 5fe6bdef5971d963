"""Lines of a page that are told by their own words: the texts that stand for pictures, and teasers with their title.

They are taken out before anything else is weighed; the line under the text for a picture is its caption.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import caption_key, has_credit, sentences
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.readers.page import Block, Role
from articles.text.normal import fold
from articles.text.sentences import ends_sentence

# Between a section and the title in the text that stands for a picture, and the words of the section with it.
_JOINTS, _LONGEST_BEFORE = ("-", "–", "|", ":", "»"), 8
_PICTURE: Final = r"(?:Ảnh|Hình|Hình ảnh|Photo|anh|hinh|hinh anh)"
_NUMBERED: Final = re.compile(
    rf"(?P<title>.{{10,}}?)(?:\s*[-–|,.]\s*|\s+)(?P<picture>{_PICTURE})?\s*(?:số\s*)?(?P<number>\d{{1,2}})\s*\.?",
    re.IGNORECASE,
)
_DASHED: Final = re.compile(r"[-–|]\s*\d{1,2}\s*\.?$")
_LEAST_TITLE: Final = 4  # words
_PARAGRAPH: Final = 12  # words
_LONGEST_CAPTION: Final = 30  # words of a caption that nothing but its place shows
_LONGEST_SENTENCE, _LONGEST_SPACED = 20, 15  # words of one that ends with a stop, and of one below a blank line


def without_sure_lines(blocks: Sequence[Block], always: Collection[str] = ()) -> tuple[Block, ...]:
    """Return the lines of a copied page without texts for pictures and doubled teasers, captions in their role.

    Any line above the first paragraph may be the title. Lines that stay `always` are not touched.
    """
    text = next((index for index, block in enumerate(blocks) if _is_paragraph(block)), 0)
    titles = [block.text for block in blocks[:text] if len(block.text.split()) >= _LEAST_TITLE]
    marked = mark_alternatives(_without_teasers(blocks, text, always), titles, always) if titles else blocks
    return tuple(marked)


def mark_alternatives(blocks: Sequence[Block], titles: Sequence[str], always: Collection[str] = ()) -> list[Block]:
    """Drop the texts that stand for pictures, which pages make of a title; the line under one is its caption.

    Such texts are "Đàn voọc trở lại - Ảnh 1.", "dan vooc tro lai anh 1", "Đàn voọc trở lại - 1", the title with the
    section before it ("Môi trường - Đàn voọc trở lại"), the title again amid the text, and the caption itself with a
    number above it.
    """
    spaced = sum(block.gap for block in blocks) > len(blocks) / 2
    keys = frozenset(_key(title) for title in titles)
    marked: list[Block] = []
    found, below, in_text = 0, False, False
    for index, block in enumerate(blocks):
        is_open = block.role in {Role.TEXT, Role.CAPTION} and block.text not in always
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        repeated = in_text and following is not None and _key(block.text) in keys and _is_shown(following, spaced)
        told = keys | {_key(following.text)} if following is not None and following.role is Role.TEXT else keys
        if is_open and (repeated or _is_alternative(block.text, titles, told, found)):
            found += 1
            below = True
            continue
        is_caption = below and block.role is Role.TEXT and _is_below(block, spaced=spaced)
        marked.append(block.with_role(Role.CAPTION) if is_caption else block)
        below = False
        in_text = in_text or _is_paragraph(block)
    return marked


def _is_alternative(text: str, titles: Sequence[str], keys: frozenset[str], found: int) -> bool:
    """Tell whether a line is a title with the number of a picture behind it, or a section before it.

    `found` texts for pictures stand above it: one that goes on with their numbers need not be the title.
    """
    if numbered := _NUMBERED.fullmatch(text):
        key, words = _key(numbered["title"]), len(numbered["title"].split())
        is_named = bool(numbered["picture"])
        if (is_named or _DASHED.search(text)) and words >= _LEAST_TITLE:
            is_title = key in keys or any(title.startswith(f"{key} ") for title in keys)
            unmarked = is_named and text.isascii() and numbered["picture"].lower() != "photo"
            goes_on = 0 < found == int(numbered["number"]) - 1
            return is_title or unmarked or goes_on
    before = (text[: -len(title)] for title in titles if text.casefold().endswith(title.casefold()))
    return any(
        section.rstrip()[-1:] in _JOINTS and len(section.split()) <= _LONGEST_BEFORE for section in before if section
    )


def _is_below(block: Block, *, spaced: bool) -> bool:
    """Tell whether the line under the text for a picture may be its caption: one sentence, and no name.

    One that ends with a stop is short, among `spaced` lines shorter: it may be the next paragraph.
    """
    words = len(block.text.split())
    if words > _LONGEST_CAPTION or len(sentences(block.text)) > 1 or (block.gap and not spaced):
        return False
    if block.gap and (read_byline(block.text) is not None or starts_tail(block.text) or is_furniture(block.text)):
        return False
    longest = _LONGEST_SPACED if block.gap else _LONGEST_SENTENCE
    return words <= longest or has_credit(block.text) or not ends_sentence(block.text)


def _is_shown(block: Block, spaced: bool) -> bool:
    """Tell whether the line under a repeated title is the caption of a picture, not the title of another article."""
    if block.role is Role.CAPTION or has_credit(block.text):
        return True
    if block.role is not Role.TEXT or is_furniture(block.text) or starts_tail(block.text) or may_start_tail(block.text):
        return False
    return not block.gap and ends_sentence(block.text) and _is_below(block, spaced=spaced)


def _without_teasers(blocks: Sequence[Block], text: int, always: Collection[str]) -> list[Block]:
    """Leave out, below the first paragraph, a title that stands twice with the stamped lead of its article below it.

    So copied boxes of related articles look: the title of the picture, the title, and "TTO - ...".
    """
    gone: set[int] = set()
    for index in range(text + 1, len(blocks) - 2):
        title, again, lead = blocks[index : index + 3]
        if title.text == again.text and take_stamp(lead.text).source and not ends_sentence(title.text):
            gone.update((index, index + 1, index + 2))
    return [block for index, block in enumerate(blocks) if index not in gone or block.text in always]


def _is_paragraph(block: Block) -> bool:
    return block.role is Role.TEXT and len(block.text.split()) >= _PARAGRAPH and ends_sentence(block.text)


def _key(text: str) -> str:
    return fold(caption_key(text))
