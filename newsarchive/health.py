"""Checks the health of the archive on this machine: `python -m newsarchive.health`."""

import sys
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from newsarchive import env

# Seconds.
_TIMEOUT = 10.0
# Where to connect to if the server listens on all addresses.
_ALL_ADDRESSES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


@dataclass(frozen=True, slots=True)
class HealthStatus:
    """The response of /healthz: its HTTP status, 200 if all is well, and its text."""

    status: int
    text: str


def check_health(host: str, port: int) -> HealthStatus | None:
    """Return the health of the server at this address; None if it does not respond within ten seconds."""
    connection = HTTPConnection(_ALL_ADDRESSES.get(host, host), port, timeout=_TIMEOUT)
    try:
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        return HealthStatus(response.status, response.read(1000).decode(errors="replace"))
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def main() -> int:
    """Print the health; return 0 if all is well, else 1."""
    health = check_health(env.text("HOST", "127.0.0.1"), env.whole_number("PORT", 8000, least=1))
    print(health.text if health else "no response")
    return 0 if health and health.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
