"""Finds the words of a query that digits join: U.23, COVID 19, 1.000.000, 30/4, telephone numbers, điều 66."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.text.amounts import Amount, typed_amounts
from articles.text.joins import join_spans, spellings_of_join
from articles.text.normal import fold
from articles.text.phrase_lists import entries
from articles.text.short_forms import DATA
from articles.text.terms import TextToken, terms

Form = tuple[str, ...]
# For the (first, end) of neighbouring words that are one join: the ways to write it.
Joins = Mapping[tuple[int, int], tuple[Form, ...]]

_HEADS: Final[Path] = DATA / "numbered_heads.txt"
_ROAD_SIGNS: Final[Path] = DATA / "road_signs.txt"
# The number behind a head: 66, 1A. What is longer is an amount.
_NUMBER: Final = re.compile(r"\d{1,4}[a-zđ]?")
_NUMBER_SIGN: Final = "số"
_ROAD: Final = re.compile(r"([a-zđ]{2})\.?(\d{1,3}[a-zđ]?)")


def word_joins(words: Sequence[QueryWord]) -> Joins:
    """Return the joins among plain words of one syllable each, with the ways to write each as exact terms.

    Numbers typed with a sign between them are a join too, which has one way: 30/4, 2-1.
    """
    text, places = as_text(words)
    spans = join_spans(text, places)
    taken = {i for start, end in spans for i in range(start, end)}
    dates = [(start, end) for start, end in _numbers_with_signs(text, places) if taken.isdisjoint(range(start, end))]
    exact = [place.exact for place in places]
    return {(start, end): tuple(spellings_of_join(exact[start:end])) for start, end in (*spans, *dates)}


def glued_words(words: Sequence[QueryWord]) -> list[str]:
    """Return the words, those typed without a space between them as one with "." for the sign between."""
    return as_text(words)[0].split()


def numbered_forms(words: Sequence[QueryWord], number: Sequence[Form]) -> list[Form]:
    """Return the ways to write a head and the number behind it, which can be written as `number`; [] for no head.

    Of a head typed without marks, all markings in the data count.
    """
    if not all(_NUMBER.fullmatch("".join(form)) for form in number):
        return []
    heads = _heads().get(tuple(word.syllables[0].folded for word in words), ())
    fitting = [head for head in heads if fits(head, words)]
    return [way for head in fitting for form in number for way in _ways(head, form)]


def road_forms(typed: str) -> list[Form]:
    """Return the ways to write a road whose sign was typed: QL1A, QL.1A; [] for any other word."""
    found = _ROAD.fullmatch(typed.lower())
    head = _roads().get(found[1]) if found else None
    return list(_ways(head, (found[2],))) if found and head else []


def _ways(head: Form, number: Form) -> Iterator[Form]:
    """Yield a head with its number: nghị định 100, nghị định số 100; quốc lộ 1A, QL1A, QL 1A."""
    yield (*head, *number)
    other = head[:-1] if head[-1] == _NUMBER_SIGN else (*head, _NUMBER_SIGN)
    if other in _heads().get(tuple(map(fold, other)), ()):
        yield (*other, *number)
    for sign, road in _roads().items():
        if road == head:
            yield from ((sign, *number), (sign + number[0], *number[1:]))


def word_amounts(words: Sequence[QueryWord]) -> Mapping[tuple[int, int], Amount]:
    """Return the amounts among plain words of one syllable each, by the (first, end) of their words."""
    text, places = as_text(words)
    starts = {place.start: i for i, place in enumerate(places)}
    ends = {place.end: i for i, place in enumerate(places, start=1)}
    found: dict[tuple[int, int], Amount] = {}
    for amount in typed_amounts(fold(text)):
        span = (starts.get(amount.start, -1), ends.get(amount.end, -1))
        if min(span) >= 0 and _is_marked_so(amount, words[slice(*span)]):
            found[span] = amount
    return found


def _is_marked_so(amount: Amount, words: Sequence[QueryWord]) -> bool:
    """Tell whether words that were typed with marks are those of an amount."""
    written = {syllable for form in amount.forms() for syllable in form}
    return all(word.syllables[0].exact in written for word in words if word.marked[0] and word.text.isalpha())


def fits(form: Form, words: Sequence[QueryWord]) -> bool:
    """Tell whether syllables typed with marks have just these in a form; those typed without may have any."""
    return all(
        not word.marked[0] or word.syllables[0].exact == syllable for word, syllable in zip(words, form, strict=True)
    )


def as_text(words: Sequence[QueryWord]) -> tuple[str, list[TextToken]]:
    """Return the words as one text, "." for any sign within what was typed without a space, and their places in it.

    Where something else stood between two words there are two spaces.
    """
    text = ""
    places: list[TextToken] = []
    previous = 0
    for word in words:
        token = word.syllables[0]
        if places:
            # Offsets are within what was typed between two spaces, so a word that begins there has offset 0.
            text += "." if token.start and token.start == previous + 1 else "  " if word.apart else " "
        places.append(TextToken(len(text), len(text) + len(word.text), token.exact, token.folded))
        text += word.text
        previous = token.end
    return text, places


def _numbers_with_signs(text: str, places: Sequence[TextToken]) -> Iterator[tuple[int, int]]:
    start = 0
    for i, (one, other) in enumerate([*pairwise(places), (None, None)], start=1):
        if one and other and one.exact.isdecimal() and other.exact.isdecimal() and text[one.end : other.start] == ".":
            continue
        if i - start > 1:
            yield start, i
        start = i


@cache
def _heads() -> Mapping[Form, tuple[Form, ...]]:
    heads: dict[Form, tuple[Form, ...]] = {}
    for head in entries(_HEADS):
        exact = tuple(terms(head).exact)
        folded = tuple(map(fold, exact))
        heads[folded] = (*heads.get(folded, ()), exact)
    return heads


@cache
def _roads() -> Mapping[str, Form]:
    """Return what each sign of a road stands for, as exact terms."""
    signs = (entry.split(" = ") for entry in entries(_ROAD_SIGNS))
    return {sign.lower(): tuple(terms(road).exact) for sign, road in signs}
