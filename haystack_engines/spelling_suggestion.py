"""What somebody may have meant: unknown words of a query, each replaced by a near one that the index holds."""

from collections.abc import Callable, Iterable, Sequence

# Terms with the number of documents that hold each, for a beginning that they share.
Beginning = Callable[[str], Iterable[tuple[str, int]]]

_SHORT = 4


def suggestion(words: Sequence[str], frequency: Callable[[str], int], beginning: Beginning) -> str | None:
    """Return the words with the unknown ones mended, None where all are known or nothing is near.

    Near is a word with the same first letter, one slip away (two in words of more than four letters); of equally
    near ones the most frequent is taken.
    """
    mended = [word if frequency(word) else _nearest(word, beginning) for word in words]
    return " ".join(mended) if mended != list(words) else None


def _nearest(word: str, beginning: Beginning) -> str:
    allowed = 1 if len(word) <= _SHORT else 2
    candidates = ((text, held) for text, held in beginning(word[:1]) if abs(len(text) - len(word)) <= allowed)
    ranked = ((distance(word, text), -held, text) for text, held in candidates)
    return min((found for found in ranked if found[0] <= allowed), default=(0, 0, word))[2]


def distance(first: str, second: str) -> int:
    """Return how many letters must be put in, left out, changed, or swapped with the next (Damerau, 1964)."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        before, above, row = row, before, [i]
        for j, other in enumerate(second, start=1):
            best = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                best = min(best, above[j - 2] + 1)
            row.append(best)
    return row[-1]
