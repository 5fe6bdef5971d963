"""The end of an article: who wrote it and where it was first printed."""

import re

from articles.importing.cleaning.bylines import Byline, cut_byline, read_byline
from articles.importing.cleaning.captions import split_credit
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline


def take_bylines(blocks: list[Block]) -> tuple[list[Block], Byline]:
    """Return the blocks without the bylines under the text, and what those say together.

    A byline is a whole line at the end or one that the form marks; or it runs on after the last sentence.
    """
    byline = Byline()
    kept: list[Block] = []
    for block in blocks:
        if block.role is Role.BYLINE:
            byline = _join(byline, read_byline(block.text) or Byline())
        else:
            kept.append(block)
    while len(kept) > 1 and (found := _last_line(kept[-1])):
        byline = _join(found, byline)
        kept.pop()
    if kept and byline == Byline():
        text, cut = cut_byline(kept[-1].text)
        if cut and text:
            byline, kept[-1] = cut, kept[-1].with_text(text)
    return kept, byline


def _last_line(block: Block) -> Byline | None:
    """Read the last block where it is no text: a byline, a credit for all pictures, or a bare dateline."""
    if block.role is not Role.TEXT:
        return None
    credit = split_credit(block.text)
    if credit.credit and not credit.text.strip(" ."):
        return Byline()
    dateline = read_dateline(block.text)
    if dateline and not dateline.rest:
        return Byline()
    return read_byline(re.sub(r"^[-–—•*]\s*", "", block.text))


def _join(first: Byline, second: Byline) -> Byline:
    return Byline(first.authors or second.authors, first.source or second.source)
