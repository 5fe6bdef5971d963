"""The index of people, places and organisations: the most named, by letter, or those whose name begins so."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from articles.models import Entity, EntityKind, EntityQuerySet
from articles.text.alphabet import LETTERS, NO_LETTER
from articles.text.normal import fold
from articles.views.paging import pager

PAGE_SIZE: Final = 120
# So many of each kind on the page of all kinds.
_MOST_NAMED: Final = 30
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class LetterGroup:
    """The most named entities of one kind."""

    kind: EntityKind
    entities: EntityQuerySet


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the alphabet, "#" for none, and how many names begin with it."""

    letter: str
    count: int
    address: str
    current: bool


class _Counted(Paginator[Entity]):
    """A paginator that knows how many there are."""

    def __init__(self, entities: EntityQuerySet, count: int) -> None:
        super().__init__(entities, PAGE_SIZE)
        self._count = count

    @cached_property
    def count(self) -> int:
        """The number that was counted before."""
        return self._count


@require_safe
def entity_kinds(request: HttpRequest) -> HttpResponse:
    """Show the most named entities of each kind, and the way to all."""
    groups = [LetterGroup(kind, _most_named(kind)[:_MOST_NAMED]) for kind in EntityKind]
    return render(request, "articles/entity_kinds.html", {"groups": groups})


@require_safe
def entity_index(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the entities of a kind: the most named first, those of a letter in order, or those that a filter leaves."""
    if kind not in EntityKind:
        raise Http404
    typed, letter = request.GET.get("q", "").strip()[:_LONGEST], request.GET.get("letter", "")
    counts = dict(_listed(kind).order_by().values_list("letter").annotate(n=Count("pk")))
    if typed:
        entities = _filtered(kind, typed)
        count = entities.count()
    elif letter:
        entities = _listed(kind).filter(letter=letter).order_by("sort_key", "pk").only("name", "article_count")
        count = counts.get(letter, 0)
    else:
        entities, count = _most_named(kind), sum(counts.values())
    given = {name: value for name, value in (("q", typed), ("letter", letter if not typed else "")) if value}
    context = {
        "kind": EntityKind(kind),
        "kinds": list(EntityKind),
        "letters": _letters(counts, "" if typed else letter),
        "typed": typed,
        "letter": letter,
        **_page(request, entities, count, given),
    }
    return render(request, "articles/entity_index.html", context)


def _listed(kind: str) -> EntityQuerySet:
    return Entity.objects.listed().filter(kind=kind)


def _most_named(kind: str) -> EntityQuerySet:
    return _listed(kind).order_by("-article_count", "sort_key", "pk").only("name", "article_count")


def _filtered(kind: str, typed: str) -> EntityQuerySet:
    """Return those with a word in their name, or in a name merged into them, for each word typed, without marks."""
    words = Q()
    for word in fold(typed).split():
        words &= Q(folded_name__startswith=word) | Q(folded_name__contains=f" {word}")
    # Written so, the few that are merged are read from their index; "is not null" reads all names.
    merged = Entity.objects.filter(words, merged_into__gt=0).values("merged_into")
    return _most_named(kind).filter(words | Q(pk__in=merged))


def _letters(counts: dict[str, int], current: str) -> list[Letter]:
    shown = [letter for letter in [*LETTERS.upper(), NO_LETTER] if counts.get(letter)]
    return [Letter(one, counts[one], "?" + urlencode({"letter": one}), one == current) for one in shown]


def _page(request: HttpRequest, entities: EntityQuerySet, count: int, given: dict[str, str]) -> dict[str, Any]:
    paginator = _Counted(entities, count)
    try:
        page = paginator.page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error

    def address(number: int) -> str:
        return request.path + (f"?{urlencode(query)}" if (query := given | _number(number)) else "")

    return {"entities": list(page), "total": count, "pager": pager(page.number, paginator.num_pages, address)}


def _number(number: int) -> dict[str, str]:
    return {"page": str(number)} if number > 1 else {}
