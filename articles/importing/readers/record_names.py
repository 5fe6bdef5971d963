"""Which name in a record stands for which field of an article: by the name, in any case and with prefixes, or by what
the field holds.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from articles.importing.options import FIELDS, ImportOptions
from articles.importing.publication_dates import read_date_value
from articles.text.normal import fold
from articles.text.phrase_lists import entries

# The names that records give each field: a file for each, folded and without punctuation here, so that "tiêu đề",
# "tieu_de" and "tieuDe" are all "tieude". Earlier names win. A field without a file goes by its own name.
_FOLDER: Final = Path(__file__).parent / "field_names"


def compact(name: str) -> str:
    """Return a name folded and without punctuation: "Tiêu đề", "tieu_de" and "tieuDe" are all "tieude"."""
    return re.sub(r"[^a-z0-9]", "", fold(name))


def listed_names(field: str) -> tuple[str, ...]:
    """Return the compact names in the file of a field, or of another list of labels ("issue"), in their order."""
    path = _FOLDER / f"{field}.txt"
    return tuple(map(compact, entries(path))) if path.exists() else (field,)


_FIELD_NAMES: Final = {field: listed_names(field) for field in FIELDS}
# Names of a title where their value is short, and of a text where it is long: "Bài".
_TITLE_OR_TEXT: Final = frozenset({"bai", "baiviet"})
_GENERAL: Final = {"contents", "name", "document", "story", "vanban", "html"}
_WORDS: Final = {
    # Words around a name that add nothing to it: "news_content", "article_title", "title_vi", "raw_text".
    "around": (
        "news new article articles post posts item doc tin bai baiviet entry story blog og meta dc vn vi "
        "name ten raw clean cleaned main full original origin the my data field c txt str html text chi tiet chinh "
        "short brief ngan gon"
    ),
    # Those of them that make a text ("short_content", "nội dung ngắn") a lead.
    "short": "short brief ngan",
    # Words in the name of a date, and those that say of a date that it is not of the posting.
    "date": ("date time ngay thoigian publication publish published posted pub created create"),
    "no posting": (
        "update updated modify modified edit edited crawl crawled fetch fetched scrape scraped index "
        "indexed import expire expired delete deleted read reading duration count birth event sua capnhat "
        "access accessed"
    ),
}
_AROUND: Final = frozenset(_WORDS["around"].split())
_SHORT: Final = frozenset(_WORDS["short"].split())
_DATE_WORDS: Final = frozenset(_WORDS["date"].split())
_NO_POSTING: Final = frozenset(_WORDS["no posting"].split())
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_ADDRESS: Final = re.compile(r"https?://\S+")
_NAME_VALUE: Final = re.compile(r"[^\W\d_]")
# Characters of a text that can only be that of an article, and of one that a warning calls long.
_LONG, _WORTH = 150, 120
# Two words, or one with a letter that is not an English one: no number, identifier or word of a program ("da_duyet").
_IN_WORDS: Final = re.compile(r"[^\W\d_]{2,}[.,:;]?\s+[^\W_]|[^\W\d_a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Guess:
    """The name in a record that each field of an article is read from, and the names whose text is not used.

    `unused` stand for no field; of `others`, each stands for a field that another name has given.
    """

    names: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    others: tuple[str, ...]


def guess(record: Mapping[str, Any], options: ImportOptions) -> Guess:
    """Tell which names of a record stand for which fields of an article.

    Of each field: the names that the options give, those that records use, those with words around them, and where
    none has a value, the one whose value can be nothing else: an address, a date, a long text.
    """
    filled = {key: value for key, value in record.items() if value not in (None, "", [], {})}
    names: dict[str, list[str]] = {
        field: [*_chosen(field, filled, options), *usual_names(field, filled)] for field in FIELDS
    }
    taken = {key for keys in names.values() for key in keys}
    for field, test in _BY_VALUE:
        if not names[field]:
            names[field] = [key for key in filled if key not in taken and test(key, filled[key])][:1]
            taken.update(names[field])
    if not names["body"] and (longest := _longest(filled, taken)):
        names["body"] = [longest]
        taken.add(longest)
    used = {keys[0] for keys in names.values() if keys} | set(names["captions"])
    unused = [key for key in filled if key not in used and has_words(filled[key])]
    others = {key for field, keys in names.items() for key in keys[1:] if compact(key) in _FIELD_NAMES[field]}
    return Guess(
        {field: tuple(dict.fromkeys(keys)) for field, keys in names.items()},
        tuple(key for key in unused if key not in others),
        tuple(key for key in unused if key in others),
    )


def guessed_names(record: Mapping[str, Any]) -> dict[str, str]:
    """Return, for each field of an article, the name in a record that it is read from."""
    return {field: names[0] for field, names in guess(record, ImportOptions()).names.items() if names}


def are_field_names(row: list[str], options: ImportOptions) -> bool:
    """Tell whether the first row of a table names fields of articles: a title or a text, and another field."""
    given = {compact(name) for _, name in options.fields}
    known = [cell for cell in row if field_named(cell) or compact(cell) in given]
    return is_article(row, options) and (len(known) > 1 or bool(given))


def columns_of_one_meaning(row: list[str], options: ImportOptions) -> tuple[str, ...]:
    """Return a warning for each field of an article that several columns of a table give, unless one was chosen."""
    warnings = []
    for field, names in _FIELD_NAMES.items():
        columns = sorted((name for name in row if compact(name) in names), key=lambda name: names.index(compact(name)))
        if len(columns) > 1 and not options.names(field):
            shown = ", ".join(f"“{name}”" for name in columns)
            warnings.append(f"columns of one meaning ({field}): {shown}, of each row the first that is filled is read")
    return tuple(warnings)


def is_article(record: Iterable[str], options: ImportOptions) -> bool:
    """Tell whether a record's keys, or a table's first row, name a title or a text."""
    keys = list(record)
    given = {compact(name) for field in ("title", "body") for name in options.names(field)}
    plain = {*_FIELD_NAMES["title"], *_FIELD_NAMES["body"]} - _GENERAL
    own = {compact(key) for key in keys}
    if own & (plain | given):
        return True
    # A general name counts beside the name of another field ("document, summary").
    fields = {field_named(key) for key in keys} - {""}
    return bool(fields & {"title", "body"}) and len(fields) > 1


@lru_cache(maxsize=2000)
def field_named(name: str) -> str:
    """Return the field that a name stands for, also with words around it; "" where it stands for none."""
    for bare in _bare_names(name):
        for field, names in _FIELD_NAMES.items():
            if bare in names:
                return field
    return "title" if compact(name) in _TITLE_OR_TEXT else ""


def field_of_label(name: str, value: str) -> str:
    """Return the field that a label stands for before a value, "" where it stands for none."""
    field = field_named(name)
    return "body" if compact(name) in _TITLE_OR_TEXT and not _is_title(value) else field


@lru_cache(maxsize=2000)
def _bare_names(name: str) -> tuple[str, ...]:
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
    # "Chú thích ảnh 1", "caption_2": of captions, a record has several that are numbered.
    found |= {one: None for each in found if (one := each.rstrip("0123456789")) in _FIELD_NAMES["captions"]}
    if _SHORT.isdisjoint(words):
        return tuple(found)
    return tuple("lead" if one in _FIELD_NAMES["body"] else one for one in found)


def _unmarked(name: str) -> str:
    """Return a name without the marks of Vietnamese, in its own case."""
    return "".join(fold(letter).upper() if letter.isupper() else fold(letter) for letter in name)


def _chosen(field: str, filled: Mapping[str, Any], options: ImportOptions) -> list[str]:
    given = [compact(name) for name in options.names(field)]
    return [key for name in given for key in filled if compact(key) == name]


def usual_names(field: str, filled: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of a record that stand for a field, those that are listed first before others."""
    names = _FIELD_NAMES[field]
    ranked = []
    for key in filled:
        bare = _bare_names(key)
        rank = next(((index, names.index(one)) for index, one in enumerate(bare) if one in names), None)
        # With words around it a name is taken by its value too.
        if rank is not None and (rank[0] == 0 or (field_named(key) == field and _may_hold(field, filled[key]))):
            ranked.append((rank, key))
        elif compact(key) in _TITLE_OR_TEXT and field == ("title" if _is_title(filled[key]) else "body"):
            ranked.append(((0, len(names)), key))
    yield from (key for _, key in sorted(ranked, key=lambda one: one[0]))


