"""The paper that the top of a copied page names: in its masthead, its menu or an address, or below the title."""

import re
from collections.abc import Sequence
from typing import Final

from articles.importing.cleaning.byline_names import are_capitals
from articles.importing.cleaning.furniture import is_furniture
from articles.importing.cleaning.imprints import owner_in_imprint, paper_called
from articles.importing.cleaning.phrases import is_section_name
from articles.importing.cleaning.signed_names import names_paper
from articles.importing.parsing.top_sections import LEAST_MENU, LONGEST_NAME, is_path
from articles.importing.readers.page import Block
from articles.text.papers import paper_key, paper_named, paper_of_address

_DOMAIN: Final = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:vn|com|net|org)", re.IGNORECASE)
# "Tin tức Sài Gòn Giải Phóng", as sites call themselves in their first line.
_SITE_OF: Final = re.compile(r"^(?:tin tức|trang tin|website)\s+", re.IGNORECASE)
# "Vai trò, BBC News Tiếng Việt", below the author.
_ROLE: Final = re.compile(r"vai trò,\s*(?P<paper>\S.{2,50})", re.IGNORECASE)


def masthead(above: Sequence[str], *, is_dated: bool) -> str:
    """Return the paper whose name stands above the menu or the day, though a section is called so.

    It is in capitals, or each word has one: "Lao Động" is the paper, "Lao động" the section.
    """
    first, *menu = above or [""]
    named = paper_named(first)
    if first.isupper():
        return named if menu and (is_dated or not menu[0].isupper()) else ""
    is_headed = len(menu) >= LEAST_MENU or (bool(menu) and is_path(menu[0]))
    return named if is_headed and named == first and are_capitals(first) else ""


def signing_paper(below: Sequence[str], text: Sequence[Block]) -> str:
    """Return the paper that a line between title and text names, as it is written: "Vai trò, BBC News"; "" else.

    It is a known one, or the owner of the page by the imprint below its `text`: "RFA".
    """
    owners = {paper_key(owner) for block in text if (owner := owner_in_imprint(block.text))}
    for line in below:
        if (role := _ROLE.fullmatch(line)) and names_paper(role["paper"]):
            return role["paper"]
        if not _DOMAIN.fullmatch(line) and (paper_key(line) in owners or named_paper([line])):
            return line
    return ""


def named_paper(above: Sequence[str]) -> str:
    """Return the paper that a line of the top names, by its name or its domain; "" where none does."""
    for text in above:
        if is_section_name(text) or (is_furniture(text) and not _DOMAIN.fullmatch(text)):
            continue
        if _DOMAIN.fullmatch(text):
            return paper_of_address(f"https://{text.lower()}") or text
        text = _SITE_OF.sub("", text)
        if named := paper_called(text) or (paper_named(text) if len(text.split()) <= LONGEST_NAME else ""):
            return named
        if names_paper(text):
            return text
    return ""
