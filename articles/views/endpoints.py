"""Responses for programs: suggestions for scripts, health and metrics, robots.txt, and OpenSearch for browsers."""

from collections.abc import Callable
from typing import Final, TypedDict

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from articles.monitoring.checks import OK, database_state, index_state
from articles.monitoring.metrics import metrics_text
from articles.search import SearchFailed, Suggestion, index_condition, reason_to_reindex, suggest
from articles.views.parts.search_http import failed_status
from articles.views.parts.wording import published_day

# Readers type the same letters again and again, and a new name can wait a minute.
_SUGGESTIONS_MAX_AGE: Final = 60


class SuggestionJson(TypedDict):
    """A suggestion as scripts read it: `parameter` narrows the search for `before`, or `address` is its page."""

    kind: str
    label: str
    note: str
    parameter: tuple[str, str] | None
    before: str
    address: str


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """Return a few suggestions for what is typed so far ("q"); none, with status 503 or 422, where the search fails."""
    try:
        found = suggest(request.GET.get("q", ""))
    except SearchFailed as error:
        return JsonResponse({"suggestions": []}, status=failed_status(error), headers={"Cache-Control": "no-store"})
    cached = {"Cache-Control": f"public, max-age={_SUGGESTIONS_MAX_AGE}"}
    return JsonResponse({"suggestions": [_as_json(one) for one in found]}, headers=cached)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Return 200 where database and index can be read, else 503 with the reason; and whether to reindex.

    Of an index in a cluster it also says which copies of its parts are missing, which harms no reader.
    """
    checks = {"database": database_state(), "index": index_state()}
    healthy = all(state == OK for state in checks.values())
    stale = _said_by(reason_to_reindex) if healthy else ""
    known = {"condition": condition} if healthy and (condition := _said_by(index_condition)) else {}
    return JsonResponse(checks | known | {"reindex": stale or "not needed"}, status=200 if healthy else 503)


def _said_by(ask: Callable[[], str]) -> str:
    """Return what is to be said of an index that can be searched, or why nobody can tell."""
    try:
        return ask()
    except SearchFailed as error:
        return str(error)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Return the state of the archive as Prometheus reads it, to who shows the setting METRICS_TOKEN; 404 without."""
    if not settings.METRICS_TOKEN:
        raise Http404
    shown = request.headers.get("Authorization", "")
    if not constant_time_compare(shown.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(metrics_text(), content_type=CONTENT_TYPE_LATEST)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let crawlers read articles, and keep them out of searches, whose addresses have no end."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search so that a browser can offer it (OpenSearch 1.1)."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8")


def _as_json(suggestion: Suggestion) -> SuggestionJson:
    article = suggestion.article
    byline = (article.publisher.name if article.publisher else "", published_day(article)) if article else ()
    return {
        "kind": suggestion.kind.value,
        "label": suggestion.label,
        "note": " · ".join(filter(None, byline)) or suggestion.note,
        "parameter": suggestion.choice.parameter() if suggestion.choice else None,
        "before": suggestion.before,
        "address": article.get_absolute_url() if article else "",
    }
