"""Finds the documents that match a `Chain` or `AtLeast`, by operations on sorted arrays.

A place is one number: a document's number in its segment times 2^32, plus a position in a field. `Phrase` and `Near`
are counted in one document at a time, whose positions are few.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from haystack_engines.clauses import AtLeast, Chain, Phrase, Unbroken, Within
from haystack_engines.search_time import check_time

Places = NDArray[np.int64]
Mask = NDArray[np.bool_]
# The places of a term in a field, in order.
ReadPlaces = Callable[[str, str], Places]
# The positions of several terms in one document, those of each in order, and a function that counts the matches.
Positions = Sequence[Sequence[int]]
CountMatches = Callable[[Positions], int]

_DOCUMENT: Final = 32


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where an operand stands: the places of its first terms, and those behind its last terms."""

    starts: Places
    ends: Places

    def only(self, mask: Mask) -> "Occurrences":
        """Return those of the mask."""
        return Occurrences(self.starts[mask], self.ends[mask])


def places(documents: NDArray[np.int64], positions: NDArray[np.int64]) -> Places:
    """Return the places of positions in documents, both in order."""
    return (documents.astype(np.int64) << _DOCUMENT) | positions


def matching_documents(clause: "Chain | AtLeast", read: ReadPlaces) -> NDArray[np.int64]:
    """Return the documents that match, in order, without scores."""
    return _often(clause, read) if isinstance(clause, AtLeast) else _chained(clause, read)


def _often(clause: AtLeast, read: ReadPlaces) -> NDArray[np.int64]:
    starts = [_occurrences(phrases, read).starts for phrases in clause.texts]
    found = _documents(_merged(starts))
    firsts = np.flatnonzero(_is_first(found))
    return found[firsts][np.diff(np.append(firsts, len(found))) >= clause.times]


class ChainEnds:
    """Where chains end in some documents of a segment, given in order. The places of single terms are `read_once`."""

    def __init__(
        self, chains: Iterable[Chain], documents: NDArray[np.int64], *, read: ReadPlaces, read_once: ReadPlaces
    ) -> None:
        ends: dict[str, list[Places]] = {}
        for chain in chains:
            found = _ends(chain, read)
            ends.setdefault(chain.operands[-1][0].field, []).append(found[_is_in(_documents(found), documents)])
        self._ends = {field: merged for field, found in ends.items() if len(merged := _merged(found))}
        self._read = read_once

    def count(self, term: str) -> int:
        """Return in how many of the documents a term of the field of the last operands stands at an end."""
        check_time()
        found = ((self._read(field, term), ends) for field, ends in self._ends.items())
        return len(
            {document for places, ends in found for document in _documents(places[_is_in(places, ends)]).tolist()}
        )


def _chained(clause: Chain, read: ReadPlaces) -> NDArray[np.int64]:
    found = _documents(_ends(clause, read))
    return found[_is_first(found)]


def _ends(clause: Chain, read: ReadPlaces) -> Places:
    """Return the places of last operands that are linked to all before."""
    reached = _occurrences(clause.operands[0], read)
    for operand, link in zip(clause.operands[1:], clause.links, strict=True):
        following = _occurrences(operand, read)
        match link:
            case Within(distance, ordered):
                reached = following.only(_near(reached, following, distance, ordered=ordered))
            case Unbroken(field, terms):
                breaks = _merged([read(field, term) for term in terms])
                reached = _in_one_stretch(reached, following, breaks)
    return reached.starts


def _occurrences(phrases: Iterable[Phrase], read: ReadPlaces) -> Occurrences:
    """Return where any of the phrases stands, each place with the longest of them."""
    found = [(starts, starts + len(phrase.terms)) for phrase in phrases if len(starts := _starts(phrase, read))]
    if not found:
        return Occurrences(np.empty(0, np.int64), np.empty(0, np.int64))
    starts, ends = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    last = np.append(starts[1:] != starts[:-1], True)
    return Occurrences(starts[last], ends[last])


def _starts(phrase: Phrase, read: ReadPlaces) -> Places:
    check_time()
    terms = [read(phrase.field, term) - i for i, term in enumerate(phrase.terms)]
    terms.sort(key=len)
    found = terms[0]
    for others in terms[1:]:
        found = found[_is_in(found, others)]
    return found


def _is_in(some: Places, others: Places) -> Mask:
    if not len(others):
        return np.zeros(len(some), bool)
    found: Mask = others[np.minimum(np.searchsorted(others, some), len(others) - 1)] == some
    return found


def _near(reached: Occurrences, following: Occurrences, distance: int, *, ordered: bool) -> Mask:
    """Tell for each following occurrence whether a reached one stands near. Documents are 2^32 places apart."""
    if not len(reached.starts):
        return np.zeros(len(following.starts), bool)
    ends = np.sort(reached.ends)
    before = np.searchsorted(ends, following.starts, side="right") - 1
    near: Mask = (before >= 0) & (following.starts - ends[np.maximum(before, 0)] <= distance)
    if ordered:
        return near
    behind = np.searchsorted(reached.starts, following.ends)
    known = behind < len(reached.starts)
    return near | known & (reached.starts[np.minimum(behind, len(reached.starts) - 1)] - following.ends <= distance)


def _in_one_stretch(reached: Occurrences, following: Occurrences, breaks: Places) -> Occurrences:
    """Return the following occurrences in the same sentence or paragraph as a reached one; both lie in it whole."""
    here, there = (_whole(found, breaks) for found in (reached, following))
    return there.only(_is_in(_stretches(there.starts, breaks), _stretches(here.starts, breaks)))


def _whole(found: Occurrences, breaks: Places) -> Occurrences:
    return found.only(_stretches(found.starts, breaks) == _stretches(found.ends - 1, breaks))


def _stretches(some: Places, breaks: Places) -> NDArray[np.int64]:
    """Return what the places between two breaks of one document share."""
    return (_documents(some) << _DOCUMENT) + np.searchsorted(breaks, some, side="right")


def _merged(sorted_places: list[Places]) -> Places:
    """Return the places of all arrays in order. `np.unique` would hash them, which takes a hundred times as long."""
    return np.sort(np.concatenate(sorted_places), kind="stable")


def _is_first(numbers: NDArray[np.int64]) -> Mask:
    """Tell of each of the sorted numbers whether it is the first of its value."""
    return np.append(np.ones(min(1, len(numbers)), bool), numbers[1:] != numbers[:-1])


def _documents(some: Places) -> NDArray[np.int64]:
    return some >> _DOCUMENT


def count_phrases(positions: Positions) -> int:
    """Return how often the terms stand next to each other in order."""
    ends = set(positions[0])
    for following in positions[1:]:
        ends = {position for position in following if position - 1 in ends}
    return len(ends)


def count_near(positions: Positions, distance: int) -> int:
    """Return how many positions of the second term have the first term near, with at most `distance` terms between."""
    first, second = positions
    reach = distance + 1
    earliest = (bisect_left(first, position - reach) for position in second)
    return sum(i < len(first) and first[i] <= position + reach for position, i in zip(second, earliest, strict=True))
