"""Adds to a clause what its articles have anywhere, so that the engine looks for phrases in few articles.

A pair of syllables is a term of the index, found without looking where the syllables stand. The two stand in one
paragraph, so of several units each has its syllables in one.
"""

from collections.abc import Iterator
from functools import lru_cache

from articles.text.normal import fold
from articles.text.terms import folded_pairs
from haystack_engines import And, Clause, Or, Phrase, Term


def with_presence(clause: Clause, known: tuple[Clause, ...] = ()) -> Clause:
    """Return a clause for the same articles; `known` are clauses that all of them match, which it is joined with.

    Only articles go that have the syllables of a phrase at the end of one paragraph and the beginning of the next.
    """
    match clause:
        case And(parts) if len(flat := tuple(_flat(parts))) > 1 or known:
            found = [(part, presence) for part in flat if (presence := _presence(part)) is not None]
            added = tuple(dict.fromkeys(presence for part, presence in found if presence != part))
            inner = (*known, *(presence for _, presence in found))
            return And((*known, *added, *(with_presence(part, inner) for part in flat)))
        case Or(parts, at_least):
            return Or(tuple(with_presence(part, known) for part in parts), at_least)
    return clause


def _presence(clause: Clause) -> Clause | None:
    """Return what every article has that a clause of terms and phrases finds; None for any other clause."""
    match clause:
        case Term():
            return clause
        case Phrase(terms=terms):
            return _pairs(terms)
        case And(parts) | Or(parts, at_least=1) if parts:
            found = list(map(_presence, parts))
            different = tuple(dict.fromkeys(one for one in found if one is not None))
            if None in found:
                return None
            return different[0] if len(different) == 1 else type(clause)(different)
    return None


@lru_cache(maxsize=1000)
def _pairs(terms: tuple[str, ...]) -> Clause:
    """Return the pairs of a phrase; a query has each of its phrases in several fields and steps."""
    pairs = tuple(Term("pairs", pair) for pair in folded_pairs(list(map(fold, terms))))
    return pairs[0] if len(pairs) == 1 else And(pairs)


def _flat(parts: tuple[Clause, ...]) -> Iterator[Clause]:
    for part in parts:
        if isinstance(part, And) and part.clauses:
            yield from _flat(part.clauses)
        else:
            yield part
