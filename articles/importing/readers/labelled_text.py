"""Text in which each field stands after its label: "Title: ...", "Tác giả: ...", "Content: ...".

The labels stand on lines of their own, or one after another on one line, with bars between them; or they are the
front matter of Markdown.
"""

import re
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.captions import has_credit, split_credit
from articles.importing.cleaning.characters import clean_text
from articles.importing.options import ImportOptions
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.front_matter import front_matter
from articles.importing.readers.label_notations import (
    ALSO_WORDS,
    COLON,
    ISSUE_LABELS,
    LEAST_FIELDS,
    OTHER_LABELS,
    RULE,
    is_label,
    label_field,
    with_colons,
)
from articles.importing.readers.page import Page
from articles.importing.readers.record import record_page
from articles.importing.readers.record_names import compact, field_named, field_of_label
from articles.text.segmented import desegment, is_segmented
from articles.text.written_dates import stated_date

_TEXT: Final = ("body", "lead")
_CAPTION_LABELS: Final = ("chuthich", "caption", "ghichu", "loi", "mota")
# "Ảnh:" alone also stands before a credit; a caption has more words.
_LEAST_CAPTION: Final = 6  # words
_LEAST_TEXT: Final = 150  # characters
_LONGEST_NOTE: Final = 60  # characters
# Fields that say where a text is from, how many of them stand around it at least, and in how many lines.
_ABOUT: Final = frozenset({"authors", "source", "published", "section", "url"})
_LEAST_ABOUT, _MOST_ABOUT = 2, 16
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_LEAST_QUOTED: Final = 2
_BETWEEN_FIELDS: Final = re.compile(r"\s+[|•·]+\s+|\t+|;\s+")


def looks_labelled(text: str) -> bool:
    """Tell whether a text has front matter with a title, or labels: at its beginning, and of several fields."""
    if any(field_named(key) == "title" for key in front_matter(text)):
        return True
    return bool(with_colons(_on_lines(text.lstrip("\ufeff"))))


def read_labelled(text: str, options: ImportOptions) -> Page:
    """Read labelled text; raises UnreadableDocument where no label names a title or a text."""
    if fields := front_matter(text):
        return record_page(fields, options)
    # Spaces may stand between a label and its value, which cleaning makes one.
    labelled = clean_text(with_colons(_on_lines(text.lstrip("\ufeff"))), keep_tabs=True)
    above, fields = _fields(desegment(labelled) if is_segmented(labelled) else labelled)
    page = record_page(_unquoted(_with_date(_with_text(fields))), options)
    return replace(page, outside=(*page.outside, *above))


