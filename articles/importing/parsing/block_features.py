"""Features of the lines of a copied page, by which a model tells what each is in the whole of the document.

The lists of cleaning are hints among others: length, punctuation, capitals, what stands around a line, where the
paragraphs of the article are, and how many of its words the paragraphs have too.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import heads_comments, is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.phrases import either, is_section_name, phrases
from articles.importing.cleaning.stamps import take_stamp
from articles.importing.readers.page import Block, Role
from articles.nlp.dates import read_dateline
from articles.text.word_pairs import word_pairs

_LENGTHS: Final = (1, 2, 4, 7, 12, 20, 40)
_PARAGRAPH, _LONG_PARAGRAPH = 9, 18  # words of a line that is a sentence, and of one that is a paragraph for sure
_SHORT: Final = 14
_LONGEST_BOX, _FAR = 6, 8  # lines
_ROLES: Final = {role: f"role={role.value}" for role in Role}
_LONGEST_RULED: Final = 200  # characters; longer lines need no rules for short ones
_HINT: Final = re.compile(rf"\b{either('page_hints')}\b")
_FIRST_OF_HINTS: Final = frozenset(hint.split()[0] for hint in phrases("page_hints"))
_COUNT: Final = re.compile(r"(?:\d[\d.,k]*\s+\S+(?:\s\S+)?|\S+(?:\s\S+)?\s*\(?\d[\d.,]*\)?)")
_ADDRESS: Final = re.compile(r"://|www\.|\S@\S")
_DIGIT: Final = re.compile(r"\d")
_CLOCK: Final = re.compile(r"\b\d{1,2}[:hg]\d\d\b")
_MARK: Final = re.compile(r"(?:>>|»|>|=>|→|►|▶|[-–—•*+]|\d{1,2}[.)])\s*")
_WORDS: Final = re.compile(r"\w+")
_GLUED: Final = re.compile(r"[a-zà-ỹ][A-ZĐÀ-Ỹ]|[a-zà-ỹ]\d|\d[A-ZĐÀ-Ỹ][a-zà-ỹ]")


@dataclass(frozen=True, slots=True)
class _Line:
    """What is told of one line alone."""

    text: str
    words: int
    is_paragraph: bool
    kind: str
    own: tuple[str, ...]


def block_features(blocks: Sequence[Block]) -> list[list[str]]:
    """Return the features of each block, in their order."""
    lines = [_line(block.text, block.role) for block in blocks]
    places = [index for index, line in enumerate(lines) if line.is_paragraph]
    folded = [line.text.casefold() for line in lines]
    times = Counter(folded)
    known = _known(lines)
    kinds = ["edge", "edge", *(line.kind for line in lines), "edge", "edge"]
    gaps = _gaps(blocks, lines)
    features = []
    for index, (block, line) in enumerate(zip(blocks, lines, strict=True)):
        features.append(
            [
                "bias",
                *line.own,
                *_around(*kinds[index : index + 5]),
                *gaps[index],
                *_between(index, line, places, len(lines)),
                *_place(index, line, places),
                *_repeats(index, folded, times),
                *_known_around(line.kind, *known[index : index + 3]),
                *_below_box(index, lines, known[index + 1]),
                _ROLES[block.role],
            ]
        )
    return features


@lru_cache(maxsize=2000)
def _line(text: str, role: Role) -> _Line:
    """Return what is told of a line alone. Pages of one paper share their menus and furniture."""
    words = text.split()
    ends = _end(text)
    is_paragraph = len(words) >= _PARAGRAPH and ends in {".", "?", "”"} and role in {Role.TEXT, Role.LEAD}
    kind = _kind(text, len(words), is_paragraph=is_paragraph)
    length = bisect_left(_LENGTHS, len(words))
    capitals = sum([word[0].isupper() for word in words]) / max(1, len(words))
    own = [
        f"length={length}",
        f"end={ends}",
        f"length={length},end={ends}",
        f"kind={kind}",
        f"kind={kind},length={length}",
        f"capitals={int(capitals * 4)}",
        f"upper={text.isupper()}",
    ]
    if len(text) <= _LONGEST_RULED:
        own += _short_features(text, len(words))
    if take_stamp(text).source:
        own.append("stamp")
    return _Line(text, len(words), is_paragraph, kind, tuple(own))


def _end(text: str) -> str:
    last = text.rstrip(" ”»\"’')")[-1:] or text[-1:]
    if last in ".…":
        return "."
    if last in "?!":
        return "?"
    if text[-1:] in '”"’':
        return "”"
    return ":" if last == ":" else "," if last in ",;" else "none"


def _kind(text: str, words: int, *, is_paragraph: bool) -> str:
    """Return what the rules and lists make of a line alone."""
    if is_paragraph:
        credited = "-credit" if has_credit(text) else ""
        return ("paragraph" if words >= _LONG_PARAGRAPH else "sentence") + credited
    if len(text) > _LONGEST_RULED:
        return "credit" if has_credit(text) else "long"
    if heads_comments(text):
        return "comments"
    if starts_tail(text):
        return "tail"
    if is_section_name(text.strip(" :")):
        return "section"
    if is_furniture(text):
        return "furniture"
    if may_start_tail(text):
        return "weak-tail"
    dateline = read_dateline(text)
    if dateline is not None:
        return "dateline" if not dateline.rest else "dateline-rest"
    if byline := read_named_byline(text):
        return "names" if byline.authors and are_names(text) else "byline"
    if has_credit(text):
        return "credit"
    return "short" if words <= _SHORT else "middle"


def _short_features(text: str, words: int) -> list[str]:
    found = []
    lower = text.lower()
    may_hint = not _FIRST_OF_HINTS.isdisjoint(_WORDS.findall(lower))
    if may_hint and (hints := len(set(_HINT.findall(lower)))):
        found += ["hint", f"hint={min(hints, 3)},words={min(words, 8) // 2}"]
    if _COUNT.fullmatch(text):
        found.append("count")
    if ("@" in text or "www." in text or "://" in text) and _ADDRESS.search(text):
        found.append("address")
    if _DIGIT.search(text) and _CLOCK.search(text):
        found.append("clock")
    if _MARK.match(text):
        found.append("mark")
    if "|" in text or "•" in text:
        found.append("bar")
    if _GLUED.search(text):
        found.append("glued")
    return found


@lru_cache(maxsize=4000)
def _around(above_it: str, above: str, kind: str, below: str, below_it: str) -> tuple[str, ...]:
    """Return the kinds of the two lines above and the two below a line, with its own."""
    return (
        *(f"-2:{above_it}", f"-1:{above}", f"1:{below}", f"2:{below_it}"),
        *(f"{kind}<{above}", f"{kind}>{below}", f"{above}<{kind}>{below}"),
    )


def _gaps(blocks: Sequence[Block], lines: Sequence[_Line]) -> list[tuple[str, ...]]:
    """Return whether a blank line stands above each line and below it; nothing where such lines are few."""
    if sum(block.gap for block in blocks) <= len(blocks) / 4:
        return [()] * len(blocks)
    below = [*(block.gap for block in blocks[1:]), True]
    return [_gap(block.gap, after, line.kind) for block, after, line in zip(blocks, below, lines, strict=True)]


@lru_cache(maxsize=200)
def _gap(before: bool, after: bool, kind: str) -> tuple[str, ...]:
    return f"gap={before},{after}", f"gap={before},{after},{kind}"


def _between(index: int, line: _Line, places: list[int], count: int) -> tuple[str, ...]:
    """Return how far a line that is no paragraph stands from the paragraphs, or the edges, above and below it."""
    if line.is_paragraph:
        return ()
    at = bisect_left(places, index)
    above = places[at - 1] if at else -1
    below = places[at] if at < len(places) else count
    return _distances(min(index - above, _FAR), min(below - index, _FAR))


@lru_cache(maxsize=200)
def _distances(since: int, until: int) -> tuple[str, ...]:
    return f"since={since}", f"until={until}", f"run={min(since + until - 1, _FAR)}"


def _place(index: int, line: _Line, places: list[int]) -> tuple[str, ...]:
    """Return where a line stands to the paragraphs: before, among or after them, and how many are still to come."""
    before, after = bisect_left(places, index), len(places) - bisect_right(places, index)
    where = "none" if not places else "above" if not before else "below" if not after else "among"
    away = index - places[-1] if where == "below" else places[0] - index if where == "above" else 0
    share = int(10 * (before / max(1, len(places))))
    return _place_told(where, line.kind, min(after, 4), min(before, 3), min(away, 6), share)


@lru_cache(maxsize=4000)
def _place_told(where: str, kind: str, left: int, done: int, away: int, share: int) -> tuple[str, ...]:
    told = (f"{where}={away}", f"{where}={away},{kind}") if where in {"above", "below"} else ()
    return f"where={where}", f"where={where},{kind}", f"left={left}", f"done={done}", *told, f"share={share}"


def _repeats(index: int, folded: list[str], times: Counter[str]) -> list[str]:
    text = folded[index]
    if times[text] < 2:
        return []
    is_next = folded[index + 1 : index + 2] == [text]
    return ["repeated", f"repeated,first={folded.index(text) == index}", f"next={is_next}"]


def _below_box(index: int, lines: list[_Line], known: str) -> tuple[str, ...]:
    """Return, for a paragraph, what stands between it and the one above: nothing, a title, or a heading with titles.

    Below a title alone it may be the teaser of it; below a list of titles the article goes on.
    """
    if not lines[index].is_paragraph:
        return ()
    above = index - 1
    while above >= 0 and not lines[above].is_paragraph and index - above <= _LONGEST_BOX:
        above -= 1
    kinds = {line.kind for line in lines[above + 1 : index]}
    headed = bool(kinds & {"tail", "weak-tail"})
    below = lines[index + 1].kind if index + 1 < len(lines) else "edge"
    box = f"box={index - above - 1},{headed}"
    return box, f"{box}>{below}", f"{box},known={known}"


@lru_cache(maxsize=4000)
def _known_around(kind: str, above: str, own: str, below: str) -> tuple[str, ...]:
    """Return how many of its words the article has, for a line and those beside it: a teaser and its title have few."""
    return f"known={own}", f"known={own},{kind}", f"known={own}<{above}", f"known={own}>{below}"


def _known(lines: Sequence[_Line]) -> list[str]:
    """Return for each line, and for the edges above and below, how many of its words the paragraphs have."""
    pairs = [word_pairs(line.text) for line in lines]
    of_paragraphs = (own for own, line in zip(pairs, lines, strict=True) if line.is_paragraph)
    written = Counter(chain.from_iterable(of_paragraphs))
    # A paragraph itself does not count.
    several = frozenset(pair for pair, times in written.items() if times > 1)
    shares = (
        _known_words(own, several if line.is_paragraph else written, own=line.is_paragraph)
        for own, line in zip(pairs, lines, strict=True)
    )
    return ["edge", *shares, "edge"]


def _known_words(pairs: tuple[str, ...], written: Collection[str], *, own: bool) -> str:
    """Return how many of the pairs of words of a line the paragraphs have, and whether it is one of its `own`."""
    if not pairs:
        return "none"
    share = sum(map(written.__contains__, pairs)) / len(pairs)
    return f"{min(int(share * 8), 5)}{'p' if own else 's'}"
