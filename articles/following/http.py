"""One request to one address: HTTP or HTTPS, within a time and a size, whatever the server does."""

import re
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from typing import Final

from articles.following.failures import Unobtainable, Unreachable
from articles.following.public_addresses import Address
from articles.following.url import Url

_CHUNK: Final = 65536
# gzip or zlib, as the data's own head says.
_ANY_HEAD: Final = 47
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered: the body unpacked, the names of headers in lower case."""

    place: Url
    status: int
    headers: Mapping[str, str]
    body: bytes


class Deadline:
    """The moment by which an answer must be complete."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left; raises Unreachable where none is."""
        if (left := self._end - monotonic()) <= 0:
            raise Unreachable(f"no whole answer within {self._seconds:g} seconds")
        return left

    @contextmanager
    def cutting(self, connection: socket.socket) -> Iterator[None]:
        """Cut the connection off at the deadline: a timeout of a socket starts anew with every byte that drips in."""
        with connection.dup() as twin:  # TLS takes the socket itself over
            timer = threading.Timer(self.left(), _cut, [twin])
            timer.daemon = True
            timer.start()
            try:
                yield
            except (OSError, HTTPException):
                self.left()
                raise
            finally:
                timer.cancel()
                timer.join()
            self.left()


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # the other side was faster
        connection.shutdown(socket.SHUT_RDWR)


def get(place: Url, addresses: list[Address], headers: Mapping[str, str], *, deadline: Deadline, most: int) -> Response:
    """Ask the first of the addresses that can be reached for the place; follow no redirect.

    `most`: bytes of the body, unpacked. Raises Unreachable where there is no whole answer in time, Unobtainable where
    it is larger or packed in a way that was not asked for.
    """
    try:
        with (
            _connected(addresses, place.port, deadline) as plain,
            deadline.cutting(plain),
            _http(place, plain) as http,
        ):
            http.request("GET", place.target, headers=_encoded(headers) | {"Accept-Encoding": b"gzip"})
            with http.getresponse() as response:
                return _answer(place, response, most)
    except (OSError, HTTPException, zlib.error, ValueError) as error:  # http.client raises ValueError, too
        raise Unreachable(f"{place.host}: {_said(error)}") from error


def _connected(addresses: list[Address], port: int, deadline: Deadline) -> socket.socket:
    for address in addresses[:-1]:
        with suppress(OSError):  # the next one may answer
            return _connection(address, port, deadline.left() / 2)
    return _connection(addresses[-1], port, deadline.left())


def _connection(address: Address, port: int, timeout: float) -> socket.socket:
    connection = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET)
    try:
        connection.settimeout(timeout)
        connection.connect((str(address), port))
    except OSError:
        connection.close()
        raise
    return connection


@contextmanager
def _http(place: Url, plain: socket.socket) -> Iterator[HTTPConnection]:
    """Speak HTTP over a socket that is connected, so that no name is looked up again; over TLS the name is verified."""
    connection: HTTPConnection
    if place.scheme == "https":
        connection = HTTPSConnection(place.host, place.port, context=_tls())
        connection.sock = _tls().wrap_socket(plain, server_hostname=place.host)
    else:
        connection = HTTPConnection(place.host, place.port)
        connection.sock = plain
    try:
        yield connection
    finally:
        connection.close()


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _answer(place: Url, response: HTTPResponse, most: int) -> Response:
    headers = {name.lower(): _text(value.strip()) for name, value in response.getheaders()}
    if response.length is not None and response.length > most:
        raise Unobtainable(_too_large(most))
    body = b"" if response.status >= 300 else _body(response, headers.get("content-encoding", ""), most)
    return Response(place, response.status, headers, body)


def _encoded(headers: Mapping[str, str]) -> dict[str, bytes]:
    """Encode headers in UTF-8: the ETag that a server sent may hold characters beyond Latin-1."""
    return {name: value.encode() for name, value in headers.items()}


def _text(value: str) -> str:
    """Return a header that was written in UTF-8, as redirects are, although the protocol says Latin-1."""
    value = _CONTROL.sub(" ", value)
    try:
        return value.encode("latin-1").decode()
    except UnicodeDecodeError:
        return value


def _body(response: HTTPResponse, encoding: str, most: int) -> bytes:
    if encoding.lower() not in ("", "identity", "gzip", "x-gzip"):
        raise Unobtainable(f"packed as {encoding}, which was not asked for")
    packed = iter(lambda: response.read(_CHUNK), b"")
    body = bytearray()
    for part in _unpacked(packed, most) if "gzip" in encoding.lower() else packed:
        body += part
        if len(body) > most:
            raise Unobtainable(_too_large(most))
    if response.length:
        raise Unreachable(f"the answer ends {response.length} bytes early")
    return bytes(body)


def _unpacked(packed: Iterator[bytes], most: int) -> Iterator[bytes]:
    """Unpack gzip, never more than one byte beyond `most` from a piece of it."""
    member = zlib.decompressobj(_ANY_HEAD)
    for data in packed:
        while data:
            if member.eof:
                member = zlib.decompressobj(_ANY_HEAD)
            yield member.decompress(data, most + 1)
            data = member.unused_data
    if not member.eof:
        raise Unreachable("the packed answer ends early")


def _too_large(most: int) -> str:
    return f"larger than {most / 1024**2:g} MB"


def _said(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__
