"""The other forms that words of a query go by: "UBND" for "Ủy ban nhân dân", and the reverse."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from articles.search.query_language.tree import Word
from articles.text.short_forms import expansions, same_names, short_forms
from articles.text.terms import Token, tokens

# The words of the longest full form that has a short one, and those that a short form falls into: "BR-VT", "TP.HCM".
_LONGEST: Final = 9
_LONGEST_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class OtherForm:
    """What else neighbouring words of a query are written as, and the words; `short` where it is one in capitals."""

    words: tuple[Word, ...]
    syllables: tuple[Token, ...]
    short: bool


def other_forms(words: Sequence[Word]) -> Iterator[OtherForm]:
    """Yield the short and full forms and other names of every run of the words."""
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            run = tuple(words[start:end])
            typed = " ".join(word.text for word in run)
            full = expansions(typed) if len(run) <= _LONGEST_SHORT else ()
            for form in dict.fromkeys((*full, *short_forms(typed), *same_names(typed))):
                syllables = tuple(tokens(form))
                yield OtherForm(run, syllables, short=len(syllables) == 1 and form[0].isupper())
