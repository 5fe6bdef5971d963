"""People, places and organisations where they are named in a text."""

from dataclasses import dataclass
from typing import Final

from articles.nlp.crf import Tagger
from articles.nlp.features import features_of_line
from articles.nlp.kinds import Kind
from articles.nlp.tokens import Token, lines_of_tokens

OUTSIDE: Final = "O"


@dataclass(frozen=True, slots=True)
class Found:
    """A name found between two offsets of a text."""

    start: int
    end: int
    kind: Kind


def recognise(text: str, tagger: Tagger) -> list[Found]:
    """Return the names in an NFC text, in order; none overlaps another."""
    found: list[Found] = []
    for tokens in lines_of_tokens(text):
        found.extend(_decode(tokens, tagger.labels(features_of_line(tokens))))
    return found


def encode(tokens: list[Token], spans: dict[int, tuple[int, Kind]]) -> list[str]:
    """Return the label of each token, "B-" at the start of a name, "I-" inside, given {start: (end, kind)}."""
    labels: list[str] = []
    end, kind = 0, ""
    for token in tokens:
        if token.start in spans:
            end, kind = spans[token.start]
            labels.append(f"B-{kind}")
        else:
            labels.append(f"I-{kind}" if token.end <= end else OUTSIDE)
    return labels


def _decode(tokens: list[Token], labels: list[str]) -> list[Found]:
    found: list[Found] = []
    before = OUTSIDE
    for token, label in zip(tokens, labels, strict=True):
        kind = label[2:]
        if label != OUTSIDE and (label.startswith("B-") or before[2:] != kind):
            found.append(Found(token.start, token.end, kind))  # type: ignore[arg-type]
        elif label != OUTSIDE:
            found[-1] = Found(found[-1].start, token.end, found[-1].kind)
        before = label
    return found
