"""The nodes in documents of text editors, whatever an editor calls their parts: their kinds, fields, parts and runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from articles.importing.readers.records.record_names import compact

_KINDS: Final = ("type", "nodetype", "blockname", "component")
# Objects in which editors keep what a node has.
_INNER: Final = ("data", "attrs", "attributes", "props", "fields", "value", "target")
# Google Docs names the kind of a node by the object in it.
_NAMING: Final = ("paragraph", "table", "textrun")
_PARTS: Final = (
    *("text", "richtext", "content", "children", "innerblocks", "items", "blocks", "body", "nodes", "paragraphs"),
    *("elements", "cols", "columns", "contentelements"),
)
# Kinds, compact: of what stands in a paragraph; of that, what is a name or a sign and has its words in a field.
_WORDED: Final = frozenset(
    ("mention", "emoji", "date", "status", "inlinemath", "mathinline", "inlineequation", "formula")
)
_RUNS: Final = _WORDED | frozenset(
    (
        *(
            "text",
            "span",
            "string",
            "link",
            "a",
            "hyperlink",
            "entryhyperlink",
            "assethyperlink",
            "itemlink",
            "autolink",
        ),
        *("strong", "em", "bold", "italic", "code", "inlinecode", "hashtag", "keyword", "textrun"),
    )
)
_BREAKS: Final = frozenset(("hardbreak", "linebreak", "break", "br", "softbreak", "softreturn"))
# The fields that every text of Lexical has, whatever an editor calls its kind.
_LEXICAL: Final = frozenset(("detail", "mode", "text"))
_WORDS: Final = ("plaintext", "text", "string")
_ALSO_WORDS: Final = {"text": ("value",), "span": ("value",), "textrun": ("content",)}
_NAMES: Final = ("label", "value", "name", "text", "mentionname", "character", "latex", "formula", "equation")
_DELETED: Final = frozenset(("deletion", "delete", "suggestiondelete", "suggestiondeletion"))
# What separates, and links to other articles: no text of this one.
SILENT: Final = frozenset(
    (
        *(
            "horizontalrule",
            "divider",
            "delimiter",
            "separator",
            "thematicbreak",
            "hr",
            "spacer",
            "pagebreak",
            "paywall",
        ),
        *("linktool", "linkcard", "bookmark", "related", "relatedarticles", "relatedposts", "interstitiallink"),
    )
)
HOLDERS: Final = frozenset(("doc", "root", "document", "section", "article", "body"))


@dataclass(frozen=True, slots=True)
class EditorNode:
    """A node: its kind, compact ("" where it has none), its fields by compact names, and what it holds."""

    kind: str
    fields: Mapping[str, Any]
    parts: list[Any]


def node_of(item: Mapping[str, Any]) -> EditorNode:
    """Return an object as a node; the fields of objects inside of it are its own where it has none of the name."""
    own = {compact(key): value for key, value in item.items()}
    name = next((own[key] for key in _KINDS if isinstance(own.get(key), str)), "")
    if not name and isinstance(own.get("attributes"), dict) and isinstance(own.get("name"), str):
        name = own["name"]
    name = name or next((key for key in _NAMING if isinstance(own.get(key), dict)), "")
    kind = compact(name.replace(".", "/").rpartition("/")[2])
    fields = _with_inner(own, (*_INNER, kind))
    lists = (fields[key] for key in _PARTS if isinstance(fields.get(key), list))
    return EditorNode(kind, fields, [part for parts in lists for part in parts])


def _with_inner(own: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    fields = dict(own)
    for name in names:
        if isinstance(inner := own.get(name), dict):
            deeper = _with_inner({compact(key): value for key, value in inner.items()}, ("target", "fields"))
            fields |= {key: value for key, value in deeper.items() if not fields.get(key) or key == name}
    return fields


def is_run(item: Any) -> bool:
    """Tell whether a part of a paragraph stands in its sentence: a text with its marks, a link, a name, a break."""
    if not isinstance(item, dict):
        return False
    node = node_of(item)
    if (
        not node.kind or node.fields.keys() >= _LEXICAL
    ):  # Slate names no type of a text, editors on Lexical have their own
        return isinstance(node.fields.get("text"), str)
    if node.kind in _BREAKS or node.kind in _WORDED:
        return True
    return node.kind in _RUNS and (_own_words(node) is not None or (bool(node.parts) and are_runs(node.parts)))


def are_runs(parts: Any) -> TypeGuard[list[dict[str, Any]]]:
    """Tell whether a list holds the runs of one paragraph."""
    return isinstance(parts, list) and bool(parts) and all(map(is_run, parts))


def joined(runs: list[Any]) -> str:
    """Return the text of runs, their line breaks as "\\n"."""
    return "".join(map(run_text, runs))


def run_text(item: Mapping[str, Any]) -> str:
    """Return the text of a run; what a suggestion deletes is none."""
    node = node_of(item)
    if node.kind in _BREAKS:
        return "\n"
    if _is_deleted(node):
        return ""
    if node.kind in _WORDED:
        words = (node.fields[name] for name in _NAMES if isinstance(node.fields.get(name), str))
        return next(filter(None, words), "") or joined(node.parts)
    words_of_run = _own_words(node)
    return joined([part for part in node.parts if is_run(part)]) if words_of_run is None else words_of_run


def _own_words(node: EditorNode) -> str | None:
    names = (*_WORDS, *_ALSO_WORDS.get(node.kind, ()))
    return next((node.fields[name] for name in names if isinstance(node.fields.get(name), str)), None)


def _is_deleted(node: EditorNode) -> bool:
    marks = node.fields.get("marks")
    kinds = [mark.get("type") if isinstance(mark, dict) else mark for mark in marks] if isinstance(marks, list) else []
    return any(isinstance(kind, str) and compact(kind) in _DELETED for kind in kinds)
