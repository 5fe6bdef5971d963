"""The title of a page: the heading that its head states, else the first heading, else a line in large type."""

import re
from typing import Final

from articles.importing.readers.web.html_elements import BLOCK_TAGS, Element, is_unseen, label, text_of
from articles.importing.readers.web.html_labels import is_headline, is_title
from articles.importing.readers.web.html_metadata import names_template
from articles.importing.readers.web.html_papers import paper_titled
from articles.nlp.dates import read_dateline
from articles.text.normal import fold

_SHORTEST_TITLE, _SHORTEST_PART = 15, 20  # characters
_LEAST_OF_HEADING: Final = 5  # words of a lower heading that is the title where the page's head states none
_CUT: Final = ("...", "…")
_LOWER: Final = ("h2", "h3", "h4")
_LONGEST_TITLE: Final = 250  # characters
_FRONT: Final = re.compile(r"(?:(?:https?:)?//[^/]+)?/?(?:index\.\w+)?", re.IGNORECASE)
_TITLE_WORDS: Final = range(5, 36)
_FONT_SIZE: Final = re.compile(r"(?P<more>\+)?(?P<number>\d)")
_STYLE_SIZE: Final = re.compile(r"font-size\s*:\s*(?P<number>\d{1,2})\s*(?:px|pt)", re.IGNORECASE)
_COMMON_SIZE, _COMMON_PIXELS = 3, 16


def find_title(root: Element, stated: str) -> Element | None:
    """Return the heading that is the title: the one that the page's head states, else the first of the highest kind."""
    headings = [e for e in root.iter("h1") if (text := text_of(e)) and not _names_site(text) and not _links_home(e)]
    able = root.iter("h2", "h3", "h4", "div", "p", "td", "span")
    titled = [e for e in able if (is_title(label(e)) or is_headline(label(e))) and _is_heading(e)]
    others = [e for e in root.iter(*_LOWER) if e not in titled and _is_heading(e) and not paper_titled(text_of(e))]
    wanted = text_key(stated)
    for element in (*headings, *titled, *others):
        if (
            wanted
            and (key := text_key(text_of(element)))
            and (key == wanted or (_is_part(key, wanted) and len(key) > 20))
        ):
            return element
    named = [e for e in titled if is_headline(label(e)) and len(text_of(e)) > _SHORTEST_TITLE and _is_innermost(e)]
    untold = not stated or bool(paper_titled(stated))
    lower = [
        e
        for e in (*titled, *others)
        if (e.tag in _LOWER or _is_innermost(e)) and len(text_of(e).split()) >= _LEAST_OF_HEADING
    ]
    lower = lower if untold else []
    shown = [*headings, *(e for e in titled if e.tag == "h2"), *named, *lower]
    # An element without others in it counts as false.
    found = shown[0] if shown else None if paper_titled(stated) else _element_of(root, stated)
    return found if found is not None else _unmarked_title(root, stated)


def find_name(root: Element) -> Element | None:
    """Return the heading that is the name of the paper: on pages of networks the post stands below it, untitled."""
    return next((one for one in root.iter("h1", *_LOWER) if paper_titled(text_of(one))), None)


def _names_site(text: str) -> bool:
    """Tell whether a heading is the name of the paper, or of the template of its pages: "Chi tiết tin"."""
    return bool(paper_titled(text)) or names_template(text)


def _is_part(key: str, wanted: str) -> bool:
    """Tell whether a heading is the title of the page without the name of the site, which stands on either side."""
    return wanted.startswith(key) or wanted.endswith(f" {key}")


def _element_of(root: Element, stated: str) -> Element | None:
    """Return the innermost element whose text is the title that the page's head states, in a page without headings.

    The head may state its first words alone: "Xã Ea Tar đào kênh dẫn nước cứ...".
    """
    cut = stated.endswith(_CUT)
    wanted, longest = text_key(stated), (4 if cut else 2) * len(stated)
    same = (
        e
        for e in root.iter("div", "td", "p", "span", "strong", "b", "font")
        if len(wanted) > _SHORTEST_TITLE
        and len(e.text_content()) <= longest
        and ((key := text_key(e.text_content())) == wanted or (cut and key.startswith(wanted)))
    )
    return max(same, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _is_innermost(element: Element) -> bool:
    return not any(True for _ in element.iterdescendants(*BLOCK_TAGS))


def _is_heading(element: Element) -> bool:
    words = element.text_content().split()
    return 0 < len(words) <= 40 and not names_template(" ".join(words))


def text_key(text: str) -> str:
    """Return what two spellings of a title share: its letters and digits in lower case."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def _links_home(heading: Element) -> bool:
    """Tell whether a heading is the name of the site: wholly a link to its front page."""
    link = next(heading.iter("a"), None)
    return (
        link is not None and _FRONT.fullmatch(link.get("href") or "") is not None and text_of(link) == text_of(heading)
    )


# --- the title of a page without headings


def _unmarked_title(root: Element, stated: str) -> Element | None:
    """Return the line in bold or large type that is the title of a page without headings; None where none is.

    It shares most of its words with the title that the page's head states. Where that names the paper alone, or is
    in letters without marks, it is the line in the largest type.
    """
    lines = [e for e in root.iter("b", "strong", "big", "font", "span", "td", "div") if _is_title_line(e)]
    wanted = set(fold(stated).split())
    alike = [e for e in lines if len(wanted & (words := set(fold(text_of(e)).split()))) * 2 > len(words)]
    if alike:
        return alike[0]
    largest = max(lines, key=_type_size, default=None)
    if not stated or paper_titled(stated) or largest is None:
        return largest
    is_marked = not text_of(largest).isascii() and _type_size(largest) > _COMMON_SIZE
    return largest if stated.isascii() and is_marked else None


def _is_title_line(element: Element) -> bool:
    if not _type_size(element) or len(element.text_content()) > _LONGEST_TITLE or is_unseen(element):
        return False
    text = text_of(element)
    alone = next(element.iter("a"), None) is None and next(element.iterancestors("a"), None) is None
    return alone and len(text.split()) in _TITLE_WORDS and text[-1] not in ".:," and read_dateline(text) is None


def _type_size(element: Element) -> int:
    """Return how large the type of an element is: 1 to 7 as in <font>, 3 for bold type, 0 for common type."""
    size = element.get("size") or ""
    if element.tag == "font" and (found := _FONT_SIZE.fullmatch(size)):
        number = int(found["number"]) + (3 if found["more"] else 0)
        return number if number > _COMMON_SIZE else 0
    if found := _STYLE_SIZE.search(element.get("style") or ""):
        return min(7, int(found["number"]) // 5) if int(found["number"]) > _COMMON_PIXELS else 0
    return _COMMON_SIZE if element.tag in {"b", "strong", "big"} else 0
