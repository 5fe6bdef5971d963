"""What a line of a copied page is by its own words: a sentence, a paragraph, a heading, a section, a byline."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from articles.importing.cleaning.bylines import read_named_byline
from articles.importing.cleaning.captions import has_credit
from articles.importing.cleaning.furniture import is_furniture, may_start_tail, starts_tail
from articles.importing.cleaning.phrases import either, is_section_name
from articles.importing.cleaning.stamps import take_stamp
from articles.text.papers import paper_named
from articles.text.sentences import ends_sentence

# Words of the shortest heading, sentence and paragraph, and of a long line.
_HEADING, _SENTENCE, _PARAGRAPH, _LONG = 2, 5, 10, 18
LEAST_CAPTION: Final = 8  # words of a caption without a credit
_BEGINNING, _LONGEST_BUTTON = 12, 15  # characters of the title of a link, and of the button behind it
_OF_HEADING: Final = re.compile(rf"(?<!\w){either('heading_words')}(?!\w)", re.IGNORECASE)
_OF_SCENE: Final = re.compile(rf"(?<!\w){either('scene_words')}(?!\w)", re.IGNORECASE)

_RECORDING: Final = re.compile(r"(?:clip|video|audio|podcast)\s*:\s*(?:\S+\s+){3}|.+\s[-–]\s*play$", re.IGNORECASE)


@lru_cache(maxsize=1000)
def is_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does, and has the words of one."""
    return ends_sentence(text) and len(text.split()) >= _SENTENCE


@lru_cache(maxsize=1000)
def is_paragraph(text: str) -> bool:
    """Tell whether a line reads as a paragraph, or as a caption with its credit."""
    return len(text.split()) >= _PARAGRAPH and (is_sentence(text) or has_credit(text))


def is_long(text: str) -> bool:
    """Tell whether a line is as long as a paragraph, and has not the stamp of a paper, as teasers have."""
    return len(text.split()) >= _LONG and not take_stamp(text).source


def is_long_paragraph(text: str) -> bool:
    """Tell whether a line is a paragraph for sure: a long one that ends as a sentence does."""
    return is_long(text) and is_sentence(text)


def is_unsigned_caption(text: str, least: int = LEAST_CAPTION) -> bool:
    """Tell whether a line between two paragraphs is, without a credit, rather a caption than a heading.

    It has at least so many words. A colon within it parts a heading: "Nhựa phế liệu: hạn cuối là hết năm 2024".
    """
    is_parted = ": " in text and _OF_SCENE.search(text) is None
    return len(text.split()) >= least and text[-1] not in ".?!:…" and not (is_parted or is_subheading(text))


def is_subheading(text: str) -> bool:
    """Tell whether a short line says what must or can not be, and nothing of a picture: "Không nên gieo sớm"."""
    return _OF_HEADING.search(text) is not None and _OF_SCENE.search(text) is None


def is_heading(text: str) -> bool:
    """Tell whether a line is the title of another article, or the heading of other things than the article."""
    if starts_tail(text) or may_start_tail(text):
        return True
    return not is_furniture(text) and not is_sentence(text) and len(text.split()) >= _HEADING


def is_section(text: str) -> bool:
    """Tell whether a line is the name of a section."""
    return is_section_name(text.strip(" :."))


def is_byline(text: str) -> bool:
    """Tell whether a line is a byline that names somebody."""
    return read_named_byline(text) is not None


def is_signature(text: str) -> bool:
    """Tell whether a line names an author and a paper: "Kông Anh (nguồn: Reuters)", not "Kông Anh (Hà Nội)"."""
    byline = read_named_byline(text)
    return byline is not None and bool(byline.authors and paper_named(byline.source))


def is_doubled(text: str) -> bool:
    """Tell whether a line has the title of a link twice, as it is copied with its picture's: "Mưa ở HuếMưa ở Huế".

    Behind it may stand the button of the link: "ĐỌC NGAY".
    """
    half = text.find(text[:_BEGINNING], _BEGINNING)
    if not 0 < half <= len(text) - half <= half + _LONGEST_BUTTON or text[half - 1].isspace():
        return False
    return text[:half] == text[half : 2 * half] and len(text.split()) > _PARAGRAPH


def titles_recording(text: str) -> bool:
    """Tell whether a line is the title of a recording that the page plays: "Clip: Voi rừng Yok Đôn vào rẫy"."""
    return _RECORDING.match(text) is not None and not ends_sentence(text) and not has_credit(text)


def prose_words(texts: Iterable[str]) -> int:
    """Return how many words the paragraphs among some lines have."""
    return sum(len(text.split()) for text in texts if is_paragraph(text))
