"""Text in which each field stands after its label: "Title: ...", "Tác giả: ...", "Content: ...".

The labels stand on lines of their own, or one after another on one line, with bars between them; or they are the
front matter of Markdown.
"""

import re
from typing import Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.captions import has_credit, split_credit
from articles.importing.cleaning.characters import clean_text
from articles.importing.options import ImportOptions
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.front_matter import front_matter
from articles.importing.readers.page import Page
from articles.importing.readers.record import record_page
from articles.importing.readers.record_names import compact, field_named, field_of_label, listed_names
from articles.text.written_dates import stated_date

_LABEL: Final = re.compile(
    r"[\s#*>_-]*(?P<label>[^\W\d_][\w .()/-]{0,28}?)[*_]*\s*[:：=](?:[*_]*)(?:\s+|$)(?P<value>.*)"
)
_LEAST_FIELDS: Final = 3
_TEXT: Final = ("body", "lead")
# Of the labels of records those that are also words before a colon in an article.
_ALSO_WORDS: Final = frozenset({"captions", "key"})
_CAPTION_LABELS: Final = ("chuthich", "caption", "ghichu", "loi", "mota")
# Labels that stand among those of fields, so that no text begins above them.
_ISSUE: Final = frozenset(listed_names("issue"))
_OTHER: Final = _ISSUE | frozenset(listed_names("other"))
# "Ảnh:" alone also stands before a credit; a caption has more words.
_LEAST_CAPTION: Final = 6  # words
_BETWEEN_FIELDS: Final = re.compile(r"\s+[|•·]+\s+|\t+|;\s+")
_HEAD: Final = 30  # lines in which the labels must begin
_LONGEST_LABEL: Final = 4  # words


def looks_labelled(text: str) -> bool:
    """Tell whether a text has front matter with a title, or labels: at its beginning, and of several fields."""
    if any(field_named(key) == "title" for key in front_matter(text)):
        return True
    lines = [line for line in _on_lines(text.lstrip("\ufeff")).splitlines() if line.strip()][:_HEAD]
    if not lines or not (_field(lines[0]) or _is_other(lines[0])):
        return False
    fields = {field for line in lines if (field := _field(line))}
    return len(fields) >= _LEAST_FIELDS and bool(fields & {"title", "body"})


def read_labelled(text: str, options: ImportOptions) -> Page:
    """Read labelled text; raises UnreadableDocument where no label names a title or a text."""
    if fields := front_matter(text):
        return record_page(fields, options)
    fields = _fields(_on_lines(clean_text(text, keep_tabs=True)))
    return record_page(_with_date(fields), options)


def _with_date(fields: dict[str, str | list[str]]) -> dict[str, str | list[str]]:
    """Return the fields with the date in the label of the issue ("Số: 118 - 22/11/2018") where no other gives one."""
    issues = {name: value for name, value in fields.items() if compact(name) in _ISSUE and isinstance(value, str)}
    dates = [date for value in issues.values() if (date := stated_date(value))]
    if "published" in fields or not dates:
        return fields
    return {name: value for name, value in fields.items() if name not in issues} | {"published": dates[0]}


def _on_lines(text: str) -> str:
    """Return a text with each label on a line of its own, where its first line has several, separated by bars."""
    first, end, rest = text.lstrip().partition("\n")
    lines = _BETWEEN_FIELDS.sub(lambda sign: "\n" if _field(first[sign.end() :]) else sign[0], first)
    return lines + end + rest if lines.count("\n") + 1 >= _LEAST_FIELDS else text


def _fields(text: str) -> dict[str, str | list[str]]:
    """Return the text after each label, up to the next one. After the label of the text, only known labels end it.

    The label of a caption ("Chú thích ảnh:") stands for its line alone, or for the next one, also amid the text.
    """
    found: dict[str, list[str]] = {}
    captions: list[str] = []
    field = name = ""
    is_caption_next = False
    for line in text.split("\n"):
        match = _LABEL.match(line)
        own = _field(line)
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
        begins = (bool(own) and own not in _ALSO_WORDS and is_new) or (field == "lead" and _is_other(line))
        if match and (begins or (own == "" and field not in _TEXT and _is_label(match["label"]))):
            # Of leads the record tells which it is: "Tít phụ" is none beside "Sapo".
            field, name = own, match["label"].strip() if own in {"", "lead"} else own
            found.setdefault(name, []).append(match["value"])
        elif name:
            found[name].append(line)
    fields: dict[str, str | list[str]] = {label: "\n".join(lines).strip() for label, lines in found.items()}
    return {**fields, "captions": captions} if captions else fields


def _field(line: str) -> str:
    """Return the field that the label at the beginning of a line names, "" where there is none."""
    match = _LABEL.match(line)
    return field_of_label(match["label"].strip(), match["value"]) if match and _is_label(match["label"]) else ""


def _is_other(line: str) -> bool:
    match = _LABEL.match(line)
    return match is not None and compact(match["label"]) in _OTHER


def _is_caption(match: re.Match[str]) -> bool:
    """Tell whether a label amid the text stands before a caption, and not before a credit as "Ảnh:" alone may."""
    label = compact(match["label"])
    if label.startswith(_CAPTION_LABELS) or label[-1:].isdigit() or split_credit(match["value"]).credit:
        return True
    return len(match["value"].split()) >= _LEAST_CAPTION and not has_credit(f"x. {match[0].strip()}")


def _is_label(words: str) -> bool:
    return len(words.split()) <= _LONGEST_LABEL


READER: Final = DocumentReader(
    "labels",
    _("labelled text"),
    "text in which each field stands after its label, in any language: Title: ..., Tác giả: ..., Content: ...",
    read=lambda contents, options: read_labelled(contents.text, options),
    matches=lambda contents: looks_labelled(contents.text),
)
