"""The top of a copied page: the names, menus and tools above its text, among which its title stands.

Rules go by the place of a line, its length and its repetition: a menu is a run of short lines, the dateline stands
beside the title, and the section that is read stands in the menu and once more above the title.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.imprints import paper_called
from articles.importing.cleaning.phrases import is_front_page, is_section_name, is_site_page
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline, read_update
from articles.text.papers import paper_named, paper_of_address
from articles.text.sentences import ends_sentence

_LEAST_ABOVE: Final = 2  # lines above the title of a whole page
_PARAGRAPH: Final = 12  # words of the first paragraph
_TITLE: Final = range(4, 31)  # words
_LONG_TITLE: Final = 12
_LONGEST_NAME: Final = 5  # words of a section, a name or a tool
# Short lines beside the name of a section that is of the menu too, and known sections among them.
_LEAST_MENU, _LEAST_KNOWN = 4, 1
_LONGEST_CRUMBS: Final = 3  # lines of a path of sections, each on its own line
_LONGEST_DATED: Final = 15  # words
_AUTHORS_WORDS: Final = 12
_MOST_BELOW_LEAD: Final = 6  # lines
# How much tells for a title: the model, a dateline beside it, and being the last line that may be one.
_BY_MODEL, _BY_DATELINE, _BY_PLACE = 8, 4, 3
_LEAST_CUT: Final = 15  # characters of a title that is cut
_STEPS: Final = re.compile(r"\s*[>›»/]+\s*")
_MARK: Final = re.compile(r"[\W\d_]+")
# "Bạn đang ở: Trang chủ", "You are here: Home".
_LEADING: Final = re.compile(r"^[^:]{2,25}:\s*")
_DOMAIN: Final = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)", re.IGNORECASE)
_PLAYER: Final = re.compile(r"[\d:/\s]+|\d(?:[.,]\d+)?x", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageTop:
    """Where the title and the first paragraph stand, which lines above the text are left out, and what these name."""

    title: int
    text: int
    left_out: frozenset[int]
    section: str = ""
    source: str = ""


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
        dateline = read_dateline(text)
        if dated or (dateline and "T" in dateline.published):
            dated = index
    if not dated and lead + 2 < len(blocks) and is_person(blocks[lead + 1].text) and _is_paragraph(blocks[lead + 2]):
        dated = lead + 1
    elif not dated or any(_is_timed(block.text) for block in blocks[:lead]):
        return blocks
    return (*blocks[:lead], *blocks[lead + 1 : dated + 1], blocks[lead], *blocks[dated + 1 :])


def _is_timed(text: str) -> bool:
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
    dated = [index for index in range(text) if _is_dated(blocks[index].text)]
    title = _title(blocks[:text], likely_title, dated)
    if title is None or title < _LEAST_ABOVE or not _is_top([block.text for block in blocks[:title]]):
        return None
    kept = {title, *_dateline(blocks, dated, title)}
    kept |= {index for index in range(title + 1, text) if _stays_below_title(blocks[index], shares=shares[index])}
    below = [blocks[index].text for index in range(title + 1, text)]
    above = [block.text for block in blocks[:title] if not _is_dated(block.text)]
    return PageTop(
        title,
        text,
        frozenset(range(text)) - kept,
        _section(above, blocks[title].text),
        _source(below) or _source(above) or _masthead(above),
    )


def _is_top(above: Sequence[str]) -> bool:
    """Tell whether the lines above a title are of a page: no sentence, and the name of a section, paper or tool."""
    if any(len(text.split()) >= _TITLE[0] and text[-1] in ".?!…:" and not _is_path(text) for text in above):
        return False
    return any(
        is_section_name(text) or is_furniture(text) or _is_menu(text) or _is_path(text) for text in above
    ) or bool(_source(above))


def _is_paragraph(block: Block) -> bool:
    words, text = len(block.text.split()), block.text.rstrip(" ”\"')")
    stopped = block.role is not Role.CAPTION and words >= _PARAGRAPH and text[-1:] in {".", "…", ":"}
    return stopped and not is_furniture(block.text) and not _is_path(block.text)


def _is_dated(text: str) -> bool:
    return len(text.split()) <= _LONGEST_DATED and read_dateline(text) is not None


def _title(top: Sequence[Block], likely: Sequence[float], dated: list[int]) -> int | None:
    """Return the place of the line that is most like a title."""
    able = [
        index
        for index, block in enumerate(top)
        if index not in dated and block.role is Role.TEXT and _may_be_title(block.text)
    ]
    beside = {index + step for index in dated for step in (-1, 1)}

    def told(index: int) -> float:
        words = min(len(top[index].text.split()), _LONG_TITLE)
        placed = _BY_DATELINE * (index in beside) + _BY_PLACE * (index == able[-1])
        return words + placed + _BY_MODEL * likely[index]

    return max(able, key=told, default=None)


def _may_be_title(text: str) -> bool:
    if len(text.split()) not in _TITLE or is_furniture(text) or starts_tail(text) or has_credit(text):
        return False
    if _source([text]) or "@" in text or _is_menu(text) or _is_path(text):
        return False
    return read_named_byline(text) is None


def _is_path(text: str) -> bool:
    """Tell whether a line is a path of sections from the front page on: "Trang chủ › Kinh tế biển › Tàu về ..."."""
    steps = _STEPS.split(text)
    return len(steps) > 1 and is_front_page(_LEADING.sub("", steps[0]))


def _is_menu(text: str) -> bool:
    """Tell whether a line is a menu: names of sections one after another, or a path of them."""
    parts = [part.strip().lower() for part in re.split(r"[|>›»•/]| - ", text)]
    if len(parts) > 2 and sum(is_section_name(part) or is_front_page(part) for part in parts) * 2 >= len(parts):
        return True
    words = text.lower().split()
    named = 0
    for one, other in pairwise(words):
        named += is_section_name(f"{one} {other}")
    return named >= 3 and named * 4 >= len(words)


def _dateline(blocks: Sequence[Block], dated: list[int], title: int) -> set[int]:
    """Return the place of the line that dates the article.

    That is a line near the title with the time of publishing, else one with any time, else the one nearest to it.
    """

    def told(index: int) -> tuple[bool, bool, bool, int]:
        text, away = blocks[index].text, abs(index - title)
        published = away <= _LONGEST_CRUMBS and _is_timed(text) and not read_update(text)
        return published, _is_timed(text), index > title, -away

    best = max(dated, key=told, default=None)
    return set() if best is None else {best}


def _stays_below_title(block: Block, *, shares: bool) -> bool:
    """Tell whether a line between title and text may be of the article: a byline, or a line with words of the text."""
    text = block.text
    if block.role is Role.CAPTION:
        return True
    if is_furniture(text) or starts_tail(text) or may_start_tail(text) or _PLAYER.fullmatch(text):
        return False
    if read_named_byline(text) and len(text.split()) <= _AUTHORS_WORDS:
        return not _source([text])
    return len(text.split()) > _LONGEST_NAME and not _is_dated(text) and (shares or ends_sentence(text))


def _section(above: Sequence[str], title: str) -> str:
    """Return the section that the lines above a title name: the end of a path, or a name that the menu has too.

    The line directly above the title is the surest. A path may end in the title.
    """
    above = [text for line in above if (text := _without_title(line, title))]
    lines = [text for text in above if not _MARK.fullmatch(text)]
    if lines and (end := _end_of_path(lines[-1], [text.casefold() for text in lines[:-1]])):
        return end
    for place in range(len(above) - 1, -1, -1):
        steps = [step for step in _STEPS.split(above[place]) if step]
        if len(steps) > 1 and (is_front_page(steps[0]) or all(is_section_name(step) for step in steps)):
            return steps[-1]
        is_path = is_front_page(above[place]) and 0 < len(above) - 1 - place <= _LONGEST_CRUMBS
        if is_path and not any(map(is_site_page, above[max(0, place - 1) :])):
            return above[-1]
    names = [text.casefold() for text in above]
    short = [index for index, text in enumerate(above) if len(text.split()) <= _LONGEST_NAME]
    menus = [(index, names[index]) for index in range(len(above)) if _is_menu(above[index])]
    again = [
        index
        for index in short
        if not is_furniture(above[index])
        and (names[index] in names[:index] or any(at < index and names[index] in menu for at, menu in menus))
    ]
    # "Thời sự" of the menu again, and "Giao thông" below it: a path on two lines.
    if again and (below := above[again[-1] + 1 : again[-1] + 2]) and is_section_name(below[0]):
        return below[0]
    sections = (index for index in short if is_section_name(names[index]) and not is_front_page(names[index]))
    known = [index for index in sections if not _is_in_menu(above, index)]
    return above[(again or known)[-1]] if again or known else ""


def _is_in_menu(above: Sequence[str], index: int) -> bool:
    """Tell whether a name stands in a run of short lines, most of them sections: the menu, which tells no section."""
    sides = (reversed(above[:index]), above[index + 1 :])
    run = [text for side in sides for text in takewhile(_may_be_of_menu, side)]
    known = sum(is_section_name(text) or is_front_page(text) for text in run)
    return known >= _LEAST_KNOWN and len(run) >= _LEAST_MENU


def _may_be_of_menu(text: str) -> bool:
    return len(text.split()) <= _LONGEST_NAME and (
        is_section_name(text) or is_site_page(text) or not is_furniture(text)
    )


def _without_title(line: str, title: str) -> str:
    """Return a path of sections without the title at its end, which may be cut: "Trang chủ › Tin trong nước"."""
    key = title.casefold()
    if line.casefold() == key:
        return ""
    steps = list(_STEPS.finditer(line))
    last = line[steps[-1].end() :].casefold() if steps else ""
    cut = last.rstrip(" .…")
    is_title = last == key or (len(cut) >= _LEAST_CUT and key.startswith(cut))
    return line[: steps[-1].start()] if is_title else line


def _end_of_path(line: str, names: Sequence[str]) -> str:
    """Return the last of several sections in a line, with marks or nothing between them; "" where it is no path.

    One of them is a known section, or stands above among `names`; without marks all are, or the first stands there.
    """
    steps = [step for step in _STEPS.split(line) if step]
    if any(len(step.split()) > _LONGEST_NAME for step in steps):
        return ""

    def is_section(name: str) -> bool:
        return is_section_name(name) or name.casefold() in names

    if len(steps) > 1:
        return steps[-1] if any(map(is_section, steps)) else ""
    words = line.split()
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    capitals = ((first, second) for first, second in halves if second[0].isupper())
    if known := next((second for first, second in capitals if is_section(first) and is_section(second)), ""):
        return known
    # "Giải trí Sao Việt": of a part that nothing else names the section is known.
    parts = (first for first, part in reversed(halves) if first.casefold() in names and part[0].isupper())
    return next(parts, "") if len(words) <= _LONGEST_NAME else ""


def _masthead(above: Sequence[str]) -> str:
    """Return the paper whose name stands in capitals above the menu, though a section is called so: "LAO ĐỘNG"."""
    first, *menu = above or [""]
    return paper_named(first) if first.isupper() and menu and not menu[0].isupper() else ""


def _source(above: Sequence[str]) -> str:
    """Return the paper that a line of the top names, by its name or its domain; "" where none does."""
    for text in above:
        if is_section_name(text):
            continue
        if _DOMAIN.fullmatch(text):
            return paper_of_address(f"https://{text.lower()}") or text
        if named := paper_called(text) or (paper_named(text) if len(text.split()) <= _LONGEST_NAME else ""):
            return named
    return ""
