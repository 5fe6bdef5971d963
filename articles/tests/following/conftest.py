from collections.abc import Iterator

import pytest

from articles.tests.following.serving import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as server:
        yield server
