"""One HTTP or HTTPS request to a known IP address, with limits of time and size."""

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

from articles.following.failures import PermanentFailure, TemporaryFailure
from articles.following.public_addresses import Address
from articles.following.url import Url

_CHUNK: Final = 65536
# zlib's window size that accepts gzip and zlib alike, by the header of the data.
_GZIP_OR_ZLIB: Final = 47
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Response:
    """The response of a server: `body` is unpacked, names of `headers` are in lower case."""

    url: Url
    status: int
    headers: Mapping[str, str]
    body: bytes


class Deadline:
    """The moment by which a response must be complete."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = monotonic() + seconds

    def left(self) -> float:
        """Return how many seconds are left; raises TemporaryFailure where none are."""
        if (left := self._end - monotonic()) <= 0:
            raise TemporaryFailure(f"no complete response within {self._seconds:g} seconds")
        return left

    @contextmanager
    def cutting(self, connection: socket.socket) -> Iterator[None]:
        """Shut the connection down at the deadline: the timeout of a socket starts anew with every byte received."""
        with connection.dup() as copy:  # TLS takes over the original socket
            timer = threading.Timer(self.left(), _shut_down, [copy])
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


def _shut_down(connection: socket.socket) -> None:
    with suppress(OSError):  # the server has closed it already
        connection.shutdown(socket.SHUT_RDWR)


def get(
    url: Url, addresses: list[Address], headers: Mapping[str, str], *, deadline: Deadline, max_bytes: int
) -> Response:
    """Send a GET request to the first of the addresses that accepts a connection; redirects are not followed.

    `max_bytes`: limit of the unpacked body. Raises TemporaryFailure where no complete response arrives in time,
    PermanentFailure where it is larger, or compressed in a way that was not asked for.
    """
    try:
        with (
            _connected(addresses, url.port, deadline) as connection,
            deadline.cutting(connection),
            _http(url, connection) as http,
        ):
            http.request("GET", url.target, headers=_encoded(headers) | {"Accept-Encoding": b"gzip"})
            with http.getresponse() as response:
                return _read(url, response, max_bytes)
    except (OSError, HTTPException, zlib.error, ValueError) as error:  # http.client raises ValueError, too
        raise TemporaryFailure(f"{url.host}: {_reason(error)}") from error


def _connected(addresses: list[Address], port: int, deadline: Deadline) -> socket.socket:
    for address in addresses[:-1]:
        with suppress(OSError):  # try the next address
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
def _http(url: Url, plain: socket.socket) -> Iterator[HTTPConnection]:
    """Speak HTTP over an open socket, so that the name is not resolved again; TLS verifies the host name."""
    connection: HTTPConnection
    if url.scheme == "https":
        connection = HTTPSConnection(url.host, url.port, context=_tls())
        connection.sock = _tls().wrap_socket(plain, server_hostname=url.host)
    else:
        connection = HTTPConnection(url.host, url.port)
        connection.sock = plain
    try:
        yield connection
    finally:
        connection.close()


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _encoded(headers: Mapping[str, str]) -> dict[str, bytes]:
    """Encode headers in UTF-8: the ETag that a server sent may hold characters beyond Latin-1."""
    return {name: value.encode() for name, value in headers.items()}


def _read(url: Url, response: HTTPResponse, max_bytes: int) -> Response:
    headers = {name.lower(): _decoded(value.strip()) for name, value in response.getheaders()}
    if response.length is not None and response.length > max_bytes:
        raise PermanentFailure(_too_large(max_bytes))
    body = b"" if response.status >= 300 else _body(response, headers.get("content-encoding", ""), max_bytes)
    return Response(url, response.status, headers, body)


def _decoded(value: str) -> str:
    """Return a header in UTF-8 as text. The protocol says Latin-1, but redirects are often written in UTF-8."""
    value = _CONTROL.sub(" ", value)
    try:
        return value.encode("latin-1").decode()
    except UnicodeDecodeError:
        return value


def _body(response: HTTPResponse, encoding: str, max_bytes: int) -> bytes:
    if encoding.lower() not in ("", "identity", "gzip", "x-gzip"):
        raise PermanentFailure(f"compressed as {encoding}, which was not asked for")
    chunks = iter(lambda: response.read(_CHUNK), b"")
    body = bytearray()
    for part in _unpacked(chunks, max_bytes) if "gzip" in encoding.lower() else chunks:
        body += part
        if len(body) > max_bytes:
            raise PermanentFailure(_too_large(max_bytes))
    if response.length:
        raise TemporaryFailure(f"the response ends {response.length} bytes early")
    return bytes(body)


def _unpacked(chunks: Iterator[bytes], max_bytes: int) -> Iterator[bytes]:
    """Unpack gzip; a chunk gives one byte more than `max_bytes` at most, however much it would unpack to."""
    member = zlib.decompressobj(_GZIP_OR_ZLIB)
    for data in chunks:
        while data:
            if member.eof:
                member = zlib.decompressobj(_GZIP_OR_ZLIB)
            yield member.decompress(data, max_bytes + 1)
            data = member.unused_data
    if not member.eof:
        raise TemporaryFailure("the compressed response ends early")


def _too_large(max_bytes: int) -> str:
    return f"larger than {max_bytes / 1024**2:g} MB"


def _reason(error: Exception) -> str:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__
