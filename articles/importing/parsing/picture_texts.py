"""The texts that stand for pictures on copied pages, which pages make of titles, and the captions below them."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.bylines import read_byline
from articles.importing.cleaning.captions import caption_key, has_credit, sentences
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.readers.page import Block, Role
from articles.text.normal import fold
from articles.text.sentences import ends_sentence

# Between a section and the title in the text that stands for a picture, and the words of the section with it.
_JOINTS, _LONGEST_BEFORE = ("-", "–", "|", ":", "»"), 8
_PICTURE: Final = r"(?:Ảnh|Hình|Hình ảnh|Photo|anh|hinh|hinh anh)"
_NUMBERED: Final = re.compile(
    rf"(?P<title>.{{10,}}?)(?:\s*[-–|,.]\s*|\s+)(?P<open>[(\[])?(?P<picture>{_PICTURE})?\s*(?:số\s*)?(?P<number>\d{{1,2}})"
    r"(?(open)[)\]])\s*\.?",
    re.IGNORECASE,
)
_DASHED: Final = re.compile(r"[-–|]\s*\d{1,2}\s*\.?$")
_QUOTES: Final = re.compile(r"[\"'“”‘’]")
_DIGIT: Final = re.compile(r"\d")  # of a date before the name of a section
LEAST_TITLE: Final = 4  # words
_LEAST_SAME, _SAME = 4, 0.7  # words at the end of an earlier title, and how much of it
_PARAGRAPH: Final = 12  # words
_LONGEST_LINE: Final = 200  # characters of a title with a number
_LEAST_AGAIN: Final = 3  # pictures with the same words
_LEAST_CAPTIONS: Final = 2  # of a page whose other pictures have captions too
_NOTHING: Final = Block("", Role.TABLE)
_LONGEST_CAPTION: Final = 30  # words of a caption that nothing but its place shows
_LONGEST_BOXED: Final = 45  # words of one that blank lines part from the paragraphs with the text above it
_LONGEST_SENTENCE, _LONGEST_SPACED = 20, 20  # words of one that ends with a stop, and of one below a blank line


def mark_alternatives(blocks: Sequence[Block], titles: Sequence[str], always: Collection[str] = ()) -> list[Block]:
    """Drop the texts that stand for pictures, which pages make of a title; the line under one is its caption.

    Such texts are "Đàn voọc trở lại - Ảnh 1.", "dan vooc tro lai anh 1", "Đàn voọc trở lại - 1", the title with the
    section before it ("Môi trường - Đàn voọc trở lại"), the title again amid the text, and the caption itself with a
    number above it. Where most pictures of a page have captions, longer lines under the others are captions too.
    """
    spaced = _is_spaced(blocks)
    keywords = _keywords(blocks)
    again = frozenset(map(_bare_key, titles))
    ends = tuple(filter(None, map(str.casefold, titles)))
    marked: list[Block] = []
    under: list[int] = []
    found, below, in_text, worded = 0, False, False, False
    for index, block in enumerate(blocks):
        # A line as long as a paragraph is no title: its words need no look.
        is_open = len(block.text) <= _LONGEST_LINE and block.text not in always
        following, after = (blocks[at] if at < len(blocks) else _NOTHING for at in (index + 1, index + 2))
        if (
            is_open
            and block.role in {Role.TEXT, Role.CAPTION}
            and (
                (in_text and _bare_key(block.text) in again and _is_shown(block, following, after, spaced=spaced))
                or block.text in keywords
                or _is_alternative(block.text, following.text[:_LONGEST_LINE], titles, ends, found)
            )
        ):
            found += 1
            below = True
            worded = block.text in keywords
            continue
        is_boxed = spaced and not block.gap and following.gap and len(block.text.split()) <= _LONGEST_BOXED
        is_caption = (
            below and block.role is Role.TEXT and _is_below(block, spaced=spaced, worded=worded, boxed=is_boxed)
        )
        under += [len(marked)] if below else []
        marked.append(block.with_role(Role.CAPTION) if is_caption else block)
        below = False
        in_text = in_text or _is_paragraph(block)
    return _with_others(marked, under, spaced=spaced)


def numbered_titles(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the keys of the titles that stand with the number of a picture: "Đàn voọc trở lại - Ảnh 1."."""
    lines = (block.text for block in blocks if block.text.rstrip(" .)]")[-1:].isdecimal())
    numbered = (_NUMBERED.fullmatch(line) for line in lines if len(line) <= _LONGEST_LINE)
    return frozenset(caption_key(found["title"]) for found in numbered if found and found["picture"])


def _with_others(marked: list[Block], under: Sequence[int], *, spaced: bool) -> list[Block]:
    """Mark as captions all lines `under` texts for pictures where most are, and the others can be: single sentences."""
    others = [index for index in under if marked[index].role is not Role.CAPTION]
    captions = len(under) - len(others)
    can_be = (
        marked[index].role is Role.TEXT and _is_below(marked[index], spaced=spaced, worded=True) for index in others
    )
    if captions >= _LEAST_CAPTIONS and captions > len(others) and all(can_be):
        return [block.with_role(Role.CAPTION) if at in others else block for at, block in enumerate(marked)]
    return marked


