"""Lists of things as cards: boxes that are built alike, each with a title, a few words and a link to its own page."""

import re
from collections import defaultdict
from typing import Final

from articles.importing.readers.web.html_elements import Element, is_element

_LEAST: Final = 4  # cards
_LONGEST: Final = 80  # words of a card
_BOXES: Final = frozenset({"article", "div", "li", "section", "tr", "a"})
_HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
# What a link leads to that is no page of its own.
_NO_PAGE: Final = re.compile(r"#|javascript:|mailto:|tel:|.*\.(?:jpe?g|png|gif|webp|mp4)(?:\?|$)", re.IGNORECASE)


def find_cards(root: Element) -> list[Element]:
    """Return the cards of a page, at least four boxes with the same tag and class side by side, else []."""
    groups: dict[tuple[Element, str, str], list[Element]] = defaultdict(list)
    for heading in root.iter(*_HEADINGS):
        box = next((one for one in heading.iterancestors() if one.tag in _BOXES and _is_one_of_many(one)), None)
        above = box.getparent() if box is not None else None
        if box is not None and above is not None:
            groups[above, str(box.tag), box.get("class") or ""].append(box)
    cards = [box for boxes in groups.values() if len(boxes) >= _LEAST for box in boxes if _is_card(box)]
    return cards if len(cards) >= _LEAST else []


def _is_one_of_many(box: Element) -> bool:
    """Tell whether a box stands beside others that are built alike."""
    above = box.getparent()
    if above is None:
        return False
    alike = (one for one in above if is_element(one) and one.tag == box.tag and one.get("class") == box.get("class"))
    return sum(1 for _ in alike) >= _LEAST


def _is_card(box: Element) -> bool:
    links = (link.get("href") or "#" for link in box.iter("a"))
    leads = any(not _NO_PAGE.match(link) for link in links)
    return leads and len(box.text_content().split(maxsplit=_LONGEST)) <= _LONGEST
