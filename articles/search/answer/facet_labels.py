"""The values of facets as a reader sees them: names in place of the ids and slugs in the index."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Entity, EntityKind
from articles.models.entity import entity_label
from articles.search.fields import FACETS, Facet
from articles.search.request import Choice, SearchRequest
from articles.text.province_mergers import former_provinces, is_renamed
from articles.text.typed_numbers import is_row_id


class FacetLabels(dict[tuple[str, str], str]):
    """The label of each (facet, value); `unlisted` are those that are found but not offered."""

    def __init__(self) -> None:
        super().__init__()
        self.unlisted: set[tuple[str, str]] = set()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: its label, how many articles choosing it gives, and whether the search has it already.

    A value that the search has may be chosen or excluded; `choice` tells which.
    """

    choice: Choice
    label: str
    count: int
    chosen: bool


def facet_labels(values: Iterable[tuple[str, str]], *, todays_provinces: bool = False) -> FacetLabels:
    """Return the label of each (facet, value) that has one (at most one SQL query for entities, sources and sections).

    With `todays_provinces`, the label of a province tells which ones became part of it.

    An entity that is hidden or was deleted has none.
    """
    by_facet: dict[str, set[str]] = {}
    for name, value in values:
        by_facet.setdefault(name, set()).add(value)
    labels = FacetLabels()
    of_entities = {facet: by_facet[facet.name] for facet in FACETS if facet.kinds and facet.name in by_facet}
    labels.update(_entity_labels(of_entities, todays_provinces=todays_provinces))
    for facet in FACETS:
        if facet.names and (found := by_facet.get(facet.name)):
            for value, label, is_listed in facet.names(found):
                labels[facet.name, value] = label
                if not is_listed:
                    labels.unlisted.add((facet.name, value))
    return labels


def labelled_values(
    request: SearchRequest, facet: Facet, counts: Sequence[tuple[str, int]], labels: FacetLabels
) -> list[FacetValue]:
    """Return the counted values of a facet with their labels, without those that are not offered."""
    own = {choice.value: choice for choice in request.choices if choice.facet == facet.name}
    offered = [row for row in counts if row[0] in own or (facet.name, row[0]) not in labels.unlisted]
    choices = [(own.get(value, Choice(facet.name, value)), count) for value, count in offered]
    return [FacetValue(choice, _label(choice, labels), count, choice.value in own) for choice, count in choices]


def chosen_values(request: SearchRequest, labels: FacetLabels) -> list[FacetValue]:
    """Return the values that a search has with their labels, not counted."""
    return [FacetValue(choice, _label(choice, labels), 0, chosen=True) for choice in request.choices]


def _label(choice: Choice, labels: FacetLabels) -> str:
    return labels.get((choice.facet, choice.value), choice.value)


def _entity_labels(values: dict[Facet, set[str]], *, todays_provinces: bool) -> dict[tuple[str, str], str]:
    ids = {int(value) for found in values.values() for value in found if is_row_id(value)}
    if not ids:
        return {}
    shown = Entity.objects.filter(pk__in=ids, hidden=False).exclude(merged_into__hidden=True)
    rows = shown.values_list("pk", "kind", "name", "told_apart")
    names = {
        str(pk): _label_today(name) if todays_provinces and kind == EntityKind.PLACE else entity_label(name, told_apart)
        for pk, kind, name, told_apart in rows
    }
    return {(facet.name, value): names[value] for facet, found in values.items() for value in found & names.keys()}


def _label_today(name: str) -> str:
    """Return a place's name; of a province also what it merged with in 2025: "Gia Lai (with Bình Định)"."""
    formers = [former for former in former_provinces(name) if not is_renamed(former)]
    return _("%(name)s (with %(formers)s)") % {"name": name, "formers": ", ".join(formers)} if formers else name
