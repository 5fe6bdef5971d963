"""The addresses of the API, version 1."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Annotated, Any, Final, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query
from ninja.signature import ViewSignature
from pydantic import BaseModel, StringConstraints

from articles.api.answers import (
    ArticleAnswer,
    ArticlesAnswer,
    EntitiesAnswer,
    EntityAnswer,
    FacetValuesAnswer,
    HoldingsAnswer,
    MonthOfDaysAnswer,
    PlaceAnswer,
    SearchAnswer,
    SectionsAnswer,
    SourcesAnswer,
)
from articles.api.article_answers import article_answer, day_articles, month_answer
from articles.api.collection_answers import holdings_answer, sections_answer, sources_answer
from articles.api.entity_answers import entities_called, entities_of_kind, entity_answer
from articles.api.openapi import ArchiveApi, add_handlers, responses
from articles.api.parameters import Cursor, FacetName, Limit, SearchFilters, SearchParameters, refuse_unknown
from articles.api.problems import ProblemError, ProblemKind
from articles.api.search_answers import Turned, facet_answer, search_answer
from articles.text.typed_numbers import GREATEST_ID

_USUAL: Final = 20
_LONGEST_NAME: Final = 100
# Problems that only searches have.
_OF_SEARCH: Final = (ProblemKind.BAD_QUERY, ProblemKind.BAD_CURSOR, ProblemKind.LIST_CHANGED, ProblemKind.TOO_LONG)

api = ArchiveApi(
    title="News archive",
    version="1.0.0",
    description=(
        "A read-only API of a Vietnamese news archive. The parameters of a search are those of the address of a search "
        "page. Lists are turned by following `next`. Messages are in Vietnamese or English, by Accept-Language."
    ),
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url="openapi.json",
)
add_handlers(api)

RowId = Annotated[int, Path(ge=1, le=GREATEST_ID, description=gettext_noop("The number in the address of its page."))]
Kind = Literal["", "person", "place", "organization"]
DayText = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
MonthText = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]


def _operation(
    path: str, name: str, summary: str, answer: type[BaseModel], *kinds: ProblemKind
) -> Callable[[Callable[..., BaseModel]], Callable[..., HttpResponse]]:
    """Decorate a function of a request that returns an answer: it becomes an operation of the API."""

    def decorate(function: Callable[..., BaseModel]) -> Callable[..., HttpResponse]:
        known = _query_parameters(path, function)

        @wraps(function)
        def view(request: HttpRequest, **parameters: Any) -> HttpResponse:
            refuse_unknown(request.GET, known)
            return HttpResponse(function(request, **parameters).model_dump_json(), content_type="application/json")

        answers = responses(answer, *kinds)
        about = function.__doc__
        add = api.get(path, response=answers, operation_id=name, summary=summary, description=about, url_name=name)
        added: Callable[..., HttpResponse] = add(view)
        return added

    return decorate


def _query_parameters(path: str, function: Callable[..., BaseModel]) -> set[str]:
    models: list[Any] = [*ViewSignature(path, function).models]
    return {name for one in models if one.__ninja_param_source__ == "query" for name in one.__ninja_flatten_map__}


@_operation("/search", "search", gettext_noop("Search"), SearchAnswer, *_OF_SEARCH)
def search(
    request: HttpRequest, search: Query[SearchParameters], limit: Limit = _USUAL, cursor: Cursor = ""
) -> SearchAnswer:
    """Return the articles that a search finds; with the first page facets and a histogram by month."""
    turned = Turned(limit, cursor, counts=search.counts == "1")
    answer, behind = search_answer(request.GET, turned, request.build_absolute_uri)
    return answer.model_copy(update={"next": _next(request, behind)})


@_operation("/facets/{name}", "facet", gettext_noop("Values of a facet"), FacetValuesAnswer, *_OF_SEARCH)
def facet_values(
    request: HttpRequest,
    name: Annotated[FacetName, Path(description=gettext_noop("The parameter by which a search is narrowed."))],
    search: Query[SearchFilters],
    find: Annotated[
        str, Query(max_length=_LONGEST_NAME, description=gettext_noop("How a word of the value's name begins."))
    ] = "",
    limit: Limit = _USUAL,
    cursor: Cursor = "",
) -> FacetValuesAnswer:
    """Return the values by which a search can be narrowed, those of most articles first."""
    answer, behind = facet_answer(request.GET, name, find, Turned(limit, cursor))
    return answer.model_copy(update={"next": _next(request, behind)})


@_operation(
    "/articles/{number}", "article", gettext_noop("An article"), ArticleAnswer, ProblemKind.NOT_FOUND, ProblemKind.GONE
)
def article(request: HttpRequest, number: RowId) -> ArticleAnswer:
    """Return an article: its text, and where its words and the names stand in it."""
    return article_answer(number, request.build_absolute_uri)


@_operation("/entities", "entities", gettext_noop("People, places and organisations"), EntitiesAnswer)
def entities(
    request: HttpRequest,
    name: Annotated[
        str,
        Query(max_length=_LONGEST_NAME, description=gettext_noop("How a word of the name begins, accents or not.")),
    ] = "",
    kind: Annotated[Kind, Query(description=gettext_noop("person, place or organization; needed without name."))] = "",
    limit: Limit = _USUAL,
    cursor: Cursor = "",
) -> EntitiesAnswer:
    """Return those that are called so, the most named first; without a name, all of a kind by the alphabet."""
    if name:
        found, behind = entities_called(name, kind, limit, request.build_absolute_uri), ""
    elif kind:
        found, behind = entities_of_kind(kind, limit, cursor, request.build_absolute_uri)
    else:
        raise _bad("kind", _("Without a name, the kind has to be given."))
    return EntitiesAnswer(entities=found, next=_next(request, behind))


@_operation(
    "/entities/{number}", "entity", gettext_noop("One of them"), EntityAnswer, ProblemKind.NOT_FOUND, ProblemKind.GONE
)
def entity(request: HttpRequest, number: RowId) -> EntityAnswer:
    """Return what the archive knows of a person, place or organisation: names, years, and who is named beside it."""
    return entity_answer(number, request.build_absolute_uri)


@_operation("/days/{day}", "day", gettext_noop("The articles of a day"), ArticlesAnswer, ProblemKind.BAD_CURSOR)
def articles_of_day(
    request: HttpRequest,
    day: Annotated[DayText, Path(description=gettext_noop("A day: 2022-06-14."))],
    limit: Limit = _USUAL,
    cursor: Cursor = "",
) -> ArticlesAnswer:
    """Return the articles that were published on a day, the latest first."""
    shown, behind = day_articles(_date("day", day), limit, cursor, request.build_absolute_uri)
    return ArticlesAnswer(articles=shown, next=_next(request, behind))


@_operation("/months/{month}", "month", gettext_noop("The days of a month"), MonthOfDaysAnswer)
def days_of_month(
    request: HttpRequest, month: Annotated[MonthText, Path(description=gettext_noop("A month: 2022-06."))]
) -> MonthOfDaysAnswer:
    """Return how many articles were published on each day of a month."""
    return month_answer(_date("month", f"{month}-01"))


@_operation("/sources", "sources", gettext_noop("Sources"), SourcesAnswer)
def sources(request: HttpRequest) -> SourcesAnswer:
    """Return all sources with the numbers of their articles."""
    return sources_answer()


@_operation("/sections", "sections", gettext_noop("Sections"), SectionsAnswer)
def sections(request: HttpRequest) -> SectionsAnswer:
    """Return all sections."""
    return sections_answer()


@_operation("/holdings", "holdings", gettext_noop("What the archive holds"), HoldingsAnswer)
def archive_holdings(request: HttpRequest) -> HoldingsAnswer:
    """Return how much the archive holds and of which time, and where it has gaps."""
    return holdings_answer()


def _next(request: HttpRequest, cursor: str) -> str | None:
    """Return the address of what follows the answer, None at the end of the list."""
    if not cursor:
        return None
    parameters = request.GET.copy()
    parameters["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{parameters.urlencode()}")


def _date(parameter: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _bad(parameter, _("There is no such day.")) from None


def _bad(parameter: str, detail: str) -> ProblemError:
    return ProblemError(ProblemKind.BAD_PARAMETER, places=(PlaceAnswer(parameter=parameter, detail=detail),))
