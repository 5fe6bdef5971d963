"""The top of a copied page: the names, menus and tools above its text, among which its title stands.

Rules go by the place of a line, its length and its repetition: a menu is a run of short lines, the dateline stands
beside the title, and the section that is read stands in the menu and once more above the title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.importing.cleaning.byline_names import are_names, is_person
from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.phrases import is_section_name, is_site_page
from articles.importing.cleaning.stamps import is_place
from articles.importing.parsing.top_papers import masthead, named_paper, signing_paper
from articles.importing.parsing.top_sections import (
    LEAST_MENU,
    LONGEST_CRUMBS,
    LONGEST_NAME,
    are_short_names,
    is_menu,
    is_path,
    section_above,
)
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline, read_update
from articles.text.sentences import ends_sentence

_LEAST_ABOVE: Final = 2  # lines above the title of a whole page
_PARAGRAPH: Final = 12  # words of the first paragraph
_LONG_QUESTION: Final = 24  # words of one that ends as a title may: "Tôi phải làm gì?"
_ENDINGS: Final = frozenset(".…:?!")  # of a paragraph
_TITLE: Final = range(4, 31)  # words
_LONG_TITLE: Final = 12
_LONGEST_DATED: Final = 15  # words
_AUTHORS_WORDS: Final = 12
_MOST_BELOW_LEAD: Final = 6  # lines
_NEAR_TITLE: Final = 4  # lines above the lead, of which one is the title
_SEVERAL: Final = 3  # paragraphs
# How much tells for a title: the model, a dateline beside it, and being the last line that may be one.
_BY_MODEL, _BY_DATELINE, _BY_PLACE = 8, 4, 3
_WITH_STOP: Final = 6  # how much a full stop tells against it
_TOPIC_MARK: Final = re.compile(r"^(?:[\[(【][^\])】]{1,25}[\])】]\s*)+")
_PLAYER: Final = re.compile(r"[\d:/\s]+|\d(?:[.,]\d+)?x", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageTop:
    """Where the title and the first paragraph stand, which lines above the text are left out, and what these name.

    `source` is named below the title, as an author is; `paper` by the masthead, the menu or an address beside these.
    """

    title: int
    text: int
    left_out: frozenset[int]
    section: str = ""
    source: str = ""
    paper: str = ""


def lead_below_head(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks in which the lead stands below the author and the time that some papers print under it."""
    lead = next((index for index, block in enumerate(blocks) if _is_paragraph(block)), len(blocks))
    dated = 0
    for index in range(lead + 1, min(lead + 1 + _MOST_BELOW_LEAD, len(blocks))):
        text = blocks[index].text
        if blocks[index].role is not Role.TEXT or len(text.split()) > _LONGEST_DATED or has_credit(text):
            break
        if dated and not (is_furniture(text) or read_named_byline(text)):
            break
        if dated or is_timed(text):
            dated = index
    # The time beside the author's name is that of the article, whatever clock stands above the title. The day of the
    # visit stands at the top of the page, far above it.
    is_signed = any(_may_be_author(block.text) for block in blocks[lead + 1 : dated + 2])
    above_title = blocks[max(0, lead - _NEAR_TITLE) : lead]
    if dated and not is_signed and any(is_timed(block.text) for block in above_title):
        dated = 0
    named = _name_above_text(blocks, max(lead, dated) + 1, is_dated=dated > 0)
    above = [*range(lead + 1, dated + 1), *named]
    if not above:
        return blocks
    rest = (block for index, block in enumerate(blocks[lead:], start=lead) if index not in above)
    return (*blocks[:lead], *(blocks[index] for index in above), *rest)


def _name_above_text(blocks: tuple[Block, ...], start: int, *, is_dated: bool) -> list[int]:
    """Return the place of the author's name directly below the lead, or below its date, pictures and tools.

    There a name need not be a full one.
    """
    for index in range(start, min(start + _MOST_BELOW_LEAD, len(blocks) - 1)):
        text = blocks[index].text
        if is_person(text) or (is_dated and _may_be_author(text)):
            return [index] if _is_paragraph(blocks[index + 1]) else []
        if not (is_dated and (is_furniture(text) or has_credit(text) or blocks[index].role is Role.CAPTION)):
            break
    return []


