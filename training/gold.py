"""Articles annotated by hand, read for training and for scoring.

A gold file holds articles: a line "### id", then one sentence a line with <PER>, <LOC> and <ORG> tags, then
a blank line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from articles.nlp.names.found_names import OUTSIDE, NameKind
from articles.nlp.names.tokens import NameToken

_TAG: Final = re.compile(r"(</?(?:PER|LOC|ORG)>)")
_KINDS: Final[dict[str, NameKind]] = {"PER": "person", "LOC": "place", "ORG": "organization"}

GoldSpan = tuple[int, int, NameKind]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text and the (start, end, kind) of every name in it, in order."""

    ident: str
    text: str
    spans: tuple[GoldSpan, ...]


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the articles of a gold file.

    Raises ValueError for a tag that is closed without having been opened.
    """
    return list(_articles(path.read_text(encoding="utf-8").split("\n")))


def labels_of(tokens: Sequence[NameToken], names: Mapping[int, tuple[int, str]]) -> list[str]:
    """Return the BIO label of each token, given {start: (end, kind)} of the names in characters."""
    labels: list[str] = []
    end, kind = 0, ""
    for token in tokens:
        if token.start in names:
            end, kind = names[token.start]
            labels.append(f"B-{kind}")
        else:
            labels.append(f"I-{kind}" if token.end <= end else OUTSIDE)
    return labels


def _articles(lines: list[str]) -> Iterator[GoldArticle]:
    starts = [number for number, line in enumerate(lines) if line.startswith("### ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield GoldArticle(lines[start][4:].strip(), *_untag("\n".join(lines[start + 1 : end]).rstrip("\n")))


def _untag(tagged: str) -> tuple[str, tuple[GoldSpan, ...]]:
    text, opened = "", None
    spans: list[GoldSpan] = []
    for part in _TAG.split(tagged):
        if not _TAG.fullmatch(part):
            text += part
        elif not part.startswith("</"):
            opened = len(text)
        elif opened is None:
            raise ValueError(f"{part} closes nothing after {text[-40:]!r}")
        else:
            spans.append((opened, len(text), _KINDS[part[2:-1]]))
            opened = None
    return text, tuple(spans)
