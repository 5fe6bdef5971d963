"""A search as HTTP: read from a page's address, named in titles, answered with 503 while the index cannot be read."""

import logging
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.search.errors import SearchFailed
from articles.search.query.language import parse_query
from articles.search.request import SearchRequest, Sort

logger = logging.getLogger(__name__)

_RETRY_AFTER_SECONDS = 60


def requested_search(request: HttpRequest) -> SearchRequest:
    """Return the search of an address. Without words to rank by, the order is newest first."""
    search = SearchRequest.from_address(request.GET)
    if search.sort is Sort.RELEVANCE and not parse_query(search.query).ranks:
        return replace(search, sort=Sort.NEWEST)
    return search


def search_title(search: SearchRequest) -> str:
    """Return the title of a search: "Search: " and the query, or "Search" where there is no query."""
    return _("Search: %(query)s") % {"query": search.query} if search.query else _("Search")


def search_unavailable(request: HttpRequest, error: SearchFailed) -> HttpResponse:
    """Log why a search failed, and answer with a page that says so (503, with Retry-After)."""
    logger.error("Search failed: %s", error)
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response
