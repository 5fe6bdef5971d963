"""Searches of one commit of an index in a cluster. Answers are kept, and several searches may be one request."""

import json
import logging
from collections import OrderedDict, deque
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, Final
from weakref import finalize

from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import OpenSearchException, TransportError

from haystack_engines.index_errors import IndexIncomplete
from haystack_engines.opensearch.client import ended_in_time, opensearch_errors
from haystack_engines.opensearch.versions import ClusterVersions
from haystack_engines.search_time import SearchTooLong, check_time

logger = logging.getLogger(__name__)

# How long the cluster keeps a commit for a reader that does not ask.
_KEPT: Final = "3m"
# Answers that are kept, and how many hits one of them may have.
_ANSWERS: Final = 128
MOST_HITS_KEPT: Final = 500

# Hits are counted unless a search has this.
WITHOUT_TOTAL: Final = {"track_total_hits": False}
_WITH_TOTAL: Final = {"track_total_hits": True}

# Commits that no reader has any longer, by index. They are released when the next reader of it opens one.
_unused: deque[tuple[str, str]] = deque()

Body = dict[str, Any]
Answer = dict[str, Any]


class CommitSearches:
    """Asks for what an index has at one commit, the one that is last when it is first asked; threads need no lock.

    Where the part of the cluster is lost that has kept that commit, it goes on with the last one.
    """

    def __init__(self, versions: ClusterVersions, index: str) -> None:
        self._versions = versions
        self._index = index
        self._lock = Lock()
        self._point: _Point | None = None
        self._answers: OrderedDict[str, Answer] = OrderedDict()

    def shards(self) -> int:
        """Return how many shards the index has."""
        with opensearch_errors(self._versions.path.name):
            return self._opened().shards

    def answer(self, body: Body) -> Answer:
        """Return the answer to a search. Raises IndexIncomplete where part of the index gave none."""
        body = _WITH_TOTAL | body
        key = _key(body)
        if (kept := self._answers.get(key)) is not None:
            return kept
        with opensearch_errors(self._versions.path.name):
            answer = self._asked(body)
        if answer["timed_out"]:
            raise SearchTooLong("the search takes too long")
        if body.get("size", 0) <= MOST_HITS_KEPT:
            self._keep(key, answer)
        return answer

    def ask_ahead(self, bodies: Iterable[Body]) -> None:
        """Ask several searches in one request, so that their answers are known; a single one can as well wait."""
        asked = [_WITH_TOTAL | body for body in bodies if body.get("size", 0) <= MOST_HITS_KEPT]
        unknown = {key: body for body in asked if (key := _key(body)) not in self._answers}
        if len(unknown) < 2:
            return
        with opensearch_errors(self._versions.path.name):
            found = self._asked_at_once(list(unknown.values()))
        for key, answer in zip(unknown, found, strict=False):
            # What failed is asked again by whoever needs it, and then handled.
            if not (answer.get("error") or answer["timed_out"] or answer["_shards"]["failed"]):
                self._keep(key, answer)

    def _asked_at_once(self, bodies: list[Body]) -> list[Answer]:
        """Return the answers to some searches, none where the node that has the commit does not answer."""
        point = self._opened()
        lines = [line for body in bodies for line in (point.options, point.of(body))]
        try:
            return list(self._versions.client.msearch(body=lines)["responses"])
        except NoConnection:
            raise
        except TransportError as error:
            self._open_instead(point, error)
            return []

    def _keep(self, key: str, answer: Answer) -> None:
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > _ANSWERS:
                self._answers.popitem(last=False)

    def _asked(self, body: Body) -> Answer:
        point = self._opened()
        try:
            return self._answer(point, body)
        except NoConnection:
            self._versions.forget()
            raise
        except (TransportError, IndexIncomplete) as error:
            return self._answer(self._open_instead(point, error), body)

    def _answer(self, point: "_Point", body: Body) -> Answer:
        answer: Answer = self._versions.client.search(body=point.of(body), params=point.options)
        if answer["_shards"]["failed"]:
            raise IndexIncomplete(f"part of the search index cannot be searched now: {answer['_shards']}")
        return answer

    def _open_instead(self, point: "_Point", error: Exception) -> "_Point":
        check_time()
        logger.warning("A search goes on with the last commit: %s", error)
        return self._opened(instead_of=point)

    def _opened(self, instead_of: "_Point | None" = None) -> "_Point":
        """Return the commit that the cluster keeps for this reader, a new one in place of one that failed."""
        with self._lock:
            if self._point is None or self._point is instead_of:
                name = self._versions.path.name
                _release_unused(self._versions.client, name)
                self._point = _Point(self._versions.client, self._index, name)
                self._answers.clear()
            return self._point


class _Point:
    """A commit that the cluster keeps (a point in time); it is released after the last reader has gone."""

    def __init__(self, client: Any, index: str, name: str) -> None:
        options = {"keep_alive": _KEPT, "allow_partial_pit_creation": "false", "preference": "_local"}
        made = client.create_pit(index=index, params=options)
        self.id: str = made["pit_id"]
        self.shards: int = made["_shards"]["total"]
        self.options = {"search_type": "dfs_query_then_fetch"} if self.shards > 1 else {}
        finalize(self, _unused.append, (name, self.id))

    def of(self, body: Body) -> Body:
        """Return a search of this commit, which a node ends in time by itself."""
        return body | ended_in_time() | {"pit": {"id": self.id, "keep_alive": _KEPT}}


def _key(body: Body) -> str:
    return json.dumps(body, sort_keys=True)


def _release_unused(client: Any, name: str) -> None:
    """Release the commits of an index that nobody reads; nobody waits for a node that has one and hangs."""
    found = [_unused.popleft() for _ in range(len(_unused))]
    _unused.extend(other for other in found if other[0] != name)
    if ids := [identifier for of, identifier in found if of == name]:
        Thread(target=_release, args=(client, ids), daemon=True).start()


def _release(client: Any, ids: list[str]) -> None:
    with suppress(OpenSearchException):  # one that is forgotten ends by itself
        client.delete_pit(body={"pit_id": ids})
