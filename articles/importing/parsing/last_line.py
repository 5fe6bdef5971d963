"""Which line of a copied page is the last one of its article."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile
from typing import Final

import numpy as np

from articles.importing.cleaning.byline_names import SURNAMES, are_names, is_name, is_paper
from articles.importing.cleaning.captions import has_credit, is_credit, sentences
from articles.importing.cleaning.furniture import heads_comments, is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.mail_addresses import is_mail
from articles.importing.cleaning.signed_names import names_paper
from articles.importing.cleaning.stamps import is_place, take_stamp
from articles.importing.parsing.ending import CREDITING
from articles.importing.parsing.listed_lines import Probabilities, listed_lines
from articles.importing.parsing.page_lines import (
    is_byline,
    is_long,
    is_long_paragraph,
    is_paragraph,
    is_section,
    is_sentence,
    is_signature,
    prose_words,
)
from articles.importing.readers.page import Block, Role

# No line counts as surer than this to be in the article or out, and one that is out counts so much above the end.
_LEAST_SURE, _IN_BOX = 0.02, 0.2
# Below a box the article goes on with a line that is less likely than this to be left out.
_OUT: Final = 0.85
_LIKELY: Final = 0.5
_NEAR, _LONGEST_TAIL = 4, 8  # lines
_LONGEST_KEYWORD: Final = 4  # words
_LEAST_TITLES: Final = 2  # in a box
_LINES_OF_TEASER: Final = 2
_LEAST_BELOW_LINE: Final = 2  # paragraphs


def last_line(blocks: Sequence[Block], out: Probabilities) -> int:
    """Return the place of the last line of the article.

    What stands below it is out, what stands above it is not: the end is where the probabilities of both are highest
    together. Lines that are out count less above it, since boxes may stand there.
    """
    sure = np.clip(out, _LEAST_SURE, 1 - _LEAST_SURE)
    gain = np.log(1 - sure) - np.log(sure)
    gain[gain < 0] *= _IN_BOX
    most = before_comments(blocks)
    end = min(int(np.cumsum(gain).argmax()), most)
    last = next((index for index in range(len(blocks) - 1, -1, -1) if not is_furniture(blocks[index].text)), end)
    box = range(end + 1, min(end + 1 + _LONGEST_TAIL, most + 1))
    end = max((index for index in box if out[index] < _OUT and goes_on_below_box(blocks, index)), default=end)
    end = _past_pictures(blocks, _past_list(blocks, out, end))
    is_signed = any(is_byline(block.text) for block in blocks[max(0, end - 1) : end + 1])
    if last - end <= _LONGEST_TAIL and is_byline(blocks[last].text) and not is_signed:
        return last
    again = (index for index in box if _is_named_above(blocks, index) and is_paragraph(blocks[index - 1].text))
    end = max(end, *again, end)
    # The tools of a page may stand between the text and its author.
    tools = sum(1 for _ in takewhile(_is_tool, blocks[end + 1 : end + _LONGEST_TAIL]))
    below = range(end + 1, min(end + 1 + max(_NEAR, tools + 1), len(blocks)))
    end = max((index for index in below if _signs(blocks, index, end, likely=out[index] < _LIKELY)), default=end)
    end = _before_keywords(blocks, _before_teaser(blocks, _before_titles(blocks, end)))
    named = blocks[end : end + 2]
    # "Theo Quang Huy", and the paper on the line below.
    return end + (len(named) == 2 and is_byline(named[0].text) and names_paper(named[1].text))


def _is_tool(block: Block) -> bool:
    return is_furniture(block.text) and not (starts_tail(block.text) or may_start_tail(block.text))


def _before_keywords(blocks: Sequence[Block], end: int) -> int:
    """Return the line above the keywords of which the first ones stand at the `end`: "sân golf", "mở rộng"."""
    if end + 1 >= len(blocks) or not (_is_keyword(blocks[end].text) and _is_keyword(blocks[end + 1].text)):
        return end
    return end - sum(1 for _ in takewhile(lambda block: _is_keyword(block.text), blocks[end::-1]))


def _before_teaser(blocks: Sequence[Block], end: int) -> int:
    """Return the line of the author above the title of another article and its one sentence, which stand at the `end`.

    Nobody else is named, and only tools of the page and lists stand below.
    """
    author = end - _LINES_OF_TEASER
    if author < 1 or not _is_teaser([block.text for block in blocks[author + 1 : end + 1]]):
        return end
    below = blocks[end + 1].text if end + 1 < len(blocks) else ""
    is_ended = not below or is_furniture(below) or starts_tail(below)
    is_signed = _is_author(blocks[author].text) and is_paragraph(blocks[author - 1].text)
    is_one = len(sentences(blocks[end].text)) == 1
    return author if is_ended and is_signed and is_one and _is_unnamed(blocks) else end


def _before_titles(blocks: Sequence[Block], end: int) -> int:
    """Return the line of the author below a paragraph, where lines without any sentence stand from there to the `end`.

    They are titles and keywords, whatever the model takes them for.
    """
    below = sum(
        1 for _ in takewhile(lambda block: not (is_sentence(block.text) or is_byline(block.text)), blocks[end::-1])
    )
    author = end - below
    is_signed = below and author > 0 and is_byline(blocks[author].text) and is_paragraph(blocks[author - 1].text)
    return author if is_signed and not any(has_credit(block.text) for block in blocks[author + 1 : end + 1]) else end


def _is_keyword(text: str) -> bool:
    return text[0].islower() and text[-1].isalnum() and len(text.split()) <= _LONGEST_KEYWORD


def before_comments(blocks: Sequence[Block]) -> int:
    """Return the place of the line above the comments of readers: below their heading stands less than above it."""
    for index, block in enumerate(blocks):
        if heads_comments(block.text):
            above, below = (prose_words(one.text for one in part) for part in (blocks[:index], blocks[index:]))
            if above > below:
                return index - 1
    return len(blocks) - 1


def past_line_alone(blocks: Sequence[Block], end: int, alone: Collection[int], shares: Sequence[bool]) -> int:
    """Return the last of the paragraphs below a single line under the `end`, where they go on with the article.

    They are two or more and share its words: below the title of another article stands one teaser.
    """
    if end + 1 not in alone:
        return end
    run = list(takewhile(lambda index: is_long_paragraph(blocks[index].text), range(end + 2, len(blocks))))
    if len(run) < _LEAST_BELOW_LINE or not any(shares[index] for index in run):
        return end
    below = run[-1] + 1
    return below if below < len(blocks) and is_byline(blocks[below].text) else run[-1]


def goes_on_below_box(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether the article goes on with a paragraph below a box: a heading and titles alone, at least two.

    Below a single title a paragraph may be the teaser of it.
    """
    if not is_paragraph(blocks[index].text) or take_stamp(blocks[index].text).source:
        return False
    box = list(takewhile(lambda block: not is_paragraph(block.text), reversed(blocks[:index])))
    headed = [away for away, block in enumerate(box, start=1) if starts_tail(block.text)]
    return bool(headed) and headed[-1] > _LEAST_TITLES


