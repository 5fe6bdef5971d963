"""How long requests take, counted by all processes of the web server together, for /metrics."""

from collections.abc import Callable
from time import perf_counter
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

_BUCKETS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
# Of one process. With METRICS_FOLDER each process keeps its counts in files of that folder instead.
_OWN: Final = CollectorRegistry()
_SECONDS: Final = Histogram(
    "newsarchive_request_seconds",
    "Seconds until a response began, by the name of its address.",
    ["page", "status"],
    buckets=_BUCKETS,
    registry=_OWN,
)


class RequestTimesMiddleware:
    """Measures requests where there is a METRICS_TOKEN."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response."""
        if not settings.METRICS_TOKEN:
            return self.get_response(request)
        started = perf_counter()
        response = self.get_response(request)
        page = (request.resolver_match and request.resolver_match.url_name) or "other"
        _SECONDS.labels(page, f"{response.status_code // 100}xx").observe(perf_counter() - started)
        return response


def request_times() -> CollectorRegistry:
    """Return the times of all processes of the web server; where it is one process alone, of that."""
    if not settings.METRICS_FOLDER:
        return _OWN
    registry = CollectorRegistry()
    MultiProcessCollector(registry, settings.METRICS_FOLDER)  # type: ignore[no-untyped-call]
    return registry
