"""The end of an article: its bylines, with authors and source."""

import re
from itertools import takewhile
from typing import Final

from articles.importing.cleaning.byline_names import SURNAMES, are_names, is_paper
from articles.importing.cleaning.bylines import (
    cut_byline,
    is_ended,
    is_shared_account,
    read_beside_date,
    read_byline,
    read_named_byline,
)
from articles.importing.cleaning.captions import has_credit, is_credit
from articles.importing.cleaning.furniture import is_bare_number
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signatures import is_below_signature, is_contact, is_placed, read_signature
from articles.importing.cleaning.signed_names import Byline, names_paper
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline

_MOST_BELOW, _LONGEST_BELOW = 4, 10
_BRACKETED: Final = re.compile(r"[(\[][^()\[\]]+[)\]]\.?")
_MOST_NOTES: Final = 4
_MOST_ENDING: Final = 8  # blocks that end an article
# The title of another article behind the mark of a list.
_LINK: Final = re.compile(r"[•▪●■◆►»>]+\s*(?:[^\s:]+\s+){3,24}[^\s:]*[^\s:.;?!]")
# How a line begins that says who wrote a text or made its pictures, or where it is from.
CREDITING: Final = re.compile(r"(?:theo|nguồn|bài|tin|tác giả|thực hiện|ảnh và bài)\b", re.IGNORECASE)
# How a paragraph asks for help: below it stands whom to reach or to pay.
_ASKING: Final = re.compile(
    r"\b(?:giúp đỡ|ủng hộ|đóng góp|quyên góp|hảo tâm|tấm lòng|chung tay|sẻ chia|liên hệ|liên lạc|xin gửi về|hotline)\b",
    re.IGNORECASE,
)
# A note on the text below the names of its authors: "(*) Tên nhân vật đã được thay đổi."
_NOTE: Final = re.compile(r"\(\*{1,3}\)|\*{1,3} ?(?=Tên )")


def take_bylines(blocks: list[Block], above: tuple[str, ...] = ()) -> tuple[list[Block], Byline]:
    """Return the blocks without the bylines under the text, and those bylines as one.

    A byline is a whole line at the end, a block with that role, or the words after the last sentence; notes may stand
    below it. `above` are the authors named above the text: the article ends where they are named again.
    """
    byline = Byline()
    kept: list[Block] = []
    for block in blocks:
        if block.role is Role.BYLINE:
            byline = _join(byline, _marked_byline(block.text))
        else:
            kept.append(block)
    kept = _until_credit(_until_signature(_without_contacts(kept, signed=bool(above or byline.authors)), above))
    notes = list(takewhile(lambda block: _NOTE.match(block.text), reversed(kept)))[::-1]
    kept = _without_notes(kept[: len(kept) - len(notes)])
    while len(kept) > 1 and (found := _below_byline(kept[-1], kept[-2]) or _last_line(kept[-1], kept[-2])):
        byline = _join(found, byline) if not _sign_together(found, byline) else _both(found, byline)
        kept.pop()
    if kept and byline == Byline() and kept[-1].role is not Role.TABLE:
        text, cut = cut_byline(kept[-1].text)
        if cut and text:
            byline, kept[-1] = cut, kept[-1].with_text(text)
    return kept + notes, byline


def day_below(blocks: list[Block], text: list[Block]) -> str:
    """Return the day, as ISO, of a line that ends the blocks and is not in their `text`: "Huế, ngày 9-10-2001".

    "" where no line is a day, alone or with the place, and no more.
    """
    own = text[-_MOST_ENDING:]
    lines = [block.text for block in blocks[-_MOST_ENDING:] if block.role is Role.TEXT and block not in own]
    datelines = ((line, read_dateline(line)) for line in lines)
    days = (dateline.published for line, dateline in datelines if dateline and (not dateline.rest or is_placed(line)))
    return next(filter(None, days), "")


def _below_byline(block: Block, above: Block) -> Byline | None:
    """Read a line below one that names the author: "Nhịp sống kinh tế", or "(Bạn đọc ở Ea Tar)", who that is."""
    name = block.text.strip("()[] ")
    if not block.role is above.role is Role.TEXT or not _is_byline(above.text):
        return None
    if names_paper(name):
        return Byline(source=name)
    is_about = _BRACKETED.fullmatch(block.text) is not None and _is_short_line(name) and not has_credit(block.text)
    return Byline() if is_about else None


def _last_line(block: Block, above: Block) -> Byline | None:
    """Read the last block as a byline, a credit for all pictures or a bare dateline; None where it is text."""
    # "... ở TP.", "Hồ Chí Minh."
    goes_on = block.text.endswith(".") and not is_ended(above.text) and are_names(block.text.rstrip("."))
    if block.role is not Role.TEXT or goes_on:
        return None
    named = read_named_byline(block.text) if CREDITING.match(block.text.lstrip("([ ")) else None
    if is_credit(block.text) and not (named and named.source):
        return Byline()
    dateline = read_dateline(block.text)
    if is_placed(block.text) or (dateline and not dateline.rest and not is_bare_number(block.text)):
        return Byline()
    return read_signature(re.sub(r"^[-–—•*]\s*", "", block.text))


