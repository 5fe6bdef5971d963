"""An address of the web, taken apart for asking: only what a newspaper's page can be at."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from articles.following.failures import Unobtainable

_PORTS: Final = {"http": 80, "https": 443}
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"


@dataclass(frozen=True, slots=True)
class Url:
    """Where a page is: `target` is what the server is asked for, path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the way it is written."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address, without what only a browser reads (#...)."""
        return self.origin + self.target


def parse_url(url: str) -> Url:
    """Take an address apart; raises Unobtainable where it is none of HTTP or HTTPS, or carries a name or password."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise Unobtainable(f"{url!r} is no address: {error}") from error
    if parts.scheme not in _PORTS or not host:
        raise Unobtainable(f"{url!r} is no address of HTTP or HTTPS")
    if "@" in parts.netloc:
        raise Unobtainable(f"the address at {host} carries a name or a password")
    target = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Url(parts.scheme, host, port or _PORTS[parts.scheme], target)


def redirect_url(here: Url, location: str) -> Url:
    """Return where a redirect leads to; raises Unobtainable as `place` does."""
    try:
        return parse_url(urljoin(here.url, location))
    except ValueError as error:
        raise Unobtainable(f"{here.url} leads to {location!r}, which is no address") from error


def _ascii(host: str) -> str:
    """Return a host as the network knows it: "báo.vn" as "xn--bo-jia.vn"."""
    return host if host.isascii() else host.encode("idna").decode("ascii")