def _signs(blocks: Sequence[Block], index: int, end: int, *, likely: bool) -> bool:
    """Tell whether a line near below the `end` is a signed caption, or says who wrote the text.

    Below a sentence, such as the teaser of another article, the model must find it `likely` too.
    """
    text = blocks[index].text.lstrip("-–—•* ")
    if index == end + 1 and (has_credit(text) or blocks[index].role is Role.CAPTION):
        return True
    if index == end + 2 and is_credit(text) and not is_furniture(blocks[end + 1].text):
        return True
    if (CREDITING.match(text) and is_byline(text)) or is_signature(text) or _is_named_above(blocks, index):
        return True
    if index == end + 1 and (_signs_alone(blocks, index) or (likely and is_byline(text))):
        return True
    between = [block.text for block in blocks[end + 1 : index]]
    commented = index + 1 < len(blocks) and is_sentence(blocks[index + 1].text)
    if _is_teaser(between) and _is_unnamed(blocks) and _is_author(text.title()) and not commented:
        return True
    if any(starts_tail(line) or may_start_tail(line) or (_is_said(line) and not likely) for line in between):
        return False
    if is_byline(text) and text.isupper() and _is_closed(blocks[index + 1 : index + 3]):
        return True
    return _is_author(text.title()) and not commented


