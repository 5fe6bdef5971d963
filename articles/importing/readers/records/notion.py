"""Pages of Notion as its interface for programs gives them: the properties of a page, and its blocks."""

from typing import Any, Final, TypeGuard

_KIND: Final = "object"
_BLOCKS: Final = ("children", "results", "blocks", "content")
# The object that holds a page beside its blocks.
_PAGES: Final = ("page", "database_item")
_DEEPER: Final = 3


def are_notion_blocks(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    """Tell whether a list holds the blocks of a page."""
    return isinstance(value, list) and bool(value) and all(map(_is_block, value))


def _is_block(value: Any) -> bool:
    return isinstance(value, dict) and value.get(_KIND) == "block" and isinstance(value.get("type"), str)


def notion_record(found: Any) -> dict[str, Any] | None:
    """Return a page of Notion, or a list of its blocks, as a record; None for anything else."""
    blocks = _blocks_in(found)
    if not blocks:
        return None
    page = (
        next((found[name] for name in _PAGES if isinstance(found.get(name), dict)), found)
        if isinstance(found, dict)
        else {}
    )
    properties = page.get("properties")
    fields = properties if isinstance(properties, dict) else {}
    record = {_name(name, value): stated for name, value in fields.items() if (stated := _stated(value))}
    return {**record, "body": {"type": "doc", "content": blocks}}


def _blocks_in(found: Any) -> list[dict[str, Any]]:
    """Return the blocks in a list, a page, an answer of the interface, or an object that holds one of these."""
    for _depth in range(_DEEPER):
        if are_notion_blocks(found):
            return found
        if not isinstance(found, dict):
            return []
        found = next((found[name] for name in _BLOCKS if found.get(name)), None)
    return []


def _name(name: str, value: Any) -> str:
    return "title" if isinstance(value, dict) and value.get("type") == "title" else name


def _stated(value: Any, depth: int = 0) -> Any:
    """Return what a property states: a text, a day, an address, names."""
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("plain_text"), str):
        return value["plain_text"]
    inner = value.get(str(value.get("type", "")), value)
    if isinstance(inner, list):
        texts = [_stated(one, depth + 1) for one in inner] if depth < _DEEPER else []
        is_text = all(isinstance(one, dict) and "plain_text" in one for one in inner)
        return "".join(texts) if is_text else texts
    if isinstance(inner, dict):
        return next((inner[name] for name in ("plain_text", "name", "start", "content") if inner.get(name)), None)
    return inner
