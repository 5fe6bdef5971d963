"""JSON records, as systems of newspapers and archives export them; which field is which, `record_fields` tells."""

import ast
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.byline_names import split_names
from articles.importing.cleaning.bylines import read_beside_date
from articles.importing.cleaning.characters import clean_line
from articles.importing.cleaning.phrases import SECTIONS, is_front_page
from articles.importing.cleaning.printed_issues import read_issue
from articles.importing.encodings.escaped_bytes import decoded_bytes, has_escaped_bytes
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.options import ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.publication_dates import StatedDate
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.page import Block, Page, Role
from articles.importing.readers.records.notion import notion_record
from articles.importing.readers.records.record_blocks import caption_blocks, plain_value, prose_blocks
from articles.importing.readers.records.record_editors import document_of_list, is_document
from articles.importing.readers.records.record_fields import guess
from articles.importing.readers.records.record_groups import with_groups
from articles.importing.readers.records.record_names import compact, field_named, is_article, is_general
from articles.importing.readers.records.record_values import first_piece, has_words, is_long, read_date, says_nothing
from articles.nlp.dates import read_dateline
from articles.text.date_values import english_date
from articles.text.normal import fold
from articles.text.papers import paper_of_address
from articles.text.written_dates import stated_date

# What the answer of a server names the article in, beside others such as "related".
_ENVELOPES: Final = ("article", "data", "result", "response", "payload", "post", "news", "item", "baiviet", "tin")
_UNUSED: Final = "the field “{name}” is not used"
_UNUSED_LONG: Final = "the field “{name}” holds a long text and is not used"
_BY_VALUE: Final = "the field “{name}” is taken for the {field}, by what it holds"
# A text that begins and ends as a list of texts or of objects does, or as an object.
_WRITTEN_LIST: Final = re.compile(r"\s*(?:\[\s*['\"{].*['\"}]\s*\]|\{\s*['\"].*\})\s*$", re.DOTALL)
_WRITTEN_BREAK: Final = re.compile(r"\s*(?:(?:\\r)?\\n)+(?![a-zđ])\s*")
_PAGE_NUMBER: Final = re.compile(r"(?:-?p\d+|\.\w+|-?trang-?\d+|-?c?\d+)$")
_WITH_SOURCE: Final = re.compile(r"(?P<title>.{10,}?)\s+[-–|]\s+(?P<source>[^|]{2,40})")
# Characters of a text beside a "name" that is no title of an article: of a shop, of a program.
_LEAST_LEAD: Final = 100
_SITE: Final = re.compile(r"https?://\S+|(?:[a-z\d-]+\.)+[a-z]{2,}")
# Signs of the reference of a library: "Báo Lào Cai. - Số 12", "Tuổi Trẻ; TP. HCM [TP. HCM] 12 May 2004: 7."
_IN_REFERENCE: Final = re.compile(r"\.\s*[-–—]\s|;|\.\s(?=\d)|[\[(]")
_HAS_NUMBER: Final = re.compile(r"\d")
_ID: Final = re.compile(r"[\d\W_]*")
_BEGINNING: Final = re.compile(r"[\ufeff\s]*(?:\{\s*\"|\[\s*\{)")


def looks_like_record(text: str) -> bool:
    """Tell whether `text` begins as a JSON object does, or as an array of them."""
    return _BEGINNING.match(text) is not None


def read_record(text: str, options: ImportOptions, *, is_row: bool = False) -> Page:
    """Read one JSON object; raises UnreadableDocument where it is broken or has neither a title nor a text.

    Of the row of a table the opening warns of columns of one meaning.
    """
    try:
        return record_page(_unwrap(_load(text), options), options, is_row=is_row)
    except RecursionError as error:
        raise UnreadableDocument("the JSON is nested too deeply") from error


