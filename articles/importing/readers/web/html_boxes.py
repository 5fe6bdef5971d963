"""Boxes beside the text of a page: lists of links, teasers of other articles, what a machine wrote of the article."""

import re
from itertools import islice
from typing import Final

from articles.importing.cleaning.furniture import heads_machine_summary
from articles.importing.readers.web.html_elements import BLOCK_TAGS, PICTURES, Element, is_element, label, text_of
from articles.importing.readers.web.html_labels import is_beside, is_caption, is_player, is_widget
from articles.importing.readers.web.html_polls import is_poll

SHORTEST_LINK: Final = 4  # words of a link that is a title
# Of a teaser of another article inside the text: characters, and the share of them that is linked.
_LONGEST_TEASER: Final = 500
_LEAST_TEASER_LINK: Final = 0.2
_LEAST_LINK_OF_ONE: Final = 0.12  # of a teaser of one paragraph
_OF_TEASERS: Final = frozenset({"div", "section", "article", "li", "table", "blockquote"})
_BOXES: Final = frozenset({"div", "section", "details", "blockquote", "table"})
_LINES_OF_TEASER: Final = 2
_LONGEST_SUMMARY: Final = 1500  # characters
_FILMS: Final = ("video", "iframe", "embed", "object", "amp-video", "amp-youtube")
_FILM_TITLE: Final = re.compile(r"(?:video|clip)\s*[:|-]", re.IGNORECASE)
_LONGEST_FILM: Final = 40  # words
_LONGEST_PLAYER: Final = 60  # words
_LONGEST_WIDGET: Final = 40  # words
_MARK: Final = re.compile(r"^(?:[•▪●■◆►▶→»*+-]|>>?)")  # before a link to another article
_COUNTER: Final = re.compile(r"(?P<shown>\d{1,3})\s*/\s*(?P<all>\d{1,3})")  # which picture of a gallery is shown


def is_box_beside(element: Element) -> bool:
    """Tell whether an element is a list of links, a teaser of another article, or called a box beside the text."""
    if is_link_list(element) or _is_teaser(element) or _is_card(element) or _is_contents(element) or _is_film(element):
        return True
    named = label(element)
    is_called = bool(named) and element.tag not in {"body", "html"} and (is_beside(named) or _is_player(element))
    is_called = is_called or _is_widget(element, named)
    return is_called or _is_machine_summary(element) or is_poll(element) or _is_counter(element)


def _is_widget(element: Element, named: str) -> bool:
    """Tell whether a box of few words is called a widget and holds no picture, whose caption may be of the article."""
    if not is_widget(named) or len(element.text_content().split()) > _LONGEST_WIDGET:
        return False
    return next(element.iter(*PICTURES), None) is None


def _is_machine_summary(element: Element) -> bool:
    """Tell whether a box begins with words that say a machine made a summary in it: "Tóm tắt bằng AI"."""
    if len(element) == 0 or element.tag not in _BOXES:
        return False
    first = next((text for one in element.itertext() if (text := one.strip())), "")
    return heads_machine_summary(first) and len(element.text_content()) < _LONGEST_SUMMARY


def _is_contents(element: Element) -> bool:
    """Tell whether a list is the table of contents of the text: links to places of the same page."""
    links = [link.get("href") or "" for link in element.iter("a")] if element.tag in {"ul", "ol", "nav"} else []
    return bool(links) and all(link.startswith("#") for link in links) and _is_linked(element)


def _is_film(element: Element) -> bool:
    """Tell whether a box shows a film and no more than its title: "Video: Chợ đầu mối lúc nửa đêm"."""
    text = text_of(element) if element.tag in _BOXES and next(element.iter(*_FILMS), None) is not None else ""
    return len(text.split()) <= _LONGEST_FILM and _FILM_TITLE.match(text) is not None


def _is_player(element: Element) -> bool:
    """Tell whether an element is a player of films or recordings, and holds no caption."""
    if not is_player(label(element)) or len(element.text_content().split()) > _LONGEST_PLAYER:
        return False
    return not any(one.tag == "figcaption" or is_caption(label(one)) for one in element.iterdescendants())


