"""What every request passes through: limits, its address, its language, and whether the reader has the page."""

import hashlib
import socket
from collections.abc import Callable
from importlib import import_module
from typing import Final

from django.conf import settings
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.cache import caches
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags

from articles.archive_state import archive_state
from articles.reader_accounts.request_limits import Requests, count_request, requester_of
from articles.search import SearchAbandoned, SearchFailed, search_time_limit
from articles.text.typed_numbers import is_row_id
from articles.views.parts.list_style import ListStyle

_NUL: Final = "%00"
_READING: Final = ("GET", "HEAD")
# What nginx logs for a request whose client has gone. Nobody receives it.
_CLIENT_CLOSED_REQUEST: Final = 499
_OK: Final = 200
_TOO_MANY: Final = 429
# Names of addresses that search, beside those that begin with "search".
_ALSO_SEARCHES: Final = {"compare", "compare-table", "facet-values", "feed-search"}
# A longer page is made anew each time.
_MOST_KEPT_BYTES: Final = 200_000


class FixedHeadersMiddleware:
    """Gives every response the headers of the setting `RESPONSE_HEADERS`, unless it has one of its own.

    The answer to HEAD has the headers of the page alone: servers that are sent more say so in their log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response with the headers."""
        response = self.get_response(request)
        for name, value in settings.RESPONSE_HEADERS.items():
            response.headers.setdefault(name, value)
        return _without_body(response) if request.method == "HEAD" else response


def _without_body(response: HttpResponse) -> HttpResponse:
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    else:
        response.content = b""
    return response


class SearchTimeMiddleware:
    """Limits the time of a page's searches, and ends them when the client has gone.

    A search that takes too long raises SearchTooLong, which is a SearchFailed. The views are imported before any
    request: the first would spend its time for searches on that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        import_module(settings.ROOT_URLCONF)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response; requests that write are not limited."""
        if request.method not in _READING:
            return self.get_response(request)
        with search_time_limit(settings.SEARCH_MAX_MS / 1000, lambda: has_gone(request)):
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


def has_gone(request: HttpRequest) -> bool:
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
    """Answers 404 where an address of the admin names a row of the archive by what is no id.

    Of the rows that are chosen in a list of the admin it drops those that are named so.
    """

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
        if request.method == "POST" and name.endswith("_changelist"):
            _drop_wrong_rows(request)


def _drop_wrong_rows(request: HttpRequest) -> None:
    """Take out of a posted form what is no id among the rows chosen for an action."""
    chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
    rows = [one for one in chosen if is_row_id(one)]
    if rows != chosen:
        posted = request.POST.copy()
        posted.setlist(ACTION_CHECKBOX_NAME, rows)
        request.POST = posted  # type: ignore[assignment]


class RequestLimitsMiddleware:
    """Counts the searches, suggestions and downloads of each reader, and answers 429 where there are too many.

    What `UnchangedPageMiddleware` answers costs nothing and is not counted. `ApiMiddleware` counts for the API.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Return the answer to a reader who asked too often in a minute."""
        kind = _counted_as((request.resolver_match and request.resolver_match.url_name) or "")
        if kind is None or (allowance := count_request(requester_of(request), kind)).left >= 0:
            return None
        if kind is Requests.SUGGESTIONS:
            response: HttpResponse = JsonResponse({"suggestions": []}, status=_TOO_MANY)
        else:
            response = render(request, "429_reader.html", {"allowance": allowance}, status=_TOO_MANY)
        response.headers["Retry-After"] = str(allowance.seconds)
        response.headers["Cache-Control"] = "no-store"
        return response


def _counted_as(name: str) -> Requests | None:
    """Return what a request to an address of this name is counted as; None where it is not counted."""
    if name.startswith("export-") or name == "facet-table":
        return Requests.EXPORTS
    if name.startswith("search") or name in _ALSO_SEARCHES:
        return Requests.SEARCHES
    return Requests.SUGGESTIONS if name == "suggest" else None


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


class UnchangedPageMiddleware:
    """Makes no page anew that is still as the archive would make it: answers 304, or what another reader got.

    Each process keeps the pages that it made last, by their ETags, so none is kept longer than the archive stays as it
    is. Only for readers without an account: their pages depend on the address, the language, the style of their lists
    and the archive alone. Caches may keep these pages, and ask each time, so that what is withdrawn is gone at once.
    Pages of others are made anew, and no cache that is shared may keep them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, a page with an ETag."""
        if _has_account(request):
            return _private(self.get_response(request))
        tag = _page_tag(request)
        if tag and tag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
            return _tagged(HttpResponseNotModified(), tag)
        pages = caches["pages"]
        if tag and isinstance(kept := pages.get(tag), HttpResponse):
            return kept
        response = self.get_response(request)
        own = response.cookies or response.has_header("ETag") or response.has_header("Cache-Control")
        if not tag or own or response.streaming or response.status_code != _OK:
            return response
        # What varies by more than the tag tells is another page for another reader; the answer to HEAD may be none.
        is_for_all = request.method == "GET" and not response.has_header("Vary")
        _tagged(response, tag)
        if is_for_all and len(response.content) <= _MOST_KEPT_BYTES:
            pages.set(tag, response)
        return response


def _has_account(request: HttpRequest) -> bool:
    """Tell whether a page may show an account: its reader is signed in, was, or is about to be."""
    of_reader = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages")
    return any(name in request.COOKIES for name in of_reader)


def _private(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie"])
    return response


def _page_tag(request: HttpRequest) -> str:
    """Return the ETag of an address as the archive is now, "" where that is not known."""
    if request.method not in _READING:
        return ""
    try:
        state = archive_state()
    except (DatabaseError, SearchFailed):
        return ""
    made_from = (request.build_absolute_uri(), translation.get_language(), ListStyle.of(request), state)
    return f'W/"{hashlib.sha256(repr(made_from).encode()).hexdigest()[:24]}"' if state else ""


def _tagged(response: HttpResponse, tag: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response
