"""Text in which each field stands after its label: "Title: ...", "Tác giả: ...", "Content: ...".

The labels stand on lines of their own, or one after another on one line, with bars between them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.captions import has_credit, split_credit
from articles.importing.cleaning.characters import clean_text
from articles.importing.options import ImportOptions
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.labelled.exchange_records import from_exchange
from articles.importing.readers.labelled.label_notations import (
    ALSO_WORDS,
    CODE,
    COLON,
    ISSUE_LABELS,
    LEAST_FIELDS,
    OTHER_LABELS,
    RULE,
    is_label,
    label_field,
    with_colons,
)
from articles.importing.readers.lines.cut_lines import whole_lines
from articles.importing.readers.marked_text.markdown_dialects import without_callouts
from articles.importing.readers.marked_text.markdown_html import markdown_html, plain_words
from articles.importing.readers.messages.letters import begins_as_mail
from articles.importing.readers.page import Page
from articles.importing.readers.records.record import record_page
from articles.importing.readers.records.record_names import compact, field_of_label, listed_names
from articles.text.segmented import desegment, is_segmented
from articles.text.written_dates import stated_date

_TEXT: Final = ("body", "lead")
_CAPTION_LABELS: Final = ("chuthich", "caption", "ghichu", "loi", "mota")
# "Ảnh:" alone also stands before a credit; a caption has more words.
_LEAST_CAPTION: Final = 6  # words
_LEAST_TEXT: Final = 150  # characters
_TITLE_WORDS: Final = range(4, 31)
# Labels of notes that an article may have as well.
_ALSO_IN_TEXT: Final = frozenset({"luuy", "ghichu"})
_LONGEST_NOTE: Final = 60  # characters
_LEAST_NOTES: Final = 2
_OF_MARKDOWN: Final = re.compile(r"(?m)^(?:#{1,6} |[-*]?[ \t]*\*\*\S|!\[|> )")
# The note of an archive below a text: one line in italics.
_FOOTER: Final = re.compile(r"\n[ \t]*([*_])(?![*_])[^\n]+(?<![*_])\1\s*$")
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_LEAST_QUOTED: Final = 2
_MOST_FIRST: Final = 4  # lines above which labels may stand on one
CREDITS: Final = frozenset(listed_names("credits"))
_NUMBERED: Final = re.compile(r"\s*\(?(?P<number>\d{1,2})[.)]\s")
_LONG_LINE: Final = 80
_BETWEEN_FIELDS: Final = re.compile(r"\s+[|•·]+\s+|\t+|;\s+")
_PARTING: Final = re.compile(r"[|•·\t;]")  # a sign of these is in each of them


def looks_labelled(text: str) -> bool:
    """Tell whether a text has labels of several fields above it, not of a mail."""
    return not begins_as_mail(text) and bool(_with_colons(text))


def read_labelled(text: str, options: ImportOptions) -> Page:
    """Read labelled text; raises UnreadableDocument where no label names a title or a text."""
    text = whole_lines(without_callouts(text))
    # Spaces may stand between a label and its value, which cleaning makes one.
    labelled = clean_text(_with_colons(text), keep_tabs=True)
    taken = LabelledFields((desegment(labelled) if is_segmented(labelled) else labelled).split("\n"))
    fields = _with_title(_with_text(taken.found()), taken.above)
    if _OF_MARKDOWN.search(text):
        fields = _without_marks(fields)
    page = record_page(_unquoted(with_date(fields)), options)
    return replace(page, outside=(*page.outside, *taken.above))


def _with_colons(text: str) -> str:
    return with_colons(_on_lines(from_exchange(text.lstrip("\ufeff"))))


def _with_title(fields: dict[str, str | list[str]], above: list[str]) -> dict[str, str | list[str]]:
    """Return the fields with the line above the labels as the title, where none above the text names one.

    Below a text, "Subject:" names what it is about.
    """
    names = list(fields)
    body = names.index("body") if "body" in names else len(names)
    is_titled = any(field_of_label(name, str(fields[name])) == "title" for name in names[:body])
    if is_titled or not above or len(above[-1].split()) not in _TITLE_WORDS:
        return fields
    return {**fields, "title": above.pop()}


def _without_marks(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields without the marks of Markdown, the text as HTML."""
    return {
        name: markdown_html(_FOOTER.sub("", value))
        if name == "body"
        else plain_words(value)
        if isinstance(value, str)
        else value
        for name, value in fields.items()
    }


