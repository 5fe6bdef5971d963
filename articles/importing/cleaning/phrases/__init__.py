"""Lists of phrases that the rules of cleaning go by: a phrase a line (`articles.text.phrase_lists`)."""

import re
from pathlib import Path
from typing import Final

from articles.text.phrase_lists import PhraseFolder

_FOLDER: Final = PhraseFolder(Path(__file__).parent)

phrases = _FOLDER.phrases
either = _FOLDER.either

SECTIONS: Final = phrases("sections")
_BETWEEN_SECTIONS: Final = re.compile(r"\s*[-–&,;/|+]\s*|\s+(?:và\s+)?")
_SITE_PAGES: Final = phrases("site_pages")
_FRONT_PAGES: Final = frozenset({"trang chủ", "trang nhất", "home"})


def is_section_name(text: str) -> bool:
    """Tell whether a text is the name of a section of a paper, in any case."""
    return text.lower() in SECTIONS


def are_section_names(text: str) -> bool:
    """Tell whether a text is the name of a section, or the names of two with or without a sign between them."""
    if is_section_name(text):
        return True
    between = (text[match.start() :] for match in _BETWEEN_SECTIONS.finditer(text))
    return any(
        is_section_name(text.removesuffix(second)) and is_section_name(_BETWEEN_SECTIONS.sub("", second, count=1))
        for second in between
    )


def is_front_page(text: str) -> bool:
    """Tell whether a text is the name by which pages link to the front page of their site, in any case."""
    return text.lower() in _FRONT_PAGES


def is_site_page(text: str) -> bool:
    """Tell whether a text of a menu is the name of another page of the site than a section: "Liên hệ", "Khác…"."""
    return text.lower().rstrip(" .…") in _SITE_PAGES
