"""The answer to a request that failed: a plain page that needs no database."""

import logging
import sys
from typing import Final

from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

from articles.views.parts.search_http import RETRY_AFTER_SECONDS

logger = logging.getLogger(__name__)

# Errors of the program, not of the database.
_OURS: Final = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


@requires_csrf_token
def failed_request(request: HttpRequest) -> HttpResponse:
    """Return a page with status 503 where the database is locked, broken or out of reach, else one with status 500."""
    error = sys.exc_info()[1]
    if not isinstance(error, (DatabaseError, InterfaceError)) or isinstance(error, _OURS):
        return server_error(request)
    logger.error("The database failed at %s: %s", request.path, error)
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503_database.html"), status=503, headers=headers)
