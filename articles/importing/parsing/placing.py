"""What each line of a copied page is, decided over the whole document by a model (`bench.train_blocks` trains it)."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from articles.importing.cleaning.byline_names import SURNAMES, are_names, is_name, is_paper
from articles.importing.cleaning.bylines import read_byline, read_named_byline
from articles.importing.cleaning.captions import has_credit, is_credit
from articles.importing.cleaning.furniture import (
    heads_comments,
    is_bare_number,
    is_furniture,
    may_start_tail,
    starts_tail,
)
from articles.importing.cleaning.phrases import phrases
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.parsing.block_features import block_features, word_pairs
from articles.importing.parsing.ending import CREDITING
from articles.importing.parsing.page_top import PageTop, lead_below_head, read_top
from articles.importing.readers.page import Block, Role
from articles.nlp.crf import Weights, marginals, read_weights
from articles.text.papers import paper_named
from articles.text.sentences import ends_sentence

MODEL: Final = Path(__file__).parent / "models" / "blocks.crfsuite"
LABELS: Final = ("title", "lead", "text", "caption", "byline", "meta", "out")
_FEW: Final = 3
_MOST: Final = 2_000
# How likely a line must be no part of the article to be left out: among its paragraphs it must be surer, and a
# paragraph the surest.
_LEFT_OUT, _LEFT_OUT_AMONG, _LEFT_OUT_BELOW_TITLE, _LEFT_OUT_PARAGRAPH, _LEFT_OUT_BYLINE = 0.55, 0.8, 0.8, 0.9, 0.96
_LEFT_OUT_LONG_BELOW_TITLE: Final = 0.95
_CAPTION, _TITLE, _TEXT = 0.8, 0.7, 0.8
# Where the author of the text made the pictures too, captions have no credits of their own.
_CAPTION_SIGNED: Final = 0.45
_SIGNED_PICTURES: Final = re.compile(r"(?:tin|bài)\W{0,3}(?:và\s+|bài\W{1,3})?(?:ảnh|hình)\b.{0,20}:", re.IGNORECASE)
_DOUBTFUL: Final = 0.85
_SENTENCE, _LEAST_HEADING, _LONGEST_BOX = 5, 2, 3
_SECTIONS: Final = phrases("sections")
_LEAST_ABOVE: Final = 2
_OF_PAGE: Final = 0.8
# Between two paragraphs of so many words a line of so many words without a stop is rather a caption than a heading.
_LEAST_PARAGRAPH, _CAPTION_WORDS = 10, 8
_MARKED: Final = re.compile(
    r"[-–—•*+>»►▶#]|mời (?:quý|bạn|độc)\b|(?:xem|đọc) (?:thêm|tiếp|ngay)\b|\d+[.)]\s", re.IGNORECASE
)
# No line counts as surer than this to be in the article or out, and one that is out counts so much above the end.
_LEAST_SURE, _IN_BOX = 0.02, 0.2
_LEAST_TITLES: Final = 2
_SHARED: Final = 1 / 8
_NEAR, _LONGEST_TAIL = 4, 8  # lines
_SHORT, _LONGEST_SUBHEADING = 4, 6  # words
_PARAGRAPH: Final = 18  # words
_LONGEST_TEASER: Final = 20  # words


@dataclass(frozen=True, slots=True)
class PlacedLines:
    """The blocks of the article, the texts of captions, those left out, and how many of these are in doubt.

    `text` holds the lines that the model takes for paragraphs. `section` and `source` are what the top of the page
    names, "" where it has none.
    """

    blocks: tuple[Block, ...]
    captions: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()
    doubtful: int = 0
    text: frozenset[str] = frozenset()
    section: str = ""
    source: str = ""

    def with_captions(self, blocks: list[Block]) -> list[Block]:
        """Return blocks in which those that the model takes for captions have that role."""
        return [
            block.with_role(Role.CAPTION) if block.role is Role.TEXT and block.text in self.captions else block
            for block in blocks
        ]


_Table: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the model and the whole document say of the lines of a page.

    `likely` has for each line the probability of each label, `out` that of being left out; `shares` tells whether it
    shares words with the article. `top` is the page's top where it was read, `titled` the line of the title, `end`
    the last line of the article. Lines `alone` stand by themselves, `resumed` ones go on with a sentence.
    """

    blocks: tuple[Block, ...]
    likely: _Table
    column: dict[str, int]
    out: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    shares: list[bool]
    top: PageTop | None
    titled: int | None
    texts: list[int]
    alone: set[int]
    resumed: set[int]
    end: int


