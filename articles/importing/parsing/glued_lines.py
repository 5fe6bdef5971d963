"""Lines of a copied page that were two on the page: "Thời sựThứ tư, 27/3/2019, 15:22", "... hinh anh 1Ông Lâm"."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline
from articles.text.letter_classes import LOWER

_TOP: Final = 40  # lines
_LONGEST: Final = 100  # characters
_LONGEST_PICTURE: Final = 400  # characters
_NUMBER: Final = re.compile(
    rf"(?<=\S)\s+(?:hinh anh|anh|hinh|(?:[-–]\s*)?(?:Ảnh|Hình|Photo)) \d{{1,2}}\.?(?=[^\W\d_{LOWER}])"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Where a day begins behind a small letter with nothing between.
_GLUE: Final = re.compile(rf"(?<=[{LOWER}])(?=(?:Thứ|Chủ|Ngày|Hôm nay|Cập nhật|Đăng|\d{{1,2}}[:h/.-]))")
# Where a name begins behind the time.
_GLUE_BEHIND: Final = re.compile(rf"(?<=\d)(?=[^\W\d_{LOWER}T]\w)|(?<=\))(?=[^\W\d_{LOWER}]\w)")


def parted_lines(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Return lines in which a section or an author that is glued to a day of the page's top has a line of its own.

    So has a caption that is glued to the text that stands for its picture.
    """
    parted: list[Block] = []
    for index, block in enumerate(blocks):
        text = block.text
        able = index < _TOP and len(text) <= _LONGEST and block.role is Role.TEXT and text not in always
        parts = _parts(text) if able and _YEAR.search(text) else ()
        if not parts and block.role is Role.TEXT and text not in always:
            parts = _picture_and_caption(text)
        if parts:
            parted += [Block(parts[0], block.role, block.gap), Block(parts[1], block.role, False)]
        else:
            parted.append(block)
    return parted


def _picture_and_caption(text: str) -> tuple[str, str] | tuple[()]:
    """Return the text that stands for a picture and the caption that is glued to it: "... hinh anh 1Ông Lâm"."""
    number = _NUMBER.search(text) if len(text) <= _LONGEST_PICTURE else None
    return (text[: number.end()], text[number.end() :]) if number else ()


def _parts(text: str) -> tuple[str, str] | tuple[()]:
    glues = [*_GLUE.finditer(text), *_GLUE_BEHIND.finditer(text)]
    for at in (glue.start() for glue in glues):
        first, second = text[:at], text[at:]
        for day, name in ((second, first), (first, second)):
            dateline = read_dateline(day)
            if dateline and not dateline.rest and (is_section_name(name.strip(" -|,")) or are_names(name)):
                return first, second
    return ()
