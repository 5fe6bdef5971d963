"""Documents of editors that are no trees: Quill's inserts, Draft.js, Mobiledoc, and the blocks of WordPress's HTML."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from articles.importing.readers.records.editor_nodes import node_of, run_text
from articles.importing.readers.records.editor_objects import PICTURE, Pieces, is_picture, pictures_of

_ATOMIC: Final = "atomic"
# The kinds of a section of Mobiledoc, by number: text, list, card; of a marker, an atom.
_TEXT, _LIST, _CARD, _ATOM = 1, 3, 10, 1


@dataclass(slots=True)
class _Lines:
    """What Quill's inserts have made so far: pieces, the line that is written, and the rows of a table by their ids."""

    pieces: Pieces = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def end_line(self, about: dict[str, Any]) -> None:
        text = "".join(self.line).strip()
        self.line = []
        row, cell = _place(about)
        if row:
            cells = self.rows.setdefault(row, {})
            key = cell or str(len(cells))
            cells[key] = f"{cells[key]} {text}" if key in cells else text
        elif "table-col" not in about:
            self.end_table()
            self.pieces += [text] if text else []

    def end_table(self) -> None:
        if self.rows:
            self.pieces.append([list(cells.values()) for cells in self.rows.values()])
            self.rows = {}


def quill_pieces(inserts: list[dict[str, Any]], pieces: Callable[[Any], Pieces]) -> Pieces:
    """Return the paragraphs of Quill, which its line breaks end; the rows of its tables; its pictures with words."""
    lines = _Lines()
    for one in inserts:
        inserted, about = one["insert"], one.get("attributes")
        about = about if isinstance(about, dict) else {}
        if isinstance(inserted, str):
            *ended, rest = inserted.split("\n")
            for text in ended:
                lines.line.append(text)
                lines.end_line(about)
            lines.line.append(rest)
        elif isinstance(inserted, dict):
            _embed(inserted, about, lines, pieces)
    lines.end_line({})
    lines.end_table()
    return lines.pieces


def _place(about: dict[str, Any]) -> tuple[str, str]:
    """Return the row and the cell of a table that a line stands in, "" where it stands in none."""
    inner = about.get("table-cell-line")
    if isinstance(inner, dict):
        return str(inner.get("row", "")), str(inner.get("cell", ""))
    return str(about.get("table") or ""), ""


def _embed(inserted: dict[str, Any], about: dict[str, Any], lines: _Lines, pieces: Callable[[Any], Pieces]) -> None:
    kind, value = next(iter(inserted.items()), ("", None))
    node = {**about, **(value if isinstance(value, dict) else {"value": value}), "type": kind}
    if words := run_text(node) if not is_picture(node_of(node)) else "":
        lines.line.append(words)
        return
    lines.end_line({})
    lines.end_table()
    lines.pieces += pieces(node) if isinstance(value, dict) or about else []


def draft_pieces(document: dict[str, Any]) -> Pieces:
    """Return the paragraphs of Draft.js, and the words of the pictures that its blocks stand for."""
    entities = document.get("entityMap")
    named = dict(enumerate(entities)) if isinstance(entities, list) else entities if isinstance(entities, dict) else {}
    by_key = {str(key): entity for key, entity in named.items() if isinstance(entity, dict)}
    blocks = [block for block in document["blocks"] if isinstance(block, dict)]
    return [piece for block in blocks for piece in _draft_block(block, by_key)]


def _draft_block(block: dict[str, Any], entities: dict[str, dict[str, Any]]) -> Pieces:
    text = block["text"].strip() if isinstance(block.get("text"), str) else ""
    if not str(block.get("type", "")).startswith(_ATOMIC):
        return [text] if text else []
    ranges = block.get("entityRanges")
    keys = [str(one.get("key")) for one in ranges if isinstance(one, dict)] if isinstance(ranges, list) else []
    found = [*(entities[key] for key in keys if key in entities), {"data": block.get("data")}]
    pictures = [piece for one in found for piece in pictures_of(node_of({**one, "type": "image"}))]
    if text and pictures:
        return [*pictures, text]
    return pictures or ([{"type": PICTURE, "caption": text, "credit": ""}] if text else [])


def mobile_pieces(document: dict[str, Any], pieces: Callable[[Any], Pieces]) -> Pieces:
    """Return the paragraphs of Mobiledoc and the pieces of its cards."""
    found: Pieces = []
    for section in document["sections"]:
        match section:
            case [kind, _, list(markers), *_] if kind == _TEXT:
                found.append("".join(_marked(markers, document)))
            case [kind, _, list(items), *_] if kind == _LIST:
                found += ["".join(_marked(item, document)) for item in items if isinstance(item, list)]
            case [kind, int(number), *_] if kind == _CARD:
                found += _card(document["cards"], number, pieces)
    return found


def _marked(markers: list[Any], document: dict[str, Any]) -> Iterator[str]:
    atoms = document.get("atoms")
    for marker in markers:
        match marker:
            case [kind, _, _, int(number), *_] if kind == _ATOM:
                atom = atoms[number] if isinstance(atoms, list) and number < len(atoms) else None
                yield _atom_text(atom)
            case [_, _, _, str(text), *_]:
                yield text


def _atom_text(atom: Any) -> str:
    match atom:
        case ["soft-return", *_]:
            return "\n"
        case [_, str(text), *_]:
            return text
    return ""


def _card(cards: list[Any], number: int, pieces: Callable[[Any], Pieces]) -> Pieces:
    match cards[number] if number < len(cards) else None:
        case [str(kind), dict(payload), *_]:
            return pieces({**payload, "type": kind})
    return []


def post_markup_of(block: dict[str, Any]) -> str:
    """Return the HTML of a block of WordPress with that of the blocks inside of it."""
    inner = block.get("innerBlocks")
    blocks = [one for one in inner if isinstance(one, dict)] if isinstance(inner, list) else []
    within = iter([post_markup_of(one) for one in blocks])
    content = block.get("innerContent")
    parts = content if isinstance(content, list) and None in content else [block.get("innerHTML") or "", *blocks]
    return "".join(part if isinstance(part, str) else next(within, "") for part in parts)
