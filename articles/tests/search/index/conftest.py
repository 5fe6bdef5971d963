"""What the tests of an index that follows the database share."""

import pytest

from articles.tests.making import Newsroom


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """Return a maker of articles that are in the index as soon as they are written."""
    return Newsroom()
