"""Writes documents in bulk. What the cluster refuses for the moment is sent again after a pause, and only that.

Each operation names its document, so what is sent twice is written once.
"""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from time import sleep
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from haystack.exceptions import SearchBackendError
from opensearchpy.exceptions import ConnectionError as NoConnection
from opensearchpy.exceptions import ConnectionTimeout, TransportError

from haystack_engines.index_errors import IndexUnreachable

logger = logging.getLogger(__name__)

# An operation as the lines of a bulk request.
Operation = bytes

# The size of a request. Larger ones are no faster, and a node takes several times their memory.
_BYTES: Final = 2_000_000
_OPERATIONS: Final = 1000
# Seconds between the tries of one request, two minutes in all: a cluster that lost a node is whole again by then.
_PAUSES: Final = (0.2, 0.5, 1, 2, 4, 8, 15, 15, 15, 30, 30)
# Requests that wait while others are under way, and seconds for which merging a new index is waited for.
_AHEAD: Final = 2
_MERGE_PATIENCE: Final = 600
_NOW_REFUSED: Final = {429, 502, 503, 504}
_JSON: Final = DjangoJSONEncoder(ensure_ascii=False)


def index_operation(identifier: str, document: dict[str, Any]) -> Operation:
    """Return the operation that adds a document, in place of an older one."""
    return _line({"index": {"_id": identifier}}) + _line(document)


def delete_operation(identifier: str) -> Operation:
    """Return the operation that deletes a document, which need not be there."""
    return _line({"delete": {"_id": identifier}})


def write(client: Any, index: str, operations: Iterable[Operation], *, at_once: int = 1) -> None:
    """Carry out operations, in order unless several requests go `at_once`. Meanwhile the next ones are made.

    Raises IndexUnreachable where the cluster does not take them within two minutes, SearchBackendError where it never
    will.
    """
    requests = _requests(operations)
    first = list(islice(requests, 2))
    if len(first) < 2:
        for request in first:
            _send(client, index, request)
        return
    with ThreadPoolExecutor(at_once) as sender:
        sent: deque[Future[None]] = deque()
        try:
            for request in chain(first, requests):
                sent.append(sender.submit(_send, client, index, request))
                if len(sent) >= at_once + _AHEAD:
                    sent.popleft().result()
            for future in sent:
                future.result()
        except BaseException:
            sender.shutdown(wait=False, cancel_futures=True)
            raise


def merge(client: Any, index: str) -> None:
    """Merge an index that was built to one segment, half as large and faster to search, and show it to readers.

    An index whose merging takes longer than ten minutes is used meanwhile: the nodes go on with it by themselves. The
    commit afterwards is the one that replicas are copied from, else they begin with the many segments before it.
    """
    with suppress(ConnectionTimeout):
        client.indices.forcemerge(index=index, params={"max_num_segments": 1}, request_timeout=_MERGE_PATIENCE)
    client.indices.refresh(index=index)
    client.indices.flush(index=index, params={"force": "true"})


def _line(value: dict[str, Any]) -> bytes:
    return _JSON.encode(value).encode("utf-8", "surrogatepass") + b"\n"


def _requests(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    request: list[Operation] = []
    size = 0
    for operation in operations:
        if request and (size + len(operation) > _BYTES or len(request) == _OPERATIONS):
            yield request
            request, size = [], 0
        request.append(operation)
        size += len(operation)
    if request:
        yield request


def _send(client: Any, index: str, request: list[Operation]) -> None:
    left = request
    reason = ""
    for pause in (0, *_PAUSES):
        if pause:
            logger.warning("The search engine takes %d operations later: %s", len(left), reason)
            sleep(pause)
        try:
            left, reason = _refused(left, _answers(client, index, left))
        except NoConnection as error:
            reason = str(error.error)
        except TransportError as error:
            if error.status_code not in _NOW_REFUSED:
                raise
            reason = str(error.error)
        if not left:
            return
    raise IndexUnreachable(f"the search index '{index}' cannot be written now: {reason}")


def _answers(client: Any, index: str, request: Sequence[Operation]) -> list[dict[str, Any]]:
    # An index that is missing must not be made with a mapping that is guessed.
    found = client.bulk(index=index, body=b"".join(request), params={"filter_path": "items.*.status,items.*.error"})
    return [answer for item in found.get("items", ()) for answer in item.values()]


def _refused(sent: list[Operation], answers: list[dict[str, Any]]) -> tuple[list[Operation], str]:
    """Return the operations that are refused for the moment, and a reason; raises SearchBackendError for others."""
    left: list[Operation] = []
    reason = ""
    for operation, answer in zip(sent, answers, strict=True):
        if "error" not in answer:
            continue
        reason = f"{answer['error'].get('type')}: {answer['error'].get('reason')}"
        if answer["status"] not in _NOW_REFUSED:
            raise SearchBackendError(f"The search engine refuses a document: {reason}")
        left.append(operation)
    return left, reason
