"""The records of articles in what JSON or YAML holds: a list, also inside of objects, with the paper that they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from articles.importing.metadata import NO_METADATA, Metadata
from articles.importing.options import ImportOptions
from articles.importing.readers.record_fields import guessed_names, paper_in
from articles.importing.readers.record_names import is_article

_MOST_DEEP: Final = 3


@dataclass(frozen=True, slots=True)
class NestedRecords:
    """Records, and what the objects around them state about all of them."""

    records: tuple[dict[str, Any], ...] = ()
    metadata: Metadata = NO_METADATA


def records_in(found: Any, options: ImportOptions) -> NestedRecords:
    """Return the records in an object that is not an article itself but contains a list of them; else none."""
    paper = ""
    for _round in range(_MOST_DEEP):
        if not isinstance(found, dict):
            break
        paper = paper_in(found) or paper
        if records := _listed(found, options):
            return NestedRecords(tuple(records), Metadata(source=paper))
        objects = [value for value in found.values() if isinstance(value, dict)]
        if is_article(found, options) or len(objects) != 1:
            break
        found = objects[0]
    return NestedRecords()


def _listed(found: dict[str, Any], options: ImportOptions) -> list[dict[str, Any]]:
    lists = [value for value in found.values() if isinstance(value, list) and _are_records(value)]
    if _is_feed(found):
        return [{"source": found.get("title", ""), **item} for item in found["items"] if isinstance(item, dict)]
    if is_article(found, options):
        return _articles_in(found, lists)
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
