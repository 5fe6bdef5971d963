"""Names as a label for each token: "B-person" where one begins, "I-person" where it goes on, "O" outside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from articles.nlp.names.tokens import NameToken

OUTSIDE: Final = "O"


def labels_of(tokens: Sequence[NameToken], names: Mapping[int, tuple[int, str]]) -> list[str]:
    """Return the label of each token, given {start: (end, kind)} of the names in characters."""
    labels: list[str] = []
    end, kind = 0, ""
    for token in tokens:
        if token.start in names:
            end, kind = names[token.start]
            labels.append(f"B-{kind}")
        else:
            labels.append(f"I-{kind}" if token.end <= end else OUTSIDE)
    return labels


def spans_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, kind) of each name, counted in tokens."""
    start, kind = 0, ""
    for at, label in enumerate([*labels, OUTSIDE]):
        if kind and label != f"I-{kind}":
            yield start, at, kind
            kind = ""
        if label != OUTSIDE and not kind:
            start, kind = at, label[2:]
