"""Lines of a copied page's top that were two on the page: "Thời sựThứ tư, 27/3/2019, 15:22", "Lê An27/3/2019"."""

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
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Where a day begins behind a small letter with nothing between.
_GLUE: Final = re.compile(rf"(?<=[{LOWER}])(?=(?:Thứ|Chủ|Ngày|Hôm nay|Cập nhật|Đăng|\d{{1,2}}[:h/.-]))")
# Where a name begins behind the time.
_GLUE_BEHIND: Final = re.compile(rf"(?<=\d)(?=[^\W\d_{LOWER}T]\w)|(?<=\))(?=[^\W\d_{LOWER}]\w)")


def parted_lines(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Return lines in which a section or an author that is glued to a day of the page's top has a line of its own."""
    parted: list[Block] = []
    for index, block in enumerate(blocks):
        text = block.text
        able = index < _TOP and len(text) <= _LONGEST and block.role is Role.TEXT and text not in always
        parts = _parts(text) if able and _YEAR.search(text) else ()
        if parts:
            parted += [Block(parts[0], block.role, block.gap), Block(parts[1], block.role, False)]
        else:
            parted.append(block)
    return parted


def _parts(text: str) -> tuple[str, str] | tuple[()]:
    glues = [*_GLUE.finditer(text), *_GLUE_BEHIND.finditer(text)]
    for at in (glue.start() for glue in glues):
        first, second = text[:at], text[at:]
        for day, name in ((second, first), (first, second)):
            dateline = read_dateline(day)
            if dateline and not dateline.rest and (is_section_name(name.strip(" -|,")) or are_names(name)):
                return first, second
    return ()
