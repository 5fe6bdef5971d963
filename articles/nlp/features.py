"""What the recogniser sees of each token: its form, its neighbours, the lists it is in, the capitals around it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from articles.nlp.gazetteer import Gazetteer
from articles.nlp.syllables import is_syllable
from articles.nlp.tokens import Token

Features = list[str]

_RUN: Final = re.compile(r"(.)\1+")
_EDGE: Final = "<>"
# QL1A, ĐT743: national, provincial, district and municipal roads.
_ROAD: Final = re.compile(r"(?:QL|TL|ĐT|ĐH|HL)\.?\d+[A-Z]?")
_BREAKS: Final = frozenset('.;:()?!“”"[]')
# Lines up to so many tokens are told apart: a byline is two to four.
_SHORT_LINE: Final = 6
_LAST_LINES: Final = 3
# How far the head of an organisation, and the next capital, are looked for.
_REACH, _NEAR, _FAR = 8, 4, 9
_LONGEST_RUN: Final = 5


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
        f"p2={lower[:2]}",
        f"p3={lower[:3]}",
        f"e2={lower[-2:]}",
        f"e3={lower[-3:]}",
        f"vn={is_syllable(form)}{shape(form)}",
        *(("road",) if _ROAD.fullmatch(form) else ()),
    )


def features_of_article(
    lines: Sequence[Sequence[Token]], words: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> list[list[Features]]:
    """Return the features of each token of each line of an article, given its words."""
    lowered = {token.text for tokens in lines for token in tokens if token.text.islower()}
    starts, ends = {start for start, _ in words}, {end for _, end in words}

    def of_article(token: Token) -> Features:
        edges = f"wb={token.start in starts}{token.end in ends}"
        return [edges, f"lo={token.text.lower() in lowered}"] if token.text[0].isupper() else [edges]

    features: list[list[Features]] = []
    for number, tokens in enumerate(lines):
        where = _where(number, len(lines), tokens)
        own = _features_of_line(tokens, gazetteer)
        features.append([[*of_line, where, *of_article(t)] for of_line, t in zip(own, tokens, strict=True)])
    return features


def _where(number: int, count: int, tokens: Sequence[Token]) -> str:
    """Return where in the article a line is, how short, and whether it is all capitals."""
    place = "first" if number == 0 else "last" if number >= count - _LAST_LINES else "mid"
    caps = all(token.text.isupper() for token in tokens if token.text.isalpha())
    return f"at={place}{min(len(tokens), _SHORT_LINE)}{caps}"


def _features_of_line(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Features]:
    texts = [token.text for token in tokens]
    forms = [_EDGE, _EDGE, *texts, _EDGE, _EDGE]
    lowers = [form.lower() for form in forms]
    shapes = [shape(form) for form in forms]
    listed = gazetteer.marks(texts)
    marks = [[], *listed, []]
    runs = list(_runs(texts))
    heads = _heads(lowers[2:-2], listed)
    nexts = _nexts(texts, listed)
    telling = [False, False, *(not text[0].islower() and text[0].isalnum() for text in texts), False, False]
    features: list[Features] = []
    for at, text in enumerate(texts):
        features.append([*_words_around(lowers, at + 2), *_listed(marks, at + 1), *nexts[at]])
        # Names hold a capital ("Huế") or a number ("ấp 5"), or begin with the head of an organisation.
        if heads[at] or any(telling[at : at + 5]):
            features[at] += [*_own(text), *_shapes_around(shapes, at + 2), *runs[at], *heads[at]]
    return features


def _words_around(lowers: list[str], at: int) -> Features:
    before, here, after = lowers[at - 1], lowers[at], lowers[at + 1]
    return [
        f"l={here}",
        f"l-1={before}",
        f"l+1={after}",
        f"l-2={lowers[at - 2]}",
        f"l+2={lowers[at + 2]}",
        f"l-10={before}|{here}",
        f"l01={here}|{after}",
        f"l-21={lowers[at - 2]}|{before}",
    ]


def _shapes_around(shapes: list[str], at: int) -> Features:
    left, middle, right = shapes[at - 1], shapes[at], shapes[at + 1]
    return [
        f"s={middle}",
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


def _heads(lowers: list[str], marks: list[list[str]]) -> list[Features]:
    """Return for each token the head of an organisation last met on its left, and how far back."""
    features: list[Features] = []
    head, distance = "", 0
    for at, lower in enumerate(lowers):
        if "B-organization_heads" in marks[at] or "S-organization_heads" in marks[at]:
            head, distance = lower, 0
        elif lower in _BREAKS or distance >= _REACH:
            head = ""
        features.append([f"oh={head}", f"ohd={head}{distance}", f"ohl={bool(head)}{lower}"] if head else [])
        distance += 1
    return features


def _nexts(texts: list[str], marks: list[list[str]]) -> list[Features]:
    """Return for each token in small letters how far the next capital is, and what lists it is in."""
    features: list[Features] = [[] for _ in texts]
    distance, lists = _FAR, ""
    for at in range(len(texts) - 1, -1, -1):
        if texts[at][0].isupper():
            distance, lists = 0, "|".join(marks[at])
        elif texts[at] in _BREAKS:
            distance, lists = _FAR, ""
        else:
            distance = min(distance + 1, _FAR)
            if distance <= _NEAR:
                features[at] = [f"nd={distance}", f"ng={lists}", f"ndl={distance}{texts[at]}"]
    return features


def _runs(texts: list[str]) -> Iterator[Features]:
    """Yield the features of each token's run of capitalised tokens: its place there, and the words on either side."""
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and texts[end][0].isupper():
            end += 1
        yield from _run(texts, start, end) if end > start else ([],)
        start = max(end, start + 1)


def _run(texts: list[str], start: int, end: int) -> Iterator[Features]:
    before = texts[start - 1].lower() if start else _EDGE
    after = texts[end].lower() if end < len(texts) else _EDGE
    length = min(end - start, _LONGEST_RUN)
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
