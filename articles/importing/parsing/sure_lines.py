"""Lines of a page that are told by their own words: the texts that stand for pictures, and teasers with their title.

They are taken out before anything else is weighed; the line under the text for a picture is its caption.
"""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile, zip_longest
from typing import Final

from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import caption_key, has_credit, sentences
from articles.importing.cleaning.furniture import heads_machine_summary
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.parsing.bare_captions import mark_illustrations, mark_placed, mark_signed
from articles.importing.parsing.capital_credits import mark_capital_credits
from articles.importing.parsing.glued_lines import parted_lines
from articles.importing.parsing.page_widgets import without_widgets
from articles.importing.parsing.picture_texts import LEAST_TITLE, mark_alternatives, numbered_titles
from articles.importing.parsing.timed_titles import titles_with_times, without_timed_titles
from articles.importing.readers.page import Block, Role
from articles.text.sentences import ends_sentence

_PARAGRAPH: Final = 12  # words
_LABEL: Final = re.compile(
    r"(?:(?:chú thích|CT|lời|ghi chú|mô tả) (?:của |cho )?(?:ảnh|hình)(?: minh h[ọo][aạ])?(?: số)?\s*\d{0,2}"
    r"|chú thích(?: \d{1,2})?|(?:photo |image )?caption(?: \d{1,2})?"
    r"|(?:ảnh|hình) (?:số )?\d{1,2}(?=\s*[:：]\s*(?:\S+\s+){4}))\s*[:：]\s*"
    # As the BBC prints them.
    r"|(?:chụp lại hình ảnh|image caption)\s*(?:,?\s+|,$)",
    re.IGNORECASE,
)
# One of several below the heading of captions, where a slip may have taken the tone.
_NUMBERED: Final = re.compile(r"(?:ảnh|anh|hình)\s*(?:số\s*)?\d{1,2}\s*[.:)]\s*(?=\S)", re.IGNORECASE)
_LONGEST_LABELLED: Final = 60  # words
_BRACKETS: Final = ("()", "[]")  # around a whole line
# What stands for a picture before its caption: "[ảnh] Xe qua cầu".
_BRACKETED: Final = re.compile(
    r"(?:\[(?:ảnh|hình(?: ảnh)?)(?: \d{1,2})?\]|\((?:ảnh|hình(?: ảnh)?)(?: \d{1,2})?\))\s*:?\s*(?=\S)", re.IGNORECASE
)
# What stands alone above the name of an author or a source.
_CREDITING: Final = re.compile(
    r"(?P<name>theo|nguồn(?: (?:tin|bài|bài viết))?|tác giả(?: bài viết)?|người viết|thực hiện|bài viết|bài)\s*:?",
    re.IGNORECASE,
)
_LONGEST_CREDITED: Final = 6  # words
_SIGNED: Final = re.compile(r"(?!PV|CTV|BTV|TTV)[A-ZĐ]{2,4}")
_LONGEST_SUMMARY: Final = 9  # lines of a summary that a machine made
_MACHINE: Final = re.compile(
    r"(?:bởi|bằng|từ) (?:AI|trí tuệ nhân tạo)\b|\bAI (?:có thể|tạo|tổng hợp)|kiểm chứng", re.IGNORECASE
)
_ITEM: Final = re.compile(r"[-–•*·+]\s*\S|\d[.)]\s")
# "Nguồn hình ảnh, Getty Images", a line above the caption; a copy may glue both.
_CREDIT_ABOVE: Final = re.compile(
    r"(?:nguồn hình ảnh|bản quyền hình ảnh|image (?:source|copyright))\s*(?:[,:]\s*|\s+)(?P<credit>\S.{1,60}?)"
    r"(?P<glued>(?:chụp lại hình ảnh|image caption)\b.*)?",
    re.IGNORECASE,
)
_NOTHING: Final = Block("", Role.TABLE)


def without_sure_lines(blocks: Sequence[Block], always: Collection[str] = ()) -> tuple[Block, ...]:
    """Return the lines of a copied page without texts for pictures and doubled teasers, captions in their role.

    Any line above the first paragraph may be the title. Lines that stay `always` are not touched.
    """
    blocks = without_widgets(parted_lines(blocks, always), always)
    blocks = mark_illustrations(mark_placed(_without_machine_summary(blocks, always), always), always)
    signed = mark_capital_credits(mark_signed(blocks, always), always)
    blocks = mark_labelled(_mark_bracketed(_with_credited(signed, always), always))
    # A title may be a question as long as a paragraph.
    numbered = numbered_titles(blocks)
    text = next(
        (index for index, block in enumerate(blocks) if _is_paragraph(block) and not _is_in(block.text, numbered)), 0
    )
    blocks = without_timed_titles(blocks, text, always)
    titles = [block.text for block in blocks[:text] if len(block.text.split()) >= LEAST_TITLE]
    marked = mark_alternatives(_without_teasers(blocks, text, always), titles, always) if titles else blocks
    return tuple(marked)


def _is_in(text: str, keys: Collection[str]) -> bool:
    return bool(keys) and caption_key(text) in keys


def _without_machine_summary(blocks: Sequence[Block], always: Collection[str]) -> Sequence[Block]:
    """Leave out the summary that a machine made: its heading, and the points below it.

    They end where a line says that a machine wrote them, or else with the items of a list or the lines of one run.
    """
    head = next((index for index, block in enumerate(blocks) if heads_machine_summary(block.text)), None)
    if head is None:
        return blocks
    below = blocks[head + 1 : head + 1 + _LONGEST_SUMMARY]
    signed = next((index for index, block in enumerate(below) if _MACHINE.search(block.text)), None)
    listed = sum(1 for _ in takewhile(lambda block: _ITEM.match(block.text), below))
    run = sum(1 for _ in takewhile(lambda block: not block.gap, below[1:])) + 1 if below[1:] else 0
    length = listed or (run if run < len(below) else 0) if signed is None else signed + 1
    gone = range(head, head + 1 + length)
    return [block for index, block in enumerate(blocks) if index not in gone or block.text in always]


