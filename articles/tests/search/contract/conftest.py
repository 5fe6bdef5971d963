"""Every test of search runs on every engine: one contract."""

import pytest
from haystack import connections

ENGINES = ["tantivy", "whoosh"]


@pytest.fixture(params=ENGINES, autouse=True)
def engine(request: pytest.FixtureRequest, own_data_dir: None, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have Haystack use the engine, and return its name."""
    name = f"articles.search.engines.{request.param}.Engine"
    monkeypatch.setitem(connections.connections_info["default"], "ENGINE", name)
    connections.reload("default")
    return str(request.param)
