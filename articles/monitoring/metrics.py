"""The state of the archive as Prometheus reads it.

What is counted in the database is asked for at each scrape, so every process of the web server answers alike. It is
given as families, not as the gauges of prometheus_client: those would be kept for each process apart.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.conf import settings
from django.db.models import Count
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from articles.models import Article, Feed, Health, ImportBatch, ImportItem, Outcome
from articles.monitoring.checks import CHECKS, State, found_by
from articles.monitoring.request_times import request_times
from articles.monitoring.sign_files import BACKUP, WORKER, seconds_since
from articles.search import SearchFailed, SearchRequest, outbox_size, search

_VALUES: Final = {State.WELL: 1.0, State.WARNING: 0.5, State.BAD: 0.0}
# It connects to another server.
_NOT_SCRAPED: Final = "mail"


class _PresentState(Collector):
    """What the archive is at the moment of a scrape."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        yield _checks()
        yield from _articles()
        yield from _work()
        yield from _machine()


def metrics_text() -> bytes:
    """Return all metrics in the text format of Prometheus."""
    registry = CollectorRegistry()
    registry.register(_PresentState())
    return generate_latest(registry) + generate_latest(request_times())


def _checks() -> GaugeMetricFamily:
    with override("en"):
        states = {name: _VALUES[found_by(check).state] for name, _, check in CHECKS if name != _NOT_SCRAPED}
    return _several("check", "1 where it is well, 0.5 where it needs attention, 0 where it is broken.", "check", states)


def _articles() -> Iterator[GaugeMetricFamily]:
    visible, kept = Article.objects.visible().count(), Article.objects.count()
    yield _several("articles", "Articles in the database.", "readers", {"visible": visible, "hidden": kept - visible})
    yield _one("outbox_depth", "Changes of articles that the index has yet to follow.", outbox_size())
    try:
        indexed = search(SearchRequest(page_size=1), with_facets=False).total
    except SearchFailed:
        return
    yield _one("index_articles", "Articles that a search finds.", indexed)
    yield _one("index_lag", "Visible articles that the index has too few, or too many.", abs(visible - indexed))


def _work() -> Iterator[GaugeMetricFamily]:
    tasks = DBTaskResult.objects
    yield _one("tasks_waiting", "Tasks of the worker that could begin.", tasks.ready().count())
    yield _one("tasks_running", "Tasks at work.", tasks.running().count())
    imports = ImportBatch.objects.order_by().values_list("status").annotate(n=Count("pk"))
    yield _several("imports", "Imports.", "status", dict(imports))
    failed = ImportItem.objects.filter(outcome=Outcome.FAILED).count()
    yield _one("failed_documents", "Documents of all imports that failed.", failed)
    states = [feed.health for feed in Feed.objects.only("active", "failures", "last_success_at")]
    yield _several("feeds", "Feeds.", "state", {state.value: states.count(state) for state in Health})


def _machine() -> Iterator[GaugeMetricFamily]:
    usage = shutil.disk_usage(settings.DATA_DIR)
    yield _one("disk_free_bytes", "Free bytes where DATA_DIR is.", usage.free)
    yield _one("disk_total_bytes", "Bytes of that disk.", usage.total)
    if (silent := seconds_since(WORKER)) is not None:
        yield _one("worker_silent_seconds", "Seconds since the worker's last sign of life.", silent)
    if (age := seconds_since(BACKUP)) is not None:
        yield _one("backup_age_seconds", "Seconds since the last backup.", age)


def _one(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"newsarchive_{name}", text, value=value)


def _several(name: str, text: str, label: str, values: Mapping[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"newsarchive_{name}", text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
