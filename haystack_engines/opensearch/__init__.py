"""Haystack on OpenSearch, a search engine on a cluster of machines; for archives that outgrow one."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string
from haystack.backends import BaseEngine
from haystack.constants import DJANGO_CT

from haystack_engines import backend
from haystack_engines.clause_query import ClauseQuery
from haystack_engines.clauses import Terms
from haystack_engines.field_types import field_type
from haystack_engines.indexed_documents import IndexedDocument
from haystack_engines.opensearch.bulk import Operation, delete_operation, index_operation, merge, write
from haystack_engines.opensearch.client import client_of, cluster_of, opensearch_errors
from haystack_engines.opensearch.index_locks import Locks
from haystack_engines.opensearch.mapping import index_body, source
from haystack_engines.opensearch.reader import OpenSearchReader
from haystack_engines.opensearch.versions import ClusterVersions

_NAME = "haystack"
# Bulk requests that a cluster works on at the same time while an index is built: each keeps one core busy.
_AT_ONCE = 4


class OpenSearchBackend(backend.ClauseBackend):
    """One index of a cluster."""

    layout = "2"
    versions: ClusterVersions

    def _open_versions(self, alias: str, options: Mapping[str, Any]) -> ClusterVersions:
        self._cluster = cluster_of(alias, options)
        self._shards = int(options.get("SHARDS", 1))
        name = str(options.get("INDEX_NAME") or _NAME)
        take = options.get("LOCK")
        locks = Locks(name, import_string(take) if isinstance(take, str) else take)
        return ClusterVersions(self._cluster, name, locks, replicas=int(options.get("REPLICAS", 1)))

    def prepared(self, documents: Iterable[IndexedDocument]) -> Iterator[Operation]:
        """Yield the operation that adds each document."""
        types = {name: field_type(field) for name, field in self.fields().items()}
        return (index_operation(document.identifier, source(document, types)) for document in documents)

    def build(self, folder: Path, new: Iterator[Operation]) -> None:
        """Create the index and write the documents; nobody searches it yet."""
        body = index_body(self.fields(), shards=self._shards, meta={"fields": self._field_list()})
        with opensearch_errors(folder.name):
            self._client.indices.create(index=folder.name, body=body)
            write(self._client, folder.name, new, at_once=_AT_ONCE)
            merge(self._client, folder.name)

    def change(self, folder: Path, removed: Iterable[str], new: Iterator[IndexedDocument]) -> None:
        """Delete, then add, and let all be found at once."""
        operations = [*map(delete_operation, removed), *self.prepared(new)]
        with opensearch_errors(folder.name):
            write(self._client, folder.name, operations)
            self._client.indices.refresh(index=folder.name)
        self.versions.committed()

    def remove_models(self, folder: Path, models: Iterable[str]) -> None:
        """Find the documents of the models, and delete them."""
        self.change(folder, list(self.open(folder, None).all_identifiers(Terms(DJANGO_CT, tuple(models)))), iter(()))

    def open(self, folder: Path, before: Any) -> OpenSearchReader:
        """Open the version at its last commit; nothing of an older reader is reused."""
        return OpenSearchReader(self.versions, folder, self.fields())

    def condition(self) -> str:
        """Tell whether copies of parts of the index are missing."""
        name = self.versions.current().name
        with opensearch_errors(name):
            health = self._client.cluster.health(index=name)
        if health["status"] == "green":
            return ""
        return f"{health['status']}: {health['unassigned_shards']} copies of parts are on no node"

    @property
    def _client(self) -> Any:
        return client_of(self._cluster)


class OpenSearchEngine(BaseEngine):
    """The `ENGINE` of a connection in HAYSTACK_CONNECTIONS."""

    backend = OpenSearchBackend
    query = ClauseQuery