def _unquoted(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields without the quotation marks around whole values, where several have them, as in YAML."""
    quoted = {name for name, value in fields.items() if isinstance(value, str) and _QUOTED.fullmatch(value)}
    if len(quoted) < _LEAST_QUOTED:
        return fields
    return {name: str(value)[1:-1].replace('\\"', '"') if name in quoted else value for name, value in fields.items()}


def with_date(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields with the date in the label of the issue ("Số: 118 - 22/11/2018") where no other gives one."""
    issues = {name: value for name, value in fields.items() if compact(name) in ISSUE_LABELS and isinstance(value, str)}
    dates = [date for value in issues.values() if (date := stated_date(value))]
    if "published" in fields or not dates:
        return fields
    return {name: value for name, value in fields.items() if name not in issues} | {"published": dates[0]}


def _on_lines(text: str) -> str:
    """Return a text with each label on a line of its own, where one of its first has several, separated by bars."""
    lines = text.lstrip().split("\n", _MOST_FIRST)
    for number, line in enumerate(lines[:_MOST_FIRST]):
        if not _PARTING.search(line):
            continue
        parted = _BETWEEN_FIELDS.sub(lambda sign: "\n" if label_field(line[sign.end() :]) else sign[0], line)  # noqa: B023
        if parted.count("\n") + 1 >= LEAST_FIELDS:
            lines[number] = parted
            return "\n".join(lines)
    return text


def _with_text(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields with a text that stands below the last one, after a blank line, where no label names it."""
    last = next(reversed(fields), "")
    value, parted, text = str(fields.get(last, "")).partition("\n\n")
    if not parted or len(text) < _LEAST_TEXT or any(field_of_label(name, "") == "body" for name in fields):
        return fields
    return {**fields, last: value, "body": text}


class LabelledFields:
    """The lines of a labelled text by their labels, taken one after another.

    After the label of the text, only known labels end it, and in a numbered form the next number. Where no label
    names the text, it begins below a blank line. The label of a caption ("Chú thích ảnh:") stands for its line alone,
    or for the next one, also amid the text, and that of a credit for the caption beside it.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.above: list[str] = []
        self._found: dict[str, list[str]] = {}
        self._captions: list[str] = []
        self._credits: list[str] = []
        self._field = self._name = ""
        self._number = 0
        self._is_caption_next = self._is_below_blank = self._is_coded = False
        self._has_text_label = any(label_field(line) == "body" for line in lines)
        for line in lines:
            if is_text := not RULE.fullmatch(line):
                self._take(line)
            self._is_below_blank = not (is_text and line.strip())

    def _take(self, line: str) -> None:
        match = COLON.match(line)
        own = label_field(line)
        if self._is_about_picture(match, own, line):
            return
        if match and self._begins(match, own, line):
            # Of leads and sections the record tells which it is: "Tít phụ" is none beside "Sapo".
            self._is_coded = self._is_coded or (own == "body" and CODE.fullmatch(match["label"]) is not None)
            self._field, self._name = own, match["label"].strip() if own in {"", "lead", "section"} else own
            self._found.setdefault(self._name, []).append(match["value"])
            self._number = _number(line)
            return
        if not self._has_text_label and self._is_below_blank and self._name and _is_sentence(line):
            self._field = self._name = "body"
            self._found.setdefault("body", [])
        if self._name:
            self._found[self._name].append(line)
        elif line.strip():
            self.above.append(line.strip())

    def _is_about_picture(self, match: re.Match[str] | None, own: str, line: str) -> bool:
        """Take a caption or a credit; return False where a line is neither."""
        if match and own == "captions" and _is_caption(match):
            self._captions += filter(None, [match["value"]])
            self._is_caption_next = not match["value"]
            return True
        if match and self._field != "body" and compact(match["label"]) in CREDITS:
            self._credits += filter(None, [match["value"]])
            return True
        if self._is_caption_next and line.strip():
            self._is_caption_next = False
            if not own:
                self._captions.append(line.strip())
                return True
        return False

    def _begins(self, match: re.Match[str], own: str, line: str) -> bool:
        """Tell whether a line with a colon begins another field."""
        if own == "body" and self._is_coded and "body" in self._found:
            return False
        is_next = bool(self._number) and _number(line) == self._number + 1 and is_label(match["label"])
        is_new = self._field != "body" or (own not in self._found and own != self._field)
        begins = bool(own) and (own not in ALSO_WORDS or (own == "key" and self._field not in _TEXT)) and is_new
        is_other = self._field == "lead" and _is_other(line)
        is_code = self._is_coded and not own and CODE.fullmatch(match["label"]) is not None
        return (
            begins
            or is_next
            or is_other
            or is_code
            or (own == "" and self._field not in _TEXT and is_label(match["label"]))
        )

    def found(self) -> dict[str, str | list[str]]:
        """Return the text after each label."""
        if lines := self._found.get("body"):
            self._found["body"] = _without_notes(lines)
        fields: dict[str, str | list[str]] = {label: "\n".join(lines).strip() for label, lines in self._found.items()}
        if lines := self._found.get("published"):
            # "PY  - 2009" beside "DA  - 2009/11/20": the fullest is the day.
            fields["published"] = max((line.strip() for line in lines), key=len)
        if lines := list(filter(None, self._found.get("source", ()))):
            # The publisher beside the paper adds nothing.
            fields["source"] = lines[0]
        captions = self._captions
        if len(captions) == len(self._credits):
            captions = [
                f"{text.rstrip('. ')}. Ảnh: {credit}" for text, credit in zip(captions, self._credits, strict=True)
            ]
        return {**fields, "captions": captions} if captions else fields


def _is_sentence(line: str) -> bool:
    return len(line) >= _LONG_LINE or (line.rstrip().endswith((".", "…")) and " " in line.strip())


def _number(line: str) -> int:
    match = _NUMBERED.match(line)
    return int(match["number"]) if match else 0


def _without_notes(lines: list[str]) -> list[str]:
    """Return the lines of a text without those of the newsroom below it: "Người duyệt: Lê An".

    Short labels alone below a blank line, two or more, are such too, whatever they are.
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = next((number + 1 for number in range(end - 1, -1, -1) if not lines[number].strip()), end)
    if end - start >= _LEAST_NOTES and all(map(_is_short_label, lines[start:end])):
        end = start
    while end and (not lines[end - 1].strip() or _is_note(lines[end - 1])):
        end -= 1
    return lines[:end]


def _is_note(line: str) -> bool:
    match = COLON.match(line)
    is_long = len(line) > _LONGEST_NOTE
    return _is_other(line) and not (is_long and match is not None and compact(match["label"]) in _ALSO_IN_TEXT)


def _is_short_label(line: str) -> bool:
    match = COLON.match(line)
    return match is not None and is_label(match["label"]) and len(line) <= _LONGEST_NOTE and not line.endswith(".")


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
