"""Articles similar to one: those that share its distinctive words, neighbouring syllables and entities."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import log
from typing import Final

from articles.models import Article
from articles.search.engine import EngineQuery, EngineSearch, index_reader
from articles.search.fields import FACET_BY_KIND
from articles.text.running_text import LEAD, TITLE
from articles.text.terms import compounds, folded_pairs, terms
from haystack_engines import Clause, Or, Term, checked_often

# A term: its field and its text.
Key = tuple[str, str]
# Entities by kind and id.
Entities = Iterable[tuple[str, int]]

MOST_SIMILAR: Final = 5
# The best hits looked at. The article itself and others of its story may be among them.
_BEST_HITS: Final = 20
_MOST_TERMS: Final = 40
_LEAST_SHARED: Final = 3
# Title and lead say what an article is about, and so do its entities: their terms count as if found so many times.
_TITLE_TIMES: Final = 2
_ENTITY_TIMES: Final = 2
# Neighbouring pairs overlap, so that each weighs less than a word.
_PAIR_WEIGHT: Final = 0.7
# The share of the article's own score that a similar one must reach. On 40 real articles, hits from 0.2 on were about
# the same matter, and hits below 0.15 seldom were.
_LEAST_SCORE: Final = 0.2


def similar_articles(article: Article, entities: Entities) -> list[Article]:
    """Return at most five articles similar to one, the most similar first (one SQL query).

    `entities` are those that the article names. Of each story one article is returned, of its own none; and none at
    all where the article itself is not indexed. Raises SearchFailed.
    """
    scores = dict(EngineSearch(EngineQuery(_clause(article, entities)), size=_BEST_HITS).run().ranked)
    least = scores.pop(article.pk, float("inf")) * _LEAST_SCORE
    similar = [pk for pk, score in scores.items() if score >= least]
    found = Article.objects.visible().for_lists().in_bulk(similar)
    stories = {found[pk].story_number: found[pk] for pk in reversed(similar) if pk in found}
    stories.pop(article.story_number, None)
    return list(reversed(stories.values()))[:MOST_SIMILAR]


def _clause(article: Article, entities: Entities) -> Clause:
    """Return the clause for an article's most distinctive terms, weighted by tf-idf relative to the best of them."""
    reader = index_reader()
    times = Counter(_terms(article)) + Counter(dict.fromkeys(_entity_terms(entities), _ENTITY_TIMES))
    weights = _weights(times, reader.frequency, reader.document_count())
    chosen = sorted(weights, key=lambda key: (-weights[key], key))[:_MOST_TERMS]
    return Or(tuple(Term(*key, weights[key] / weights[chosen[0]]) for key in chosen), at_least=_LEAST_SHARED)


def _weights(times: Counter[Key], frequency: Callable[[str, str], int], documents: int) -> dict[Key, float]:
    """Return the weight of each term that at least one other article has too."""
    frequencies = {key: frequency(*key) for key in checked_often(times)}
    return {
        key: (1 + log(n)) * log(1 + documents / frequencies[key]) * (_PAIR_WEIGHT if key[0] == "pairs" else 1)
        for key, n in times.items()
        if frequencies[key] > 1
    }


def _terms(article: Article) -> Iterator[Key]:
    for part in article.parts:
        pairs = folded_pairs(terms(part.text).folded)
        yield from (("pairs", pair) for pair in pairs * (_TITLE_TIMES if part.role in (TITLE, LEAD) else 1))
    yield from (("compounds", word) for word in compounds(article.text, article.word_spans()))


def _entity_terms(entities: Entities) -> Iterator[Key]:
    yield from ((FACET_BY_KIND[kind].field, str(entity)) for kind, entity in entities)
