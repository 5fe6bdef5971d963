"""Text as HTML, with marks around parts of it and headlines that break inside no short name; and as XML."""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from articles.text.packing import Span

# The widest name that a headline keeps on one line, in small letters: it fits on a phone of 320 pixels. A capital is as
# wide as one and a half.
_WIDEST_KEPT: Final = 21
_CAPITAL: Final = 1.5

# A tag, or an element in which white space counts.
_TAG: Final = re.compile(r'(<(script|pre|textarea)\b.*?</\2>|<[^<>"]*(?:"[^"]*"[^<>"]*)*>)', re.DOTALL)
_WITHIN_TAG: Final = re.compile(r'("[^"]*")|[ \t\r\n\f]+(>?)')
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def marked_html(text: str, spans: Iterable[Span]) -> str:
    """Return a text as HTML, with a <mark> around each span; the spans are in order and apart."""
    html = []
    position = 0
    for start, end in spans:
        html += [escape(text[position:start]), "<mark>", escape(text[start:end]), "</mark>"]
        position = end
    return "".join([*html, escape(text[position:])])


def quoted_html(text: str, quoted: Iterable[Span], marks: Iterable[Span]) -> str:
    """Return a text as HTML, with a <mark class="quoted"> around each quotation and a <mark> around each mark.

    Both are in order and apart from others of their kind; a mark at the edge of a quotation is cut there.
    """
    html = []
    position, marked = 0, list(marks)
    for start, end in quoted:
        html += [_marked_piece(text, position, start, marked), '<mark class="quoted">']
        html += [_marked_piece(text, start, end, marked), "</mark>"]
        position = end
    return "".join([*html, _marked_piece(text, position, len(text), marked)])


def without_spare_space(html: str) -> str:
    """Return HTML with one space in place of several, and no line ends between two tags.

    A space between two tags stays: it is one between two names or marks of a text. The values of attributes stay as
    they are, and so do <script>, <pre> and <textarea>.
    """
    parts = _TAG.split(html)
    for number in range(0, len(parts), 3):
        text = parts[number]
        parts[number] = "" if "\n" in text and not text.strip(" \t\r\n\f") else _SPACE.sub(" ", text)
    for number in range(1, len(parts), 3):
        if not parts[number + 1]:
            parts[number] = _WITHIN_TAG.sub(_tight_piece, parts[number])
        parts[number + 1] = ""
    return "".join(parts)


def _tight_piece(piece: re.Match[str]) -> str:
    """Return a quoted value as it is; a space for white space within a tag, none at the tag's end."""
    return piece[1] or piece[2] or " "


def headline_html(title: str, names: Iterable[Span], marks: Iterable[Span] = ()) -> str:
    """Return a headline as HTML that breaks inside none of the short names in it, with a <mark> around each mark.

    `names` and `marks` are in order of their starts, marks apart; a name that overlaps an earlier one is left out. A
    span keeps a name on one line: the text itself, which readers copy, keeps its plain spaces.
    """
    marked = list(marks)
    html = []
    position = 0
    for start, end in names:
        if start >= position and _is_kept(title[start:end]):
            html += [_marked_piece(title, position, start, marked), '<span class="name">']
            html += [_marked_piece(title, start, end, marked), "</span>"]
            position = end
    return "".join([*html, _marked_piece(title, position, len(title), marked)])


def _is_kept(name: str) -> bool:
    return " " in name and sum(_CAPITAL if letter.isupper() else 1 for letter in name) <= _WIDEST_KEPT


def _marked_piece(text: str, start: int, end: int, marks: Iterable[Span]) -> str:
    """Return the text between two offsets as HTML, with the parts of `marks` that are inside."""
    cut = ((max(first, start) - start, min(last, end) - start) for first, last in marks)
    return marked_html(text[start:end], (span for span in cut if span[0] < span[1]))


def xml_text(text: str) -> str:
    """Return a text without the characters that XML 1.0 does not allow (section 2.2 of the recommendation)."""
    return _NOT_XML.sub("", text)


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address of the web, which a page may link: no path, and no "javascript:"."""
    return bool(_WEB.match(text))
