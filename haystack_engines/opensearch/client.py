"""Requests to the nodes of an OpenSearch cluster, and its errors.

A request that a node does not answer goes to another node. Within `time_limit` that is done in time: see `nodes`.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured
from haystack.exceptions import SearchBackendError
from opensearchpy import OpenSearch
from opensearchpy.exceptions import (
    AuthenticationException,
    AuthorizationException,
    ConnectionTimeout,
    NotFoundError,
    OpenSearchException,
    SSLError,
    TransportError,
)
from opensearchpy.exceptions import (
    ConnectionError as NoConnection,
)

from haystack_engines.index_errors import IndexIncomplete, IndexUnreachable
from haystack_engines.index_versions import IndexMissing
from haystack_engines.opensearch.nodes import STILL_WAITING, Node, Nodes
from haystack_engines.search_time import SearchTooLong, check_time, time_left

# Seconds that a request may take where nothing limits the time.
_PATIENCE: Final = 60.0
# Of the time that is left, the share in which a node itself ends a search.
_OWN_SHARE: Final = 0.6
_LEAST_SECONDS: Final = 0.2
_CONNECTIONS: Final = 16


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the nodes of a cluster are, and how to sign in."""

    urls: tuple[str, ...]
    user: str = ""
    password: str = ""
    ca_file: str = ""


def cluster_of(alias: str, options: Mapping[str, Any]) -> Cluster:
    """Return the cluster of a connection by its settings; raises ImproperlyConfigured without URLS."""
    urls = tuple(options.get("URLS") or ())
    if not urls:
        raise ImproperlyConfigured(f"HAYSTACK_CONNECTIONS['{alias}'] needs URLS, the addresses of the cluster's nodes")
    return Cluster(urls, *(str(options.get(name) or "") for name in ("USER", "PASSWORD", "CA_FILE")))


_clients: dict[tuple[int, Cluster], OpenSearch] = {}
_lock = Lock()


def client_of(cluster: Cluster) -> OpenSearch:
    """Return the client of a cluster that all threads of this process share. A fork gets connections of its own."""
    key = os.getpid(), cluster
    with _lock:
        if key not in _clients:
            _clients[key] = _new_client(cluster)
        return _clients[key]


def _new_client(cluster: Cluster) -> OpenSearch:
    options: dict[str, Any] = {"http_auth": (cluster.user, cluster.password)} if cluster.user else {}
    if any(url.startswith("https:") for url in cluster.urls):
        options |= {"verify_certs": True} | ({"ca_certs": cluster.ca_file} if cluster.ca_file else {})
    return OpenSearch(
        list(cluster.urls),
        connection_class=Node,
        connection_pool_class=Nodes,
        timeout=_PATIENCE,
        max_retries=max(1, len(cluster.urls) - 1),
        retry_on_timeout=True,
        pool_maxsize=_CONNECTIONS,
        **options,
    )


def ended_in_time() -> dict[str, str]:
    """Return when a node itself is to end a search, as part of its body."""
    left = time_left()
    return {} if left is None else {"timeout": f"{int(1000 * max(_LEAST_SECONDS, left) * _OWN_SHARE)}ms"}


@contextmanager
def opensearch_errors(name: str) -> Iterator[None]:
    """Raise OpenSearch's errors as SearchBackendError, those of nodes that are away as its subclasses.

    Raises SearchTooLong and SearchAbandoned where there is no time to ask.
    """
    check_time()
    try:
        yield
    except ConnectionTimeout as error:
        raise IndexUnreachable(f"the search engine does not answer in time: {error.error}") from error
    except SSLError as error:
        raise IndexUnreachable(f"the certificate of the search engine cannot be checked: {error.error}") from error
    except NoConnection as error:
        hint = " (does it ask for https?)" if "Remote end closed" in str(error.error) else ""
        raise IndexUnreachable(f"the search engine cannot be reached: {error.error}{hint}") from error
    except NotFoundError as error:
        raise IndexMissing(f"there is no search index '{name}' in the cluster: {error.error}") from error
    except TransportError as error:
        raise _refused(name, error) from error
    except OpenSearchException as error:
        raise SearchBackendError(f"The search index '{name}' failed: {error}") from error


def _refused(name: str, error: TransportError) -> SearchBackendError:
    if isinstance(error, AuthenticationException):
        return IndexUnreachable("the search engine does not accept the name or the password of its user")
    if isinstance(error, AuthorizationException):
        return IndexUnreachable(f"the search engine does not allow this to its user: {_reason(error)}")
    if error.status_code == STILL_WAITING:
        return IndexUnreachable(f"the search engine does not answer in time: {error.error}")
    if error.status_code in (502, 503, 504) or "no_shard_available" in str(error.info):
        return IndexIncomplete(f"part of the search index '{name}' cannot be searched now: {error.error}")
    if "too many nested clauses" in str(error):
        return SearchTooLong("the query has more parts than `indices.query.bool.max_clause_count` of the nodes allows")
    if error.status_code == 429:
        return IndexUnreachable(f"the search engine has too much to do: {error.error}")
    return SearchBackendError(f"The search index '{name}' failed: {error}")


def _reason(error: TransportError) -> str:
    """Return what a node says why it refuses."""
    said = error.info.get("error") if isinstance(error.info, dict) else None
    return str(said.get("reason", error.error) if isinstance(said, dict) else error.error)
