"""The texts and captions that a record holds, as blocks: HTML, lines, lists of paragraphs, objects."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

from articles.importing.cleaning.byline_names import is_person
from articles.importing.cleaning.captions import split_credit
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.readers.lines.line_blocks import plain_blocks
from articles.importing.readers.page import Block, Role, table_block
from articles.importing.readers.records.editor_objects import PICTURE
from articles.importing.readers.records.post_markup import post_markup
from articles.importing.readers.records.record_editors import are_inserts, editor_pieces
from articles.importing.readers.records.record_fields import usual_names
from articles.importing.readers.records.record_names import compact
from articles.importing.readers.records.record_values import has_words, is_long, is_number
from articles.importing.readers.web.html import fragment_blocks

# The keys of objects, compact: of a text, the first that is filled counts.
_TEXT_KEYS: Final = (
    *("caption", "text", "chuthich", "ghichu", "content", "value", "title", "description", "alt", "name", "noidung"),
    *("mota", "rendered", "processed", "html", "basic", "body", "message", "quote", "markdown", "code", "callouttext"),
)
# Where a typed block of a text keeps a list of lines or of rows.
_LIST_KEYS: Final = (
    "items",
    "rows",
    "lines",
    "paragraphs",
    "children",
    "data",
    "elements",
    "blocks",
    "nodes",
    "sections",
)
# What a part of a text has above its list of paragraphs.
_HEADING_KEYS: Final = ("headline", "heading", "subheading", "title", "tieude", "titphu")
# What is above a text where its object has no heading: a person's name.
_PERSON_KEYS: Final = ("name", "fullname", "hoten")
_CREDIT_KEYS: Final = (
    *("credit", "photographer", "author", "tacgia", "source", "nguon", "photocredit", "by", "nguoichup"),
)
# What names a person, a section or a site in an object.
_NAME_KEYS: Final = (
    *("name", "displayname", "fullname", "hoten", "butdanh", "title", "ten", "main", "default", "basic", "text"),
    *("value", "rendered", "literal", "url", "oid", "attributes", "data", "fields"),
)
_PICTURE: Final = re.compile(r"https?://|/|\S+\.(?:jpe?g|png|webp|gif)$", re.IGNORECASE)
# Where a text has no element of its paragraphs, its line breaks part them.
_BREAK: Final = re.compile(r"(?:<br\b[^<>]*>\s*)+", re.IGNORECASE)
_BLOCK: Final = re.compile(r"<(?:p|div|li|h[1-6]|td|blockquote|section)\b", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:p|div|br|span|a|b|i|u|s|em|strong|mark|code|su[bp]|small|font|del|ins|img|figure|h[1-6]|li|ul|table|section"
    r"|article)\b[^<>]*>",
    re.IGNORECASE,
)


def plain_value(value: Any) -> str:
    """Return a value as text: a string, a number, the name in an object, or the first of a list."""
    if isinstance(value, dict):
        inner = {compact(key): item for key, item in value.items()}
        only = list(inner.values()) if len(inner) == 1 else []
        named = [inner[key] for key in _NAME_KEYS if inner.get(key)]
        return next(filter(None, map(plain_value, (*named, *only))), "")
    if isinstance(value, list):
        return plain_value(value[0]) if value else ""
    if isinstance(value, str):
        return "\n".join(block.text for block in fragment_blocks(value)) if _TAG.search(value) else value
    return "" if value is None or isinstance(value, bool) else str(value)


def prose_blocks(value: Any) -> list[Block]:
    """Return the blocks of a text field: HTML, plain text with line breaks, a number, or a list of paragraphs."""
    if isinstance(value, list):
        return _paragraphs(value)
    if isinstance(value, dict):
        return _item(value)
    if not isinstance(value, str):
        return _number(value)
    value = post_markup(value)
    if _BREAK.search(value) and not _BLOCK.search(value):
        value = _BREAK.sub("</p><p>", value)
    return fragment_blocks(value) if _TAG.search(value) else list(plain_blocks(clean_text(value, keep_tabs=True)))


def _item(item: Any) -> list[Block]:
    """Return the blocks of one item of a list of paragraphs; line breaks in it are kept, as those of verse."""
    if isinstance(item, str):
        text = "\n".join(line for line in clean_text(item).split("\n") if line)
        return fragment_blocks(item) if _TAG.search(item) else [Block(text)] if text else []
    if isinstance(item, list):
        return _paragraphs(item)
    if not isinstance(item, dict):
        return _number(item)
    pieces = editor_pieces(item)
    return _object(item) if pieces is None else [block for piece in pieces for block in _piece(piece)]


def _piece(piece: Any) -> list[Block]:
    """Return the blocks of a piece of an editor's document."""
    if not isinstance(piece, dict):
        return _item(piece)
    return list(_caption_object(piece)) if piece.get("type") == PICTURE else _object(piece)


