"""Draws the packages and their imports as docs/images/architecture.svg: `python -m tools.draw_architecture`.

Each box is a package, with its stages in the order of the way. An arrow says "imports"; one that follows from others
(a imports b, b imports c, so a may as well import c) is left out. A test compares the picture with the code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Final

from tools.import_graph import ROOT, STAGES, is_within, project_modules

PICTURE: Final = ROOT / "docs" / "images" / "architecture.svg"

# For each box its column and row, and what the picture says of it. The first box takes what no other has.
BOXES: Final = {
    "views, admin, commands": (1, 0, "pages and tools, thin"),
    "following": (0, 1, "fetches newspapers' feeds"),
    "query_lists": (1, 1, "many queries at once"),
    "backup": (2, 1, "the whole archive, out and back"),
    "search": (1, 2, "a request to a page of results"),
    "importing": (0, 2, "documents to stored articles"),
    "entities": (1, 3, "which entity a name means"),
    "haystack_engines": (2, 3, "search engines for Haystack"),
    "nlp": (0, 4, "words, names, dates of a text"),
    "models": (1, 4, "what is kept"),
    "text": (0, 5, "Vietnamese text, terms, offsets"),
}
_EDGE: Final = next(iter(BOXES))
# What runs before or beside the archive itself.
_LEFT_OUT: Final = ("training", "newsarchive")

_WIDTH, _HEADER, _LINE, _GAP, _ROW_GAP, _MARGIN = 250, 46, 17, 60, 54, 24
# Packages whose stages are shown: those that are folders, in the order of the way.
_SHOWN: Final = {
    package.rpartition(".")[2]: tuple(
        stage for stage in stages if stage and (ROOT / package.replace(".", "/") / stage).is_dir()
    )
    for package, stages in STAGES.items()
}

_HEAD: Final = (
    '<marker id="head" markerWidth="8" markerHeight="8" refX="6" refY="4" orient="auto">'
    '<path d="M0 0L8 4L0 8z"/></marker>'
)
_STYLE: Final = """
  text { font: 13px "Source Sans 3", "Segoe UI", Arial, sans-serif; fill: #1c1a17 }
  .name { font-weight: 600; font-size: 15px }
  .says, .stage { fill: #565049 }
  rect { fill: #fffefb; stroke: #857d72 }
  path { fill: none; stroke: #9e2a22; stroke-width: 1.3 }
  marker path { fill: #9e2a22; stroke: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #ebe7df }
    .says, .stage { fill: #bdb6aa }
    rect { fill: #1e2024 }
    path { stroke: #f0907f }
    marker path { fill: #f0907f }
  }
"""

Edges = dict[str, set[str]]


@dataclass(frozen=True, slots=True)
class _Box:
    """A package where it stands in the picture; lengths are pixels."""

    name: str
    x: int
    y: int

    @property
    def height(self) -> int:
        return _HEADER + _LINE * len(_SHOWN.get(self.name, ()))


def box_of(module: str) -> str | None:
    """Return the box that a module belongs to, None where the picture leaves it out."""
    if is_within(module, "haystack_engines"):
        return "haystack_engines"
    if any(is_within(module, package) for package in _LEFT_OUT) or not is_within(module, "articles"):
        return None
    if is_within(module, "articles.search_indexes"):
        return "search"
    package = module.partition(".")[2].partition(".")[0]
    return package if package in BOXES else _EDGE


def imports() -> Edges:
    """Return for each box the boxes that it imports."""
    edges: Edges = {box: set() for box in BOXES}
    for module in project_modules():
        for name in module.anywhere:
            here, there = box_of(module.name), box_of(name)
            if here and there and here != there and there != _EDGE:
                edges[here].add(there)
    return edges


def without_implied(edges: Edges) -> Edges:
    """Return the edges without those that follow from others (the transitive reduction)."""
    reached = {box: _reached(edges, [box]) for box in edges}
    return {
        box: {to for to in there if not any(to in reached[other] for other in there)} for box, there in edges.items()
    }


def _reached(edges: Edges, boxes: Iterable[str]) -> set[str]:
    found = {to for box in boxes for to in edges[box]}
    return found | _reached(edges, found) if found else found


def _placed() -> dict[str, _Box]:
    boxes: dict[str, _Box] = {}
    top = _MARGIN
    for row in range(1 + max(at_row for _, at_row, _ in BOXES.values())):
        names = {name: column for name, (column, at_row, _) in BOXES.items() if at_row == row}
        boxes |= {name: _Box(name, _MARGIN + column * (_WIDTH + _GAP), top) for name, column in names.items()}
        top += max(boxes[name].height for name in names) + _ROW_GAP
    return boxes


def _drawn(box: _Box) -> str:
    lines = [
        f'<rect x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{box.height}" rx="6"/>',
        f'<text class="name" x="{box.x + 10}" y="{box.y + 19}">{escape(box.name)}</text>',
        f'<text class="says" x="{box.x + 10}" y="{box.y + 37}">{escape(BOXES[box.name][2])}</text>',
    ]
    for i, stage in enumerate(_SHOWN.get(box.name, ())):
        y = box.y + _HEADER + 11 + i * _LINE
        lines.append(f'<text class="stage" x="{box.x + 20}" y="{y}">{stage}</text>')
    return "\n".join(lines)


def _arrow(one: _Box, other: _Box, slot: float) -> str:
    start, end = one.x + _WIDTH * slot, other.x + _WIDTH * (1 - slot)
    top, bottom = one.y + one.height, other.y - 3
    middle = (top + bottom) / 2
    return (
        f'<path marker-end="url(#head)" d="M{start:.0f} {top} C{start:.0f} {middle:.0f} {end:.0f} {middle:.0f} '
        f'{end:.0f} {bottom}"/>'
    )


def picture() -> str:
    """Return the picture as SVG."""
    edges = without_implied(imports())
    boxes = _placed()
    arrows = [
        _arrow(boxes[box], boxes[to], (i + 1) / (len(there) + 1))
        for box, there in edges.items()
        for i, to in enumerate(sorted(there, key=lambda name: boxes[name].x))
    ]
    width = max(box.x for box in boxes.values()) + _WIDTH + _MARGIN
    height = max(box.y + box.height for box in boxes.values()) + _MARGIN
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            "<title>The packages of the archive and what each imports</title>",
            f"<style>{_STYLE}</style>",
            f"<defs>{_HEAD}</defs>",
            *arrows,
            *map(_drawn, boxes.values()),
            "</svg>\n",
        ]
    )


if __name__ == "__main__":
    PICTURE.write_text(picture())
