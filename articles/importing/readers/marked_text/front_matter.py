"""Front matter: the metadata above a text in Markdown, in YAML ("---"), TOML ("+++") or as pandoc writes them ("%").

Of YAML the forms that front matter uses are read: a value, a list, lines folded below a key.
"""

import re
import tomllib
from typing import Any, Final

from articles.importing.readers.records.record_names import field_named

_YAML: Final = re.compile(
    r"[\ufeff\s]*---[ \t]*(?:yaml)?\r?\n(?P<front>.*?)\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)(?P<text>.*)", re.DOTALL
)
_TOML: Final = re.compile(r"[\ufeff\s]*\+\+\+[ \t]*\r?\n(?P<front>.*?)\n\+\+\+[ \t]*(?:\r?\n|$)(?P<text>.*)", re.DOTALL)
# Pandoc's title block: the title, the authors, the day; an indented line goes on with the one above it.
_PERCENTS: Final = re.compile(
    r"[\ufeff\s]*(?P<front>%[ \t]+[^\s!].*(?:\n[ \t]+\S.*)*(?:\n%.*(?:\n[ \t]+\S.*)*){1,2})"
    r"\n[ \t]*(?:\r?\n|$)(?P<text>[\s\S]*)"
)
_OF_PERCENTS: Final = ("title", "author", "date")
_TOML_PAIR: Final = re.compile(r"(?m)^(?P<key>[\w-]+)\s*=\s*(?P<value>.*)$")
_KEY: Final = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?)\s*:(?:\s+(?P<value>.*)|\s*)$")
# Front matter that only a program reads: names in English with their values, objects and lists.
_OF_PROGRAM: Final = re.compile(r"[a-z][\w-]*:|\s+[\w-]+:|\s*-\s|\s*$")
_FOLDED: Final = re.compile(r"[|>][+-]?")
_ITEM: Final = re.compile(r"\s*(?:-\s+)?(?:[\w-]+:\s+)?(?P<value>.*)")
_NAMED: Final = re.compile(r"\s*-?\s*(?P<key>[\w-]+):\s")
_REMARK: Final = re.compile(r"\s+#\s.*$")
# A link stands for its words: "[[Lê An]]", "[[nguoi/le-an|Lê An]]", "[Lê An](https://...)".
_LINK: Final = re.compile(
    r"\[\[(?P<page>[^\[\]|\n]{1,200})(?:\|(?P<shown>[^\[\]\n]{1,200}))?\]\]|\[(?P<words>[^\[\]\n]{1,200})\]\([^()\s]{1,500}\)"
)
_LONGEST_FRONT: Final = 20_000  # characters


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields above a text and the text below them; no fields where it has no front matter."""
    for pattern, read in ((_YAML, _yaml), (_TOML, _toml), (_PERCENTS, _percents)):
        found = pattern.match(text)
        if found is None or len(found["front"]) > _LONGEST_FRONT:
            continue
        fields = read(found["front"])
        if any(map(field_named, fields)):
            return fields, found["text"]
        if pattern is _YAML and all(map(_OF_PROGRAM.match, found["front"].splitlines())):
            return {}, found["text"]
    return {}, text


def linked_words(value: str) -> str:
    """Return a value with the words of links for these: "[[Lê An]]", "[Lê An](https://...)"."""
    return _LINK.sub(lambda link: link["shown"] or link["words"] or link["page"], value)


def _toml(front: str) -> dict[str, Any]:
    try:
        read = tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError):  # the latter where lists are nested too deeply
        return {pair["key"]: _value(pair["value"].strip()) for pair in _TOML_PAIR.finditer(front)}
    # Hugo keeps the fields of a site's own in tables: "[params]".
    inner = {name: value for table in read.values() if isinstance(table, dict) for name, value in table.items()}
    return {name: _plain(value) for name, value in (inner | read).items() if not isinstance(value, dict)}


def _percents(front: str) -> dict[str, Any]:
    values = [" ".join(line.split()) for line in re.sub(r"\n[ \t]+", "; ", front[1:]).split("\n%")]
    fields: dict[str, Any] = {
        name: linked_words(value) for name, value in zip(_OF_PERCENTS, values, strict=False) if value
    }
    fields["title"] = fields["title"].replace("; ", " ")
    authors = [name.strip() for name in fields.get("author", "").split(";") if name.strip()]
    return fields | ({"author": authors} if authors else {})


def _plain(value: Any) -> Any:
    """Return a day or a time of TOML as text."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _yaml(front: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    key = ""
    for line in front.splitlines():
        match = _KEY.match(line)
        if match:
            key, value = match["key"], (match["value"] or "").strip()
            fields[key] = [] if not value else "" if _FOLDED.fullmatch(value) else _value(value)
        elif line.strip().startswith("#") or not line.strip() or not key:
            continue
        elif isinstance(fields[key], list):
            fields[key] += [_unquoted(item["value"])] if (item := _ITEM.fullmatch(line)) and _is_named(line) else []
        else:
            fields[key] = f"{fields[key]} {line.strip()}".strip()
    return {name: _lone(name, value) for name, value in fields.items()}


def _is_named(line: str) -> bool:
    """Tell whether a line below a key is its value: of an object the name alone, not an address or a role."""
    named = _NAMED.match(line)
    return (
        named is None
        or field_named(named["key"]) in {"title", "authors", "source", "section", "body"}
        or (named["key"].lower() in {"name", "ten", "value", "label"})
    )


def _lone(name: str, value: Any) -> Any:
    """Return the one line below a key as its value: a long text stands so."""
    is_text = field_named(name) in {"title", "lead"} and isinstance(value, list)
    return " ".join(value) if is_text else value


def _value(text: str) -> str | list[str]:
    text = linked_words(text)
    if text.startswith("[") and text.endswith("]"):
        return [_unquoted(item) for item in text[1:-1].split(",") if item.strip()]
    return _unquoted(text)


def _unquoted(text: str) -> str:
    text = linked_words(text.strip())
    if text[:1] not in {'"', "'"}:
        return _REMARK.sub("", text)
    end = text.rfind(text[0])
    inner = text[1:end] if end else text
    return inner.replace('\\"', '"') if text[0] == '"' else inner.replace("''", "'")
