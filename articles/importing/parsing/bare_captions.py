"""Captions that neither a credit nor a mark shows, on copied pages of which no picture has a credit.

What tells them is their language: one short sentence that says what is seen, of somebody or something that the
paragraph beside it tells of, without the words by which sentences tell, argue or quote. Of 8,000 articles of an archive
2 in 100 have a paragraph that reads so; of the captions without their credit every second does.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.byline_names import are_names, is_person
from articles.importing.cleaning.captions import has_credit, sentences
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.phrases import either, phrases
from articles.importing.parsing.page_lines import is_byline, is_paragraph
from articles.importing.parsing.page_reading import PageReading
from articles.importing.readers.page import Block, Role
from articles.text.letter_classes import UNMARKED_UPPER, UPPER
from articles.text.sentences import ends_sentence
from articles.text.word_pairs import word_pairs

_LENGTH: Final = range(6, 19)  # words
_TELLING: Final = re.compile(rf"(?<!\w){either('telling_words')}(?!\w)", re.IGNORECASE)
_LINKING: Final = phrases("linking_words")
_TELLING_SIGN: Final = re.compile(r"[\"“”:;?!…]|^\W|^\d")
_ITEM: Final = re.compile(r"[-–—•*+]\s|\d{1,2}[.)]\s")
# "Triển lãm mở cửa đến hết ngày 29-1-2018.": when something is to be.
_PERIOD: Final = re.compile(
    r"\b(?:(?:cho |kéo dài )?đến(?: hết)?|từ|vào|trong|bắt đầu)(?: hết)?(?: các)?(?: ngày| tháng| năm)? \d{1,2}[./-]\d",
    re.IGNORECASE,
)
_LEAST_SHARED: Final = 2  # pairs of words
# How likely a caption: where others have credits, where the article has its words, and beside no paragraph.
_LIKELY, _LIKELIER, _SURE = 0.25, 0.4, 0.5
_LONGER: Final = 1.5  # how much longer the paragraph above is
_MOST: Final = 1 / 3  # of the paragraphs; a text of more has short paragraphs
# "Ông Tám (bìa phải) trao nhà": who is where on the picture.
_WHERE: Final = re.compile(
    r"\((?:(?:người |hàng )?(?:thứ|đứng|ngồi|bìa|ngoài cùng|đầu tiên|hàng|bên|phía|từ)"
    r"(?: (?!phải|trái|giữa)\w{1,5})? )*(?:phải|trái|giữa)(?: (?:sang|qua)(?: phải| trái)?)?(?: ảnh)?\)"
    r"|\((?:áo|đội mũ|đeo kính|mặc áo|cầm) \w{2,8}(?: \w{2,8}){0,2}\)",
    re.IGNORECASE,
)
_ILLUSTRATION: Final = re.compile(
    r"\(?(?:ảnh|hình|hình ảnh)(?: (?:chỉ )?(?:mang|có) tính(?: chất)?)? minh h(?:ọa|oạ)\)?\.?", re.IGNORECASE
)
_NOTHING: Final = Block("", Role.TABLE)
_SIGNED: Final = range(4, 41)  # words of a caption above the name of its photographer
_AROUND: Final = 4  # lines
_LONGEST_NAMES: Final = 80  # characters
_INITIALS: Final = re.compile(rf"(?:[{UNMARKED_UPPER}Đ]\.){{1,3}}[{UPPER}]\w{{0,6}}\.?")
_LONGEST_PLACED: Final = 40  # words


def mark_placed(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Mark as captions the lines below the first paragraph that say where on the picture somebody is."""
    first = next((index for index, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    return [
        block.with_role(Role.CAPTION)
        if index > first and block.role is Role.TEXT and says_where(block.text) and block.text not in always
        else block
        for index, block in enumerate(blocks)
    ]


def mark_illustrations(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Mark as captions the lines below a paragraph that say nothing but that a picture illustrates it."""
    return [
        block.with_role(Role.CAPTION)
        if block.role is Role.TEXT
        and block.text not in always
        and _ILLUSTRATION.fullmatch(block.text)
        and is_paragraph(above.text)
        and not has_credit(above.text)
        else block
        for above, block in pairwise([_NOTHING, *blocks])
    ]


def mark_signed(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Mark as captions the lines without a stop above the name of their photographer, which is their credit.

    The photographer is the author named above the text, whole or in initials, or somebody named between paragraphs.
    """
    first = next((index for index, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    authors = {block.text.casefold() for block in blocks[:first] if are_names(block.text)}
    authors |= {".".join(word[0] for word in name.split()) for name in authors}
    marked: list[Block] = []
    for index, block in enumerate(blocks):
        is_open = index > first + 1 and not block.gap and len(block.text) <= _LONGEST_NAMES
        is_open = is_open and block.text not in always and _may_be_signed(marked[-1])
        around = blocks[index - 2 : index + 2] if is_open else ()
        if is_open and (
            block.text.casefold().strip(". ") in authors or (len(around) == _AROUND and _signs_between(around))
        ):
            above = marked[-1]
            marked[-1] = Block(above.text, Role.CAPTION, above.gap, above.credit or block.text)
        else:
            marked.append(block)
    return marked


def _may_be_signed(block: Block) -> bool:
    text = block.text
    is_line = block.role is Role.TEXT and len(text.split()) in _SIGNED and not ends_sentence(text) and text[-1] != ":"
    return is_line and not (is_furniture(text) or starts_tail(text) or may_start_tail(text) or is_byline(text))


def _signs_between(around: Sequence[Block]) -> bool:
    """Tell whether the third of four lines is a person's name, and the first and the last are paragraphs."""
    name = around[2].text
    is_photographer = is_person(name) or _INITIALS.fullmatch(name) is not None
    return is_photographer and is_paragraph(around[0].text) and is_paragraph(around[3].text)


def says_where(text: str) -> bool:
    """Tell whether a short line says where on a picture somebody is: "(phải)", "(thứ hai từ trái sang)"."""
    is_short = "(" in text and len(text.split()) <= _LONGEST_PLACED
    return is_short and _WHERE.search(text) is not None and len(sentences(text)) == 1


def bare_captions(page: PageReading, *, is_signed: bool) -> list[str]:
    """Return the lines of the article that read as captions.

    Where other pictures of the page have credits, and of the first line of the text, the model must find it likely too.
    `is_signed` tells whether its author signs for the pictures too.
    """
    if page.top is None or not page.texts:
        return []
    captioned = page.likely[:, page.column["caption"]]
    title, text = page.top.title, page.top.text
    shared = 1 if is_signed else _LEAST_SHARED
    found = [
        page.blocks[index].text
        for index in range(title + 1, page.end + 1)
        if (captioned[index] >= _LIKELY or (index != text and not page.is_credited))
        and is_shown(
            page.blocks,
            index,
            opens=bool(captioned[index] >= _SURE) or index <= text,
            least=0 if page.is_credited and captioned[index] >= _LIKELIER and page.shares[index] else shared,
            title=page.blocks[title].text if index == text else "",
        )
    ]
    return found if len(found) <= _MOST * len(page.texts) else []


def is_shown(blocks: Sequence[Block], index: int, *, opens: bool, least: int = _LEAST_SHARED, title: str = "") -> bool:
    """Tell whether a line reads as the caption of a picture beside the paragraph above it, or `opens` the text.

    It shares at least so many pairs of words with the paragraphs beside it, or the title. Below a list the paragraph
    is the one under it.
    """
    text = blocks[index].text
    words = text.split()
    if blocks[index].role is not Role.TEXT or len(words) not in _LENGTH or text[-1] != "." or len(sentences(text)) > 1:
        return False
    if words[0].lower() in _LINKING or any(sign.search(text) for sign in (_TELLING_SIGN, _TELLING, _PERIOD)):
        return False
    above, below = (blocks[at].text if 0 <= at < len(blocks) else "" for at in (index - 1, index + 1))
    if not (is_paragraph(below) or is_byline(below)):
        return False
    beside = {*word_pairs(below), *word_pairs(title), *(() if opens else word_pairs(above))}
    is_told = len(beside.intersection(word_pairs(text))) >= least
    longer = below if opens or _ITEM.match(above) else above
    return is_told and is_paragraph(longer) and len(longer.split()) >= _LONGER * len(words)
