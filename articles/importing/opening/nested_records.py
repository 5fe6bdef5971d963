"""The records of articles in what JSON or YAML holds: a list, also inside of objects, with the paper that they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from articles.importing.metadata import NO_METADATA, Metadata
from articles.importing.opening.joined_tables import JoinedTables
from articles.importing.options import ImportOptions
from articles.importing.readers.records.notion import notion_record
from articles.importing.readers.records.posting import why_not_posted
from articles.importing.readers.records.record_editors import is_document
from articles.importing.readers.records.record_fields import guessed_names, paper_in
from articles.importing.readers.records.record_names import is_article

_MOST_DEEP: Final = 4
_LEAST_TABLES: Final = 3


@dataclass(frozen=True, slots=True)
class NestedRecords:
    """Records, and what the objects around them state about all of them."""

    records: tuple[dict[str, Any], ...] = ()
    metadata: Metadata = NO_METADATA


def records_in(found: Any, options: ImportOptions) -> NestedRecords:
    """Return the records in an object that is not an article itself but contains a list of them; else none."""
    paper = ""
    for _round in range(_MOST_DEEP):
        if isinstance(found, list) and len(found) == 1:
            found = found[0]
        if not isinstance(found, dict) or is_document(found) or notion_record(found):
            break
        paper = paper_in(found) or paper
        if records := _listed(found, options):
            return NestedRecords(tuple(records), Metadata(source=paper))
        objects: list[Any] = [value for value in found.values() if isinstance(value, dict)]
        objects = objects or [value for value in found.values() if isinstance(value, list) and len(value) == 1]
        # Ghost has its tables beside what it says of the export.
        objects = [found["data"]] if isinstance(found.get("data"), dict) else objects
        if is_article(found, options) or len(objects) != 1:
            break
        found = objects[0]
    return NestedRecords()


def _of_tables(found: Mapping[str, Any], options: ImportOptions) -> list[dict[str, Any]]:
    """Return the posted articles in an object whose lists are the tables of a database, as Ghost exports them."""
    tables = {name: rows for name, rows in found.items() if isinstance(rows, list) and _are_objects(rows)}
    if len(tables) < _LEAST_TABLES:
        return []
    joined = JoinedTables(options)
    columns = {name: tuple(dict.fromkeys(key for row in rows for key in row)) for name, rows in tables.items()}
    values = {name: [list(map(row.get, columns[name])) for row in rows] for name, rows in tables.items()}
    for name in tables:
        joined.take(name, columns[name], values[name])
    articles = [name for name in tables if joined.are_articles(name, columns[name])]
    rows = (joined.record(columns[name], row) for name in articles for row in values[name])
    return [row for row in rows if row is not None and not why_not_posted(row)]


def _are_objects(values: list[Any]) -> bool:
    return bool(values) and all(isinstance(value, dict) for value in values)


def _listed(found: dict[str, Any], options: ImportOptions) -> list[dict[str, Any]]:
    lists = [value for value in found.values() if isinstance(value, list) and _are_records(value)]
    if _is_feed(found):
        return [{"source": found.get("title", ""), **item} for item in found["items"] if isinstance(item, dict)]
    if is_article(found, options):
        return _articles_in(found, lists)
    if of_tables := _of_tables(found, options):
        return of_tables
    if lists:
        return max(lists, key=len)
    objects = [value for value in found.values() if isinstance(value, dict)]
    # Records under their keys: {"bai-1": {...}, "bai-2": {...}}.
    return objects if len(objects) > 1 and all(is_article(one, options) for one in objects) else []


def _articles_in(found: dict[str, Any], lists: list[list[Any]]) -> list[dict[str, Any]]:
    """Return the articles that an object lists, which itself has a title and no text; else none."""
    guessed = guessed_names(found)
    if any(isinstance(found[name], str) for field in ("body", "lead") if (name := guessed.get(field))):
        return []
    return next((one for one in lists if {"title", "body"} <= guessed_names(one[0]).keys()), [])


def _is_feed(found: Mapping[str, Any]) -> bool:
    """Tell whether an object is a JSON Feed (jsonfeed.org): its own title is not that of an article."""
    return "jsonfeed.org" in str(found.get("version", "")) and isinstance(found.get("items"), list)


def _are_records(values: list[Any]) -> bool:
    return len(values) > 1 and all(isinstance(value, dict) for value in values)
