"""The text of a page as a browser copies it (`innerText` of the HTML standard)."""

import re
from typing import Final

from lxml import html

# Elements that stand on lines of their own; <p> has a blank line around it as well.
_APART: Final = frozenset(
    {*("div", "section", "article", "main", "header", "footer", "nav", "aside", "body", "h1", "h2", "h3", "h4")}
    | {*("ul", "ol", "li", "figure", "figcaption", "table", "tbody", "tr")}
)


def inner_text(root: html.HtmlElement) -> str:
    """Return the text of a page as browsers copy it: `innerText` of the HTML standard, without styles."""
    parts: list[str | int] = []
    _collect(root if root.body is None else root.body, parts)
    text, breaks = "", 0
    for part in parts:
        if isinstance(part, int):
            breaks = max(breaks, part)
            continue
        if breaks and part == " ":
            continue
        if breaks and text:
            text = text.rstrip(" ") + "\n" * breaks
        text += part.lstrip(" ") if breaks or text.endswith("\n") else part
        breaks = 0
    return text.strip()


def _collect(element: html.HtmlElement, parts: list[str | int]) -> None:
    apart = 2 if element.tag == "p" else 1 if element.tag in _APART else 0
    if apart:
        parts.append(apart)
    _text(element.text, parts)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style", "head"}:
            if child.tag == "br":
                parts.append("\n")
            else:
                _collect(child, parts)
        _text(child.tail, parts)
    if apart:
        parts.append(apart)


def _text(text: str | None, parts: list[str | int]) -> None:
    if text:
        parts.append(re.sub(r"\s+", " ", text))
