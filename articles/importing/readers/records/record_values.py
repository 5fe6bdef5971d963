"""What the field of a record holds, where its name does not tell: a title, a long text, a date, an address, a paper, a
section or the names of people.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from articles.importing.cleaning.byline_names import are_names, is_person, split_names
from articles.importing.cleaning.phrases import are_section_names
from articles.importing.publication_dates import StatedDate, lacks_day, read_date_value
from articles.text.papers import is_paper_name, paper_named
from articles.text.phrase_lists import PhraseFolder


def compact_words(text: str) -> str:
    """Return the words of a text in small letters, without the signs around and between them."""
    return " ".join(re.findall(r"\w+", text.lower()))


# Words in the names of fields, a list in each file.
FIELD_WORDS: Final = PhraseFolder(Path(__file__).parent / "field_words")
ADDRESS: Final = re.compile(r"https?://\S+")
# Characters of a text that can only be that of an article, and of one that a warning calls long.
LONG, WORTH = 150, 120
# Two words, or one with a letter that is not an English one: no number, identifier or word of a program ("da_duyet").
_IN_WORDS: Final = re.compile(r"[^\W\d_]{2,}[.,:;]?\s+[^\W_]|[^\W\d_a-zA-Z]")
_BLOCK_KEYS: Final = ("text", "content", "value")
_DIGITS_ONLY: Final = re.compile(r"[\d.]*")
_STOPS: Final = (".", "…", "!", "?", "”", '"')
# What parts the paper from the rest of a reference.
_PIECES: Final = re.compile(r"\s*(?:\.\s*[-–—]\s|;|,|\.\s(?=\d)|\s[(\[]|\s(?=số\b\s*:?\s*\d))", re.IGNORECASE)
_TITLE_WORDS, _LEAD_WORDS = range(4, 31), range(12, 100)
_NOTHING: Final = frozenset(map(compact_words, FIELD_WORDS.phrases("nothing")))
_LONGEST_NOTHING: Final = 30
_ALSO_OTHERS: Final = FIELD_WORDS.phrases("no_sections")
_WRITERS: Final = FIELD_WORDS.phrases("writers")
_OTHER_PEOPLE: Final = FIELD_WORDS.phrases("other_people")


def first_piece(text: str) -> str:
    """Return what stands first in the reference of a library: "Báo Lào Cai. - 2000. - Số 12" -> "Báo Lào Cai"."""
    return _PIECES.split(text.strip(), 1)[0].strip()


def is_title(value: Any) -> bool:
    """Tell whether a value is as short as a title, on one line, without a full stop at its end."""
    text = value.strip() if isinstance(value, str) else ""
    return 0 < len(text) < LONG and "\n" not in text and not text.endswith(".")


def says_nothing(value: Any) -> bool:
    """Tell whether a value only says that there is none: "(không ghi)", "N/A"."""
    return isinstance(value, str) and len(value) < _LONGEST_NOTHING and compact_words(value) in _NOTHING


def has_words(value: Any) -> bool:
    """Tell whether a value holds text in words, also inside lists and objects; a date or an address is none."""
    if isinstance(value, dict | list):
        return any(map(has_words, value.values() if isinstance(value, dict) else value))
    if not isinstance(value, str) or _IN_WORDS.search(value) is None:
        return False
    return is_long(value) or not (ADDRESS.fullmatch(value.strip()) or is_date(value))


def is_long(value: Any) -> bool:
    """Tell whether a value is a long text in words, or a list of texts."""
    return is_text(value, WORTH)


def is_text(value: Any, least: int) -> bool:
    """Tell whether a value is a text in words, or a list of texts or blocks, of at least so many characters."""
    if isinstance(value, list) and value:
        value = " ".join(map(_block_text, value))
    return isinstance(value, str) and len(value) >= least and value.count(" ") >= least // 10


def _block_text(item: Any) -> str:
    """Return the text of one item of a list, which may be a typed block: {"type": "p", "text": ...}."""
    values = (item.get(key) for key in _BLOCK_KEYS) if isinstance(item, dict) and "type" in item else (item,)
    return next((value for value in values if isinstance(value, str)), "")


def is_date(value: Any) -> bool:
    """Tell whether a value is a date as fields state it, also as a number."""
    return bool(read_date(value).iso)


def read_date(value: Any) -> StatedDate:
    """Read a value as the date of a field, which may be a number; one without a date for any other value."""
    return read_date_value(value if isinstance(value, str) else repr(value) if is_number(value) else "")


def is_number(value: Any) -> bool:
    """Tell whether a value is a number; True and False are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_address(value: Any) -> bool:
    """Tell whether a value is the address of a page, and not of a picture."""
    return isinstance(value, str) and ADDRESS.fullmatch(value.strip()) is not None and not _is_picture(value)


def is_written_day(value: Any) -> bool:
    """Tell whether a value is a day that can be nothing else: "20/02/2019 10:15", but no number and no year alone."""
    if not isinstance(value, str) or _DIGITS_ONLY.fullmatch(value.strip()):
        return False
    return not lacks_day(read_date_value(value).iso)


def _is_picture(address: str) -> bool:
    return re.search(r"\.(?:jpe?g|png|gif|webp|mp4|svg)(?:$|\?)", address, re.IGNORECASE) is not None


def _is_source(_words: frozenset[str], value: str) -> bool:
    return is_paper_name(value) or bool(paper_named(value) and value[:1].isupper() and " " in value)


def _is_section(_words: frozenset[str], value: str) -> bool:
    is_capitalised = " " in value and all(word[:1].isupper() for word in value.split())  # "Lao Động" is a paper
    return (
        are_section_names(value) and value.lower() not in _ALSO_OTHERS and not (is_capitalised and is_paper_name(value))
    )


def _are_authors(words: frozenset[str], value: str) -> bool:
    if words & _OTHER_PEOPLE or not are_names(value):
        return False
    return bool(words & _WRITERS) or all(map(is_person, split_names(value)))


def _is_headline(_words: frozenset[str], value: str) -> bool:
    text = value.strip()
    return is_title(text) and len(text.split()) in _TITLE_WORDS and text[0].isupper() and text[-1] not in ".;:,…"


def _is_lead(_words: frozenset[str], value: str) -> bool:
    text = value.strip()
    return "\n" not in text and len(text.split()) in _LEAD_WORDS and text.endswith(_STOPS)


# Tests of the fields that a value can tell, by the words in the name of the field and its value as a line; the surer
# ones first.
VALUE_TESTS: Final[tuple[tuple[str, Callable[[frozenset[str], str], bool]], ...]] = (
    ("section", _is_section),
    ("source", _is_source),
    ("authors", _are_authors),
    ("title", _is_headline),
    ("lead", _is_lead),
)
