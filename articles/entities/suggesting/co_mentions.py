"""How similar two entities are by the other entities in their articles."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Articles of an entity that are looked at, so that the time does not grow with the most mentioned ones.
_SAMPLE: Final = 60

Numbers = NDArray[np.int64]


class CoMentions:
    """The entities that articles mention, sorted by article and by entity."""

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Take (article, entity) for each entity that an article mentions, each pair once."""
        rows = np.fromiter(chain.from_iterable(pairs), dtype=np.int64).reshape(-1, 2)
        by_article = rows[np.argsort(rows[:, 0], kind="stable")]
        articles, self._starts = np.unique(by_article[:, 0], return_index=True)
        self._entities: Numbers = by_article[:, 1]
        self._ends = np.append(self._starts[1:], len(rows))
        by_entity = np.argsort(rows[:, 1], kind="stable")
        self._article_positions: Numbers = np.searchsorted(articles, rows[by_entity, 0])
        self._ids, self._firsts, counts = np.unique(rows[by_entity, 1], return_index=True, return_counts=True)
        self._counts: Numbers = counts
        self._weights = np.log((1 + len(articles)) / counts)
        self._kept: dict[int, tuple[Numbers, NDArray[np.float64]]] = {}

    def similarity(self, one: int, other: int) -> float:
        """Return the cosine similarity of the entities mentioned beside two entities, weighted by inverse frequency."""
        (ours, weights), (theirs, their_weights) = self._of(one), self._of(other)
        _, mine, its = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
        length = float(np.linalg.norm(weights) * np.linalg.norm(their_weights))
        return float(weights[mine] @ their_weights[its]) / length if length else 0.0

    def _of(self, entity: int) -> tuple[Numbers, NDArray[np.float64]]:
        """Return the positions of the entities mentioned beside one, in order, with the weight of each."""
        if (kept := self._kept.get(entity)) is None:
            kept = self._kept[entity] = self._read(entity)
        return kept

    def _read(self, entity: int) -> tuple[Numbers, NDArray[np.float64]]:
        position = int(np.searchsorted(self._ids, entity))
        if position == len(self._ids) or self._ids[position] != entity:
            return np.empty(0, np.int64), np.empty(0)
        first, count = self._firsts[position], self._counts[position]
        chosen = np.linspace(first, first + count - 1, min(count, _SAMPLE)).astype(np.int64)
        in_articles = [self._entities[self._starts[p] : self._ends[p]] for p in self._article_positions[chosen]]
        beside_it, times = np.unique(np.concatenate(in_articles), return_counts=True)
        others = beside_it != entity
        positions = np.searchsorted(self._ids, beside_it[others])
        return positions, times[others] / len(chosen) * self._weights[positions]
