"""Documents like another one: its telling terms, looked for together (as Lucene's MoreLikeThis does)."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import ceil, log

from haystack_engines.clauses import Clause, Nothing, Or, Term

_MOST_TERMS = 25
# The share of the terms that a document must have to be called alike; Elasticsearch's usual value.
_SHARE = 0.3


def alike(field: str, terms: Iterable[str], frequency: Callable[[str], int], *, documents: int, itself: bool) -> Clause:
    """Return the clause that finds documents like the one with these terms.

    `frequency` tells in how many of the index's `documents` a term is, that one among them where `itself` is
    true; a term that no other has leads nowhere. Terms are chosen and weighted by tf-idf, relative to the best.
    """
    known = ((text, times, frequency(text)) for text, times in Counter(terms).items())
    weights = {text: times * log(1 + documents / held) for text, times, held in known if held > itself}
    chosen = sorted(weights, key=lambda text: (-weights[text], text))[:_MOST_TERMS]
    if not chosen:
        return Nothing()
    parts = tuple(Term(field, text, weights[text] / weights[chosen[0]]) for text in chosen)
    return Or(parts, at_least=ceil(len(parts) * _SHARE))
