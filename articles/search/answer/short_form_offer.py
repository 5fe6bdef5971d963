"""Offers the short form that a word in small letters may mean: "ai" is a pronoun, "AI" artificial intelligence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from articles.search.answer.relaxing import run_relaxed
from articles.search.engine import index_reader
from articles.search.query.language.tree import QueryWord
from articles.search.query.reading import ReadQuery, read_query
from articles.search.query.units import UnitKind
from articles.search.request import SearchRequest
from articles.text.capitals import capital_forms
from articles.text.short_forms import expansions, same_names

# In a longer query a word is seldom a short form.
_MOST_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class ShortFormOffer:
    """The search with a word in capitals: the short form, its full form or "", and how many articles it finds."""

    request: SearchRequest
    form: str
    full: str
    articles: int


def short_form_offer(read: ReadQuery) -> ShortFormOffer | None:
    """Return the search with the first word that the archive knows as a short form in capitals; None without one.

    Beside other words, only short forms of the table count. Raises SearchFailed.
    """
    words = read.query.words
    if len(words) > _MOST_WORDS or read.query.wanted.conditions:
        return None
    lone = {unit.words[0] for unit in read.own_units if unit.kind is UnitKind.SYLLABLE and unit.words[0].text.islower()}
    for index, word in enumerate(words):
        if word in lone and (offer := _offer(read, words, index)):
            return offer
    return None


def _offer(read: ReadQuery, words: Sequence[QueryWord], index: int) -> ShortFormOffer | None:
    form = words[index].text.upper()
    if capital_forms(form) != [form] or not index_reader().frequency("short_forms", form):
        return None
    full = next((one for one in (*expansions(form), *same_names(form)) if one != form), "")
    if not full and len(words) > 1:
        return None
    texts = [word.text for word in words]
    request = read.request.with_query(" ".join((*texts[:index], form, *texts[index + 1 :])))
    articles = run_relaxed(read_query(request), size=0, facets={}, relax=False).result.total
    return ShortFormOffer(request, form, full, articles) if articles else None
