"""Parts of a copied page that their own lines bound: players, boxes that can be skipped, adverts amid the text."""

import re
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Final

from articles.importing.cleaning.bylines import without_button
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.parsing.page_lines import is_paragraph
from articles.importing.readers.page import Block, Role
from articles.text.sentences import ends_sentence

_CLOCK: Final = re.compile(r"-?\d{1,2}:\d\d(?::\d\d)?")
_BEGINNING: Final = re.compile(r"0?0:00")
_PLAYS: Final = re.compile(
    r"(?:nghe|play|mute|unmute|pause|audio|podcast|video|current time|remaining time|duration|fullscreen)\b.{0,20}",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"/|\d(?:[.,]\d+)?x", re.IGNORECASE)
_RECORDING: Final = re.compile(r"(?:clip|video|audio|podcast)\s*:\s*\S", re.IGNORECASE)
# "Bỏ qua Đọc nhiều và tiếp tục đọc", "End of Đọc nhiều": for readers who hear the page.
_SKIP: Final = re.compile(
    r"(?:bỏ qua (?P<name>.{2,60}) và tiếp tục đọc|skip (?P<named>.{2,60}) and continue reading)", re.IGNORECASE
)
_ENDS_OF_SKIPPING: Final = frozenset("cCgG")
_SKIPPING: Final = ("tiếp tục đọc", "continue reading")
_END: Final = re.compile(r"(?:end of|kết thúc|hết) (?P<name>.{2,60})", re.IGNORECASE)
# "[Video] Mùa cá linh về": the title of a recording elsewhere.
_MARKED: Final = re.compile(
    r"[\[(](?:video|clip|audio|podcast|infographics?|longform|e-?magazine|mega ?story|chùm ảnh)[\])]\s*:?\s*\S",
    re.IGNORECASE,
)
_SLIDE: Final = re.compile(r"(?P<number>\d{1,2})\s*/\s*(?P<of>\d{1,2})")
_LONGEST_BOX: Final = 20  # lines
_SHORTEST: Final = 3  # words of what stands for a picture
_ADVERT: Final = re.compile(r"\W*(?:quảng cáo|advertisement)\W*", re.IGNORECASE)
_CONTINUE: Final = re.compile(r"(?:đọc tiếp|xem tiếp|tiếp tục đọc|continue reading)\W*", re.IGNORECASE)


def without_widgets(blocks: Sequence[Block], always: Collection[str] = ()) -> list[Block]:
    """Return the lines of a copied page without players, skipped boxes and the button below an advert.

    What stands for a picture above its caption, in the same words, goes too; a caption that stands twice on one line
    is left once. Lines that stay `always` are not touched.
    """
    gone = _players(blocks) | _skipped(blocks) | _buttons(blocks) | _short_forms(blocks) | _recordings(blocks)
    gone |= _slides(blocks)
    kept = (block for index, block in enumerate(blocks) if index not in gone or block.text in always)
    return [block.with_text(without_button(_once(block.text)) or block.text) for block in kept]


def _players(blocks: Sequence[Block]) -> set[int]:
    """Return the times of players below the first paragraph, with the title of the recording above them.

    A time alone may be that of an event: in a player it stands beside the beginning ("0:00") or a button.
    """
    gone: set[int] = set()
    first = next((index for index, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    for is_player, run in groupby(range(first, len(blocks)), lambda index: _may_be_of_player(blocks[index])):
        places = list(run) if is_player else []
        texts = [blocks[index].text for index in places]
        if any(map(_BEGINNING.fullmatch, texts)) or (any(map(_PLAYS.fullmatch, texts)) and len(texts) > 1):
            gone.update(index for index in places if _is_time(blocks[index].text))
            above = blocks[places[0] - 1].text
            if _RECORDING.match(above) and not ends_sentence(above):
                gone.add(places[0] - 1)
    return gone


def _recordings(blocks: Sequence[Block]) -> set[int]:
    """Return the titles with a mark of recordings and pictures elsewhere, below the first paragraph."""
    first = next((index for index, block in enumerate(blocks) if is_paragraph(block.text)), len(blocks))
    return {
        index
        for index in range(first + 1, len(blocks))
        if _MARKED.match(text := blocks[index].text) and not ends_sentence(text) and not has_credit(text)
    }


def _slides(blocks: Sequence[Block]) -> set[int]:
    """Return the numbers of pictures that readers page through, counted up to how many there are: "1/2", "2/2"."""
    slides = {index: slide for index, block in enumerate(blocks) if (slide := _SLIDE.fullmatch(block.text))}
    numbers = [int(slide["number"]) for slide in slides.values()]
    last = {int(slide["of"]) for slide in slides.values()}
    return set(slides) if len(numbers) > 1 and last == {len(numbers)} and numbers == sorted(set(numbers)) else set()


def _may_be_of_player(block: Block) -> bool:
    text = block.text
    return block.role is Role.TEXT and (_is_time(text) or (_PLAYS.fullmatch(text) is not None and is_furniture(text)))


def _is_time(text: str) -> bool:
    return _CLOCK.fullmatch(text) is not None or _BETWEEN.fullmatch(text) is not None


def _skipped(blocks: Sequence[Block]) -> set[int]:
    """Return the boxes that a line above them offers to skip, and whose end another one tells."""
    gone: set[int] = set()
    for index, block in enumerate(blocks):
        if (
            block.text[-1] in _ENDS_OF_SKIPPING
            and block.text.lower().endswith(_SKIPPING)
            and (skip := _SKIP.fullmatch(block.text))
        ):
            name = (skip["name"] or skip["named"]).casefold()
            below = range(index + 1, min(index + 1 + _LONGEST_BOX, len(blocks)))
            end = next((at for at in below if _ends_box(blocks[at].text, name)), index)
            gone.update(range(index, end + 1))
    return gone


def _ends_box(text: str, name: str) -> bool:
    end = _END.fullmatch(text)
    return end is not None and end["name"].casefold() == name


def _buttons(blocks: Sequence[Block]) -> set[int]:
    """Return the buttons below an advert that lead back to the text: "Đọc tiếp"."""
    return {
        index
        for index in range(1, len(blocks))
        if _CONTINUE.fullmatch(blocks[index].text) and _ADVERT.fullmatch(blocks[index - 1].text)
    }


def _short_forms(blocks: Sequence[Block]) -> set[int]:
    """Return the lines that stand for a picture above its signed caption, whose first words they are."""
    return {
        index
        for index in range(len(blocks) - 1)
        if has_credit(blocks[index + 1].text) and _begins(blocks[index].text, blocks[index + 1].text)
    }


def _begins(short: str, caption: str) -> bool:
    is_short = len(short) < len(caption) and len(short.split()) >= _SHORTEST and not ends_sentence(short)
    return is_short and caption.casefold().startswith(short.casefold()) and not caption[len(short)].isalnum()


def _once(text: str) -> str:
    """Return a caption that stands twice on its line once."""
    half, odd = divmod(len(text), 2)
    is_twice = text[:half].rstrip() == text[half + odd :].lstrip() and has_credit(text)
    return text[:half].rstrip() if is_twice else text
