"""Objects of JSON that refer to others beside them by number, as Contentful and JSON:API give pictures and authors."""

from typing import Any, Final

# The fields in which what is referred to stands, and those of one that hold what it says.
_HOLDERS: Final = ("includes", "included", "assets")
_INNER: Final = ("fields", "attributes")
_MOST_DEEP: Final = 40  # objects in objects
_MOST_FOLLOWED: Final = 3  # references from one to the next


def with_linked(found: Any) -> Any:
    """Return an object with what it refers to in the place of each reference, and not beside; another value as it is.

    A reference is {"sys": {"type": "Link", "id": ...}} or, of JSON:API, {"data": {"type": ..., "id": ...}}. One to
    what is not there stays.
    """
    if not isinstance(found, dict):
        return found
    known = {
        _key(one): inner
        for name in _HOLDERS
        for one in _objects(found.get(name))
        if (inner := next((one[field] for field in _INNER if isinstance(one.get(field), dict)), None)) and _key(one)
    }
    if not known:
        return found
    own = {name: value for name, value in found.items() if name not in _HOLDERS}
    linked = _followed(own, known, 0, 0)
    return found if linked == own else linked


def _objects(value: Any) -> list[dict[str, Any]]:
    """Return the objects in a list, or in the lists of an object."""
    lists = value.values() if isinstance(value, dict) else [value]
    return [one for some in lists if isinstance(some, list) for one in some if isinstance(one, dict)]


def _key(one: dict[str, Any]) -> str:
    """Return the number of an object, "" where it has none; that of JSON:API with its type."""
    sys = one.get("sys")
    if isinstance(sys, dict):
        return str(sys.get("id", ""))
    return f"{one['type']}/{one['id']}" if {"type", "id"} <= one.keys() else ""


def _referred(value: dict[str, Any]) -> str:
    """Return the number of what a reference refers to; "" where an object is none."""
    sys, data = value.get("sys"), value.get("data")
    if isinstance(sys, dict):
        return str(sys.get("id", "")) if sys.get("type") == "Link" else ""
    return _key(data) if isinstance(data, dict) and data.keys() <= {"type", "id", "meta"} else ""


def _followed(value: Any, known: dict[str, dict[str, Any]], depth: int, followed: int) -> Any:
    if depth > _MOST_DEEP:
        return value
    if isinstance(value, list):
        return [_followed(one, known, depth + 1, followed) for one in value]
    if not isinstance(value, dict):
        return value
    if (key := _referred(value)) in known and followed < _MOST_FOLLOWED:
        return _followed(known[key], known, depth + 1, followed + 1)
    return {name: _followed(one, known, depth + 1, followed) for name, one in value.items()}
