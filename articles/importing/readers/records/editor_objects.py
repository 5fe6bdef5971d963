"""Pictures, tables and quotations in documents of text editors."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from articles.importing.readers.records.editor_nodes import EditorNode, is_run, node_of, run_text

# What a node becomes: a text, the rows of a table, a picture as {"type": PICTURE, "caption", "credit"}, or any other
# object as it was.
Pieces = list[Any]
PICTURE: Final = "worded image"

_PICTURE: Final = re.compile(
    r"image|photo|caption|figure|picture|anh|^img|upload|media$|asset|gallery|carousel|slide|video|embed|youtube|^attachment"
)
_NO_PICTURE: Final = re.compile(r"quote|table|text$")
_TABLE: Final = re.compile(r"table(?:block)?$")
_ROW: Final = re.compile(r"row$|^tr$")
_QUOTE: Final = re.compile(r"quote")
# The fields, compact: of the words below a picture, of those that may be, and of who made it.
_CAPTIONS: Final = ("caption", "captions", "chuthich", "figcaption", "cutline", "legend")
_LIKELY_CAPTIONS: Final = ("description", "title", "alt", "alttext", "alternativetext")
_LEAST_LIKELY: Final = 3  # words
_CREDITS: Final = (
    *("credit", "credits", "photocredit", "attribution", "photographer", "copyright", "rightsholder", "byline"),
    *("source", "author"),
)
_FILE: Final = re.compile(r"\S+\.\w{3,4}|https?:\S+")
_PICTURES: Final = ("images", "files", "slides", "photos", "pictures", "data")
_ONE_PICTURE: Final = ("image", "file", "photo", "picture", "media", "asset")
_SAID: Final = ("text", "quote", "content", "value", "body", "message")
_SPEAKERS: Final = ("attribution", "citation", "cite", "caption", "author", "title")
_ROWS: Final = ("head", "rows", "tablerows", "body", "foot", "content", "children", "innerblocks")
_CELL_WORDS: Final = ("text", "content", "value", "plaintext")


def is_picture(node: EditorNode) -> bool:
    """Tell whether a node is a picture, several of them, something else to be seen, or the words below one."""
    if _NO_PICTURE.search(node.kind):
        return False
    return _PICTURE.search(node.kind) is not None or (
        bool(_caption(node)) and not words_in(node.parts) and _is_bare(node)
    )


def _is_bare(node: EditorNode) -> bool:
    """Tell whether a node has no text of its own."""
    return not any(isinstance(node.fields.get(name), str) for name in _SAID)


def _caption(node: EditorNode) -> str:
    named = (name for name in node.fields if name.endswith("caption") and name not in _CAPTIONS)
    return _first_words(node, (*_CAPTIONS, *named))


def is_table(node: EditorNode) -> bool:
    """Tell whether a node is a table."""
    return _TABLE.search(node.kind) is not None


def is_quotation(node: EditorNode) -> bool:
    """Tell whether a node is a quotation."""
    return _QUOTE.search(node.kind) is not None


def words_in(value: Any) -> str:
    """Return the text of whatever holds one: a text, runs, paragraphs, or a document of its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        is_line = all(map(is_run, value))
        texts = [run_text(one) if is_run(one) else words_in(one) for one in value]
        return ("" if is_line else " ").join(filter(None, texts)).strip()
    if not isinstance(value, dict):
        return ""
    node = node_of(value)
    if node.parts:
        return words_in(node.parts)
    own = (node.fields[name] for name in _CELL_WORDS if isinstance(node.fields.get(name), str))
    inner = (words_in(one) for one in node.fields.values() if isinstance(one, dict | list))
    return next(filter(None, (*own, *inner)), "")


