"""The nodes of a cluster as one process sees them: which of them it asks, for how long, and which it leaves alone.

A process goes on asking one node for as long as that answers: what the node has read for it is in memory there. Each
process begins with another one. A node that does not answer is left alone, by all threads at once, until it does again.
"""

from collections.abc import Collection, Mapping
from threading import Lock
from time import monotonic
from typing import Any, Final

from opensearchpy import ConnectionPool, Urllib3HttpConnection
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import ConnectionTimeout, TransportError
from urllib3 import Timeout

from haystack_engines.search_time import time_left

# Seconds for which a node is left alone after it failed, until it is asked for a sign of life again.
_DEAD_SECONDS: Final = 5.0
# Of the time that is left, the share that one node may take: there may be another one to ask.
_SHARE: Final = 0.65
_LEAST_SECONDS: Final = 0.2
# A node that takes longer to be connected to is off, or out of reach; one that gives no sign of life in time hangs.
_CONNECT_SECONDS: Final = 0.4
_LIFE_SECONDS: Final = 0.3
# Answered by the node itself, at once, to whoever may ask for the health that the engine needs anyway.
_SIGN_OF_LIFE: Final = ("/_cluster/health", {"local": "true"})
# The status of what a node did not answer in time although it is alive: it may wait for another one.
STILL_WAITING: Final = "STILL WAITING"
# Searches of a commit that one node keeps: whichever node is asked waits for that one.
_OF_A_COMMIT: Final = {"/_search", "/_msearch"}

Answer = tuple[int, Mapping[str, str], str]


class Node(Urllib3HttpConnection):
    """Connections to a node. Each try takes a share of the time that is left for a search.

    `failed` is when the node last failed, by `monotonic`.
    """

    failed = 0.0

    def perform_request(
        self,
        method: str,
        url: str,
        params: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        timeout: float | None = None,
        ignore: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer of the node, which may take `timeout` seconds at most.

        A search that a living node does not answer in time fails with the status STILL_WAITING, so that no other node
        waits for the same. Raises TransportError.
        """
        if time_left() == 0:
            raise ConnectionTimeout("TIMEOUT", "no time is left to ask another node", None)
        try:
            answer: Answer = super().perform_request(method, url, params, body, _patience(timeout), ignore, headers)
        except ConnectionTimeout as error:
            if timeout is None and time_left() is not None and self.is_alive():
                if url not in _OF_A_COMMIT:
                    self.failed = monotonic()
                raise TransportError(STILL_WAITING, error.error, error.info) from error
            raise
        return answer

    def is_alive(self) -> bool:
        """Tell whether the node answers anything at once."""
        left = time_left()
        seconds = _LIFE_SECONDS if left is None else min(_LIFE_SECONDS, max(_LEAST_SECONDS, left * _SHARE))
        try:
            super().perform_request("GET", *_SIGN_OF_LIFE, timeout=seconds)
        except NoConnection:
            return False
        except TransportError:
            return True  # it refuses, and so it lives
        return True


class Nodes(ConnectionPool):
    """All nodes of a cluster, in an order of this process."""

    def __init__(self, connections: Any, **options: Any) -> None:
        super().__init__(connections, **options)
        self._lock = Lock()
        self._dead_until: dict[Node, float] = {}

    def get_connection(self) -> Node:
        """Return the node of those not known to be dead that has never failed, or failed longest ago."""
        self._look_at_the_dead()
        living: list[Node] = [node for node in self.connections if node not in self._dead_until]
        return min(living or list[Node](self.connections), key=lambda node: node.failed)

    def mark_dead(self, connection: Node, now: float | None = None) -> None:
        """Leave a node alone for a while."""
        connection.failed = monotonic()
        self._dead_until[connection] = connection.failed + _DEAD_SECONDS

    def mark_live(self, connection: Node) -> None:
        """Note that a node has answered."""
        self._dead_until.pop(connection, None)

    def _look_at_the_dead(self) -> None:
        """Ask one of those that have been left alone long enough whether it lives, in one thread at a time."""
        if not self._dead_until or not self._lock.acquire(blocking=False):
            return
        try:
            now = monotonic()
            node = next((one for one, until in list(self._dead_until.items()) if until < now), None)
            if node and node.is_alive():
                self.mark_live(node)
            elif node:
                self.mark_dead(node)
        finally:
            self._lock.release()


def _patience(most: float | None) -> Any:
    """Return how long a node may take, at `most` so many seconds, for urllib3; None where nothing limits the time."""
    left = time_left()
    limits = [seconds for seconds in (most, None if left is None else max(_LEAST_SECONDS, left * _SHARE)) if seconds]
    return Timeout(connect=min(_CONNECT_SECONDS, *limits), read=min(limits)) if limits else None
