"""Scores of found names against annotated ones."""

from collections import Counter
from typing import Final

from articles.nlp.names.found_names import NAME_KINDS
from training.gold import GoldSpan

_OUTCOMES: Final = ("right", "wrong edge", "wrong kind", "both wrong", "missed", "invented")


def score(gold: list[set[GoldSpan]], predicted: list[set[GoldSpan]]) -> str:
    """Return a table of precision, recall and F1 by kind; start, end and kind must all agree."""
    wanted = Counter(kind for spans in gold for *_, kind in spans)
    given = Counter(kind for spans in predicted for *_, kind in spans)
    right = Counter(kind for g, p in zip(gold, predicted, strict=True) for *_, kind in g & p)
    rows = [_row(kind, right[kind], given[kind], wanted[kind]) for kind in NAME_KINDS]
    return "\n".join([*rows, _row("all", right.total(), given.total(), wanted.total())])


def error_table(gold: list[set[GoldSpan]], predicted: list[set[GoldSpan]]) -> str:
    """Return a table of how annotated names were found or missed, by kind, and of names invented."""
    counts = Counter(
        (kind, _outcome((start, end, kind), p)) for g, p in zip(gold, predicted, strict=True) for start, end, kind in g
    )
    counts.update(
        (kind, "invented")
        for g, p in zip(gold, predicted, strict=True)
        for start, end, kind in p
        if not _overlapping(start, end, g)
    )
    rows = [f"{kind:13}" + "".join(f"{counts[kind, outcome]:12}" for outcome in _OUTCOMES) for kind in NAME_KINDS]
    return "\n".join([" " * 13 + "".join(f"{outcome:>12}" for outcome in _OUTCOMES), *rows])


def _outcome(name: GoldSpan, predicted: set[GoldSpan]) -> str:
    start, end, kind = name
    found = _overlapping(start, end, predicted)
    if name in found:
        return "right"
    if any((s, e) == (start, end) for s, e, _ in found):
        return "wrong kind"
    if any(k == kind for *_, k in found):
        return "wrong edge"
    return "both wrong" if found else "missed"


def _overlapping(start: int, end: int, spans: set[GoldSpan]) -> set[GoldSpan]:
    return {span for span in spans if span[0] < end and start < span[1]}


def _row(name: str, right: int, given: int, wanted: int) -> str:
    precision, recall, f1 = right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)
    return f"{name:13} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  n={wanted}"
