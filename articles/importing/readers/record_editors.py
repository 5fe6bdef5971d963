"""The documents of text editors in a record: runs of one paragraph, its data beside its type, the inserts of Quill."""

from typing import Any, Final, TypeGuard

from articles.importing.readers.record_names import compact

# Types of an editor, compact: of what stands in a paragraph, and of what holds paragraphs.
_RUNS: Final = frozenset(
    ("text", "span", "link", "mention", "emoji", "code", "strong", "em", "hashtag", "autolink", "inlinecode")
)
_BREAKS: Final = frozenset(("hardbreak", "linebreak", "break", "br"))
_HOLDERS: Final = frozenset(("doc", "root", "document", "section", "article", "body"))
_PARTS: Final = ("children", "content")


def editor_value(item: dict[str, Any]) -> Any:
    """Return an object of a text as an editor means it: a text for a paragraph, a list for a document; others as such.

    Read are the objects of Quill, ProseMirror, TipTap, Slate, Lexical, Portable Text and Editor.js.
    """
    inner = _by_compact_name(item)
    if _are_inserts(inserts := inner.get("ops")):
        return _lines(inserts)
    kind = inner.get("type")
    if not isinstance(kind, str):
        return item
    if isinstance(data := inner.get("data"), dict) and data:
        return {"type": kind, **data}
    runs = _parts(inner)
    if compact(kind) in _HOLDERS or not _are_runs(runs):
        return item
    return _joined(runs)


def _by_compact_name(item: dict[str, Any]) -> dict[str, Any]:
    return {compact(key): value for key, value in item.items()}


def _parts(inner: dict[str, Any]) -> Any:
    """Return what an object holds, whichever name it has there; None where it holds nothing."""
    return next((inner[key] for key in _PARTS if inner.get(key)), None)


def _are_inserts(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "insert" in one for one in value)


def _lines(inserts: list[dict[str, Any]]) -> list[str]:
    """Return the paragraphs of Quill, which its line breaks end; what is inserted without a text ends one too."""
    texts = (one["insert"] if isinstance(one["insert"], str) else "\n" for one in inserts)
    return [line for line in "".join(texts).split("\n") if line.strip()]


def _are_runs(value: Any) -> TypeGuard[list[dict[str, Any]]]:
    """Tell whether a list holds the runs of one paragraph, each a text with its marks."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and _is_run(one) for one in value)


def _is_run(item: dict[str, Any]) -> bool:
    inner = _by_compact_name(item)
    kind = inner.get("type")
    if not isinstance(kind, str):  # Slate names no type of a text
        return isinstance(inner.get("text"), str)
    return compact(kind) in _BREAKS or (compact(kind) in _RUNS and bool(_run_text(item)))


def _run_text(item: dict[str, Any]) -> str:
    inner = _by_compact_name(item)
    if isinstance(kind := inner.get("type"), str) and compact(kind) in _BREAKS:
        return "\n"
    if isinstance(text := inner.get("text"), str):
        return text
    parts = _parts(inner)
    return _joined(parts) if _are_runs(parts) else ""


def _joined(runs: list[dict[str, Any]]) -> str:
    return "".join(map(_run_text, runs))