def _without_notes(blocks: list[Block]) -> list[Block]:
    """Leave out the lines below the author's name that say how to reach the author, or what comes next."""
    for count in range(1, min(_MOST_NOTES, len(blocks) - 1) + 1):
        if not _may_be_note(blocks[-count]):
            break
        above = blocks[-count - 1]
        if above.role is Role.TEXT and _is_signature(above.text):
            return blocks[:-count]
    return blocks


def _without_contacts(blocks: list[Block], *, signed: bool) -> list[Block]:
    """Leave out the last lines, which say how to reach an author named elsewhere, and pay one: telephone, account.

    Below a line that ends with a colon, or asks for help, they are of the text.
    """
    count = len(list(takewhile(lambda block: block.role is Role.TEXT and is_contact(block.text), reversed(blocks))))
    rest = blocks[: len(blocks) - count]
    if not signed or not count or not rest or rest[-1].text.endswith(":") or _ASKING.search(rest[-1].text):
        return blocks
    return rest


def _may_be_note(block: Block) -> bool:
    return block.role is Role.TEXT and (is_below_signature(block.text) or _LINK.fullmatch(block.text) is not None)


def _is_signature(text: str) -> bool:
    byline = read_signature(text)
    return byline is not None and bool(byline.authors)


def _marked_byline(text: str) -> Byline:
    """Read a block with the role of a byline, which may have a date in it; any short text is then a name."""
    dateline = read_dateline(text)
    line = dateline.rest if dateline else " ".join(text.split())
    read = read_beside_date(line)
    if read == Byline() and line.isupper() and not is_shared_account(line):
        read = None
    return read or (Byline((line,)) if 0 < len(line.split()) <= 4 else Byline())


def _until_signature(blocks: list[Block], names: tuple[str, ...]) -> list[Block]:
    """Cut off what follows a line that repeats the authors named above the text."""
    wanted = {name.casefold() for name in names}
    if not wanted:
        return blocks
    for index in range(len(blocks) - 1, max(0, len(blocks) - 8), -1):
        byline = read_byline(blocks[index].text) if blocks[index].role is not Role.TABLE else None
        if byline and wanted == {name.casefold() for name in byline.authors}:
            return blocks[: index + 1]
    return blocks


def _until_credit(blocks: list[Block]) -> list[Block]:
    """Cut off short lines below a line that says who wrote the text or where it came from ("Theo X", "Bài, ảnh: X")."""
    for index in range(len(blocks) - 2, max(1, len(blocks) - _MOST_BELOW - 2), -1):
        below = blocks[index + 1 :]
        if not all(block.role is Role.TEXT and _is_short_line(block.text) for block in below):
            return blocks
        text = blocks[index].text
        if _is_byline(text) and (CREDITING.match(text) or all(_is_keyword(block.text) for block in below)):
            return blocks[: index + 1 + sum(1 for _ in takewhile(_goes_on_crediting, below))]
    return blocks


def _goes_on_crediting(block: Block) -> bool:
    """Tell whether a line below a credit is one more, or the name of a paper alone."""
    return names_paper(block.text) or (CREDITING.match(block.text) is not None and _is_byline(block.text))


def _is_byline(text: str) -> bool:
    return read_named_byline(text) is not None


def _is_keyword(text: str) -> bool:
    """Tell whether a short line is a keyword or a section, as pages print below the name of the author."""
    return text[0].islower() or text[0] == "#" or is_section_name(text.strip(" .:"))


def _is_short_line(text: str) -> bool:
    return len(text.split()) <= _LONGEST_BELOW and text[-1] not in '.!?…”"'


def _sign_together(upper: Byline, lower: Byline) -> bool:
    """Tell whether the names of two lines are written alike: all in capitals, or each with a surname first."""
    if not upper.authors or not lower.authors or upper.source or lower.source:
        return False
    names = (*upper.authors, *lower.authors)
    return all(map(str.isupper, names)) or all(name.split()[0].lower() in SURNAMES for name in names)


def _both(upper: Byline, lower: Byline) -> Byline:
    names = {name.casefold(): name for name in (*upper.authors, *lower.authors)}
    return Byline(tuple(names.values()))


def _join(first: Byline, second: Byline) -> Byline:
    """Join two bylines; of two that say "Theo X" the upper one may name the author: "Theo Minh Khôi", "Theo VOV"."""
    if not first.authors and second.source and are_names(first.source) and not is_paper(first.source):
        return Byline((first.source,), second.source)
    return Byline(first.authors or second.authors, first.source or second.source)
