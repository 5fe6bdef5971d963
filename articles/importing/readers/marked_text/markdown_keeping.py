"""What stands in Markdown beside the article: notes of whoever kept it, and what a clipper of pages wrote above it."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from articles.importing.cleaning.byline_names import are_names
from articles.importing.cleaning.phrases import is_section_name
from articles.text.normal import fold
from articles.text.phrase_lists import PhraseFolder

_PHRASES: Final = PhraseFolder(Path(__file__).parent / "markdown_phrases")
_KEEPING: Final = _PHRASES.phrases("keeping")
_EXCERPTS: Final = _PHRASES.phrases("excerpts")
_HEADING: Final = re.compile(r"(?P<signs>#{1,6})[ \t]+(?P<words>\S.*?)[ \t#]*")
_BOLD: Final = re.compile(r"(?:\*\*|__)(?P<words>[^*_]{3,60}?):?(?:\*\*|__):?")
_QUOTED: Final = re.compile(r"[ \t]*>")
_CALLOUT: Final = re.compile(r"[ \t]*>[ \t]*\[![\w-]+\][+-]?[ \t]*(?P<words>.*)")
_DETAILS: Final = re.compile(
    r"<details[^<>]{0,200}>\s*<summary[^<>]{0,200}>(?P<words>.{0,300}?)</summary>(?P<text>.{0,20000}?)</details>",
    re.DOTALL | re.IGNORECASE,
)
_TAG: Final = re.compile(r"<[^<>]{0,200}>")
_RULE: Final = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*")
_STEP: Final = r"(?:\[[^\[\]\n]{1,60}\]\([^()\n]{0,500}\)|[^\W\d_][^\n\[\]/>»›|]{0,40})"
_PATH: Final = re.compile(rf"[ \t]*\[[^\[\]\n]{{1,60}}\]\([^()\n]{{0,500}}\)(?:[ \t]*[/>»›|→][ \t]*{_STEP})+[ \t]*")
_LINK_ALONE: Final = re.compile(r"\[(?P<words>[^\[\]!]{1,60})\]\([^()\s]{1,500}\)")
_MOST_LINKED: Final = 4  # words of a link that leads to a service
_SERVICE: Final = re.compile(_PHRASES.either("service"), re.IGNORECASE)
_LINK: Final = re.compile(r"\[([^\[\]]{0,300})\]\([^()]{0,500}\)")
_STEPS: Final = re.compile(r"[ \t]*[/>»›|→][ \t]*")
_MOST_TOP: Final = 40  # lines of what a clipper writes above the title
_WORDS_ABOVE: Final = 60  # above the heading of an excerpt
_NOTES: Final = "what its keeper wrote beside the article is left out: “{heading}”"


class KeptText(NamedTuple):
    """A text without what stands beside the article: those lines, the section that they tell, and warnings."""

    text: str
    outside: tuple[str, ...] = ()
    section: str = ""
    warnings: tuple[str, ...] = ()


def without_keeping(text: str) -> KeptText:
    """Return Markdown without the notes of its keeper and the head of a clipper, with what was left out."""
    text, notes, headings = _without_notes(text)
    lines, above = _without_service(_without_excerpt(_with_one_title(text.split("\n"))))
    place = next((at for at, line in enumerate(lines[:_MOST_TOP]) if _PATH.fullmatch(line)), None)
    section = ""
    if place is not None:
        path = lines.pop(place)
        names = [_LINK.sub(r"\1", step).strip() for step in _STEPS.split(_LINK.sub(r"\1", path.strip()))]
        section = next((name for name in reversed(names) if is_section_name(name)), "")
        above.append(" / ".join(names))
    warnings = tuple(_NOTES.format(heading=heading) for heading in headings)
    return KeptText("\n".join(lines), (*above, *notes), section, warnings)


def _without_notes(text: str) -> tuple[str, list[str], list[str]]:
    """Return a text without the notes of its keeper, the lines of these, and their headings."""
    notes: list[str] = []
    headings: list[str] = []

    def boxed(box: re.Match[str]) -> str:
        heading = _TAG.sub("", box["words"]).strip()
        if not _is_keeping(heading):
            return box[0]
        headings.append(heading)
        notes.extend(_shown(_TAG.sub("", box["text"]).split("\n")))
        return ""

    if "<details" in text.lower():
        text = _DETAILS.sub(boxed, text)
    kept: list[str] = []
    for heading, run in _parts(text.split("\n")):
        if heading:
            headings.append(heading)
            notes += _shown(run)
        else:
            kept += run
    return "\n".join(kept), notes, headings


def _parts(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the lines of a text in runs; those of notes with their heading, others with ""."""
    level, heading = 0, ""
    for is_quoted, some in groupby(lines, key=lambda line: _QUOTED.match(line) is not None):
        run = list(some)
        callout = _CALLOUT.fullmatch(run[0]) if is_quoted else None
        if callout and _is_keeping(callout["words"]):
            yield callout["words"].strip(), run[1:]
            continue
        for line in run:
            found = _HEADING.fullmatch(line)
            bold = None if found else _BOLD.fullmatch(line.strip())
            if found and (not level or len(found["signs"]) <= level):
                level, heading = (len(found["signs"]), found["words"]) if _is_keeping(found["words"]) else (0, "")
            elif bold and not level and _is_keeping(bold["words"]):
                level, heading = 6, bold["words"]
            else:
                yield heading, [line]
                continue
            yield heading, [] if heading else [line]


