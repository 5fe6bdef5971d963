"""The indexes of people, places and organisations: most frequent first, by letter, or filtered by name."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from articles.models import Entity, EntityKind, EntityQuerySet
from articles.text.alphabet import LETTERS, NO_LETTER
from articles.text.normal import fold
from articles.views.parts.paging import pager, requested_page

PAGE_SIZE: Final = 120
# Entities of each kind on the page of all kinds.
_OF_EACH_KIND: Final = 30
_MAX_TYPED: Final = 100
# What lists show of an entity.
_COLUMNS: Final = ("name", "article_count", "told_apart")


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The most frequent entities of one kind."""

    kind: EntityKind
    entities: EntityQuerySet


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the alphabet ("#" for names that begin with none), and how many names begin with it."""

    letter: str
    count: int
    address: str
    current: bool


class _CountedPaginator(Paginator[Entity]):
    """A paginator that is given the number of entities, and saves the query that counts them."""

    def __init__(self, entities: EntityQuerySet, count: int) -> None:
        super().__init__(entities, PAGE_SIZE)
        self._count = count

    @cached_property
    def count(self) -> int:
        """The given number."""
        return self._count


@require_safe
def entity_kinds(request: HttpRequest) -> HttpResponse:
    """Show the most frequent entities of each kind, with links to the index of each kind."""
    groups = [KindGroup(kind, _most_frequent(kind)[:_OF_EACH_KIND]) for kind in EntityKind]
    return render(request, "articles/entity_kinds.html", {"groups": groups})


@require_safe
def entity_index(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the entities of a kind: most frequent first, those of a letter ("letter"), or those that match ("q")."""
    if kind not in EntityKind:
        raise Http404
    typed, letter = request.GET.get("q", "").strip()[:_MAX_TYPED], request.GET.get("letter", "")
    counts = dict(_listed(kind).order_by().values_list("letter").annotate(n=Count("pk")))
    if typed:
        entities = _matching(kind, typed)
        count = entities.count()
    elif letter:
        entities = _listed(kind).filter(letter=letter).order_by("sort_key", "pk").only(*_COLUMNS)
        count = counts.get(letter, 0)
    else:
        entities, count = _most_frequent(kind), sum(counts.values())
    parameters = {name: value for name, value in (("q", typed), ("letter", letter if not typed else "")) if value}
    context = {
        "kind": EntityKind(kind),
        "kinds": list(EntityKind),
        "letters": _letters(counts, "" if typed else letter),
        "typed": typed,
        "letter": letter,
        **_page(request, entities, count, parameters),
    }
    return render(request, "articles/entity_index.html", context)


def _listed(kind: str) -> EntityQuerySet:
    return Entity.objects.listed().filter(kind=kind)


def _most_frequent(kind: str) -> EntityQuerySet:
    return _listed(kind).order_by("-article_count", "sort_key", "pk").only(*_COLUMNS)


def _matching(kind: str, typed: str) -> EntityQuerySet:
    """Return the entities that match every typed word, ignoring marks.

    A word matches where a word of the entity's name, or of a name merged into the entity, begins with it.
    """
    words = Q()
    for word in fold(typed).split():
        words &= Q(folded_name__startswith=word) | Q(folded_name__contains=f" {word}")
    # "> 0" lets the database read the few merged names from their index; "is not null" would read all names.
    merged = Entity.objects.filter(words, merged_into__gt=0).values("merged_into")
    return _most_frequent(kind).filter(words | Q(pk__in=merged))


def _letters(counts: dict[str, int], current: str) -> list[Letter]:
    shown = [letter for letter in [*LETTERS.upper(), NO_LETTER] if counts.get(letter)]
    return [Letter(one, counts[one], "?" + urlencode({"letter": one}), one == current) for one in shown]


def _page(request: HttpRequest, entities: EntityQuerySet, count: int, parameters: dict[str, str]) -> dict[str, Any]:
    paginator = _CountedPaginator(entities, count)
    page = paginator.page(requested_page(request, last=paginator.num_pages))

    def address(number: int) -> str:
        query = parameters | ({"page": str(number)} if number > 1 else {})
        return request.path + (f"?{urlencode(query)}" if query else "")

    return {"entities": list(page), "total": count, "pager": pager(page.number, paginator.num_pages, address)}
