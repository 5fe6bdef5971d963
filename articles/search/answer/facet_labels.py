"""What a reader sees for the values of facets, which the index knows by number or slug."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.models import Entity, Section, Source
from articles.search.facets import ENTITY_FACETS
from articles.text.province_mergers import former_provinces, is_renamed, province_of_today

Labels = dict[tuple[str, str], str]


def facet_labels(values: Iterable[tuple[str, str]]) -> Labels:
    """Return the name to show for each (facet, value); at most three SQL queries, whatever their number.

    A value that is not known (an entity removed since) is not in the answer.
    """
    by_facet: dict[str, set[str]] = {}
    for facet, value in values:
        by_facet.setdefault(facet, set()).add(value)
    entities = {facet: found for facet, found in by_facet.items() if facet in ENTITY_FACETS}
    return _entities(entities) | _slugs("source", Source, by_facet) | _slugs("section", Section, by_facet)


def _entities(by_facet: dict[str, set[str]]) -> Labels:
    numbers = {int(value) for found in by_facet.values() for value in found if value.isdecimal() and len(value) < 19}
    if not numbers:
        return {}
    names = {str(pk): name for pk, name in Entity.objects.filter(pk__in=numbers).values_list("pk", "name")}
    return {
        (facet, value): place_label(names[value]) if facet == "place" else names[value]
        for facet, found in by_facet.items()
        for value in found & names.keys()
    }


def place_label(name: str) -> str:
    """Return a place's name, a province's with what the mergers of 2025 made of it: "Gia Lai (with Bình Định)"."""
    if today := province_of_today(name):
        text = _("%(name)s (now %(today)s)") if is_renamed(name) else _("%(name)s (now part of %(today)s)")
        return text % {"name": name, "today": today}
    formers = [former for former in former_provinces(name) if not is_renamed(former)]
    return _("%(name)s (with %(formers)s)") % {"name": name, "formers": ", ".join(formers)} if formers else name


def _slugs(facet: str, model: type[Source] | type[Section], by_facet: dict[str, set[str]]) -> Labels:
    if not (slugs := by_facet.get(facet)):
        return {}
    return {(facet, slug): name for slug, name in model.objects.filter(slug__in=slugs).values_list("slug", "name")}
