"""What the model and the whole document say of the lines of a copied page."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, compress, takewhile
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import caption_key, has_credit, is_credit
from articles.importing.cleaning.furniture import is_bare_number, is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.parsing.block_features import block_features
from articles.importing.parsing.last_line import before_comments, goes_on_below_box, last_line, past_line_alone
from articles.importing.parsing.listed_lines import Probabilities, listed_lines
from articles.importing.parsing.page_lines import (
    is_byline,
    is_doubled,
    is_paragraph,
    is_sentence,
    titles_recording,
)
from articles.importing.parsing.page_top import PageTop, is_timed, may_be_title, read_top, titles_below_lead
from articles.importing.parsing.unheaded import (
    glued_headings,
    headed_paragraphs,
    headings_above_boxes,
    numbered_headings,
    unheaded_paragraphs,
    with_paragraphs_below,
)
from articles.importing.readers.page import Block, Role
from articles.nlp.crf import Weights, marginals, read_weights
from articles.nlp.dates import read_dateline
from articles.text.word_pairs import word_pairs

MODEL: Final = Path(__file__).parent / "models" / "blocks.crfsuite"
_OF_PAGE: Final = 0.8  # how likely a line that shows a page must be to be left out
_TITLE, _TITLE_ALONE = 0.7, 0.3  # how likely a line must be the title, and the one line above the text that may be it
_OTHER_TITLE: Final = 0.1  # how likely none of the others may be it
_LEAST_ABOVE: Final = 2  # lines above a title that is not the first line
_SHARED: Final = 1 / 8  # of the pairs of words of a line
_SHORTENED: Final = re.compile(r"\b(?P<title>ông|bà|anh|chị|cô|em|cháu) (?P<initial>[A-ZĐ])(?![^\W_])", re.IGNORECASE)
_OFTEN: Final = 3
OF_LAST_TEASER: Final = 0.5  # how likely the sentence of another article above the byline must be to be left out
_OF_OTHER: Final = 0.97  # how likely a title and its teaser must be to be left out
_OWN_TEXT: Final = 0.2  # how likely a line that is of the article for sure counts to be left out
_SHORT, _LONGEST_SUBHEADING = 4, 6  # words
_BULLET: Final = re.compile(r"[•*■♦]\s+")
_MARKED: Final = re.compile(
    r"[-–—•*+>»►▶#]|mời (?:quý|bạn|độc)\b|(?:xem|đọc) (?:thêm|tiếp|ngay)\b|\d+[.)]\s", re.IGNORECASE
)

_Table: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"


@dataclass(frozen=True, slots=True)
class PageReading:
    """What the model and the whole document say of the lines of a page.

    `likely` has for each line the probability of each label, `out` that of being left out; `shares` tells whether it
    shares words with the article. `top` is the page's top where it was read, `titled` the line of the title, `end`
    the last line of the article. Lines `alone` stand by themselves, `own` ones are of its text for sure, `resumed` ones
    go on with a sentence or a list. `is_credited` tells whether a caption of the article has the credit of its picture,
    `is_spaced` whether blank lines part its paragraphs.
    """

    blocks: tuple[Block, ...]
    likely: _Table
    column: dict[str, int]
    out: Probabilities
    shares: list[bool]
    top: PageTop | None
    titled: int | None
    texts: list[int]
    alone: frozenset[int]
    own: frozenset[int]
    resumed: frozenset[int]
    end: int
    is_credited: bool
    is_spaced: bool

    @property
    def kept(self) -> frozenset[int]:
        """The lines that are of the article for sure, whatever the model takes them for."""
        return self.alone | self.own | self.resumed

    def is_dateline(self, index: int) -> bool:
        """Tell whether a line above the text is the first with a time, where no top was read."""
        above = range(self.texts[0] if self.texts and self.top is None else 0)
        return index in above and next((at for at in above if is_timed(self.blocks[at].text)), None) == index


def read_copied(blocks: tuple[Block, ...], titles: Collection[str] = ()) -> PageReading | None:
    """Return what is known of the lines; None where nothing shows that they were copied from a whole page.

    `titles` holds the keys of the lines of which one is the title for sure.
    """
    weights = _weights()
    features = block_features(blocks)
    likely = marginals(weights, features)
    column = {label: index for index, label in enumerate(weights.labels)}
    out = likely[:, column["out"]]
    out[[index for index, block in enumerate(blocks) if is_doubled(block.text) or titles_recording(block.text)]] = 1
    labels = [weights.labels[best] for best in likely.argmax(axis=1)]
    shares = _shares(blocks, labels)
    titled = next((index for index, block in enumerate(blocks) if titles and caption_key(block.text) in titles), None)
    if titled is not None:
        likely[:, column["title"]] = np.arange(len(blocks)) == titled
    top = read_top(blocks, likely[:, column["title"]].tolist(), shares)
    links = titles_below_lead(blocks, top.text) if top else range(0)
    out[list(links)] = 1
    if top is None and not any(map(_is_of_page, blocks, features, out)):
        return None
    texts = [index for index, label in enumerate(labels) if label in {"lead", "text"}]
    spaced = 2 * sum(blocks[index].gap for index in texts) > len(texts)
    alone = frozenset(
        index
        for index in range(len(blocks))
        if _stands_alone(blocks, index, shares=shares[index]) and not _heads_teaser(blocks, out, index, spaced=spaced)
    )
    own = _own_text(blocks, labels, alone, shares)
    out[sorted(own)] = np.minimum(out[sorted(own)], _OWN_TEXT)
    end = past_line_alone(blocks, _past_own(blocks, last_line(blocks, out), own), alone, shares)
    return PageReading(
        blocks=blocks,
        likely=likely,
        column=column,
        out=out,
        shares=shares,
        top=top,
        titled=top.title if top else titled or _title(blocks, likely[:, column["title"]], texts),
        texts=texts,
        alone=alone,
        own=own,
        resumed=_resumed(blocks, out),
        end=end,
        is_credited=bool(texts) and any(map(_is_credited, blocks[top.title if top else texts[0] : end + 1])),
        is_spaced=spaced,
    )


def _is_credited(block: Block) -> bool:
    """Tell whether a block is a caption with its credit: "Bài và ảnh: X" is a byline."""
    return bool(block.credit) or (has_credit(block.text) and read_byline(block.text) is None)


def _own_text(
    blocks: tuple[Block, ...], labels: Sequence[str], alone: frozenset[int], shares: Sequence[bool]
) -> frozenset[int]:
    """Return sub-headings and paragraphs of the article for sure, between the paragraphs that the model sees."""
    end = before_comments(blocks)
    texts = [index for index, label in enumerate(labels[: end + 1]) if label in {"lead", "text"}]
    if not texts:
        return frozenset()
    headings = numbered_headings(blocks) | glued_headings(blocks, shares, texts[0], texts[-1])
    numbered = with_paragraphs_below(blocks, headings)
    # Below the last paragraph that the model sees the article may go on, up to a heading of other things.
    below = [block.text for block in blocks[texts[-1] + 1 : end + 1]]
    last = texts[-1] + sum(1 for _ in takewhile(lambda text: not (starts_tail(text) or may_start_tail(text)), below))
    same = headed_paragraphs(blocks, frozenset(texts), shares, texts[0], last)
    same |= headings_above_boxes(blocks, texts[0], texts[-1])
    return numbered | same | unheaded_paragraphs(blocks, numbered | alone | same, texts[0], last + 1)


def _past_own(blocks: tuple[Block, ...], end: int, own: frozenset[int]) -> int:
    """Return the last line that is of the article for sure below its `end`, above any heading of what follows it."""
    below = [block.text for block in blocks[end + 1 :]]
    free = sum(1 for _ in takewhile(lambda text: not (starts_tail(text) or may_start_tail(text)), below))
    return max((end, *(index for index in own if index <= end + free)))


def _resumed(blocks: tuple[Block, ...], out: Probabilities) -> frozenset[int]:
    return listed_lines(blocks, out).union(index for index in range(len(blocks)) if goes_on_below_box(blocks, index))


def _stands_alone(blocks: tuple[Block, ...], index: int, *, shares: bool) -> bool:
    """Tell whether a line stands between two paragraphs with nothing of a box beside it: a caption or a sub-heading.

    The title of another article stands there as well, longer and without words that the article `shares`.
    """
    text = blocks[index].text
    bullet = _BULLET.match(text)
    block = text[bullet.end() :] if bullet else text
    if not 0 < index < len(blocks) - 1 or is_sentence(block) or len(block.split()) < _SHORT:
        return False
    if is_doubled(block) or titles_recording(block):
        return False
    if any(beside.role is not Role.TEXT for beside in blocks[index - 1 : index + 2]):
        return False
    above, below = blocks[index - 1].text, blocks[index + 1].text
    if is_furniture(block) or starts_tail(block) or may_start_tail(block):
        return False
    if _MARKED.match(block) or read_byline(block) is not None:
        return False
    if is_credit(below):
        return True
    short = len(block.split()) <= _LONGEST_SUBHEADING
    among = (is_paragraph(above) or has_credit(above)) and is_paragraph(below) and not take_stamp(below).source
    return (shares or short) and among


def _heads_teaser(blocks: Sequence[Block], out: Probabilities, index: int, *, spaced: bool) -> bool:
    """Tell whether the model is sure that a line and the sentence below it are no part of the article.

    Less sure above the byline, where the line is glued to a paragraph and blank lines part the others.
    """
    is_last = spaced and not blocks[index].gap and index + 2 < len(blocks) and is_byline(blocks[index + 2].text)
    least, least_below = (_OF_PAGE, OF_LAST_TEASER) if is_last else (_OF_OTHER, _OF_OTHER)
    is_other = bool(out[index] >= least and out[index + 1] >= least_below)
    return is_other and is_sentence(blocks[index + 1].text)


def _is_of_page(block: Block, features: list[str], out: float) -> bool:
    """Tell whether a line shows that the text was copied from a page with all that stands around an article."""
    if block.role is not Role.TEXT or out < _OF_PAGE or is_bare_number(block.text):
        return False
    return (
        starts_tail(block.text)
        or is_furniture(block.text)
        or ("hint" in features and len(block.text.split()) <= _SHORT)
    )


def _tells_of_one(text: str, written: Counter[str]) -> bool:
    """Tell whether a line names by an initial somebody of whom the article tells again and again: "ông H"."""
    named = (f"{one['title']} {one['initial']}".casefold() for one in _SHORTENED.finditer(text))
    return any(written[pair] >= _OFTEN for pair in named)


def _shares(blocks: Sequence[Block], labels: Sequence[str]) -> list[bool]:
    """Tell for each line whether title and paragraphs of the article, by their labels, have many of its pairs of words.

    Captions share an eighth of them or more; most titles of other articles share less.
    """
    own = [label in {"title", "lead", "text"} for label in labels]
    pairs = [frozenset(word_pairs(block.text)) for block in blocks]
    written = Counter(chain.from_iterable(compress(pairs, own)))
    # The pairs by the number of lines of the article that have them.
    once, twice = (frozenset(pair for pair, lines in written.items() if lines == count) for count in (1, 2))
    shares = []
    for index, some in enumerate(pairs):
        # The line itself does not count, nor the one below: that of a title is its teaser.
        known = some & written.keys()
        if own[index]:
            known -= once
        if index + 1 < len(blocks) and own[index + 1]:
            known -= pairs[index + 1] & (twice if own[index] else once)
        shares.append(bool(some) and (len(known) >= _SHARED * len(some) or _tells_of_one(blocks[index].text, written)))
    return shares


def _title(blocks: tuple[Block, ...], likely: Probabilities, texts: Sequence[int]) -> int | None:
    """Return the place of the title, None where a block has that role already or the model is not sure.

    An article has one: a line above its text that may be the title, where no other may, is the title. Below sections
    and days alone the model need not find it likely.
    """
    if any(block.role is Role.TITLE for block in blocks):
        return None
    length = texts[0] if texts else len(blocks)
    able = [index for index in range(length) if may_be_title(blocks[index].text)]
    if able and able[0] > 0 and len(able) == 1 and all(_is_above_titles(block.text) for block in blocks[: able[0]]):
        return able[0]
    above = likely[:length]
    best = int(np.argmax(above)) if len(above) else 0
    alone = bool(np.sum(above > _OTHER_TITLE) == 1)
    # The first line is the title by itself; one line above it is more likely the title than this one.
    is_below = best >= _LEAST_ABOVE or (best > 0 and alone and _is_above_titles(blocks[0].text))
    sentences = any(is_sentence(block.text) for block in blocks[:best])
    return best if likely[best] >= (_TITLE_ALONE if alone else _TITLE) and is_below and not sentences else None


def _is_above_titles(text: str) -> bool:
    """Tell whether a line is of those that stand above a title: a section, a day, a tool of the page."""
    return is_section_name(text) or is_furniture(text) or read_dateline(text) is not None


@cache
def _weights() -> Weights:
    return read_weights(MODEL)
