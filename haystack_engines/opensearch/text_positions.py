"""Decides by where its phrases stand which documents match a `Chain` or `AtLeast`, from the texts of the documents."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np

from haystack_engines.clauses import AtLeast, Chain
from haystack_engines.opensearch.mapping import one_word, read_positions
from haystack_engines.positions import ChainEnds, Places, matching_documents, places
from haystack_engines.search_time import checked_often

# Documents whose texts are held at the same time.
_AT_ONCE = 200


def matching_identifiers(clause: Chain | AtLeast, hits: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Yield the identifiers of the hits that match; their sources must have all texts."""
    remaining = iter(hits)
    while some := list(islice(remaining, _AT_ONCE)):
        texts = _Texts([hit["_source"] for hit in checked_often(some)])
        for number in matching_documents(clause, texts.places):
            yield some[int(number)]["_id"]


def counts_at_ends(chains: Sequence[Chain], hits: Iterable[dict[str, Any]], terms: Sequence[str]) -> list[int]:
    """Return for each term in how many of the hits it stands where one of the chains ends."""
    remaining = iter(hits)
    counts = [0] * len(terms)
    while some := list(islice(remaining, _AT_ONCE)):
        texts = _Texts([hit["_source"] for hit in checked_often(some)])
        ends = ChainEnds(chains, np.arange(len(some)), read=texts.places, read_once=texts.places)
        counts = [count + ends.count(term) for count, term in zip(counts, terms, strict=True)]
    return counts


class _Texts:
    """The texts of some documents, numbered from 0."""

    def __init__(self, sources: list[dict[str, Any]]) -> None:
        self._sources = sources
        self._read: dict[str, list[dict[str, list[int]]]] = {}

    def places(self, field: str, term: str) -> Places:
        """Return where a term stands in a field."""
        if field not in self._read:
            self._read[field] = [read_positions(source.get(field) or "") for source in self._sources]
        word = one_word(term)
        found = [(number, read[word]) for number, read in enumerate(self._read[field]) if word in read]
        documents = np.array([number for number, positions in found for _ in positions], np.int64)
        return places(documents, np.array([position for _, positions in found for position in positions], np.int64))
