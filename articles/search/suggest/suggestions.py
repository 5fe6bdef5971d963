"""What somebody who is typing a search may mean: a person, place or organisation, a section, a headline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from haystack.query import SearchQuerySet

from articles.models import Article, Section
from articles.search.facets import FACET_OF_KIND
from articles.search.query.entity_lookup.prefixes import entities_by_prefix
from articles.search.request import Choice
from articles.text.beginnings import Beginning
from articles.text.normal import has_marks
from haystack_engines.clauses import And, Clause, Clauses, Filter, Or, Prefix, Term

LEAST_TYPED: Final = 2
MOST_TYPED: Final = 100
_ENTITIES: Final = 6
_SECTIONS: Final = 2
_HEADLINES: Final = 3
# The newest headlines with the words, among which those come first that have them side by side.
_HEADLINES_SEEN: Final = 30
# A name may end what is typed, after other words: "giá cà phê gia l"; so many of them may belong to the name.
_WORDS_OF_A_NAME: Final = 5
_LETTERS_OF_A_NAME: Final = 3
# Where the query language is being written, names of its own making are not guessed at.
_WRITTEN: Final = re.compile(r'["“”„:()~*]|(?<!\S)-')


class SuggestionKind(StrEnum):
    """What is suggested."""

    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    SECTION = "section"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggestion: `note` is another name that was typed.

    One of an article leads to it; any other narrows the search by its choice, and leaves the words `before` the name
    to be searched for.
    """

    kind: SuggestionKind
    label: str
    note: str = ""
    choice: Choice | None = None
    before: str = ""
    article: Article | None = None


def suggest(typed: str) -> list[Suggestion]:
    """Return what may be meant by what was typed so far; nothing for less than LEAST_TYPED characters.

    Raises haystack.exceptions.SearchBackendError where the index is missing or damaged.
    """
    text = " ".join(typed[:MOST_TYPED].split())
    if len(text) < LEAST_TYPED or _WRITTEN.search(text):
        return []
    beginning = Beginning.of(text)
    names, headlines = _narrowing(text), _headlines(beginning)
    # A name that only the last words begin is meant less than a headline that has all of them side by side.
    whole = [one for one in headlines if beginning.begins_in(one.label)] if any(one.before for one in names) else []
    return [*whole, *names, *(one for one in headlines if one not in whole)]


def _narrowing(text: str) -> list[Suggestion]:
    """Return names that the last words begin, as many of the words as give any."""
    for before, rest in _endings(text):
        beginning = Beginning.of(rest)
        if found := [*_sections(beginning, before), *_entities(beginning, before)]:
            return found
    return []


def _endings(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text parted in two before each word that a name may begin at, the longest end first."""
    words = text.split()
    for first in range(max(0, len(words) - _WORDS_OF_A_NAME), len(words)):
        rest = " ".join(words[first:])
        if first == 0 or len(rest) >= _LETTERS_OF_A_NAME:
            yield " ".join(words[:first]), rest


def _entities(beginning: Beginning, before: str) -> Iterator[Suggestion]:
    for one in entities_by_prefix(beginning, _ENTITIES):
        choice = Choice(FACET_OF_KIND[one.kind], str(one.number))
        yield Suggestion(SuggestionKind(one.kind), one.name, one.other_name, choice, before)


def _sections(beginning: Beginning, before: str) -> list[Suggestion]:
    named = [(slug, name) for slug, name in Section.objects.values_list("slug", "name") if beginning.begins_in(name)]
    return [
        Suggestion(SuggestionKind.SECTION, name, "", Choice("section", slug), before)
        for slug, name in named[:_SECTIONS]
    ]


def _headlines(beginning: Beginning) -> list[Suggestion]:
    """Return the newest headlines that have the words, those with them side by side first (one SQL query)."""
    if beginning.last is None:
        return []
    found = SearchQuerySet().models(Article).filter(content=Clauses(_in_title(beginning))).order_by("-published")
    numbers = [int(result.pk) for result in found[:_HEADLINES_SEEN]]
    articles = Article.objects.visible().for_lists().in_bulk(numbers)
    shown = [articles[pk] for pk in numbers if pk in articles and _has_last(articles[pk].title, beginning)]
    shown.sort(key=lambda article: not beginning.begins_in(article.title))
    return [Suggestion(SuggestionKind.ARTICLE, article.title, article=article) for article in shown[:_HEADLINES]]


def _in_title(beginning: Beginning) -> Clause:
    whole = zip(beginning.whole, beginning.words, strict=False)
    words = [Term("title", t.exact) if has_marks(w) else Term("title_folded", t.folded) for t, w in whole]
    forms = Beginning.of(beginning.words[-1]).folded()
    last = [Term("title_folded", form) if is_whole else Prefix("title_folded", form) for form, is_whole in forms]
    return And((*map(Filter, words), Filter(Or(tuple(last)))))


def _has_last(title: str, beginning: Beginning) -> bool:
    return Beginning.of(beginning.words[-1]).begins_in(title)
