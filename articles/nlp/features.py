"""What the recogniser sees of each token: its form, its neighbours, the lists it is in, the run of capitals around it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from articles.nlp.gazetteer import Gazetteer
from articles.nlp.tokens import Token
from articles.text.normal import fold

Features = list[str]

_RUN: Final = re.compile(r"(.)\1+")
_EDGE: Final = "<>"
# A toneless syllable that Vietnamese could spell: onset, vowels, coda.
_SYLLABLE: Final = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?"
    r"(?:[aeiouy]|ai|ao|au|ay|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oay|oe|oeo|oi|oo|ua|uai|uay|ue|ui|uo|uoi|uou|uu|uy|uya|uye|uyu|ye|yeu)"
    r"(?:c|ch|m|n|ng|nh|p|t)?"
)


@lru_cache(maxsize=100_000)
def shape(form: str) -> str:
    """Return the form with its letters as X or x, digits as d, runs cut to two: "Jong-un" -> "Xxx-xx"."""
    letters = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in form)
    return _RUN.sub(r"\1\1", "".join(letters))


@lru_cache(maxsize=100_000)
def _own(form: str) -> tuple[str, ...]:
    """Return the features of a form wherever it stands."""
    lower = form.lower()
    return (
        "b",
        f"w={form}",
        f"l={lower}",
        f"p2={lower[:2]}",
        f"p3={lower[:3]}",
        f"e2={lower[-2:]}",
        f"e3={lower[-3:]}",
        f"vn={bool(_SYLLABLE.fullmatch(fold(form)))}{shape(form)}",
    )


def features_of_line(tokens: list[Token], gazetteer: Gazetteer) -> list[Features]:
    """Return the features of each token of a line."""
    texts = [token.text for token in tokens]
    forms = [_EDGE, _EDGE, *texts, _EDGE, _EDGE]
    lowers = [form.lower() for form in forms]
    shapes = [shape(form) for form in forms]
    marks = [[], *gazetteer.marks(texts), []]
    runs = list(_runs(texts))
    return [
        [*_own(texts[at]), *_window(lowers, shapes, at + 2), *_listed(marks, at + 1), *runs[at]]
        for at in range(len(tokens))
    ]


def _window(lowers: list[str], shapes: list[str], at: int) -> Features:
    before, here, after = lowers[at - 1], lowers[at], lowers[at + 1]
    left, middle, right = shapes[at - 1], shapes[at], shapes[at + 1]
    return [
        f"s={middle}",
        f"l-1={before}",
        f"l+1={after}",
        f"l-2={lowers[at - 2]}",
        f"l+2={lowers[at + 2]}",
        f"l-10={before}|{here}",
        f"l01={here}|{after}",
        f"l-21={lowers[at - 2]}|{before}",
        f"s-1={left}",
        f"s+1={right}",
        f"s-2={shapes[at - 2]}",
        f"s-10={left}|{middle}",
        f"s01={middle}|{right}",
        f"s-11={left}|{middle}|{right}",
    ]


def _listed(marks: list[list[str]], at: int) -> Features:
    return [
        *(f"g={mark}" for mark in marks[at]),
        *(f"g-1={mark}" for mark in marks[at - 1]),
        *(f"g+1={mark}" for mark in marks[at + 1]),
        "gs=" + "|".join(marks[at]),
    ]


def _runs(texts: list[str]) -> Iterator[Features]:
    """Yield the features of each token's run of capitalised tokens: its place there, and the words on either side."""
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and texts[end][0].isupper():
            end += 1
        if end == start:
            yield []
            start += 1
            continue
        yield from _run(texts, start, end)
        start = end


def _run(texts: list[str], start: int, end: int) -> Iterator[Features]:
    before = texts[start - 1].lower() if start else _EDGE
    after = texts[end].lower() if end < len(texts) else _EDGE
    length = min(end - start, 5)
    shared = [
        f"rb={before}",
        f"ra={after}",
        f"rl={length}",
        f"r={' '.join(texts[start:end]).lower()}",
        f"rf={texts[start].lower()}",
        f"re={texts[end - 1].lower()}",
    ]
    for at in range(start, end):
        here = f"{min(at - start, 3)}/{length}"
        yield [*shared, f"ri={here}", f"rib={here}|{before}", f"ria={here}|{after}"]
