"""The styles of an OpenDocument text (ISO/IEC 26300): what each is called, and whether it hides its text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from articles.importing.readers.office_files.office_page import style_role
from articles.importing.readers.page import Role

_NAMESPACE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DISPLAY: Final = f"{_TEXT}display"
# The names that elements of the text give their styles.
STYLE_NAME: Final = f"{_TEXT}style-name"
_MOST_PARENTS: Final = 20


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str
    role: Role
    is_hidden: bool | None


class OpenStyles:
    """The styles that the roots of `styles.xml` and `content.xml` define, those of the later ones first."""

    def __init__(self, *roots: etree._Element) -> None:
        """Read the styles of these documents."""
        self._styles = {
            (style.get(f"{_NAMESPACE}family", ""), style.get(f"{_NAMESPACE}name", "")): _read(style)
            for root in roots
            for style in root.iter(f"{_NAMESPACE}style")
        }

    def role(self, element: etree._Element) -> Role:
        """Return the role that the style of a paragraph tells, or one that this style is made from."""
        return next((style.role for style in self._of(element) if style.role is not Role.TEXT), Role.TEXT)

    def hides(self, element: etree._Element) -> bool:
        """Tell whether the style of an element hides its text."""
        stated = (style.is_hidden for style in self._of(element) if style.is_hidden is not None)
        return next(stated, False)

    def _of(self, element: etree._Element) -> Iterator[_Style]:
        name = element.get(STYLE_NAME, "")
        family = "text" if element.tag == f"{_TEXT}span" else "paragraph"
        for _depth in range(_MOST_PARENTS):
            style = self._styles.get((family, name)) or _Style("", style_role(_decoded(name)), None)
            yield style
            if not (name := style.parent):
                return


def _read(style: etree._Element) -> _Style:
    shown = style.get(f"{_NAMESPACE}display-name", "") or _decoded(style.get(f"{_NAMESPACE}name", ""))
    displays = (inner.get(_DISPLAY) for inner in style.iterchildren(f"{_NAMESPACE}text-properties"))
    is_hidden = next((display == "none" for display in displays if display), None)
    return _Style(style.get(f"{_NAMESPACE}parent-style-name", ""), style_role(shown), is_hidden)


def _decoded(name: str) -> str:
    """Return the name of a style as it is shown: "Heading_20_1" stands for "Heading 1"."""
    return name.replace("_20_", " ")
