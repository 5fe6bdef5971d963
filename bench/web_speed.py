"""Measures how fast the web pages are: gunicorn with two workers under 1, 8 and 32 clients.

    python -m bench.web_speed ARTICLES.jsonl.gz --data FOLDER [--sizes 30000 100000] [--seconds 10] [--engine tantivy]

Prints a table, and saves it in docs/performance.md. Clients are threads of one process on the same machine; each
keeps its connection, requests a page as soon as it has the previous one, and never the same page twice in a row.
"""

import argparse
import http.client
import json
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from bench import archives
from bench.queries import load
from bench.report import machine_and_versions, percentile, save_section, table
from bench.systems.measuring import process_memory

_WORKERS = 2
_CLIENTS = (1, 8, 32)
_START_TIMEOUT = 60
_TIMEOUT = 30
_SEED = 20220614
_OK = 200
_MB = 1_000_000


@dataclass(slots=True)
class Tally:
    """The milliseconds of the requests with status 200, and the number of others."""

    times: list[float] = field(default_factory=list)
    errors: int = 0


@dataclass(frozen=True, slots=True)
class PageTimes:
    """The measures of one kind of page with a number of clients, during some seconds."""

    size: int
    page: str
    clients: int
    seconds: float
    times: list[float]
    errors: int


@contextmanager
def served(folder: Path, engine: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve the archive in a folder; yield the port and the gunicorn process, which is stopped at the end."""
    port = _free_port()
    more = {"SEARCH_ENGINE": engine, "WEB_WORKERS": str(_WORKERS), "PORT": str(port), "HOST": "127.0.0.1"}
    counted = "API_REQUESTS", "SEARCHES", "SUGGESTIONS", "EXPORTS"
    more |= {f"{requests}_PER_MINUTE": "1000000" for requests in counted}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:newsarchive.gunicorn_config"]
    process = subprocess.Popen(command, env=archives.environment(folder, **more))  # noqa: S603
    try:
        _wait_for(port)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def send_requests(port: int, addresses: Sequence[str], clients: int, seconds: float) -> tuple[Tally, float]:
    """Have clients request URLs for some seconds; return the tally of all, and the seconds that it took."""
    tallies = [Tally() for _ in range(clients)]
    started = perf_counter()
    until = started + seconds
    threads = [
        threading.Thread(target=_client, args=(port, _shuffled(addresses, number), until, tally))
        for number, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = Tally([t for tally in tallies for t in tally.times], sum(tally.errors for tally in tallies))
    return whole, perf_counter() - started


def _client(port: int, addresses: Sequence[str], until: float, tally: Tally) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    turn = 0
    while (started := perf_counter()) < until:
        succeeded = _requested(connection, addresses[turn % len(addresses)])
        turn += 1
        if succeeded:
            tally.times.append((perf_counter() - started) * 1000)
        else:
            tally.errors += 1
    connection.close()


def _requested(connection: http.client.HTTPConnection, address: str) -> bool:
    """Request a page and read all of it; reconnect once if the server has closed the connection."""
    for last_try in (False, True):
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            response.read()
        except (http.client.RemoteDisconnected, ConnectionError, TimeoutError) as error:
            connection.close()
            if last_try or isinstance(error, TimeoutError):
                return False
        else:
            return response.status == _OK
    return False


def _shuffled(addresses: Sequence[str], seed: int) -> list[str]:
    return random.Random(_SEED + seed).sample(addresses, len(addresses))  # noqa: S311


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)
    for _ in range(_START_TIMEOUT * 10):
        if _is_up(connection):
            return
        time.sleep(0.1)
    raise TimeoutError(f"gunicorn did not respond within {_START_TIMEOUT} seconds")


def _is_up(connection: http.client.HTTPConnection) -> bool:
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == _OK
    except OSError:
        return False
    finally:
        connection.close()


def pages(folder: Path, queries: Path) -> dict[str, list[str]]:
    """Return the URLs of each kind of page."""
    texts = [query.text for query in load(queries)]
    searches = {"search": _search_address, "API search": _api_address}
    return {kind: [address(text) for text in texts] for kind, address in searches.items()} | stored_pages(folder)


def stored_pages(folder: Path) -> dict[str, list[str]]:
    """Return the URLs of each kind of page that shows what is stored: articles, days, entities ..."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.page_urls"],
        env=archives.environment(folder),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def _search_address(text: str) -> str:
    return f"/search/?{urlencode({'q': text})}"


def _api_address(text: str) -> str:
    return f"/api/v1/search?{urlencode({'q': text})}"


def measure(folder: Path, options: argparse.Namespace, queries: Path) -> tuple[list[PageTimes], list[str]]:
    """Measure every kind of page with every number of clients; return that, and the memory of the workers."""
    subprocess.run(
        [sys.executable, "manage.py", "reindex", "--if-needed"],
        env=archives.environment(folder, SEARCH_ENGINE=options.engine),
        check=True,
    )
    addresses = pages(folder, queries)
    loads = []
    with served(folder, options.engine) as (port, process):
        for kind, same in addresses.items():
            send_requests(port, same, _WORKERS, 2)  # warms up
            for clients in _CLIENTS:
                tally, seconds = send_requests(port, same, clients, options.seconds)
                if process.poll() is not None:
                    raise RuntimeError(f"gunicorn ended with status {process.returncode}")
                loads.append(PageTimes(int(folder.name), kind, clients, seconds, tally.times, tally.errors))
                print(" ".join(_row(loads[-1])), file=sys.stderr, flush=True)
        return loads, [_memory(pid) for pid in _children(process.pid)]


def _memory(pid: int) -> str:
    """Return the private memory of a process, and the whole with mapped files, which the system can reclaim."""
    memory = process_memory(pid)
    return f"{memory.own / _MB:.0f} MB ({memory.whole / _MB:.0f} MB with the files that it has mapped)"


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _row(one: PageTimes) -> list[str]:
    rate = len(one.times) / one.seconds
    percentiles = [f"{percentile(one.times, percent):.0f}" for percent in (50, 95, 99)]
    return [one.page, f"{one.size:,}", str(one.clients), f"{rate:.0f}", *percentiles, str(one.errors)]


def main() -> None:
    """Measure, print and save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    archives.add_options(parser)
    parser.set_defaults(sizes=[archives.REAL, archives.SIZES[-1]])
    parser.add_argument("--engine", default="tantivy", help="engine of the search index (default tantivy)")
    parser.add_argument("--seconds", type=float, default=10, help="how long each page is requested (default 10)")
    options = parser.parse_args()
    folder = options.data.resolve()
    queries = archives.make_queries(folder, options.articles)
    rows, memory = [], []
    for size in options.sizes:
        loads, workers = measure(archives.make(folder, options.articles, size), options, queries)
        rows += [_row(one) for one in loads]
        memory.append(f"Memory of the workers at {size:,} articles, after all requests: {' and '.join(workers)}.")
    head = ["page", "articles", "clients", "requests/s", "median, ms", "95%", "99%", "errors"]
    about = machine_and_versions("django", "gunicorn", options.engine)
    text = "\n\n".join(["## Web pages", about, table(head, rows), "\n".join(memory)])
    print(text)
    save_section("web", text)


if __name__ == "__main__":
    main()
