"""Errors of the API as problem details (RFC 9457), in the language of the reader.

Each kind has an address: the part of the page of the API that explains it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.api.answers import PlaceAnswer, ProblemAnswer
from articles.search import SearchFailed
from articles.views.parts.search_http import failed_status

PROBLEM_TYPE: Final = "application/problem+json"


class ProblemKind(StrEnum):
    """What went wrong; each value is the last part of the address of a problem's type."""

    BAD_PARAMETER = "bad-parameter"
    BAD_QUERY = "bad-query"
    BAD_CURSOR = "bad-cursor"
    UNKNOWN_TOKEN = "unknown-token"  # noqa: S105
    NOT_FOUND = "not-found"
    METHOD = "method-not-allowed"
    GONE = "gone"
    LIST_CHANGED = "list-changed"
    TOO_LONG = "search-too-long"
    TOO_MANY = "too-many-requests"
    FAILED = "failed"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class ProblemText:
    """The status of a kind of problem, its title, and what a program can do about it."""

    status: int
    title: Promise
    advice: Promise


PROBLEMS: Final = {
    ProblemKind.BAD_PARAMETER: ProblemText(
        400,
        _("A parameter cannot be read"),
        _("“errors” names each parameter and says what is wrong. Unknown names are refused, so no filter is lost."),
    ),
    ProblemKind.BAD_QUERY: ProblemText(
        400,
        _("The query cannot be read as typed"),
        _(
            "“errors” says where it is wrong, and how a search page reads it instead: “start” and “end” are offsets "
            "into the query, in characters."
        ),
    ),
    ProblemKind.BAD_CURSOR: ProblemText(
        400,
        _("The cursor belongs to another list"),
        _("A cursor goes with the parameters that it was given for. Follow “next” as it is."),
    ),
    ProblemKind.UNKNOWN_TOKEN: ProblemText(
        401,
        _("The token is not known"),
        _("It was revoked, its account was closed, or it was copied in part. Without a token, the API answers too."),
    ),
    ProblemKind.NOT_FOUND: ProblemText(404, _("Not found"), _("Nothing has this address.")),
    ProblemKind.METHOD: ProblemText(
        405,
        _("The API is only for reading"),
        _("Use GET, HEAD or OPTIONS."),
    ),
    ProblemKind.GONE: ProblemText(
        410,
        _("It is gone"),
        _("The archive had it and no longer shows it. Delete your copy too."),
    ),
    ProblemKind.LIST_CHANGED: ProblemText(
        410,
        _("The list has changed"),
        _(
            "The order by relevance is not the one in which the first pages were given. Begin again at the first page, "
            "or ask for sort=newest, which goes on whatever comes in."
        ),
    ),
    ProblemKind.TOO_LONG: ProblemText(
        422,
        _("The search took too long"),
        _("It would take too long again. Use fewer alternatives, or narrow it by days or by a source."),
    ),
    ProblemKind.TOO_MANY: ProblemText(
        429,
        _("Too many requests"),
        _("Wait as many seconds as “Retry-After” says. A token raises the limit."),
    ),
    ProblemKind.FAILED: ProblemText(500, _("The archive failed"), _("The error was logged. Tell the editors.")),
    ProblemKind.UNAVAILABLE: ProblemText(
        503,
        _("The archive cannot be read now"),
        _("Try again in a minute."),
    ),
}


class ProblemError(Exception):
    """A request that is answered by a problem; `places` are the parts of the request that are wrong."""

    def __init__(self, kind: ProblemKind, detail: str = "", places: tuple[PlaceAnswer, ...] = ()) -> None:
        super().__init__(detail or str(PROBLEMS[kind].title))
        self.kind = kind
        self.places = places
        self._detail = detail

    @property
    def detail(self) -> str:
        """What is wrong with this very request, else what a program can do about such a problem."""
        return self._detail or str(PROBLEMS[self.kind].advice)


def problem_response(request: HttpRequest, problem: ProblemError) -> HttpResponse:
    """Return a problem as a response, which no cache may keep."""
    text = PROBLEMS[problem.kind]
    answer = ProblemAnswer(
        type=request.build_absolute_uri(f"{reverse('api')}#{problem.kind.value}"),
        title=str(text.title),
        status=text.status,
        detail=problem.detail,
        errors=list(problem.places),
    )
    response = HttpResponse(answer.model_dump_json(), content_type=PROBLEM_TYPE, status=text.status)
    response.headers["Cache-Control"] = "no-store"
    return response


def problem_of_search(error: SearchFailed) -> ProblemError:
    """Return the problem of a search that failed: it took too long, or the index cannot be read."""
    return ProblemError(kind_of_status(failed_status(error)))


def kind_of_status(status: int) -> ProblemKind:
    """Return the kind of problem for a response of which only the status is known."""
    found = (kind for kind, text in PROBLEMS.items() if text.status == status)
    return next(found, ProblemKind.FAILED if status >= 500 else ProblemKind.BAD_PARAMETER)
