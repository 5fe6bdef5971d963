"""Every test of search runs on every engine: one contract, less what an engine declares that it cannot do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.conf import settings
from haystack import connections

from articles.search import SearchFailed

Needs = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(params=settings.SEARCH_ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, own_data_dir: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have Haystack use the engine, and return its name."""
    name = settings.SEARCH_ENGINES[request.param]
    monkeypatch.setitem(connections.connections_info["default"], "ENGINE", name)
    connections.reload("default")
    return str(request.param)


@pytest.fixture
def needs(engine: str) -> Needs:
    """Return what a test does something in that an engine may declare it cannot do: then it must say so, and why."""

    @contextmanager
    def needing(ability: str) -> Iterator[None]:
        reason = connections["default"].get_backend().cannot.get(ability)
        if reason is None:
            yield
            return
        with pytest.raises(SearchFailed, match=reason):
            yield

    return needing
