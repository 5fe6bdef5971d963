"""Synonyms of the words of a query: short forms, full forms and other names ("UBND" for "Ủy ban nhân dân")."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.text.normal import fold
from articles.text.short_forms import expansions, same_names, short_forms
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, name_key, tokens

# The words of the longest full form that has a short one, and of the longest short form: "BR-VT", "TP.HCM".
_LONGEST: Final = 9
_LONGEST_SHORT: Final = 3
# A search with more synonyms takes too long.
_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another form of neighbouring words of a query.

    `start` is the index of the first of the `words`. `short` marks a single syllable in capitals, such as "CA".
    """

    start: int
    words: tuple[QueryWord, ...]
    text: str
    syllables: tuple[TextToken, ...]
    short: bool

    @property
    def typed(self) -> str:
        """The words as they were typed."""
        return " ".join(word.text for word in self.words)

    @property
    def indexes(self) -> range:
        """The indexes of the words in the query."""
        return range(self.start, self.start + len(self.words))


def synonyms_of(words: Sequence[QueryWord]) -> Iterator[Synonym]:
    """Yield the short forms, full forms and other names of every run of the words."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            run = tuple(words[start:end])
            typed = " ".join(word.text for word in run)
            full = expansions(typed) if len(run) <= _LONGEST_SHORT else ()
            for synonym in dict.fromkeys((*full, *short_forms(typed), *same_names(typed))):
                syllables = tuple(tokens(synonym))
                yield Synonym(start, run, synonym, syllables, short=len(syllables) == 1 and synonym[0].isupper())


def searched_synonyms(words: Sequence[QueryWord]) -> tuple[Synonym, ...]:
    """Return the synonyms to search for, at most six: those of the longest runs that find something more.

    Terms have no capitals, so a short form that is also a syllable is left out: "CA" would find every "ca".
    """
    kept: list[Synonym] = []
    for synonym in sorted(synonyms_of(words), key=lambda one: -len(one.words)):
        within = any(set(synonym.indexes) < set(one.indexes) for one in kept)
        if not within and _finds_more(synonym) and not (synonym.short and is_syllable_shaped(fold(synonym.text))):
            kept.append(synonym)
    return tuple(kept[:_MOST])


def _finds_more(synonym: Synonym) -> bool:
    """Tell whether a synonym finds articles that the words do not: "nước Việt Nam" finds no more than "Việt Nam"."""
    return f" {name_key(synonym.typed)} " not in f" {name_key(synonym.text)} "
