"""The section of a copied page, as the lines above its title name it: the end of a path, or a name beside the menu."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Final

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_front_page, is_section_name, is_site_page
from articles.nlp.dates import read_dateline
from articles.text.letter_classes import LOWER, UPPER
from articles.text.papers import paper_named

# Short lines beside the name of a section that is of the menu too, and known sections among them.
LEAST_MENU, _SHORT_MENU, _LEAST_KNOWN = 4, 3, 1
# Names in a row without signs between them, and the words of the longest.
_LEAST_NAMES, _KNOWN, _LONGEST_KNOWN = 3, 0.7, 4
LONGEST_NAME: Final = 5  # words of a section, a name or a tool
LONGEST_CRUMBS: Final = 3  # lines of a path of sections, each on its own line
_LEAST_CUT: Final = 15  # characters of a title that is cut
_MOST_BESIDE: Final = 2
# Where the names of a menu are glued as they are copied: "Thời sựThế giới", "27°CĐăng nhập".
_GLUE: Final = re.compile(rf"(?<=[{LOWER}\d])(?=[{UPPER}])|(?<=°C)(?=\w)")
_LEAST_GLUED, _LEAST_UNKNOWN = 3, 6  # names, and names of which none is known
_MENUS: Final = 2  # of a page: one for large and one for small screens
_LONGEST_MENU: Final = 300  # characters
_LONGEST_ROW: Final = 8  # words of a path of sections with no sign between them
_STEPS: Final = re.compile(r"\s*[>›»/]+\s*")
_LEAST_PATH: Final = 2  # steps of a path without what all its articles are
_NEWS: Final = frozenset({"tin tức", "tin mới", "bài viết"})
_MARK: Final = re.compile(r"[\W\d_]+")
# "Bạn đang ở: Trang chủ", "You are here: Home".
_LEADING: Final = re.compile(r"^[^:]{2,25}:\s*")


def section_above(above: Sequence[str], title: str) -> str:
    """Return the section that the lines above a title name: the end of a path, or a name that the menu has too.

    The line directly above the title is the surest. A path may end in the title.
    """
    above = [text for line in above if (text := _without_title(line, title))]
    lines = [text for text in above if not _MARK.fullmatch(text)]
    if lines and (end := _end_of_path(lines[-1], [text.casefold() for text in lines[:-1]])):
        return end
    for place in range(len(above) - 1, -1, -1):
        steps = [step for step in _STEPS.split(above[place]) if step]
        # "Trang chủ » Xã hội » Tin tức": all are news.
        steps = steps[:-1] if len(steps) > _LEAST_PATH and steps[-1].lower() in _NEWS else steps
        if len(steps) > 1 and (is_front_page(steps[0]) or all(is_section_name(step) for step in steps)):
            return steps[-1]
        from_front = is_front_page(above[place]) and 0 < len(above) - 1 - place <= LONGEST_CRUMBS
        if from_front and not any(map(_is_of_site, above[max(0, place - 1) :])):
            return above[-1]
    names = [text.casefold() for text in above]
    short = [index for index, text in enumerate(above) if len(text.split()) <= LONGEST_NAME]
    menus = [(index, names[index]) for index in range(len(above)) if is_menu(above[index])]
    again = [
        index
        for index in short
        if not (is_furniture(above[index]) or is_person(above[index]))
        and (names[index] in names[:index] or any(at < index and names[index] in menu for at, menu in menus))
    ]
    again = _without_second_menu(again, names)
    # "Thời sự" of the menu again, and "Giao thông" below it: a path on two lines.
    # Several below it are the menu of that section.
    below = [text for text in above[again[-1] + 1 :] if len(text.split()) <= LONGEST_NAME] if again else []
    named = [text for text in below if not is_furniture(text)]
    if len(named) == 1 and is_section_name(named[0]):
        return named[0]
    if beside := _path_beside([text for text in above if not is_furniture(text)]):
        return beside
    sections = (index for index in short if is_section_name(names[index]) and not is_front_page(names[index]))
    known = [index for index in sections if not _is_in_menu(above, index)]
    return above[(again or known)[-1]] if again or known else ""


def _is_of_site(text: str) -> bool:
    """Tell whether a line is the name of a page of the site, also with words behind: "Liên hệ với chủ blog"."""
    return is_site_page(text) or is_site_page(" ".join(text.split()[:2]))


def _without_second_menu(again: Sequence[int], names: Sequence[str]) -> list[int]:
    """Return the places of names that stand above too, without a run as long as a menu: a copy of it.

    A name that stands there for the third time is the section.
    """
    runs = [[at for _, at in run] for _, run in groupby(enumerate(again), key=lambda one: one[1] - one[0])]
    return [at for run in runs for at in run if len(run) < LEAST_MENU or names[: at + 1].count(names[at]) > _MENUS]


def _path_beside(above: Sequence[str]) -> str:
    """Return the last of at most two sections directly above the title, with no more than the paper above them."""
    run = list(takewhile(lambda text: is_section_name(text) and not is_front_page(text), reversed(above)))
    rest = above[: len(above) - len(run)][-1:]
    is_path_alone = all("." in text or paper_named(text) for text in rest)
    return run[0] if 0 < len(run) <= _MOST_BESIDE and is_path_alone else ""


def _is_in_menu(above: Sequence[str], index: int) -> bool:
    """Tell whether a name stands in a run of short lines, most of them sections: the menu, which tells no section."""
    sides = (reversed(above[:index]), above[index + 1 :])
    run = [text for side in sides for text in takewhile(_may_be_of_menu, side)]
    known = sum(is_section_name(text) or is_front_page(text) for text in run)
    # A short one has the front page and another page of the site.
    least = _SHORT_MENU if any(map(is_front_page, run)) and any(map(_is_of_site, run)) else LEAST_MENU
    return known >= _LEAST_KNOWN and len(run) >= least


def _may_be_of_menu(text: str) -> bool:
    return len(text.split()) <= LONGEST_NAME and (is_section_name(text) or is_site_page(text) or not is_furniture(text))


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
    if len(steps) == 1 and (row := _below_front(line)):
        return row if is_section_name(row) else _end_of_path(row, names)
    if any(len(step.split()) > LONGEST_NAME for step in steps):
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
    return next(parts, "") if len(words) <= LONGEST_NAME else ""


def are_short_names(text: str) -> bool:
    """Tell whether a line is a name as of a section, or a path of them: "Bóng đá Việt Nam > V-League"."""
    return all(len(step.split()) <= LONGEST_NAME for step in _STEPS.split(text))


def is_path(text: str) -> bool:
    """Tell whether a line is a path of sections from the front page on: "Trang chủ › Kinh tế biển › Tàu về ..."."""
    steps = _STEPS.split(text)
    if len(steps) > 1:
        return is_front_page(_LEADING.sub("", steps[0]))
    row = _below_front(text)
    is_row = 0 < len(row.split()) <= _LONGEST_ROW
    return is_row and (is_section_name(row) or _is_row_of_names(text.lower().split()))


def _below_front(text: str) -> str:
    """Return the sections behind the name of the front page, with no sign between: "Trang chủ Kinh tế"; "" else."""
    words = text.split(maxsplit=2)
    return words[2] if len(words) > _LEAST_PATH and is_front_page(" ".join(words[:2])) else ""


def is_menu(text: str) -> bool:
    """Tell whether a line is a menu: names of sections one after another, or a path of them."""
    parts = [part.strip().lower() for part in re.split(r"[|>›»•/]| - ", text)]
    if len(parts) > 2 and sum(is_section_name(part) or is_front_page(part) for part in parts) * 2 >= len(parts):
        return True
    if len(text) > _LONGEST_MENU:
        return False
    return _is_glued(text) or _is_row_of_names(text.lower().rstrip(" .…").split())


def _is_glued(text: str) -> bool:
    """Tell whether a line is a menu whose names are glued: most of them are known, or they are many."""
    parts = [part.strip() for part in _GLUE.split(text)]
    if len(parts) < _LEAST_GLUED or text[-1] in ".…":
        return False
    known = sum(_is_of_menu(part.lower()) or is_furniture(part) or read_dateline(part) is not None for part in parts)
    are_many = len(parts) >= _LEAST_UNKNOWN and all(len(part.split()) <= LONGEST_NAME for part in parts)
    return are_many or 2 * known > len(parts)


def _is_row_of_names(words: Sequence[str]) -> bool:
    """Tell whether most words are of names of sections and pages, with nothing between: "Trang chủ Thế giới Ảnh"."""
    place, names, known = 0, 0, 0
    while place < len(words):
        # Of a headline that is known early: too few of its words are of names.
        if known + len(words) - place < _KNOWN * len(words):
            return False
        lengths = range(min(_LONGEST_KNOWN, len(words) - place), 0, -1)
        length = next((n for n in lengths if _is_of_menu(" ".join(words[place : place + n]))), 0)
        names += length > 0
        known += length
        place += length or 1
    return names >= _LEAST_NAMES and known >= _KNOWN * len(words)


@lru_cache(maxsize=4000)
def _is_of_menu(name: str) -> bool:
    return is_section_name(name) or is_front_page(name) or is_site_page(name)
