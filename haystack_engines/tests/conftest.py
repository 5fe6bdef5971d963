"""Tests that take `engine` run on every engine: one contract, without what an engine declares that it cannot do."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from pkgutil import iter_modules
from secrets import token_hex
from typing import Any

import pytest
from django.core.management import call_command
from haystack import connections
from haystack.exceptions import SearchBackendError

import haystack_engines
from haystack_engines import ClauseBackend, release_memory
from haystack_engines.opensearch.client import Cluster, client_of
from haystack_engines.tests.people import GroupIndex, UserIndex, create_people, use_indexes

Needs = Callable[[str], AbstractContextManager[None]]

# Every package inside this one is an engine, besides the tests.
_PACKAGES = [module.name for module in iter_modules(haystack_engines.__path__) if module.ispkg]
_ENGINES = [name for name in _PACKAGES if name != "tests"]
# For tests of what only engines have whose index is files of this machine.
embedded = pytest.mark.parametrize("engine", [name for name in _ENGINES if name != "opensearch"], indirect=True)
_CLASSES = {"opensearch": "OpenSearchEngine"}


@pytest.fixture(params=_ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Use the engine with an index in memory, or one of its own in the cluster; return the engine's name."""
    name = str(request.param)
    options: dict[str, Any]
    options = _in_cluster(request) if name == "opensearch" else {"STORAGE": "ram", "PATH": str(tmp_path / "index")}
    options["ENGINE"] = f"haystack_engines.{name}.{_CLASSES.get(name, f'{name.capitalize()}Engine')}"
    monkeypatch.setitem(connections.connections_info, "default", options)
    connections.reload("default")
    yield name
    connections.reload("default")
    if name == "opensearch":
        client_of(Cluster(options["URLS"])).indices.delete(index=f"{options['INDEX_NAME']}-*")
    else:
        release_memory(options["PATH"])


def _in_cluster(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return the settings of an index in the cluster that a fixture of the project starts."""
    try:
        cluster = request.getfixturevalue("search_cluster")
    except pytest.FixtureLookupError:
        pytest.skip("no fixture `search_cluster` has the `urls` of a cluster of OpenSearch")
    return {"URLS": tuple(cluster.urls), "INDEX_NAME": f"test-{token_hex(4)}", "REPLICAS": 0}


@pytest.fixture
def backend(engine: str) -> ClauseBackend:
    """Return the engine's backend, with an index of groups."""
    use_indexes(GroupIndex())
    found: ClauseBackend = connections["default"].get_backend()
    return found


@pytest.fixture
def people(db: None, engine: str) -> None:
    """Index three users and two groups."""
    use_indexes(UserIndex(), GroupIndex())
    create_people()
    call_command("rebuild_index", interactive=False, verbosity=0)


@pytest.fixture
def needs(engine: str) -> Needs:
    """Return a context for what an engine may declare that it cannot do: then the reason must be in the error."""

    @contextmanager
    def needing(ability: str) -> Iterator[None]:
        reason = connections["default"].get_backend().cannot.get(ability)
        if reason is None:
            yield
            return
        with pytest.raises(SearchBackendError, match=reason):
            yield

    return needing


@pytest.fixture
def silent_node() -> Iterator[str]:
    """Give the address of a node that takes requests and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