def _may_be_author(text: str) -> bool:
    return are_names(text) and not (is_section_name(text) or is_place(text))


def is_timed(text: str) -> bool:
    """Tell whether a line dates an article with a time."""
    dateline = read_dateline(text) if len(text.split()) <= _LONGEST_DATED else None
    return dateline is not None and "T" in (dateline.published or read_update(text))


def read_top(blocks: Sequence[Block], likely_title: Sequence[float], shares: Sequence[bool]) -> PageTop | None:
    """Return the top of a page, None where the text was copied without one.

    For each block `likely_title` holds how likely the model takes it for the title, and `shares` whether the article
    has many of its words.
    """
    text = next((index for index, block in enumerate(blocks) if _is_paragraph(block)), None)
    if text is None or any(block.role not in {Role.TEXT, Role.CAPTION} for block in blocks[:text]):
        return None
    text = _below_posted(blocks, text)
    dated = [index for index in range(text) if _is_dated(blocks[index].text)]
    title = _title(blocks[:text], likely_title, dated)
    if title is None or not _is_top([block.text for block in blocks[: _first_like(blocks, title)]]):
        return None
    kept = {title, *_dateline(blocks, dated, title)}
    kept |= {index for index in range(title + 1, text) if _stays_below_title(blocks[index], shares=shares[index])}
    kept -= {index for index in range(title + 1, text) if blocks[index].text == blocks[title].text}
    below = [blocks[index].text for index in range(title + 1, text)]
    above = [block.text for block in blocks[:title] if not _is_dated(block.text)]
    return PageTop(
        title,
        text,
        frozenset(range(text)) - kept,
        section_above(above, blocks[title].text) or next(filter(is_section_name, below), ""),
        signing_paper(below, blocks[text:]),
        named_paper(below) or named_paper(above) or masthead(above, is_dated=_is_dated(blocks[1].text)),
    )


def titles_below_lead(blocks: Sequence[Block], lead: int) -> range:
    """Return the lines of the titles of other articles that are glued to the `lead`, two or more above a blank line."""
    below = range(lead + 1, min(lead + 1 + _MOST_BELOW_LEAD, len(blocks)))
    end = next((index for index in below if blocks[index].gap), lead)
    titles = range(lead + 1, end)
    are_titles = len(titles) > 1 and all(may_be_title(blocks[index].text) for index in titles)
    return titles if are_titles and not any(ends_sentence(blocks[index].text) for index in titles) else range(0)


def _is_top(above: list[str]) -> bool:
    """Tell whether the lines above a title are of a page: no sentence, and the name of a section, paper or tool.

    One line alone is the host or the paper, as browsers print it above a page in their reading view, or the path of
    sections. Several short lines with capitals are a menu.
    """
    lines, above = above, [text for text in above if not is_furniture(text)] or above
    if len(above) < _LEAST_ABOVE:
        return any(map(is_path, above)) or bool(named_paper(above))
    if any(len(text.split()) >= _TITLE[0] and text[-1] in ".?!…:" and not _is_listing(text) for text in above):
        return False
    named = any(is_section_name(text) or is_site_page(text) or is_furniture(text) for text in lines)
    if len(above) >= LEAST_MENU and all(are_short_names(text) and text[0].isupper() for text in above):
        return True
    return named or any(map(_is_listing, above)) or bool(named_paper(above))


def _is_listing(text: str) -> bool:
    return is_path(text) or is_menu(text)


def _is_paragraph(block: Block) -> bool:
    ending = block.text.rstrip(" ”»\"')")[-1:]
    if block.role is Role.CAPTION or ending not in _ENDINGS:
        return False
    is_long = len(block.text.split()) >= (_LONG_QUESTION if ending in {"?", "!"} else _PARAGRAPH)
    return is_long and not is_furniture(block.text) and not is_path(block.text)


def _is_dated(text: str) -> bool:
    return len(text.split()) <= _LONGEST_DATED and read_dateline(text) is not None


