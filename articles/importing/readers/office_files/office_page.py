"""What documents of office programs share: roles by style, notes, tables, letters of old fonts, labels, properties."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Final

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.encodings.decoding import mend
from articles.importing.metadata import METADATA_FIELDS, NO_METADATA
from articles.importing.options import ImportOptions
from articles.importing.readers.labelled.form_headings import begins_as_heading
from articles.importing.readers.labelled.label_notations import OTHER_LABELS, form_lines, is_label
from articles.importing.readers.labelled.labelled_text import looks_labelled, read_labelled
from articles.importing.readers.page import Block, Page, Role, holds_data, table_block
from articles.importing.readers.records.record import record_page
from articles.importing.readers.records.record_names import FIELD_NAMES, compact, field_of_label
from articles.importing.readers.web.html_breaks import parted_by_breaks
from articles.text.sentences import ends_sentence
from articles.text.text_tables import BETWEEN_CELLS
from articles.text.written_dates import VIETNAM

# What blocks are joined by while they are repaired: no block contains an empty line.
_PARTED: Final = "\n\n"
# What a style or a table tells is lost in labelled text.
_TOLD: Final = frozenset({Role.CAPTION, Role.TABLE})
# Stands for a soft hyphen, which cleaning would take away: in the fonts of TCVN3 its place is that of "ư".
_SOFT_HYPHEN: Final = "\u00ad"
_STAND_IN: Final = "\ue0ad"
_LEAST_TOLD: Final = 2  # fields of a table that tells about the article
_LEAST_AMONG_OTHERS: Final = 3
_LONGEST_HEADING, _LEAST_BELOW = 12, 2  # words; blocks
_TITLE_WORDS: Final = range(4, 36)
_HEADING: Final = re.compile(r"heading 1|đầu đề 1", re.IGNORECASE)
# Names that LibreOffice gives the styles of captions.
_CAPTIONS: Final = frozenset({"illustration", "drawing"})
_ROLES: Final = (("lead", Role.LEAD), ("captions", Role.CAPTION), ("authors", Role.BYLINE))
_STOPS: Final = (".", "!", "?", "…", ":", "”", '"', ")")
# Words of a line that is prose also without a stop.
_LONG: Final = 20
# Office programs have written these forms since 2006. Programs such as python-docx leave the date of their template.
_FIRST_YEAR: Final = 2006
_TEMPLATE: Final = datetime(2013, 12, 23, tzinfo=UTC).date()


def style_role(name: str) -> Role:
    """Return the role that the name of a style tells, in English or Vietnamese; TEXT where it tells none."""
    key = compact(name)
    if _HEADING.fullmatch(name) or key in FIELD_NAMES["title"]:
        return Role.TITLE
    if key in _CAPTIONS:
        return Role.CAPTION
    return next((role for field, role in _ROLES if key in FIELD_NAMES[field]), Role.TEXT)


def with_soft_letters(text: str) -> str:
    """Return text whose soft hyphens are kept until `office_page` knows whether they are letters."""
    return text.replace(_SOFT_HYPHEN, _STAND_IN)


def filled_lines(text: str) -> str:
    """Return clean text without its empty lines."""
    return "\n".join(line for line in clean_text(text).split("\n") if line)


def paragraph_blocks(text: str, role: Role) -> list[Block]:
    """Return the text of a paragraph as blocks, parted where its line breaks part paragraphs."""
    return [Block(part, role) for part in parted_by_breaks(clean_text(text))]


def table_blocks(rows: Sequence[Sequence[str]], *, is_layout: bool, least_rows: int = 2) -> list[Block]:
    """Return the lines of a form, or a table of data as one block; none where a table lays out paragraphs."""
    if lines := form_lines(rows):
        return [Block(filled_lines(line)) for line in lines]
    filled = [[text for cell in row if (text := clean_line(cell))] for row in rows]
    if not is_layout and _information(table_block(filled)):
        return [table_block(filled)]
    return [table_block(rows)] if not is_layout and holds_data(filled, least_rows=least_rows) else []


def with_notes(parts: Iterable[tuple[Block, Sequence[Block]]]) -> list[Block]:
    """Return blocks with the notes of each below it; those of a title or another line alone below the next prose."""
    blocks: list[Block] = []
    waiting: list[Block] = []
    titled = False
    end: int | None = None
    for block, notes in parts:
        is_second = titled and block.role is Role.TITLE
        titled = titled or block.role is Role.TITLE
        blocks.append(block.with_role(Role.TEXT) if is_second else block)
        waiting += notes
        if _may_have_notes(block):
            blocks += waiting
            waiting = []
            end = len(blocks)
    at = len(blocks) if end is None else end
    return [*blocks[:at], *waiting, *blocks[at:]]


def _may_have_notes(block: Block) -> bool:
    is_prose = block.text.endswith(_STOPS) or len(block.text.split()) > _LONG
    return block.role is Role.TABLE or (is_prose and block.role is not Role.TITLE)


def office_page(blocks: Sequence[Block], options: ImportOptions) -> Page:
    """Return the page of a document: letters of old fonts (.VnTime, VNI-Times) repaired, labels read."""
    joined = mend(_PARTED.join(block.text for block in blocks).replace(_STAND_IN, _SOFT_HYPHEN))
    texts = (clean_text(text) for text in joined.text.split(_PARTED))
    mended = tuple(block.with_text(text) for block, text in zip(blocks, texts, strict=True))
    text = _PARTED.join(block.text for block in mended)
    is_labelled = all(block.role not in _TOLD for block in mended) and looks_labelled(text)
    page = read_labelled(text, options) if is_labelled else _with_information(mended, options)
    return replace(page, warnings=(*joined.warnings, *page.warnings))


def _with_information(blocks: Sequence[Block], options: ImportOptions) -> Page:
    """Return the page of blocks, of which tables may tell the section, the author, the day, and no text."""
    told: dict[str, str] = {}
    kept: list[Block] = []
    outside: list[str] = []
    for place, block in enumerate(blocks):
        found = _information(block) if block.role is Role.TABLE else {}
        if found and not told and _are_headings(kept, blocks[place + 1 :]):
            outside += [one.text for one in kept]
            kept = []
        told = {**found, **told}
        kept += [] if found else [block]
    stated = record_page({**told, "title": "-", "body": "-"}, options) if told else NO_METADATA
    return Page(tuple(kept), outside=tuple(outside), **{name: getattr(stated, name) for name in METADATA_FIELDS})


def _are_headings(above: Sequence[Block], below: Sequence[Block]) -> bool:
    """Tell whether the lines above a table that tells about an article are those of a form: its title stands below."""
    are_lines = all(len(one.text.split()) <= _LONGEST_HEADING and not ends_sentence(one.text) for one in above)
    if not are_lines or not any(begins_as_heading(one.text) for one in above) or len(below) < _LEAST_BELOW:
        return False
    title, text = below[:_LEAST_BELOW]
    return len(title.text.split()) in _TITLE_WORDS and not ends_sentence(title.text) and ends_sentence(text.text)


def _information(table: Block) -> dict[str, str]:
    """Return what a table of labels and values tells about an article; nothing where it is a table of data."""
    rows = [[cell.strip() for cell in line.split(BETWEEN_CELLS)] for line in table.text.split("\n")]
    pairs = [pair for row in rows for pair in zip_longest(row[::2], row[1::2], fillvalue="")]
    named = {label.rstrip(": "): value if re.search(r"\w", value) else "" for label, value in pairs if label or value}
    fields = {label: field_of_label(label, value) for label, value in named.items()}
    known = [label for label, field in fields.items() if field or compact(label) in OTHER_LABELS]
    told = {label: named[label] for label, field in fields.items() if field and named[label]}
    # A desk has labels of its own among those that every form has.
    is_known = len(known) == len(fields) or (
        len(told) >= _LEAST_AMONG_OTHERS and 2 * len(known) > len(fields) and all(map(is_label, fields))
    )
    return told if is_known and len(told) >= _LEAST_TOLD and not {"title", "body"} & set(fields.values()) else {}


def likely_author(name: str) -> tuple[str, ...]:
    """Return the author in the properties where it is a person's full name, not "Admin" or a computer's name."""
    name = clean_line(name)
    return (name,) if is_person(name) else ()


def likely_day(created: datetime | None) -> str:
    """Return the day of creation in the properties, "" where it cannot be true."""
    if created is None or created.year < _FIRST_YEAR or created.date() == _TEMPLATE:
        return ""
    moment = created if created.tzinfo else created.replace(tzinfo=UTC)
    return moment.astimezone(VIETNAM).date().isoformat() if moment <= datetime.now(UTC) else ""
