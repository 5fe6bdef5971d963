"""Fields of a record that stand in objects inside of it, or in lists of names and values."""

from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final

from articles.importing.options import ImportOptions
from articles.importing.readers.records.record_names import compact, field_named
from articles.importing.readers.records.record_values import is_number, is_text, is_title
from articles.text.papers import paper_key

_TEXTS: Final = frozenset({"title", "body"})
# Fields that other things than articles have as well: pictures, links, related articles.
_OF_ANYTHING: Final = frozenset({"", "url", "key", "captions", "published"})
# What the head of a page tells that a record beside it may not.
_OF_HEAD: Final = frozenset({"source", "section"})
_LEAST_TITLE: Final = 12  # letters
_HEADS: Final = frozenset({"title", "lead", "authors"})
_MOST_DEEP: Final = 3
# What is said about a whole record, whatever it has.
_ABOUT: Final = frozenset({"meta", "metadata", "warcheaders", "warcinfo"})
# What a list calls the name and the value of each field: {"meta_key": "sapo", "meta_value": ...}.
_PAIR_NAMES: Final = ("metakey", "fieldname", "key", "name", "field", "label", "code", "ten", "truong", "nhan")
_PAIR_VALUES: Final = ("metavalue", "fieldvalue", "value", "giatri", "text", "content", "noidung")
_LEAST_PAIRS: Final = 2


def with_groups(record: Mapping[str, Any], options: ImportOptions) -> dict[str, Any]:
    """Return a record with the fields of the objects inside of it, where it lacks them itself.

    Such an object has no field's name ("attributes", "metadata") and names an author, a text or another field of an
    article; one that names a title or a text that the record has is another article. An object that is the text may
    name the lead beside it. A number stands for an author or a section that such an object names.
    """
    found = _with_heads_of_text(_of_facebook(record))
    for _round in range(_MOST_DEEP):
        inner = {name: fields for name, value in found.items() if (fields := _group(name, value, found, options))}
        if not inner:
            break
        found = {name: value for name, value in found.items() if name not in inner}
        for fields in inner.values():
            found |= {name: value for name, value in fields.items() if name not in found or is_number(found[name])}
    return found


def _of_facebook(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a post in what Facebook exports ({"data": [{"post": ...}], "title": "X đã đăng..."}) as a record."""
    data = record.get("data")
    posts = [one["post"] for one in data if isinstance(one, dict) and "post" in one] if isinstance(data, list) else []
    if len(posts) != 1 or not isinstance(posts[0], str) or not is_number(record.get("timestamp")):
        return record
    # Its title says who posted, the first line of the text what.
    title, _, text = posts[0].strip().partition("\n")
    head = {"title": title.strip(), "body": text.strip()} if is_title(title) and text.strip() else {"body": posts[0]}
    return {**head, "published": record["timestamp"]}


def _with_heads_of_text(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the fields beside the text in an object: {"content": {"lead": ..., "blocks": ...}}."""
    found = dict(record)
    for name, value in record.items():
        if field_named(name) == "body" and isinstance(value, dict):
            heads = {key: one for key, one in value.items() if field_named(key) in _HEADS and key not in record and one}
            found |= heads
            found[name] = {key: one for key, one in value.items() if key not in heads}
    return found


def _group(name: str, value: Any, record: Mapping[str, Any], options: ImportOptions) -> dict[str, Any] | None:
    """Return the fields that a value groups, None where it groups none of this article."""
    if field_named(name) or compact(name) in {compact(one) for _, one in options.fields}:
        return None
    if isinstance(value, list):
        only = value[0] if len(value) == 1 and isinstance(value[0], dict) else None
        fields = only or dict(_pairs(value))
    else:
        fields = value if isinstance(value, dict) else {}
    named = {field_named(key) for key in fields}
    own = {field_named(key) for key, one in record.items() if one and (not isinstance(one, list) or is_text(one, 1))}
    deeper = any(isinstance(one, dict) and set(map(field_named, one)) - _OF_ANYTHING for one in fields.values())
    if named & own & _TEXTS and _tells_same_title(fields, record):
        # What the head of the page says of the article: of it, the record may lack who printed it.
        return {key: one for key, one in fields.items() if field_named(key) in _OF_HEAD - own}
    is_group = bool(named - _OF_ANYTHING) or compact(name) in _ABOUT or (deeper and not named & _TEXTS)
    return fields if is_group and not named & own & _TEXTS else None


def _tells_same_title(fields: Mapping[str, Any], record: Mapping[str, Any]) -> bool:
    """Tell whether a title among some fields begins with that of a record: the page's adds its paper."""
    own, other = (_title_key(fields_of) for fields_of in (record, fields))
    return len(own) >= _LEAST_TITLE and other.startswith(own)


def _title_key(record: Mapping[str, Any]) -> str:
    title = next((value for name, value in record.items() if field_named(name) == "title" and value), "")
    text = next(filter(None, title.values()), "") if isinstance(title, dict) else title
    return paper_key(unescape(str(text)))


def _pairs(items: list[Any]) -> Iterator[tuple[str, Any]]:
    """Yield the names and values of a list in which each object is one field; nothing for any other list."""
    if len(items) < _LEAST_PAIRS or not all(isinstance(item, dict) for item in items):
        return
    found = []
    for item in items:
        inner = {compact(key): value for key, value in item.items()}
        name = next((inner[key] for key in _PAIR_NAMES if isinstance(inner.get(key), str)), None)
        value = next((inner[key] for key in _PAIR_VALUES if key in inner), None)
        if name is None or value is None:
            return
        found.append((name, value))
    yield from found
