"""The lines of a cutting that name its printed issue: above the text, below it, or beside a title or an author."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.phrases import is_front_page, is_section_name, is_site_page
from articles.importing.cleaning.printed_issues import LONGEST, PrintedIssue, read_issue
from articles.importing.readers.labelled.label_notations import COLON, OTHER_LABELS
from articles.importing.readers.page import Block, Role
from articles.importing.readers.records.record_names import compact
from articles.text.letter_classes import UPPER
from articles.text.sentences import ends_sentence, sentences

_PROSE: Final = 12  # words
_MOST_LINES: Final = 5  # of one issue: paper, number, day, section, page
_MOST_SENTENCES: Final = 3  # that the stops within the line of an issue make of it
_READ: Final = frozenset({Role.TEXT, Role.LEAD, Role.TITLE, Role.BYLINE})
_MOST_ABOVE: Final = 4  # lines of which one is the title
_LEAST_TITLE: Final = 3  # words
_OPENING, _CLOSING = "([", ")]"
_DASH: Final = re.compile(rf"\s*(?:[-–—]+|:)\s*(?=[{UPPER}“\"‘'])")
_STAMP_DASH: Final = re.compile(rf"\s[-–—]+\s+(?=[{UPPER}“\"])")
_DIGIT: Final = re.compile(r"\d")
_NONE: Final = PrintedIssue()


@dataclass(slots=True)
class _Found:
    """What was read so far: the issues, by the place of their line, and what is left of the blocks."""

    issues: dict[int, PrintedIssue] = field(default_factory=dict)
    gone: dict[int, int] = field(default_factory=dict)  # each line that goes, with the place of its issue
    cut: dict[int, str] = field(default_factory=dict)  # what is left of lines that have more than an issue
    notes: list[int] = field(default_factory=list)  # a page alone, and what a clerk adds: they go with an issue


def take_issue(blocks: Sequence[Block], always: Collection[str] = ()) -> tuple[tuple[Block, ...], PrintedIssue]:
    """Return blocks without the lines of the printed issue, and what those say; lines that stay `always` are not read.

    They stand above the second paragraph, or below the last one. Below it, the lines of several papers are a list of
    references, and stay. An author in such a line stays as a byline.
    """
    prose = _outer_prose(blocks)
    top = prose[1] if len(prose) > 1 else len(blocks)
    first, last = (prose[0], prose[-1]) if prose else (0, 0)
    zone = [place for place in range(len(blocks)) if place < top or place >= last]
    found = _Found()
    able = [place for place in zone if blocks[place].role in _READ and blocks[place].text not in always]
    _take_lines(found, blocks, [place for place in able if place not in prose], first)
    names = [blocks[place].text for place in able[:_MOST_ABOVE] if place not in prose and place not in found.gone]
    for place in able:
        if place not in found.gone:
            _take_from_line(found, place, blocks[place].text, is_prose=place in prose)
            _take_citation(found, place, blocks[place].text, names)
    _leave_references(found, last)
    issue = _joined(list(found.issues.values()))
    if issue.source:
        found.gone |= dict.fromkeys(found.notes, -1)
    return tuple(_left(blocks, found)), issue


def _outer_prose(blocks: Sequence[Block]) -> list[int]:
    """Return the places of the first two paragraphs and of the last one: no line between them is read."""
    above = list(islice((place for place, block in enumerate(blocks) if _is_prose(block)), 2))
    if len(above) < 2:
        return above
    last = next(place for place in range(len(blocks) - 1, 0, -1) if _is_prose(blocks[place]))
    return sorted({*above, last})


def _is_prose(block: Block) -> bool:
    if block.role not in {Role.TEXT, Role.LEAD} or len(block.text.split(maxsplit=_PROSE)) < _PROSE:
        return False
    return ends_sentence(block.text) and read_issue(block.text) is None


def _take_lines(found: _Found, blocks: Sequence[Block], places: list[int], first: int) -> None:
    """Take whole lines: each alone, or several one below another that are of one issue together.

    A paper and a day are enough, "TTXVN 9.10.2001", below the `first` paragraph, and above one that has no page above.
    """
    able = frozenset(place for place in places if len(blocks[place].text) <= LONGEST)
    for place in places:
        if place in found.gone:
            continue
        if any(_DIGIT.search(block.text) for block in blocks[place : place + _MOST_LINES]):
            is_loose = place > first or first <= _MOST_ABOVE
            _take_lines_from(found, blocks, place, able, is_loose=is_loose)
        if place not in found.gone and _is_note(blocks[place].text):
            found.notes.append(place)


def _take_lines_from(
    found: _Found, blocks: Sequence[Block], place: int, able: Collection[int], *, is_loose: bool
) -> None:
    issue = None
    for length in range(_MOST_LINES, 0, -1):
        lines = range(place, place + length)
        if any(line not in able or (length > 1 and _is_of_menu(blocks[line].text)) for line in lines):
            continue
        issue = read_issue("\n".join(blocks[line].text for line in lines))
        if issue is not None and _is_sure(issue, length, is_loose=is_loose):
            found.issues[place] = issue
            found.gone |= dict.fromkeys(lines, place)
            return
    if issue is not None and not issue.source and not issue.authors:
        found.notes.append(place)


def _is_of_menu(text: str) -> bool:
    return is_section_name(text) or is_site_page(text) or is_front_page(text) or is_furniture(text)


def _is_note(text: str) -> bool:
    label = COLON.match(text)
    return label is not None and compact(label["label"]) in OTHER_LABELS


def _is_sure(issue: PrintedIssue, length: int, *, is_loose: bool) -> bool:
    """Tell whether so many lines are of an issue."""
    if length > 1 and (issue.authors or not issue.is_known or not issue.is_whole):
        return False
    return issue.is_whole or (is_loose and bool(issue.source) and "T" not in issue.day)


def _take_from_line(found: _Found, place: int, text: str, *, is_prose: bool) -> None:
    """Take what stands in brackets at the end of a line, or behind its last sentence, or before its first one."""
    for rest, line in _ends(text) if _DIGIT.search(text, max(0, len(text) - LONGEST)) else ():
        issue = read_issue(line)
        if issue is not None and issue.source and "T" not in issue.day:
            found.issues[place], found.cut[place] = issue, rest
            return
    for line, rest in _beginnings(text) if is_prose and _DIGIT.search(text, 0, LONGEST) else ():
        issue = read_issue(line)
        if issue is not None and issue.source and (issue.is_whole or "T" not in issue.day):
            found.issues[place], found.cut[place] = issue, rest
            return


def _take_citation(found: _Found, place: int, text: str, names: list[str]) -> None:
    """Take a line in which the title stands too: "Lê An. Mưa ở Huế // Nhân Dân. - 2001. - Ngày 9 tháng 10"."""
    for name in names if len(text) <= 2 * LONGEST and _DIGIT.search(text) else ():
        at = text.casefold().find(name.casefold())
        if at < 0 or len(name.split()) < _LEAST_TITLE or text == name:
            continue
        issue = read_issue(f"{text[:at]}; {text[at + len(name) :]}")
        if issue is not None and issue.source:
            found.issues[place] = issue
            found.gone[place] = place
            found.cut.pop(place, None)


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part the end of a line from what stands before it."""
    bare = text.rstrip(" .")
    if bare.endswith(tuple(_CLOSING)) and (at := _opened(bare)) > 0:
        yield bare[:at].rstrip(" -–—,"), bare[at:]
    parts = sentences(text[-2 * LONGEST :])
    for count in range(1, min(_MOST_SENTENCES, len(parts) - 1) + 1):
        end = "".join(parts[-count:])
        yield text[: len(text) - len(end)].rstrip(" -–—"), end.strip(" -–—")


