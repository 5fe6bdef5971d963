"""Notes as outliners keep them (Logseq, Roam, Joplin): properties of a page, and paragraphs as items of one list."""

import re
from typing import Any, Final

from articles.importing.readers.marked_text.front_matter import linked_words
from articles.importing.readers.records.record_names import field_named
from articles.text.sentences import ends_sentence

# "author:: [[Lê An]]", by itself or as an item; properties of blocks stand below these.
_PROPERTY: Final = re.compile(r"^[ \t]*(?:[-*+•][ \t]+)?(?P<key>[^\W\d][\w -]{0,30}?)::[ \t]*(?P<value>[^\n]*?)[ \t]*$")
_ITEM: Final = re.compile(r"[ \t]*[-*+•](?:[ \t]+|$)")
_COMMAND: Final = re.compile(r"[ \t]*(?:[-*+•][ \t]+)?\{\{[^{}<%\n]{0,200}\}\}[ \t]*")
_LEAST_ITEMS, _LEAST_WORDS = 3, 12  # paragraphs of an outline, words of one
_SHARE: Final = 0.9  # of the lines that are items, or go on below one
# What Joplin writes below a note, by the names of its columns.
_TRAILER: Final = re.compile(r"\n\n(?P<pairs>id: [0-9a-f]{32}\n(?:\w+:[^\n]*\n){2,40}?type_: \d+)\s*$")
_OF_TRAILER: Final = ("author", "source_url", "created_time", "user_created_time")
_TOP: Final = 2_000  # characters


def is_outline(text: str) -> bool:
    """Tell whether a text has the properties of a note that name a field, or those of a note of Joplin."""
    if "::" in text[:_TOP]:
        found = map(_PROPERTY.match, text[:_TOP].split("\n"))
        return any(one is not None and field_named(one["key"]) for one in found)
    return "type_: " in text[-_TOP:] and _TRAILER.search(text[-_TOP:]) is not None


def as_paragraphs(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields that properties state, and the text without these, the items of an outline as paragraphs."""
    fields: dict[str, Any] = {}
    if trailer := _TRAILER.search(text):
        pairs = (line.partition(": ") for line in trailer["pairs"].split("\n"))
        fields = {key: value.strip() for key, _, value in pairs if key in _OF_TRAILER and value.strip()}
        title, _, text = text[: trailer.start()].lstrip("\ufeff\n").partition("\n")
        fields["title"] = title.strip("# \r")
    lines: list[str] = []
    for line in text.split("\n"):
        found = _PROPERTY.match(line) if "::" in line else None
        if found is None:
            lines += [] if _COMMAND.fullmatch(line) else [line]
        elif field_named(found["key"]):
            fields.setdefault(found["key"], linked_words(found["value"]))
    return fields, "\n".join(_unlisted(lines)) if _is_list(lines) else "\n".join(lines)


def whole_outline(lines: list[str]) -> list[str]:
    """Return the lines of a plain text that is an outline from its first line to its last as paragraphs."""
    is_outlined = all(_ITEM.match(line) for line in lines if line.strip())
    return _unlisted(lines) if is_outlined and _is_list(lines) else lines


def _is_list(lines: list[str]) -> bool:
    """Tell whether all of a text, or nearly all, is one list whose items are paragraphs."""
    filled = [line for line in lines if line.strip()]
    items = [line for line in filled if _ITEM.match(line)]
    below = sum(line[0] in " \t" and not _ITEM.match(line) for line in filled)
    prose = sum(len(line.split()) >= _LEAST_WORDS and ends_sentence(line.strip(" \t*_")) for line in items)
    return prose >= _LEAST_ITEMS and len(items) + below >= _SHARE * len(filled) and 2 * prose > len(items)


def _unlisted(lines: list[str]) -> list[str]:
    shown: list[str] = []
    for line in lines:
        item = _ITEM.match(line)
        shown += ["", line[item.end() :]] if item else [line.strip()]
    return shown