def pictures_of(node: EditorNode) -> Pieces:
    """Return the pictures with words in a node: its own, and those of a gallery."""
    several = [one for name in _PICTURES for one in _objects(node.fields.get(name))]
    parts = [part for part in node.parts if isinstance(part, dict) and not is_run(part)]
    inside = [node_of(one) for one in (*several, *parts)]
    captions = [one for one in inside if "caption" in one.kind]
    pictures = [one for one in inside if one not in captions]
    runs = "".join(run_text(part) for part in node.parts if is_run(part))
    own = _caption(node) or runs.strip() or " ".join(words_in(one.parts) for one in captions).strip()
    nested = [node_of(one) for name in _ONE_PICTURE for one in _objects(node.fields.get(name))]
    if own or not pictures:
        nodes = [node, *nested, *pictures]
        own = own or next(filter(None, (_caption(one) or _likely(one) for one in nodes)), "")
        credit = next(filter(None, (_credit(one) for one in nodes)), "")
        own_picture = [{"type": PICTURE, "caption": own, "credit": credit}] if own else []
        return [*(_captioned(pictures) if several else []), *own_picture]
    return [piece for one in pictures for piece in pictures_of(one)]


def _captioned(pictures: list[EditorNode]) -> Iterator[dict[str, str]]:
    """Yield the pictures of a gallery that have words of their own."""
    for one in pictures:
        if words := _caption(one) or _likely(one):
            yield {"type": PICTURE, "caption": words, "credit": _credit(one)}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _first_words(node: EditorNode, names: tuple[str, ...]) -> str:
    return next(filter(None, (words_in(node.fields[name]).strip() for name in names if name in node.fields)), "")


def _likely(node: EditorNode) -> str:
    """Return a title or a substitute text that is a caption, no name of a file and no keyword."""
    texts = (words_in(node.fields[name]).strip() for name in _LIKELY_CAPTIONS if name in node.fields)
    return next((text for text in texts if len(text.split()) >= _LEAST_LIKELY and not _FILE.search(text)), "")


def _credit(node: EditorNode) -> str:
    return next(filter(None, (_person(node.fields[name]) for name in _CREDITS if name in node.fields)), "")


def _person(value: Any) -> str:
    if isinstance(value, str):
        return "" if _FILE.search(value) else value.strip()
    inner = value.values() if isinstance(value, dict) and "name" not in value else _objects(value)
    names = (one.get("name") for item in inner for one in _objects(item))
    return ", ".join(name for name in names if isinstance(name, str))


def table_of(node: EditorNode) -> Pieces:
    """Return a table: the words above it, and the rows of its cells."""
    header = node.fields.get("header")
    rows = [[words_in(cell) for cell in header]] if isinstance(header, list) else []
    for name in _ROWS:
        rows += _rows(node.fields.get(name))
    caption = _caption(node)
    return [*([caption] if caption else []), *([rows] if rows else [])]


def _rows(value: Any) -> list[list[str]]:
    rows: list[list[str]] = []
    value = value.get("rows") if isinstance(value, dict) else value
    for item in value if isinstance(value, list) else []:
        node = node_of(item) if isinstance(item, dict) else None
        cells = item if isinstance(item, list) else _cells(node) if node else None
        if cells is None and node is not None and _ROW.search(node.kind):
            cells = node.parts
        if isinstance(cells, list):
            rows.append([words_in(cell) for cell in cells])
        elif node is not None:
            rows += _rows(node.parts)
    return rows


def _cells(row: EditorNode) -> Any:
    return row.fields.get("cells") or row.fields.get("tablecells")


def quotation_of(node: EditorNode, pieces: Callable[[Any], Pieces]) -> Pieces:
    """Return what is said, and who said it."""
    said_in = next((name for name in _SAID if node.fields.get(name)), "") if not node.parts else ""
    said = pieces(node.fields[said_in]) if said_in else _paragraphs(node.parts, pieces)
    by = next((node.fields[name] for name in _SPEAKERS if name != said_in and node.fields.get(name)), "")
    speaker = words_in(by)
    return [*said, *([speaker] if speaker and speaker not in said else [])]


def _paragraphs(parts: list[Any], pieces: Callable[[Any], Pieces]) -> Pieces:
    if all(map(is_run, parts)):
        return ["".join(map(run_text, parts))]
    return [piece for part in parts for piece in pieces(part)]
