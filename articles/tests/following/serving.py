"""A web server on this machine that misbehaves as a test needs, and a policy that allows requests to it."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from articles.following.fetcher import Fetcher, FetchLimits
from articles.following.public_addresses import AddressPolicy

Behaviour = Callable[[BaseHTTPRequestHandler], None]

# Lets tests reach their own server; the default policy, which refuses it, has tests of its own.
ANYWHERE = AddressPolicy(lambda address: True, None)
LIMITS = FetchLimits(user_agent="TestArchive/1.0", seconds=5, max_bytes=1024 * 1024, delay=0, pages=20)


class Server:
    """Serves `pages` by path; `asked` and `headers` record the requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Behaviour] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                outer.headers.append({name.lower(): value for name, value in self.headers.items()})
                outer.pages.get(self.path, answer("", status=404))(self)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that hangs up is expected
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator["Server"]:
        thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield self
        finally:
            self.stopping.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def over_tls(self, context: ssl.SSLContext) -> None:
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def times(self, path: str) -> int:
        return self.asked.count(path)


def answer(body: str | bytes, *, status: int = 200, **headers: str) -> Behaviour:
    data = body.encode() if isinstance(body, str) else body

    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in ({"Content_Type": "text/html", "Content_Length": str(len(data))} | headers).items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return behave


def raw(data: bytes) -> Behaviour:
    """Send bytes in place of a response of HTTP."""

    def behave(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(data)

    return behave


def redirect(location: str, status: int = 302) -> Behaviour:
    return answer("", status=status, Location=location)


def web(
    policy: AddressPolicy = ANYWHERE, pause: Callable[[float], None] = lambda seconds: None, **limits: Any
) -> Fetcher:
    return Fetcher(replace(LIMITS, **limits), policy, pause)
