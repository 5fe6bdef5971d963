"""What the API says of itself in OpenAPI is so, whatever is asked: schemathesis makes the requests."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS

from articles.api.operations import api
from articles.models import Article

_EXAMPLES = 10
_OPERATIONS = {one["get"]["operationId"]: one["get"] for one in api.get_openapi_schema()["paths"].values()}
# What is wrong can only be asked of operations with parameters.
_ASKED = [(name, GenerationMode.POSITIVE) for name in _OPERATIONS] + [
    (name, GenerationMode.NEGATIVE) for name, operation in _OPERATIONS.items() if operation["parameters"]
]
# Without a server in between, nothing unpacks an answer.
_PLAIN = {"Accept-Encoding": "identity"}
# A query may be misread, and a cursor belongs to one list: no schema can tell, and both are answered by 400.
_BEYOND_SCHEMAS = {"positive_data_acceptance"}


@pytest.fixture
def description(floods: list[Article]) -> Iterator[Any]:
    # At the end of a request, Django closes the connection that the test has its articles in.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_it_is_openapi_3_1(description: Any) -> None:
    assert description.raw_schema["openapi"].startswith("3.1.")
    assert len(_OPERATIONS) >= 10


@pytest.mark.parametrize(("name", "mode"), _ASKED, ids=lambda one: str(getattr(one, "value", one)))
def test_an_operation_answers_as_described(description: Any, name: str, mode: GenerationMode) -> None:
    operation = description.find_operation_by_id(name)
    excluded: list[Any] = [check for check in CHECKS.get_all() if check.__name__ in _BEYOND_SCHEMAS]
    health = list(hypothesis.HealthCheck)

    @hypothesis.settings(max_examples=_EXAMPLES, derandomize=True, database=None, suppress_health_check=health)
    @hypothesis.given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case[Any]) -> None:
        case.call_and_validate(excluded_checks=excluded, headers=_PLAIN)

    ask()