def record_page(record: Mapping[str, Any], options: ImportOptions, *, is_row: bool = False) -> Page:
    """Return the article in a record; raises UnreadableDocument where it has neither a title nor a text."""
    stated = {key: _listed(value) for key, value in record.items() if not says_nothing(value)}
    values = with_groups(stated, options)
    guessed = guess(values, options)

    silent = {field_named(name) for name, value in record.items() if says_nothing(value)}
    by_value = {field for _, field in guessed.by_value}

    def pick(field: str) -> Any:
        is_silent = field in silent & by_value
        return None if is_silent else next((values[name] for name in guessed.names[field]), None)

    title = _line(pick("title"))
    lead, body = prose_blocks(pick("lead")), prose_blocks(pick("body"))
    is_stub = not body and len("".join(block.text for block in lead)) < _LEAST_LEAD
    if (not title and not body and not lead) or (is_stub and all(map(is_general, guessed.names["title"]))):
        raise UnreadableDocument("the record has no field that names a title or a text")
    published = _published(pick("published"))
    captions = {name: list(caption_blocks(values[name])) for name in guessed.names["captions"]}
    others = () if is_row else guessed.others
    empty = (name for name, blocks in captions.items() if not blocks and has_words(values[name]))
    warnings = [_unused(name, values[name]) for name in (*guessed.unused, *others, *empty)]
    warnings += [_BY_VALUE.format(name=name, field=field) for name, field in guessed.by_value]
    if lead and not body:
        warnings.append(f"the text is the field “{guessed.names['lead'][0]}”, which may be a part of the article")
    source, day = _source(_line(pick("source")))
    return Page(
        (
            *([Block(_without_source(title, source), Role.TITLE)] if title else []),
            *(block.with_role(Role.LEAD) for block in lead),
            *body,
            *(block for blocks in captions.values() for block in blocks),
        ),
        **{name: _metadata(name, pick(name)) for name in METADATA_FIELDS if name not in {"published", "source"}},
        source=source,
        published=published.iso or day,
        warnings=(*published.warnings, *warnings),
    )


def _unused(name: str, value: Any) -> str:
    return (_UNUSED_LONG if is_long(value) else _UNUSED).format(name=name)


def _load(text: str) -> Any:
    try:
        # NaN and Infinity, which programs write for a missing value, are no values.
        found = json.loads(text.strip("\ufeff \t\r\n"), parse_constant=lambda _name: None)
        return decoded_bytes(found) if has_escaped_bytes(text) else found
    except json.JSONDecodeError as error:
        raise UnreadableDocument(
            f"the JSON is broken: {error.msg}", f"line {error.lineno}, column {error.colno}"
        ) from error
    except ValueError as error:  # a number with more digits than Python parses
        raise UnreadableDocument(f"the JSON cannot be read: {error}") from error


def _unwrap(data: Any, options: ImportOptions) -> dict[str, Any]:
    """Return the record in a list of one or in an envelope such as {"data": {...}}."""
    for _round in range(4):
        if (page := notion_record(data)) is not None:
            return page
        if (document := document_of_list(data)) is not None:
            return {"body": document}
        if isinstance(data, list) and len(data) == 1:
            data = data[0]
        elif isinstance(data, dict) and is_document(data) and not is_article(data, options):
            return {"body": data}
        elif isinstance(data, dict) and not is_article(data, options) and (inner := _inner(data)) is not None:
            data = inner
    if not isinstance(data, dict):
        raise UnreadableDocument("the JSON is not one record of an article")
    return data


def _inner(record: dict[str, Any]) -> dict[str, Any] | list[Any] | None:
    """Return the object, or list of one, that is named as an envelope, else the only one in a record."""
    inner = {
        compact(key): value
        for key, value in record.items()
        if isinstance(value, dict) or (isinstance(value, list) and len(value) == 1)
    }
    named = next((inner[name] for name in _ENVELOPES if name in inner), None)
    return named if named is not None else next(iter(inner.values())) if len(inner) == 1 else None


def _metadata(name: str, value: Any) -> Any:
    if name == "authors":
        return _authors(value)
    return _section(_line(_end_of_path(value))) if name == "section" else _line(value)


def _source(text: str) -> tuple[str, str]:
    """Return the paper in a field, and the day that stands beside it: "Báo Đất Mũi, số 27, ngày 4/5/2026".

    An address stands for the paper that has it.
    """
    if _SITE.fullmatch(text):
        return paper_of_address(text if "://" in text else f"https://{text}") or text, ""
    if (issue := read_issue(text)) and issue.source:
        return issue.source, issue.day
    if _IN_REFERENCE.search(text) and _HAS_NUMBER.search(text):
        return first_piece(text), stated_date(text) or english_date(text)
    dateline = read_dateline(text)
    if dateline is None or not (dateline.published and dateline.rest):
        return text, ""
    byline = read_beside_date(dateline.rest)
    return (byline.source if byline and byline.source else dateline.rest), dateline.published


