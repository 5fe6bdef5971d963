"""The element with the text of a page by trafilatura: one vote, asked where our own measures leave a doubt.

Asking it takes as long as all the rest of reading a page.
"""

import copy
import re
from typing import Final

from lxml import html

_CONTAINERS: Final = {"body", "main", "article", "section", "div", "table", "tbody", "tr", "td", "center", "form"}
_LEAST: Final = 40  # characters of a sentence that is long enough to locate the text by
_SHARE: Final = 0.7
_END: Final = re.compile(r"(?<=[.!?…])\s+|\n|\|")


def voted_element(root: html.HtmlElement) -> html.HtmlElement:
    """Return the smallest element with most of what trafilatura extracts; the whole page where it extracts nothing."""
    wanted = _main_sentences(root)
    best, within = root, root if wanted else None
    while within is not None:
        best, within = within, next((child for child in within if _holds(child, wanted)), None)
    return best


def _holds(element: html.HtmlElement, sentences: list[str]) -> bool:
    if not isinstance(element.tag, str) or element.tag not in _CONTAINERS:
        return False
    text = " ".join(element.text_content().split())
    return sum(sentence in text for sentence in sentences) >= _SHARE * len(sentences)


def _main_sentences(root: html.HtmlElement) -> list[str]:
    import trafilatura  # importing it takes half a second, and few imports need it

    text = trafilatura.extract(copy.deepcopy(root), include_comments=False, include_tables=True) or ""
    sentences = (" ".join(sentence.split()) for sentence in _END.split(text))
    return [sentence for sentence in sentences if len(sentence) >= _LEAST]
