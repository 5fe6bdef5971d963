"""Where the text of a page stands that names no element for it: found by trafilatura, read by our own reader.

trafilatura is better than labels on pages that have none, and worse on those of newspapers: of ten pages built like
theirs (tests/importing/pages) it loses the lead of seven and keeps comments or related articles of four.
"""

import copy
import re
from typing import Final

from lxml import html

_CONTAINERS: Final = {"body", "main", "article", "section", "div", "table", "tbody", "tr", "td", "center", "form"}
_LEAST: Final = 40  # characters of a sentence that tells where the text is
_SHARE: Final = 0.7
_END: Final = re.compile(r"(?<=[.!?…])\s+|\n|\|")


def main_element(root: html.HtmlElement) -> html.HtmlElement:
    """Return the smallest element that holds most of the page's main text; the whole page where there is none."""
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
    import trafilatura  # takes half a second, which few imports need

    text = trafilatura.extract(copy.deepcopy(root), include_comments=False, include_tables=True) or ""
    sentences = (" ".join(sentence.split()) for sentence in _END.split(text))
    return [sentence for sentence in sentences if len(sentence) >= _LEAST]
