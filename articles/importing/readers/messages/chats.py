"""The messages of a chat that was copied from a messenger or exported by it: Zalo, Messenger, Viber, Telegram, others.

A name and the hour stand before or above each message, or the name above it and the hour below.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from articles.importing.readers.messages.letters import speaks_to_desk
from articles.text.phrase_lists import PhraseFolder

_PHRASES: Final = PhraseFolder(Path(__file__).parent / "chat_phrases")
_TIME: Final = r"\d{1,2}[:hg]\d{2}(?::\d{2})?(?:[\s\u202f]?(?:[AaPp][Mm]|SA|CH|sáng|chiều|tối))?"
_DATE: Final = (
    r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2} (?:tháng|thg|[a-z]{3,9}),? (?:\d{1,2},? )?\d{4}"
    r"|[a-z]{3,9} \d{1,2}, \d{4}|hôm (?:nay|qua)|today|yesterday)"
)
_WHEN: Final = rf"(?:{_DATE},?\s+(?:lúc\s+|at\s+)?{_TIME}|{_TIME},?\s+(?:ngày\s+)?{_DATE}|{_TIME})"
_DATED: Final = rf"(?:{_DATE},?\s+(?:lúc\s+|at\s+)?{_TIME}|{_TIME},?\s+(?:ngày\s+)?{_DATE})"
_HOUR: Final = re.compile(r"\d[:hg]\d{2}")
_SENT: Final = ("đã gửi\n", "sent\n")
_SIGN: Final = r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F]"
_NAME: Final = rf"(?:{_SIGN}{{0,3}}\s?[^\W\d_][^:\[\]\n\t]{{0,39}}?|\+?\d[\d ]{{7,15}})"
# How the head of a message looks that is sure on its own, and how one looks that must come again with the same name.
_SURE: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\[(?:{_WHEN}|{_DATE})\]\s*(?P<name>{_NAME})\s*:\s*(?P<text>.*)",
        rf"{_DATED}\s+[-–]\s+(?P<name>{_NAME}):\s+(?P<text>.*)",
        rf"{_DATE},?\s{_TIME}\t(?P<name>{_NAME})\t(?:\+?\d+\t)?(?P<text>.*)",
        rf"(?P<name>{_NAME})\s*[(\[]{_DATED}[)\]]\s*:\s*(?P<text>.*)",
        rf"(?P<name>{_NAME}),\s*\[{_WHEN}\]:?(?P<text>)",
        rf"\[{_WHEN}\]\s*(?P<name>{_NAME})(?P<text>)",
    )
)
_LIKELY: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_TIME}\s+(?P<name>{_NAME}):\s+(?P<text>.*)",
        rf"(?P<name>{_NAME})\s*[(\[]{_TIME}[)\]]\s*:\s*(?P<text>.*)",
        rf"(?P<name>{_NAME})\s*[(\[]{_DATED}[)\]](?P<text>)",
        rf"(?P<name>{_NAME})\s*[·•,|-]?\s+{_WHEN}(?P<text>)",
        r"(?P<name>[^\W\d_][^:\[\]\n]{0,39}?) (?:đã gửi|sent)(?: (?:một tin nhắn|a message))?(?P<text>)",
    )
)
_SPEAKER: Final = re.compile(rf"(?P<name>{_NAME}):[ \t]+(?P<text>.*)")
_TIME_ALONE: Final = re.compile(rf"\W*{_WHEN}\W*", re.IGNORECASE)
_NOTE: Final = re.compile(rf"\W*{_PHRASES.either('notes')}\b", re.IGNORECASE)
_SECURED: Final = re.compile(
    rf"(?:{_DATED}\s+[-–]\s+)?(?:tin nhắn và cuộc gọi|messages and calls)\b.*(?:mã hóa|mã hoá|encrypted)", re.IGNORECASE
)
# What stands for a picture, a day on a line of its own, and signs without a word.
_NO_WORDS: Final = re.compile(
    r"[\[<(][^\]>)]{1,60}[\]>)]|[\W\d_]+|[\d.,]+\s*[KM]?\s*(?:views?|lượt xem|người xem)"
    r"|(?:hôm nay|hôm qua|today|yesterday)(?:,?\s+(?:lúc\s+|at\s+)?\d.{0,20})?"
    r"|\W*(?:thứ \w+,?\s*)?\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}|\s+(?:tháng|thg)?\s*\w+,?\s+\d{4})\W*",
    re.IGNORECASE,
)
# What stands before an hour and names nobody: the level of a log, a day, a state of a page.
_NO_NAME: Final = re.compile(
    r"(?:\w+\.)?(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|TRACE)$"
    r"|(?:thứ|chủ nhật|ngày|lúc|hôm|cập nhật|đăng|xuất bản|phát hành|\w+day|updated|posted|published)\b",
    re.IGNORECASE,
)
_LONGEST_NAME, _LONGEST_NOTE, _LONGEST_TIME = 6, 5, 40  # words, words, characters
_LEAST_LIKELY, _MOST_ABOVE = 2, 3  # heads, and lines above the first one


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody wrote in a chat: the name as the messenger shows it, and the lines."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """The place of a message's head, how many lines it has, the name in it and what it has of the text."""

    place: int
    length: int
    name: str
    text: str = ""


