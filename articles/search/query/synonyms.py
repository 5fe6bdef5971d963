"""The other forms that words of a query go by: "UBND" for "Ủy ban nhân dân", and the reverse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.text.normal import fold
from articles.text.short_forms import expansions, same_names, short_forms
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import TextToken, name_key, tokens

# The words of the longest full form that has a short one, and those that a short form falls into: "BR-VT", "TP.HCM".
_LONGEST: Final = 9
_LONGEST_SHORT: Final = 3
# What a search is widened by at most, for the sake of speed.
_MOST: Final = 6


@dataclass(frozen=True, slots=True)
class Synonym:
    """What else neighbouring words of a query are written as, and the words; `short` where it is one in capitals.

    `start` is the place of the first word in the query.
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
    def places(self) -> range:
        """The places of the words in the query."""
        return range(self.start, self.start + len(self.words))


def synonyms_of(words: Sequence[QueryWord]) -> Iterator[Synonym]:
    """Yield the short and full forms and other names of every run of the words."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            run = tuple(words[start:end])
            typed = " ".join(word.text for word in run)
            full = expansions(typed) if len(run) <= _LONGEST_SHORT else ()
            for form in dict.fromkeys((*full, *short_forms(typed), *same_names(typed))):
                syllables = tuple(tokens(form))
                yield Synonym(start, run, form, syllables, short=len(syllables) == 1 and form[0].isupper())


def searched_synonyms(words: Sequence[QueryWord]) -> tuple[Synonym, ...]:
    """Return the forms that a search takes for the words too: those of the longest runs, and no longer same names.

    A form that would be taken for a word is left out, since terms know no capitals: "CA" would find every "ca".
    """
    kept: list[Synonym] = []
    for form in sorted(synonyms_of(words), key=lambda one: -len(one.words)):
        within = any(set(form.places) < set(one.places) for one in kept)
        if not within and _adds(form) and not (form.short and is_syllable_shaped(fold(form.text))):
            kept.append(form)
    return tuple(kept[:_MOST])


def _adds(form: Synonym) -> bool:
    """Tell whether the form finds what the words do not: "nước Việt Nam" finds no more than "Việt Nam"."""
    return f" {name_key(form.typed)} " not in f" {name_key(form.text)} "
