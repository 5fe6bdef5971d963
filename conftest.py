"""What all tests share: how Hypothesis runs, a cluster of OpenSearch, and which tests to run on a second database."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings

from bench.opensearch.libraries import Unavailable
from bench.search_cluster import RunningCluster, SearchCluster, check_machine

# Folders of tests of what a query means and what is found, which is the same whatever database keeps the articles.
_OF_SEARCH = frozenset({"answer", "contract", "query"})
# Of the contract of search engines, what also depends on the database.
_READ_ROWS = frozenset(
    f"test_{name}.py" for name in ("checking", "decisions", "following", "lifecycle", "search", "stories")
)

# Of other tests, those of names, words and forms: their rows are as others write and read them, on every database.
_OF_FORM = frozenset(
    f"test_{name}.py"
    for name in (
        *("joining_names", "listing_names", "languages", "message_wording", "response_headers"),
        *("help_page", "every_page", "list_style", "search_results", "search_trail", "cluster_away"),
    )
)
# Of the tests of engines, those that ask an index alone.
_OF_ENGINES = frozenset(f"test_{name}.py" for name in ("percolation", "placed", "queries", "results", "search_time"))

# Other tests run beside, so the time of one example says nothing.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests whose result may depend on the database, and those that need a cluster, for `-m`.

    The suites that every engine passes take minutes on a cluster: they run there only where CONTRACT_ON_CLUSTER is set.
    """
    left_out = [] if os.environ.get("CONTRACT_ON_CLUSTER") else [item for item in items if _is_long_on_cluster(item)]
    items[:] = [item for item in items if item not in set(left_out)]
    config.hook.pytest_deselected(items=left_out)
    for item in items:
        if _depends_on_database(item):
            item.add_marker("database")
        if _needs_cluster(item):
            if not _may_need_cluster(item.path):
                raise pytest.UsageError(f"{item.nodeid} would not run: name search_cluster in its file")
            item.add_marker("cluster")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the files without a test for the cluster where only such tests run: to load all takes a while."""
    if config.option.markexpr != "cluster" or not collection_path.match("test_*.py"):
        return None
    return not _may_need_cluster(collection_path) or None


@pytest.fixture(scope="session")
def search_cluster() -> Iterator[SearchCluster | RunningCluster]:
    """Return three nodes of OpenSearch, as SEARCH_CLUSTER says: `start`, or the addresses of nodes that run already.

    Skips where the variable is not set, and where this machine cannot run a cluster.
    """
    said = os.environ.get("SEARCH_CLUSTER")
    if not said:
        pytest.skip("no cluster of OpenSearch: SEARCH_CLUSTER is not set")
    if said != "start":
        yield RunningCluster(said.split(","))
        return
    try:
        check_machine()
    except Unavailable as error:
        pytest.skip(str(error))
    with SearchCluster(light=True) as cluster:
        yield cluster


def _depends_on_database(item: pytest.Item) -> bool:
    """Tell whether a test uses the database.

    Tests in a browser are about scripts and layout, and other tests ask for the same pages. Of the tests of search,
    those of what reads rows remain, on the default engine.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    if "browser" in fixtures or _engine(item) != settings.SEARCH_ENGINE:
        return False
    if item.path.parent.name in _OF_SEARCH and item.path.name not in _READ_ROWS:
        return False
    if item.path.name in _OF_FORM or (item.path.parts[-3] == "haystack_engines" and item.path.name in _OF_ENGINES):
        return False
    return bool(fixtures & {"db", "transactional_db"}) or item.get_closest_marker("django_db") is not None


def _needs_cluster(item: pytest.Item) -> bool:
    return "search_cluster" in getattr(item, "fixturenames", ()) or _engine(item) == "opensearch"


def _may_need_cluster(path: Path) -> bool:
    if os.environ.get("CONTRACT_ON_CLUSTER") or path.name == "test_opensearch.py":
        return True
    return "search_cluster" in path.read_text("utf-8")


def _is_long_on_cluster(item: pytest.Item) -> bool:
    return _engine(item) == "opensearch" and item.path.name != "test_opensearch.py"


def _engine(item: pytest.Item) -> str:
    """Return the engine that a test runs on."""
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    return str(parameters.get("engine", settings.SEARCH_ENGINE))