def _unquoted(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields without the quotation marks around whole values, where several have them, as in YAML."""
    quoted = {name for name, value in fields.items() if isinstance(value, str) and _QUOTED.fullmatch(value)}
    if len(quoted) < _LEAST_QUOTED:
        return fields
    return {name: str(value)[1:-1].replace('\\"', '"') if name in quoted else value for name, value in fields.items()}


def without_labels_around(text: str) -> tuple[str, dict[str, str]]:
    """Return a text without the labels above and below it that say where it is from, and what they say.

    "Nguồn: Báo Đất Mũi" and "Ngày đăng: 4/5/2026" below a rule stand so in collections of cuttings.
    """
    lines = text.split("\n")
    found: dict[str, str] = {}
    start, end = 0, len(lines)
    above = _about(lines)
    below = _about(lines[::-1])
    if len(above) + len(below) < len(lines):
        for labels in (above, below):
            if len({label_field(line) for line in labels} & _ABOUT) >= _LEAST_ABOUT:
                found |= {match["label"].strip(): match["value"] for line in labels if (match := COLON.match(line))}
                start, end = (len(above), end) if labels is above else (start, end - len(below))
    return "\n".join(lines[start:end]), found


def _about(lines: list[str]) -> list[str]:
    """Return the lines at the beginning that label where a text is from, with the blank ones and rules among them."""
    count = 0
    for number, line in enumerate(lines[:_MOST_ABOUT], start=1):
        match = COLON.match(line)
        is_other = match is not None and compact(match["label"]) in OTHER_LABELS and match["value"]
        if label_field(line) in _ABOUT or is_other:
            count = number
        elif line.strip() and not RULE.fullmatch(line):
            break
    rest = next((number for number, line in enumerate(lines[count:]) if line.strip() and not RULE.fullmatch(line)), 0)
    return lines[: count + rest] if count else []


def _with_date(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields with the date in the label of the issue ("Số: 118 - 22/11/2018") where no other gives one."""
    issues = {name: value for name, value in fields.items() if compact(name) in ISSUE_LABELS and isinstance(value, str)}
    dates = [date for value in issues.values() if (date := stated_date(value))]
    if "published" in fields or not dates:
        return fields
    return {name: value for name, value in fields.items() if name not in issues} | {"published": dates[0]}


def _on_lines(text: str) -> str:
    """Return a text with each label on a line of its own, where its first line has several, separated by bars."""
    first, end, rest = text.lstrip().partition("\n")
    lines = _BETWEEN_FIELDS.sub(lambda sign: "\n" if label_field(first[sign.end() :]) else sign[0], first)
    return lines + end + rest if lines.count("\n") + 1 >= LEAST_FIELDS else text


def _with_text(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields with a text that stands below the last one, after a blank line, where no label names it."""
    last = next(reversed(fields), "")
    value, parted, text = str(fields.get(last, "")).partition("\n\n")
    if not parted or len(text) < _LEAST_TEXT or any(field_of_label(name, "") == "body" for name in fields):
        return fields
    return {**fields, last: value, "body": text}


def _fields(text: str) -> tuple[list[str], dict[str, str | list[str]]]:
    """Return the lines above the first label, and the text after each label, up to the next one.

    After the label of the text, only known labels end it.

    The label of a caption ("Chú thích ảnh:") stands for its line alone, or for the next one, also amid the text.
    """
    found: dict[str, list[str]] = {}
    captions: list[str] = []
    above: list[str] = []
    field = name = ""
    is_caption_next = False
    for line in text.split("\n"):
        if RULE.fullmatch(line):
            continue
        match = COLON.match(line)
        own = label_field(line)
        if match and own == "captions" and _is_caption(match):
            captions += filter(None, [match["value"]])
            is_caption_next = not match["value"]
            continue
        if is_caption_next and line.strip():
            is_caption_next = False
            if not own:
                captions.append(line.strip())
                continue
        is_new = field != "body" or (own not in found and own != field)
        begins = (bool(own) and own not in ALSO_WORDS and is_new) or (field == "lead" and _is_other(line))
        if match and (begins or (own == "" and field not in _TEXT and is_label(match["label"]))):
            # Of leads the record tells which it is: "Tít phụ" is none beside "Sapo".
            field, name = own, match["label"].strip() if own in {"", "lead"} else own
            found.setdefault(name, []).append(match["value"])
        elif name:
            found[name].append(line)
        elif line.strip():
            above.append(line.strip())
    if lines := found.get("body"):
        found["body"] = _without_notes(lines)
    fields: dict[str, str | list[str]] = {label: "\n".join(lines).strip() for label, lines in found.items()}
    return above, {**fields, "captions": captions} if captions else fields


def _without_notes(lines: list[str]) -> list[str]:
    """Return the lines of a text without those of the newsroom below it: "Người duyệt: Lê An"."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or (_is_other(lines[end - 1]) and len(lines[end - 1]) <= _LONGEST_NOTE)):
        end -= 1
    return lines[:end]


def _is_other(line: str) -> bool:
    match = COLON.match(line)
    return match is not None and compact(match["label"]) in OTHER_LABELS


def _is_caption(match: re.Match[str]) -> bool:
    """Tell whether a label amid the text stands before a caption, and not before a credit as "Ảnh:" alone may."""
    label = compact(match["label"])
    if (
        label.startswith(_CAPTION_LABELS)
        or label.endswith("caption")
        or label[-1:].isdigit()
        or split_credit(match["value"]).credit
    ):
        return True
    return len(match["value"].split()) >= _LEAST_CAPTION and not has_credit(f"x. {match[0].strip()}")


READER: Final = DocumentReader(
    "labels",
    _("labelled text"),
    "text in which each field stands after its label, in any language: Title: ..., Tác giả: ..., Content: ...",
    read=lambda contents, options: read_labelled(contents.text, options),
    matches=lambda contents: looks_labelled(contents.text),
)
