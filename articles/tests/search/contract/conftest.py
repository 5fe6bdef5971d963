"""Every test of search runs on every engine: one contract, less what an engine declares that it cannot do."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from secrets import token_hex

import pytest
from django.conf import settings
from haystack import connections

from articles.search import SearchFailed

Needs = Callable[[str], AbstractContextManager[None]]


# For tests of what only engines have whose index is files of this machine.
embedded = pytest.mark.parametrize(
    "engine", [name for name in settings.SEARCH_ENGINES if name != "opensearch"], indirect=True
)


@pytest.fixture(params=settings.SEARCH_ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, own_data_dir: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Have Haystack use the engine, and return its name."""
    options = connections.connections_info["default"]
    monkeypatch.setitem(options, "ENGINE", settings.SEARCH_ENGINES[request.param])
    if request.param != "opensearch":
        connections.reload("default")
        yield str(request.param)
        return
    urls, name = tuple(request.getfixturevalue("search_cluster").urls), f"test-{token_hex(4)}"
    for option, value in (("URLS", urls), ("INDEX_NAME", name), ("REPLICAS", 0)):
        monkeypatch.setitem(options, option, value)
    connections.reload("default")
    yield "opensearch"
    connections["default"].get_backend().versions.client.indices.delete(index=f"{name}-*")


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
