"""How well found names agree with annotated ones."""

from collections import Counter

from articles.nlp.gold import GoldSpan
from articles.nlp.kinds import KINDS


def score(gold: list[set[GoldSpan]], predicted: list[set[GoldSpan]]) -> str:
    """Return a table of precision, recall and F1 by kind; start, end and kind must all agree."""
    wanted = Counter(kind for spans in gold for *_, kind in spans)
    given = Counter(kind for spans in predicted for *_, kind in spans)
    right = Counter(kind for g, p in zip(gold, predicted, strict=True) for *_, kind in g & p)
    rows = [_row(kind, right[kind], given[kind], wanted[kind]) for kind in KINDS]
    return "\n".join([*rows, _row("all", right.total(), given.total(), wanted.total())])


def _row(name: str, right: int, given: int, wanted: int) -> str:
    precision, recall, f1 = right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)
    return f"{name:13} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  n={wanted}"
