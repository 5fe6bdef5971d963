"""Teasers among the lines of a copied page: the title of another article, and its first sentence beside it."""

import re
from collections.abc import Sequence
from typing import Final

from articles.importing.cleaning.captions import sentences
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.parsing.page_lines import is_byline, is_heading
from articles.importing.parsing.page_reading import OF_LAST_TEASER, PageReading
from articles.importing.readers.page import Block
from articles.nlp.dates import read_dateline

# How likely a sentence and the title below it, and the title above a sentence, must be to be left out.
_OUT_BESIDE_TITLE, _OUT_TITLE = 0.8, 0.95
_LEAST_OUT: Final = 0.1  # how likely a sentence glued below the title of another article must be left out
# How a sentence begins that goes on with the one above.
_GOES_ON: Final = re.compile(
    r"(?:tuy|thế|nhưng|song|ngoài ra|bên cạnh|trong khi đó|theo đó|vì|do đó|còn|trước đó|sau đó|đồng thời)\b",
    re.IGNORECASE,
)
_TITLE: Final = range(7, 26)  # words
_LONGEST_TEASER: Final = 40  # words


def is_stamped_teaser(page: PageReading, index: int, *, headed: bool) -> bool:
    """Tell whether a line among the paragraphs is the lead of another article: beside its title, with a stamp."""
    if not is_among(page, index) or not take_stamp(page.blocks[index].text).source:
        return False
    below = index + 1
    is_above = page.out[index] >= _OUT_BESIDE_TITLE and page.out[below] >= _OUT_BESIDE_TITLE
    return headed or (bool(is_above) and below != page.end and is_heading(page.blocks[below].text))


def is_glued_teaser(page: PageReading, index: int, *, headed: bool) -> bool:
    """Tell whether a sentence among the paragraphs is the lead of another article, whose title is glued above it.

    Blank lines part the paragraphs of this article, and neither of the two lines has its words.
    """
    title, teaser = page.blocks[index - 1], page.blocks[index]
    if not headed or not is_among(page, index) or teaser.gap or not title.gap or not page.is_spaced:
        return False
    is_other = not (page.shares[index] or page.shares[index - 1]) and page.out[index - 1] >= _OUT_TITLE
    if not is_other or page.out[index] < _LEAST_OUT or len(title.text.split()) not in _TITLE:
        return False
    goes_on = _GOES_ON.match(teaser.text) is not None
    return not goes_on and len(sentences(teaser.text)) == 1 and _ends_box(page.blocks, index + 1)


def _ends_box(blocks: Sequence[Block], index: int) -> bool:
    return index < len(blocks) and blocks[index].gap


def is_last_teaser(page: PageReading, index: int, *, headed: bool) -> bool:
    """Tell whether a short sentence above the byline is of another article, whose title stands above it.

    It has no words of this article, or the model finds it likely to be of another one.
    """
    blocks = page.blocks
    if not headed or index + 1 >= len(blocks) or not is_byline(blocks[index + 1].text):
        return False
    if page.shares[index]:
        return bool(page.out[index] >= OF_LAST_TEASER) and not blocks[index - 1].gap and page.is_spaced
    # Below the date of another article, with which a list of titles ends, the article goes on.
    is_title = not page.shares[index - 1] and read_dateline(blocks[index - 1].text) is None
    return is_title and len(blocks[index].text.split()) <= _LONGEST_TEASER


def is_among(page: PageReading, index: int) -> bool:
    """Tell whether a line stands between the first line of the text and the end."""
    return bool(page.texts) and page.texts[0] < index < page.end