def _object(item: dict[str, Any]) -> list[Block]:
    """Return the blocks of an object: its heading, its text, and its list of paragraphs."""
    inner = {compact(key): value for key, value in item.items() if value not in (None, "", [], {})}
    values = [inner.get(key) for key in _TEXT_KEYS]
    texts = [str(value) for value in values if isinstance(value, str) or is_number(value)]
    head = next((inner[key] for key in _HEADING_KEYS if isinstance(inner.get(key), str)), "")
    people = (inner[key] for key in _PERSON_KEYS if isinstance(inner.get(key), str))
    head = head or next(filter(is_person, people), "")
    said = next((text for text in texts if text != head), "")
    lists = [inner[key] for key in _LIST_KEYS if isinstance(inner.get(key), list)]
    if isinstance(inner.get("text"), str) and isinstance(inner.get("caption"), str):
        # A quotation and who said it.
        return [*_item(inner["text"]), *_item(inner["caption"])]
    below = [block for block in (_item(lists[0]) if lists else []) if block.text not in said]
    found = [*(_item(head) if head else []), *_item(said), *below]
    if found:
        return found
    # What names nothing that is known, as long as it holds a text in words.
    others = [value for value in inner.values() if isinstance(value, dict | list) or is_long(value)]
    return [block for value in others if has_words(value) for block in _item(value)]


def _paragraphs(items: list[Any]) -> list[Block]:
    """Return the blocks of a list: lists of values, one after another, are the rows of a table."""
    if are_inserts(items):
        return _item({"ops": items})
    blocks: list[Block] = []
    for is_row, some in groupby(items, key=_is_row):
        if is_row and len(rows := list(some)) > 1:
            blocks.append(table_block([[plain_value(cell) for cell in row] for row in rows]))
        else:
            blocks += [block for item in (rows if is_row else some) for block in _item(item)]
    return blocks


def _is_row(item: Any) -> bool:
    return isinstance(item, list) and len(item) > 1 and not any(isinstance(cell, dict | list) for cell in item)


def _number(value: Any) -> list[Block]:
    return [Block(str(value))] if is_number(value) else []


def caption_blocks(value: Any) -> Iterator[Block]:
    """Yield the captions in the value of a field: a text, an object of a picture, or a list of these."""
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str) and not _PICTURE.match(item):
            lines = [item] if _TAG.search(item) else item.splitlines()
            yield from (block.with_role(Role.CAPTION) for line in lines for block in _item(line))
        elif isinstance(item, dict):
            yield from _caption_object(item)


def _caption_object(item: dict[str, Any]) -> Iterator[Block]:
    inner = {compact(key): value for key, value in item.items()}
    named = (item[key] for key in usual_names("captions", item))
    values = (*named, *map(inner.get, _TEXT_KEYS))
    found = (plain_value(value) if isinstance(value, dict) else value for value in values)
    texts = (value for value in found if isinstance(value, str) and value)
    text = next((value for value in texts if not _PICTURE.match(value)), "")
    credit = next((clean_line(plain_value(inner[key])) for key in _CREDIT_KEYS if inner.get(key)), "")
    if text:
        yield Block(clean_line(plain_value(text)), Role.CAPTION, credit=split_credit(f"x. {credit}").credit or credit)
