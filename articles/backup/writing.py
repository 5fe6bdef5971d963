"""The archive written: a first line that says what follows, a line for each row, a last line that says it is whole."""

import json
import zlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from articles.backup.tables import HEAD, VERSION, name, tables
from articles.backup.values import Row, as_json, lookups
from articles.models import Article, Mention, StoryKey
from articles.text.packing import unpack

_AT_ONCE: Final = 200


def total() -> int:
    """Return how many lines `lines` will give."""
    return int(sum(model.objects.count() for model in tables())) + 2


def lines() -> Iterator[str]:
    """Yield the lines of the whole archive, a few rows of it in memory; see docs/backup.md for what they hold.

    To be read within `snapshot`.
    """
    counts = {name(model): model.objects.count() for model in tables()}
    yield _line({HEAD: VERSION, "rows": counts})
    for model in tables():
        for row in _articles() if model is Article else _rows(model):
            yield _line({"table": name(model)} | row)
    yield _line({HEAD: VERSION, "end": sum(counts.values())})


def _line(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _rows(model: Any) -> Iterator[Row]:
    for chunk in _chunks(model, lookups(model)):
        for values in chunk:
            yield as_json(model, values)


def _chunks(model: Any, wanted: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the rows in the order of their numbers, the number first in each."""
    last = 0
    while chunk := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", *wanted)[:_AT_ONCE]):
        last = chunk[-1][0]
        yield [values[1:] for values in chunk]


def _articles() -> Iterator[Row]:
    """Yield articles with all that belongs to them."""
    wanted = lookups(Article)
    number = wanted.index("id")
    for chunk in _chunks(Article, [*wanted, "words", "raw"]):
        ids = [values[number] for values in chunk]
        mentions, keys = _mentions(ids), _story_keys(ids)
        for *values, words, raw in chunk:
            pk = values[number]
            yield as_json(Article, values) | {
                "words": unpack(bytes(words)),
                "mentions": mentions[pk],
                "story_keys": keys[pk],
                "original": _original(bytes(raw)),
            }


def _mentions(ids: list[int]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    columns = ("article", "start", "end", "entity", "recognised", "entity__kind", "entity__name")
    rows = Mention.objects.filter(article__in=ids).order_by("article", "start").values_list(*columns)
    for article, start, end, entity, recognised, kind, its_name in rows:
        mention = {"start": start, "end": end, "entity": entity, "recognised": recognised}
        found[article].append(mention | {"kind": kind, "name": its_name})
    return found


def _story_keys(ids: list[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for article, key in StoryKey.objects.filter(article__in=ids).order_by("key").values_list("article", "key"):
        found[article].append(key)
    return found


def _original(raw: bytes) -> str | Row | None:
    """Return the original: as text where it is UTF-8, else its bytes in base 64, None where there is none."""
    if not raw:
        return None
    original = zlib.decompress(raw)
    try:
        return original.decode()
    except UnicodeDecodeError:
        return {"base64": b64encode(original).decode()}


def is_first_line(line: bytes) -> bool:
    """Tell whether a file that begins so is an export."""
    return line.startswith(b'{"' + HEAD.encode() + b'": ')