def _opened(text: str) -> int:
    """Return where the bracket opens that closes at the end of a text; the first one near it where one is left open."""
    start, depth = max(0, len(text) - LONGEST), 0
    for at in range(len(text) - 1, start - 1, -1):
        depth += (text[at] in _CLOSING) - (text[at] in _OPENING)
        if not depth and text.count("(", start) == text.count(")", start):
            return at
    return text.find("(", start)


def _beginnings(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to part what stands before the first sentence of a paragraph from it."""
    head = text[:LONGEST]
    if head[:1] in _OPENING and (end := max(head.find(")"), head.find("]"))) > 0:
        dash = _DASH.match(text, end + 1)
        yield text[: end + 1], text[dash.end() if dash else end + 1 :].lstrip()
    for dash in _STAMP_DASH.finditer(head):
        yield text[: dash.start()], text[dash.end() :]


def _leave_references(found: _Found, last: int) -> None:
    """Put back the lines below the text where they name several papers."""
    below = [place for place in found.issues if place > last]
    if len({found.issues[place].source for place in below} - {""}) > 1:
        for place in below:
            del found.issues[place]
            found.cut.pop(place, None)
        found.gone = {line: place for line, place in found.gone.items() if place not in below}


def _joined(issues: list[PrintedIssue]) -> PrintedIssue:
    """Return what several lines say together, the first that says a thing counting."""
    whole = sorted(issues, key=lambda issue: not issue.is_whole)
    joined = _NONE
    for issue in whole:
        day = max(joined.day, issue.day, key=len) if issue.day.startswith(joined.day) else joined.day
        joined = replace(
            joined,
            source=joined.source or issue.source,
            day=day,
            section=joined.section or issue.section,
            is_known=issue.is_known if issue.source and not joined.source else joined.is_known,
        )
    return joined


def _left(blocks: Sequence[Block], found: _Found) -> Iterator[Block]:
    gap = False
    for place, block in enumerate(blocks):
        issue = found.issues.get(place, _NONE)
        if place in found.cut:
            yield block.with_text(found.cut[place]).below_gap(gap)
        elif place not in found.gone:
            yield block.below_gap(gap)
        if issue.authors:
            yield Block(" - ".join(issue.authors), Role.BYLINE)
        gap = place in found.gone
