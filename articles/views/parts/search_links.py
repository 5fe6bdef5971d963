"""The links of a search page: facet values to choose or exclude, chips to remove, and orders of the hits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.models import Entity, EntityKind
from articles.models.source import slug_of
from articles.search import (
    ABOUT,
    ENTITY_FACETS,
    FACET_BY_KIND,
    FACET_BY_NAME,
    FACET_VALUES,
    Choice,
    FacetResult,
    FacetValue,
    ReadQuery,
    SearchPage,
    SearchRequest,
    Sort,
)
from articles.text.province_mergers import former_provinces, province_of_today
from articles.views.parts.wording import day_text

# Values of a facet that are shown at once; the others stand on a page of their own. Each has an address with the whole
# search: where that is longer than so many bytes, fewer are shown, or the page would weigh too much. Quotations weigh
# more than other hits, and the page of a search in them has a facet more; each chosen value weighs as a chip, too.
_SHOWN: Final = 4
_LESS_SHOWN: Final = ((110, 1), (90, 2), (75, 3))
_LESS_BESIDE_QUOTATIONS: Final = ((90, 1), (60, 2), (0, 3))
_OF_A_CHOICE: Final = 10
# The facets that are opened when they are wanted.
_CLOSED: Final = ("source", "section", "author")

SORT_LABELS: Final = {
    Sort.RELEVANCE: gettext_lazy("Best match"),
    Sort.NEWEST: gettext_lazy("Newest"),
    Sort.OLDEST: gettext_lazy("Oldest"),
}


@dataclass(frozen=True, slots=True)
class ValueLink:
    """A value of a facet. `address` chooses it, or undoes the choice; `exclude` is the address that excludes it.

    `name` and `value` are the choice as a form field. `part` is the count in per cent of the highest of its box, 0
    where no bar is drawn.
    """

    label: str
    count: int
    chosen: bool
    excluded: bool
    address: str
    exclude: str
    name: str
    value: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class FacetBox:
    """A facet with its most frequent values, and those that the search has.

    `all` is the address of the page of all values, "" where the box has them all. There are `more`; 0 where they are
    not counted. `provinces` is offered below places among which are provinces that the mergers of 2025 changed. Where
    it is not `open`, a click opens it.
    """

    name: str
    label: str | Promise
    values: tuple[ValueLink, ...]
    all: str
    more: int
    open: bool = True
    provinces: "ProvincesLink | None" = None


@dataclass(frozen=True, slots=True)
class ProvincesLink:
    """The other way to count provinces, as they were in the article's time or as they are today, and its address."""

    label: str | Promise
    address: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter of the search. `address` is the search without the filter."""

    facet: str
    label: str
    excluded: bool
    address: str


@dataclass(frozen=True, slots=True)
class EntityLink:
    """A person, place or organisation among the filters, and the address of its page."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """An entity that words of the query name: its page, and two searches in place of those words.

    `filtered` finds the articles that mention it, `about` those that are about it.
    """

    entity: Entity
    address: str
    filtered: str
    about: str


@dataclass(frozen=True, slots=True)
class SortLink:
    """An order of the hits, and the address of the search in this order."""

    label: str | Promise
    address: str
    current: bool


def facet_boxes(page: SearchPage) -> list[FacetBox]:
    """Return the facets that have values."""
    return [_box(page.request, result) for result in page.facets if result.values]


def chips(request: SearchRequest, chosen: Sequence[FacetValue]) -> list[Chip]:
    """Return the filters of a search: chosen facet values, days, words exactly as typed or in quotations alone."""
    return [
        *_choice_chips(request, chosen),
        *_day_chips(request),
        *_exact_chip(request),
        *_quoted_chip(request),
        *_extent_chips(request),
        *_provinces_chip(request),
    ]


def chip_context(request: SearchRequest, chosen: Sequence[FacetValue]) -> dict[str, Any]:
    """Return what the template of the chips shows of a search, and the search itself."""
    return {
        "search": request,
        "chips": chips(request, chosen),
        "without_filters": SearchRequest(query=request.query).address(),
    }


def entity_links(chosen: Sequence[FacetValue]) -> list[EntityLink]:
    """Return links to the pages of the people, places and organisations that the search is narrowed to."""
    return [
        EntityLink(value.label, reverse("entity", args=[int(value.choice.value), slug_of(value.label)]))
        for value in chosen
        if value.choice.facet in ENTITY_FACETS and not value.choice.excluded and value.label != value.choice.value
    ]


def known_names(page: SearchPage) -> list[KnownName]:
    """Return the entities that words of the query name and that are no filters yet (one SQL query)."""
    request = page.request
    chosen = {choice.value for choice in request.choices if choice.facet in ENTITY_FACETS}
    return [
        KnownName(
            entity,
            entity.get_absolute_url(),
            filtered=_in_place_of_words(page.read, FACET_BY_KIND[entity.kind].name, entity).address(),
            about=_in_place_of_words(page.read, ABOUT.name, entity).address(),
        )
        for entity in page.known_names
        if str(entity.pk) not in chosen
    ]


def _in_place_of_words(read: ReadQuery, facet: str, entity: Entity) -> SearchRequest:
    """Return the search narrowed to an entity; the query goes where its words are nothing but the name."""
    narrowed = read.request.with_choice(Choice(facet, str(entity.pk)))
    alone = len(read.own_units) == 1 and not read.query.wanted.conditions
    return replace(narrowed, query="") if alone else narrowed


def sort_links(read: ReadQuery) -> list[SortLink]:
    """Return the orders to choose from. Relevance is one only where the query has words to rank by."""
    request = read.request
    orders = [sort for sort in Sort if sort is not Sort.RELEVANCE or read.query.ranks]
    return [SortLink(SORT_LABELS[sort], request.sorted_by(sort).address(), sort == request.sort) for sort in orders]


def hidden_fields(request: SearchRequest, *own: str) -> list[tuple[str, str]]:
    """Return the hidden fields that keep a search in a form, as names and values, but for the form's `own` parameters.

    The form leads to the first page.
    """
    return [(name, value) for name, value in request.on_page(1).parameters() if name not in own]


def _box(request: SearchRequest, result: FacetResult) -> FacetBox:
    # Chosen values come first, and are all shown.
    ordered = sorted(result.values, key=lambda value: not value.chosen)
    shown = ordered[: max(most_links(request), sum(value.chosen for value in ordered))]
    if result.facet.calendar:
        shown.sort(key=lambda value: value.choice.value, reverse=True)
    highest = max((value.count for value in shown), default=0)
    links = tuple(
        replace(value_link(request, value), part=ceil(100 * value.count / highest) if highest else 0) for value in shown
    )
    name = result.facet.name
    more = len(ordered) - len(shown)
    every = reverse("facet-values", args=[name]) + replace(request, page=1).address() if more else ""
    provinces = _provinces_link(request, result) if name == FACET_BY_KIND[EntityKind.PLACE].name else None
    return FacetBox(
        name,
        result.facet.label,
        links,
        every,
        more=more if len(ordered) < FACET_VALUES else 0,
        open=name not in _CLOSED or any(value.chosen for value in shown),
        provinces=provinces,
    )


def most_links(request: SearchRequest) -> int:
    """Return how many values of one kind a page links to, each with the whole search in its address."""
    weight = len(request.address().encode())
    if request.quoted:
        weight, less = weight + _OF_A_CHOICE * len(request.choices), _LESS_BESIDE_QUOTATIONS
    else:
        less = _LESS_SHOWN
    return next((most for bytes_, most in less if weight > bytes_), _SHOWN)


def _provinces_link(request: SearchRequest, result: FacetResult) -> ProvincesLink | None:
    if request.todays_provinces:
        label = _("By the provinces of each article's time")
    elif any(province_of_today(value.label) or former_provinces(value.label) for value in result.values):
        label = _("By today's provinces")
    else:
        return None
    return ProvincesLink(label, replace(request, todays_provinces=not request.todays_provinces, page=1).address())


def value_link(request: SearchRequest, value: FacetValue) -> ValueLink:
    """Return the links that choose or exclude a value of a facet, or undo either."""
    toggled = request.without_choice(value.choice) if value.chosen else request.with_choice(value.choice)
    exclude = request.with_choice(replace(value.choice, excluded=True))
    return ValueLink(
        label=value.label,
        count=value.count,
        chosen=value.chosen,
        excluded=value.choice.excluded,
        address=toggled.address(),
        exclude=exclude.address(),
        name=value.choice.facet,
        value=value.choice.value,
    )


def _choice_chips(request: SearchRequest, chosen: Sequence[FacetValue]) -> Iterator[Chip]:
    for value in chosen:
        facet = str(FACET_BY_NAME[value.choice.facet].label)
        address = request.without_choice(value.choice).address()
        yield Chip(facet, value.label, value.choice.excluded, address)


def _day_chips(request: SearchRequest) -> Iterator[Chip]:
    address = request.without_days().address()
    if request.since and request.until:
        days = _("%(first)s to %(last)s") % {"first": day_text(request.since), "last": day_text(request.until)}
        yield Chip(_("Days"), days, excluded=False, address=address)
    elif request.since:
        yield Chip(pgettext("from a day on", "From"), day_text(request.since), excluded=False, address=address)
    elif request.until:
        yield Chip(pgettext("up to a day", "Up to"), day_text(request.until), excluded=False, address=address)


def _exact_chip(request: SearchRequest) -> Iterator[Chip]:
    if request.exact:
        address = replace(request, exact=False, page=1).address()
        yield Chip(_("Accents"), _("exactly as typed"), excluded=False, address=address)


def _quoted_chip(request: SearchRequest) -> Iterator[Chip]:
    if request.quoted:
        address = replace(request, quoted=False, page=1).address()
        yield Chip(_("Words"), _("in quotations alone"), excluded=False, address=address)


def _extent_chips(request: SearchRequest) -> Iterator[Chip]:
    if request.wider:
        address = replace(request, wider=False, page=1).address()
        yield Chip(_("Words"), _("also scattered and in other forms"), excluded=False, address=address)
    if request.as_typed:
        address = replace(request, as_typed=False, page=1).address()
        yield Chip(_("Words"), _("all words, exactly as typed"), excluded=False, address=address)


def _provinces_chip(request: SearchRequest) -> Iterator[Chip]:
    if request.todays_provinces:
        address = replace(request, todays_provinces=False, page=1).address()
        yield Chip(_("Places"), _("by today's provinces"), excluded=False, address=address)
