"""JSON records, as systems of newspapers and archives export them. Fields are recognised by their names."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from articles.importing.cleaning.byline_names import split_names
from articles.importing.cleaning.captions import split_credit
from articles.importing.cleaning.characters import clean_line, clean_text
from articles.importing.metadata import METADATA_FIELDS
from articles.importing.options import FIELDS, ImportOptions
from articles.importing.parsed_article import UnreadableDocument
from articles.importing.publication_dates import StatedDate, read_date_value
from articles.importing.readers.document_reader import DocumentReader
from articles.importing.readers.html import fragment_blocks
from articles.importing.readers.page import Block, Page, Role, table_block
from articles.importing.readers.plain import plain_blocks
from articles.text.normal import fold

# The names that records give each field, folded and without punctuation: "tiêu đề", "tieu_de" and "tieuDe" are all
# "tieude". Earlier names win. A field that is not listed goes by its own name.
_FIELDS: Final = {
    "title": "title headline tieude tenbai tenbaiviet name subject",
    "lead": (
        "lead sapo summary description abstract mota tomtat chapeau excerpt intro standfirst dan "
        "dandau teaser desc subtitle"
    ),
    "body": (
        "body content text noidung articlebody paragraphs contenthtml bodyhtml html fulltext chitiet maintext contents"
    ),
    "captions": (
        "captions chuthich chuthichanh imagecaptions images photos anh hinhanh hinh media figures pictures gallery"
    ),
    "authors": "authors author byline tacgia creator writer nguoiviet butdanh dcccreator by writers",
    "source": "source site sitename publisher nguon bao newspaper tobao provider domain ogsitename",
    "section": ("section category chuyenmuc topic cate zone categories mucbao muc theloai channel sections"),
    "published": (
        "published publishedat publish publishdate publisheddate datepublished pubdate "
        "publishtime publishedtime ngaydang ngayxuatban xuatban posted postedat date time ngay "
        "datetime timestamp thoigian createdat created"
    ),
    "url": "url link canonical href permalink canonicalurl duongdan lienket sourceurl",
    "key": "id key guid articleid newsid ma mabai uuid docid",
}
_FIELD_NAMES: Final = {field: tuple(_FIELDS.get(field, field).split()) for field in FIELDS}
_ALL_NAMES: Final = frozenset(name for names in _FIELD_NAMES.values() for name in names)
_TEXT_KEYS: Final = (
    "caption",
    "text",
    "chuthich",
    "content",
    "value",
    "title",
    "description",
    "alt",
    "name",
    "noidung",
    "mota",
)
# Where a typed block of a text keeps a list of lines or of rows.
_LIST_KEYS: Final = ("items", "rows", "lines", "paragraphs", "children", "data")
_CREDIT_KEYS: Final = (
    "credit",
    "photographer",
    "author",
    "tacgia",
    "source",
    "nguon",
    "photocredit",
    "by",
    "nguoichup",
)
_BEGINNING: Final = re.compile(r"[\ufeff\s]*(?:\{\s*\"|\[\s*\{)")
_TAG: Final = re.compile(
    r"</?(?:p|div|br|span|a|b|i|em|strong|img|figure|h[1-6]|li|ul|table|section|article)\b[^<>]*>",
    re.IGNORECASE,
)


def looks_like_record(text: str) -> bool:
    """Tell whether `text` begins as a JSON object does, or as an array of them."""
    return _BEGINNING.match(text) is not None


def guessed_names(record: Mapping[str, Any]) -> dict[str, str]:
    """Return, for each field of an article, the name in a record that it is read from."""
    own = {_name(key): key for key in reversed(list(record))}
    guessed = {field: next((own[name] for name in names if name in own), "") for field, names in _FIELD_NAMES.items()}
    return {field: name for field, name in guessed.items() if name}


def read_record(text: str, options: ImportOptions) -> Page:
    """Read one JSON object; raises UnreadableDocument where it is broken or has neither a title nor a text."""
    fields = _Fields(_unwrap(_load(text), options), options)
    title = _line(fields.pick("title"))
    lead, body = _prose(fields.pick("lead")), _prose(fields.pick("body"))
    if not title and not body:
        raise UnreadableDocument("the record has no field that names a title or a text")
    published = _published(fields.pick("published"))
    return Page(
        (
            *([Block(title, Role.TITLE)] if title else []),
            *(block.with_role(Role.LEAD) for block in lead),
            *body,
            *_captions(fields.pick("captions")),
        ),
        **{name: _metadata(name, fields.pick(name)) for name in METADATA_FIELDS if name != "published"},
        published=published.iso,
        warnings=published.warnings,
    )


def _load(text: str) -> Any:
    try:
        return json.loads(text.strip("\ufeff \t\r\n"))
    except json.JSONDecodeError as error:
        raise UnreadableDocument(
            f"the JSON is broken: {error.msg}", f"line {error.lineno}, column {error.colno}"
        ) from error
    except ValueError as error:  # a number with more digits than Python parses
        raise UnreadableDocument(f"the JSON cannot be read: {error}") from error
    except RecursionError as error:
        raise UnreadableDocument("the JSON is nested too deeply") from error


def _unwrap(data: Any, options: ImportOptions) -> dict[str, Any]:
    """Return the record in a list of one or in an envelope such as {"data": {...}}."""
    for _round in range(4):
        if isinstance(data, list) and len(data) == 1:
            data = data[0]
        elif isinstance(data, dict) and not is_article(data, options) and (inner := _inner(data)) is not None:
            data = inner
    if not isinstance(data, dict):
        raise UnreadableDocument("the JSON is not one record of an article")
    return data


def are_field_names(row: list[str], options: ImportOptions) -> bool:
    """Tell whether the first row of a table names fields of articles: a title or a text, and another field."""
    given = {_name(name) for _, name in options.fields}
    known = [cell for cell in row if _name(cell) in _ALL_NAMES | given]
    return is_article(row, options) and (len(known) > 1 or bool(given))


def columns_of_one_meaning(row: list[str], options: ImportOptions) -> tuple[str, ...]:
    """Return a warning for each field of an article that several columns of a table give, unless one was chosen."""
    warnings = []
    for field, names in _FIELD_NAMES.items():
        columns = sorted((name for name in row if _name(name) in names), key=lambda name: names.index(_name(name)))
        if len(columns) > 1 and not options.names(field):
            shown = ", ".join(f"“{name}”" for name in columns)
            warnings.append(f"columns of one meaning ({field}): {shown}, of each row the first that is filled is read")
    return tuple(warnings)


def is_article(record: Iterable[str], options: ImportOptions) -> bool:
    """Tell whether a record's keys, or a table's first row, name a title or a text."""
    given = (_name(name) for field in ("title", "body") for name in options.names(field))
    known = {*_FIELD_NAMES["title"], *_FIELD_NAMES["body"]} - {"contents", "name"}
    return bool({_name(key) for key in record} & {*known, *given})


def _inner(record: dict[str, Any]) -> dict[str, Any] | list[Any] | None:
    inner = [
        value for value in record.values() if isinstance(value, dict) or (isinstance(value, list) and len(value) == 1)
    ]
    return inner[0] if len(inner) == 1 else None


def _name(key: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(key))


class _Fields:
    """The values of a record by field of an article; names from the options win over the usual ones."""

    def __init__(self, record: dict[str, Any], options: ImportOptions) -> None:
        self._values = {_name(key): value for key, value in reversed(record.items())}
        self._options = options

    def pick(self, field: str) -> Any:
        """Return the first value that is not empty among those of a field's names."""
        given = tuple(_name(name) for name in self._options.names(field))
        values = (self._values.get(name) for name in given + _FIELD_NAMES[field])
        return next((value for value in values if value not in (None, "", [], {})), None)