def _title(top: Sequence[Block], likely: Sequence[float], dated: list[int]) -> int | None:
    """Return the place of the line that is most like a title."""
    able = [
        index
        for index, block in enumerate(top)
        if index not in dated and block.role is Role.TEXT and may_be_title(block.text)
    ]
    beside = {index + step for index in dated for step in (-1, 1)}

    def told(index: int) -> float:
        words = min(len(top[index].text.split()), _LONG_TITLE)
        placed = _BY_DATELINE * (index in beside) + _BY_PLACE * (index == able[-1])
        stopped = _WITH_STOP if top[index].text.endswith(".") and not top[index].text.endswith("..") else 0
        return words + placed - stopped + _BY_MODEL * likely[index]

    best = max(able, key=told, default=None)
    if best is None:
        return None
    # Some pages have it twice. In a forum the title of the topic and a word to the readers stand above the article.
    same = [index for index in able if _title_key(top[index].text) == _title_key(top[best].text)]
    is_posted = any(_is_said(block.text) for block in top[same[0] + 1 : same[-1]])
    return same[-1] if is_posted else same[0]


def _below_posted(blocks: Sequence[Block], text: int) -> int:
    """Return where the article begins in a forum, whose title stands again below the first words of the post.

    Below several paragraphs it stands above the caption of a picture.
    """
    titles = {_title_key(block.text) for block in blocks[:text] if len(block.text.split()) in _TITLE}
    again = (at for at in range(text + 1, min(text + 1 + _MOST_BELOW_LEAD, len(blocks))))
    at = next((at for at in again if _title_key(blocks[at].text) in titles), None)
    if at is not None and sum(map(_is_paragraph, blocks[text:at])) >= _SEVERAL:
        return text
    below = range(at + 1, len(blocks)) if at is not None else ()
    return next((index for index in below if _is_paragraph(blocks[index])), text)


def _title_key(text: str) -> str:
    """Return a title without the mark of a topic before it: "[Tin tức] Mưa lớn ở Huế"."""
    return _TOPIC_MARK.sub("", text).casefold()


def _first_like(blocks: Sequence[Block], title: int) -> int:
    """Return the first line that is the same as the title."""
    key = _title_key(blocks[title].text)
    return next(index for index, block in enumerate(blocks) if _title_key(block.text) == key)


def _is_said(text: str) -> bool:
    return len(text.split()) >= _TITLE[0] and text[-1] in ".:!…" and not is_furniture(text)


def may_be_title(text: str) -> bool:
    """Tell whether a line may be a title by its words: no tool, name, credit or path, and of a title's length."""
    if (
        text.count("|") > 1
        or len(text.split()) not in _TITLE
        or is_furniture(text)
        or starts_tail(text)
        or has_credit(text)
    ):
        return False
    if named_paper([text]) or "@" in text or is_menu(text) or is_path(text):
        return False
    return read_named_byline(text) is None


def _dateline(blocks: Sequence[Block], dated: list[int], title: int) -> set[int]:
    """Return the place of the line that dates the article.

    That is a line near the title with the time of publishing, else one with any time, else the one nearest to it.
    """

    def told(index: int) -> tuple[bool, bool, bool, int]:
        text, away = blocks[index].text, abs(index - title)
        published = away <= LONGEST_CRUMBS and is_timed(text) and not read_update(text)
        return published, is_timed(text), index > title, -away

    best = max(dated, key=told, default=None)
    return set() if best is None else {best}


def _stays_below_title(block: Block, *, shares: bool) -> bool:
    """Tell whether a line between title and text may be of the article: a byline, or a line with words of the text."""
    text = block.text
    if block.role is Role.CAPTION or has_credit(text):
        return True
    if is_furniture(text) or starts_tail(text) or may_start_tail(text) or _PLAYER.fullmatch(text):
        return False
    if read_named_byline(text) and len(text.split()) <= _AUTHORS_WORDS:
        return not named_paper([text])
    if (dateline := read_dateline(text)) and "T" in dateline.published and dateline.rest:
        return read_named_byline(dateline.rest) is not None
    return len(text.split()) > LONGEST_NAME and not _is_dated(text) and (shares or ends_sentence(text))
