"""What every request passes through: its address without NUL, and the language of the interface."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

_NUL: Final = "%00"


class NoNulMiddleware:
    """Takes NUL out of the parameters of an address. No text of the archive has it, and PostgreSQL refuses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response to the address without NUL."""
        while _NUL in (parameters := request.META.get("QUERY_STRING", "")):
            request.META["QUERY_STRING"] = parameters.replace(_NUL, "")
        return self.get_response(request)


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
