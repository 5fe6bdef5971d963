"""The settings and mapping of an OpenSearch index, and documents as their JSON.

Terms are made by the Haystack index. The analyzers here split a text at single spaces and do nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from haystack.constants import DJANGO_CT, ID

from haystack_engines.field_types import FieldType, field_type
from haystack_engines.indexed_documents import Fields, IndexedDocument

# What is read back of a document.
DOCUMENT: Final = "_document"
# Breaks ties in the order of hits.
NUMBER: Final = "_number"

# Stands for a space inside a term.
_SPACE: Final = "\x1f"
# Where a field has no term, and at each position of a placed one without any; between the terms of one position; before
# what ends at a position.
_NONE: Final = "\x7f"  # one byte in JSON, where other control characters have six
_AND: Final = "\x1d"
_END: Final = "\x1e"
# Where a placed field begins and ends.
FIRST: Final = f"{_END}{_END}first"
LAST: Final = f"{_END}{_END}last"
# Lucene takes terms of 32,766 bytes; a character has four at most.
_LONGEST_TERM: Final = 8000

_ANALYSIS: Final = {
    "tokenizer": {"at_spaces": {"type": "char_group", "tokenize_on_chars": [" "], "max_token_length": _LONGEST_TERM}},
    "filter": {
        "without_none": {"type": "stop", "stopwords": [_NONE]},
        "terms_of_a_position": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": [f"([^{_AND}]+)"],
        },
    },
    "analyzer": {
        "terms": {"type": "custom", "tokenizer": "at_spaces"},
        "placed": {"type": "custom", "tokenizer": "at_spaces", "filter": ["without_none", "terms_of_a_position"]},
    },
}

_OF_TYPE: Final[Mapping[FieldType, Mapping[str, Any]]] = {
    FieldType.TEXT: {"type": "text", "analyzer": "terms"},
    FieldType.PLACED: {"type": "text", "analyzer": "placed", "norms": False},
    FieldType.BAG: {"type": "keyword", "norms": True, "doc_values": False},
    FieldType.KEYWORD: {"type": "keyword"},
    FieldType.ORDERED: {"type": "double"},
}


# Settings of an index whose build has ended, besides the number of replicas: what was written outlives the node.
BUILT: Final = {"translog": {"durability": "request"}}


def index_body(fields: Fields, *, shards: int, meta: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings and mapping of an index of these fields, for as long as it is built: see `BUILT`.

    Nothing that is written can be found before the index is refreshed.
    """
    properties: dict[str, Any] = {
        ID: {"type": "keyword"},
        DJANGO_CT: {"type": "keyword"},
        NUMBER: {"type": "long"},
        DOCUMENT: {"type": "object", "enabled": False},
    }
    types = {name: field_type(field) for name, field in fields.items()}
    properties |= {name: _OF_TYPE[type_] for name, type_ in types.items() if type_ in _OF_TYPE}
    kept = [DOCUMENT, *(name for name, type_ in types.items() if type_ in (FieldType.TEXT, FieldType.PLACED))]
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": -1,
            "translog": {"durability": "async"},
            "analysis": _ANALYSIS,
        },
        "mappings": {
            "dynamic": False,
            "_meta": dict(meta),
            "_source": {"includes": kept},
            "properties": properties,
        },
    }


def source(document: IndexedDocument, types: Mapping[str, FieldType]) -> dict[str, Any]:
    """Return a document as the index takes it; `types` are those of all fields.

    A field of terms is never empty: scores would else compare with the documents alone that have the field, as no
    other engine does.
    """
    fields: dict[str, Any] = {}
    length = 0
    for name, type_ in types.items():
        if type_ is FieldType.TEXT:
            terms = document.terms.get(name) or [_NONE]
            length = max(length, len(terms))
            fields[name] = joined(terms)
        elif type_ is FieldType.BAG:
            fields[name] = _cut(document.terms.get(name) or [_NONE])
    for name, type_ in types.items():
        if type_ is FieldType.PLACED:
            fields[name] = placed_text(document.placed.get(name, {}), length=length)
    return {
        **fields,
        **{name: _cut(values) for name, values in document.keywords.items()},
        **document.ordered,
        ID: document.identifier,
        DJANGO_CT: document.model,
        NUMBER: int(document.pk) if document.pk.isdecimal() else 0,
        DOCUMENT: {"model": document.model, "pk": document.pk, "stored": document.stored},
    }


def joined(terms: Sequence[str]) -> str:
    """Return terms as one text, which the analyzers split again."""
    text = " ".join(terms)
    is_short = len(text) <= _LONGEST_TERM or max(map(len, terms)) <= _LONGEST_TERM
    is_plain = is_short and text.count(" ") == len(terms) - 1
    return text if is_plain else " ".join(map(one_word, terms))


def _cut(values: list[str]) -> list[str]:
    return values if max(map(len, values), default=0) <= _LONGEST_TERM else list(map(whole, values))


def one_word(term: str) -> str:
    """Return a term as it stands in a text, without spaces."""
    return term.replace(" ", _SPACE)[:_LONGEST_TERM]


def whole(value: str) -> str:
    """Return a value as it is indexed: whole, unless it is too long for Lucene."""
    return value[:_LONGEST_TERM]


def as_given(word: str) -> str:
    """Return the term that stands so in a text."""
    return word.replace(_SPACE, " ")


def placed_text(terms: Mapping[str, Sequence[int]], *, length: int) -> str:
    """Return a text whose positions are those of the terms, so many at least.

    Before each term stands its `end_mark`. The first position is marked by FIRST, what is behind the last by LAST.
    """
    marks: dict[int, list[str]] = {0: [FIRST]}
    for term, positions in terms.items():
        for position in positions:
            marks.setdefault(position, []).append(one_word(term))
            if position:
                marks.setdefault(position - 1, []).append(end_mark(term))
    end = max(length, *(position + 1 for position in marks))
    marks[end] = [LAST]
    words = [_NONE] * (end + 1)
    for position, some in marks.items():
        words[position] = _AND.join(some)
    return " ".join(words)


def end_mark(term: str) -> str:
    """Return the mark at the position before a term of a placed field, where what the term ends has its last term."""
    return _END + one_word(term)


def read_positions(text: str) -> dict[str, list[int]]:
    """Return the positions of the terms in a text or placed text, by the words that they are indexed as."""
    found: dict[str, list[int]] = {}
    for position, words in enumerate(text.split(" ")):
        for word in words.split(_AND):
            if not word.startswith((_NONE, _END)):
                found.setdefault(word, []).append(position)
    return found
