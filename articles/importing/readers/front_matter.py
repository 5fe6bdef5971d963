"""Markdown with front matter: a block of YAML with the metadata between lines "---", and the text below it.

Of YAML the forms that front matter uses are read: a value, a list, lines folded below a key.
"""

import re
from typing import Any, Final

from articles.importing.readers.quoted_lines import without_quote_marks

_FRONT: Final = re.compile(r"[\ufeff\s]*---[ \t]*\r?\n(?P<front>.*?)\n---[ \t]*(?:\r?\n|$)(?P<text>.*)", re.DOTALL)
_KEY: Final = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*)|\s*)$")
_FOLDED: Final = re.compile(r"[|>][+-]?")
_ITEM: Final = re.compile(r"\s*(?:-\s+|[\w-]+:\s+)?(?P<value>.*)")
_LONGEST_FRONT: Final = 20_000  # characters
_PICTURE: Final = re.compile(r"!\[(?P<words>[^\]]*)\]\([^)]*\)")
_LEAST_CAPTION: Final = 4  # words in a picture that are no name of a file
_ITALIC: Final = re.compile(r"(?P<sign>[*_])(?![*_\s])(?P<text>.+?)(?P=sign)")
_BOLD: Final = re.compile(r"(?P<sign>\*\*|__)(?P<text>\S.*?)(?P=sign)")
_HEADING: Final = re.compile(r"^[ \t]*#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_UNDERLINED: Final = re.compile(r"\s*(?P<title>[^\s=].*)\n={3,}[ \t]*(?:\n|$)")
_TITLED: Final = re.compile(r"\s*#[ \t]+\S")
_ROW: Final = re.compile(r"\|(?P<cells>.+\|.+)\|")
_RULED: Final = re.compile(r"[|:\s-]+")
_NOTE: Final = re.compile(r"\[\^[^\]\s]{1,20}\]:?\s*")  # the number of a footnote, in the text and before its words


def front_matter(text: str) -> dict[str, Any]:
    """Return the fields above a text, and the text as "body", a list of paragraphs and pictures; {} without them."""
    found = _FRONT.match(text)
    if found is None or len(found["front"]) > _LONGEST_FRONT:
        return {}
    fields = _fields(found["front"].splitlines())
    return {**fields, "body": markdown_paragraphs(found["text"].splitlines())} if fields else {}


def _fields(lines: list[str]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    key = ""
    for line in lines:
        match = _KEY.match(line)
        if match:
            key, value = match["key"], (match["value"] or "").strip()
            fields[key] = [] if not value else "" if _FOLDED.fullmatch(value) else _value(value)
        elif line.strip().startswith("#") or not line.strip() or not key:
            continue
        elif isinstance(fields[key], list):
            fields[key] += [_unquoted(item["value"])] if (item := _ITEM.fullmatch(line)) else []
        else:
            fields[key] = f"{fields[key]} {line.strip()}".strip()
    return fields


def _value(text: str) -> str | list[str]:
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(item) for item in text[1:-1].split(",") if item.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def markdown_paragraphs(lines: list[str]) -> list[Any]:
    """Return the lines of a text without marks of Markdown.

    A line in italics below a picture is its caption, else the words in the picture where they are a few.
    """
    items: list[Any] = []
    pictured = ""
    for line in filter(None, map(str.strip, without_quote_marks("\n".join(lines)).split("\n"))):
        italic = _ITALIC.fullmatch(line)
        if pictured and italic:
            items.append({"type": "image", "caption": italic["text"]})
            pictured = ""
            continue
        items += _caption(pictured)
        pictured = ""
        if words := _PICTURE.sub("", line).strip():
            items += _paragraph(words)
        if picture := _PICTURE.search(line):
            pictured = picture["words"] or " "
    return items + _caption(pictured)


def _paragraph(line: str) -> list[Any]:
    """Return a line as an item: a row of a table is a list of cells, the rule below its head is nothing."""
    if row := _ROW.fullmatch(line):
        cells = [without_emphasis(cell.strip()) for cell in row["cells"].split("|")]
        return [] if _RULED.fullmatch(line) else [cells]
    return [without_emphasis(_NOTE.sub("", _HEADING.sub("", line)))]


def without_heading_marks(text: str) -> str:
    """Return a text without the signs of its headings, where it begins with a title of Markdown: "# Tựa bài".

    A title may also have a line of "=" below it.
    """
    if underlined := _UNDERLINED.match(text):
        text = f"# {underlined['title']}\n{text[underlined.end() :]}"
    return _HEADING.sub("", text) if _TITLED.match(text) else text


def _caption(words: str) -> list[Any]:
    return [{"type": "image", "caption": words}] if len(words.split()) >= _LEAST_CAPTION else []


def without_emphasis(text: str) -> str:
    """Return a text without the marks of bold, and those of italics around all of it."""
    plain = _BOLD.sub(r"\g<text>", text)
    return italic["text"] if (italic := _ITALIC.fullmatch(plain)) else plain
