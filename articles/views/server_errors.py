"""The answer to a request that failed: a plain page that needs no database."""

import sys
from typing import Final

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error

_RETRY_AFTER_SECONDS: Final = 60


@requires_csrf_token
def failed_request(request: HttpRequest) -> HttpResponse:
    """Return a page with status 503 where the database is locked or away, else one with status 500."""
    if not isinstance(sys.exc_info()[1], OperationalError):
        return server_error(request)
    response = HttpResponse(render_to_string("busy.html"), status=503)
    response.headers["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    return response
