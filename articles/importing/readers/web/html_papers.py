"""The paper that prints a page, as the page names it: in its <title>, its logo, its footer, or as its own name."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.imprints import owner_in_imprint, paper_called, paper_in_imprint
from articles.importing.cleaning.phrases import is_front_page, is_section_name
from articles.importing.readers.web.html_elements import (
    PICTURES,
    Element,
    is_element,
    is_hidden,
    stated_title,
    text_of,
    title_parts,
)
from articles.text.papers import paper_key, paper_named

_PREFIX: Final = re.compile(r"(?P<name>[^:|»–—]{3,60}?)\s*(?:[:|»–—]|\s-)\s+(?P<rest>.{15,})")
_FRONT_PAGES: Final = {"/", "index.html", "/index.html", "index.htm", "/index.htm"}
# The number and the day of an issue, which pages of printed papers have behind its name.
_ISSUE: Final = re.compile(r"(?:số|so|no\.?)\s*:?\s*\d[\w/.-]*|(?:ngày|ngay|thứ|thu)\s.*\d.*|[\d/.\s-]+", re.IGNORECASE)
_UNMARKED: Final = re.compile(r"^(?:bao|tap chi|trang tin) (?:dien tu )?|(?: dien tu| online)$", re.IGNORECASE)
# What a social network calls the pages of a name.
_PAGES: Final = re.compile(
    r"(?:bài viết|ảnh|posts?|home|trang chủ|facebook|giới thiệu|dòng thời gian|\W*)", re.IGNORECASE
)
_LONGEST_NAME: Final = 8  # words of the name of a site
_PLACES: Final = 2  # places of a page that have to agree on a name that no list has


def shown_source(root: Element, headline: str = "") -> str:
    """Return the paper that a page names in its <title>, its logo or its footer; "" where none does.

    Else it is the name before the `headline` in <title>, or one that two of these places agree on.
    """
    title = stated_title(root)
    parts = title_parts(title)
    named = (name for part in (*reversed(parts[1:]), parts[0]) if (name := paper_called(part)))
    if found := next(named, "") or paper_titled(title) or _in_logo(root) or _in_footer(root) or _in_masthead(root):
        return found
    return _before_headline(title, headline) or _behind_headline(parts, headline) or _agreed_name(root, title, headline)


def paper_titled(title: str) -> str:
    """Return the paper that a whole title is the name of, also one without marks; "" where it is none.

    The issue may stand behind it, "Bao Lao Dong - so 118 - ngay 28.04.2005", or the page of a network: "Bài viết".
    """
    name, *issue = title_parts(title)
    title = name if issue and all(_ISSUE.fullmatch(part) or _PAGES.fullmatch(part) for part in issue) else title
    unmarked = _UNMARKED.sub("", title)
    return paper_called(title) or (paper_named(unmarked) if unmarked != title else "")


def _in_logo(root: Element) -> str:
    """Return the known paper that the picture of the logo names, or the link to the front page around it.

    A banner without a link names one too.
    """
    for link in _front_links(root):
        pictured = (paper_named(name) for name in _pictured(link))
        if found := paper_called(text_of(link)) or next(filter(None, pictured), ""):
            return found
    banners = (clean_line(one.get("alt") or "") for one in root.iter(*PICTURES))
    return next((paper for name in banners if (paper := paper_named(paper_called(name)))), "")


def _front_links(root: Element) -> Iterator[Element]:
    return (link for link in root.iter("a") if link.get("href") in _FRONT_PAGES)


def _pictured(link: Element) -> Iterator[str]:
    return (clean_line(one.get("alt") or "") for one in link.iter(*PICTURES))


def _in_footer(root: Element) -> str:
    """Return the paper that a line of copyright or of the publisher names, the last one first."""
    return next(filter(None, map(paper_in_imprint, _lines(root))), "")


def _in_masthead(root: Element) -> str:
    """Return the known paper that the first line of the page names: "Báo Hậu Giang - baohaugiang.com.vn"."""
    texts = (clean_line(text) for element in root.iter() for text in reversed(_own_texts(element)))
    first = next(filter(None, texts), "")
    return next(filter(None, (paper_named(paper_called(part)) for part in title_parts(first))), "")


def _lines(root: Element) -> Iterator[str]:
    """Yield the texts of a page, the last one first."""
    return (clean_line(text) for element in reversed(list(root.iter())) for text in _own_texts(element))


def _own_texts(element: Element) -> tuple[str, ...]:
    if not is_element(element) or element.tag in {"script", "style", "template", "title"} or is_hidden(element):
        return ()
    return (element.text or "", *(child.tail or "" for child in element))


# --- the name of a site that no list has


def _before_headline(title: str, headline: str) -> str:
    """Return the name of the site that <title> has before the headline of the page: "Tin miền Tây: Mưa lớn ở Huế"."""
    found = _PREFIX.fullmatch(title)
    if found is None or not headline or found["rest"].casefold() != headline.casefold():
        return ""
    return found["name"] if _may_be_site(found["name"]) else ""


def _behind_headline(parts: list[str], headline: str) -> str:
    """Return the name of the site that <title> has behind the headline: several words with capitals, and no place.

    A section has one capital ("Nhịp sống trẻ"), and papers that are called as places are have been asked for before.
    """
    *before, name = parts
    if not headline or not before or before[0].casefold() != headline.casefold() or paper_named(name):
        return ""
    capitals = len(name.split()) > 1 and all(word[0].isupper() or word[0].isdigit() for word in name.split())
    return name if capitals and _may_be_site(name) else ""


def _agreed_name(root: Element, title: str, headline: str) -> str:
    """Return the name that several of these have: <title> beside the headline, the link to the front page, a line
    of copyright.
    """
    places = [
        [part for part in (title, *title_parts(title)) if part.casefold() != headline.casefold()],
        [name for link in _front_links(root) for name in (text_of(link), *_pictured(link))],
        [owner for line in _lines(root) if (owner := owner_in_imprint(line))],
    ]
    names = [{paper_key(name): name for name in place if _may_be_site(name)} for place in places]
    agreed = Counter(key for place in names for key in place)
    return next((name for place in names for key, name in place.items() if agreed[key] >= _PLACES), "")


def _may_be_site(name: str) -> bool:
    few = 0 < len(name.split()) <= _LONGEST_NAME
    return few and not is_section_name(name) and name[0].isalnum() and not is_front_page(name)
