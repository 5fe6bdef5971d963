"""URLs taken apart for a request; only those of HTTP and HTTPS are accepted."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from articles.following.failures import PermanentFailure

_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# Characters of a path or query that are sent as they are.
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Url:
    """The parts of a URL; `target` is the path with the query, as sent to the server. There is no fragment (#...)."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port; the port only where it is not the default one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.origin + self.target


def parse_url(url: str) -> Url:
    """Take a URL apart; raises PermanentFailure where it is not HTTP or HTTPS, or contains a user name or password."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise PermanentFailure(f"{url!r} is not a valid address: {error}") from error
    if parts.scheme not in _DEFAULT_PORTS or not host:
        raise PermanentFailure(f"{url!r} is not an address of HTTP or HTTPS")
    if "@" in parts.netloc:
        raise PermanentFailure(f"the address at {host} contains a user name or password")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return Url(parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme], target)


def redirect_url(origin: Url, location: str) -> Url:
    """Return the URL that a redirect from `origin` leads to; raises PermanentFailure as `parse_url` does."""
    try:
        return parse_url(urljoin(str(origin), location))
    except ValueError as error:
        raise PermanentFailure(f"{origin} redirects to {location!r}, which is not a valid address") from error


def _ascii(host: str) -> str:
    """Return a host name as DNS has it: "báo.vn" is "xn--bo-jia.vn"."""
    return host if host.isascii() else host.encode("idna").decode("ascii")
