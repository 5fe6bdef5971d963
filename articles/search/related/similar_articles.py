"""Articles on the same matter as one: those that share its telling words, neighbours and names."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log
from typing import Final

from haystack import connections
from haystack.query import SearchQuerySet

from articles.models import Article
from articles.search.facets import FACET_BY_NAME, FACET_OF_KIND
from articles.text.running_text import LEAD, TITLE
from articles.text.terms import compounds, folded_pairs, terms
from haystack_engines.clauses import Clause, Clauses, Or, Term

# A term: its field and its text.
Key = tuple[str, str]
Named = Iterable[tuple[str, int]]

MOST_SIMILAR: Final = 5
# The likeliest, among which may be the article itself and others that tell its story.
_LOOKED_AT: Final = 20
_MOST_TERMS: Final = 40
_LEAST_SHARED: Final = 3
# Title and lead tell what an article is about, and so do the names in it.
_HEAD: Final = 2
_NAME: Final = 2
# Neighbours overlap, so each says less than a word.
_PAIR: Final = 0.7
# The share of its own score that an article must reach: below it, what is shared is chance. (Seen on 40 real
# articles: from 0.2 on the matter is the same, below 0.15 it seldom is.)
_ENOUGH: Final = 0.2


def similar_articles(article: Article, named: Named) -> list[Article]:
    """Return the articles most like one, the most alike first; few or none where none is (one SQL query).

    `named` are kind and id of the entities that it names. Of a story one article is enough, of its own none; and
    there are none where the article itself is not indexed. Raises haystack.exceptions.SearchBackendError
    where the index is missing or damaged.
    """
    scores = _scores(_alike(article, named))
    least = scores.pop(article.pk, float("inf")) * _ENOUGH
    likely = [pk for pk, score in scores.items() if score >= least]
    found = Article.objects.visible().for_lists().in_bulk(likely)
    stories = {found[pk].story_number: found[pk] for pk in reversed(likely) if pk in found}
    stories.pop(article.story_number, None)
    return list(reversed(stories.values()))[:MOST_SIMILAR]


def _scores(clause: Clause) -> dict[int, float]:
    found = SearchQuerySet().models(Article).filter(content=Clauses(clause))
    return {int(result.pk): result.score for result in found[:_LOOKED_AT]}


def _alike(article: Article, named: Named) -> Clause:
    """Return the clause for its most telling terms, weighted by tf-idf relative to the best."""
    reader = connections["default"].get_backend().reader()
    times = Counter(_terms(article)) + Counter(dict.fromkeys(_names(named), _NAME))
    weights = _weights(times, reader.frequency, reader.document_count())
    chosen = sorted(weights, key=lambda key: (-weights[key], key))[:_MOST_TERMS]
    return Or(tuple(Term(*key, weights[key] / weights[chosen[0]]) for key in chosen), at_least=_LEAST_SHARED)


def _weights(times: Counter[Key], frequency: Callable[[str, str], int], documents: int) -> dict[Key, float]:
    """Return the weight of each term that another article has too."""
    held = {key: frequency(*key) for key in times}
    return {
        key: (1 + log(n)) * log(1 + documents / held[key]) * (_PAIR if key[0] == "pairs" else 1)
        for key, n in times.items()
        if held[key] > 1
    }


def _terms(article: Article) -> Iterator[Key]:
    for part in article.parts:
        neighbours = folded_pairs(terms(part.text).folded)
        yield from (("pairs", pair) for pair in neighbours * (_HEAD if part.role in (TITLE, LEAD) else 1))
    yield from (("compounds", word) for word in compounds(article.text, article.word_spans()))


def _names(named: Named) -> Iterator[Key]:
    yield from ((FACET_BY_NAME[FACET_OF_KIND[kind]].field, str(entity)) for kind, entity in named)