@dataclass(slots=True)
class _Sorted:
    """The lines that were kept and left out so far; `doubtful` counts those of which the model was not sure."""

    kept: list[Block] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    doubtful: int = 0
    gap: bool = False


def place(blocks: tuple[Block, ...], always: Collection[str] = (), weights: Weights | None = None) -> PlacedLines:
    """Leave out the lines that are no part of the article, and name title and captions where the model is sure.

    Headings of what follows an article stay: the rules for its end go by them. So do short numbers, and the lines that
    stay `always`.
    """
    if not _FEW < len(blocks) <= _MOST:
        return PlacedLines(blocks)
    blocks = lead_below_head(blocks)
    page = _read(blocks, weights or _weights())
    if page is None:
        return PlacedLines(blocks)
    lines = _sort(page, always)
    if _knows_too_little(page, lines):
        return PlacedLines(blocks)
    if _prose(lines.left_out) > _prose(block.text for block in lines.kept):
        lines.doubtful = max(lines.doubtful, sum(map(_is_long, lines.left_out)))
    sure = page.likely[:, page.column["text"]] >= _TEXT
    text = frozenset(blocks[index].text for index in page.texts if sure[index])
    named = (page.top.section, page.top.source) if page.top else ("", "")
    return PlacedLines(tuple(lines.kept), _captions(page), tuple(lines.left_out), lines.doubtful, text, *named)


def _read(blocks: tuple[Block, ...], weights: Weights) -> _Reading | None:
    """Return what is known of the lines; None where nothing shows that they were copied from a whole page."""
    features = block_features(blocks)
    likely = marginals(weights, features)
    column = {label: index for index, label in enumerate(weights.labels)}
    out = likely[:, column["out"]]
    out[[index for index, block in enumerate(blocks) if _is_doubled(block.text)]] = 1
    shares = _shares(blocks, likely, weights.labels)
    top = read_top(blocks, likely[:, column["title"]].tolist(), shares)
    if top is None and not any(map(_is_of_page, blocks, features, out)):
        return None
    return _Reading(
        blocks=blocks,
        likely=likely,
        column=column,
        out=out,
        shares=shares,
        top=top,
        titled=top.title if top else _title(blocks, likely[:, column["title"]]),
        texts=[index for index, row in enumerate(likely) if weights.labels[int(row.argmax())] in {"lead", "text"}],
        alone={index for index in range(len(blocks)) if _stands_alone(blocks, index, shares=shares[index])},
        resumed={index for index in range(len(blocks)) if _resumes(blocks, index)},
        end=_end(blocks, out),
    )


def _sort(page: _Reading, always: Collection[str]) -> _Sorted:
    """Keep or leave out each line."""
    blocks, end = page.blocks, page.end
    # Below a byline or a heading sentences are of something else.
    headed_below = 0 <= end < len(blocks) and _is_byline(blocks[end])
    lines = _Sorted()
    for index, block in enumerate(blocks):
        if page.top and index < page.top.text:
            _place_in_top(blocks, index, page.top, lines.kept, lines.left_out)
            continue
        headed_below = headed_below or (index > end and _is_heading(block.text))
        if index > end and (headed_below or not _is_sentence(block.text)) and block.text not in always:
            lines.left_out.append(block.text)
            is_unsure = _is_paragraph(block.text) and bool(page.out[index] < _DOUBTFUL)
            lines.doubtful += is_unsure or (not headed_below and has_credit(block.text))
        elif _goes(page, lines, index, always):
            lines.gone.add(index)
            lines.left_out.append(block.text)
            lines.doubtful += bool(page.out[index] < _DOUBTFUL) or (_is_among(page, index) and _is_long(block.text))
            lines.gap = True
        else:
            role = Role.TITLE if index == page.titled else block.role
            lines.kept.append(Block(block.text, role, block.gap or lines.gap, block.credit))
            lines.gap = False
    return lines


