"""Fuzzes the addresses of an archive: 8 clients send mutated requests over all views to gunicorn.

    python -m bench.fuzz_addresses --data FOLDER [--requests 20000] [--engine tantivy] [--seed 0] [--session KEY]

FOLDER is the DATA_DIR of an archive. With the key of the session of an account of staff, the pages of the admin are
asked for too. Prints the answers by status, the slowest and the heaviest, and every request whose answer is a server
error, or that takes more than two seconds when it is sent again alone; exits with 1 where there is any.
"""

import argparse
import heapq
import http.client
import random
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from time import perf_counter
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bench.fuzz_material import ADMIN_SEEDS, HEADERS, HOSTILE, NAMES, QUERY_PARTS, SEEDS, SEGMENTS, WORDS
from bench.web_speed import served, stored_pages

Parameters = list[tuple[str, str]]

_TIMEOUT: Final = 60
# Seconds.
_LIMIT: Final = 2.0
_SERVER_ERROR: Final = 500
_SHOWN: Final = 10
# gunicorn refuses a longer one by itself.
_LONGEST: Final = 8000

_METHODS: Final = ("GET",) * 30 + ("HEAD", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")


@dataclass(frozen=True, slots=True)
class FuzzRequest:
    """A request: its method, the address as it is sent, and headers."""

    method: str
    address: str
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join([self.method, self.address, *(f"[{name}: {value}]" for name, value in self.headers)])


@dataclass(frozen=True, slots=True)
class FuzzAnswer:
    """The answer to a request: its status (0 where the connection broke), its bytes, and the seconds until its end."""

    request: FuzzRequest
    status: int
    size: int
    seconds: float


@dataclass(slots=True)
class FuzzTally:
    """The answers by status, those that count as faults unless shown otherwise, the slowest and the heaviest."""

    statuses: Counter[int] = field(default_factory=Counter)
    errors: list[FuzzAnswer] = field(default_factory=list)
    slow: list[FuzzAnswer] = field(default_factory=list)
    slowest: list[FuzzAnswer] = field(default_factory=list)
    heaviest: list[FuzzAnswer] = field(default_factory=list)

    def add(self, answer: FuzzAnswer) -> None:
        """Count an answer."""
        self.statuses[answer.status] += 1
        if answer.status >= _SERVER_ERROR or answer.status == 0:
            self.errors.append(answer)
        elif answer.seconds > _LIMIT:
            self.slow.append(answer)
        self.slowest = heapq.nlargest(_SHOWN, [*self.slowest, answer], key=lambda one: one.seconds)
        self.heaviest = heapq.nlargest(_SHOWN, [*self.heaviest, answer], key=lambda one: one.size)


def requests(seed: int, kinds: Sequence[Sequence[str]] = (SEEDS,), *, most_id: int = 100) -> Iterator[FuzzRequest]:
    """Yield requests without end, the same for the same `seed`: addresses of each kind, mutated once to four times."""
    rng = random.Random(seed)  # noqa: S311
    while True:
        address = rng.choice(rng.choice(kinds)).replace("{}", str(rng.randint(1, most_id)))
        parts = urlsplit(address)
        path, parameters = parts.path, parse_qsl(parts.query, keep_blank_values=True)
        for _ in range(rng.randint(1, 4)):
            if rng.random() < 0.2:
                path = _mutated_path(rng, path)
            else:
                parameters = rng.choice(_MUTATIONS)(rng, parameters)
        yield FuzzRequest(rng.choice(_METHODS), _broken(rng, _written(path, parameters)), _headers(rng))


def _other_value(rng: random.Random, parameters: Parameters) -> Parameters:
    changed = list(parameters) or [("q", "")]
    place = rng.randrange(len(changed))
    changed[place] = (changed[place][0], rng.choice(HOSTILE))
    return changed


def _another(rng: random.Random, parameters: Parameters) -> Parameters:
    value = rng.choice(HOSTILE) if rng.random() < 0.5 else str(rng.randint(0, 3000))
    return [*parameters, (rng.choice(NAMES), rng.choice(["", "-"]) + value)]


def _another_query(rng: random.Random, parameters: Parameters) -> Parameters:
    parts = rng.choices([*QUERY_PARTS, *WORDS], k=rng.randint(1, 60))
    text = "".join(part + rng.choice(["", " ", " "]) for part in parts)
    return [("q", text), *(pair for pair in parameters if pair[0] != "q")]


def _one_part_repeated(rng: random.Random, parameters: Parameters) -> Parameters:
    part = rng.choice(QUERY_PARTS) + rng.choice(["", " "])
    return [("q", part * rng.randint(2, 250)), *(pair for pair in parameters if pair[0] != "q")]


def _one_name_repeated(rng: random.Random, parameters: Parameters) -> Parameters:
    name, long = rng.choice(NAMES), rng.choice([0, 0, 30, 150])
    values = (rng.choice(["", "-"]) + "á" * long + str(rng.randint(1, 40_000)) for _ in range(rng.randint(2, 300)))
    return [*parameters, *((name, value) for value in values)]


def _fewer(rng: random.Random, parameters: Parameters) -> Parameters:
    return rng.sample(parameters, len(parameters) // 2)


_MUTATIONS: Final[tuple[Callable[[random.Random, Parameters], Parameters], ...]] = (
    *(_other_value, _another, _another_query, _one_part_repeated, _one_name_repeated, _fewer),
)


def _mutated_path(rng: random.Random, path: str) -> str:
    segments = path.split("/")
    place = rng.randrange(len(segments))
    match rng.randrange(3):
        case 0:
            segments[place] = rng.choice(SEGMENTS)
        case 1:
            segments.insert(place, rng.choice(SEGMENTS))
        case _:
            del segments[place]
    return "/" + "/".join(segments).lstrip("/")


def _written(path: str, parameters: Parameters) -> str:
    encoded = [(name, value.encode(errors="surrogatepass")) for name, value in parameters]
    query = urlencode(encoded)
    return quote(path, safe="/%") + (f"?{query}" if query else "")


def _broken(rng: random.Random, address: str) -> str:
    """Return the address, one in ten with a wrong escape in it."""
    if rng.random() < 0.1:
        place = rng.randint(1, len(address))
        address = (
            address[:place] + rng.choice(["%", "%ff", "%00", "%ed%a0%80", "&", "=", ";", "#", "?"]) + address[place:]
        )
    return address[:_LONGEST]


def _headers(rng: random.Random) -> tuple[tuple[str, str], ...]:
    return tuple(rng.sample(HEADERS, rng.randint(1, 3))) if rng.random() < 0.15 else ()


def send(port: int, requested: FuzzRequest, cookies: str = "") -> FuzzAnswer:
    """Send a request on a connection of its own, and read the whole answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    headers: Mapping[str, str] = ({"Cookie": cookies} if cookies else {}) | dict(requested.headers)
    started = perf_counter()
    try:
        connection.request(requested.method, requested.address, headers=headers)
        response = connection.getresponse()
        size, status = len(response.read()), response.status
    except (OSError, http.client.HTTPException):
        size, status = 0, 0
    finally:
        connection.close()
    return FuzzAnswer(requested, status, size, perf_counter() - started)


def fuzz(port: int, requested: Iterator[FuzzRequest], count: int, clients: int, cookies: str) -> FuzzTally:
    """Have clients send so many requests; return the tally of all."""
    tally, lock, left = FuzzTally(), threading.Lock(), count

    def client() -> None:
        nonlocal left
        while True:
            with lock:
                if left == 0:
                    return
                left -= 1
                one = next(requested)
            answer = send(port, one, cookies)
            with lock:
                tally.add(answer)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def faults(port: int, tally: FuzzTally, cookies: str) -> list[FuzzAnswer]:
    """Return the server errors, and the answers that take more than two seconds when asked for alone."""
    alone = (send(port, one.request, cookies) for one in tally.slow)
    return [*tally.errors, *(one for one in alone if one.seconds > _LIMIT or one.status >= _SERVER_ERROR)]


def _shown(answer: FuzzAnswer) -> str:
    return f"{answer.status:5}{answer.seconds:8.2f} s{answer.size:10} bytes  {str(answer.request)[:300]}"


def main() -> int:
    """Fuzz, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="the DATA_DIR of the archive")
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most-id", type=int, default=30_000, help="the highest id that is asked for (default 30,000)")
    parser.add_argument("--engine", default="tantivy", help="engine of the search index (default tantivy)")
    parser.add_argument("--session", default="", metavar="KEY", help="key of the session of an account of staff")
    options = parser.parse_args()
    cookies = f"sessionid={options.session}" if options.session else ""
    folder = options.data.resolve()
    kinds = [SEEDS, *((ADMIN_SEEDS,) if cookies else ()), list(chain(*stored_pages(folder).values()))]
    with served(folder, options.engine) as (port, _):
        requested = requests(options.seed, kinds, most_id=options.most_id)
        tally = fuzz(port, requested, options.requests, options.clients, cookies)
        found = faults(port, tally, cookies)
    print(", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items())))
    for title, answers in (("slowest", tally.slowest), ("heaviest", tally.heaviest), ("faults", found)):
        print(f"{title}:", *map(_shown, answers), sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
