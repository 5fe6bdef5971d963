"""The page of what somebody said, or of what others said about somebody: the newest first."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.entities.forgotten_names import is_forgotten
from articles.entities.statement_versions import versions_of
from articles.entities.stored_rules import canonical_entity
from articles.models import Entity
from articles.search import SPEAKER, Choice, SearchRequest
from articles.views.parts.addresses import moved
from articles.views.parts.entity_quotations import quotations_of, with_articles
from articles.views.parts.paging import rows_of_page
from articles.views.parts.quotation_items import quotation_items

_ON_A_PAGE: Final = 20
ABOUT: Final = "about"


@require_safe
def quotations_page(request: HttpRequest, pk: int) -> HttpResponse:
    """List the quotations of an entity or, with "about" in the address, those in which others name it.

    Its form leads to the search in quotations, for words, days and filters. A forgotten person has no page (410).
    """
    entity = canonical_entity(get_object_or_404(Entity, pk=pk))
    if is_forgotten(entity):
        return render(request, "articles/forgotten.html", status=410)
    if not entity.has_page:
        raise Http404
    address = reverse("quotations", args=[entity.pk])
    if request.path != address:
        return moved(request, address)
    about = ABOUT in request.GET
    own = f"{address}?{ABOUT}=1" if about else address
    rows = quotations_of(entity, about=about).select_related("mention__entity")
    page = rows_of_page(request, rows, _ON_A_PAGE, own)
    shown = with_articles(page.rows)
    context = {
        "entity": entity,
        "about": about,
        "parameters": f"?{ABOUT}=1" if about else "",
        "search": "" if about else _quoted_search(entity),
        "others": address if about else f"{address}?{ABOUT}=1",
        "quotations": list(quotation_items(shown, versions_of(shown))),
    }
    return render(request, "articles/quotations.html", context | page.context())


def _quoted_search(entity: Entity) -> str:
    """Return the address, from "?" on, of the search that finds the articles which quote an entity."""
    return SearchRequest(choices=(Choice(SPEAKER.name, str(entity.pk)),), quoted=True).address()
