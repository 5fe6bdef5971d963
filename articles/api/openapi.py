"""The API as a Django Ninja API, with the parts of its OpenAPI description that the library does not know."""

import logging
import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from articles.api.answers import PlaceAnswer, ProblemAnswer
from articles.api.problems import PROBLEM_TYPE, PROBLEMS, ProblemError, ProblemKind, problem_of_search, problem_response
from articles.search import SearchFailed
from articles.views.parts.search_http import RETRY_AFTER_SECONDS

logger = logging.getLogger(__name__)

# Problems that any operation may answer.
COMMON: Final = (ProblemKind.BAD_PARAMETER, ProblemKind.UNKNOWN_TOKEN, ProblemKind.TOO_MANY, ProblemKind.UNAVAILABLE)
_HEADERS: Final = {
    "RateLimit": "Requests that are left, and the seconds until there are new ones.",
    "RateLimit-Policy": "How many requests a minute has.",
}
_OK: Final = 200
_QUOTED: Final = re.compile("'[^']*'")
# What the library finds wrong with a parameter, in the language of the reader; it says anything else in English.
_WRONG: Final = {
    "missing": _("It is missing."),
    "int_parsing": _("It is not a whole number."),
    "int_parsing_size": _("It has too many digits."),
    "greater_than_equal": _("The minimum is %(ge)s."),
    "less_than_equal": _("The maximum is %(le)s."),
    "literal_error": _("It can only be %(expected)s."),
    "string_pattern_mismatch": _("It does not have the form %(pattern)s."),
    "string_too_short": _("It is empty."),
    "string_too_long": _("It has more than %(max_length)s characters."),
    "too_long": _("There are more than %(max_length)s of them."),
}


class ArchiveApi(NinjaAPI):
    """Describes errors as problems, and the token as one way to come."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._made: dict[str | None, OpenAPISchema] = {}

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """Return the description in OpenAPI 3.1, made once for a process."""
        if path_prefix not in self._made:
            self._made[path_prefix] = self._described(path_prefix, path_params)
        return self._made[path_prefix]

    def _described(self, path_prefix: str | None, path_params: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in schema["paths"].values():
            for operation in path.values():
                _describe(operation)
        schemes = schema["components"].setdefault("securitySchemes", {})
        schemes["token"] = {"type": "http", "scheme": "bearer"}
        return schema


def responses(answer: type, *kinds: ProblemKind) -> dict[Any, Any]:
    """Return the types of an operation's answers by status: its own, and problems."""
    statuses = {PROBLEMS[kind].status for kind in (*COMMON, *kinds)}
    return {200: answer, frozenset(statuses): ProblemAnswer}


def add_handlers(api: NinjaAPI) -> None:
    """Have exceptions be answered by problems."""

    @api.exception_handler(ProblemError)
    def of_problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
        return problem_response(request, error)

    @api.exception_handler(ValidationError)
    def of_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
        places = tuple(_place(one) for one in error.errors)
        return problem_response(request, ProblemError(ProblemKind.BAD_PARAMETER, places=places))

    @api.exception_handler(SearchFailed)
    def of_search(request: HttpRequest, error: SearchFailed) -> HttpResponse:
        problem = problem_of_search(error)
        response = problem_response(request, problem)
        if problem.kind is ProblemKind.UNAVAILABLE:
            logger.error("Search failed: %s", error)
            response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response


def _describe(operation: dict[str, Any]) -> None:
    """Give each answer its headers, and problems their type of content."""
    operation["security"] = [{}, {"token": []}]
    for status, response in operation["responses"].items():
        response["headers"] = {
            name: {"description": text, "schema": {"type": "string"}, "required": True}
            for name, text in _HEADERS.items()
        }
        if int(status) != _OK and "application/json" in response.get("content", {}):
            response["content"] = {PROBLEM_TYPE: response["content"]["application/json"]}


def _place(error: dict[str, Any]) -> PlaceAnswer:
    """Return what is wrong with a parameter, of what the library found."""
    detail, context = _WRONG.get(error["type"]), dict(error.get("ctx", {}))
    if "expected" in context:  # the library joins them by an English "or"
        context["expected"] = get_text_list(_QUOTED.findall(context["expected"]))
    names = [str(part) for part in error["loc"] if isinstance(part, str) and part not in ("query", "path")]
    return PlaceAnswer(
        parameter=names[-1] if names else "", detail=str(detail) % context if detail else str(error["msg"])
    )