def _bare_key(text: str) -> str:
    """Return the key of a line without quotation marks, which pages change in the text for a picture."""
    return _QUOTES.sub("", caption_key(text))


def _keywords(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the keywords that stand for each picture of a page in the same words: "chơi quất, Tứ Liên, sau Tết"."""
    times = Counter(block.text for block in blocks if "," in block.text and not ends_sentence(block.text))
    return frozenset(text for text, count in times.items() if count >= _LEAST_AGAIN and text[0].islower())


def _is_spaced(blocks: Sequence[Block]) -> bool:
    """Tell whether blank lines part the paragraphs of a text: the lists around it may stand close."""
    paragraphs = [block for block in blocks if _is_paragraph(block)]
    return sum(block.gap for block in paragraphs) > len(paragraphs) / 2


def _is_alternative(text: str, below: str, titles: Sequence[str], ends: tuple[str, ...], found: int) -> bool:
    """Tell whether a line is a title with the number of a picture behind it, or a section before it.

    A title may be the line `below` too; `ends` are the titles in small letters. `found` texts for pictures stand above
    it: one that goes on with their numbers need not be the title.
    """
    is_numbered = text.rstrip(" .)]")[-1:].isdecimal()
    if is_numbered and (numbered := _NUMBERED.fullmatch(text)):
        key, words = _key(numbered["title"]), len(numbered["title"].split())
        is_named = bool(numbered["picture"])
        if (is_named or _DASHED.search(text)) and words >= LEAST_TITLE:
            is_title = any(
                f"{_key(title)} ".startswith(f"{key} ") or _is_like(key, title) for title in (*titles, below)
            )
            unmarked = is_named and text.isascii() and numbered["picture"].lower() != "photo"
            goes_on = 0 < found == int(numbered["number"]) - 1
            return is_title or unmarked or goes_on or _is_behind_section(numbered["title"], below, titles, ends)
        # "Đàn voọc trở lại 1": the whole title alone.
        elif any(key == _key(title) for title in titles):
            return True
    return _is_behind_section(text, below, titles, ends)


def _is_like(key: str, title: str) -> bool:
    """Tell whether a key is of an earlier wording of a title: most words of both are the same, in the same order."""
    words, own = key.split(), _key(title).split()
    end = len(words) - _LEAST_SAME if len(words) > _LEAST_SAME else 0
    return end > 0 and words[-_LEAST_SAME:] == own[-_LEAST_SAME:] and len(set(words) & set(own)) >= _SAME * len(words)


def _is_behind_section(text: str, below: str, titles: Sequence[str], ends: tuple[str, ...]) -> bool:
    """Tell whether a line is a title with the name of a section before it; see `_is_alternative`."""
    folded = _folded(text)
    is_below = folded.endswith(_folded(below)) and len(below.split()) >= LEAST_TITLE
    if not is_below and not folded.endswith(ends):
        return False
    below = below if is_below else ""
    before = (text[: -len(title)] for title in (*titles, below) if title and folded.endswith(_folded(title)))
    return any(
        section.rstrip()[-1:] in _JOINTS and len(section.split()) <= _LONGEST_BEFORE and not _DIGIT.search(section)
        for section in before
        if section
    )


def _is_below(block: Block, *, spaced: bool, worded: bool = False, boxed: bool = False) -> bool:
    """Tell whether the line under the text for a picture may be its caption: one sentence, and no name.

    One that ends with a stop is short, among `spaced` lines shorter: it may be the next paragraph. Not so where the
    text is that of each picture (`worded`), or blank lines part both from the paragraphs (`boxed`).
    """
    words = len(block.text.split())
    if boxed and len(sentences(block.text)) == 1:
        return True
    if words > _LONGEST_CAPTION or len(sentences(block.text)) > 1 or (block.gap and not spaced):
        return False
    if block.gap and (read_byline(block.text) is not None or starts_tail(block.text) or is_furniture(block.text)):
        return False
    longest = _LONGEST_SPACED if block.gap else _LONGEST_SENTENCE
    return worded or words <= longest or has_credit(block.text) or not ends_sentence(block.text)


def _is_shown(title: Block, block: Block, after: Block, *, spaced: bool) -> bool:
    """Tell whether the line under a repeated title is the caption of a picture, not the title of another article.

    One without a stop is, where blank lines part both from the paragraphs.
    """
    if block.role is Role.CAPTION or has_credit(block.text):
        return True
    if block.role is not Role.TEXT or is_furniture(block.text) or starts_tail(block.text) or may_start_tail(block.text):
        return False
    is_boxed = spaced and title.gap and after.gap and _is_paragraph(after)
    return not block.gap and (ends_sentence(block.text) or is_boxed) and _is_below(block, spaced=spaced)


def _is_paragraph(block: Block) -> bool:
    return (
        block.role is Role.TEXT
        and ends_sentence(block.text)
        and len(block.text.split(maxsplit=_PARAGRAPH)) >= _PARAGRAPH
    )


@lru_cache(maxsize=1000)
def _key(text: str) -> str:
    return fold(caption_key(text))


@lru_cache(maxsize=1000)
def _folded(text: str) -> str:
    return text.casefold()
