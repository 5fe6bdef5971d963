"""What is there for machines: the health of the archive, robots.txt, and how browsers add its search."""

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.search import SearchFailed, SearchRequest, reason_to_reindex, search

_OK = "ok"


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 where database and index can be read, else 503 with the reason; a stale index is told in both."""
    checks = {"database": _database(), "index": _index()}
    healthy = all(state == _OK for state in checks.values())
    stale = reason_to_reindex() if healthy else ""
    return JsonResponse(checks | {"reindex": stale or "not needed"}, status=200 if healthy else 503)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let crawlers read articles, and spare them the endless addresses of searches."""
    return render(request, "robots.txt", content_type="text/plain; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search so that a browser can offer it (OpenSearch 1.1)."""
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8")


def _database() -> str:
    try:
        Article.objects.order_by("pk").values_list("pk").first()
    except DatabaseError as error:
        return str(error)
    return _OK


def _index() -> str:
    try:
        search(SearchRequest(page_size=1), with_facets=False)
    except SearchFailed as error:
        return str(error)
    return _OK
