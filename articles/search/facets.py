"""The facets of a search: how each is written in an address, which field holds it, and how choices combine."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import EntityKind


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet: `name` in addresses, `field` in the index; `all_of` where several choices must all hold."""

    name: str
    field: str
    label: "str | Promise"
    all_of: bool


FACETS: Final = (
    Facet("person", "people", _("People"), all_of=True),
    Facet("place", "places", _("Places"), all_of=True),
    Facet("org", "organizations", _("Organisations"), all_of=True),
    Facet("source", "source", _("Source"), all_of=False),
    Facet("section", "section", _("Section"), all_of=False),
    Facet("author", "authors", _("Author"), all_of=False),
    Facet("year", "year", _("Year"), all_of=False),
)
FACET_BY_NAME: Final = {facet.name: facet for facet in FACETS}
KIND_OF_FACET: Final = {"person": EntityKind.PERSON, "place": EntityKind.PLACE, "org": EntityKind.ORGANIZATION}
FACET_OF_KIND: Final[dict[str, str]] = {kind: name for name, kind in KIND_OF_FACET.items()}
ENTITY_FACETS: Final = KIND_OF_FACET.keys()
