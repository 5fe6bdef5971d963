"""Suggests what may be meant while a search is typed: people, places, organisations, sections and headlines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from articles.models import Article, Section
from articles.search.engine import EngineQuery, EngineSearch
from articles.search.fields import FACET_BY_KIND, folded_field
from articles.search.query.entity_lookup.prefixes import entities_by_prefix
from articles.search.request import Choice, Sort
from articles.text.beginnings import Beginning
from articles.text.normal import has_marks
from haystack_engines import And, Clause, Filter, Or, Prefix, Term

# Characters: nothing is suggested for fewer, and no more are read.
LEAST_TYPED: Final = 2
MOST_TYPED: Final = 100
_ENTITIES: Final = 6
_SECTIONS: Final = 2
_HEADLINES: Final = 3
# The newest headlines with the words that are read. Those with the words side by side are shown first.
_HEADLINES_READ: Final = 30
# A name may stand at the end of what is typed: "giá cà phê gia l". It has at most so many words, and at least so many
# letters.
_WORDS_OF_A_NAME: Final = 5
_LETTERS_OF_A_NAME: Final = 3
# Signs of the query language: nothing is suggested where it is used.
_OPERATORS: Final = re.compile(r'["“”„:()~*]|(?<!\S)-')


class SuggestionKind(StrEnum):
    """What is suggested."""

    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    SECTION = "section"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion; `note` is the other name of an entity that was typed, and what tells it apart from its namesakes.

    A suggested `article` is a page to go to. Any other suggestion is a `choice` that narrows the search, and `before`
    are the words typed before the name, which are still searched for.
    """

    kind: SuggestionKind
    label: str
    note: str = ""
    choice: Choice | None = None
    before: str = ""
    article: Article | None = None


def suggest(typed: str) -> list[Suggestion]:
    """Return suggestions for what was typed; none for less than LEAST_TYPED characters. Raises SearchFailed."""
    text = " ".join(typed[:MOST_TYPED].split())
    if len(text) < LEAST_TYPED or _OPERATORS.search(text):
        return []
    beginning = Beginning.of(text)
    names, headlines = _names(text), _headlines(beginning)
    # A headline with all words side by side is likelier than a name that only the last words begin.
    first = [one for one in headlines if beginning.begins_in(one.label)] if any(one.before for one in names) else []
    return [*first, *names, *(one for one in headlines if one not in first)]


def _names(text: str) -> list[Suggestion]:
    """Return the names that the last words begin; of as many of the last words as begin any."""
    for before, rest in _endings(text):
        beginning = Beginning.of(rest)
        if found := [*_sections(beginning, before), *_entities(beginning, before)]:
            return found
    return []


def _endings(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text split before each word that a name may begin at, the longest ending first."""
    words = text.split()
    for first in range(max(0, len(words) - _WORDS_OF_A_NAME), len(words)):
        rest = " ".join(words[first:])
        if first == 0 or len(rest) >= _LETTERS_OF_A_NAME:
            yield " ".join(words[:first]), rest


def _entities(beginning: Beginning, before: str) -> Iterator[Suggestion]:
    for one in entities_by_prefix(beginning, _ENTITIES):
        choice = Choice(FACET_BY_KIND[one.kind].name, str(one.number))
        note = " · ".join(filter(None, (one.other_name, one.told_apart)))
        yield Suggestion(SuggestionKind(one.kind), one.name, note, choice, before)


def _sections(beginning: Beginning, before: str) -> list[Suggestion]:
    found = [
        (slug, name) for slug, name in Section.objects.listed().values_list("slug", "name") if beginning.begins_in(name)
    ]
    return [
        Suggestion(SuggestionKind.SECTION, name, "", Choice("section", slug), before)
        for slug, name in found[:_SECTIONS]
    ]


def _headlines(beginning: Beginning) -> list[Suggestion]:
    """Return the newest headlines with the words, those that have them side by side first (one SQL query)."""
    if beginning.last is None:
        return []
    ids = EngineSearch(EngineQuery(_in_title(beginning)), size=_HEADLINES_READ, sort=Sort.NEWEST).run().ids
    articles = Article.objects.visible().for_lists().in_bulk(ids)
    shown = [articles[pk] for pk in ids if pk in articles and _has_last(articles[pk].title, beginning)]
    shown.sort(key=lambda article: not beginning.begins_in(article.title))
    return [Suggestion(SuggestionKind.ARTICLE, article.title, article=article) for article in shown[:_HEADLINES]]


def _in_title(beginning: Beginning) -> Clause:
    folded = folded_field("title")
    whole = zip(beginning.whole, beginning.words, strict=False)
    words = [Term("title", t.exact) if has_marks(w) else Term(folded, t.folded) for t, w in whole]
    forms = Beginning.of(beginning.words[-1]).folded()
    last = [Term(folded, form) if is_whole else Prefix(folded, form) for form, is_whole in forms]
    return And((*map(Filter, words), Filter(Or(tuple(last)))))


def _has_last(title: str, beginning: Beginning) -> bool:
    return Beginning.of(beginning.words[-1]).begins_in(title)
