"""Letters and digits that are one word however they are joined: U23, U.23, U 23; 1000000, 1.000.000; 0912 345 678.

Tokens end at signs, so an article has "U.23" as two terms and "U23" as one. A query looks for each way.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Final

from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken

Terms = tuple[str, ...]

_RUN: Final = re.compile(r"\d+|\D+")
_NUMBER: Final = re.compile(r"[1-9]\d{3,}")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
# Numbers of 10 or 11 digits, with the code of an area or a mobile network or that of the country; numbers of services.
_TELEPHONE: Final = re.compile(r"(?:0|84)([1-9]\d{8,9})")
_SERVICE: Final = re.compile(r"(1[89]00)(\d{4,6})")
_SIZES_OF_GROUPS: Final = (2, 3, 4)
_MOST_RUNS: Final = 5
_MOST_DIGITS: Final = 15
_LONGEST_SPAN: Final = 6
# What may stand between the parts of a join. Over a space, less is one word.
_SIGN: Final = re.compile(r"[.,-]")
_SPACE: Final = re.compile(r"\)?[^\S\n]+")
_DIGITS_AFTER_SPACE: Final = 3


def spellings_of_join(typed: Sequence[str]) -> list[Terms]:
    """Return the ways in which articles write neighbouring exact terms, each as its terms; as typed comes first.

    A term alone is looked for as a term, several as a phrase. Between letters and digits a word may be parted or not:
    (u, 23) and (u23,) give both. Numbers may have thousands apart, except years; telephone numbers may have any groups
    of two to four digits, and the code of the country. What is no join is returned as it was typed, alone.
    """
    terms = tuple(typed)
    found = _spellings("".join(terms))
    return [terms, *sorted(found - {terms}, key=lambda one: (len(one), one))] if terms in found else [terms]


def join_spans(text: str, tokens: Sequence[TextToken]) -> list[tuple[int, int]]:
    """Return (first, end) of the tokens of `text` that are a join with several spellings, the longest from the left.

    Signs may part all that `spellings_of_join` knows. A space may part digits of one number, and digits from a single
    letter or from letters that are no syllable: "U 23", "COVID 19", but not "lớp 12" or "BOT 2018".
    """
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(tokens):
        ends = range(min(start + _LONGEST_SPAN, len(tokens)), start, -1)
        end = next((end for end in ends if _is_join(text, tokens[start:end])), 0)
        if end:
            spans.append((start, end))
        start = end or start + 1
    return spans


def _is_join(text: str, tokens: Sequence[TextToken]) -> bool:
    terms = [token.exact for token in tokens]
    gaps = [text[one.end : other.start] for one, other in pairwise(tokens)]
    spaces = [bool(_SPACE.fullmatch(gap)) for gap in gaps]
    if not all(space or _SIGN.fullmatch(gap) for gap, space in zip(gaps, spaces, strict=True)):
        return False
    if any(spaces) and not (all(map(str.isdecimal, terms)) or _is_join_over_space(terms)):
        return False
    return len(spellings_of_join(terms)) > 1


def _is_join_over_space(terms: Sequence[str]) -> bool:
    letters, *digits = terms
    if len(digits) != 1 or not digits[0].isdecimal() or len(digits[0]) > _DIGITS_AFTER_SPACE:
        return False
    return letters.isalpha() and (len(letters) == 1 or not is_syllable_shaped(letters))


def _spellings(joined: str) -> set[Terms]:
    runs = _RUN.findall(joined)
    if not 0 < len(runs) <= _MOST_RUNS or any(_has_tone(run) for run in runs):
        return {(joined,)}
    if len(runs) == 1 and (numbers := _telephone_numbers(joined)):
        return numbers
    ways = product(product(*map(_numbers, runs)), product((True, False), repeat=len(runs) - 1))
    return {_parted(groups, cuts) for groups, cuts in ways}


def _has_tone(run: str) -> bool:
    """Tell whether letters have a mark besides the bar of đ: they are a syllable, no part of a join."""
    return unicodedata.normalize("NFD", run) != run


def _parted(runs: Sequence[Terms], cuts: Sequence[bool]) -> Terms:
    """Return the terms of runs, two runs being parted or not as `cuts` says."""
    terms = list(runs[0])
    for run, cut in zip(runs[1:], cuts, strict=True):
        terms[-1:] = [terms[-1], run[0]] if cut else [terms[-1] + run[0]]
        terms += run[1:]
    return tuple(terms)


def _numbers(run: str) -> list[Terms]:
    """Return a run of letters or digits whole and, where it is a number of thousands, in its groups of three."""
    if not _NUMBER.fullmatch(run) or _YEAR.fullmatch(run) or len(run) > _MOST_DIGITS:
        return [(run,)]
    first = len(run) % 3 or 3
    return [(run,), (run[:first], *(run[i : i + 3] for i in range(first, len(run), 3)))]


def _telephone_numbers(digits: str) -> set[Terms]:
    """Return the groups in which a telephone number is written; none where `digits` is none."""
    if match := _SERVICE.fullmatch(digits):
        return {*_numbers(digits), *((match[1], *groups) for groups in _grouped(match[2]))}
    if not (match := _TELEPHONE.fullmatch(digits)):
        return set()
    number = match[1]
    abroad = {(f"84{number}",), *(("84", *groups) for groups in _grouped(number))}
    return {*_grouped(f"0{number}"), *abroad}


def _grouped(digits: str) -> Iterator[Terms]:
    """Yield the digits whole, behind a first group of two to four, and all in groups of two to four."""
    yield (digits,)
    for size in _SIZES_OF_GROUPS:
        if size < len(digits):
            yield from ((digits[:size], *rest) for rest in _small_groups(digits[size:]))
            yield digits[:size], digits[size:]


def _small_groups(digits: str) -> Iterator[Terms]:
    if not digits:
        yield ()
    for size in _SIZES_OF_GROUPS:
        if size <= len(digits):
            yield from ((digits[:size], *rest) for rest in _small_groups(digits[size:]))
