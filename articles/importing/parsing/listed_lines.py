"""The items of lists that a line of the article introduces: "Mọi đóng góp xin gửi về:", and addresses below it."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, TypeAlias

import numpy as np

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.readers.page import Block, Role

Probabilities: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
_OUT: Final = 0.95
_LEAST_INTRODUCING: Final = 3  # words
_ITEM: Final = re.compile(r"[-–—•*+]\s*\S|(?:\d{1,2}|[a-zđ])[.)]\s")
_LABELLED: Final = re.compile(r"[^:]{2,40}:\s+\S")


def listed_lines(blocks: Sequence[Block], out: Probabilities) -> frozenset[int]:
    """Return the places of all lists, with the lines that introduce them: items that are numbered, or have a dash or,
    each, a label and a colon.

    A list begins below a line that ends with a colon, and has two items or more. `out` holds how likely each line is
    no part of the article: what introduces a list is less likely than `_OUT`.
    """
    found: set[int] = set()
    for index, block in enumerate(blocks):
        if out[index] >= _OUT or not _introduces(block):
            continue
        items = max(_items(blocks[index + 1 :], form) for form in (_ITEM, _LABELLED))
        if items > 1:
            found.update(range(index, index + 1 + items))
    return frozenset(found)


def _items(below: Sequence[Block], form: re.Pattern[str]) -> int:
    return sum(1 for _ in takewhile(lambda block: _is_item(block, form), below))


def _introduces(block: Block) -> bool:
    text = block.text
    told = block.role is Role.TEXT and text[-1] == ":" and len(text.split()) >= _LEAST_INTRODUCING
    return told and not (is_furniture(text) or starts_tail(text) or may_start_tail(text))


def _is_item(block: Block, form: re.Pattern[str]) -> bool:
    text = block.text
    told = block.role is Role.TEXT and form.match(text) is not None
    return told and not (is_furniture(text) or starts_tail(text) or read_byline(text) is not None)
