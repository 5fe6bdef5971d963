"""Articles that e-mail quotes: marks stand before each of their lines, and around them what somebody answers."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from articles.importing.cleaning.byline_names import are_names
from articles.text.sentences import ends_sentence

_MARKS: Final = re.compile(r"[ \t]*(?P<marks>(?:(?:>|&gt;)[ \t]?)+|(?:[|│][ \t]?)+(?=[^|│]*$))")
_FIRST: Final = (">", "|", "│", "&")
_SIGN: Final = re.compile(r">|&gt;|[|│]")
# Above what an e-mail answers: "Vào Th 3, 14 thg 5, 2024 lúc 08:01 Lê An <an@x.vn> đã viết:", on one line or two.
_WROTE: Final = re.compile(r"(?:(?P<who>.{0,200})\s)?(?:viết|wrote|writes|a écrit|schrieb)\s*:", re.IGNORECASE)
_BEGINS_WROTE: Final = re.compile(r"(?:vào|ngày|lúc|on|at|le|am)\b.{0,60}\d", re.IGNORECASE)
# What of a text may stand around an article that nobody's name introduces, and how many paragraphs that has.
_MOST_AROUND, _LEAST_PARAGRAPHS = 0.5, 3
_PARAGRAPH: Final = 60  # characters
_LONGEST_TITLE: Final = 30  # words
_LONGEST_REST: Final = 40  # characters of a line that is the end of the one above it


def without_quoting(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the lines of an article that an e-mail quotes, without marks, and the lines around it.

    Where an article is answered below by nobody, what it answers itself goes. Other lines stay as they are: quotations
    in an article are of it.
    """
    if not any(line.lstrip()[:1] in _FIRST for line in lines):
        return list(lines), []
    depths = _without_rests([(_depth(line), line) for line in lines])
    most = _article_depth(depths)
    if most:
        return _of_depth(depths, most)
    start = _answered(depths)
    return list(lines[:start]), list(filter(str.strip, lines[start:]))


def _depth(line: str) -> int:
    marks = _MARKS.match(line)
    return len(_SIGN.findall(marks["marks"])) if marks else 0


def _bare(line: str, depth: int) -> str:
    """Return a line without as many marks as its article has."""
    for _ in range(depth):
        line = re.sub(r"^[ \t]*(?:>|&gt;|[|│])[ \t]?", "", line, count=1)
    return line


def _without_rests(depths: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the lines with the ends of quoted ones that had no room beside their marks put back."""
    kept: list[tuple[int, str]] = []
    for place, (depth, line) in enumerate(depths):
        below = depths[place + 1] if place + 1 < len(depths) else (0, "")
        is_rest = kept and kept[-1][0] and not depth and below[0] == kept[-1][0]
        if is_rest and 0 < len(line) <= _LONGEST_REST and not ends_sentence(kept[-1][1]):
            kept[-1] = (kept[-1][0], f"{kept[-1][1].rstrip()} {line.strip()}")
        else:
            kept.append((depth, line))
    return kept


def _article_depth(depths: Sequence[tuple[int, str]]) -> int:
    """Return how many marks stand before the lines of the article, 0 where it is not quoted."""
    lengths: dict[int, int] = {}
    for depth, line in depths:
        lengths[depth] = lengths.get(depth, 0) + len(_bare(line, depth).strip())
    most = max(lengths, key=lambda depth: lengths[depth])
    around = sum(length for depth, length in lengths.items() if depth < most)
    if not most or not around or _is_introduced(depths, most):
        return most
    quoted = [text for depth, line in depths if depth == most and (text := _bare(line, depth).strip())]
    is_title = len(quoted[0].split()) <= _LONGEST_TITLE and not ends_sentence(quoted[0])
    several = sum(len(text) >= _PARAGRAPH for text in quoted) >= _LEAST_PARAGRAPHS
    return most if is_title and several and around <= _MOST_AROUND * lengths[most] else 0


def _is_introduced(depths: Sequence[tuple[int, str]], most: int) -> bool:
    """Tell whether somebody's name stands above the first line of a depth: "Lê An đã viết:"."""
    first = next(place for place, (depth, _) in enumerate(depths) if depth == most)
    above = [_bare(*line[::-1]).strip() for line in depths[:first]]
    return _wrote_at([text for text in above if text]) is not None


def _wrote_at(texts: Sequence[str]) -> int | None:
    """Return where the last of some lines begin to say who wrote what stands below them, None where they do not."""
    wrote = _WROTE.fullmatch(texts[-1]) if texts else None
    if wrote is None:
        return None
    if len(texts) > 1 and not _BEGINS_WROTE.match(texts[-1]) and _BEGINS_WROTE.match(texts[-2]):
        return len(texts) - 2
    # An article says too what somebody wrote: "Trong thư, bà viết:".
    is_head = (
        _BEGINS_WROTE.match(texts[-1])
        or "@" in texts[-1]
        or are_names((wrote["who"] or "").removesuffix(" đã").strip())
    )
    return len(texts) - 1 if is_head else None


def _of_depth(depths: Sequence[tuple[int, str]], most: int) -> tuple[list[str], list[str]]:
    """Return the lines of a depth and the quotations among them, and the lines around these."""
    quoted = [place for place, (depth, _) in enumerate(depths) if depth == most]
    kept: list[str] = []
    around: list[str] = []
    answered = False
    for place, (depth, line) in enumerate(depths):
        is_inside = place > quoted[0] and (depth > most or not line.strip())
        if depth > most and (at := _answer_at(kept)) is not None:
            # What somebody answered before.
            around += filter(str.strip, [*kept[at:], line])
            answered = True
            del kept[at:]
        elif depth > most and answered:
            around.append(line.strip())
        elif depth == most or is_inside:
            kept.append(_bare(line, most))
            answered = answered and not line.strip(" \t>|")
        elif line.strip():
            around.append(line.strip())
    return kept, around


def _answer_at(lines: Sequence[str]) -> int | None:
    """Return where the last lines begin to say who wrote what stands below them, None where they do not."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    at = _wrote_at([lines[place].strip() for place in filled])
    return None if at is None else filled[at]


def _answered(depths: Sequence[tuple[int, str]]) -> int:
    """Return where begins what an article answers, down to the end: somebody's name, and quoted lines."""
    tail = sum(1 for _ in takewhile(lambda one: one[0] or not one[1].strip(), reversed(depths)))
    start = len(depths) - tail
    if not any(depth for depth, _ in depths[start:]):
        return len(depths)
    at = _wrote_at([line.strip() for _, line in depths[:start]])
    return len(depths) if at is None else at
