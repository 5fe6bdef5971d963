"""Tools for assistants by the Model Context Protocol: they read the archive, and each answer says what it covers.

An assistant that finds nothing must be able to tell silence of the press from a gap in the archive.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Annotated, Any, Final, Literal

import uvicorn
from django.conf import settings
from django.db import close_old_connections
from django.http import QueryDict
from django.utils import translation
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from articles.api.agent_answers import (
    ArticleReading,
    CoverageAnswer,
    EntityReading,
    HoldingsReading,
    SearchReading,
    coverage,
    months_of_search,
    reading_of,
)
from articles.api.article_answers import article_answer
from articles.api.collection_answers import holdings_answer
from articles.api.entity_answers import entities_called, entity_answer
from articles.api.problems import PROBLEMS, ProblemError, problem_of_search
from articles.api.search_answers import Turned, search_answer
from articles.reader_accounts.attempt_limits import client_address
from articles.reader_accounts.request_limits import Requests, count_request
from articles.search import SearchFailed, search_time_limit
from articles.text.typed_numbers import GREATEST_ID

# Tools that run at once; others wait.
_ROOM: Final = BoundedSemaphore(4)
_READING: Final = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_INSTRUCTIONS: Final = (
    "A read-only archive of Vietnamese news. Queries are Vietnamese words, accents or not; quotation marks for "
    "a phrase, OR, AND, NOT in capitals, -word excludes, title:, person:, place:, org:, source: name fields. Cite an "
    "article by its page. Every answer has `covers`: what of the archive it rests on. Where the archive has a gap, say "
    "so: finding nothing there means nothing."
)
_MOST_FOUND: Final = 50
_ALIKE: Final = 10
_LATER: Final = "Too many requests: wait a minute."

Day = Annotated[str, Field(description="A day, month or year: 2022-06-14, 2022-06, 2022", max_length=10)]
Ids = Annotated[
    list[Annotated[int, Field(ge=1, le=GREATEST_ID)]],
    Field(description="Ids of people, places or organisations, from `entity`", max_length=20),
]


def agent_server(site: str = "") -> MCPServer[Any]:
    """Return the server with its tools; `site` is the address of the archive, for the links in answers."""
    tools = ArchiveTools(site)
    server: MCPServer[Any] = MCPServer("news-archive", title=settings.SITE_NAME, instructions=_INSTRUCTIONS)
    for tool in (tools.search, tools.read_article, tools.entity, tools.holdings):
        server.add_tool(tool, annotations=_READING)
    return server


def serve_http(host: str, port: int, site: str = "") -> None:
    """Serve the tools by streamable HTTP at /mcp until a signal; each address has the limits of the API."""
    names = [*settings.ALLOWED_HOSTS, *(f"{name}:*" for name in settings.ALLOWED_HOSTS)]
    origins = [f"{scheme}://{name}" for scheme in ("http", "https") for name in names]
    security = TransportSecuritySettings(allowed_hosts=names, allowed_origins=origins)
    app = agent_server(site).streamable_http_app(
        host=host, json_response=True, stateless_http=True, transport_security=security
    )
    uvicorn.run(_Limited(app), host=host, port=port, log_level="warning")


class ArchiveTools:
    """The tools; `site` is the address of the archive, before the paths of pages that answers name."""

    def __init__(self, site: str = "") -> None:
        self._site = site.rstrip("/")

    def _absolute(self, path: str) -> str:
        return self._site + path

    def search(
        self,
        query: Annotated[str, Field(description="What to look for, as on the search page", max_length=500)] = "",
        since: Day = "",
        until: Day = "",
        mentions: Ids = [],  # noqa: B006
        source: Annotated[str, Field(description="The slug of a source", max_length=200)] = "",
        sort: Literal["relevance", "newest", "oldest"] = "relevance",
        limit: Annotated[int, Field(ge=1, le=_MOST_FOUND)] = 10,
        cursor: Annotated[str, Field(description="From `cursor` of the answer before", max_length=1000)] = "",
    ) -> SearchReading:
        """Search the articles of the archive; the answer has titles, passages, counts by month, and what it covers."""
        given = _parameters({"q": query, "from": since, "to": until, "source": source, "sort": sort}, mentions)
        with _reading():
            turned = Turned(limit, cursor, on_every_page=True)
            answer, behind = search_answer(given, turned, self._absolute)
            return SearchReading(
                total=answer.total,
                articles=answer.articles,
                months=answer.histogram,
                did_you_mean=answer.did_you_mean,
                cursor=behind,
                covers=months_of_search(answer, since, until),
            )

    def read_article(self, number: Annotated[int, Field(ge=1, le=GREATEST_ID)]) -> ArticleReading:
        """Read an article by its number (its id): its text, its date and source, and whom and what it names."""
        with _reading():
            return reading_of(article_answer(number, self._absolute))

    def entity(
        self,
        name: Annotated[str, Field(description="A name, or its beginning, accents or not", max_length=100)] = "",
        number: Annotated[int, Field(ge=0, le=GREATEST_ID)] = 0,
    ) -> EntityReading:
        """Look up a person, place or organisation by name, or by number (its id): names, years, related entities."""
        with _reading():
            called = entities_called(name, "", _ALIKE, self._absolute) if name else []
            if not number and not called:
                raise ToolError(f"The archive has nobody and nothing called “{name}”. {_held(coverage())}")
            answer = entity_answer(number or called[0].id, self._absolute)
            others = [one for one in called if one.id != answer.id]
            return EntityReading(
                entity=answer, alike=others, covers=coverage(answer.articles, answer.first or "", answer.last or "")
            )

    def holdings(self) -> HoldingsReading:
        """Tell what the archive holds: how many articles, from when to when, and where it has gaps."""
        with _reading():
            return HoldingsReading(holdings=holdings_answer(), covers=coverage())


def _parameters(values: dict[str, str], mentions: Iterable[int]) -> QueryDict:
    """Return a search as parameters of an address."""
    given = QueryDict(mutable=True)
    given.update({name: value for name, value in values.items() if value})
    for one in mentions:
        # `read_query` puts an entity under the facet of its kind.
        given.appendlist("person", str(one))
    return given


@contextmanager
def _reading() -> Iterator[None]:
    """Limit a tool as a page is limited, and have it tell what went wrong. Raises ToolError."""
    close_old_connections()
    try:
        with _ROOM, translation.override("en"), search_time_limit(settings.SEARCH_MAX_MS / 1000, lambda: False):
            yield
    except ProblemError as problem:
        raise ToolError(_told(problem)) from problem
    except SearchFailed as error:
        raise ToolError(_told(problem_of_search(error))) from error
    finally:
        close_old_connections()


def _told(problem: ProblemError) -> str:
    """Return a problem in words: its parts that are wrong, else what to do about it."""
    with translation.override("en"):
        places = " ".join(f"{place.parameter}: {place.detail}" for place in problem.places)
        return f"{PROBLEMS[problem.kind].title}. {places or problem.detail}"


def _held(covers: CoverageAnswer) -> str:
    return f"It holds {covers.archive_articles} articles from {covers.archive_first} to {covers.archive_last}."


class _Limited:
    """The server behind the limits of the API for each address."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            forwarded = dict(scope["headers"]).get(b"x-forwarded-for", b"").decode("latin-1")
            client = client_address((scope.get("client") or ("",))[0], forwarded, proxies=settings.TRUSTED_PROXIES)
            allowance = count_request(client, Requests.API)
            if allowance.left < 0:
                headers = {"Retry-After": str(allowance.seconds)}
                await JSONResponse({"error": _LATER}, status_code=429, headers=headers)(scope, receive, send)
                return
        await self._app(scope, receive, send)
