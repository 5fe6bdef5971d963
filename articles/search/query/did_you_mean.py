"""What was meant by the words of a query: slips mended and marks restored, by what the archive itself writes.

Nothing is learnt or kept: the index's dictionary tells how often two neighbours stand together, and in which
markings, so what it knows grows with the archive.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from typing import Final

from articles.search.query.language.tree import QueryWord
from articles.search.query.synonyms import Synonym
from articles.search.ranking.conditions import FOLDED
from articles.text.normal import fold, spelling
from articles.text.slips import decoded, letter_amiss, letter_missing, sounds_alike
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import marking, markings, tokens
from haystack_engines.index_reader import IndexReader

# A syllable that fewer articles have is unknown; a mended one must stand beside its neighbour in so many.
_UNKNOWN: Final = 3
_KNOWN_PAIR: Final = 3
# The same where the syllable is known, as a share of all articles: two words that stand side by side by chance do so
# in fewer.
_USUAL_PAIR: Final = 0.001
# Marks are sure where so many articles write two neighbours so, and so large a share of those that have both.
_SURE: Final = 3
_SURE_SHARE: Final = 0.8
# The longest compound whose marking tells that of the syllables in it.
_LONGEST: Final = 4
# A pasted text is no slip, and takes long.
_MOST_WORDS: Final = 12
_I_TO_Y: Final = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))

# For two neighbours of a query: in how many articles they are written in each marking.
Markings = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """What was meant: the whole query, "" where it is right as typed, and the mended words as other forms of those."""

    query: str = ""
    mended: tuple[Synonym, ...] = ()


def did_you_mean(words: Sequence[QueryWord], archive: IndexReader) -> DidYouMean:
    """Return what was meant by words: letters amiss and left-over keys of Telex and VNI mended, marks restored.

    Marks are restored where the archive is sure of them. Reads the index's dictionary alone.
    """
    if not words or len(words) > _MOST_WORDS:
        return DidYouMean()
    mended = {place: text for place in range(len(words)) if (text := _mended(words, place, archive))}
    typed = [mended.get(place, word.text) for place, word in enumerate(words)]
    marked = _with_marks(typed, archive)
    shown = [
        _as_typed(new or old, word) if new or place in mended else old
        for place, (new, old, word) in enumerate(zip(marked, typed, words, strict=True))
    ]
    forms = tuple(Synonym(p, (words[p],), shown[p], tuple(tokens(shown[p])), short=False) for p in mended)
    return DidYouMean(" ".join(shown) if shown != [word.text for word in words] else "", forms)


def _mended(words: Sequence[QueryWord], place: int, archive: IndexReader) -> str:
    """Return what the word at a place was meant to be; "" where it is known, or nothing is near."""
    folded = [word.syllables[0].folded for word in words]
    if not folded[place].isalnum() or folded[place].isdecimal() or _together(folded, place, archive) >= _KNOWN_PAIR:
        return ""
    unknown = archive.frequency(FOLDED.format("text"), folded[place]) < _UNKNOWN
    syllable = decoded(words[place].text) if unknown else ""
    if syllable and archive.frequency("text", spelling(syllable)) >= _UNKNOWN:
        return syllable
    enough = _KNOWN_PAIR if unknown else max(_KNOWN_PAIR, archive.document_count() * _USUAL_PAIR)
    for near in _near(folded[place], archive, unknown=unknown):
        best, held = max(((one, _weight(folded, place, one, archive)) for one in near), key=_second, default=("", 0))
        if held >= enough:
            return best
    return ""


def _near(folded: str, archive: IndexReader, *, unknown: bool) -> Iterator[Iterable[str]]:
    """Yield what a syllable may have been meant as, the likeliest slips first."""
    yield sounds_alike(folded)
    if unknown and folded.isalpha() and len(folded) > 2:  # shorter ones are near to everything
        for slips in (letter_missing(folded), letter_amiss(folded)):
            syllables = (one for one in dict.fromkeys(slips) if is_syllable_shaped(one))
            yield (one for one in syllables if archive.frequency(FOLDED.format("text"), one) >= _UNKNOWN)


def _weight(folded: Sequence[str], place: int, instead: str, archive: IndexReader) -> int:
    """Return how many articles speak for a syllable in place of another: beside a neighbour, or at all."""
    if len(folded) == 1:
        return archive.frequency(FOLDED.format("text"), instead)
    return _together([*folded[:place], instead, *folded[place + 1 :]], place, archive)


def _together(folded: Sequence[str], place: int, archive: IndexReader) -> int:
    """Return in how many articles a syllable stands beside a neighbour that it has in the query, the one or other."""
    beside = pairwise(folded[max(0, place - 1) : place + 2])
    return max((archive.frequency("pairs", "_".join(pair)) for pair in beside), default=0)


def _with_marks(typed: Sequence[str], archive: IndexReader) -> list[str]:
    """Return each syllable in the marking that the archive is sure of, "" where it is as typed or none is sure."""
    exact, folded = [spelling(text) for text in typed], [fold(spelling(text)) for text in typed]
    written = _written(folded, archive)
    best = _best_chain(exact, written)
    return [
        one if one != exact[place] and _is_sure(place, best, exact, written) else "" for place, one in enumerate(best)
    ]


def _written(folded: Sequence[str], archive: IndexReader) -> list[Markings]:
    """Return how each two neighbours are written, alone or within a longer compound of the query."""
    found: list[Markings] = [Counter() for _ in folded[1:]]
    for length in range(2, _LONGEST + 1):
        for start in range(len(folded) - length + 1):
            for term, held in archive.beginning("compounds", markings(folded[start : start + length])):
                for place, pair in enumerate(pairwise(marking(term)), start):
                    found[place][pair] += held
    return found


def _best_chain(exact: Sequence[str], written: Sequence[Markings]) -> list[str]:
    """Return the markings of all syllables whose neighbours are written so most often (Viterbi)."""
    chains: dict[str, tuple[float, list[str]]] = {exact[0]: (0.0, [exact[0]])}
    chains |= {pair[0]: (0.0, [pair[0]]) for pair in written[0]} if written else {}
    for place, pairs in enumerate(written, start=1):
        after = {pair[1] for pair in pairs} | {exact[place]}
        after |= {pair[0] for pair in written[place]} if place < len(written) else set()
        chains = {
            syllable: max(
                (score + log1p(pairs[(chain[-1], syllable)]), [*chain, syllable]) for score, chain in chains.values()
            )
            for syllable in after
        }
    return max(chains.values(), key=_first)[1]


def _is_sure(place: int, best: Sequence[str], exact: Sequence[str], written: Sequence[Markings]) -> bool:
    """Tell whether neighbours are written so by far most often, and not as typed: never so where marks were typed."""
    beside = [one for one in (place - 1, place) if 0 <= one < len(written)]
    as_typed = max((_held(written[one], place - one, exact[place]) for one in beside), default=0)
    if as_typed >= (_SURE if fold(exact[place]) == exact[place] else 1):
        return False
    return any(
        written[one][(best[one], best[one + 1])] >= max(_SURE, written[one].total() * _SURE_SHARE) for one in beside
    )


def _held(pairs: Markings, side: int, syllable: str) -> int:
    return sum(held for pair, held in pairs.items() if pair[side] == syllable)


def _as_typed(text: str, word: QueryWord) -> str:
    """Write a syllable as the word was typed: with a capital, and with "y" for "i" where that was typed."""
    if fold(word.text).endswith("y") and text[-1] in _I_TO_Y:
        text = text[:-1] + _I_TO_Y[text[-1]]
    return text.capitalize() if word.text[:1].isupper() else text


def _first(pair: tuple[float, list[str]]) -> float:
    return pair[0]


def _second(pair: tuple[str, int]) -> int:
    return pair[1]
