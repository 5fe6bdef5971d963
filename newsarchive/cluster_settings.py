"""How the archive reaches the cluster of SEARCH_ENGINE=opensearch."""

import re
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from newsarchive import env


def connection_options(*, is_used: bool) -> dict[str, Any]:
    """Return the settings of the cluster as HAYSTACK_CONNECTIONS takes them.

    Raises ImproperlyConfigured for a wrong value and, where the engine is used, for one that is missing.
    """
    urls = env.address_list("OPENSEARCH_URLS")
    if is_used and not urls:
        raise ImproperlyConfigured(
            "SEARCH_ENGINE=opensearch needs OPENSEARCH_URLS: https://node-1:9200,https://node-2:9200"
        )
    user, password = env.text("OPENSEARCH_USER"), env.text("OPENSEARCH_PASSWORD")
    if bool(user) != bool(password):
        raise ImproperlyConfigured("OPENSEARCH_USER and OPENSEARCH_PASSWORD belong together: one of them is missing")
    ca_file = env.readable_file("OPENSEARCH_CA_FILE")
    if ca_file and (plain := [url for url in urls if not url.startswith("https:")]):
        raise ImproperlyConfigured(f"OPENSEARCH_URLS: {plain[0]} is not https, so OPENSEARCH_CA_FILE checks nothing")
    name = env.text("OPENSEARCH_INDEX", "news-archive")
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", name):
        raise ImproperlyConfigured(f"OPENSEARCH_INDEX={name!r} is not a name of small letters, digits, - and _")
    processes = env.whole_number("INDEX_PROCESSES", 2, least=1)
    return {
        # An engine inside the process gained nothing by more processes (docs/performance.md).
        "PROCESSES": processes if is_used else 1,
        "URLS": urls,
        "USER": user,
        "PASSWORD": password,
        "CA_FILE": ca_file,
        "INDEX_NAME": name,
        "SHARDS": env.whole_number("OPENSEARCH_SHARDS", 1, least=1, most=1024),
        "REPLICAS": env.whole_number("OPENSEARCH_REPLICAS", 1, most=20),
        "LOCK": "articles.models.locks.lock_for_ever",
    }
