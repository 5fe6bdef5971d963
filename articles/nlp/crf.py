"""Conditional random fields in CRFsuite's model files: run by underthesea_core, or their weights read.

underthesea_core, which comes with the segmenter, labels lines of tokens. The weights are read here, by the format of
CRFsuite 0.12 (`lib/crf/src/crf1d_model.c` and `lib/cqdb`): a header, the features, and the names of labels and
attributes as two CQDB tables. python-crfsuite can only dump a model as text (`Tagger.info()`): that rounds weights to
six decimals, and takes 0.37 s and 48 MB for underthesea's model of words where this takes 0.05 s and 26 MB.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np

Features = list[str]
Labels = list[str]

_MAGIC: Final = b"lCRF"
# After the magic and the size: type, version, numbers of features, labels and attributes, then offsets.
_HEADER: Final = struct.Struct("<4s8I")
_HEADER_AT: Final = 8
_FEATURE: Final = np.dtype([("type", "<u4"), ("from", "<u4"), ("to", "<u4"), ("weight", "<f8")])
# A chunk begins with its name, its size and its count of entries; a CQDB with six numbers and 256 table headers.
_CHUNK_HEADER, _TABLE_HEADER = 12, 24 + 256 * 8
_STATE, _TRANSITION = 0, 1
_ENTRY: Final = struct.Struct("<II")


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A model: `attributes[name][label]` and `transitions[from][to]`: labels are indexes of `labels`."""

    labels: list[str]
    attributes: dict[str, tuple[float, ...]]
    transitions: list[list[float]]


class Tagger:
    """A trained model, ready to label lines of tokens."""

    def __init__(self, path: Path) -> None:
        """Read the model at `path`; raises FileNotFoundError where there is none."""
        from underthesea_core import CRFTagger

        if not path.is_file():
            raise FileNotFoundError(path)
        self._crf: Any = CRFTagger()
        self._crf.load(str(path))
        # The features that have a weight.
        self.attributes: Final = frozenset(read_weights(path).attributes)

    def labels(self, line: Sequence[Features]) -> Labels:
        """Return the likeliest label of each token of a line, given their features."""
        labels: Labels = self._crf.tag(line)
        return labels


def read_weights(path: Path) -> Weights:
    """Return the weights of a model file; raises FileNotFoundError, or ValueError for a file of another format."""
    data = path.read_bytes()
    if data[: len(_MAGIC)] != _MAGIC:
        raise ValueError(f"{path} is no model of CRFsuite")
    _, _, _, labels, attributes, features_at, labels_at, attributes_at, _ = _HEADER.unpack_from(data, _HEADER_AT)
    (count,) = struct.unpack_from("<I", data, features_at + _CHUNK_HEADER - 4)
    features = np.frombuffer(data, _FEATURE, count, features_at + _CHUNK_HEADER)
    states, moves = (features[features["type"] == kind] for kind in (_STATE, _TRANSITION))
    weights = np.zeros((attributes, labels))
    weights[states["from"], states["to"]] = states["weight"]
    transitions = np.zeros((labels, labels))
    transitions[moves["from"], moves["to"]] = moves["weight"]
    names = _strings(data, attributes_at, attributes)
    rows = map(tuple, weights.tolist())
    return Weights(list(_strings(data, labels_at, labels)), dict(zip(names, rows, strict=True)), transitions.tolist())


def _strings(data: bytes, start: int, count: int) -> Iterator[str]:
    """Yield the strings of a CQDB, which are written in the order of their numbers."""
    at = start + _TABLE_HEADER
    for number in range(count):
        found, length = _ENTRY.unpack_from(data, at)
        if found != number:
            raise ValueError(f"string {number} is not where it should be, {found} is")
        at += _ENTRY.size
        yield data[at : at + length - 1].decode()
        at += length


@lru_cache(maxsize=2)
def _table(weights: Weights) -> "tuple[dict[str, int], np.ndarray[tuple[int, int], np.dtype[np.float64]]]":
    """Return the number of each attribute, and the weights of all as rows by these numbers; row 0 is of none."""
    none = (0.0,) * len(weights.labels)
    return {name: row for row, name in enumerate(weights.attributes, 1)}, np.array([none, *weights.attributes.values()])


def marginals(weights: Weights, line: Sequence[Features]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """Return how likely each label is for each token of a line: a row for each token, a column for each label.

    Forward and backward sums, each made to add up to 1 (Sutton and McCallum, An Introduction to Conditional Random
    Fields, 2.2).
    """
    rows, table = _table(weights)
    known = [[0, *filter(None, map(rows.get, features))] for features in line]
    starts = np.cumsum([0, *map(len, known[:-1])])
    scores = np.add.reduceat(table[list(chain.from_iterable(known))], starts, axis=0)
    own = np.exp(scores - scores.max(axis=1, keepdims=True))
    moves = np.exp(np.array(weights.transitions))
    back = moves.T.copy()
    every = np.ones(len(moves))
    forward, backward = np.empty_like(own), np.empty_like(own)
    forward[0], backward[-1] = own[0], every
    for at in range(1, len(line)):
        told = forward[at - 1] @ moves * own[at]
        forward[at] = told / (told @ every)
    for at in range(len(line) - 2, -1, -1):
        told = (backward[at + 1] * own[at + 1]) @ back
        backward[at] = told / (told @ every)
    both = forward * backward
    likely: np.ndarray[tuple[int, int], np.dtype[np.float64]] = both / both.sum(axis=1, keepdims=True)
    return likely
