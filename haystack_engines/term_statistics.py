"""What the frequencies of an index's terms are good for: similar documents, and spelling suggestions."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import ceil, log

from rapidfuzz.distance import OSA

from haystack_engines.clauses import Clause, Nothing, Or, Term

# The number of documents that contain a term.
Frequency = Callable[[str], int]
# The terms with a prefix, each with the number of documents that contain it.
WithPrefix = Callable[[str], Iterable[tuple[str, int]]]

_MOST_TERMS = 25
# A similar document contains at least this share of the terms; the usual value of Elasticsearch.
_SHARE = 0.3
# Words of so many letters may have one typing error, longer ones two.
_SHORT = 4


def similar_to(field: str, terms: Iterable[str], frequency: Frequency, *, documents: int, indexed: bool) -> Clause:
    """Return the clause that finds documents similar to one with these terms, as Lucene's MoreLikeThis does.

    `documents` is the size of the index, `indexed` whether the document is itself part of it. Terms that no other
    document contains are left out. The others are chosen by tf-idf, and boosted by it relative to the best.
    """
    counted = ((text, times, frequency(text)) for text, times in Counter(terms).items())
    weights = {text: times * log(1 + documents / found) for text, times, found in counted if found > indexed}
    chosen = sorted(weights, key=lambda text: (-weights[text], text))[:_MOST_TERMS]
    if not chosen:
        return Nothing()
    parts = tuple(Term(field, text, weights[text] / weights[chosen[0]]) for text in chosen)
    return Or(parts, at_least=ceil(len(parts) * _SHARE))


def spelling_suggestion(words: Sequence[str], frequency: Frequency, with_prefix: WithPrefix) -> str | None:
    """Return the words with unknown ones replaced by the nearest of the index; None where nothing is replaced.

    Candidates have the same first letter and are at most one typing error away, two for words of more than four
    letters. An error is a letter added, left out or changed, or two neighbours swapped (optimal string alignment).
    Of equally near candidates the most frequent is taken.
    """
    suggested = [word if frequency(word) else _nearest(word, with_prefix) for word in words]
    return " ".join(suggested) if suggested != list(words) else None


def _nearest(word: str, with_prefix: WithPrefix) -> str:
    allowed = 1 if len(word) <= _SHORT else 2
    ranked = (
        (OSA.distance(word, text, score_cutoff=allowed), -documents, text) for text, documents in with_prefix(word[:1])
    )
    return min((candidate for candidate in ranked if candidate[0] <= allowed), default=(0, 0, word))[2]
