"""Citations in the forms that people and reference managers read."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

from articles.exports.citation import Citation

# Signs that BibTeX and LaTeX read as their own; those that have a command, and the others escaped by "\".
_LATEX: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_ESCAPED: Final = re.compile(r"[\\~^&%$#_{}]")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def plain(citation: Citation) -> str:
    """Return a reference as Vietnamese papers write it: authors, “title”, source, date. Address in the archive."""
    date = "/".join(map(str, reversed(citation.date)))
    parts = [", ".join(citation.authors), f"“{citation.title}”", citation.source, date, citation.time]
    return ", ".join(filter(None, parts)) + f". {citation.page}"


def bibtex(citation: Citation) -> str:
    """Return an entry "@article" of BibTeX in UTF-8; each author stands in braces, so that no name is taken apart."""
    year, month, day = (*citation.date, 0, 0, 0)[:3]
    fields = {
        "author": " and ".join(f"{{{_latex(author)}}}" for author in citation.authors),
        "title": f"{{{_latex(citation.title)}}}",
        "journal": _latex(citation.source),
        "year": str(year or ""),
        "month": _MONTHS[month - 1] if month else "",
        "day": str(day or ""),
        "url": re.sub(r"[{}\\]", "", citation.address),
        "langid": "vietnamese",
    }
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'}" for name, value in fields.items() if value]
    return f"@article{{{citation.key},\n" + ",\n".join(lines) + "\n}\n"


def ris(citation: Citation) -> str:
    """Return a record of RIS for an article of a newspaper (type NEWS), lines ended by CR LF as the format says.

    A comma would part an author's family name from the given names, so names have none.
    """
    year, month, day = (*citation.date, 0, 0, 0)[:3]
    fields = [
        ("TY", "NEWS"),
        *(("AU", author.replace(",", " ")) for author in citation.authors),
        ("TI", citation.title),
        ("T2", citation.source),
        ("PY", str(year or "")),
        ("DA", "/".join(filter(None, (str(year or ""), f"{month:02}" if month else "", f"{day:02}" if day else "")))),
        ("SE", citation.section),
        ("AB", citation.lead),
        ("UR", citation.address),
        ("ID", citation.key),
        ("LA", "vi"),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(citation: Citation) -> dict[str, object]:
    """Return an item of CSL-JSON; authors are `literal` names, which no style takes apart."""
    item: dict[str, object] = {
        "id": citation.key,
        "type": "article-newspaper",
        "title": citation.title,
        "author": [{"literal": author} for author in citation.authors],
        "container-title": citation.source,
        "section": citation.section,
        "issued": {"date-parts": [list(citation.date)]} if citation.date else None,
        "abstract": citation.lead,
        "URL": citation.address,
        "language": "vi",
    }
    return {name: value for name, value in item.items() if value}


def csl_list(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield an array of CSL-JSON in pieces."""
    yield "["
    for index, each in enumerate(citations):
        yield ("," if index else "") + "\n" + json.dumps(csl(each), ensure_ascii=False)
    yield "\n]\n"


def _latex(text: str) -> str:
    return _ESCAPED.sub(lambda sign: _LATEX.get(sign[0], f"\\{sign[0]}"), " ".join(text.split()))
