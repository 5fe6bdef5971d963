"""What reading a query will ask of the index's dictionary, so that an index on other machines is asked once."""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from articles.search.fields import folded_field
from articles.search.query.language.tree import QueryWord
from articles.search.query.name_units import LONGEST_NAME
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import folded_pairs, marking, markings
from haystack_engines import DistantReader, IndexReader

T = TypeVar("T")

# Syllables of the compounds that are looked up: a word of the dictionary, and a pair of a headline.
_LENGTHS: Final = range(2, 6)
_LENGTHS_IN_HEADLINES: Final = range(2, 5)
_LENGTHS_OF_NAMES: Final = range(2, LONGEST_NAME + 1)


def look_up_words(words: Sequence[QueryWord], reader: IndexReader) -> None:
    """Have an index on other machines read what most queries of these words need; elsewhere do nothing.

    That is how frequent syllables and pairs are, which compounds there are, and how frequent the syllables of these
    are where some words were typed without marks. Raises SearchFailed.
    """
    if not isinstance(reader, DistantReader):
        return
    tokens = [word.syllables[0] for word in words]
    folded = [token.folded for token in tokens]
    terms = {
        "text": [*(token.exact for token in tokens), *_glued(words)],
        folded_field("text"): folded,
        "pairs": folded_pairs(folded),
        "short_forms": [word.text.upper() for word in words],
    }
    prefixes = {
        "compounds": list(map(markings, _runs(folded, _LENGTHS))),
        "headline_pairs": list(map(markings, _runs(folded, _LENGTHS_IN_HEADLINES))),
    }
    reader.look_up(terms, prefixes)
    if not all(word.marked[0] for word in words):
        found = (term for field, starts in prefixes.items() for term, _ in reader.terms_with_any_prefix(field, starts))
        reader.look_up({"text": {syllable for term in found for syllable in marking(term)}}, {})


def _glued(words: Sequence[QueryWord]) -> Iterator[str]:
    """Yield neighbouring words as one, where some are of another language: oceanbank."""
    for run in _runs(words, _LENGTHS_OF_NAMES):
        is_plain = all(word.text.isalpha() and not word.marked[0] for word in run)
        if is_plain and not all(is_syllable_shaped(word.syllables[0].exact) for word in run):
            yield "".join(word.syllables[0].exact for word in run)


def _runs(items: Sequence[T], lengths: range) -> Iterator[Sequence[T]]:
    return (items[start : start + length] for length in lengths for start in range(len(items) - length + 1))
