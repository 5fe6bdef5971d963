"""What the recogniser sees of each token: its form, its shape and its neighbours."""

import re
from functools import lru_cache
from typing import Final

from articles.nlp.tokens import Token

_RUN: Final = re.compile(r"(.)\1+")
_EDGE: Final = "<>"


@lru_cache(maxsize=100_000)
def shape(form: str) -> str:
    """Return the form with its letters as X or x, digits as d, runs cut to two: "Jong-un" -> "Xxx-xx"."""
    letters = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in form)
    return _RUN.sub(r"\1\1", "".join(letters))


def features_of_line(tokens: list[Token]) -> list[list[str]]:
    """Return the features of each token of a line."""
    forms = [_EDGE, _EDGE, *(token.text for token in tokens), _EDGE, _EDGE]
    lowers = [form.lower() for form in forms]
    shapes = [shape(form) for form in forms]
    return [_features(forms, lowers, shapes, at) for at in range(2, len(tokens) + 2)]


def _features(forms: list[str], lowers: list[str], shapes: list[str], at: int) -> list[str]:
    before, here, after = lowers[at - 1], lowers[at], lowers[at + 1]
    left, middle, right = shapes[at - 1], shapes[at], shapes[at + 1]
    return [
        "b",
        f"w={forms[at]}",
        f"l={here}",
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
        f"p2={here[:2]}",
        f"p3={here[:3]}",
        f"e2={here[-2:]}",
        f"e3={here[-3:]}",
    ]
