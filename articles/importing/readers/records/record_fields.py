"""Which name in a record each field of an article is read from: by the name, or by what the field holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from articles.importing.options import FIELDS, ImportOptions
from articles.importing.readers.records.record_names import (
    FIELD_NAMES,
    OTHER_NAMES,
    PAGE_NAMES,
    TITLE_OR_TEXT,
    bare_names,
    compact,
    field_named,
    words_of,
)
from articles.importing.readers.records.record_values import (
    ADDRESS,
    FIELD_WORDS,
    LONG,
    VALUE_TESTS,
    WORTH,
    first_piece,
    has_words,
    is_address,
    is_date,
    is_text,
    is_title,
    is_written_day,
)
from articles.text.papers import is_paper_name, paper_named
from articles.text.segmented import unjoin

# Words in the name of a date, and those that say of a date that it is not of the posting.
_DATE_WORDS: Final = FIELD_WORDS.phrases("date")
_NO_POSTING: Final = FIELD_WORDS.phrases("no_posting")
_LETTERS_OF_DAY: Final = 20  # in a date in words, at most
_PAGE: Final = re.compile(r"https?://[^/\s]+/[^/\s]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
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
    others = {key for field, keys in names.items() for key in keys[1:] if compact(key) in FIELD_NAMES[field]}
    return Guess(
        {field: tuple(dict.fromkeys(keys)) for field, keys in names.items()},
        tuple(key for key in unused if key not in others),
        tuple(key for key in unused if key in others),
        by_value,
    )


def guessed_names(record: Mapping[str, Any]) -> dict[str, str]:
    """Return, for each field of an article, the name in a record that it is read from."""
    return {field: names[0] for field, names in guess(record, ImportOptions()).names.items() if names}


def paper_in(record: Mapping[str, Any]) -> str:
    """Return the paper that the texts in an object name which stands around articles; "" where they name none."""
    texts = {key: value.strip() for key, value in record.items() if isinstance(value, str) and is_title(value)}
    named = (texts[key] for key in usual_names("source", texts) if not ADDRESS.match(texts[key]))
    return next(named, "") or next(filter(is_paper_name, texts.values()), "")


def _chosen(field: str, filled: Mapping[str, Any], options: ImportOptions) -> list[str]:
    given = [compact(name) for name in options.names(field)]
    return [key for name in given for key in filled if compact(key) == name]


def usual_names(field: str, filled: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of a record that stand for a field, those that are listed first before others."""
    names = FIELD_NAMES[field]
    ranked = []
    for key in filled:
        bare = bare_names(key)
        rank = next(((index, names.index(one)) for index, one in enumerate(bare) if one in names), None)
        # With words around it a name is taken by its value too.
        is_named = rank is not None and (rank[0] == 0 or (field_named(key) == field and _may_hold(field, filled[key])))
        if rank is not None and is_named and not _is_of_other_kind(field, filled[key]):
            ranked.append((rank, key))
        elif compact(key) in TITLE_OR_TEXT and field == ("title" if is_title(filled[key]) else "body"):
            ranked.append(((0, len(names)), key))
    yield from (key for _, key in sorted(ranked, key=lambda one: one[0]))


def _is_of_other_kind(field: str, value: Any) -> bool:
    """Tell whether a value is a number, a day or a page's address where a paper or a section is named."""
    is_number = isinstance(value, int | float) or (isinstance(value, str) and not _LETTER.search(value))
    is_day = is_written_day(value) and sum(letter.isalpha() for letter in value) < _LETTERS_OF_DAY
    is_day = is_day and not paper_named(first_piece(value))
    is_page = field == "source" and isinstance(value, str) and _PAGE.match(value) is not None
    return field in {"source", "section"} and (is_number or is_day or is_page)


def _may_hold(field: str, value: Any) -> bool:
    if field == "published":
        return is_date(value)
    if field == "url":
        return isinstance(value, str) and ADDRESS.match(value) is not None
    if field in {"source", "section"}:
        return not is_text(value, WORTH)
    if field == "authors":
        return not isinstance(value, str) or _LETTER.search(value) is not None
    return True


def _complete(names: dict[str, list[str]], filled: Mapping[str, Any]) -> None:
    """Add the date and the address that their values tell, and the longest text, where no name gives them."""
    taken = {key for keys in names.values() for key in keys}
    for field, test in (("published", _is_posting), ("url", lambda _key, value: is_address(value))):
        if not names[field]:
            names[field] = [key for key in filled if key not in taken and test(key, filled[key])][:1]
            taken.update(names[field])
    if not names["body"] and (longest := _longest(filled, taken)):
        names["body"] = [longest]


def _is_posting(key: str, value: Any) -> bool:
    words = words_of(key)
    return bool(words & _DATE_WORDS) and not words & _NO_POSTING and is_date(value)


def _longest(filled: Mapping[str, Any], taken: set[str]) -> str:
    texts = [key for key in filled if key not in taken and is_text(filled[key], LONG)]
    return max(texts, key=lambda key: len(str(filled[key])), default="")


def _complete_by_value(names: dict[str, list[str]], filled: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Add the fields that no name gives but a value, and yield the name and the field of each.

    Of several days none is told from the others. The title and the lead stand above the text.
    """
    keys = list(filled)
    free = [key for key in keys if key not in _used(names) and compact(key) not in OTHER_NAMES]
    days = [key for key in free if is_written_day(filled[key]) and not words_of(key) & _NO_POSTING]
    if not names["published"] and len(days) == 1:
        names["published"] = days
        yield days[0], "published"
    pages = [key for key in keys if compact(key) in PAGE_NAMES]
    body = names["body"][:1]
    above = keys[: keys.index(body[0])] if body else []
    for field, test in VALUE_TESTS:
        may_be = [key for key in free if key in above] if field in {"title", "lead"} else free
        # "Trang: Kinh tế" is a section, "Trang: 3" is not.
        may_be = [*may_be, *pages] if field == "section" else may_be
        found = next((key for key in may_be if test(words_of(key), _value_line(filled[key]))), None)
        if not names[field] and found is not None:
            names[field] = [found]
            free = [key for key in free if key != found]
            yield found, field


def _value_line(value: Any) -> str:
    """Return a value as a line, without "_" in its words: a text, the name in an object, or a list of such."""
    if isinstance(value, dict):
        inner = {compact(key): item for key, item in value.items()}
        return next((text for key in _NAMES_IN_OBJECTS if isinstance(text := inner.get(key), str)), "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_value_line, value)))
    return unjoin(value.strip()) if isinstance(value, str) else ""


def _used(names: Mapping[str, list[str]]) -> set[str]:
    return {keys[0] for keys in names.values() if keys} | set(names["captions"])


def _is_lost_day(key: str, filled: Mapping[str, Any], names: Mapping[str, list[str]]) -> bool:
    """Tell whether a field holds a day while the article has none."""
    return not names["published"] and is_written_day(filled[key])
