"""A Word document as it is printed: changes that were tracked are taken, and what is hidden is out of the way."""

from collections.abc import Iterator
from typing import Final

from docx.oxml.ns import qn
from lxml import etree

_PARAGRAPH: Final = qn("w:p")
_RUN: Final = qn("w:r")
_PROPERTIES: Final = qn("w:pPr")
_VALUE: Final = qn("w:val")
_OFF: Final = frozenset({"0", "false", "off"})
_VANISH: Final = f"{qn('w:rPr')}/{qn('w:vanish')}"
_RUN_STYLE: Final = f"{qn('w:rPr')}/{qn('w:rStyle')}"
_PARAGRAPH_STYLE: Final = f"{_PROPERTIES}/{qn('w:pStyle')}"
_MARK: Final = f"{_PROPERTIES}/{qn('w:rPr')}"
_GONE_MARKS: Final = (qn("w:del"), qn("w:moveFrom"))
_GONE_PARTS: Final = {
    qn("w:tr"): f"{qn('w:trPr')}/{qn('w:del')}",
    qn("w:tc"): f"{qn('w:tcPr')}/{qn('w:cellDel')}",
}
_MOST_PARENTS: Final = 20


def hidden_styles(styles: etree._Element) -> frozenset[str]:
    """Return the ids of the styles whose text is hidden, also by the style that they are based on."""
    found = {style.get(qn("w:styleId"), ""): style for style in styles.iter(qn("w:style"))}
    return frozenset(name for name in found if _hides(found, name))


def _hides(styles: dict[str, etree._Element], name: str) -> bool:
    for _depth in range(_MOST_PARENTS):
        style = styles.get(name)
        if style is None:
            break
        if (stated := _stated(style)) is not None:
            return stated
        name = _value(style, qn("w:basedOn"))
    return False


def settle(root: etree._Element, hidden: frozenset[str]) -> list[str]:
    """Make a part of a document what is printed of it, in place; return the texts that are hidden.

    `hidden` are the styles that hide text. Deleted rows go, and a paragraph whose mark is deleted or hidden is joined
    with the next.
    """
    for tag, mark in _GONE_PARTS.items():
        for part in [part for part in root.iter(tag) if part.find(mark) is not None]:
            _remove(part)
    unseen = []
    for paragraph in list(root.iter(_PARAGRAPH)):
        is_hidden = _value(paragraph, _PARAGRAPH_STYLE) in hidden
        runs = [run for run in _own_runs(paragraph) if _is_hidden(run, hidden, is_hidden)]
        unseen.append("".join(text for run in runs for text in _texts(run)).strip())
        for run in runs:
            _remove(run)
        if _lacks_mark(paragraph, is_hidden=is_hidden):
            _join_next(paragraph)
    return list(filter(None, unseen))


def _own_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph without those of its boxes."""
    for child in paragraph:
        if child.tag == _RUN:
            yield child
        elif isinstance(child.tag, str) and child.tag != _PROPERTIES:
            yield from _own_runs(child)


def _is_hidden(run: etree._Element, hidden: frozenset[str], by_paragraph: bool) -> bool:
    """Tell whether a run is hidden: as it says, else by its style or its paragraph's, not both (ISO 29500, 17.7.3)."""
    stated = _stated(run)
    return stated if stated is not None else (_value(run, _RUN_STYLE) in hidden) != by_paragraph


def _lacks_mark(paragraph: etree._Element, *, is_hidden: bool) -> bool:
    mark = paragraph.find(_MARK)
    if mark is None:
        return is_hidden
    stated = _switch(mark.find(qn("w:vanish")))
    return any(mark.find(gone) is not None for gone in _GONE_MARKS) or (is_hidden if stated is None else stated)


def _join_next(paragraph: etree._Element) -> None:
    """Put what a paragraph holds before what the next one holds, where a paragraph is next."""
    following = (one for one in paragraph.itersiblings() if one.tag in {_PARAGRAPH, qn("w:tbl"), qn("w:sdt")})
    following_one = next(following, None)
    if following_one is None or following_one.tag != _PARAGRAPH:
        return
    at = 0 if following_one.find(_PROPERTIES) is None else 1
    for child in reversed([child for child in paragraph if child.tag != _PROPERTIES]):
        following_one.insert(at, child)
    _remove(paragraph)


def _stated(element: etree._Element) -> bool | None:
    return _switch(element.find(_VANISH))


def _switch(vanish: etree._Element | None) -> bool | None:
    return None if vanish is None else vanish.get(_VALUE) not in _OFF


def _value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else found.get(_VALUE, "")


def _texts(run: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in run.iterchildren(qn("w:t")))


def _remove(element: etree._Element) -> None:
    if (above := element.getparent()) is not None:
        above.remove(element)