def _is_counter(element: Element) -> bool:
    """Tell whether an element counts the pictures of the box that it stands in: "1/4"."""
    text = (element.text or "").strip()
    found = _COUNTER.fullmatch(text) if text and len(element) == 0 else None
    box = element.getparent() if found else None
    return (
        found is not None
        and box is not None
        and 0 < int(found["shown"]) <= int(found["all"])
        and any(next(one.iter(*PICTURES), None) is not None for one in (box, box.getparent()) if one is not None)
    )


def _is_linked(element: Element) -> bool:
    """Tell whether all words of an element are links; a mark may stand before them: "• Mưa lớn ở Huế"."""
    # By letters: between two items there may be no space.
    text = "".join(element.text_content().split())
    linked = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    return len(text) == linked or len(_MARK.sub("", text)) == linked > 0


def is_link_list(element: Element) -> bool:
    """Tell whether a list, paragraph or box consists of links to other articles."""
    if element.tag not in {"ul", "ol", "p", "div", "section", "blockquote"}:
        return False
    if len(element.text_content().split()) < SHORTEST_LINK:
        return False
    return _is_linked(element) and element.text_content().strip()[-1] not in '.”"'


def _is_teaser(element: Element) -> bool:
    """Tell whether a box is a teaser: a title that is wholly a link, and a sentence of the article that it leads to."""
    if element.tag not in _OF_TEASERS:
        return False
    whole = text_of(element) if len(element.text_content()) < 4 * _LONGEST_TEASER else ""
    if not whole or len(whole) > _LONGEST_TEASER:
        return False
    titles = [title for link in element.iter("a") if _stands_alone(link) and _is_title(title := text_of(link))]
    several = len(titles) > 1 or sum(1 for _ in islice(element.iter("p"), 2)) > 1
    least = _LEAST_TEASER_LINK if several else _LEAST_LINK_OF_ONE
    return any(least * len(whole) <= len(title) < len(whole) for title in titles)


def _is_card(element: Element) -> bool:
    """Tell whether a link, or a box that is wholly one, has the title of another article and its first sentence."""
    link = element if element.tag == "a" else next(element.iter("a"), None)
    if link is None or element.tag not in {"a", *_BOXES, "article", "li"} or not link.get("href"):
        return False
    title = next(link.iter("h2", "h3", "h4", "h5", "h6"), None)
    whole = text_of(element) if title is not None and len(element.text_content()) <= _LONGEST_TEASER else ""
    return bool(whole) and title is not None and whole == text_of(link) and _is_title(text_of(title))


def _is_title(text: str) -> bool:
    return len(text.split()) >= SHORTEST_LINK and text[-1] not in ".,"


def _stands_alone(link: Element) -> bool:
    """Tell whether a link is a line of its own: there is no text beside it in the element around it.

    One that is a whole paragraph is such a line above one other paragraph, the first in its box.
    """
    parent = link.getparent()
    if parent is not None and parent.tag == "p":
        return _heads_box(link, parent)
    if parent is None or parent.tag in {"b", "strong", "em", "i"}:
        return False
    beside = [parent.text or "", *(child.tail or "" for child in parent)]
    beside += [text_of(child) for child in parent if is_element(child) and child.tag not in {*BLOCK_TAGS, "a", "span"}]
    return not "".join(beside).strip()


def _heads_box(link: Element, paragraph: Element) -> bool:
    """Tell whether a link is all of the first of two paragraphs, and its box has nothing else."""
    box = paragraph.getparent()
    shown = [one for one in box if is_element(one) and one.text_content().strip()] if box is not None else []
    if len(shown) != _LINES_OF_TEASER or shown[0] is not paragraph or not all(one.tag == "p" for one in shown):
        return False
    return text_of(link) == text_of(paragraph) and box is not None and box.tag in _OF_TEASERS
