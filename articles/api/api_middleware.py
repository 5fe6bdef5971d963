"""What every request to the API passes through: its language, its limits, CORS, conditions, and problems for errors."""

import hashlib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from articles.api.problems import PROBLEM_TYPE, ProblemError, ProblemKind, kind_of_status, problem_response
from articles.models import ApiToken
from articles.reader_accounts.attempt_limits import client_of
from articles.reader_accounts.request_limits import WINDOW_SECONDS, Allowance, Requests, count_request

PREFIX: Final = "/api/v1/"
_METHODS: Final = "GET, HEAD, OPTIONS"
_OK: Final = 200
_ERROR: Final = 400
_BEARER: Final = "Bearer "
# A program of another site may read answers and these headers; no cookie is ever needed, so none is allowed.
_CORS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, RateLimit, RateLimit-Policy, Retry-After, Content-Language",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": _METHODS,
    "Access-Control-Allow-Headers": "Authorization, If-None-Match, Accept-Language",
    "Access-Control-Max-Age": "86400",
    "Allow": _METHODS,
}


class ApiMiddleware:
    """Serves the addresses of the API; all others pass.

    It stands before `UnchangedPageMiddleware`, so that what that answers from a cache is counted and may be read too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        with translation.override(_language(request)):
            response = self._limited(request)
            response.headers["Content-Language"] = translation.get_language()
        for name, value in _CORS.items():
            response.headers[name] = value
        patch_vary_headers(response, ["Accept-Language"])
        return response

    def _limited(self, request: HttpRequest) -> HttpResponse:
        """Return the response with what the client may still ask for, a problem where that is nothing."""
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=_PREFLIGHT)
        allowance, is_known = _counted(request)
        if allowance.left < 0:
            response = problem_response(request, ProblemError(ProblemKind.TOO_MANY))
            response.headers["Retry-After"] = str(allowance.seconds)
        elif not is_known:
            response = problem_response(request, ProblemError(ProblemKind.UNKNOWN_TOKEN))
            response.headers["WWW-Authenticate"] = _BEARER.strip()
        else:
            response = self._answered(request)
        response.headers["RateLimit-Policy"] = f'"minute";q={allowance.limit};w={WINDOW_SECONDS}'
        response.headers["RateLimit"] = f'"minute";r={max(allowance.left, 0)};t={allowance.seconds}'
        return response

    def _answered(self, request: HttpRequest) -> HttpResponse:
        method = request.method
        if method == "HEAD":  # the server leaves out the body of what GET answers
            request.method = "GET"
        response = self.get_response(request)
        request.method = method
        if response.status_code >= _ERROR and response.headers.get("Content-Type") != PROBLEM_TYPE:
            return _as_problem(request, response)
        return _conditional(request, response)


def _language(request: HttpRequest) -> str:
    """Return the language that a program prefers of those that the archive has; Vietnamese where it says none."""
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    codes = (code.partition("-")[0] for code, quality in accepted if quality)
    return next((code for code in codes if code in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def _counted(request: HttpRequest) -> tuple[Allowance, bool]:
    """Count a request for the account of its token, else for its address, which limits the guessing of tokens too.

    Return what the client may still ask for, and whether it shows no token or one that is known.
    """
    authorization = request.headers.get("Authorization", "")
    shows_token = authorization.startswith(_BEARER)
    token = ApiToken.objects.shown(authorization.removeprefix(_BEARER).strip()) if shows_token else None
    if token:
        return count_request(f"user {token.user_id}", Requests.API_WITH_TOKEN), True
    return count_request(client_of(request), Requests.API), not shows_token


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the problem in place of an error page, with its headers that programs read."""
    problem = problem_response(request, ProblemError(kind_of_status(response.status_code)))
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    return problem


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response with an ETag, by its content where the state of the archive gives none, or 304."""
    if response.status_code != _OK or response.has_header("ETag"):
        return response
    tag = f'W/"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    conditional = get_conditional_response(request, etag=tag, response=response)
    return conditional if isinstance(conditional, HttpResponse) else response
