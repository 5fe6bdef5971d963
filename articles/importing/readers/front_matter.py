"""Markdown with front matter: a block of YAML with the metadata between lines "---", and the text below it.

Of YAML the forms that front matter uses are read: a value, a list, lines folded below a key.
"""

import re
from typing import Any, Final

_FRONT: Final = re.compile(r"[\ufeff\s]*---[ \t]*\r?\n(?P<front>.*?)\n---[ \t]*(?:\r?\n|$)(?P<text>.*)", re.DOTALL)
_KEY: Final = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*)|\s*)$")
_FOLDED: Final = re.compile(r"[|>][+-]?")
_ITEM: Final = re.compile(r"\s*(?:-\s+|[\w-]+:\s+)?(?P<value>.*)")
_LONGEST_FRONT: Final = 20_000  # characters
_PICTURE: Final = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_ITALIC: Final = re.compile(r"(?P<sign>[*_])(?![*_\s])(?P<text>.+?)(?P=sign)")
_BOLD: Final = re.compile(r"(?P<sign>\*\*|__)(?P<text>\S.*?)(?P=sign)")
_HEADING: Final = re.compile(r"#{1,6}\s+")


def front_matter(text: str) -> dict[str, Any]:
    """Return the fields above a text, and the text as "body", a list of paragraphs and pictures; {} without them."""
    found = _FRONT.match(text)
    if found is None or len(found["front"]) > _LONGEST_FRONT:
        return {}
    fields = _fields(found["front"].splitlines())
    return {**fields, "body": _paragraphs(found["text"].splitlines())} if fields else {}


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


def _paragraphs(lines: list[str]) -> list[Any]:
    """Return the lines of a text without marks of Markdown; a line in italics below a picture is its caption."""
    items: list[Any] = []
    below_picture = False
    for line in filter(None, map(str.strip, lines)):
        italic = _ITALIC.fullmatch(line)
        if below_picture and italic:
            items.append({"type": "image", "caption": italic["text"]})
        elif words := _PICTURE.sub("", line).strip():
            items.append(_BOLD.sub(r"\g<text>", _HEADING.sub("", words)))
        below_picture = _PICTURE.search(line) is not None
    return items
