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
from articles.importing.readers.record_values import (
    ADDRESS,
    LONG,
    VALUE_TESTS,
    WORTH,
    has_words,
    is_address,
    is_date,
    is_text,
    is_title,
    is_written_day,
)
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
_OTHER_NAMES: Final = frozenset(listed_names("other"))
# Names of a title where their value is short, and of a text where it is long: "Bài".
_TITLE_OR_TEXT: Final = frozenset({"bai", "baiviet"})
_GENERAL: Final = {"contents", "name", "document", "story", "vanban", "html"}
_WORDS: Final = {
    # Words around a name that add nothing to it: "news_content", "article_title", "title_vi", "raw_text".
    "around": (
        "news new article articles post posts item doc tin bai baiviet entry story blog og meta dc vn vi "
        "name ten raw clean cleaned main full original origin the my data field c txt str html text chi tiet chinh "
        "short brief ngan gon viet cf acf custom wp tax node web hero cover"
    ),
    # Those of them that make a text ("short_content", "nội dung ngắn") a lead.
    "short": "short brief ngan",
    # Words in the name of a date, and those that say of a date that it is not of the posting.
    "date": (
        "date time ngay thoigian gio luc dang xuatban phathanh publication publish published posted pub issue issued "
        "live created create"
    ),
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
_LETTERS_OF_DAY: Final = 20  # in a date in words, at most
_NAME_VALUE: Final = re.compile(r"[^\W\d_]")
# What a value may be found in, where it is an object.
_NAMES_IN_OBJECTS: Final = ("name", "title", "label", "ten", "value")


@dataclass(frozen=True, slots=True)
class Guess:
    """The name in a record that each field of an article is read from, and the names whose text is not used.

    `unused` stand for no field; of `others`, each stands for a field that another name has given. `by_value` are those
    whose name tells no field, but what they hold does: name and field.
    """

    names: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    others: tuple[str, ...]
    by_value: tuple[tuple[str, str], ...] = ()


def guess(record: Mapping[str, Any], options: ImportOptions) -> Guess:
    """Tell which names of a record stand for which fields of an article.

    Of each field: the names that the options give, those that records use, those with words around them, and where
    none has a value, the one whose value can be nothing else: an address, a date, a long text, a paper, a section, a
    person, and where there is a text, a title and a lead.
    """
    filled = {key: value for key, value in record.items() if value not in (None, "", [], {})}
    names: dict[str, list[str]] = {
        field: [*_chosen(field, filled, options), *usual_names(field, filled)] for field in FIELDS
    }
    _complete(names, filled)
    by_value = tuple(_complete_by_value(names, filled))
    used = _used(names)
    unused = [key for key in filled if key not in used and (has_words(filled[key]) or _is_lost_day(key, filled, names))]
    others = {key for field, keys in names.items() for key in keys[1:] if compact(key) in _FIELD_NAMES[field]}
    return Guess(
        {field: tuple(dict.fromkeys(keys)) for field, keys in names.items()},
        tuple(key for key in unused if key not in others),
        tuple(key for key in unused if key in others),
        by_value,
    )


def _complete(names: dict[str, list[str]], filled: Mapping[str, Any]) -> None:
    """Add the date and the address that their values tell, and the longest text, where no name gives them."""
    taken = {key for keys in names.values() for key in keys}
    for field, test in (("published", _is_posting), ("url", lambda _key, value: is_address(value))):
        if not names[field]:
            names[field] = [key for key in filled if key not in taken and test(key, filled[key])][:1]
            taken.update(names[field])
    if not names["body"] and (longest := _longest(filled, taken)):
        names["body"] = [longest]


def _complete_by_value(names: dict[str, list[str]], filled: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Add the fields that no name gives but a value, and yield the name and the field of each.

    Of several days none is told from the others. The title and the lead stand above the text.
    """
    keys = list(filled)
    free = [key for key in keys if key not in _used(names) and compact(key) not in _OTHER_NAMES]
    days = [key for key in free if is_written_day(filled[key]) and not _words(key) & _NO_POSTING]
    if not names["published"] and len(days) == 1:
        names["published"] = days
        yield days[0], "published"
    body = names["body"][:1]
    above = keys[: keys.index(body[0])] if body else []
    for field, test in VALUE_TESTS:
        may_be = [key for key in free if key in above] if field in {"title", "lead"} else free
        found = next((key for key in may_be if test(_words(key), _value_line(filled[key]))), None)
        if not names[field] and found is not None:
            names[field] = [found]
            free.remove(found)
            yield found, field


def _used(names: Mapping[str, list[str]]) -> set[str]:
    return {keys[0] for keys in names.values() if keys} | set(names["captions"])


def _words(key: str) -> frozenset[str]:
    return frozenset({word.lower() for word in _WORD.findall(_unmarked(key))} | {compact(key)})


def _value_line(value: Any) -> str:
    """Return a value as a line: a text, the name in an object, or a list of such."""
    if isinstance(value, dict):
        inner = {compact(key): item for key, item in value.items()}
        return next((text for key in _NAMES_IN_OBJECTS if isinstance(text := inner.get(key), str)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_value_line, value)))
    return value.strip() if isinstance(value, str) else ""


def _is_lost_day(key: str, filled: Mapping[str, Any], names: Mapping[str, list[str]]) -> bool:
    """Tell whether a field holds a day while the article has none."""
    return not names["published"] and is_written_day(filled[key])


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


def is_general(name: str) -> bool:
    """Tell whether a name of a text or a title is that of a whole document as well: "story"."""
    return compact(name) in _GENERAL


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
    return "body" if compact(name) in _TITLE_OR_TEXT and not is_title(value) else field


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
    # A caption is one whatever is before it: "photo_caption", "field_image_caption".
    found |= dict.fromkeys(word for word in words[-1:] if word == "caption")
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
        is_named = rank is not None and (rank[0] == 0 or (field_named(key) == field and _may_hold(field, filled[key])))
        if rank is not None and is_named and not _is_of_other_kind(field, filled[key]):
            ranked.append((rank, key))
        elif compact(key) in _TITLE_OR_TEXT and field == ("title" if is_title(filled[key]) else "body"):
            ranked.append(((0, len(names)), key))
    yield from (key for _, key in sorted(ranked, key=lambda one: one[0]))


def _is_of_other_kind(field: str, value: Any) -> bool:
    """Tell whether a value is a number or a day where a paper or a section is named: "publication": 1777853700."""
    is_number = isinstance(value, int | float) or (isinstance(value, str) and not _NAME_VALUE.search(value))
    is_day = is_written_day(value) and sum(letter.isalpha() for letter in value) < _LETTERS_OF_DAY
    return field in {"source", "section"} and (is_number or is_day)


def _may_hold(field: str, value: Any) -> bool:
    if field == "published":
        return is_date(value)
    if field == "url":
        return isinstance(value, str) and ADDRESS.match(value) is not None
    if field in {"source", "section"}:
        return not is_text(value, WORTH)
    if field == "authors":
        return not isinstance(value, str) or _NAME_VALUE.search(value) is not None
    return True


def _is_posting(key: str, value: Any) -> bool:
    words = _words(key)
    return bool(words & _DATE_WORDS) and not words & _NO_POSTING and is_date(value)


def _longest(filled: Mapping[str, Any], taken: set[str]) -> str:
    texts = [key for key in filled if key not in taken and is_text(filled[key], LONG)]
    return max(texts, key=lambda key: len(str(filled[key])), default="")
