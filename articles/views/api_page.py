"""The page of the API: its operations with forms to try them, tokens, limits, and what each problem means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles.api.operations import api
from articles.api.problems import PROBLEMS, ProblemKind, ProblemText
from articles.models import Article

# What a form begins with, so that it finds something on every archive.
_EXAMPLES: Final = {("search", "q"): "Hà Nội", ("facet", "name"): "source", ("entities", "name"): "Nguyễn"}
# Parameters that stand open in a form; the others are opened when they are wanted.
_OPEN: Final = ("q", "name", "kind", "number", "day", "month")
# The page needs the archive's own files and no other.
_OWN_FILES: Final = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class TryField:
    """A field of a form: a parameter of an operation, with the values to choose from where there are only few."""

    name: str
    text: str
    value: str
    choices: tuple[str, ...]
    required: bool
    of_path: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API: its address with {names} in it, and the fields of the form that tries it."""

    name: str
    summary: str
    path: str
    open: tuple[TryField, ...]
    more: tuple[TryField, ...]


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    """Show the API with a form for each operation; no script is needed, and nothing comes from elsewhere."""
    problems: list[tuple[ProblemKind, ProblemText]] = list(PROBLEMS.items())
    context: dict[str, Any] = {
        "operations": [*_operations(_latest())],
        "problems": problems,
        "description": request.build_absolute_uri(reverse("api-v1:openapi-json")),
        "requests": settings.API_REQUESTS_PER_MINUTE,
        "token_requests": settings.API_TOKEN_REQUESTS_PER_MINUTE,
    }
    response = render(request, "articles/api.html", context)
    response.headers["Content-Security-Policy"] = _OWN_FILES
    return response


@require_safe
def asked(request: HttpRequest, operation: str) -> HttpResponse:
    """Lead from a form to the address that it asks for, without the fields that were left empty."""
    found = next((one for one in _operations({}) if one.name == operation), None)
    if found is None:
        raise Http404
    path = found.path
    given: list[tuple[str, str]] = []
    for field in (*found.open, *found.more):
        values = [value.strip() for value in request.GET.getlist(field.name) if value.strip()]
        if field.of_path:
            path = path.replace(f"{{{field.name}}}", quote(next(iter(values), "0"), safe=""))
        else:
            given += [(field.name, value) for value in values]
    return redirect(f"{path}?{urlencode(given)}" if given else path)


def _operations(values: Mapping[str, str]) -> Iterator[Operation]:
    """Yield the operations of the API as its description has them; `values` fill the fields of these names."""
    for path, methods in api.get_openapi_schema()["paths"].items():
        details = methods["get"]
        name = details["operationId"]
        fields = [_field(name, one, values) for one in details["parameters"] if one["name"] != "cursor"]
        yield Operation(
            name=name,
            summary=gettext(details["summary"]),
            path=path,
            open=tuple(field for field in fields if field.name in _OPEN),
            more=tuple(field for field in fields if field.name not in _OPEN),
        )


def _field(operation: str, parameter: Mapping[str, Any], values: Mapping[str, str]) -> TryField:
    name, schema = parameter["name"], parameter["schema"]
    default = "" if schema.get("type") == "array" else str(schema.get("default", ""))
    description: str | Promise = parameter.get("description", "")
    return TryField(
        name=name,
        text=gettext(str(description)) if description else "",
        value=_EXAMPLES.get((operation, name)) or values.get(f"{operation} {name}") or default,
        choices=tuple(schema.get("enum", ())),
        required=parameter["required"],
        of_path=parameter["in"] == "path",
    )


def _latest() -> dict[str, str]:
    """Return the first values of fields that depend on the archive: its latest article, its day and its names."""
    article = Article.objects.visible().out_by_now().latest_dated().for_lists().first()
    if article is None or article.published_on is None:
        return {}
    mention = article.mentions.listed().order_by("start").first()
    return {
        "article number": str(article.pk),
        "entity number": str(mention.entity_id) if mention else "",
        "day day": article.published_on.isoformat(),
        "month month": f"{article.published_on:%Y-%m}",
    }
