"""Asks the web server of this machine whether the archive is well: `python -m newsarchive.health`."""

import sys
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from newsarchive import env

_TIMEOUT = 10.0
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """What /healthz says: the status of HTTP, 200 where all is well, and the text beside it."""

    status: int
    text: str


def ask(host: str, port: int) -> HealthAnswer | None:
    """Return the answer of the server that listens there, None where there is none within ten seconds."""
    connection = HTTPConnection(_EVERYWHERE.get(host, host), port, timeout=_TIMEOUT)
    try:
        connection.request("GET", "/healthz")
        response = connection.getresponse()
        return HealthAnswer(response.status, response.read(1000).decode(errors="replace"))
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()


def main() -> int:
    """Print the answer; return 0 where all is well, else 1."""
    answer = ask(env.text("HOST", "127.0.0.1"), env.number("PORT", 8000, least=1))
    print(answer.text if answer else "no answer")
    return 0 if answer and answer.status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