def _goes(page: _Reading, lines: _Sorted, index: int, always: Collection[str]) -> bool:
    """Tell whether a line up to the end of the article is no part of it."""
    block, blocks, out = page.blocks[index], page.blocks, page.out
    headed = index - 1 in lines.gone and out[index - 1] >= _LEFT_OUT_AMONG and _is_heading(blocks[index - 1].text)
    is_title = index == page.titled or (page.titled is None and not lines.kept and not is_furniture(block.text))
    if is_title or block.text in always or index == page.end or index in page.alone | page.resumed:
        return False
    if _is_last_teaser(page, index, headed=headed):
        return True
    least = _least(block, among=_is_among(page, index), headed=headed, shares=page.shares[index])
    return bool(out[index] >= least) and _may_go(blocks, index, lines.gone, out[index])


def _is_last_teaser(page: _Reading, index: int, *, headed: bool) -> bool:
    """Tell whether a short sentence above the byline is of another article, whose title stands above it.

    It has no words of this article.
    """
    blocks = page.blocks
    if not headed or page.shares[index] or index + 1 >= len(blocks) or not _is_byline(blocks[index + 1]):
        return False
    return len(blocks[index].text.split()) <= _LONGEST_TEASER and not page.shares[index - 1]


def _is_among(page: _Reading, index: int) -> bool:
    """Tell whether a line stands between the first line of the text and the end."""
    return bool(page.texts) and page.texts[0] < index < page.end


def _knows_too_little(page: _Reading, lines: _Sorted) -> bool:
    """Tell whether the page is better left to the rules: more lines are unsure than kept, or no text is left."""
    gone = frozenset(lines.left_out)
    unsure = sum(
        bool(sure < _DOUBTFUL) and block.text in gone for sure, block in zip(page.out, page.blocks, strict=True)
    )
    return unsure > len(lines.kept) or not any(block.role in {Role.TEXT, Role.LEAD} for block in lines.kept)


def _captions(page: _Reading) -> frozenset[str]:
    """Return the lines that are captions for sure; of a page whose pictures are signed, with less certainty."""
    signed = any(_SIGNED_PICTURES.match(block.text) for block in page.blocks)
    least = _CAPTION_SIGNED if signed else _CAPTION
    captioned = page.likely[:, page.column["caption"]]
    found = [page.blocks[index].text for index in np.flatnonzero(captioned >= least)]
    # A sentence without a credit is rather a short paragraph.
    found = [text for text in found if signed or has_credit(text) or not _is_sentence(text)]
    found += [text for index in sorted(page.alone) if _is_unsigned_caption(text := page.blocks[index].text)]
    return frozenset(text for text in found if not (are_names(text) or _names_author_and_paper(text)))


def _names_author_and_paper(text: str) -> bool:
    """Tell whether a line signs an article: "Kông Anh (nguồn: Reuters)", but not "Kông Anh (Hà Nội)", as readers do."""
    byline = read_named_byline(text)
    return byline is not None and bool(byline.authors and paper_named(byline.source))


def _place_in_top(blocks: tuple[Block, ...], index: int, top: PageTop, kept: list[Block], left_out: list[str]) -> None:
    """Put a line above the text of a page where the page's top has it."""
    block = blocks[index]
    if index in top.left_out:
        left_out.append(block.text)
    else:
        kept.append(block.with_role(Role.TITLE) if index == top.title else block)


def _stands_alone(blocks: tuple[Block, ...], index: int, *, shares: bool) -> bool:
    """Tell whether a line stands between two paragraphs with nothing of a box beside it: a caption or a sub-heading.

    The title of another article stands there as well, longer and without words that the article `shares`.
    """
    if not 0 < index < len(blocks) - 1 or any(blocks[at].role is not Role.TEXT for at in (index - 1, index, index + 1)):
        return False
    above, block, below = (blocks[at].text for at in (index - 1, index, index + 1))
    if len(block.split()) < _SHORT or _is_sentence(block) or is_furniture(block) or starts_tail(block):
        return False
    if may_start_tail(block) or _MARKED.match(block) or read_byline(block) is not None:
        return False
    if is_credit(below):
        return True
    short = len(block.split()) <= _LONGEST_SUBHEADING
    among = (_is_paragraph(above) or has_credit(above)) and _is_paragraph(below) and not take_stamp(below).source
    return (shares or short) and among