def _plain(value: Any) -> str:
    """Return a value as text: a string, a number, the name in an object, or the first of a list."""
    if isinstance(value, dict):
        inner = {_name(key): item for key, item in value.items()}
        return next(
            (
                _plain(inner[key])
                for key in ("name", "title", "ten", "text", "rendered", "url", "oid")
                if inner.get(key)
            ),
            "",
        )
    if isinstance(value, list):
        return _plain(value[0]) if value else ""
    if isinstance(value, str):
        return "\n".join(block.text for block in fragment_blocks(value)) if _TAG.search(value) else value
    return "" if value is None or isinstance(value, bool) else str(value)


def _prose(value: Any) -> list[Block]:
    """Return the blocks of a text field: HTML, plain text with line breaks, a number, or a list of paragraphs."""
    if isinstance(value, list):
        return _paragraphs(value)
    if isinstance(value, dict):
        return _item(value)
    if not isinstance(value, str):
        return _number(value)
    return fragment_blocks(value) if _TAG.search(value) else list(plain_blocks(clean_text(value, keep_tabs=True)))


def _item(item: Any) -> list[Block]:
    """Return the blocks of one item of a list of paragraphs; line breaks in it are kept, as those of verse."""
    if isinstance(item, str):
        text = "\n".join(line for line in clean_text(item).split("\n") if line)
        return fragment_blocks(item) if _TAG.search(item) else [Block(text)] if text else []
    if isinstance(item, list):
        return _paragraphs(item)
    if not isinstance(item, dict):
        return _number(item)
    inner = {_name(key): value for key, value in item.items()}
    if re.search(r"image|photo|caption|figure|picture|anh", str(inner.get("type", "")).lower()):
        return list(_caption_object(item))
    values = [inner[key] for key in (*_TEXT_KEYS, *_LIST_KEYS) if inner.get(key) not in (None, "", [], {})]
    texts = [value for value in values if isinstance(value, str)]
    return _item(texts[0] if texts else values[0] if values else "")


