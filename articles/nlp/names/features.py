"""Features of each token for the recogniser: its form, its neighbours, its lists, the capitals around it."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from articles.nlp.crf import Features
from articles.nlp.names.gazetteer import Gazetteer
from articles.nlp.names.tokens import NameToken
from articles.text.syllables import is_unmarked_syllable

# A function from a few values to the features that they give, less those without a weight in the models.
Group = Callable[..., tuple[str, ...]]
Marks = tuple[str, ...]

# The only feature of a token far from anything that is in a name or announces one.
FAR: Final[Features] = ["far"]

_RUN: Final = re.compile(r"(.)\1+")
_EDGE: Final = "<>"
# QL1A, ĐT743: national, provincial, district and municipal roads.
_ROAD: Final = re.compile(r"(?:QL|TL|ĐT|ĐH|HL)\.?\d+[A-Z]?")
_BREAKS: Final = frozenset('.;:()?!“”"[]')
# Lengths of lines, in tokens, are distinguished up to this one: a byline has two to four.
_SHORT_LINE: Final = 6
_LAST_LINES: Final = 3
# How many tokens away neighbours count, the head of an organisation, and the next capital.
_NEIGHBOURS, _REACH, _NEAR, _FAR = 2, 8, 4, 9
_LONGEST_RUN: Final = 5
_HEADS: Final = ("place_heads", "organization_heads")
_CACHED: Final = 20_000


class _Everything:
    """A container of everything."""

    def __contains__(self, _: object) -> bool:
        return True


@lru_cache(maxsize=_CACHED)
def shape(form: str) -> str:
    """Return the form with its letters as X or x, digits as d, runs cut to two: "Jong-un" -> "Xxx-xx"."""
    letters = ("X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c for c in form)
    return _RUN.sub(r"\1\1", "".join(letters))


class FeatureReader:
    """Makes the features of articles. A group of features that depends on the same values is cached."""

    def __init__(self, gazetteer: Gazetteer, known: Container[str] | None = None) -> None:
        """Take the lists, and the features that have a weight in the models; None for all features."""
        self._gazetteer = gazetteer
        self._known: Container[str] = _Everything() if known is None else known
        self._own, self._shapes, self._listed = self._group(_own), self._group(_shapes), self._group(_listed)
        self._head, self._after_head, self._next = self._group(_head), self._group(_after_head), self._group(_next)
        self._in_run, self._at = self._group(_in_run), self._group(_at)
        self._word = lru_cache(_CACHED)(self._seen_from)

    def _group(self, function: Callable[..., Sequence[str]]) -> Group:
        return lru_cache(_CACHED)(lambda *values: self._kept(function(*values)))

    def _kept(self, features: Iterable[str]) -> tuple[str, ...]:
        return tuple(feature for feature in features if feature in self._known)

    def _seen_from(self, word: str) -> tuple[tuple[str, ...], ...]:
        """Return the features that a word gives to the tokens from two after it to two before it."""
        return tuple(self._kept([f"l{place}={word}"]) for place in ("-2", "-1", "", "+1", "+2"))

    def of_article(
        self, lines: Sequence[Sequence[NameToken]], words: Sequence[tuple[int, int]]
    ) -> list[list[Features]]:
        """Return the features of each token of each line of an article, given its words."""
        lowered = {token.text for tokens in lines for token in tokens if token.text.islower()}
        starts, ends = {start for start, _ in words}, {end for _, end in words}
        features: list[list[Features]] = []
        for number, tokens in enumerate(lines):
            line = self._of_line([token.text for token in tokens])
            where = _where(number, len(lines), tokens)
            for token, of_token in zip(tokens, line, strict=True):
                if of_token is not FAR:
                    is_lowered = token.text.lower() in lowered if token.text[0].isupper() else None
                    of_token += self._at(where, token.start in starts, token.end in ends, is_lowered)
            features.append(line)
        return features

    def _of_line(self, texts: list[str]) -> list[Features]:
        marks = self._gazetteer.marks(texts)
        edge = [_EDGE] * _NEIGHBOURS
        lowers = [*edge, *(text.lower() for text in texts), *edge]
        shapes = [*edge, *map(shape, texts), *edge]
        words = list(map(self._word, lowers))
        heads, nexts = _heads(lowers[2:-2], marks), _nexts(texts, marks)
        listed = [(), *marks, ()]
        features: list[Features] = [
            [
                *self._own(text),
                *words[at][0],
                *words[at + 1][1],
                *words[at + 2][2],
                *words[at + 3][3],
                *words[at + 4][4],
                *self._pairs(*lowers[at : at + 4]),
                *self._shapes(*shapes[at : at + 4]),
                *self._listed(*listed[at : at + 3]),
                *(self._head(*head) + self._after_head(lowers[at + 2]) if (head := heads[at]) else ()),
                *(self._next(*following) if (following := nexts[at]) else ()),
            ]
            if is_near
            else FAR
            for at, (text, is_near) in enumerate(zip(texts, _near(texts, marks, heads), strict=True))
        ]
        for start, end in _capital_runs(texts):
            self._add_run(features, texts, start, end)
        return features

    def _pairs(self, further: str, before: str, here: str, after: str) -> Features:
        # Not cached: most pairs of words are new.
        pairs = f"l-10={before}|{here}", f"l01={here}|{after}", f"l-21={further}|{before}"
        return [pair for pair in pairs if pair in self._known]

    def _add_run(self, features: list[Features], texts: list[str], start: int, end: int) -> None:
        """Add to each token of a run of capitalised tokens its position in it and the words on either side."""
        before = texts[start - 1].lower() if start else _EDGE
        after = texts[end].lower() if end < len(texts) else _EDGE
        lowers = [text.lower() for text in texts[start:end]]
        length = min(end - start, _LONGEST_RUN)
        shared = self._kept(_run(before, after, length, " ".join(lowers), lowers[0], lowers[-1]))
        for at in range(start, end):
            features[at] += [*shared, *self._in_run(f"{min(at - start, 3)}/{length}", before, after)]


def _own(form: str) -> Sequence[str]:
    lower = form.lower()
    return (
        "b",
        f"w={form}",
        f"p2={lower[:2]}",
        f"p3={lower[:3]}",
        f"e2={lower[-2:]}",
        f"e3={lower[-3:]}",
        f"vn={is_unmarked_syllable(form)}{shape(form)}",
        *(("road",) if _ROAD.fullmatch(form) else ()),
    )


def _shapes(further: str, left: str, middle: str, right: str) -> Sequence[str]:
    return (
        f"s={middle}",
        f"s-1={left}",
        f"s+1={right}",
        f"s-2={further}",
        f"s-10={left}|{middle}",
        f"s01={middle}|{right}",
        f"s-11={left}|{middle}|{right}",
    )


def _listed(before: Marks, here: Marks, after: Marks) -> Sequence[str]:
    return (
        *(f"g={mark}" for mark in here),
        *(f"g-1={mark}" for mark in before),
        *(f"g+1={mark}" for mark in after),
        "gs=" + "|".join(here),
    )


def _head(head: str, distance: int) -> Sequence[str]:
    return f"oh={head}", f"ohd={head}{distance}"


def _after_head(lower: str) -> Sequence[str]:
    return (f"ohl=True{lower}",)


def _next(distance: int, lists: str, text: str) -> Sequence[str]:
    return f"nd={distance}", f"ng={lists}", f"ndl={distance}{text}"


def _run(before: str, after: str, length: int, phrase: str, first: str, last: str) -> Sequence[str]:
    return f"rb={before}", f"ra={after}", f"rl={length}", f"r={phrase}", f"rf={first}", f"re={last}"


def _in_run(here: str, before: str, after: str) -> Sequence[str]:
    return f"ri={here}", f"rib={here}|{before}", f"ria={here}|{after}"


def _at(where: str, starts_word: bool, ends_word: bool, is_lowered: bool | None) -> Sequence[str]:
    lowered = () if is_lowered is None else (f"lo={is_lowered}",)
    return (where, f"wb={starts_word}{ends_word}", *lowered)


def _where(number: int, count: int, tokens: Sequence[NameToken]) -> str:
    """Return a feature of a line: its position in the article, its length if short, whether it is all capitals."""
    place = "first" if number == 0 else "last" if number >= count - _LAST_LINES else "mid"
    caps = all(token.text.isupper() for token in tokens if token.text.isalpha())
    return f"at={place}{min(len(tokens), _SHORT_LINE)}{caps}"


def _near(texts: list[str], marks: Sequence[Marks], heads: Sequence[object]) -> list[bool]:
    """Return which tokens may be part of a name: near a capital ("Huế"), a number after a head ("ấp 5") or a head."""
    likely = [_may_be_in_name(text, before) for text, before in zip(texts, [(), *marks], strict=False)]
    beyond = [False] * _NEIGHBOURS
    likely = [*beyond, *likely, *beyond]
    return [bool(heads[at]) or any(likely[at : at + 5]) for at in range(len(texts))]


def _may_be_in_name(text: str, before: Marks) -> bool:
    """Tell whether a token, given the marks of the one before it, may be in a name by itself."""
    if text[0].isupper():
        return True
    if text.islower() or not text[0].isalnum():
        return False
    return any(map(str.isalpha, text)) or any(mark[2:] in _HEADS for mark in before)


def _heads(lowers: list[str], marks: Sequence[Marks]) -> list[tuple[str, int] | None]:
    """Return for each token the nearest head of an organisation on its left, and its distance."""
    found: list[tuple[str, int] | None] = []
    head, distance = "", 0
    for at, lower in enumerate(lowers):
        if "B-organization_heads" in marks[at] or "S-organization_heads" in marks[at]:
            head, distance = lower, 0
        elif lower in _BREAKS or distance >= _REACH:
            head = ""
        found.append((head, distance) if head else None)
        distance += 1
    return found


def _nexts(texts: list[str], marks: Sequence[Marks]) -> list[tuple[int, str, str] | None]:
    """Return for each lower-case token the distance of the next capital, the lists of that one, and the token."""
    found: list[tuple[int, str, str] | None] = [None] * len(texts)
    distance, lists = _FAR, ""
    for at in range(len(texts) - 1, -1, -1):
        if texts[at][0].isupper():
            distance, lists = 0, "|".join(marks[at])
        elif texts[at] in _BREAKS:
            distance, lists = _FAR, ""
        else:
            distance = min(distance + 1, _FAR)
            if distance <= _NEAR:
                found[at] = distance, lists, texts[at]
    return found


def _capital_runs(texts: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where runs of capitalised tokens start and end."""
    start = 0
    while start < len(texts):
        end = start
        while end < len(texts) and texts[end][0].isupper():
            end += 1
        if end > start:
            yield start, end
        start = max(end, start + 1)
