"""Offices as people type them, in small letters, with short forms and without marks: "ct ubnd tphcm", "bo truong"."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from articles.nlp.offices.office_words import phrases
from articles.text.normal import fold
from articles.text.short_forms import canonical, expansions
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import terms

_TITLES: Final = ("posts", "professions", "ranks")
_LONGEST_TITLE: Final = 6


@lru_cache(maxsize=2000)
def full_offices(typed: str) -> tuple[str, ...]:
    """Return what a typed office may mean, its short forms in capitals or written out; the likeliest first.

    "bt y tế" is "bộ trưởng y tế" and "bí thư y tế", "ct ubnd tphcm" is "chủ tịch UBND TPHCM".
    """
    first, *others = typed.split() or [""]
    rest = [word.upper() if _is_short(word) else word for word in others]
    heads = _typed_heads().get(fold(first)) or ((first.upper() if _is_short(first) else first),)
    return tuple(" ".join((head, *rest)) for head in heads)


def title_lengths(folded: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Yield how many syllables a title has that some folded syllables begin with, the longest first.

    True where it is an office, false for a form of address ("ông"). "Nguyên" and "quyền" before an office belong to it.
    """
    before = next((n for n in (2, 1) if tuple(folded[:n]) in _folded_states()), 0)
    for end in range(min(len(folded), before + _LONGEST_TITLE), before, -1):
        kind = _folded_titles().get(tuple(folded[before:end]))
        if kind is not None:
            yield end, kind


def is_folded_post(words: str) -> bool:
    """Tell whether words begin with a post and go on, with marks or without: "bo truong y te"."""
    folded = tuple(terms(words).folded)
    return any(folded[:length] in _folded_posts() for length in range(1, min(len(folded), _LONGEST_TITLE + 1)))


def _is_short(word: str) -> bool:
    is_word = not word.islower() or is_syllable_shaped(fold(word))
    return not is_word and bool(expansions(word.upper()) or canonical(word) != word)


@cache
def _typed_heads() -> Mapping[str, tuple[str, ...]]:
    pairs = (entry.split(" = ") for entry in phrases("typed_offices"))
    return {fold(short): tuple(meant.split(" / ")) for short, meant in pairs}


@cache
def _folded_titles() -> Mapping[tuple[str, ...], bool]:
    """Return the titles by their folded syllables: true for offices, false for forms of address."""
    found = {tuple(terms(phrase).folded): False for phrase in phrases("addresses")}
    return found | {tuple(terms(phrase).folded): True for name in _TITLES for phrase in phrases(name)}


@cache
def _folded_posts() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(terms(phrase).folded) for phrase in phrases("posts"))


@cache
def _folded_states() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(terms(phrase).folded) for name in ("former", "acting") for phrase in phrases(name))
