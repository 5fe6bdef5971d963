"""Suggestions for a search field, as JSON."""

from typing import TypedDict

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from articles.search import SearchFailed, Suggestion, suggest
from articles.views.wording import published_day

# The same letters are typed again and again, by one reader and by many; what is new can wait a minute.
_FRESH_SECONDS = 60


class Suggested(TypedDict):
    """A suggestion as scripts read it: `parameter` narrows the search for `before`, or `address` is where it leads."""

    kind: str
    label: str
    note: str
    parameter: tuple[str, str] | None
    before: str
    address: str


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Answer with a few suggestions for what is typed so far ("q"); with none, and 503, where search is broken."""
    try:
        found = suggest(request.GET.get("q", ""))
    except SearchFailed:
        return JsonResponse({"suggestions": []}, status=503, headers={"Cache-Control": "no-store"})
    fresh = {"Cache-Control": f"public, max-age={_FRESH_SECONDS}"}
    return JsonResponse({"suggestions": [_suggested(one) for one in found]}, headers=fresh)


def _suggested(one: Suggestion) -> Suggested:
    article = one.article
    where = (article.source.name if article.source else "", published_day(article)) if article else ()
    return {
        "kind": one.kind.value,
        "label": one.label,
        "note": " · ".join(filter(None, where)) or one.note,
        "parameter": one.choice.parameter() if one.choice else None,
        "before": one.before,
        "address": article.get_absolute_url() if article else "",
    }
