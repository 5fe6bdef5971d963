"""Versions of one index side by side in a cluster, and the alias that says which of them is read.

    NAME                        the alias of the version that readers open
    NAME-000001-1f2e3d4c        one whole index; the `_meta` of its mapping has its stamp and its fields
    haystack-engines            notes about all indexes in the cluster: see `Notes`

All machines see the same. Who may build or write is told by locks, which are not the cluster's: see `Locks`.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any, Final

from haystack_engines.index_errors import IndexIncomplete, IndexUnreachable
from haystack_engines.index_versions import NUMBERED, IndexMissing
from haystack_engines.opensearch.client import Cluster, client_of, opensearch_errors
from haystack_engines.opensearch.index_locks import Locks
from haystack_engines.opensearch.mapping import BUILT
from haystack_engines.opensearch.notes import Notes

# Seconds for which a process believes what it read of the alias and the last commit, unless it writes itself.
_BELIEVED_SECONDS: Final = 1.0
# Seconds that the cluster may take to tell more, and for which what was read is believed while it cannot: a search may
# still be answered by the nodes that are left.
_ANEW_SECONDS: Final = 0.5
_BELIEVED_ALONE_SECONDS: Final = 30.0
# Seconds for which nobody waits again for a cluster that could not be reached.
_AWAY_SECONDS: Final = 2.0
# Seconds that a new version waits for its replicas.
_REPLICA_PATIENCE: Final = "60s"


@dataclass(frozen=True, slots=True)
class _Known:
    """What this process last read of an index, when that was, and until when it believes that."""

    folder: Path
    meta: dict[str, str]
    commit: str
    read: float
    until: float


class ClusterVersions:
    """The versions of one index in a cluster. A version's folder is its name in the cluster, as a path."""

    _known: Final[dict[tuple[Cluster, str], _Known]] = {}
    # Held by the thread that asks what may have changed.
    _asking: Final[defaultdict[tuple[Cluster, str], Lock]] = defaultdict(Lock)
    # When the cluster may be asked again after it could not be reached, and why it could not.
    _away: Final[dict[tuple[Cluster, str], tuple[float, IndexUnreachable]]] = {}

    def __init__(self, cluster: Cluster, name: str, locks: Locks, *, replicas: int) -> None:
        self.path = Path(name)
        self._cluster = cluster
        self._name = name
        self._locks = locks
        self._replicas = replicas

    @property
    def _notes(self) -> Notes:
        return Notes(self.client, self._name)

    @property
    def client(self) -> Any:
        """The client of the cluster."""
        return client_of(self._cluster)

    def current(self) -> Path:
        """Return the version to read; raises IndexMissing where there is none."""
        return self._read().folder

    def exists(self) -> bool:
        """Tell whether there is a version to read."""
        try:
            self.current()
        except IndexMissing:
            return False
        return True

    def stamp(self) -> str:
        """Return the stamp of the current version; raises IndexMissing where there is no version, or no stamp."""
        stamp = self._read(anew=True).meta.get("stamp")
        if stamp is None:
            raise IndexMissing(f"the search index '{self._name}' is not stamped")
        return stamp

    def fields(self, folder: Path) -> str:
        """Return the list of fields that a version was made for."""
        known = self._read()
        return known.meta.get("fields", "") if known.folder == folder else ""

    def commit(self) -> str:
        """Return what is another string after each change that readers see; raises IndexMissing."""
        return self._read().commit

    def committed(self) -> None:
        """Tell all readers, of other machines too, that something has changed."""
        with opensearch_errors(self._name):
            self._notes.commit()
        self.forget()

    def forget(self) -> None:
        """Believe nothing that was read before."""
        self._known.pop(self._key, None)

    @property
    def _key(self) -> tuple[Cluster, str]:
        return self._cluster, self._name

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the lock of writers. Re-entrant within a thread."""
        with self._locks.held("write"):
            self.forget()  # while it waited, another process may have replaced the version
            yield

    def building(self) -> AbstractContextManager[None]:
        """Hold the lock of builders. Re-entrant within a thread.

        To avoid deadlock, take this lock before that of writers, never after.
        """
        return self._locks.held("build")

    @contextmanager
    def new_version(self) -> Iterator[Path]:
        """Give the name of a version to build, and record meanwhile what writers change.

        The index of that name is removed if the build raises an error.
        """
        with self.building():
            with opensearch_errors(self._name):
                folder = self.path.with_name(self._next_name())
                self._notes.begin(folder.name)
            try:
                yield folder
            except BaseException:
                with opensearch_errors(self._name):
                    self.client.indices.delete(index=folder.name, ignore_unavailable=True)
                raise
            finally:
                with opensearch_errors(self._name):
                    self._notes.end()

    def make_current(self, folder: Path, *, stamp: str, fields: str) -> None:
        """Make a version the current one, and remove those before the last. Needs both locks."""
        name = folder.name
        with opensearch_errors(self._name):
            indices = self.client.indices
            indices.put_mapping(index=name, body={"_meta": {"stamp": stamp, "fields": fields}})
            self._replicate(name)
            before = [old for old in self._all_versions() if old[1]]
            removed = [{"remove": {"index": old, "alias": self._name}} for old, _ in before if old != name]
            indices.update_aliases(body={"actions": [*removed, {"add": {"index": name, "alias": self._name}}]})
            self.committed()
            kept = {name, *(old for old, _ in before)}
            gone = [old for old, _ in self._all_versions() if old not in kept]
            if gone:
                indices.delete(index=",".join(gone), ignore_unavailable=True)

    def record_changes(self, identifiers: Iterable[str]) -> None:
        """Record what is about to be changed in the current version, if one is being built. Needs the writers' lock."""
        with opensearch_errors(self._name):
            self._notes.record(identifiers)

    def take_changes(self) -> set[str]:
        """Return the identifiers recorded since the build began, or since the last call. Needs the builders' lock."""
        with self.writing(), opensearch_errors(self._name):
            return self._notes.take()

    def _read(self, *, anew: bool = False) -> _Known:
        known = self._known.get(self._key)
        if known and not anew and monotonic() < known.until:
            return known
        if known and not anew and monotonic() < known.read + _BELIEVED_ALONE_SECONDS:
            return self._read_or_believed(known)
        until, away = self._away.get(self._key, (0.0, None))
        if away and monotonic() < until:
            raise IndexUnreachable(str(away))
        try:
            known = self._known[self._key] = self._asked()
        except IndexUnreachable as error:
            self._away[self._key] = monotonic() + _AWAY_SECONDS, error
            raise
        return known

    def _read_or_believed(self, known: _Known) -> _Known:
        """Ask the cluster, unless another thread does; what was read a moment ago is believed meanwhile."""
        asking = self._asking[self._key]
        if not asking.acquire(blocking=monotonic() > known.until + _BELIEVED_SECONDS):
            return known
        try:
            latest = self._known.get(self._key, known)
            return latest if monotonic() < latest.until else self._asked_or_believed(latest)
        finally:
            asking.release()

    def _asked_or_believed(self, known: _Known) -> _Known:
        try:
            known = self._asked(known, most=_ANEW_SECONDS)
        except (IndexUnreachable, IndexIncomplete):
            known = replace(known, until=monotonic() + _BELIEVED_SECONDS)
        self._known[self._key] = known
        return known

    def _asked(self, known: _Known | None = None, most: float | None = None) -> _Known:
        """Ask the cluster, which may take at `most` so many seconds for each of two questions.

        Of a commit that is `known` it is not asked which version has it: each new one is a commit.
        """
        # The commit first: what changes between the two is then read again, never missed.
        with opensearch_errors(self._name):
            commit = self._notes.last_commit(most)
            now = monotonic()
            if known and commit == known.commit:
                return replace(known, read=now, until=now + _BELIEVED_SECONDS)
            found = self.client.indices.get_mapping(
                index=self._name, params={"filter_path": "*.mappings._meta", "local": "true"}, request_timeout=most
            )
        if not found:
            raise IndexMissing(f"there is no search index '{self._name}' in the cluster yet")
        name, mapping = max(found.items())
        return _Known(Path(name), mapping["mappings"]["_meta"], commit, now, now + _BELIEVED_SECONDS)

    def _all_versions(self) -> list[tuple[str, bool]]:
        """Return the versions in order, each with whether it is the current one."""
        found = self.client.indices.get_alias(index=f"{self._name}-*", expand_wildcards="all")
        names = sorted(name for name in found if NUMBERED.fullmatch(name.removeprefix(f"{self._name}-")))
        return [(name, self._name in found[name]["aliases"]) for name in names]

    def _next_name(self) -> str:
        """Return a number for people to read, and random digits: a name that was used once never comes back."""
        numbers = [int(name.rsplit("-", 2)[1]) for name, _ in self._all_versions()]
        return f"{self._name}-{max(numbers, default=0) + 1:06}-{secrets.token_hex(4)}"

    def _replicate(self, name: str) -> None:
        """Let a version that was built outlive its node: by replicas, for which it waits a while."""
        settings = BUILT | {"number_of_replicas": self._replicas}
        self.client.indices.put_settings(index=name, body={"index": settings})
        if not self._replicas:
            return
        self.client.cluster.health(
            index=name,
            wait_for_status="green",
            wait_for_no_initializing_shards=True,
            timeout=_REPLICA_PATIENCE,
            request_timeout=90,
            ignore=[408],
        )
