"""What all machines must know of an index, as documents of an index for notes.

    NAME commit                 another token after each change that readers see
    NAME building               which version is being built, if any, and how many changes were recorded since then
    VERSION change N            the identifiers of what a writer has changed

They are read by their ids, which sees at once what another machine has written.
"""

import secrets
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from opensearchpy.exceptions import NotFoundError, RequestError

_INDEX: Final = "haystack-engines"
_BODY: Final = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-2"},
    "mappings": {"dynamic": False, "properties": {}},
}


class Notes:
    """The notes of one index. All methods but `last_commit` need its lock of writers or of builders."""

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def last_commit(self, most: float | None = None) -> str:
        """Return the token of the last commit, "" before the first; the cluster may take at `most` so many seconds."""
        return str(self._get(f"{self._name} commit", most).get("token", ""))

    def commit(self) -> None:
        """Make a new token."""
        self._put(f"{self._name} commit", {"token": secrets.token_hex(8)})

    def begin(self, version: str) -> None:
        """Note that a version is being built, in place of one whose builder died."""
        if not self._client.indices.exists(index=_INDEX):
            with suppress(RequestError):  # another process was faster
                self._client.indices.create(index=_INDEX, body=_BODY)
        self._forget_changes()
        self._put(self._building, {"version": version, "recorded": 0, "taken": 0})

    def end(self) -> None:
        """Note that it is no longer being built."""
        self._forget_changes()
        self._client.delete(index=_INDEX, id=self._building)

    def record(self, identifiers: Iterable[str]) -> None:
        """Record what is about to be changed, if a version is being built."""
        if building := self._get(self._building):
            number = building["recorded"] + 1
            self._put(_change(building["version"], number), {"identifiers": list(identifiers)})
            self._put(self._building, building | {"recorded": number})

    def take(self) -> set[str]:
        """Return what was recorded since the last call."""
        building = self._get(self._building)
        recorded = building["recorded"]
        ids = [_change(building["version"], number) for number in range(building["taken"] + 1, recorded + 1)]
        if not ids:
            return set()
        found = self._client.mget(index=_INDEX, body={"ids": ids})["docs"]
        self._put(self._building, building | {"taken": recorded})
        return {identifier for change in found for identifier in change["_source"]["identifiers"]}

    def _forget_changes(self) -> None:
        building = self._get(self._building)
        for number in range(1, building.get("recorded", 0) + 1):
            with suppress(NotFoundError):
                self._client.delete(index=_INDEX, id=_change(building["version"], number))

    @property
    def _building(self) -> str:
        return f"{self._name} building"

    def _get(self, identifier: str, most: float | None = None) -> dict[str, Any]:
        """Return a note, {} where there is none."""
        asked = {"preference": "_local"}  # every node has a copy, so none waits for another
        found = self._client.get(index=_INDEX, id=identifier, params=asked, ignore=[404], request_timeout=most)
        source: dict[str, Any] = found.get("_source", {})
        return source

    def _put(self, identifier: str, note: dict[str, Any]) -> None:
        self._client.index(index=_INDEX, id=identifier, body=note)


def _change(version: str, number: int) -> str:
    return f"{version} change {number}"
