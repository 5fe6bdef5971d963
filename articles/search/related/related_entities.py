"""The entities that are named beside an entity more often than by chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

from articles.models import Entity
from articles.search.engine import FacetCounts, index_reader
from articles.search.fields import FACETS, Facet

# Of each kind, the entities that share most articles are compared, and those furthest above chance are returned.
_COMPARED: Final = 80
_MOST: Final = 10
# A shared article alone says little of an entity that has at least so many articles.
_LEAST_SHARED: Final = 2
_MANY_ARTICLES: Final = 5
_COLUMNS: Final = ("name", "kind", "article_count", "told_apart")
_ENTITY_FACETS: Final = [facet for facet in FACETS if facet.kind]
# The facets to count for `related_entities`, and how many values of each.
COUNTED: Final = {facet.field: _COMPARED for facet in _ENTITY_FACETS}


@dataclass(frozen=True, slots=True)
class RelatedEntity:
    """An entity named beside another, and the number of articles that name both."""

    entity: Entity
    together: int


@dataclass(frozen=True, slots=True)
class RelatedEntities:
    """The related entities of one kind, the most strongly associated first."""

    facet: Facet
    entities: tuple[RelatedEntity, ...]


def related_entities(entity: Entity, articles: int, counts: FacetCounts) -> list[RelatedEntities]:
    """Return the entities related to one that is named in so many articles (one SQL query).

    `counts` are the facet counts of these articles. Raises SearchFailed.
    """
    shared = {field: {int(pk): n for pk, n in counts.get(field, []) if int(pk) != entity.pk} for field in COUNTED}
    ids = [pk for found in shared.values() for pk in found]
    entities = Entity.objects.filter(hidden=False).only(*_COLUMNS).in_bulk(ids)
    documents = max(index_reader().document_count(), articles)
    return [
        RelatedEntities(facet, _most_associated(shared[facet.field], entities, articles, documents))
        for facet in _ENTITY_FACETS
    ]


def _most_associated(
    shared: Mapping[int, int], entities: Mapping[int, Entity], articles: int, documents: int
) -> tuple[RelatedEntity, ...]:
    least = _LEAST_SHARED if articles >= _MANY_ARTICLES else 1
    scored = [
        (association(together, articles, max(together, entities[pk].article_count), documents), together, pk)
        for pk, together in shared.items()
        if pk in entities and together >= least
    ]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: (-one[0], -one[1], one[2]))[:_MOST]
    return tuple(RelatedEntity(entities[pk], together) for _, together, pk in best)


def association(together: int, one: int, other: int, everything: int) -> float:
    """Return how strongly two things are associated, 0 where they meet no more often than by chance.

    One occurs `one` times among `everything`, the other `other` times, and `together` times both. This is the
    log-likelihood ratio of Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence" (1993), which
    does not overrate what is rare.
    """
    if together * everything <= one * other:
        return 0.0
    table = (together, one - together, other - together, everything - one - other + together)
    margins = (one, everything - one), (other, everything - other)
    cells, rows, columns = (_entropy(counts, everything) for counts in (table, *margins))
    return 2 * everything * max(rows + columns - cells, 0.0)


def _entropy(counts: Sequence[int], everything: int) -> float:
    return -sum(count / everything * log(count / everything) for count in counts if count > 0)