def messages_in(text: str) -> list[Message]:
    """Return the messages of a chat, without what the messenger writes between them; none where a text is no chat."""
    if not (
        text.lstrip()[:1] == "[" or _HOUR.search(text) or any(sent in text for sent in _SENT) or _begins_spoken(text)
    ):
        return []
    lines = [line.strip("\u2068\u2069\u200e\u200f \r") for line in text.splitlines()]
    if not (heads := _heads(lines)):
        return []
    ends = [*(head.place for head in heads[1:]), len(lines)]
    return [
        Message(head.name, _without_notes([head.text, *lines[head.place + head.length : end]]))
        for head, end in zip(heads, ends, strict=True)
    ]


def _heads(lines: Sequence[str]) -> list[_Head]:
    filled = [place for place, line in enumerate(lines) if line]
    top = filled[: _MOST_ABOVE + 1]
    for form in _SURE:
        found = _of_form(lines, form, top)
        if len(found) >= _LEAST_LIKELY or (found and found[0].place == filled[0]):
            return found
    times = [place for place, line in enumerate(lines) if _is_time(line)]
    ways = [*(_of_form(lines, form, top[:2]) for form in _LIKELY), _above_times(lines, times), _ended(lines, times)]
    if _begins_spoken(lines[filled[0]] if filled else ""):
        ways.append(_of_form(lines, _SPEAKER, top[:1]))
    able = [heads for heads in ways if _are_likely(heads, lines, filled)]
    return max(able, key=len, default=[])


def _begins_spoken(text: str) -> bool:
    """Tell whether a text begins with what a name, without an hour, says to somebody: "Hường: Em gửi bài nhé"."""
    speaker = _SPEAKER.match(text.lstrip())
    return speaker is not None and bool(_names(speaker["name"])) and speaks_to_desk(speaker["text"].strip())


def _of_form(lines: Sequence[str], form: re.Pattern[str], top: Sequence[int]) -> list[_Head]:
    """Return the heads of a form where one of the first lines is one."""
    if not any(form.fullmatch(_bare(lines[place])) for place in top):
        return []
    found = ((place, form.fullmatch(_bare(line))) for place, line in enumerate(lines) if line)
    return [
        _Head(place, 1, head["name"].strip(), head["text"]) for place, head in found if head and _names(head["name"])
    ]


def _bare(line: str) -> str:
    return line.replace("\u2068", "").replace("\u2069", "")


def _names(name: str) -> bool:
    return len(name.split()) <= _LONGEST_NAME and name.strip()[-1] not in ".!?,;" and not _NO_NAME.match(name.strip())


def _is_time(line: str) -> bool:
    is_able = len(line) <= _LONGEST_TIME and (":" in line or "h" in line or "g" in line)
    return is_able and _TIME_ALONE.fullmatch(line) is not None


def _above_times(lines: Sequence[str], times: Sequence[int]) -> list[_Head]:
    """Return the heads that are a name with the hour on the line below."""
    return [_Head(place - 1, 2, lines[place - 1]) for place in times if place and _is_name(lines[place - 1])]


def _ended(lines: Sequence[str], times: Sequence[int]) -> list[_Head]:
    """Return the heads that are a name, where the hour stands below each message."""
    found: list[_Head] = []
    for above, below in pairwise((-1, *times)):
        first = next((place for place in range(above + 1, below) if lines[place] and not _is_note(lines[place])), below)
        if not _is_name(lines[first]):
            return []
        found.append(_Head(first, 1, lines[first]))
    return found


def _is_name(line: str) -> bool:
    return line[:1].isalpha() and not _is_time(line) and ":" not in line and _names(line)


def _are_likely(heads: Sequence[_Head], lines: Sequence[str], filled: Sequence[int]) -> bool:
    """Tell whether heads begin a text, below notes at most, and the same name comes again."""
    if len(heads) < _LEAST_LIKELY or max(Counter(head.name for head in heads).values()) < _LEAST_LIKELY:
        return False
    return all(_is_note(lines[place]) for place in filled if place < heads[0].place)


def _is_note(line: str) -> bool:
    """Tell whether a line is what a messenger writes: a day, a state, what stands for a picture."""
    is_short = len(line.split()) <= _LONGEST_NOTE and _NOTE.match(line) is not None
    return is_short or _SECURED.match(line) is not None or _NO_WORDS.fullmatch(line) is not None


def _without_notes(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the lines of a message without blank ones, hours and notes at both ends."""
    kept = list(lines)
    while kept and (not kept[-1] or _is_time(kept[-1]) or _is_note(kept[-1])):
        kept.pop()
    start = next((place for place, line in enumerate(kept) if line and not _is_note(line)), len(kept))
    return tuple(kept[start:])
