"""Words that name the same thing in the North and in the South of Vietnam: lợn and heo (`data/regional_words.txt`)."""

from collections.abc import Mapping
from functools import cache

from articles.text.phrase_lists import entries
from articles.text.short_forms import DATA
from articles.text.terms import terms

LONGEST_REGIONAL_WORD = 4


def regional_words(word: str) -> tuple[str, ...]:
    """Return the other words for what a word in small letters names; () where the table has none."""
    return _groups().get(" ".join(terms(word).exact), ()) if word.islower() else ()


@cache
def _groups() -> Mapping[str, tuple[str, ...]]:
    lines = [tuple(entry.split(" = ")) for entry in entries(DATA / "regional_words.txt")]
    return {
        " ".join(terms(word).exact): tuple(other for other in line if other != word) for line in lines for word in line
    }