def _is_keeping(heading: str) -> bool:
    return heading.strip(" *_:.").lower() in _KEEPING


def _shown(lines: list[str]) -> list[str]:
    bare = (line.strip(" \t>") for line in lines)
    return [line for line in bare if line]


def _without_service(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return lines without links that stand alone and name no title, words of the service, and headings at the end."""
    kept: list[str] = []
    left_out: list[str] = []
    for line in lines:
        bare = line.strip(" \t*_")
        is_service = bool(bare) and (_leads_elsewhere(bare) or _SERVICE.fullmatch(bare.rstrip(".! ")) is not None)
        (left_out if is_service else kept).append(line)
    while kept and (not kept[-1].strip() or kept[-1].startswith(":::") or _HEADING.fullmatch(kept[-1])):
        left_out += filter(str.strip, [kept.pop()])
    return kept, [_LINK.sub(r"\1", line).strip(" #*_") for line in left_out]


def _leads_elsewhere(line: str) -> bool:
    """Tell whether a line is a link of few words and nothing else, and names no author."""
    link = _LINK_ALONE.fullmatch(line)
    return link is not None and len(link["words"].split()) <= _MOST_LINKED and not are_names(link["words"])


def _without_excerpt(lines: list[str]) -> list[str]:
    """Return lines without the heading of an excerpt near the top, and what it quotes where the text has it again.

    What the text has not again is the lead, and stays without its mark of quotation.
    """
    bare = [line.strip(" \t>") for line in lines[:_MOST_TOP]]
    place = next((at for at, line in enumerate(bare) if _heads_excerpt(line)), None)
    if place is None or len(" ".join(bare[:place]).split()) > _WORDS_ABOVE:
        return lines
    is_part = _QUOTED.match if _QUOTED.match(lines[place]) else str.strip
    start = next((at for at in range(place + 1, len(lines)) if lines[at].strip(" \t>")), len(lines))
    end = next((at for at in range(start, len(lines)) if not is_part(lines[at])), len(lines))
    text = fold(" ".join(lines[end:]))
    said = " ".join(line.strip(" \t>") for line in lines[start:end]).strip()
    is_again = fold(said.strip("*_ .…")) in text
    below = next((at for at in range(end, len(lines)) if lines[at].strip()), len(lines))
    end = below + 1 if below < len(lines) and _RULE.fullmatch(lines[below]) else end
    return [*lines[:place], *([] if is_again or not said else [said]), "", *lines[end:]]


def _heads_excerpt(line: str) -> bool:
    heading = _HEADING.fullmatch(line) or _BOLD.fullmatch(line)
    return heading is not None and heading["words"].strip(" :").lower() in _EXCERPTS


def _with_one_title(lines: list[str]) -> list[str]:
    """Return lines with the title once, where a clipper wrote it above that of the page.

    What stands between the two is the beginning of the text; where the text has it not again, it stays.
    """
    places = [place for place, line in enumerate(lines[:_MOST_TOP]) if _HEADING.fullmatch(line)]
    titles = [place for place in places if fold(lines[place]) == fold(lines[places[0]])]
    if len(titles) < 2:
        return lines
    first, second = titles[:2]
    text = fold(" ".join(lines[second + 1 :]))
    kept: list[str] = []
    for line in lines[first + 1 : second]:
        bare = line.strip(" \t>")
        heading = _HEADING.fullmatch(bare)
        is_said = fold(bare.strip("*_ .…")) in text
        if bare and not (_RULE.fullmatch(line) or is_said or (heading and heading["words"].lower() in _EXCERPTS)):
            kept += [line, ""]
    return [*lines[: first + 1], "", *kept, *lines[second + 1 :]]
