"""A search as HTTP: read from a page's address, named in titles, answered with 503 while the index cannot be read."""

import logging
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.search import ReadQuery, SearchFailed, SearchRequest, read_query

logger = logging.getLogger(__name__)

# How long a reader is asked to wait while the index or the database cannot be used.
RETRY_AFTER_SECONDS: Final = 60


def requested_search(request: HttpRequest) -> ReadQuery:
    """Return the search of an address, read. Without words to rank by, the order is newest first.

    Raises SearchFailed.
    """
    return read_query(SearchRequest.from_address(request.GET)).newest_unless_ranked()


def search_title(search: SearchRequest) -> str:
    """Return the title of a search: "Search: " and the query, or "Search" where there is no query."""
    return _("Search: %(query)s") % {"query": search.query} if search.query else _("Search")


def search_unavailable(request: HttpRequest, error: SearchFailed) -> HttpResponse:
    """Log why a search failed, and answer with a page that says so (503, with Retry-After)."""
    logger.error("Search failed: %s", error)
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
