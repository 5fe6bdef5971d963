"""The answer while the search index cannot be read: the rest of the archive works on."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.search import SearchFailed

logger = logging.getLogger(__name__)

_RETRY_AFTER_SECONDS = 60


def search_unavailable(request: HttpRequest, error: SearchFailed) -> HttpResponse:
    """Log why search failed and tell the reader that it did (503)."""
    logger.error("Search failed: %s", error)
    response = render(request, "503.html", status=503)
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response
