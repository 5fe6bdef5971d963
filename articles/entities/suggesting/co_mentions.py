"""How alike the company is that two entities are named in."""

from collections.abc import Iterable
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray

# So many articles of an entity tell its company: the time it takes does not grow with the most named ones.
_SAMPLE: Final = 60

Numbers = NDArray[np.int64]


class CoMentions:
    """Which entities articles name, by article and by entity."""

    def __init__(self, named: Iterable[tuple[int, int]]) -> None:
        """Take (article, entity) for every entity that an article names, each once."""
        rows = np.fromiter(chain.from_iterable(named), dtype=np.int64).reshape(-1, 2)
        by_article = rows[np.argsort(rows[:, 0], kind="stable")]
        articles, self._starts = np.unique(by_article[:, 0], return_index=True)
        self._entities: Numbers = by_article[:, 1]
        self._ends = np.append(self._starts[1:], len(rows))
        by_entity = np.argsort(rows[:, 1], kind="stable")
        self._places: Numbers = np.searchsorted(articles, rows[by_entity, 0])
        self._named, self._firsts, counts = np.unique(rows[by_entity, 1], return_index=True, return_counts=True)
        self._counts: Numbers = counts
        self._weights = np.log((1 + len(articles)) / counts)
        self._kept: dict[int, tuple[Numbers, NDArray[np.float64]]] = {}

    def alike(self, one: int, other: int) -> float:
        """Return from 0 to 1 how alike the company of two entities is: the cosine, rare company weighing more."""
        (ours, weights), (theirs, their_weights) = self._of(one), self._of(other)
        _, mine, its = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
        length = float(np.linalg.norm(weights) * np.linalg.norm(their_weights))
        return float(weights[mine] @ their_weights[its]) / length if length else 0.0

    def _of(self, entity: int) -> tuple[Numbers, NDArray[np.float64]]:
        """Return the positions of an entity's company, in order, with the weight of each."""
        if (kept := self._kept.get(entity)) is None:
            kept = self._kept[entity] = self._read(entity)
        return kept

    def _read(self, entity: int) -> tuple[Numbers, NDArray[np.float64]]:
        place = int(np.searchsorted(self._named, entity))
        if place == len(self._named) or self._named[place] != entity:
            return np.empty(0, np.int64), np.empty(0)
        first, count = self._firsts[place], self._counts[place]
        chosen = np.linspace(first, first + count - 1, min(count, _SAMPLE)).astype(np.int64)
        beside = [self._entities[self._starts[p] : self._ends[p]] for p in self._places[chosen]]
        company, times = np.unique(np.concatenate(beside), return_counts=True)
        others = company != entity
        places = np.searchsorted(self._named, company[others])
        return places, times[others] / len(chosen) * self._weights[places]
