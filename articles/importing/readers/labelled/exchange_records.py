"""Records as programs of libraries exchange them: MARC in lines, EndNote's marks of one letter, BibTeX.

Each is made into lines that begin with the name of a field and a colon.
"""

import re
from collections.abc import Iterator
from typing import Final

# Fields of MARC 21 that tell something of an article, with the subfields that are read.
_MARC_FIELDS: Final = {
    "100": ("author", "a"),
    "110": ("author", "a"),
    "245": ("title", "ab"),
    "520": ("abstract", "a"),
    "700": ("author", "a"),
    "773": ("source", "tdg"),
    "260": ("publication date", "c"),
    "856": ("url", "u"),
}
_MARC: Final = re.compile(r"=?(?P<tag>\d{3}|LDR)\s+(?P<rest>.*)")
_SUBFIELD: Final = re.compile(r"[$|‡](?P<code>[a-z0-9])\s*(?P<value>[^$|‡]*)")
_LEAST_MARC: Final = 4
# What EndNote's marks stand for; the others name nothing that is read.
_ENDNOTE_FIELDS: Final = {
    "T": "title",
    "A": "author",
    "B": "source",
    "J": "source",
    "D": "year",
    "8": "date",
    "X": "abstract",
    "U": "url",
    "Z": "full text",
}
_ENDNOTE: Final = re.compile(r"%(?P<mark>[A-Z0-9@!~<>?&*])\s+(?P<value>.*)")
_BIBTEX: Final = re.compile(r"\s*@(?P<kind>\w+)\s*\{\s*[^,\n]*,\s*\n")
_BIBTEX_FIELD: Final = re.compile(
    r"(?m)^\s*(?P<name>[A-Za-z][\w-]*)\s*=\s*(?P<value>[{\"].*?[}\"]|\w+)\s*,?\s*$", re.DOTALL
)
_BIBTEX_NAMES: Final = {"journal": "source", "journaltitle": "source", "note": "full text", "annote": "full text"}
_RIS: Final = re.compile(r"(?P<tag>[A-Z][A-Z\d])  - ?(?P<value>.*)")
_RIS_FIELDS: Final = {
    **dict.fromkeys(("TI", "T1"), "title"),
    **dict.fromkeys(("AU", "A1"), "author"),
    **dict.fromkeys(("T2", "JO", "JF", "PB"), "source"),
    **dict.fromkeys(("DA", "PY", "Y1"), "date"),
    "AB": "abstract",
    "N2": "abstract",
    "UR": "url",
    "N1": "full text",
}
_LEAST_NOTE: Final = 150  # characters of a note that is the text
_LAST: Final = ("full text",)


def from_exchange(text: str) -> str:
    """Return a record of an exchange format as lines with labels; any other text as it is."""
    begins = text.lstrip("\ufeff \t\r\n")
    if begins.startswith("%0 ") or begins.startswith("%T "):
        return "\n".join(_endnote(begins.splitlines()))
    if begins.startswith("@") and _BIBTEX.match(begins):
        return _ordered(
            (_BIBTEX_NAMES.get(match["name"].lower(), match["name"].lower()), match["value"].strip('{}"'))
            for match in _BIBTEX_FIELD.finditer(begins)
        )
    if begins.startswith("TY  - "):
        return _ris(begins.splitlines()) or text
    first = begins.split("\n", 1)[0]
    return _marc(begins) if _MARC.fullmatch(first.strip()) else text


def _ordered(fields: Iterator[tuple[str, str]]) -> str:
    """Return fields as labelled lines, the text below the others."""
    some = sorted(fields, key=lambda field: field[0] in _LAST)
    return "\n".join(f"{name}: {value}" for name, value in some)


def _ris(lines: list[str]) -> str:
    """Return RIS as labelled lines, where a note holds the text; "" for another, whose marks are labels themselves."""
    found: list[tuple[str, str]] = []
    for line in lines:
        match = _RIS.fullmatch(line)
        if match:
            found.append((_RIS_FIELDS.get(match["tag"], ""), match["value"]))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
    if not any(name == "full text" and len(value) >= _LEAST_NOTE for name, value in found):
        return ""
    return _ordered((name, value) for name, value in found if name)


def _endnote(lines: list[str]) -> Iterator[str]:
    day = any(line.startswith("%8 ") for line in lines)
    for line in lines:
        match = _ENDNOTE.fullmatch(line)
        name = _ENDNOTE_FIELDS.get(match["mark"]) if match else None
        if match is None:
            yield line
        elif name and not (name == "year" and day):
            yield f"{'date' if name == 'year' else name}: {match['value']}"


def _marc(text: str) -> str:
    """Return the lines of MARC as labelled ones, with what stands below them."""
    lines = text.splitlines()
    end = next(
        (place for place, line in enumerate(lines) if line.strip() and not _MARC.fullmatch(line.strip())), len(lines)
    )
    found: list[str] = []
    authors: list[str] = []
    for line in lines[:end]:
        match = _MARC.fullmatch(line.strip())
        if match is None or match["tag"] not in _MARC_FIELDS:
            continue
        name, codes = _MARC_FIELDS[match["tag"]]
        parts = [
            one["value"].strip(" /:,").rstrip("." if name != "abstract" else "")
            for one in _SUBFIELD.finditer(match["rest"])
            if one["code"] in codes
        ]
        value = (", " if name == "source" else " ").join(filter(None, parts))
        if name == "author":
            authors.append(value)
        elif value:
            found.append(f"{name}: {value}")
    if end < _LEAST_MARC or not found:
        return text
    return "\n".join([*found, *([f"author: {'; '.join(authors)}"] if authors else []), "", *lines[end:]])