def _with_credited(blocks: Sequence[Block], always: Collection[str]) -> list[Block]:
    """Join the label of an author or source that stands alone and the name below it: "Tác giả:", "Lê An".

    Initials alone above "Theo X" are the author.
    """
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else _NOTHING
        label = _CREDITING.fullmatch(above.text) if above.role is block.role is Role.TEXT else None
        text = f"{label['name']}: {block.text}" if label and above.text not in always else ""
        if text and len(block.text.split()) <= _LONGEST_CREDITED and read_named_byline(text):
            joined[-1] = Block(text, above.role, above.gap)
            continue
        if _SIGNED.fullmatch(above.text) and above.text not in always and _credits(block.text):
            joined[-1] = above.with_role(Role.BYLINE)
        joined.append(block)
    return joined


def _credits(text: str) -> bool:
    byline = read_named_byline(text) if text.startswith("Theo ") else None
    return byline is not None and not byline.authors


def _mark_bracketed(blocks: Sequence[Block], always: Collection[str]) -> list[Block]:
    """Mark as captions, without it, the lines behind a mark in brackets below the first paragraph.

    A caption has a stop, a credit or a paragraph below it: the title of another article has none of these.
    """
    marked: list[Block] = []
    in_text = False
    for block, following in zip_longest(blocks, blocks[1:], fillvalue=_NOTHING):
        mark = _BRACKETED.match(block.text) if in_text and block.role is Role.TEXT else None
        text = block.text[mark.end() :] if mark and block.text not in always else ""
        shown = text and (ends_sentence(text) or has_credit(text) or _is_paragraph(following))
        marked.append(Block(text, Role.CAPTION, block.gap, block.credit) if shown else block)
        in_text = in_text or _is_paragraph(block)
    return marked


def mark_labelled(blocks: Sequence[Block]) -> list[Block]:
    """Mark as captions the lines behind a label of captions, without it: "Chú thích ảnh: Thợ gốm bên bàn xoay".

    A label that is alone stands before the next line, or the numbered ones below. A credit above, and the text that
    stands for the picture, go.
    """
    marked: list[Block] = []
    below, credit, is_listed = False, "", False
    for block in blocks:
        able = block.role in {Role.TEXT, Role.CAPTION}
        if able and (credited := _CREDIT_ABOVE.fullmatch(block.text)):
            credit = credited["credit"]
            if not credited["glued"]:
                continue
            block = block.with_text(credited["glued"])
        bare = block.text[1:-1] if block.text[:1] + block.text[-1:] in _BRACKETS else block.text
        numbered = _NUMBERED.match(bare) if able and (below or is_listed) else None
        is_listed = numbered is not None
        label = (_LABEL.match(bare) or numbered) if able else None
        text = bare[label.end() :] if label else block.text
        if label and not text:
            below = True
            continue
        if label or (below and able and len(text.split()) <= _LONGEST_LABELLED):
            _drop_alternative(marked, text)
            marked.append(Block(text, Role.CAPTION, block.gap, block.credit or credit))
        else:
            marked.append(block)
        below, credit = False, ""
    return marked


def _drop_alternative(marked: list[Block], caption: str) -> None:
    """Drop the last line where it is the same as the caption below it: it stands for the picture."""
    if marked and marked[-1].role is Role.TEXT and caption_key(marked[-1].text) == caption_key(caption):
        marked.pop()


def _without_teasers(blocks: Sequence[Block], text: int, always: Collection[str]) -> list[Block]:
    """Leave out, below the first paragraph, a title that stands twice with the stamped lead of its article beside it.

    So copied boxes of related articles look: the title of the picture, the title, and "TTO - ..." below or above.
    """
    gone: set[int] = set()
    for index in range(text + 1, len(blocks) - 1):
        title = blocks[index].text
        if title != blocks[index + 1].text or ends_sentence(title):
            continue
        beside = (at for at in (index + 2, index - 1) if text < at < len(blocks))
        if (lead := next((at for at in beside if take_stamp(blocks[at].text).source), None)) is not None:
            gone.update((index, index + 1, lead))
    gone |= _stamped_inside(blocks, text) | titles_with_times(blocks, text)
    return [block for index, block in enumerate(blocks) if index not in gone or block.text in always]


def _stamped_inside(blocks: Sequence[Block], text: int) -> set[int]:
    """Return the lines that are the title of another article and its lead, which has the stamp of this one's lead.

    The line above such a line goes with it where it is that title again.
    """
    stamp = take_stamp(blocks[text].text).source if blocks else ""
    if not stamp:
        return set()
    gone: set[int] = set()
    mark = re.compile(rf"\s*\(?{re.escape(stamp)}\)?\s*[-–—]\s*(?=\w)")
    for index in range(text + 1, len(blocks)):
        line = blocks[index].text
        found = mark.search(line) if stamp in line else None
        title = line[: found.start()] if found else ""
        if len(title.split()) >= LEAST_TITLE and not ends_sentence(title) and len(sentences(title)) == 1:
            gone.update((index - 1, index) if blocks[index - 1].text == title else (index,))
    return gone


def _is_paragraph(block: Block) -> bool:
    return (
        block.role is Role.TEXT
        and ends_sentence(block.text)
        and len(block.text.split(maxsplit=_PARAGRAPH)) >= _PARAGRAPH
    )
