"""A search as HTTP: read from a page's address, named in titles, answered by a message where it failed."""

import logging
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.search import ReadQuery, SearchFailed, SearchIncomplete, SearchRequest, SearchTooLong, read_query

logger = logging.getLogger(__name__)

# How long a reader is asked to wait while the index or the database cannot be used.
RETRY_AFTER_SECONDS: Final = 60
_UNPROCESSABLE: Final = 422
# Characters of an address that are logged.
_LOGGED: Final = 200
_UNAVAILABLE: Final = 503


def requested_search(request: HttpRequest) -> ReadQuery:
    """Return the search of an address, read. Without words to rank by, the order is newest first.

    Raises SearchFailed.
    """
    return read_query(SearchRequest.from_address(request.GET)).newest_unless_ranked()


def search_title(search: SearchRequest) -> str:
    """Return the title of a search: "Search: " and the query, or "Search" where there is no query."""
    return _("Search: %(query)s") % {"query": search.query} if search.query else _("Search")


def failed_status(error: SearchFailed) -> int:
    """Return the HTTP status for a search that failed: 422 where it took too long, else 503."""
    return _UNPROCESSABLE if isinstance(error, SearchTooLong) else _UNAVAILABLE


def search_failed(request: HttpRequest, error: SearchFailed) -> HttpResponse:
    """Answer with a page that says why a search failed, and log it where it is not the search that is to blame.

    A search that took too long will take too long again (422). An index that cannot be read may be read soon (503,
    with Retry-After).
    """
    if isinstance(error, SearchTooLong):
        logger.warning("A search took too long: %s", request.get_full_path()[:_LOGGED])
        response = render(request, "422.html", status=_UNPROCESSABLE)
        response.headers["Cache-Control"] = "no-store"
        return response
    logger.error("Search failed: %s", error)
    incomplete = isinstance(error, SearchIncomplete)
    response = render(request, "503.html", {"incomplete": incomplete}, status=_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
