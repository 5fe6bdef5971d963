"""How far above chance two things meet."""

from math import log


def association(together: int, one: int, other: int, everything: int) -> float:
    """Return how sure it is that two things meet more often than by chance, 0 where they don't.

    `one` and `other` are in so many of `everything`, in `together` of them both. This is the log-likelihood ratio
    of Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (1993), which does not overrate
    what is rare.
    """
    if together * everything <= one * other:
        return 0.0
    table = (together, one - together, other - together, everything - one - other + together)
    margins = (one, everything - one), (other, everything - other)
    cells, rows, columns = (_entropy(counts, everything) for counts in (table, *margins))
    return 2 * everything * max(rows + columns - cells, 0.0)


def _entropy(counts: tuple[int, ...], everything: int) -> float:
    return -sum(count / everything * log(count / everything) for count in counts if count > 0)
