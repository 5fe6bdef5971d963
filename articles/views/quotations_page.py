"""The page of what somebody said, or of what others said about somebody: the newest first."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.entities.forgotten_names import is_forgotten
from articles.entities.statement_versions import versions_of
from articles.entities.stored_rules import canonical_entity
from articles.models import Entity
from articles.search import SPEAKER, Choice, SearchFailed, SearchRequest, query_string, quotation_items
from articles.views.parts.addresses import moved
from articles.views.parts.entity_quotations import unread_articles, with_articles
from articles.views.parts.filters import typed_day
from articles.views.parts.paging import rows_of_page
from articles.views.parts.query_notes import note_text
from articles.views.parts.quotation_filter import MOST_ARTICLES, FilteredQuotations
from articles.views.parts.refused_addresses import refused, wrong_flags
from articles.views.parts.search_http import search_failed

_ON_A_PAGE: Final = 20
ABOUT: Final = "about"


@require_safe
def quotations_page(request: HttpRequest, pk: int) -> HttpResponse:
    """List the quotations of an entity or, with "about" in the address, those in which others name it.

    "q", "from" and "to" narrow the list. The form of what somebody said leads to the search in quotations instead,
    which has filters too. A forgotten person has no page (410).
    """
    entity = canonical_entity(get_object_or_404(Entity, pk=pk))
    if is_forgotten(entity):
        return render(request, "articles/forgotten.html", status=410)
    if not entity.has_page:
        raise Http404
    address = reverse("quotations", args=[entity.pk])
    if request.path != address:
        return moved(request, address)
    if wrong := wrong_flags(request, ABOUT):
        return refused(request, wrong)
    try:
        found = FilteredQuotations.of(request, entity, about=ABOUT in request.GET)
    except SearchFailed as error:
        return search_failed(request, error)
    return render(request, "articles/quotations.html", _context(request, entity, found))


def _context(request: HttpRequest, entity: Entity, found: FilteredQuotations) -> dict[str, Any]:
    own = [(ABOUT, "1")] if found.about else []
    asked = [*own, *found.asked.parameters()]
    parameters = f"?{query_string(asked)}" if asked else ""
    page = rows_of_page(request, found.rows.select_related("mention__entity"), _ON_A_PAGE, request.path + parameters)
    shown = with_articles(page.rows)
    return {
        "entity": entity,
        "about": found.about,
        "asked": found.asked,
        "since": typed_day(found.asked.since),
        "until": typed_day(found.asked.until),
        "notes": [note_text(note) for note in found.notes],
        "unread": unread_articles(),
        "most_articles": MOST_ARTICLES if found.cut else 0,
        "address": request.path,
        "whole": f"{request.path}?{query_string(own)}" if own else request.path,
        "parameters": parameters,
        "search": "" if found.about else _quoted_search(entity),
        "others": request.path if found.about else f"{request.path}?{ABOUT}=1",
        "quotations": list(quotation_items(shown, versions_of(shown), found.passages(shown))),
        **page.context(),
    }


def _quoted_search(entity: Entity) -> str:
    """Return the address, from "?" on, of the search that finds the articles which quote an entity."""
    return SearchRequest(choices=(Choice(SPEAKER.name, str(entity.pk)),), quoted=True).address()
