"""Word-segmented text: all on one line, or one sentence a line with blank lines between title, lead, body, captions."""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.captions import cut_captions, sentences
from articles.importing.cleaning.characters import clean_text, drop_stray_tags
from articles.importing.cleaning.furniture import strip_null
from articles.importing.parsed_article import Caption
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.headline import title_length
from articles.importing.readers.page import Block, Page, Role
from articles.text.letter_classes import LOWER, UNMARKED_UPPER
from articles.text.segmented import is_segmented, respace, unjoin

_BLANK_LINES: Final = re.compile(r"\n{2,}")
_ABBREVIATION: Final = re.compile(r"(?:^|[\s._(])(?:TP|Tr|TS|ThS|Th\.S|BS|GS|PGS|KTS|NXB|Q|P)\.$")
_INITIAL: Final = re.compile(rf"(?:^|[\s._(])[{UNMARKED_UPPER}]\.$")
_INITIAL_FIRST: Final = re.compile(rf"(?:[{UNMARKED_UPPER}]\.){{1,3}}(?:\s|$)")
_CONTINUES: Final = re.compile(rf"[{LOWER}0-9(,;:)\]”]")
_CONTINUES_WORD: Final = re.compile(rf"[{LOWER}),;:\]”?]")
_NOTE: Final = re.compile(
    r"\(?(?:Hình )?Ảnh(?:[_ ]minh[_ ]h(?:ọa|oạ)|\s?:.{1,60}| [^\W\d_][^\s.]*(?: \S+){0,3})\)?[\s.]*"
)
_LONGEST_TITLE: Final = 26


def read_segmented(text: str) -> Page:
    """Read segmented text of either layout, and undo the segmentation."""
    text = strip_null(clean_text(drop_stray_tags(text)))
    lines = [line for line in text.split("\n") if line]
    blocks = _one_line(" ".join(lines)) if len(lines) <= 2 else _layout(text)
    natural = tuple(block.with_text(unjoin(block.text)) for block in blocks)
    return Page(natural, warnings=_warnings(natural[0].text))


def _warnings(title: str) -> tuple[str, ...]:
    too_long = len(title.split()) > _LONGEST_TITLE
    return ("the title could not be told from the lead",) if too_long else ()


# --- one sentence a line


def _layout(text: str) -> list[Block]:
    parts = [_joined_lines(respace(part)) for part in _BLANK_LINES.split(text) if part.strip()]
    if len(parts) == 1:
        parts = [parts[0][:1], parts[0][1:2], parts[0][2:]]
    if len(parts[0]) > 1:
        parts[:1] = [parts[0][:1], parts[0][1:]]
    captions = _with_notes(parts.pop()) if len(parts) > 3 else []
    title, *body = [line for part in parts for line in part]
    return [
        Block(title, Role.TITLE),
        *(Block(line) for line in body),
        *(Block(line, Role.CAPTION) for line in captions),
    ]


def _joined_lines(part: str) -> list[str]:
    """Return the lines of a part; lines that the segmenter broke inside a sentence are joined again."""
    lines: list[str] = []
    for line in part.split("\n"):
        if not line.strip():
            continue
        if lines and _is_broken(lines[-1], line):
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


def _with_notes(captions: list[str]) -> list[str]:
    """Join captions and the notes that the segmenter split from them: "( Ảnh minh_hoạ ) .", "Ảnh : CTV"."""
    joined: list[str] = []
    for line in captions:
        if joined and _NOTE.fullmatch(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


def _is_broken(line: str, following: str) -> bool:
    if _CONTINUES_WORD.match(following) or _ABBREVIATION.search(line):
        return True
    return bool(_INITIAL.search(line) and (_CONTINUES.match(following) or _INITIAL_FIRST.match(following)))


# --- all on one line


def _one_line(text: str) -> list[Block]:
    title, rest = _split_title(respace(text))
    lead, rest = _split_lead(rest)
    parts = [Block(title, Role.TITLE), Block(lead, Role.LEAD)] if lead else [Block(title, Role.TITLE)]
    return parts + [_block(part) for part in cut_captions(rest)]


def _block(part: str | Caption) -> Block:
    if isinstance(part, Caption):
        return Block(part.text, Role.CAPTION, credit=unjoin(part.credit))
    return Block(part)


def _split_title(text: str) -> tuple[str, str]:
    first, *others = sentences(text)
    words = first.split(" ")
    if first[-1] in "?!" and len(unjoin(first).split()) <= _LONGEST_TITLE:
        return first, " ".join(others)
    length = title_length(words)
    if not length:
        return first, " ".join(others)
    return " ".join(words[:length]), " ".join([*words[length:], *others])


def _split_lead(text: str) -> tuple[str, str]:
    first, *others = sentences(text)
    return (first, " ".join(others)) if others else ("", first)


READER: Final = DocumentReader(
    "segmented",
    _("word-segmented text"),
    "word-segmented text (Bộ_trưởng Ngoại_giao Bùi_Thanh_Sơn), on one line or a sentence a line",
    read=lambda contents, _options: read_segmented(contents.text),
    matches=lambda contents: is_segmented(contents.text),
)