def _end_of_path(value: Any) -> Any:
    """Return the last step of a path of sections, a list that begins with the front page; other values as they are."""
    is_path = isinstance(value, list) and len(value) > 1 and is_front_page(_line(value[0]))
    return value[-1] if is_path else value


def _section(text: str) -> str:
    """Return the name of a section; of one that is an address, the name of its last part ("/xa-hoi/giao-thong-p2")."""
    if not re.match(r"https?://|/", text):
        return text
    parts = [_PAGE_NUMBER.sub("", part) for part in re.sub(r"^https?://[^/]*", "", text).split("/")]
    words = [" ".join(part.replace("_", "-").split("-")) for part in parts if part]
    known = _sections_by_folded()
    name = next((known[fold(word)] for word in reversed(words) if fold(word) in known), words[-1] if words else "")
    return name[:1].upper() + name[1:]


@cache
def _sections_by_folded() -> dict[str, str]:
    return {fold(name): name for name in sorted(SECTIONS)}


def _without_source(title: str, source: str) -> str:
    """Return a title without the name of the paper that its page adds to it: "... - Báo Mẫu"."""
    match = _WITH_SOURCE.fullmatch(title)
    return match["title"] if match and source and match["source"].casefold() == source.casefold() else title


def _line(value: Any) -> str:
    return clean_line(plain_value(value))


def _authors(value: Any) -> tuple[str, ...]:
    """Return the names in a field of authors; a number is the id of one, not a name."""
    items = value if isinstance(value, list) else [value]
    names = (clean_line(plain_value(item)) for item in items)
    return tuple(name for text in names if not _ID.fullmatch(text) for name in split_names(text))


def _listed(value: Any) -> Any:
    """Return a text that is a list or an object, as Python or JSON writes them, as what it stands for.

    Line breaks that a program has written as a backslash and a letter become what they stand for.
    """
    if isinstance(value, str) and not _WRITTEN_LIST.match(value):
        return value if "\n" in value else _WRITTEN_BREAK.sub("\n\n", value)
    if not isinstance(value, str):
        return value
    for parse in (json.loads, ast.literal_eval):
        try:
            found = parse(value.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        if isinstance(found, list | dict):
            return found
    return value


def _published(value: Any) -> StatedDate:
    """Read the value of a date field: a text or a number, or the first one in an object or a list."""
    while isinstance(value, dict | list) and value:
        value = next(iter(value.values() if isinstance(value, dict) else value))
    return read_date(value)


READER: Final = DocumentReader(
    "json",
    _("JSON record"),
    "a record: a JSON object, a line of JSON Lines, one of an array, or of the list in an object",
    read=lambda contents, options: read_record(contents.text, options),
    matches=lambda contents: looks_like_record(contents.text),
)
# Tables are split where they are opened, each row into a JSON record.
TABLE_READER: Final = DocumentReader(
    "table",
    _("table row"),
    "a row of CSV or TSV, separated by commas, semicolons, tabs or bars",
    read=lambda contents, options: read_record(contents.text, options, is_row=True),
)
# Elements of XML are split where they are opened as well.
XML_READER: Final = DocumentReader(
    "xml",
    _("XML record"),
    "an element of XML that is no feed, whose children name the fields of an article",
    read=READER.read,
)
YAML_READER: Final = DocumentReader(
    "yaml",
    _("YAML record"),
    "a record of YAML: one of a list, of the list in an object, or a document of several",
    read=READER.read,
)
SQL_READER: Final = DocumentReader(
    "sql",
    _("row of a database dump"),
    "a row of a table of articles in an SQL dump (mysqldump, phpMyAdmin, pg_dump, SQL Server): INSERT or COPY",
    read=READER.read,
)
# The readers of records, each by itself in a document; which one, the opening decides but for JSON.
RECORD_READERS: Final = (TABLE_READER, XML_READER, YAML_READER, SQL_READER, READER)
RECORD_FORMS: Final = frozenset(reader.form for reader in RECORD_READERS)
