"""The paragraphs of an article: stanzas are kept whole, and the lead is separated from the body."""

import re
from itertools import pairwise
from typing import Final

from articles.importing.cleaning.captions import caption_key
from articles.importing.cleaning.furniture import is_bare_number
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.readers.page import Block, Role

_AGENCY_STOP: Final = re.compile(r"\s*\.{0,2}\s*/\.?\s*\.?\s*$")
_BULLET: Final = re.compile(r"[-–—•*+]\s|\d+[.)]\s")
_LABELLED: Final = re.compile(r"[^\s:][^:]{1,25}:\s+\S")
_LONGEST_VERSE: Final = 12  # words
_MOST_APART: Final = 400  # characters of one of two copies that the other lacks


def paragraphs(blocks: list[Block]) -> list[Block]:
    """Join the lines of each stanza into one block, and write a closing "./." as "."."""
    joined: list[Block] = []
    for run in _runs(blocks):
        if _is_stanza(run):
            joined.append(Block("\n".join(block.text for block in run), run[0].role))
        else:
            joined.extend(run)
    return [block.with_text(_plain_stop(block.text)) for block in joined]


def _runs(blocks: list[Block]) -> list[list[Block]]:
    """Return the runs of lines without a blank line between them."""
    runs: list[list[Block]] = []
    for block in blocks:
        if runs and not block.gap:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _is_stanza(run: list[Block]) -> bool:
    """Tell whether a run of lines is verse: all short, most without a full stop, none an item of a list.

    Lines that are labelled, as of a box with an address and a price, are none.
    """
    texts = [block.text for block in run]
    if len(run) < 2 or any(block.role is not Role.TEXT for block in run):
        return False
    if all(map(_LABELLED.match, texts)):
        return False
    short = all(2 <= len(text.split()) <= _LONGEST_VERSE and not _BULLET.match(text) for text in texts)
    stopped = sum(text[-1] in ".?:" for text in texts[:-1])
    return short and stopped <= len(texts) / 3


def _plain_stop(text: str) -> str:
    """Write the closing "./." of agencies as a full stop."""
    return _AGENCY_STOP.sub(".", text) if text.endswith(("/.", "./")) else text


def split_lead(blocks: list[Block]) -> tuple[str, list[str]]:
    """Split the lead, which is the first of several paragraphs, from the body, without a copy of the lead in it."""
    leads = [block.text for block in blocks if block.role is Role.LEAD]
    others = [block.text for block in blocks if block.role is not Role.LEAD]
    if leads:
        lead, *more = leads
        body = [*(text for text in more if not _same(text, lead)), *others]
        if len(body) > 1 and _same(body[0], lead):
            lead, body = _with_stamp(lead, body[0]), body[1:]
        return (lead, _once(body)) if body else ("", [lead])
    if len(others) < 2 or next(block for block in blocks if block.text == others[0]).role is Role.TABLE:
        return "", _once(others)
    return others[0], _once(others[1:] if not _same(others[0], others[1]) or len(others) == 2 else others[2:])


def _with_stamp(lead: str, copy: str) -> str:
    """Return the one of two same leads that has the stamp of its paper."""
    return copy if take_stamp(copy).source and not take_stamp(lead).source else lead


def _once(body: list[str]) -> list[str]:
    """Drop paragraphs that repeat the one before them; a number may stand twice."""
    return body[:1] + [later for earlier, later in pairwise(body) if later != earlier or is_bare_number(later)]


def _same(one: str, other: str) -> bool:
    """Tell whether two paragraphs are copies: one may have a stamp, a credit or other signs."""
    if abs(len(one) - len(other)) > _MOST_APART:
        return False
    return caption_key(take_stamp(one).text) == caption_key(take_stamp(other).text)
