"""The archive's settings, with Haystack's own Whoosh backend and index class in place of the archive's."""

from newsarchive.settings import *  # noqa: F403
from newsarchive.settings import DATA_DIR, INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "bench.stock_site"]
TEMPLATES = [{**TEMPLATES[0], "DIRS": []}]
HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
        "PATH": str(DATA_DIR / "index" / "stock"),
        "EXCLUDED_INDEXES": ["articles.search_indexes.ArticleIndex"],
        "SILENTLY_FAIL": False,
    }
}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"
