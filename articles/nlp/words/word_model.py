"""Which syllables make a word together, by the weights of underthesea's model of words.

The model labels each token as beginning a word or as going on with one. Its features are the tokens up to two
positions away: as written, in lower case, in pairs and triples, and whether its dictionary has them. underthesea
writes out 43 such strings a token and adds up their weights. Here the weights of a token, a pair or a triple are added
up once for each position relative to the labelled token: the same labels in a fifth of the time.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from operator import add
from typing import Final

from articles.nlp.crf import Weights

# The weight of a run of tokens for going on with a word, less that for beginning one, by position of the labelled
# token: from two to the right of the run's start to two to the left of its end.
Row = tuple[float, ...]
# The rows of (function, value, length of the run).
Learnt = Mapping[tuple[str, str, int], Row]

_FIRST, _GOES_ON = "B-W", "I-W"
_ATTRIBUTE: Final = re.compile(
    r"(?P<template>T\[(?P<start>-?\d)(?:,(?P<end>-?\d))?\](?:\.(?P<function>\w+))?)=(?P<value>.*)", re.DOTALL
)
# How many positions away a token still counts.
_REACH: Final = 2
_BEFORE, _AFTER = "BOS", "EOS"
_FUNCTIONS: Final = ("", "lower", "istitle", "isdigit", "is_in_dict")
# What Rust reads as a signed number of 32 bits.
_NUMBER: Final = re.compile(r"[+-]?[0-9]+")
_NUMBERS: Final = range(-(2**31), 2**31)
_LONGEST_CACHED: Final = 2
_CACHED: Final = 50_000


class WordModel:
    """The model, with its weights grouped by runs of one, two and three tokens."""

    def __init__(self, weights: Weights, templates: Collection[str], dictionary: Collection[str]) -> None:
        """Take the weights, the templates of the features in use ("T[-1,0].lower"), and a dictionary in lower case."""
        first, goes_on = weights.labels.index(_FIRST), weights.labels.index(_GOES_ON)
        leanings = {attribute: row[goes_on] - row[first] for attribute, row in weights.attributes.items()}
        learnt = _by_run(leanings, templates)
        self._ones, self._twos, self._threes = (_Runs(length, learnt, dictionary) for length in (1, 2, 3))
        self._to_first = weights.transitions[first][first], weights.transitions[goes_on][first]
        self._to_goes_on = weights.transitions[first][goes_on], weights.transitions[goes_on][goes_on]

    def goes_on(self, tokens: Sequence[str]) -> list[bool]:
        """Return for each token of a line whether it goes on with the word of the token before it."""
        return self._likeliest(self._leanings(tokens)) if tokens else []

    def _leanings(self, tokens: Sequence[str]) -> list[float]:
        """Return by how much going on with a word outweighs beginning one at each token, before transitions."""
        pairs = [f"{a} {b}" for a, b in pairwise(tokens)]
        triples = [f"{pair} {token}" for pair, token in zip(pairs, tokens[2:], strict=False)]
        one, two, three = self._ones.rows(tokens), self._twos.rows(pairs), self._threes.rows(triples)
        runs = zip(
            *(one[place:] for place in range(5)),
            *(two[place:] for place in range(4)),
            *(three[place:] for place in range(3)),
            strict=False,
        )
        return [
            a[0] + b[1] + c[2] + d[3] + e[4] + f[0] + g[1] + h[2] + i[3] + j[0] + k[1] + m[2]
            for a, b, c, d, e, f, g, h, i, j, k, m in runs
        ]

    def _likeliest(self, leanings: Sequence[float]) -> list[bool]:
        """Return the labels with the greatest total weight (Viterbi); ties begin a word."""
        (first_first, on_first), (first_on, on_on) = self._to_first, self._to_goes_on
        first, on = 0.0, leanings[0]
        came_from_on: list[tuple[bool, bool]] = []
        for leaning in leanings[1:]:
            from_first, from_on = first + first_first, on + on_first
            going_on_first, going_on_on = first + first_on, on + on_on
            came_from_on.append((from_on > from_first, going_on_on > going_on_first))
            first = from_on if from_on > from_first else from_first
            on = (going_on_on if going_on_on > going_on_first else going_on_first) + leaning
        labels = [on > first]
        for was_on in reversed(came_from_on):
            labels.append(was_on[labels[-1]])
        return labels[::-1]


class _Runs:
    """The weights of runs of one length."""

    def __init__(self, length: int, learnt: Learnt, dictionary: Collection[str]) -> None:
        self._dictionary = dictionary
        self._exact = {value: row for (function, value, of), row in learnt.items() if (function, of) == ("", length)}
        self._lower = {
            value: row for (function, value, of), row in learnt.items() if (function, of) == ("lower", length)
        }
        nothing = (0.0,) * (2 * _REACH + 2 - length)

        def total(*values: tuple[str, str]) -> Row:
            return _sum(nothing, *(learnt.get((function, value, length), nothing) for function, value in values))

        self._of_tests = {
            values: total(*zip(_FUNCTIONS[2:], map(str, values), strict=True))
            for values in product((False, True), repeat=len(_FUNCTIONS[2:]))
        }
        self._before, self._after = (
            [total(*((function, edge) for function in _FUNCTIONS))] * _REACH for edge in (_BEFORE, _AFTER)
        )
        # Most triples occur once: caching them costs more than it saves.
        self._row = self._added if length > _LONGEST_CACHED else lru_cache(_CACHED)(self._added)

    def rows(self, runs: Sequence[str]) -> list[Row]:
        """Return the rows of the runs of a line, between those of the positions beyond its ends."""
        return [*self._before, *map(self._row, runs), *self._after]

    def _added(self, run: str) -> Row:
        lower = run.lower()
        row = self._of_tests[_is_title(run), _is_number(run), lower in self._dictionary]
        exact, of_lower = self._exact.get(run), self._lower.get(lower)
        if exact and of_lower:
            return _sum(row, exact, of_lower)
        more = exact or of_lower
        return _sum(row, more) if more else row


def _by_run(leanings: Mapping[str, float], templates: Collection[str]) -> Learnt:
    """Return the weights of attributes by run: those of "T[-1,0]=hòa bình" by "hòa bình"."""
    learnt: dict[tuple[str, str, int], list[float]] = {}
    for attribute, leaning in leanings.items():
        match = _ATTRIBUTE.fullmatch(attribute)
        if match and match["template"] in templates:
            start, end = int(match["start"]), int(match["end"] or match["start"])
            length = end - start + 1
            run = match["function"] or "", match["value"], length
            learnt.setdefault(run, [0.0] * (2 * _REACH + 2 - length))[start + _REACH] += leaning
    return {run: tuple(row) for run, row in learnt.items()}


def _sum(first: Row, *rows: Row) -> Row:
    for row in rows:
        first = tuple(map(add, first, row))
    return first


def _is_title(run: str) -> bool:
    return run[0] == run[0].upper() and all(token[0] == token[0].upper() for token in run.split(" "))


def _is_number(run: str) -> bool:
    return run[-1].isdigit() and bool(_NUMBER.fullmatch(run)) and int(run) in _NUMBERS
