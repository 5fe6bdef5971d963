"""Which names of records and labels stand for which field of an article, in any case and with words around them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from articles.importing.cleaning.byline_names import is_person
from articles.importing.options import FIELDS, ImportOptions
from articles.importing.readers.records.record_values import FIELD_WORDS, is_title
from articles.text.normal import fold
from articles.text.papers import is_paper_name
from articles.text.phrase_lists import entries

# The names that records give each field: a file for each, folded and without punctuation here, so that "tiêu đề",
# "tieu_de" and "tieuDe" are all "tieude". Earlier names win. A field without a file goes by its own name.
_FOLDER: Final = Path(__file__).parent / "field_names"


@lru_cache(maxsize=2000)
def compact(name: str) -> str:
    """Return a name folded and without punctuation: "Tiêu đề", "tieu_de" and "tieuDe" are all "tieude"."""
    return re.sub(r"[^a-z0-9]", "", fold(name))


def listed_names(field: str) -> tuple[str, ...]:
    """Return the compact names in the file of a field, or of another list of labels ("issue"), in their order."""
    path = _FOLDER / f"{field}.txt"
    return tuple(map(compact, entries(path))) if path.exists() else (compact(field),)


FIELD_NAMES: Final = {field: listed_names(field) for field in FIELDS}
OTHER_NAMES: Final = frozenset(listed_names("other"))
# Of these, the names of a page of a paper, which is often that of a section.
PAGE_NAMES: Final = frozenset({"trang", "page"})
# Names of a title where their value is short, and of a text where it is long: "Bài", "TD".
TITLE_OR_TEXT: Final = frozenset({"bai", "baiviet", "td"})
_GENERAL: Final = {"contents", "name", "document", "story", "vanban", "html"}
_AROUND: Final = FIELD_WORDS.phrases("around")
# Those of the words around a name that make a text ("short_content", "nội dung ngắn") a lead.
_SHORT: Final = frozenset({"short", "brief", "ngan"})
# Names of two parts, whose second part would say something else alone: "img_note", "cat_title".
_PICTURES: Final = FIELD_WORDS.phrases("pictures")
_PICTURE_TEXTS: Final = FIELD_WORDS.phrases("picture_texts")
_SECTION_TITLES: Final = FIELD_WORDS.phrases("section_titles")
IN_TWO: Final = re.compile(r"[/|()\[\]]")
_LONGEST_IN_TWO: Final = 50  # characters
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(key: str) -> frozenset[str]:
    """Return the words of a name in small letters without marks, and all of it compact: "ngayDang"."""
    return frozenset({word.lower() for word in _WORD.findall(_unmarked(key))} | {compact(key)})


def are_field_names(row: list[str], options: ImportOptions) -> bool:
    """Tell whether the first row of a table names fields of articles: a title or a text, and another field."""
    given = {compact(name) for _, name in options.fields}
    known = [cell for cell in row if field_named(cell) or compact(cell) in given]
    return is_article(row, options) and (len(known) > 1 or bool(given))


def columns_of_one_meaning(row: list[str], options: ImportOptions) -> tuple[str, ...]:
    """Return a warning for each field of an article that several columns of a table give, unless one was chosen."""
    warnings = []
    for field, names in FIELD_NAMES.items():
        columns = sorted((name for name in row if compact(name) in names), key=lambda name: names.index(compact(name)))
        if len(columns) > 1 and not options.names(field):
            shown = ", ".join(f"“{name}”" for name in columns)
            warnings.append(f"columns of one meaning ({field}): {shown}, of each row the first that is filled is read")
    return tuple(warnings)


def is_article(record: Iterable[str], options: ImportOptions) -> bool:
    """Tell whether a record's keys, or a table's first row, name a title or a text."""
    keys = list(record)
    given = {compact(name) for field in ("title", "body") for name in options.names(field)}
    plain = {*FIELD_NAMES["title"], *FIELD_NAMES["body"]} - _GENERAL
    own = {compact(key) for key in keys}
    if own & (plain | given):
        return True
    # A general name counts beside the name of another field ("document, summary").
    fields = {field_named(key) for key in keys} - {""}
    return bool(fields & {"title", "body"}) and len(fields) > 1


def is_general(name: str) -> bool:
    """Tell whether a name of a text or a title is that of a whole document as well: "story"."""
    return compact(name) in _GENERAL


@lru_cache(maxsize=2000)
def field_named(name: str) -> str:
    """Return the field that a name stands for, also with words around it; "" where it stands for none."""
    for bare in bare_names(name):
        for field, names in FIELD_NAMES.items():
            if bare in names:
                return field
    return "title" if compact(name) in TITLE_OR_TEXT else ""


def field_of_label(name: str, value: str) -> str:
    """Return the field that a label stands for before a value, "" where it stands for none."""
    field = field_named(name)
    if field == "title" and compact(name) in TITLE_OR_TEXT and is_person(value.strip()):
        return "authors"
    # "Media: Tuổi Trẻ"
    if field == "captions" and is_paper_name(value.strip()):
        return "source"
    return "body" if compact(name) in TITLE_OR_TEXT and not is_title(value) else field


@lru_cache(maxsize=2000)
def bare_names(name: str) -> tuple[str, ...]:
    """Return a name compact, and compact without words around it, those with more words left first.

    A name of a text becomes that of a lead where the words around it say that it is short.
    """
    words = [word.lower() for word in _WORD.findall(re.sub(r"[^\w]|_", " ", _unmarked(name)))]
    before = next((index for index, word in enumerate(words) if word not in _AROUND), len(words))
    after = next((index for index, word in enumerate(reversed(words)) if word not in _AROUND), len(words))
    spans = [
        (start, end)
        for start in range(before + 1)
        for end in range(len(words) - after, len(words) + 1)
        if 0 < end - start < len(words)
    ]
    bare = ("".join(words[start:end]) for start, end in sorted(spans, key=lambda span: span[0] - span[1]))
    found = dict.fromkeys([compact(name), *bare])
    # In two languages: "Tiêu đề / Title", "Tác giả (Author)".
    if len(name) <= _LONGEST_IN_TWO:
        found |= dict.fromkeys(filter(None, map(compact, IN_TWO.split(name))))
    # A caption is one whatever is before it: "photo_caption", "field_image_caption".
    found |= dict.fromkeys(word for word in words[-1:] if word == "caption")
    found |= dict.fromkeys(_of_two_parts(words))
    # "Chú thích ảnh 1", "caption_2": of captions, a record has several that are numbered.
    found |= {one: None for each in found if (one := each.rstrip("0123456789")) in FIELD_NAMES["captions"]}
    if _SHORT.isdisjoint(words):
        return tuple(found)
    return tuple("lead" if one in FIELD_NAMES["body"] else one for one in found)


def _of_two_parts(words: Sequence[str]) -> Iterator[str]:
    """Yield what the words of a name mean together: "news_img_note" is a caption, "cat_title" a section."""
    for middle in range(1, len(words)):
        first, second = words[middle - 1], "".join(words[middle:])
        if first in _PICTURES and (second in _PICTURE_TEXTS or second.rstrip("s") == "caption"):
            yield "caption"
        if first in FIELD_NAMES["section"] and second in _SECTION_TITLES:
            yield "category"


def _unmarked(name: str) -> str:
    """Return a name without the marks of Vietnamese, in its own case."""
    return "".join(map(_unmarked_letter, name))


@lru_cache(maxsize=1000)
def _unmarked_letter(letter: str) -> str:
    return fold(letter).upper() if letter.isupper() else fold(letter)
