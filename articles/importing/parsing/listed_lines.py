"""The items of lists in an article: those that a line introduces ("Mọi đóng góp xin gửi về:", and addresses below it),
results that are labelled, and the box below a text that says where and when its readers find what it tells of.
"""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final, TypeAlias

import numpy as np

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.readers.page import Block, Role
from articles.text.sentences import ends_sentence

Probabilities: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
_OUT: Final = 0.95
_LEAST_INTRODUCING, _LEAST_SURE = 3, 18  # words; a line of so many introduces a list whatever the model takes it for
_ITEM: Final = re.compile(r"[-–—•*+]\s*\S|(?:\d{1,2}|[a-zđ])[.)]\s")
# "- Phim xuất sắc: World warrior 2".
_RESULT: Final = re.compile(r"(?:[-–—+*]|\d{1,2}[.)])\s*[^\s:.?!][^:.?!]{2,40}:\s+\S")
_LEAST_RESULTS: Final = 3
_SERVICE: Final = re.compile(
    r"(?:(?P<open>giờ|giá|thời gian|vé|địa điểm|lịch)|địa chỉ|(?:số )?điện thoại|liên hệ|đặt (?:bàn|vé)|website|hotline"
    r"|facebook|fanpage|email)\b[^:.]{0,20}:\s*\S",
    re.IGNORECASE,
)
_LEAST_SERVICE: Final = 2
_LABELLED: Final = re.compile(r"[^:]{2,40}:\s+\S")


def listed_lines(blocks: Sequence[Block], out: Probabilities) -> frozenset[int]:
    """Return the places of all lists, with the lines that introduce them: items that are numbered, or have a dash or,
    each, a label and a colon.

    A list begins below a line that ends with a colon, and has two items or more. `out` holds how likely each line is
    no part of the article: what introduces a list is less likely than `_OUT`.
    """
    found = _runs_below_paragraphs(blocks)
    for index, block in enumerate(blocks):
        if not _introduces(block) or (out[index] >= _OUT and len(block.text.split()) < _LEAST_SURE):
            continue
        items = max(_items(blocks[index + 1 :], form) for form in (_ITEM, _LABELLED))
        if items > 1:
            found.update(range(index, index + 1 + items))
    return frozenset(found)


def _runs_below_paragraphs(blocks: Sequence[Block]) -> set[int]:
    """Return the places of the results and of the boxes directly below a paragraph, with that."""
    found: set[int] = set()
    for index, block in enumerate(blocks[:-1]):
        if not ends_sentence(block.text) or is_furniture(block.text):
            continue
        below = blocks[index + 1 :]
        results = _items(below, _RESULT)
        served = [
            line.group("open")
            for line in takewhile(lambda line: line is not None, (_SERVICE.match(one.text) for one in below))
            if line
        ]
        run = len(served) if len(served) >= _LEAST_SERVICE and any(served) else 0
        run = results if results >= _LEAST_RESULTS else run
        if run:
            found.update(range(index, index + 1 + run))
    return found


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
