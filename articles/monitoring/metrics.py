"""The state of the archive as Prometheus reads it.

What is counted in the database is asked for at each scrape, so every process of the web server answers alike.
"""

import shutil
from typing import Final

from django.conf import settings
from django.db.models import Count
from django.utils.translation import override
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Gauge, generate_latest

from articles.models import Article, Feed, Health, ImportBatch, ImportItem, Outcome
from articles.monitoring.checks import CHECKS, State, found_by
from articles.monitoring.request_times import request_times
from articles.monitoring.sign_files import BACKUP, WORKER, seconds_since
from articles.search import SearchFailed, SearchRequest, outbox_size, search

_VALUES: Final = {State.WELL: 1.0, State.WARNING: 0.5, State.BAD: 0.0}
# It connects to another server.
_NOT_SCRAPED: Final = "mail"


def metrics_text() -> bytes:
    """Return all metrics in the text format of Prometheus."""
    registry = CollectorRegistry()
    _checks(registry)
    _articles(registry)
    _work(registry)
    _machine(registry)
    return generate_latest(registry) + generate_latest(request_times())


def _checks(registry: CollectorRegistry) -> None:
    gauge = Gauge(
        "newsarchive_check",
        "1 where it is well, 0.5 where it needs attention, 0 where it is broken.",
        ["check"],
        registry=registry,
    )
    with override("en"):
        for name, _label, check in CHECKS:
            if name != _NOT_SCRAPED:
                gauge.labels(name).set(_VALUES[found_by(check).state])


def _articles(registry: CollectorRegistry) -> None:
    kept = Gauge("newsarchive_articles", "Articles in the database.", ["readers"], registry=registry)
    visible, all_of_them = Article.objects.visible().count(), Article.objects.count()
    kept.labels("visible").set(visible)
    kept.labels("hidden").set(all_of_them - visible)
    _set(registry, "outbox_depth", "Changes of articles that the index has yet to follow.", outbox_size())
    try:
        indexed = search(SearchRequest(page_size=1), with_facets=False).total
    except SearchFailed:
        return
    _set(registry, "index_articles", "Articles that a search finds.", indexed)
    _set(registry, "index_lag", "Visible articles that the index has too few, or too many.", abs(visible - indexed))


def _work(registry: CollectorRegistry) -> None:
    tasks = DBTaskResult.objects
    _set(registry, "tasks_waiting", "Tasks of the worker that could begin.", tasks.ready().count())
    _set(registry, "tasks_running", "Tasks at work.", tasks.running().count())
    imports = Gauge("newsarchive_imports", "Imports.", ["status"], registry=registry)
    for status, n in ImportBatch.objects.order_by().values_list("status").annotate(n=Count("pk")):
        imports.labels(status).set(n)
    failed = ImportItem.objects.filter(outcome=Outcome.FAILED).count()
    _set(registry, "failed_documents", "Documents of all imports that failed.", failed)
    feeds = Gauge("newsarchive_feeds", "Feeds.", ["state"], registry=registry)
    states = [feed.health for feed in Feed.objects.only("active", "failures", "last_success_at")]
    for state in Health:
        feeds.labels(state.value).set(states.count(state))


def _machine(registry: CollectorRegistry) -> None:
    usage = shutil.disk_usage(settings.DATA_DIR)
    _set(registry, "disk_free_bytes", "Free bytes where DATA_DIR is.", usage.free)
    _set(registry, "disk_total_bytes", "Bytes of that disk.", usage.total)
    for stamp, name, text in (
        (WORKER, "worker_silent_seconds", "Seconds since the worker's last sign of life."),
        (BACKUP, "backup_age_seconds", "Seconds since the last backup."),
    ):
        if (age := seconds_since(stamp)) is not None:
            _set(registry, name, text, age)


def _set(registry: CollectorRegistry, name: str, text: str, value: float) -> None:
    Gauge(f"newsarchive_{name}", text, registry=registry).set(value)
