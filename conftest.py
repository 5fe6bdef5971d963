"""What all tests share: how Hypothesis runs, and which tests to run on a second database."""

import hypothesis
import pytest
from django.conf import settings

# Other tests run beside, so the time of one example says nothing.
hypothesis.settings.register_profile("tests", deadline=None)
hypothesis.settings.load_profile("tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests whose result may depend on the database, for `-m database`."""
    for item in items:
        if _depends_on_database(item):
            item.add_marker("database")


def _depends_on_database(item: pytest.Item) -> bool:
    """Tell whether a test uses the database.

    Tests in a browser are about scripts and layout, and other tests ask for the same pages. Where a test runs on each
    search engine, the default engine is enough: engines and databases do not know of each other.
    """
    fixtures = set(getattr(item, "fixturenames", ()))
    parameters = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
    if "browser" in fixtures or parameters.get("engine", settings.SEARCH_ENGINE) != settings.SEARCH_ENGINE:
        return False
    return bool(fixtures & {"db", "transactional_db"}) or item.get_closest_marker("django_db") is not None
