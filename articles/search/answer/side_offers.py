"""Offers searches beside the one that was asked for: articles of a date that was typed, other words for a thing.

Nothing is taken by itself: who looks for "heo" is asked whether "lợn" is wanted too, who finds little with a number or
code whether it may be missing, who finds words near each other whether they are meant as a phrase, and who types a
spelling that few articles have whether the usual one is meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.search.answer.relaxing import ENOUGH, run_relaxed
from articles.search.engine import index_reader
from articles.search.query.language.tree import QueryWord, typed_text
from articles.search.query.reading import ReadQuery, read_query
from articles.search.query.units import QueryUnit, UnitKind, with_starts
from articles.search.query.usual_spelling import usual_spelling
from articles.search.request import SearchRequest
from articles.text.regional_words import LONGEST_REGIONAL_WORD, regional_words
from articles.text.written_dates import written_period

# In a longer query words and dates are rather parts of a headline.
_MOST_UNITS = 5
# A phrase of so many words is offered where so many articles have it, and the list so many times as many.
_LONGEST_PHRASE = 6
_LEAST_PHRASE = 3
_MANY_OTHERS = 1.5
# A usual spelling is offered where so many times as many articles have it as have the words as typed.
_MANY_TIMES = 5


class SideOfferKind(StrEnum):
    """What is offered."""

    DAYS = "days"
    WORDS = "words"
    WITHOUT = "without"
    PHRASE = "phrase"
    SPELLING = "spelling"
    NAMED = "named"
    SAID = "said"
    BESIDE = "beside"
    ANYWHERE = "anywhere"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class SideOffer:
    """A search that is offered: for articles of a date, with another word besides, or without one: the `text`.

    In place of a search in quotations: for quotations of the speaker from articles that have the words, for articles
    that name the speaker, for quotations by what was read as a place,
    for words that stand anywhere, or for the speaker alone.
    """

    kind: SideOfferKind
    request: SearchRequest
    text: str
    articles: int


def side_offers(read: ReadQuery, kept: Sequence[QueryUnit], strict: int) -> tuple[SideOffer, ...]:
    """Return the searches to offer that find something; `kept` are the units that a wider list does not go without.

    `strict` counts the strict list. Raises SearchFailed.
    """
    if read.query.wanted.conditions:
        return ()
    units = [*with_starts(read.own_units)]
    beside = units if len(units) <= _MOST_UNITS else []
    offers = (offer for start, unit in beside for offer in (*_days(read, unit, start), *_words(read, unit, start)))
    without = (_without(read, unit, start) for start, unit in units if unit in kept)
    return tuple(
        offer for offer in (*_spelling(read, strict), *_phrase(read, strict), *offers, *without) if offer.articles
    )


def _spelling(read: ReadQuery, strict: int) -> Iterator[SideOffer]:
    """Yield the query as far more articles write it, unless several have the words side by side as typed."""
    words = read.query.words
    if read.did_you_mean:
        return
    found = usual_spelling(words, read.own_units, index_reader(), has_few=strict < ENOUGH)
    if found is None:
        return
    as_typed = read.request.with_query(f'"{typed_text(found.words)}"')
    if _articles(as_typed) * _MANY_TIMES > found.articles:
        return
    end = found.start + len(found.words)
    text = _joined(typed_text(words[: found.start]), found.text, typed_text(words[end:]))
    yield offer(SideOfferKind.SPELLING, read.request.with_query(text), text)


def _phrase(read: ReadQuery, strict: int) -> Iterator[SideOffer]:
    """Yield the words as a phrase, where several articles have them so and many others in the list do not."""
    units, words = read.own_units, read.query.words
    if strict < _LEAST_PHRASE * _MANY_OTHERS or len(units) < 2 or len(words) > _LONGEST_PHRASE:
        return
    if any(word.apart for word in words):
        return
    text = typed_text(words)
    phrase = offer(SideOfferKind.PHRASE, read.request.with_query(f'"{text}"'), text)
    if phrase.articles >= _LEAST_PHRASE and strict >= phrase.articles * _MANY_OTHERS:
        yield phrase


def _without(read: ReadQuery, unit: QueryUnit, start: int) -> SideOffer:
    return offer(SideOfferKind.WITHOUT, _with_text(read, unit, start, ""), unit.text, relax=True)


def _with_text(read: ReadQuery, unit: QueryUnit, start: int, text: str) -> SearchRequest:
    """Return the search with a text in place of a unit, or without the unit where the text is empty."""
    words = read.query.words
    return read.request.with_query(
        _joined(typed_text(words[:start]), text, typed_text(words[start + len(unit.words) :]))
    )


def _days(read: ReadQuery, unit: QueryUnit, start: int) -> Iterator[SideOffer]:
    period = written_period(unit.text)
    if period and not (read.request.since or read.request.until):
        yield offer(SideOfferKind.DAYS, _with_text(read, unit, start, "").between(*period), unit.text)


def _words(read: ReadQuery, unit: QueryUnit, start: int) -> Iterator[SideOffer]:
    if unit.kind in (UnitKind.NAME, UnitKind.SHORT_FORM, UnitKind.OFFICE):
        return
    for other in _other_ways(unit.words):
        yield offer(SideOfferKind.WORDS, _with_text(read, unit, start, f"({unit.text} OR {other})"), other)


def _other_ways(words: Sequence[QueryWord]) -> Iterator[str]:
    """Yield words with one of them replaced by each other word for the same: thịt lợn, thịt heo."""
    for start in range(len(words)):
        for end in range(min(len(words), start + LONGEST_REGIONAL_WORD), start, -1):
            for other in regional_words(typed_text(words[start:end])):
                yield _joined(typed_text(words[:start]), other, typed_text(words[end:]))


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def offer(kind: SideOfferKind, request: SearchRequest, text: str, *, relax: bool = False) -> SideOffer:
    """Return a search as an offer, with the number of articles that it finds. Raises SearchFailed."""
    return SideOffer(kind, request, text, _articles(request, relax=relax))


def _articles(request: SearchRequest, *, relax: bool = False) -> int:
    """Return how many articles a search finds."""
    return run_relaxed(read_query(request), size=0, facets={}, relax=relax).result.total
