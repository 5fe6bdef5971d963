"""The documents of text editors in a record, as texts, rows of tables and pictures."""

import re
from itertools import groupby
from typing import Any, Final, TypeGuard

from articles.importing.readers.records.editor_lines import draft_pieces, mobile_pieces, post_markup_of, quill_pieces
from articles.importing.readers.records.editor_nodes import HOLDERS, SILENT, is_run, joined, node_of
from articles.importing.readers.records.editor_objects import (
    Pieces,
    is_picture,
    is_quotation,
    is_table,
    pictures_of,
    quotation_of,
    table_of,
)

# What a node has above its parts.
_HEADINGS: Final = ("content", "text", "title", "heading", "headline", "summary")
# The kinds of blocks that documents begin with, compact, and the fields that they do not have.
_BLOCK: Final = re.compile(
    r"(?:p|paragraph|h[1-6]|head(?:ing|er)(?:\d|one|two)?|title|block|lead|sapo|callout|quote|blockquote|image|figure)"
)
_OF_RECORDS: Final = frozenset(("title", "body", "content_html", "url", "link", "author", "authors", "slug"))
_LEAST_BLOCKS: Final = 2


def editor_pieces(item: dict[str, Any]) -> Pieces | None:
    """Return the pieces of an object that an editor has written (see `Pieces`), None where it is none.

    Read are the objects of Quill, ProseMirror, TipTap, Slate, Lexical, Portable Text, Editor.js, Draft.js, Mobiledoc,
    Trix, Notion, Contentful, DatoCMS, Strapi and the blocks of WordPress.
    """
    if are_inserts(inserts := item.get("ops")):
        return quill_pieces(inserts, _pieces)
    if _is_draft(item):
        return draft_pieces(item)
    if isinstance(item.get("sections"), list) and isinstance(item.get("cards"), list):
        return mobile_pieces(item, _pieces)
    if isinstance(item.get("innerHTML"), str):
        return [post_markup_of(item)]
    pieces = _pieces(item)
    return None if len(pieces) == 1 and pieces[0] is item else pieces


def are_inserts(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    """Tell whether a list is a text of Quill: what is inserted, one after another."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "insert" in one for one in value)


def is_document(item: dict[str, Any]) -> bool:
    """Tell whether an object is the document of an editor as a whole, and no record that holds one."""
    node = node_of(item)
    is_holder = node.kind in {"doc", "root"} and bool(node.parts)
    inner = item.get("root")
    is_rooted = isinstance(inner, dict) and node_of(inner).kind == "root"
    blocks = item.get("blocks")
    is_blocks = isinstance(blocks, list) and bool(blocks) and all(map(_is_block, blocks))
    return are_inserts(item.get("ops")) or is_holder or is_rooted or is_blocks


def document_of_list(value: Any) -> dict[str, Any] | None:
    """Return the document of an editor that is saved as the list of its blocks, None for a list of records."""
    if not isinstance(value, list) or len(value) < _LEAST_BLOCKS or not all(isinstance(one, dict) for one in value):
        return None
    if are_inserts(value):
        return {"ops": value}
    return {"type": "doc", "content": value} if begins_document(value[0]) else None


def begins_document(item: Any) -> bool:
    """Tell whether an object is a block of an editor that may be the first one of a document, and no record."""
    if not isinstance(item, dict) or not item.keys().isdisjoint(_OF_RECORDS):
        return False
    node = node_of(item)
    holds = node.parts or any(isinstance(item.get(name), str | dict) for name in ("data", "text", "innerHTML"))
    return _BLOCK.fullmatch(node.kind) is not None and bool(holds)


def _is_block(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("type"), str) and ("data" in item or "text" in item)


def _is_draft(item: dict[str, Any]) -> bool:
    blocks = item.get("blocks")
    return isinstance(blocks, list) and any(isinstance(one, dict) and "entityRanges" in one for one in blocks)


def _pieces(value: Any) -> Pieces:
    if isinstance(value, list):
        return [piece for item in value for piece in _pieces(item)]
    if not isinstance(value, dict):
        return [value]
    node = node_of(value)
    is_untyped = not node.kind and not (isinstance(value.get("children"), list) or _is_trix(value))
    if is_untyped:
        return [value]
    if node.kind in SILENT:
        return []
    if is_picture(node):
        return pictures_of(node)
    if is_table(node):
        return table_of(node)
    if is_quotation(node):
        return quotation_of(node, _pieces)
    if not node.parts:
        return [_leaf(value, node.fields)]
    above = [node.fields[name] for name in _HEADINGS if isinstance(node.fields.get(name), str) and node.fields[name]]
    return [*above[:1], *_below(node.parts, are_lines=node.kind in HOLDERS)]


def _below(parts: list[Any], *, are_lines: bool) -> Pieces:
    """Return the pieces of what a node holds; runs one after another are one text."""
    found: Pieces = []
    for is_line, some in groupby(parts, key=lambda part: not are_lines and is_run(part)):
        if not is_line:
            found += _pieces(list(some))
        elif (text := joined(list(some))).strip():
            found.append(text.strip("\n"))
    return found


def _is_trix(value: dict[str, Any]) -> bool:
    text = value.get("text")
    return isinstance(text, list) and all(isinstance(one, dict) and "type" in one for one in text)


def _leaf(item: dict[str, Any], fields: Any) -> dict[str, Any]:
    """Return a node that holds no others, with the fields of the object in it."""
    return dict(fields) if any(isinstance(value, dict) for value in item.values()) else item