def _is_paragraph(text: str) -> bool:
    return len(text.split()) >= _LEAST_PARAGRAPH and (_is_sentence(text) or has_credit(text))


def _resumes(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether the article goes on with a paragraph below a box: a heading and titles alone, at least two.

    Below a single title a paragraph may be the teaser of it.
    """
    if not _is_paragraph(blocks[index].text) or take_stamp(blocks[index].text).source:
        return False
    above = index - 1
    while above >= 0 and not starts_tail(blocks[above].text) and not _is_paragraph(blocks[above].text):
        above -= 1
    return index - above > _LEAST_TITLES and above >= 0 and starts_tail(blocks[above].text)


def _end(blocks: Sequence[Block], out: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int:
    """Return the place of the last line of the article.

    What stands below it is out, what stands above it is not: the end is where the probabilities of both are highest
    together. Lines that are out count less above it, since boxes may stand there.
    """
    sure = np.clip(out, _LEAST_SURE, 1 - _LEAST_SURE)
    gain = np.log(1 - sure) - np.log(sure)
    gain[gain < 0] *= _IN_BOX
    most = _before_comments(blocks)
    end = min(int(np.cumsum(gain).argmax()), most)
    last = next((index for index in range(len(blocks) - 1, -1, -1) if not is_furniture(blocks[index].text)), end)
    box = range(end + 1, min(end + 1 + _LONGEST_TAIL, most + 1))
    end = max((index for index in box if out[index] < _DOUBTFUL and _resumes(blocks, index)), default=end)
    near = last - end <= _LONGEST_TAIL
    if (
        near
        and read_named_byline(blocks[last].text)
        and not any(_is_byline(block) for block in blocks[max(0, end - 1) : end + 1])
    ):
        return last
    below = range(end + 1, min(end + 1 + _NEAR, len(blocks)))
    return max((index for index in below if _signs(blocks, index, end)), default=end)


def _before_comments(blocks: Sequence[Block]) -> int:
    """Return the place of the line above the comments of readers: below their heading stands less than above it."""
    for index, block in enumerate(blocks):
        if heads_comments(block.text):
            above, below = _prose(one.text for one in blocks[:index]), _prose(one.text for one in blocks[index:])
            if above > below:
                return index - 1
    return len(blocks) - 1


def _is_doubled(text: str) -> bool:
    """Tell whether a line has the title of a link twice, as it is copied with its picture's: "Mưa ở HuếMưa ở Huế"."""
    half = len(text) // 2
    return len(text.split()) > _LEAST_PARAGRAPH and text[:half] == text[half:]


def _is_long(text: str) -> bool:
    """Tell whether a line reads as a paragraph of an article, without the stamp of a paper that teasers have."""
    return len(text.split()) >= _PARAGRAPH and _is_sentence(text) and not take_stamp(text).source


def _prose(texts: Iterable[str]) -> int:
    """Return how many words the paragraphs among some lines have."""
    return sum(len(text.split()) for text in texts if _is_paragraph(text))


def _is_byline(block: Block) -> bool:
    return read_named_byline(block.text) is not None


def _is_unsigned_caption(text: str) -> bool:
    return len(text.split()) >= _CAPTION_WORDS and text[-1] not in ".?!:…"


def _signs(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Tell whether a line near below the `end` is a signed caption, or says who wrote the text."""
    text = blocks[index].text.lstrip("-–—•* ")
    if index == end + 1 and (has_credit(text) or blocks[index].role is Role.CAPTION):
        return True
    if index == end + 2 and is_credit(text) and not is_furniture(blocks[end + 1].text):
        return True
    if (CREDITING.match(text) and read_named_byline(text)) or _names_author_and_paper(text):
        return True
    between = [block.text for block in blocks[end + 1 : index]]
    if any(starts_tail(line) or may_start_tail(line) or _is_sentence(line) for line in between):
        return False
    commented = index + 1 < len(blocks) and _is_sentence(blocks[index + 1].text)
    return _is_author(text.title()) and not commented


def _is_author(text: str) -> bool:
    """Tell whether a line is the name of one person, surname first or shortened, and of no section or paper."""
    named = is_name(text) and (text.split()[0].lower() in SURNAMES or text[1:2] == ".")
    return named and not _is_section(text) and not is_paper(text)


def _is_of_page(block: Block, features: list[str], out: float) -> bool:
    """Tell whether a line shows that the text was copied from a page with all that stands around an article."""
    if block.role is not Role.TEXT or out < _OF_PAGE or is_bare_number(block.text):
        return False
    return (
        starts_tail(block.text)
        or is_furniture(block.text)
        or ("hint" in features and len(block.text.split()) <= _SHORT)
    )


def _may_go(blocks: tuple[Block, ...], index: int, gone: set[int], out: float) -> bool:
    """Tell whether a line may be left out at all.

    A sentence goes only below the title or heading of something else that goes too: a teaser, a comment. A section
    that stands alone above the article, and a number below its beginning, are for other rules.
    """
    block = blocks[index]
    beside = [blocks[place].text for place in (index - 1, index + 1) if 0 <= place < len(blocks)]
    if block.role is not Role.TEXT or starts_tail(block.text):
        return False
    if is_bare_number(block.text) and not any(is_furniture(text) and not is_bare_number(text) for text in beside):
        return False
    if _is_sentence(block.text):
        above = range(max(0, index - _LONGEST_BOX), index)
        return any(place in gone and _is_heading(blocks[place].text) for place in above)
    return out >= _OF_PAGE or not _is_section(block.text) or any(map(_is_section, beside))


def _shares(blocks: Sequence[Block], likely: _Table, labels: Sequence[str]) -> list[bool]:
    """Tell for each line whether the title and the paragraphs of the article have many of its pairs of words.

    Captions share an eighth of them or more; most titles of other articles share less.
    """
    own = [labels[int(row.argmax())] in {"title", "lead", "text"} for row in likely]
    pairs = [frozenset(word_pairs(block.text)) for block in blocks]
    written = Counter(pair for some, is_own in zip(pairs, own, strict=True) if is_own for pair in some)
    shares = []
    for index, some in enumerate(pairs):
        # The line itself does not count, nor the one below: that of a title is its teaser.
        beside = [pairs[at] for at in (index, index + 1) if at < len(blocks) and own[at]]
        known = sum(written[pair] > sum(pair in other for other in beside) for pair in some)
        shares.append(bool(some) and known >= _SHARED * len(some))
    return shares


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE and ends_sentence(text)


def _is_heading(text: str) -> bool:
    """Tell whether a line is the title of another article, or the heading of other things than the article."""
    if starts_tail(text) or may_start_tail(text):
        return True
    return not is_furniture(text) and not _is_sentence(text) and len(text.split()) >= _LEAST_HEADING


def _is_section(text: str) -> bool:
    return text.strip(" :.").lower() in _SECTIONS


def _least(block: Block, *, among: bool, headed: bool, shares: bool) -> float:
    if read_named_byline(block.text):
        return _LEFT_OUT_BYLINE
    if not among:
        return _LEFT_OUT
    long = len(block.text.split()) >= _PARAGRAPH and not take_stamp(block.text).source
    if headed:
        return _LEFT_OUT_LONG_BELOW_TITLE if long and shares else _LEFT_OUT_BELOW_TITLE
    return _LEFT_OUT_PARAGRAPH if long else _LEFT_OUT_AMONG


def _title(blocks: tuple[Block, ...], likely: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> int | None:
    """Return the place of the title, None where a block has that role already or the model is not sure."""
    if any(block.role is Role.TITLE for block in blocks):
        return None
    best = int(np.argmax(likely))
    # The first line is the title by itself; one line above it is more likely the title than this one.
    sentences = any(_is_sentence(block.text) for block in blocks[:best])
    return best if likely[best] >= _TITLE and best >= _LEAST_ABOVE and not sentences else None


@cache
def _weights() -> Weights:
    return read_weights(MODEL)
