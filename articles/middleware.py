"""What every request passes through: a limit of time, a look at its address, and the language of the interface."""

import socket
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from articles.search import SearchAbandoned, search_time_limit
from articles.text.typed_numbers import is_row_id

_NUL: Final = "%00"
_READING: Final = ("GET", "HEAD")
# What nginx logs for a request whose client has gone. Nobody receives it.
_CLIENT_CLOSED_REQUEST: Final = 499


class SearchTimeMiddleware:
    """Limits the time of a page's searches, and ends them when the client has gone.

    A search that takes too long raises SearchTooLong, which is a SearchFailed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; requests that write are not limited."""
        if request.method not in _READING:
            return self.get_response(request)
        with search_time_limit(settings.SEARCH_MAX_MS / 1000, lambda: _has_gone(request)):
            return self.get_response(request)

    def process_exception(self, _request: HttpRequest, error: Exception) -> HttpResponse | None:
        """End a request that nobody waits for."""
        if not isinstance(error, SearchAbandoned):
            return None
        return HttpResponse(status=_CLIENT_CLOSED_REQUEST, reason="Client Closed Request")


class NoNulMiddleware:
    """Takes NUL out of the parameters of an address. No text of the archive has it, and PostgreSQL refuses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response to the address without NUL."""
        while _NUL in (parameters := request.META.get("QUERY_STRING", "")):
            request.META["QUERY_STRING"] = parameters.replace(_NUL, "")
        return self.get_response(request)


def _has_gone(request: HttpRequest) -> bool:
    """Tell whether the client, or the proxy before it, has closed the connection; only gunicorn tells."""
    connection = request.META.get("gunicorn.socket")
    if connection is None:
        return False
    try:
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:  # nothing was sent, so the connection is open
        return False
    except OSError:
        return True


class AdminRowMiddleware:
    """Answers 404 where an address of the admin names a row of the archive by what is no id."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, str]) -> None:
        """Raise Http404."""
        name = (request.resolver_match and request.resolver_match.url_name) or ""
        if name.startswith("articles_") and not is_row_id(kwargs.get("object_id", "1")):
            raise Http404


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
