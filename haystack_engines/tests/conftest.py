"""Tests that take `engine` run on every engine: one contract, without what an engine declares that it cannot do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from pkgutil import iter_modules

import pytest
from django.core.management import call_command
from haystack import connections
from haystack.exceptions import SearchBackendError

import haystack_engines
from haystack_engines import ClauseBackend, release_memory
from haystack_engines.tests.people import GroupIndex, UserIndex, create_people, use_indexes

Needs = Callable[[str], AbstractContextManager[None]]

# Every package inside this one is an engine, besides the tests.
_PACKAGES = [module.name for module in iter_modules(haystack_engines.__path__) if module.ispkg]
_ENGINES = [name for name in _PACKAGES if name != "tests"]


@pytest.fixture(params=_ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Use the engine with an index in memory; return its name."""
    name = str(tmp_path / "index")
    engine_class = f"haystack_engines.{request.param}.{request.param.capitalize()}Engine"
    options = {"ENGINE": engine_class, "STORAGE": "ram", "PATH": name}
    monkeypatch.setitem(connections.connections_info, "default", options)
    connections.reload("default")
    yield str(request.param)
    connections.reload("default")
    release_memory(name)


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