def _may_hold(field: str, value: Any) -> bool:
    if field == "published":
        return _is_date(value)
    if field == "url":
        return isinstance(value, str) and _ADDRESS.match(value) is not None
    if field in {"source", "section"}:
        return not _is_text(value, _WORTH)
    if field == "authors":
        return not isinstance(value, str) or _NAME_VALUE.search(value) is not None
    return True


def _is_title(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) < _LONG and "\n" not in value.strip()


def has_words(value: Any) -> bool:
    """Tell whether a value holds text in words, also inside lists and objects; a date or an address is none."""
    if isinstance(value, dict | list):
        return any(map(has_words, value.values() if isinstance(value, dict) else value))
    if not isinstance(value, str) or _IN_WORDS.search(value) is None:
        return False
    return is_long(value) or not (_ADDRESS.fullmatch(value.strip()) or _is_date(value))


def is_long(value: Any) -> bool:
    """Tell whether a value is a long text in words, or a list of texts."""
    return _is_text(value, _WORTH)


def _is_posting(key: str, value: Any) -> bool:
    words = {word.lower() for word in _WORD.findall(_unmarked(key))} | {compact(key)}
    return bool(words & _DATE_WORDS) and not words & _NO_POSTING and _is_date(value)


def _is_date(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    return bool(read_date_value(value if isinstance(value, str) else repr(value)).iso)


def _is_address(_key: str, value: Any) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value.strip()) is not None and not _is_picture(value)


def _is_picture(address: str) -> bool:
    return re.search(r"\.(?:jpe?g|png|gif|webp|mp4|svg)(?:$|\?)", address, re.IGNORECASE) is not None


_BY_VALUE: Final = (("published", _is_posting), ("url", _is_address))


def _longest(filled: Mapping[str, Any], taken: set[str]) -> str:
    texts = [key for key in filled if key not in taken and _is_text(filled[key], _LONG)]
    return max(texts, key=lambda key: len(str(filled[key])), default="")


def _is_text(value: Any, least: int) -> bool:
    """Tell whether a value is a text in words, or a list of texts, of at least so many characters."""
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        value = " ".join(value)
    return isinstance(value, str) and len(value) >= least and value.count(" ") >= least // 10