def _is_teaser(texts: Sequence[str]) -> bool:
    """Tell whether two lines are the title of another article and a sentence of it."""
    return len(texts) == _LINES_OF_TEASER and not is_sentence(texts[0]) and is_sentence(texts[1])


def _is_unnamed(blocks: Sequence[Block]) -> bool:
    """Tell whether nobody is named above the text."""
    return not any(is_byline(block.text) for block in takewhile(lambda block: not is_paragraph(block.text), blocks))


def _is_closed(below: Sequence[Block]) -> bool:
    """Tell whether the end of the page or its furniture stands below a name, at most a line of keywords between.

    So does the address of the author.
    """
    texts = [block.text for block in below]
    if texts and is_mail(texts[0]):
        return True
    closing = [text for text in texts if is_furniture(text) or starts_tail(text) or may_start_tail(text)]
    return not texts or texts[0] in closing or (bool(closing) and not is_sentence(texts[0]))


def _past_list(blocks: Sequence[Block], out: Probabilities, end: int) -> int:
    """Return the last line of the list that the last line of the article, or a paragraph below it, introduces.

    Without any that is the last line itself.
    """
    listed = listed_lines(blocks, out)
    if end + 1 in listed and is_long(blocks[end + 1].text) and blocks[end + 1].text[-1] == ":":
        end += 1
    while end in listed and end + 1 in listed:
        end += 1
    return end


def _past_pictures(blocks: Sequence[Block], end: int) -> int:
    """Return the last signed caption that stands below the `end` and a text for its picture, above any heading."""
    below = range(end + 1, min(end + 1 + _LONGEST_TAIL, len(blocks)))
    open_ = takewhile(lambda index: not (starts_tail(blocks[index].text) or is_byline(blocks[index].text)), below)
    shown = (index for index in open_ if blocks[index].role is Role.CAPTION and has_credit(blocks[index].text))
    return max(shown, default=end)


def _signs_alone(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a name directly below the text is the author: nobody is named above, and furniture stands below.

    Short lines below it are keywords, of which it is one.
    """
    text = blocks[index].text
    if not are_names(text) or is_section(text) or is_paper(text) or is_place(text):
        return False
    below = blocks[index + 1].text if index + 1 < len(blocks) else ""
    is_ended = not below or is_furniture(below) or starts_tail(below) or len(below.split()) > _LONGEST_KEYWORD
    is_ended = is_ended or (_is_author(text) and below[0].islower())
    return is_ended and not is_sentence(below) and _is_unnamed(blocks[:index])


def _is_named_above(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a line has the names of the authors again that stand above the text, in the same order."""
    words = _words(blocks[index].text)
    return is_byline(blocks[index].text) and any(
        words == _words(block.text) and is_byline(block.text)
        for block in takewhile(lambda block: not is_paragraph(block.text), blocks[:index])
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is_said(text: str) -> bool:
    """Tell whether a line is a sentence that is no teaser: those of a box have the stamp of their paper."""
    return is_sentence(text) and not (is_furniture(text) or take_stamp(text).source)


def _is_author(text: str) -> bool:
    """Tell whether a line is the name of one person, surname first or shortened, and of no section or paper."""
    named = is_name(text) and (text.split()[0].lower() in SURNAMES or text[1:2] == ".")
    return named and not is_section(text) and not is_paper(text)
