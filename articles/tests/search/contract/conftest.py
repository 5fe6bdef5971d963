"""Every test of search runs on every engine: one contract, less what an engine declares that it cannot do."""

from collections.abc import Callable

import pytest
from haystack import connections

ENGINES = ["tantivy", "whoosh"]

Needs = Callable[[str], None]


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, own_data_dir: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have Haystack use the engine, and return its name."""
    name = f"articles.search.engines.{request.param}.Engine"
    monkeypatch.setitem(connections.connections_info["default"], "ENGINE", name)
    connections.reload("default")
    return str(request.param)


@pytest.fixture
def needs(engine: str) -> Needs:
    """Return what skips a test for the reason that the engine gives, where it cannot do the thing named."""

    def check(ability: str) -> None:
        if reason := connections["default"].get_backend().cannot.get(ability):
            pytest.skip(f"{engine} does not offer {ability}: {reason}")

    return check
