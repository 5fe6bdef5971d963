"""The language of the interface, and the page that is shown while the database does not answer."""

import logging
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, NotSupportedError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

logger = logging.getLogger(__name__)

# Errors of the program, not of the database.
_OURS: Final = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
_RETRY_AFTER_SECONDS: Final = "60"


class ChosenLanguageMiddleware:
    """Sets the language that the reader chose.

    The language of the browser does not count: many Vietnamese newsrooms run browsers in English.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return response


class DatabaseFailureMiddleware:
    """Answers with a plain page (503, with Retry-After) where the database is broken, locked or out of reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page, which needs no database, for an error of the database; None for any other."""
        if not isinstance(exception, (DatabaseError, InterfaceError)) or isinstance(exception, _OURS):
            return None
        logger.error("The database failed at %s: %s", request.path, exception)
        page = render_to_string("503_database.html")
        return HttpResponse(
            page, status=503, headers={"Retry-After": _RETRY_AFTER_SECONDS, "Cache-Control": "no-store"}
        )
