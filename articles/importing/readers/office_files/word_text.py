"""The visible text in the XML of a Word document (WordprocessingML, ISO/IEC 29500-1), in document order.

python-docx passes over what stands in content controls, fields, smart tags, text boxes and tracked insertions.
"""

from collections.abc import Iterator
from typing import Final

from docx.oxml.ns import nsmap, qn
from lxml import etree

PARAGRAPH: Final = qn("w:p")
TABLE: Final = qn("w:tbl")
_ROW: Final = frozenset({qn("w:tr")})
_CELL: Final = frozenset({qn("w:tc")})
# The place of a document of another form.
EMBEDDED: Final = qn("w:altChunk")
_BLOCKS: Final = frozenset({PARAGRAPH, TABLE, EMBEDDED})
_BOX: Final = qn("w:txbxContent")
# References to notes, and what the part of the document that holds them is called.
NOTE_KINDS: Final = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_BREAK: Final = qn("w:br")
_WORDS: Final = frozenset({qn("w:t"), f"{{{nsmap['m']}}}t"})
_SIGNS: Final = {
    _BREAK: "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "-",
}
_SYMBOL: Final = qn("w:sym")
# Signs of the font Symbol that writers insert, by their places in it; its other ones are ornaments.
_OF_SYMBOL: Final = {
    0xA2: "′", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB9: "≠",
    0xBB: "≈", 0x6D: "μ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x70: "π",
}  # fmt: skip
_LAST_OF_FONT: Final = 0xFF
_PRIVATE: Final = 0xF000
_PIECES: Final = _WORDS | _SIGNS.keys() | {_SYMBOL}
# Properties (their tabs are no text), what tracked changes deleted or moved away, and how a word is spoken.
_UNSEEN: Final = frozenset(
    map(qn, ("w:pPr", "w:rPr", "w:sdtPr", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr", "w:del", "w:moveFrom", "w:rt"))
)
# A box is written twice: for newer programs, and for older ones.
_ALTERNATIVES: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CONTROL: Final = qn("w:sdt")
_HINT: Final = f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}"
_MERGE: Final = f"{qn('w:tcPr')}/{qn('w:vMerge')}"
_VALUE: Final = qn("w:val")


def blocks_in(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs, tables and embedded documents of a body, a cell or a box, each box below its paragraph."""
    for block in _visible(element, _BLOCKS):
        yield block
        if block.tag == PARAGRAPH:
            for box in _visible(block, frozenset({_BOX})):
                yield from blocks_in(box)


def text_of(paragraph: etree._Element) -> str:
    """Return the text of a paragraph without that of its boxes, soft line breaks as "\\n"."""
    return "".join(map(_written, _visible(paragraph, _PIECES | {_BOX})))


def notes_in(block: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the notes that a paragraph, or a table, refers to: the kind and the number of each."""
    for reference in _visible(block, frozenset(NOTE_KINDS) | {_BOX}):
        if kind := NOTE_KINDS.get(str(reference.tag)):
            yield kind, reference.get(qn("w:id"), "")


def cell_text(cell: etree._Element) -> str:
    """Return the text of the paragraphs of a cell, a line for each."""
    return "\n".join(text_of(block) for block in blocks_in(cell) if block.tag == PARAGRAPH)


def rows_of(table: etree._Element) -> list[list[etree._Element]]:
    """Return the cells of each row as they are written: a merged cell once, without the places that it covers."""
    return [[cell for cell in _visible(row, _CELL) if not _is_covered(cell)] for row in _visible(table, _ROW)]


def _visible(element: etree._Element, wanted: frozenset[str]) -> Iterator[etree._Element]:
    """Yield the outermost wanted elements in an element, in order, passing over what is not to be seen."""
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag == _ALTERNATIVES:
            yield from _first_full(child, wanted)
        elif not _is_hidden(child):
            yield from _visible(child, wanted)


def _first_full(alternatives: etree._Element, wanted: frozenset[str]) -> list[etree._Element]:
    found = (list(_visible(alternative, wanted)) for alternative in alternatives)
    return next((elements for elements in found if elements), [])


def _is_hidden(element: etree._Element) -> bool:
    return element.tag in _UNSEEN or (element.tag == _CONTROL and element.find(_HINT) is not None)


def _is_covered(cell: etree._Element) -> bool:
    merge = cell.find(_MERGE)
    return merge is not None and merge.get(_VALUE, "continue") == "continue"


def _written(piece: etree._Element) -> str:
    if piece.tag in _WORDS:
        return piece.text or ""
    if piece.tag == _SYMBOL:
        return _symbol(piece)
    if piece.tag == _BREAK and piece.get(qn("w:type"), "textWrapping") != "textWrapping":
        return ""
    return _SIGNS.get(str(piece.tag), "")


def _symbol(piece: etree._Element) -> str:
    """Return a sign that was inserted from a font, "" where it is an ornament."""
    try:
        place = int(piece.get(qn("w:char"), ""), 16)
    except ValueError:
        return ""
    if place > _LAST_OF_FONT and not _PRIVATE <= place <= _PRIVATE + _LAST_OF_FONT:
        return chr(place)
    return _OF_SYMBOL.get(place & _LAST_OF_FONT, "") if piece.get(qn("w:font"), "") == "Symbol" else ""
