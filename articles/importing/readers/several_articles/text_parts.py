"""The parts of a text by the marks between them: form feeds, numbers, headings, lines of signs, blank lines."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from articles.importing.readers.labelled.label_notations import RULE

_SIGNS: Final = r"[-–—=_*~#+•·.♦◊§■□❖]"
_RULE: Final = re.compile(
    rf"[ \t]*(?:(?P<sign>{_SIGNS})(?:[ \t]*(?P=sign)){{2,}}|[-–—*~=]+[ \t]*[oO0]{{1,3}}[ \t]*[-–—*~=]+"
    r"|[oO0]{2,3})[ \t]*"
)
_KINDS: Final = r"(?:bài(?: viết| báo)?|tin(?: bài)?|mục|văn bản|article|story|item|news)"
# A number on a line of its own ("Bài 1", "[2]", "3/5", "4."), and one before a title ("BÀI 1: ...", "2. ...").
_NUMBER: Final = re.compile(
    rf"\W*(?:{_KINDS}\s*(?:số|thứ|#)?\s*(?P<named>\d{{1,3}})(?:\s*/\s*\d{{1,3}})?|[\[(#]\s*(?P<bare>\d{{1,3}})\s*[\])]?"
    r"|(?P<dotted>\d{1,3})\s*[.)/])\W*",
    re.IGNORECASE,
)
_LONGEST_NUMBER: Final = 30  # characters
_NUMBERED: Final = re.compile(
    rf"[^\w\n]*(?:{_KINDS}\s*(?:số\s*)?)?(?P<number>\d{{1,2}}|[IVX]{{1,5}}(?=\s*[:.)/]))\s*[:.)/–-]+\s*(?P<title>\S.*)",
    re.IGNORECASE,
)
# The titles of a series: "Sống bên sông - Bài 2: Mùa vải sớm".
_SERIES: Final = re.compile(
    r"(?P<title>\S.{2,80}?[-–—:|(]\s*(?:bài|kỳ)\s*(?P<number>\d{1,2})\s*[:.)–—-].*)", re.IGNORECASE
)
_ROMAN: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TITLE_WORDS: Final = range(2, 36)
_HEADING: Final = re.compile(r"(?P<signs>#{1,3})[ \t]+(?=[^\s#])")
_UNDERLINE: Final = re.compile(r"={3,}[ \t]*")
# What a text must have to be looked at line by line; a break before each, so that most of a text is passed over.
_MAY_BE_PARTED: Final = re.compile(
    rf"\n(?:[ \t]*\r?\n[ \t]*\r?\n|{_RULE.pattern}\r?$|#{{1,3}}[ \t]"
    rf"|[^\w\n]{{0,20}}(?:(?:{_KINDS}[ \t]*(?:số[ \t]*)?)?(?:0?1|I)[ \t]*(?:[:.)\]/–-]|$)|(?:hết|30)[^\w\n]{{0,20}}$)"
    r"|[^\n]{3,80}?[-–—:|(][ \t]*(?:bài|kỳ)[ \t]*0?1[ \t]*[:.)–—-])",
    re.IGNORECASE | re.MULTILINE,
)
_FENCES: Final = ("---", "+++")
FRONT_TITLE: Final = re.compile(r"title\s*[:=]")
_MOST_FRONT: Final = 60  # lines of front matter
_BLANK: Final = 2  # blank lines that are more than those between paragraphs


@dataclass(frozen=True, slots=True)
class TextParts:
    """The lines of each part of a text, by one kind of mark.

    `least`: paragraphs that an article among them has. `is_strong`: the mark says itself that an article begins.
    `is_headed`: what stands above the first mark is the heading of all. `may_be_unsigned`: articles may be told by
    other things than by who signs them. `is_weak`: copied pages have such marks between their boxes too.
    """

    parts: Sequence[list[str]]
    least: int = 2
    is_strong: bool = False
    is_headed: bool = False
    may_be_unsigned: bool = True
    is_weak: bool = False


def may_be_parted(text: str) -> bool:
    """Tell whether a text has a mark that may part it."""
    return "\x0c" in text or _MAY_BE_PARTED.search(f"\n{text}") is not None


def text_parts(text: str) -> Iterator[TextParts]:
    """Yield the parts of a text by each kind of mark that it has, the surest first."""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\x0c", "\n\x0c\n").split("\n")
    yield TextParts(_from(lines, _front_matters(lines)), least=1, is_strong=True, is_headed=True)
    yield TextParts(_between(lines, "\x0c".__eq__), least=1)
    yield TextParts(_from(lines, *_numbers(lines, "named")), least=1, is_strong=True, is_headed=True)
    yield TextParts(_from(lines, *_numbers(lines, "bare", "dotted")), is_headed=True)
    yield TextParts(_from(lines, *_numbered(lines)), is_headed=True)
    for signs in ("#", "##", "###"):
        yield TextParts(_from(lines, _headings(lines, signs)), is_headed=True, may_be_unsigned=signs == "#")
    yield TextParts(_from(lines, _underlined(lines)), is_headed=True)
    filled = filter(None, map(str.strip, lines))
    rules = {line for line in filled if _RULE.fullmatch(line) or RULE.fullmatch(line)}
    yield TextParts(_between(lines, lambda line: line.strip() in rules))
    for rule in sorted(rules) if len(rules) > 1 else ():
        yield TextParts(_between(lines, lambda line, rule=rule: line.strip() == rule))  # type: ignore[misc]
    yield TextParts(_by_blanks(lines), may_be_unsigned=False, is_weak=True)


def _from(lines: Sequence[str], starts: Sequence[int], shown: Mapping[int, str] | None = None) -> list[list[str]]:
    """Return the lines above the first start, and those from each start on; `shown`: what stands for lines of it."""
    if len(starts) < 2:
        return []
    written = [(shown or {}).get(index, line) for index, line in enumerate(lines)]
    return [written[one:end] for one, end in pairwise((0, *starts, len(lines)))]


def _between(lines: Sequence[str], is_mark: Callable[[str], bool]) -> list[list[str]]:
    return [list(run) for is_one, run in groupby(lines, key=is_mark) if not is_one]


def _front_matters(lines: Sequence[str]) -> list[int]:
    """Return where front matter with a title begins."""
    starts: list[int] = []
    end = -1
    for index, line in enumerate(lines):
        if index <= end or line.strip() not in _FENCES:
            continue
        closing = range(index + 1, min(index + _MOST_FRONT, len(lines)))
        last = next((number for number in closing if lines[number].strip() == line.strip()), index)
        if any(map(FRONT_TITLE.match, lines[index + 1 : last])):
            starts.append(index)
            end = last
    return starts


def _numbers(lines: Sequence[str], *kinds: str) -> tuple[list[int], dict[int, str]]:
    """Return the lines that are a number of one of the kinds and nothing else, from 1 on, and that nothing is shown."""
    starts: list[int] = []
    for index, line in enumerate(lines):
        found = _NUMBER.fullmatch(line) if len(line) <= _LONGEST_NUMBER else None
        told = next(filter(None, map(found.group, kinds)), "") if found else ""
        if told and int(told) == len(starts) + 1:
            starts.append(index)
    return starts, dict.fromkeys(starts, "")


def _numbered(lines: Sequence[str]) -> tuple[list[int], dict[int, str]]:
    """Return the lines that are titles numbered from 1 on, and the titles; those of the contents are none."""
    titles: dict[int, str] = {}
    for index, line in enumerate(lines):
        found = _NUMBERED.fullmatch(line) or _SERIES.fullmatch(line)
        if found is None or not _is_number(found["number"], len(titles) + 1):
            continue
        title = found["title"].strip("*_ ")
        below = next((other for other in lines[index + 1 :] if other.strip()), "")
        if len(title.split()) in TITLE_WORDS and not _NUMBERED.fullmatch(below):
            titles[index] = title
    return list(titles), titles


def _is_number(written: str, number: int) -> bool:
    roman = _ROMAN[number] if number < len(_ROMAN) else ""
    return written.lstrip("0") == str(number) or written.upper() == roman


def _headings(lines: Sequence[str], signs: str) -> list[int]:
    found = ((index, _HEADING.match(line)) for index, line in enumerate(lines))
    return [index for index, heading in found if heading and heading["signs"] == signs]


def _underlined(lines: Sequence[str]) -> list[int]:
    return [
        index for index, (line, below) in enumerate(pairwise(lines)) if line.strip() and _UNDERLINE.fullmatch(below)
    ]


def _by_blanks(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines between runs of blank ones that are longer than those between paragraphs."""
    parts: list[list[str]] = []
    blank = _BLANK
    for line in lines:
        if not line.strip():
            blank += 1
            continue
        if blank >= _BLANK:
            parts.append([])
        elif blank:
            parts[-1].append("")
        parts[-1].append(line)
        blank = 0
    return parts
