"""An index of which only the frequencies of terms are known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haystack_engines import Chain, Clause, Term


@dataclass
class KnownFrequencies:
    """An index of so many articles, by the number of articles that have each term."""

    documents: int
    frequencies: Mapping[Term, int]
    folder = Path()

    def is_latest(self) -> bool:
        return True

    def document_count(self) -> int:
        return self.documents

    def search(self, clause: Clause, options: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    def identifiers(self, clause: Clause, *, most: int) -> tuple[str, ...] | None:
        raise NotImplementedError

    def counts_at_ends(self, clause: Clause, chains: Sequence[Chain], terms: Iterable[str]) -> Iterator[int]:
        raise NotImplementedError

    def frequency(self, field: str, text: str) -> int:
        return self.frequencies.get(Term(field, text), 0)

    def terms_with_prefix(self, field: str, text: str) -> list[tuple[str, int]]:
        raise NotImplementedError
