"""An index of which only the frequencies of terms are known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from haystack_engines import Chain, Clause, Term, TermTest


@dataclass
class KnownFrequencies:
    """An index of so many articles, by the number of articles that have each term."""

    documents: int
    known: Mapping[Term, int]
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
        return self.known.get(Term(field, text), 0)

    def frequencies(self, field: str, texts: Iterable[str]) -> dict[str, int]:
        return {text: self.frequency(field, text) for text in texts}

    def terms_with_any_prefix(
        self, field: str, texts: Iterable[str], where: TermTest | None = None
    ) -> list[tuple[str, int]]:
        return [found for text in texts for found in self.terms_with_prefix(field, text)]

    def terms_with_prefix(self, field: str, text: str) -> list[tuple[str, int]]:
        raise NotImplementedError