def _paragraphs(items: list[Any]) -> list[Block]:
    """Return the blocks of a list: lists of values, one after another, are the rows of a table."""
    blocks: list[Block] = []
    for is_row, some in groupby(items, key=_is_row):
        if is_row and len(rows := list(some)) > 1:
            blocks.append(table_block([[_plain(cell) for cell in row] for row in rows]))
        else:
            blocks += [block for item in (rows if is_row else some) for block in _item(item)]
    return blocks


def _is_row(item: Any) -> bool:
    return isinstance(item, list) and len(item) > 1 and not any(isinstance(cell, dict | list) for cell in item)


def _number(value: Any) -> list[Block]:
    return [Block(str(value))] if isinstance(value, int | float) and not isinstance(value, bool) else []


def _captions(value: Any) -> Iterator[Block]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, str) and not re.match(r"https?://|/|\S+\.(?:jpe?g|png|webp|gif)$", item):
            yield from (block.with_role(Role.CAPTION) for block in _item(item))
        elif isinstance(item, dict):
            yield from _caption_object(item)


def _caption_object(item: dict[str, Any]) -> Iterator[Block]:
    inner = {_name(key): value for key, value in item.items()}
    text = next((inner[key] for key in _TEXT_KEYS if isinstance(inner.get(key), str) and inner[key]), "")
    credit = next((clean_line(_plain(inner[key])) for key in _CREDIT_KEYS if inner.get(key)), "")
    if text:
        yield Block(clean_line(_plain(text)), Role.CAPTION, credit=split_credit(f"x. {credit}").credit or credit)


def _metadata(name: str, value: Any) -> Any:
    return _authors(value) if name == "authors" else _line(value)


def _line(value: Any) -> str:
    return clean_line(_plain(value))


def _authors(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names = (clean_line(_plain(item)) for item in items)
    return tuple(name for text in names for name in split_names(text))


def _published(value: Any) -> StatedDate:
    """Read the value of a date field: a text or a number, or the first one in an object or a list."""
    while isinstance(value, dict | list) and value:
        value = next(iter(value.values() if isinstance(value, dict) else value))
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return read_date_value(value if isinstance(value, str) else repr(value) if is_number else "")


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
    read=READER.read,
)
