"""Paragraphs among those of an article that are of it for sure: nothing heads them as it does the lead of another one.

The lead of another article stands under its title, and what a reader says under a name or a time.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import chain, takewhile
from typing import Final

from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import is_bare_number, is_furniture, may_start_tail, starts_tail
from articles.importing.parsing.page_lines import is_byline, is_long_paragraph, is_paragraph
from articles.importing.readers.page import Block, Role
from articles.text.letter_classes import LOWER, UPPER
from articles.text.sentences import ends_sentence, sentences

_SEVERAL: Final = 2  # sentences of a paragraph that tells for sure, and numbers of a row of sub-headings
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,2})[.)]\s+\S")
_LONGEST_NUMBERED: Final = 20  # words
_LONGEST_SUBHEADING, _LONGEST_LINK = 14, 25  # words
_MOST_HEADING: Final = 3  # lines above a paragraph
_LONGEST_ABOVE_BOX: Final = 6  # words: the title of another article has more
_PERSON: Final = re.compile(
    rf"\b(?:ông|bà|anh|chị|cô|em|cháu|thầy|bác|chú|cụ) (?P<name>[{UPPER}][{LOWER}]+)\b", re.IGNORECASE
)
_NAME: Final = re.compile(rf"(?<=[{LOWER}] )[{UPPER}][{LOWER}]+\b")
_LINK: Final = re.compile(r"[•▪●■◆*]\s+\S")
_SAID: Final = re.compile(r"(?:thích|trả lời|chia sẻ|like|reply|bình luận)\b", re.IGNORECASE)


def numbered_headings(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of sub-headings that are numbered in a row from 1 on, each above a paragraph."""
    found: list[int] = []
    for index, block in enumerate(blocks[:-1]):
        number = _NUMBERED.match(block.text) if block.role is Role.TEXT else None
        if number is None or len(block.text.split()) > _LONGEST_NUMBERED or not _is_text(blocks[index + 1]):
            continue
        if int(number["number"]) == len(found) + 1:
            found.append(index)
    return frozenset(found) if len(found) >= _SEVERAL else frozenset()


def glued_headings(blocks: Sequence[Block], shares: Sequence[bool], first: int, last: int) -> frozenset[int]:
    """Return the places of sub-headings with no blank line above their paragraph, where blank lines part the others.

    They are two or more between the `first` paragraph and the `last`, and have words of the article, as `shares` tells.
    """
    found = [
        index
        for index in range(first + 1, last)
        if blocks[index].gap
        and not blocks[index + 1].gap
        and shares[index]
        and _may_head(blocks[index])
        and is_long_paragraph(blocks[index + 1].text)
        and (index + 2 >= len(blocks) or blocks[index + 2].gap)
    ]
    return frozenset(found) if len(found) >= _SEVERAL else frozenset()


def with_paragraphs_below(blocks: Sequence[Block], headings: Collection[int]) -> frozenset[int]:
    """Return the places of sub-headings and of the paragraph directly below each."""
    below = (index + 1 for index in headings if index + 1 < len(blocks))
    return frozenset(headings).union(index for index in below if is_paragraph(blocks[index].text))


def headings_above_boxes(blocks: Sequence[Block], first: int, last: int) -> frozenset[int]:
    """Return the places of sub-headings that a box parts from their text: they stand below a paragraph or a caption.

    Between the `first` paragraph and the `last` the article goes on below the titles of the box.
    """
    return frozenset(
        index
        for index in range(first + 1, last)
        if starts_tail(blocks[index + 1].text)
        and len(blocks[index].text.split()) <= _LONGEST_ABOVE_BOX
        and _may_head(blocks[index])
        and _is_text(blocks[index - 1])
    )


def unheaded_paragraphs(blocks: Sequence[Block], headings: Collection[int], first: int, last: int) -> frozenset[int]:
    """Return the places of long paragraphs between the `first` one and the `last` that nothing heads.

    `headings` are the places of the article's own sub-headings and unsigned captions.
    """
    return frozenset(
        index
        for index in range(first + 1, last)
        if _tells(blocks[index]) and _is_unheaded(blocks[first:index], headings, first)
    )


def headed_paragraphs(
    blocks: Sequence[Block], texts: Collection[int], shares: Sequence[bool], first: int, last: int
) -> frozenset[int]:
    """Return the places of paragraphs of the article below sub-headings, with these, or below titles of others.

    They tell of somebody whom the article tells of, or share its words; or what stands above is in capitals, or are
    titles with the end of the article below. The lead of another article does none of this. `texts` are the places of
    the article's paragraphs; `shares` tells for each line whether the article has many of its words.
    """
    headed = [
        index
        for index in range(first + 2, last + 1)
        if is_long_paragraph(blocks[index].text)
        and blocks[index].role is Role.TEXT
        and not is_furniture(blocks[index].text)
        and not is_paragraph(blocks[index - 1].text)
    ]
    if not headed:
        return frozenset()
    names = {index: frozenset(_NAME.findall(blocks[index].text)) for index in texts}
    written = Counter(chain.from_iterable(names.values()))
    found: set[int] = set()
    for index in headed:
        heads = list(takewhile(_may_head, reversed(blocks[max(first, index - _MOST_HEADING) : index])))
        if not heads or not is_paragraph(blocks[index - len(heads) - 1].text):
            continue
        own = names.get(index, frozenset())
        people = (person["name"] for person in _PERSON.finditer(blocks[index].text))
        is_headed = len(heads) == 1
        # The lead of another article is often one sentence, and a mark stands before titles alone.
        several = _tells(blocks[index])
        is_same = (several and shares[index]) or any(written[name] > (name in own) for name in people)
        is_own = several and (heads[0].text.isupper() if is_headed else _closes(blocks[index + 1 : index + 2]))
        is_linked = is_headed and _LINK.match(heads[0].text) is not None
        if is_same or is_own or is_linked:
            found.update((index - 1, index) if is_headed and not is_linked else (index,))
    return frozenset(found)


def _closes(below: Sequence[Block]) -> bool:
    """Tell whether what stands below a paragraph is a byline or furniture, and no heading or title."""
    texts = [block.text for block in below]
    return any(is_byline(text) or (is_furniture(text) and not starts_tail(text)) for text in texts)


def _may_head(block: Block) -> bool:
    text = block.text
    longest = _LONGEST_LINK if _LINK.match(text) else _LONGEST_SUBHEADING
    if block.role is not Role.TEXT or not 2 <= len(text.split()) <= longest or ends_sentence(text):
        return False
    return not (is_furniture(text) or starts_tail(text) or may_start_tail(text) or is_byline(text))


def _tells(block: Block) -> bool:
    is_long = block.role is Role.TEXT and is_long_paragraph(block.text) and not is_furniture(block.text)
    return is_long and len(sentences(block.text)) >= _SEVERAL


def _is_unheaded(above: Sequence[Block], headings: Collection[int], first: int) -> bool:
    """Tell whether a paragraph follows another one, a caption or a sub-heading, with only furniture between."""
    run = list(takewhile(_is_around, reversed(above)))
    if any(_SAID.match(block.text) for block in run):
        return False
    place = first + len(above) - 1 - len(run)
    nearest = above[place - first]
    return place in headings or nearest.role is Role.CAPTION or has_credit(nearest.text) or is_paragraph(nearest.text)


def _is_around(block: Block) -> bool:
    text = block.text
    is_heading = starts_tail(text) or may_start_tail(text)
    return block.role is Role.TEXT and is_furniture(text) and not is_heading and not is_bare_number(text)


def _is_text(block: Block) -> bool:
    return block.role is Role.CAPTION or is_paragraph(block.text)
