"""Corrects the words of a query, and restores marks, by the index's own dictionary.

Nothing is trained or stored. The dictionary has the number of articles for every two neighbouring syllables, without
marks (`pairs`) and in each marking (`compounds`), so corrections improve as the archive grows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import inf, log1p
from operator import itemgetter
from typing import Final

from articles.search.engine import look_up
from articles.search.fields import folded_field
from articles.search.query.language.tree import QueryWord, typed_text
from articles.search.query.synonyms import Synonym
from articles.search.query.units import QueryUnit, UnitKind, with_starts
from articles.text.edit_distance import keeping_shared
from articles.text.normal import fold, spelling
from articles.text.slips import decoded, letter_amiss, letter_missing, sounds_alike
from articles.text.syllables import is_syllable_shaped
from articles.text.terms import compound_term, folded_pairs, marking, markings, tokens
from haystack_engines import IndexReader

# A syllable in fewer articles is unknown. A correction of it must stand beside its neighbour in so many articles.
_KNOWN_SYLLABLE: Final = 3
_KNOWN_PAIR: Final = 3
# A known syllable is corrected only to one that stands beside its neighbour in this share of all articles: fewer may
# be chance.
_USUAL_PAIR: Final = 0.001
# Marks are restored where at least so many articles, and this share of those with both syllables, write them so.
_SURE_ARTICLES: Final = 3
_SURE_SHARE: Final = 0.8
_SLIP: Final = 100
# The longest compound that is looked up for the marks of its syllables.
_LONGEST: Final = 4
# Short forms of fewer letters are similar to everything; with more it is a word in capitals.
_SHORT_FORM_LENGTHS: Final = range(4, 7)
# A word that is no syllable, a foreign name, is corrected to one that is none either: of so many letters by itself, a
# shorter one by its neighbour.
_CLEAR_NAME: Final = 6
# A longer query is a pasted text, which has no slips and would take long.
_MOST_WORDS: Final = 12
_I_TO_Y: Final = dict(zip("iìíỉĩị", "yỳýỷỹỵ", strict=True))
_FOLDED_TEXT: Final = folded_field("text")

# For two neighbours of a query: the number of articles with each of their markings.
Markings = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """A better query, "" where there is none; `corrections` are its corrected words as synonyms of those typed."""

    query: str = ""
    corrections: tuple[Synonym, ...] = ()


@dataclass(frozen=True, slots=True)
class _Marks:
    """What units tell of marks, by the index of a word: those of words typed without, and which words keep theirs."""

    known: Mapping[int, str]
    as_typed: set[int]


def did_you_mean(words: Sequence[QueryWord], units: Sequence[QueryUnit], reader: IndexReader) -> DidYouMean:
    """Return the query with typing errors and left-over keys of Telex and VNI corrected, and marks restored.

    What the archive knows as a word or name is never corrected. Reads the index's dictionary alone. A query of more
    than twelve words is left as it is.
    """
    if not words or len(words) > _MOST_WORDS:
        return DidYouMean()
    alone = {unit.words[0]: unit for unit in units if len(unit.words) == 1 and not _is_known(unit, reader)}
    _look_up_corrections([i for i, word in enumerate(words) if word in alone], words, reader)
    corrected = {
        i: text
        for i, word in enumerate(words)
        if word in alone
        and (unmarked := _corrected_unit(alone[word], words, i, reader))
        and _makes_a_word(words, i, text := _with_typed_marks(word, unmarked, reader), reader)
    }
    marks = _Marks(_known_marks(units), _long_names(units))
    found = _with_corrections(words, corrected, marks, reader)
    # What is written so nowhere is no correction.
    written = {one.start: one.typed for one in found.corrections if _is_written(one, reader)}
    return (
        found
        if len(written) == len(corrected)
        else _with_corrections(words, {i: text for i, text in corrected.items() if i in written}, marks, reader)
    )


def _is_known(unit: QueryUnit, reader: IndexReader) -> bool:
    """Tell whether the archive knows a unit as more than a syllable."""
    if unit.kind is UnitKind.SHORT_FORM:
        return bool(unit.forms or unit.other_names) or reader.frequency("short_forms", unit.short_form) > 0
    return unit.kind is not UnitKind.SYLLABLE


def _corrected_unit(unit: QueryUnit, words: Sequence[QueryWord], i: int, reader: IndexReader) -> str:
    """Return the correction of a unit of one word; "" for none.

    A short form is corrected to one that is known, of the same letters: swapped, or one too often or too seldom.
    """
    if len(unit.short_form) not in _SHORT_FORM_LENGTHS:
        return _corrected(words, i, reader)
    letters = unit.short_form.lower()
    slips = (one for one in chain(letter_missing(letters), letter_amiss(letters)) if set(one) == set(letters))
    known = reader.frequencies("short_forms", [one.upper() for one in slips])
    best = max(known, key=lambda one: known[one])
    return best.lower() if known[best] >= _KNOWN_SYLLABLE else ""


def _with_typed_marks(word: QueryWord, correction: str, reader: IndexReader) -> str:
    """Return a correction with the marks that were typed in what both share, where it is written so: xụt -> sụt."""
    typed = word.syllables[0]
    marked = keeping_shared(typed.exact, typed.folded, correction)
    return marked if reader.frequency("text", marked) else correction


def _makes_a_word(words: Sequence[QueryWord], i: int, correction: str, reader: IndexReader) -> bool:
    """Tell whether a correction makes a word with a neighbour, which one of a known syllable with marks must: sử lý.

    What stands beside many words by chance is no correction: "điện rác" does not mean "điện rát".
    """
    typed = words[i]
    if not typed.marked[0] or reader.frequency("text", typed.syllables[0].exact) < _KNOWN_SYLLABLE:
        return True
    exact = [word.syllables[0].exact for word in words]
    exact[i] = spelling(correction)
    pairs = pairwise(exact[max(0, i - 1) : i + 2])
    return any(reader.frequency("compounds", compound_term(pair)) >= _KNOWN_PAIR for pair in pairs)


def _is_written(correction: Synonym, reader: IndexReader) -> bool:
    return all(reader.frequency("text", syllable.exact) for syllable in correction.syllables)


def _known_marks(units: Sequence[QueryUnit]) -> dict[int, str]:
    """Return the marked syllables of names and words that were typed without marks, by the index of each."""
    known: dict[int, str] = {}
    for start, unit in with_starts(units):
        usual = unit.forms[0][0] if unit.forms and unit.kind in (UnitKind.NAME, UnitKind.WORD) else ()
        if len(usual) == len(unit.words) and not any(word.marked[0] for word in unit.words):
            known |= dict(enumerate(usual, start=start))
    return known


def _long_names(units: Sequence[QueryUnit]) -> set[int]:
    """Return the indexes of the words of names that two neighbours do not tell: Đinh Văn Bang has no "văn bằng"."""
    return {
        start + i
        for start, unit in with_starts(units)
        if unit.kind is UnitKind.NAME and len(unit.words) > 2
        for i in range(len(unit.words))
    }


def _with_corrections(
    words: Sequence[QueryWord], corrected: Mapping[int, str], marks: _Marks, reader: IndexReader
) -> DidYouMean:
    """Return the words with those `corrected`, and with marks: those known, and of others the usual ones."""
    typed = [corrected.get(i, word.text) for i, word in enumerate(words)]
    marked, known = _with_marks(typed, reader, marks.as_typed), marks.known
    marked = [known.get(i, usual) if known.get(i) != spelling(typed[i]) else "" for i, usual in enumerate(marked)]
    shown = [
        written_as(new or old, word) if new or i in corrected else old
        for i, (new, old, word) in enumerate(zip(marked, typed, words, strict=True))
    ]
    synonyms = tuple(Synonym(i, (words[i],), shown[i], tuple(tokens(shown[i])), short=False) for i in corrected)
    better = typed_text(replace(word, text=text) for word, text in zip(words, shown, strict=True))
    return DidYouMean(better if shown != [word.text for word in words] else "", synonyms)


def _corrected(words: Sequence[QueryWord], i: int, reader: IndexReader) -> str:
    """Return the correction of a word; "" where the word is known, or nothing similar is."""
    folded = [word.syllables[0].folded for word in words]
    if not folded[i].isalnum() or folded[i].isdecimal() or _beside_neighbour(folded, i, reader) >= _KNOWN_PAIR:
        return ""
    unknown = reader.frequency(_FOLDED_TEXT, folded[i]) < _KNOWN_SYLLABLE
    if len(words) == 1 and reader.frequency(_FOLDED_TEXT, folded[i]):
        return ""  # a word that stands alone has no neighbour to be unusual beside
    syllable = decoded(words[i].text) if unknown else ""
    if syllable and reader.frequency("text", spelling(syllable)) >= _KNOWN_SYLLABLE:
        return syllable
    is_foreign = unknown and not is_syllable_shaped(folded[i])
    is_clear = is_foreign and len(folded[i]) >= _CLEAR_NAME
    least = _KNOWN_PAIR if unknown else max(_KNOWN_PAIR, reader.document_count() * _USUAL_PAIR)
    for candidates in _candidates(
        folded[i], reader, unknown=unknown, is_foreign=is_clear or (is_foreign and len(words) > 1)
    ):
        weights = _weights(folded, i, list(candidates), reader, alone=is_clear or len(words) == 1)
        best, articles = max(weights.items(), key=itemgetter(1), default=("", 0))
        if articles >= least:
            return best
    return ""


def _candidates(folded: str, reader: IndexReader, *, unknown: bool, is_foreign: bool) -> Iterator[Iterable[str]]:
    """Yield groups of syllables that may have been meant, the likeliest group first."""
    yield sounds_alike(folded)
    if unknown and folded.isalpha() and len(folded) > 2:  # shorter ones are similar to everything
        for slips in (letter_missing(folded), letter_amiss(folded)):
            likely = dict.fromkeys(slips) if is_foreign else filter(is_syllable_shaped, dict.fromkeys(slips))
            known = reader.frequencies(_FOLDED_TEXT, likely)
            yield (one for one, articles in known.items() if articles >= _KNOWN_SYLLABLE)


def _look_up_corrections(unknown: Iterable[int], words: Sequence[QueryWord], reader: IndexReader) -> None:
    """Have what sounds like the words at some places looked up at once."""
    folded = [word.syllables[0].folded for word in words]
    pairs = (pair for i in unknown for one in sounds_alike(folded[i]) for pair in _pairs_with(folded, i, one))
    look_up(reader, {"pairs": pairs}, {})


def _weights(
    folded: Sequence[str], i: int, candidates: Sequence[str], reader: IndexReader, *, alone: bool
) -> dict[str, int]:
    """Return the number of articles that have each candidate beside a neighbour; with `alone`, anywhere."""
    if alone:
        return reader.frequencies(_FOLDED_TEXT, candidates)
    pairs = {one: _pairs_with(folded, i, one) for one in candidates}
    known = reader.frequencies("pairs", chain.from_iterable(pairs.values()))
    return {one: max((known[pair] for pair in own), default=0) for one, own in pairs.items()}


def _beside_neighbour(folded: Sequence[str], i: int, reader: IndexReader) -> int:
    """Return the number of articles that have a syllable beside its left or its right neighbour, the larger of both."""
    return max(reader.frequencies("pairs", _pairs_with(folded, i, folded[i])).values(), default=0)


def _pairs_with(folded: Sequence[str], i: int, syllable: str) -> list[str]:
    """Return the pairs of a syllable at a place with its neighbours."""
    beside = [*folded[:i], syllable, *folded[i + 1 :]][max(0, i - 1) : i + 2]
    return folded_pairs(beside)


def _with_marks(typed: Sequence[str], reader: IndexReader, as_typed: set[int]) -> list[str]:
    """Return each syllable in its usual marking; "" where that is as typed, or no marking is usual."""
    exact, folded = [spelling(text) for text in typed], [fold(spelling(text)) for text in typed]
    written = _written(folded, reader)
    best = _best_chain(exact, written)
    slip = [inf if i in as_typed else _SLIP for i in range(len(best))]
    return [one if one != exact[i] and _is_sure(i, best, exact, written, slip[i]) else "" for i, one in enumerate(best)]


def _written(folded: Sequence[str], reader: IndexReader) -> list[Markings]:
    """Return for each two neighbours the markings that articles write, alone or in a longer compound of the query."""
    found: list[Markings] = [Counter() for _ in folded[1:]]
    starts = ((start, length) for length in range(2, _LONGEST + 1) for start in range(len(folded) - length + 1))
    runs = [(start, markings(folded[start : start + length])) for start, length in starts]
    fields = ("compounds", "headline_pairs")
    look_up(reader, {}, {field: [run for _, run in runs] for field in fields})
    for start, run in runs:
        for term, articles in chain.from_iterable(reader.terms_with_prefix(field, run) for field in fields):
            for i, pair in enumerate(pairwise(marking(term)), start):
                found[i][pair] += articles
    return found


def _best_chain(exact: Sequence[str], written: Sequence[Markings]) -> list[str]:
    """Return the markings of all syllables that neighbours have most often together (Viterbi)."""
    chains: dict[str, tuple[float, list[str]]] = {exact[0]: (0.0, [exact[0]])}
    chains |= {pair[0]: (0.0, [pair[0]]) for pair in written[0]} if written else {}
    for i, pairs in enumerate(written, start=1):
        after = {pair[1] for pair in pairs} | {exact[i]}
        after |= {pair[0] for pair in written[i]} if i < len(written) else set()
        chains = {
            syllable: max(
                (score + log1p(pairs[(chain[-1], syllable)]), [*chain, syllable]) for score, chain in chains.values()
            )
            for syllable in after
        }
    return max(chains.values(), key=itemgetter(0))[1]


def _is_sure(i: int, best: Sequence[str], exact: Sequence[str], written: Sequence[Markings], slip: float) -> bool:
    """Tell whether a syllable's best marking is by far the usual one, and the marking typed is not.

    Marks that were typed are kept as soon as one article writes them so, unless `slip` times as many write the usual
    ones: then that article has the slip too.
    """
    beside = [one for one in (i - 1, i) if 0 <= one < len(written)]
    as_typed = max((_articles_with(written[one], i - one, exact[i]) for one in beside), default=0)
    usual = {one: written[one][(best[one], best[one + 1])] for one in beside}
    is_typed = as_typed >= (_SURE_ARTICLES if fold(exact[i]) == exact[i] else 1)
    if is_typed and max(usual.values(), default=0) < as_typed * slip:
        return False
    return any(usual[one] >= max(_SURE_ARTICLES, written[one].total() * _SURE_SHARE) for one in beside)


def _articles_with(pairs: Markings, side: int, syllable: str) -> int:
    return sum(articles for pair, articles in pairs.items() if pair[side] == syllable)


def written_as(text: str, word: QueryWord) -> str:
    """Write a syllable as the word was typed: in capitals or with one, and with "y" for "i" where that was typed."""
    if fold(word.text).endswith("y") and text[-1] in _I_TO_Y:
        text = text[:-1] + _I_TO_Y[text[-1]]
    if len(word.text) > 1 and word.text.isupper():
        return text.upper()
    return text.capitalize() if word.text[:1].isupper() else text
